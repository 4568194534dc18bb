"""Letters that the file shows but does not map to a text: what they stand in was not read, and is in doubt.

A font's table may lack a letter or map it to nothing (U+0000, U+FFFD, the private use area). It is seen on paper and
cannot be read. In the header it may hide a column from every row; in a row it may hide anything in this row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.forms.table.row import Row, RowRole
from auditor.forms.table.table import Caption, Table
from auditor.grid import Source, unknown
from auditor.model import LedgerEntry, Project, Repair, RepairKind

_SIGNS = range(0xF000, 0xF100)
"""Where Windows puts the signs of its symbol fonts (Wingdings): in prose these are bullets and boxes, never letters."""
_SHOWN = 20
"""Characters around the first such letter that the ledger shows: enough to find it on the page."""


def unmapped_in(table: Table) -> Iterator[LedgerEntry]:
    """One entry for the letters of ``table`` without a text, none if there are none."""
    cells = (cell for row in table.rows for cell in row.cells)  # as printed: a title may be read as the known word
    texts = [(cell.text, cell.source) for cell in cells if unknown(cell.text)]
    yield from _entry(table.title, str(table.kind), "表中", texts)


def unmapped_outside(captions: Iterable[Caption]) -> Iterator[LedgerEntry]:
    """The same for the lines outside the tables, bullets aside."""
    lines = ((caption.text.translate(dict.fromkeys(_SIGNS)), caption.source) for caption in captions)
    yield from _entry("表外文字", "", "表外文字中", [(text, source) for text, source in lines if unknown(text)])


def doubt_unmapped(table: Table, goals: Iterable[Project]) -> None:
    """Mark what such letters put in doubt: every row if they stand in a header, else their own row."""
    odd = [row for row in table.rows if any(unknown(cell.text) for cell in row.cells)]
    if not odd:
        return
    header = next((row for row in odd if row.role is RowRole.HEADER), None)
    for goal in goals:
        own = (goal.raw, goal.name, goal.code, goal.goal, *goal.extra.values())
        if header is not None or any(map(unknown, own)):
            goal.repairs.append(_doubt(header, goal.source, goal.raw or goal.name))
        for indicator in goal.indicators:
            if header is not None or unknown(indicator.raw):
                indicator.repairs.append(_doubt(header, indicator.source, indicator.raw))


def _doubt(header: Row | None, source: Source, raw: str) -> Repair:
    said = "表头中有没有对应文字的字符，各列是否读对须核对" if header else "有没有对应文字的字符，须核对"
    return Repair(RepairKind.DOUBTFUL_CELL, source, raw, said, doubtful=True)


def _entry(title: str, kind: str, where: str, texts: list[tuple[str, Source]]) -> Iterator[LedgerEntry]:
    if not texts:
        return
    number = sum(unknown(text) for text, _ in texts)
    first, source = texts[0]
    at = next(place for place, sign in enumerate(first) if unknown(sign))
    shown = first[max(0, at - _SHOWN // 2) : at + _SHOWN // 2]
    why = f"{where}有 {number} 个字符在文件里没有对应的文字，如“{shown}”，请与原件核对"
    yield LedgerEntry(title, kind, 0, False, why, source)
