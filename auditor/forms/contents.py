"""The tables that a book's contents (目录) list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.forms.table.money import is_amount
from auditor.forms.table.money_units import announces
from auditor.forms.table.row import clean, key
from auditor.forms.table.table_title import SECTION, is_table_number, split_title
from auditor.grid import Grid, Printed, Source
from auditor.language.text import half_width
from auditor.paper import Listed

_HEADS = ("目录", "目次")
_LEADER = re.compile(r"[\s.．·•・…⋯_—\-－]*(?:第?\s*([0-9]{1,4})\s*页?)?\s*$")
"""What stands between an entry and its page, and the page: ………… 12."""
_ORDINAL = re.compile(
    r"^(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]|(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、.．])\s*"
)
_NUMBER = re.compile(
    r"^(?:附件|附表|附|部门|预算|决算|财决|公开|批复|表)*\s*([0-9]{1,2}(?:-[0-9]{1,2})?)\s*表?[\s：:、.．]+(?=\S)"
)
"""公开01表 收支总表, 表3：支出总表, 附表2 …"""
_CHAPTER = re.compile(r"(?:20[0-9]{2}年度?)?(?:部门|单位|本级|区级|市级|预算|决算|公开|财务|相关|有关|报|附)*表")
"""A chapter that holds the tables, and no table: 部门预算表, 2025年度部门决算报表."""
_YEAR = re.compile(r"20[0-9]{2}年度?")
_LINES = 150
"""Lines of contents that are searched; the longest at hand have forty."""
_PROSE, _CELLS = 60, 3
"""Characters, or filled cells of a row, beyond which a line without dots to a page ends the contents."""


def listed_in(printed: Printed) -> list[Listed]:
    """The tables that the contents list, in their order; [] if the book has none, or they list only its chapters.

    The contents end at prose, at the unit or a sum of a table, or where a title is printed a second time.
    """
    texts = _texts(printed)
    for text, _, _ in texts:
        if key(text).removesuffix("：") in _HEADS:
            return _entries(texts)
    return []


def _entries(texts: Iterator[tuple[str, Source, tuple[str, ...]]]) -> list[Listed]:
    found: list[Listed] = []
    last = False
    for count, (text, source, cells) in enumerate(texts):
        entry = _entry(text, source)
        long = len(key(text)) > _PROSE or len(cells) > _CELLS
        if count == _LINES or "。" in text or (entry is None and long and not _leads(text)):
            break
        if entry is not None and any(_bare(entry.title) == _bare(other.title) for other in found):
            break
        if announces(text) or (len(cells) > 1 and entry is None and any(map(is_amount, cells[1:]))):
            # The title just above is that of the first table, which the contents do not list.
            return found[:-1] if last else found
        last = entry is not None or (last and (is_table_number(text) or ":" in half_width(text)))
        if entry is not None:
            found.append(entry)
    return found


def _entry(text: str, source: Source) -> Listed | None:
    """The table that a line of contents names, None if it names none."""
    line = clean(text).replace("\t", " ").strip()
    tail = _LEADER.search(line)
    page = int(tail.group(1)) if tail and tail.group(1) else None
    bare = line[: tail.start()].strip() if tail else line
    if SECTION.match(bare):
        return None
    bare = _ORDINAL.sub("", bare)
    number = _NUMBER.match(bare)
    bare = _ORDINAL.sub("", bare[number.end() :] if number else bare).strip()
    if split_title(bare) is None or _CHAPTER.fullmatch(key(bare)):
        return None
    # A bare number before the title counts the entries: 1 收支总表.
    named = number.group(1) if number and not number.group(0).strip()[0].isdigit() else ""
    return Listed(bare, named, page, source)


def _bare(title: str) -> str:
    return _YEAR.sub("", key(title))


def _leads(text: str) -> bool:
    """Whether a line ends with dots or a number, as a line of contents does."""
    found = _LEADER.search(text)
    return found is not None and bool(found.group().strip())


def _texts(printed: Printed) -> Iterator[tuple[str, Source, tuple[str, ...]]]:
    """Every line of text and every row of a grid with its cells, in reading order."""
    for block in printed.blocks:
        if not isinstance(block, Grid):
            yield block.text, block.source, ()
            continue
        for row in block.rows:
            cells = tuple(cell.text for cell in row if cell.text.strip())
            if cells:
                yield " ".join(cells), row[0].source, cells
