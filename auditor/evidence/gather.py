"""The pictures that a document's findings need: one for each row, within limits of number, bytes and time.

What to draw is said by ``wanted``. The process that draws (``apart``) imports this, so it needs no more than a file.
"""

from __future__ import annotations

import base64
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from auditor.evidence.original import Originals, Unavailable
from auditor.evidence.picture import Drawing
from auditor.findings import Finding, Severity
from auditor.grid import BBox

Key: TypeAlias = tuple[str, int]
"""What a picture shows: the id of an indicator or project (or, for a finding on the whole document, the finding's
fingerprint), and the page."""

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


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a page to show. ``boxes``: the cells at fault; ``cells``: those of their row, None without one."""

    page: int
    boxes: tuple[BBox, ...]
    cells: BBox | None
    one_row: bool
    """The row is an indicator's: a cell that spans many rows is shown only near it."""


@dataclass(frozen=True, slots=True)
class Request:
    """The spots of one document, the gravest first, and how its file is found and opened again."""

    path: str
    sha256: str
    spots: tuple[tuple[Key, Spot], ...]
    password: str | None = None
    limits: Limits = LIMITS


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


@dataclass(slots=True)
class Evidence:
    """A document's pictures. ``note`` says, in Chinese, which are missing and why; "" if none is missing."""

    crops: dict[Key, Crop] = field(default_factory=dict)
    note: str = ""

    def pictures(self, findings: Iterable[Finding]) -> list[Picture]:
        """Each crop that ``findings`` need, once. Each cell at fault gets one frame, with its gravest severity."""
        framed: dict[Key, dict[BBox, Severity]] = {}
        for finding in findings:
            key, box = key_of(finding), finding.source.bbox
            if key in self.crops and box is not None:
                boxes = framed.setdefault(key, {})
                boxes[box] = min(boxes.get(box, finding.severity), finding.severity, key=GRAVITY.index)
        return [
            Picture(self.crops[key], [_frame(self.crops[key], *found) for found in boxes.items()])
            for key, boxes in framed.items()
        ]


GRAVITY = list(Severity)
"""The gravest first."""


def gather(request: Request, originals: Originals) -> Evidence:
    """The pictures that ``request`` asks for. Those that cannot be made are counted in ``note`` with the reason."""
    try:
        with Drawing(originals.data(request.path, request.sha256), request.password) as drawing:
            return _draw(drawing, request)
    except Unavailable as error:
        return without(str(error))


def without(why: str) -> Evidence:
    """No picture of a document, and the reason."""
    return Evidence(note=f"未附原件截图：{why}。")


def _draw(drawing: Drawing, request: Request) -> Evidence:
    evidence, limits = Evidence(), request.limits
    missed: Counter[str] = Counter()
    size, begun = 0, time.monotonic()
    for key, spot in request.spots:
        try:
            if len(evidence.crops) >= limits.number or size >= limits.characters:
                raise Unavailable("已达本页截图上限")
            if time.monotonic() - begun > limits.seconds:
                raise Unavailable("绘制过慢")
            box = _part(drawing.size(spot.page), spot)
            image = "data:image/png;base64," + base64.b64encode(drawing.png(spot.page, box)).decode("ascii")
        except Unavailable as error:
            missed[str(error)] += 1
            continue
        size += len(image)
        evidence.crops[key] = Crop(len(evidence.crops) + 1, spot.page, box, image)
    reasons = "；".join(f"{why} {count} 处" for why, count in missed.items())
    if missed:
        evidence.note = f"原件截图已附 {len(evidence.crops)} 处，另有 {missed.total()} 处未附（{reasons}）。"
    return evidence


def _part(size: tuple[float, float], spot: Spot) -> BBox:
    """The part of the page to show: the cells at fault and their row. Raises Unavailable if it is outside the page."""
    boxes, cells = spot.boxes, spot.cells
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if cells is not None and spot.one_row:
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


def key_of(finding: Finding) -> Key:
    """What the picture of ``finding`` shows."""
    return finding.indicator or finding.project or finding.fingerprint, finding.source.page or 0


def _frame(crop: Crop, box: BBox, severity: Severity) -> MarkedBox:
    left, top, right, bottom = crop.box
    x0, y0 = max(box[0], left), max(box[1], top)
    x1, y1 = min(box[2], right), min(box[3], bottom)
    return MarkedBox(
        round(x0 - left, 1), round(y0 - top, 1), round(max(0.0, x1 - x0), 1), round(max(0.0, y1 - y0), 1), severity
    )
