"""The cells of a row with their locations, and the cell that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from auditor.evidence.fault_cells import marked
from auditor.findings import Finding
from auditor.grid import BBox, Source
from auditor.model import INDICATOR_CELLS, Amount, Book, Indicator, Project

Record: TypeAlias = Project | Indicator

AMOUNTS = ("项目总额", "财政资金", "其他资金")


def texts(record: Record) -> dict[str, str]:
    """Printed column → the text of its cell as read."""
    if isinstance(record, Indicator):
        cells = {cell: str(getattr(record, attribute)) for cell, attribute in INDICATOR_CELLS.items()}
        return {"活动": record.activity, **cells}
    return {
        "项目编码": record.code,
        "项目名称": record.name,
        "项目总额": money(record.total),
        "财政资金": money(record.fiscal),
        "其他资金": money(record.other),
        "绩效目标": record.goal,
    }


def money(amount: Amount | None) -> str:
    """An amount as text without an exponent; the printed text if it is not a number, "" for None."""
    if amount is None:
        return ""
    return amount.raw if amount.number is None else format(amount.number, "f")


def sources(record: Record) -> dict[str, Source]:
    """Printed column → the location of its cell; empty cells are left out."""
    found = {column: cell.source for column, cell in record.printed.items()}
    if isinstance(record, Project):
        amounts = zip(AMOUNTS, (record.total, record.fiscal, record.other), strict=True)
        found |= {column: amount.source for column, amount in amounts if amount is not None}
        # In most layouts one cell holds both code and name: 110105-某项目.
        if "项目名称" in found:
            found.setdefault("项目编码", found["项目名称"])
    return found


def pinpoint(findings: Iterable[Finding], books: Iterable[Book]) -> None:
    """Replace the location of the row, in each finding on an indicator or project, by that of the cell at fault.

    For several cells it is the box around them, or in formats without boxes the location of the first. A finding whose
    location is not that of its row (an amount of a further funding line, a repair) keeps it.
    """
    rows: dict[str, tuple[Record, Sequence[Indicator]]] = {}
    for book in books:
        for project in book.goals():
            rows[project.id] = project, ()
            rows |= {indicator.id: (indicator, project.indicators) for indicator in project.indicators}
    for finding in findings:
        record, siblings = rows.get(finding.indicator or finding.project or "", (None, ()))
        if record is not None and record.source == finding.source:
            finding.source = _at_fault(finding, record, siblings)


def _at_fault(finding: Finding, record: Record, siblings: Sequence[Indicator]) -> Source:
    if record.source.line is not None:
        return record.source
    known, shown = sources(record), texts(record)
    columns = marked(finding, shown)
    found = [known[column] for column in shown if column in columns and column in known]
    found = found or [
        place for column in columns if not shown[column] and (place := _empty(column, record, siblings)) is not None
    ]
    if not found and isinstance(record, Indicator):
        # The cells of the row, not its own box, which includes the merged cell of the project beside it.
        found = [known[column] for column in shown if column in known] if record.source.page is not None else []
    return around(found) or record.source


def _empty(column: str, record: Record, siblings: Sequence[Indicator]) -> Source | None:
    """Where the empty cell of ``column`` stands on the page: as wide as that of another row, as high as this row."""
    band = around(list(sources(record).values()), common=True)
    if band is None or band.bbox is None:
        return None
    for other in siblings:
        cell = other.printed.get(column)
        if cell is not None and cell.source.page == band.page and cell.source.bbox is not None:
            x0, _, x1, _ = cell.source.bbox
            return Source(band.file, band.page, (x0, band.bbox[1], x1, band.bbox[3]))
    return None


def around(places: Sequence[Source], common: bool = False) -> Source | None:
    """The box around those of ``places`` that are on the page of the first; without boxes the first location.

    ``common``: vertically only the part that all of them share. That is the row, even if some cells span several rows.
    None without places, or if they share nothing.
    """
    if not places:
        return None
    first = places[0]
    boxes: list[BBox] = [place.bbox for place in places if place.bbox is not None and place.page == first.page]
    if first.bbox is None or len(boxes) == 1:
        return first
    left, top, right, bottom = zip(*boxes, strict=True)
    upper, lower = (max(top), min(bottom)) if common else (min(top), max(bottom))
    if upper >= lower:
        return None
    return Source(first.file, first.page, (min(left), upper, max(right), lower), first.sheet, first.cell)
