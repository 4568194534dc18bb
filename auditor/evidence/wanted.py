"""Which parts of a document's pages its findings need to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.evidence.cell_sources import Record, around, sources
from auditor.evidence.gather import GRAVITY, LIMITS, Key, Limits, Request, Spot, key_of
from auditor.findings import Finding, Severity, Status
from auditor.grid import BBox, Source
from auditor.model import Book, Indicator


def needed(finding: Finding) -> bool:
    """Whether a person should see the original: something to change, or a doubtful reading. Not for waived findings."""
    if finding.status is Status.WAIVED:
        return False
    return finding.severity is not Severity.INFO or finding.status is not Status.VIOLATION


def wanted(
    book: Book, findings: Iterable[Finding], password: str | None = None, limits: Limits = LIMITS
) -> Request | None:
    """What to draw for those ``findings`` on ``book`` that need it and have a box on a page; None if none does."""
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        if finding.source.page is not None and finding.source.bbox is not None and needed(finding):
            found.setdefault(key_of(finding), []).append(finding)
    if not found:
        return None
    rows = _rows(book)
    spots = tuple((key, _spot(key[1], each, rows.get(key[0]))) for key, each in sorted(found.items(), key=_turn))
    return Request(book.original or book.path, book.sha256, spots, password, limits)


def _turn(spot: tuple[Key, Sequence[Finding]]) -> tuple[int, int, float]:
    """Sort key: graver ones first, then by page, from top to bottom."""
    (_, page), findings = spot
    box = findings[0].source.bbox or (0.0, 0.0, 0.0, 0.0)
    return (min(GRAVITY.index(finding.severity) for finding in findings), page, box[1])


def _spot(page: int, findings: Sequence[Finding], row: Record | None) -> Spot:
    boxes = tuple(finding.source.bbox for finding in findings if finding.source.bbox is not None)
    return Spot(page, boxes, _cells(row, page), isinstance(row, Indicator))


def _cells(row: Record | None, page: int | None) -> BBox | None:
    """The box of the row's cells on ``page``, without the neighbouring rows that a merged cell spans."""
    if row is None:
        return None
    places: list[Source] = [place for place in sources(row).values() if place.page == page]
    whole = around(places, common=isinstance(row, Indicator))
    return whole.bbox if whole is not None else None


def _rows(book: Book) -> dict[str, Record]:
    return dict(_records(book))


def _records(book: Book) -> Iterator[tuple[str, Record]]:
    for project in book.goals():
        yield project.id, project
        for indicator in project.indicators:
            yield indicator.id, indicator
