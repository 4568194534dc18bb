"""The pictures that a document's findings need: one for each row, within limits of number, bytes and time."""

from __future__ import annotations

import base64
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from auditor.evidence.cell_sources import Record, around, sources
from auditor.evidence.original import Originals, Unavailable
from auditor.evidence.picture import Drawing
from auditor.findings import Finding, Severity, Status
from auditor.grid import BBox, Source
from auditor.model import Book, Indicator

BESIDE, ABOVE = 6.0, 16.0
"""Points of the page shown beside and above the cells: enough of the next rows to find the location again."""
TALLEST = 260.0
"""Points; of a higher cell (a goal over half a page) only the upper part is shown. About 20 lines, a third of an
A4 page."""
WIDEST = 1_200.0
"""Points: the width of an A3 page lying down. Only pages of extraordinary size are cut."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one document's pictures, so that its page stays a file that a browser opens quickly.

    The largest sample has about 1,000 rows; more than 800 pictures are too many to look at."""

    number: int = 800
    characters: int = 5_000_000
    """Total length of all pictures as base64 text, the form in which the HTML page contains them."""
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture of a part of a page. ``box`` is in points from the page's top left, ``image`` is a data URI."""

    number: int
    page: int
    box: BBox
    image: str


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """The frame around a cell at fault, in points from the crop's top left."""

    x: float
    y: float
    width: float
    height: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Picture:
    """A crop as shown at one point of a report, with frames around the cells that the report names there."""

    crop: Crop
    frames: list[MarkedBox]


Key: TypeAlias = tuple[str, int]
"""What a picture shows: the id of an indicator or project (or, for a finding on the whole document, the finding's
fingerprint), and the page."""


@dataclass(slots=True)
class Evidence:
    """A document's pictures. ``note`` says, in Chinese, which are missing and why; "" if none is missing."""

    crops: dict[Key, Crop] = field(default_factory=dict)
    note: str = ""

    def pictures(self, findings: Iterable[Finding]) -> list[Picture]:
        """Each crop that ``findings`` need, once. Each cell at fault gets one frame, with its gravest severity."""
        framed: dict[Key, dict[BBox, Severity]] = {}
        for finding in findings:
            key, box = _key(finding), finding.source.bbox
            if key in self.crops and box is not None:
                boxes = framed.setdefault(key, {})
                boxes[box] = min(boxes.get(box, finding.severity), finding.severity, key=_GRAVITY.index)
        return [
            Picture(self.crops[key], [_frame(self.crops[key], *found) for found in boxes.items()])
            for key, boxes in framed.items()
        ]


_GRAVITY = list(Severity)


def needed(finding: Finding) -> bool:
    """Whether a person should see the original: something to change, or a doubtful reading. Not for waived findings."""
    if finding.status is Status.WAIVED:
        return False
    return finding.severity is not Severity.INFO or finding.status is not Status.VIOLATION


def gather(
    book: Book,
    findings: Iterable[Finding],
    originals: Originals,
    password: str | None = None,
    limits: Limits = Limits(),
) -> Evidence:
    """Pictures for those ``findings`` on ``book`` that need one and have a box on a page; the gravest come first.

    Never raises: pictures that cannot be made are counted in ``note`` with the reason.
    """
    spots: dict[Key, list[Finding]] = {}
    for finding in findings:
        if finding.source.page is not None and finding.source.bbox is not None and needed(finding):
            spots.setdefault(_key(finding), []).append(finding)
    if not spots:
        return Evidence()
    try:
        with Drawing(originals.data(book), password) as drawing:
            return _draw(drawing, spots, _rows(book), limits)
    except Unavailable as error:
        return Evidence(note=f"未附原件截图：{error}。")


def _draw(
    drawing: Drawing, spots: Mapping[Key, Sequence[Finding]], rows: Mapping[str, Record], limits: Limits
) -> Evidence:
    evidence = Evidence()
    missed: Counter[str] = Counter()
    size, begun = 0, time.monotonic()
    for key, findings in sorted(spots.items(), key=_turn):
        try:
            if len(evidence.crops) >= limits.number or size >= limits.characters:
                raise Unavailable("已达本页截图上限")
            if time.monotonic() - begun > limits.seconds:
                raise Unavailable("绘制过慢")
            box = _part(drawing.size(key[1]), findings, rows.get(key[0]))
            image = "data:image/png;base64," + base64.b64encode(drawing.png(key[1], box)).decode("ascii")
        except Unavailable as error:
            missed[str(error)] += 1
            continue
        size += len(image)
        evidence.crops[key] = Crop(len(evidence.crops) + 1, key[1], box, image)
    reasons = "；".join(f"{why} {count} 处" for why, count in missed.items())
    if missed:
        evidence.note = f"原件截图已附 {len(evidence.crops)} 处，另有 {missed.total()} 处未附（{reasons}）。"
    return evidence


def _turn(spot: tuple[Key, Sequence[Finding]]) -> tuple[int, int, float]:
    """Sort key: graver ones first, then by page, from top to bottom."""
    (_, page), findings = spot
    box = findings[0].source.bbox or (0.0, 0.0, 0.0, 0.0)
    return (min(_GRAVITY.index(finding.severity) for finding in findings), page, box[1])


def _part(size: tuple[float, float], findings: Sequence[Finding], row: Record | None) -> BBox:
    """The part of the page to show: the cells at fault and their row. Raises Unavailable if it is outside the page."""
    boxes = [finding.source.bbox for finding in findings if finding.source.bbox is not None]
    page = findings[0].source.page
    cells = _cells(row, page)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if cells is not None and isinstance(row, Indicator):
        # A cell at fault may be merged over many rows: show it only near this row.
        top, bottom = max(top, cells[1] - TALLEST / 4), min(bottom, cells[3] + TALLEST / 4)
    sides = [*boxes, cells] if cells is not None else boxes
    left, right = min(box[0] for box in sides), max(box[2] for box in sides)
    top = max(0.0, top - ABOVE)
    left = max(0.0, left - BESIDE)
    right = min(size[0], right + BESIDE, left + WIDEST)
    bottom = min(size[1], bottom + ABOVE, top + TALLEST)
    if right - left < 2 or bottom - top < 2:
        raise Unavailable("位置在页面之外")
    return (left, top, right, bottom)


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


def _key(finding: Finding) -> Key:
    return finding.indicator or finding.project or finding.fingerprint, finding.source.page or 0


def _frame(crop: Crop, box: BBox, severity: Severity) -> MarkedBox:
    left, top, right, bottom = crop.box
    x0, y0 = max(box[0], left), max(box[1], top)
    x1, y1 = min(box[2], right), min(box[3], bottom)
    return MarkedBox(
        round(x0 - left, 1), round(y0 - top, 1), round(max(0.0, x1 - x0), 1), round(max(0.0, y1 - y0), 1), severity
    )
