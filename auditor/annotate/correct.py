"""Which suggestions the program can follow: an exact text for a cell that says nothing else to anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from auditor.annotate.note import CellEdit, Edit, notes, said
from auditor.evidence.cell_sources import Record, sources
from auditor.findings import Finding, Status
from auditor.grid import Source
from auditor.model import Book
from auditor.rounds.round import PastFinding

Place: TypeAlias = tuple[str | None, str | None]


def edits(book: Book, findings: Iterable[tuple[Finding, PastFinding]]) -> tuple[list[Edit], list[PastFinding]]:
    """(the corrections that ``findings`` suggest for cells of the workbook ``book``, the findings without one).

    ``findings``: each with its form in the result. A doubtful finding corrects nothing. Nor does one
    whose cell also speaks for another row or column (a class printed once for many rows, operator and number in one
    cell), or for which another finding suggests a different text.
    """
    records = dict(_records(book))
    readers = Counter(_place(place) for record in records.values() for place in sources(record).values())
    same: dict[tuple[CellEdit, ...], list[PastFinding]] = defaultdict(list)
    others: list[PastFinding] = []
    for finding, past in findings:
        cells = tuple(_suggested(finding, records))
        if cells and all(readers[_place(cell.source)] == 1 for cell in cells):
            same[cells].append(past)
        else:
            others.append(past)
    asked = Counter(_place(cell.source) for cells in same for cell in cells)
    made: list[Edit] = []
    for cells, agreed in same.items():
        if any(asked[_place(cell.source)] > 1 for cell in cells):
            others += agreed
        else:
            texts = "；".join(f"{cell.column} “{cell.old}” 改为 “{cell.new}”" for cell in cells)
            made.append(Edit(cells, "\n".join([f"【已改】{texts}", *map(said, agreed)]), notes(agreed)[0]))
    return made, others


def _suggested(finding: Finding, records: Mapping[str, Record]) -> Iterator[CellEdit]:
    """The cells that the finding's suggestion changes; none if one of them has no location of its own."""
    record = records.get(finding.indicator or finding.project or "")
    if record is None or not finding.suggestion or finding.status is not Status.VIOLATION:
        return
    printed = record.printed
    if not finding.suggestion.keys() <= printed.keys():
        return
    for column, text in finding.suggestion.items():
        if text != printed[column].text:
            yield CellEdit(printed[column].source, column, printed[column].raw, text)


def _place(source: Source) -> Place:
    return source.sheet, source.cell


def _records(book: Book) -> Iterator[tuple[str, Record]]:
    for goal in book.goals():
        yield goal.id, goal
        for indicator in goal.indicators:
            yield indicator.id, indicator
