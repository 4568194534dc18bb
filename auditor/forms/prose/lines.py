"""Which printed lines are prose: not the tables' captions, not the contents, not heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.forms.table.money_units import announces, is_unit, is_unit_cell
from auditor.forms.table.table_title import is_table_number, split_title
from auditor.grid import Grid, Line, Printed, Source
from auditor.language.headings import NUMBERED
from auditor.language.text import squeeze

_PAGE_NUMBER = re.compile(
    r"[-—–－~·\s]*(?:第?\s*\d{1,4}\s*页?|第?\s*\d{1,4}\s*页?\s*[,，/／]?\s*共?\s*\d{1,4}\s*页)[-—–－~·\s]*"
)
_LEADERS = re.compile(r"[.．…·•‥_]{4,}|…{2,}")
_ENTRY = re.compile(r"(?:[.．…·•‥_\s]*\d{1,3})?$")
_NUMBER = re.compile(r"^(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+)\s*")
_FILLED_IN = re.compile(r"^(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?[：:]\S{2,40}$|^[（(]?20\d\d年度?[）)]?$")
_SPACE = re.compile(r"(?<![A-Za-z0-9.,])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?![A-Za-z0-9])")
_REPEATED = 3
"""Pages on which a line must stand at the same height to be a head or foot; two may be a title printed twice."""
_LONGEST_CAPTION = 60


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line of prose without the blanks of the layout. ``opens``: a table or a caption stands before it."""

    text: str
    source: Source
    opens: bool


def prose_lines(printed: Printed) -> Iterator[ProseLine | str]:
    """The lines of prose in reading order, and between them the title of each table, as a text."""
    furniture = _furniture(printed)
    listed: set[str] = set()
    contents: int | None = None
    """Page of the contents while they are read; 0 in formats without pages."""
    opens = True
    for block in printed.blocks:
        if isinstance(block, Grid):
            opens = True
            continue
        text = plain(block.text)
        if not text or _PAGE_NUMBER.fullmatch(text) or _place(block) in furniture:
            continue
        page = block.source.page or 0
        if squeeze(text) == "目录":
            contents, opens = page, True
            continue
        if contents is not None:
            name = _name(text)
            over = len(text) > _LONGEST_CAPTION * 2 or text.endswith("。") or name in listed or page != contents
            if not over or _LEADERS.search(text):
                listed.add(name)
                continue
            contents = None
        if _LEADERS.search(text) and len(text) > 8 and not text.endswith(("。", "……")):
            continue
        title = split_title(text)
        if title is not None:
            opens = True
            yield title[1]
        elif len(text) <= _LONGEST_CAPTION and _is_caption(text):
            opens = True
        else:
            yield ProseLine(text, block.source, opens)
            opens = False


def _is_caption(text: str) -> bool:
    """Whether a line belongs to a table: its number, its unit of money, who made it, its year."""
    return bool(
        is_table_number(text) or announces(text) or is_unit(text) or is_unit_cell(text) or _FILLED_IN.match(text)
    )


def plain(text: str) -> str:
    """A printed line without the blanks that the layout leaves; those between Latin words and numbers stay."""
    return _SPACE.sub("", text.strip().replace("\n", "").replace("\t", " "))


def _name(text: str) -> str:
    """An entry of the contents without its number, dots and page."""
    bare = _LEADERS.split(_NUMBER.sub("", text))[0]
    return squeeze(_ENTRY.sub("", bare))


def _place(line: Line) -> tuple[str, int] | None:
    """What a head or foot has in common on all pages: its words without figures, and its height on the page."""
    box = line.source.bbox
    return None if box is None else (re.sub(r"\d+", "", squeeze(line.text)), round(box[1] / 4))


def _furniture(printed: Printed) -> set[tuple[str, int] | None]:
    seen: dict[tuple[str, int] | None, set[int]] = {}
    edges: dict[int, list[Line]] = {}
    for block in printed.blocks:
        if isinstance(block, Line) and block.source.page is not None and block.source.bbox is not None:
            edges.setdefault(block.source.page, []).append(block)
    for page, lines in edges.items():
        lines.sort(key=lambda line: line.source.bbox[1] if line.source.bbox else 0.0)
        for line in {id(line): line for line in (*lines[:2], *lines[-2:])}.values():
            if split_title(line.text) is None and not NUMBERED.match(line.text.strip()):
                seen.setdefault(_place(line), set()).add(page)
    return {place for place, pages in seen.items() if place is not None and len(pages) >= _REPEATED}
