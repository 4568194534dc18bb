"""The pages of a book, so that one can be compared with another."""

from __future__ import annotations

import re
from hashlib import blake2b

from auditor.grid import Grid, Printed, Source
from auditor.language.text import half_width, squeeze
from auditor.paper import PrintedPage

_PAGE = re.compile(r"(?:[-—–－·~第]*)([0-9]{1,4})(?:[-—–－·~页]*)(?:[,，/]?共?[0-9]{1,4}页?)?")
"""A page number alone in its line: 3, - 3 -, 第3页, 第3页 共9页."""


def page_texts(printed: Printed) -> list[PrintedPage]:
    """What each page prints; [] for formats without pages.

    Numbers in the first and last line of a page, where its own number stands, make no difference.
    """
    pages: dict[int, list[str]] = {}
    outside: dict[int, list[tuple[int, str]]] = {}
    for block in printed.blocks:
        page = block.source.page
        if page is None:
            continue
        texts = pages.setdefault(page, [])
        if isinstance(block, Grid):
            texts.append("\x1f".join(squeeze(cell.text) for row in block.rows for cell in row))
        else:
            text = squeeze(block.text)
            outside.setdefault(page, []).append((len(texts), text))
            texts.append(text)
    found: list[PrintedPage] = []
    for number, texts in sorted(pages.items()):
        edges = [one for one in outside.get(number, ()) if one[0] in (0, len(texts) - 1)]
        own: int | None = None
        for at, text in reversed(edges):
            numbered = _PAGE.fullmatch(half_width(text))
            own = own if own is not None or numbered is None else int(numbered.group(1))
            texts[at] = "".join(char for char in text if not char.isdigit())
        digest = blake2b("\x1e".join(texts).encode(), digest_size=16).hexdigest()
        where = Source(file=printed.path, page=number)
        found.append(PrintedPage(number, sum(map(len, texts)), digest, own, where))
    return found
