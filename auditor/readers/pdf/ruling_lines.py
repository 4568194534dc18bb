"""Ruling lines: the thin boxes of a page, joined to straight lines.

Producers draw a line of a table as a stroke, as a thin filled rectangle, as a row of dashes, in one piece for each
cell, or twice, by the cells on both sides. After joining they are all the same.

No standard gives the four distances below; they follow from how producers draw. They are not critical: half and twice
the value pass the tests of ``readers/pdf``, except that with a ``GAP`` of 2 points dashed lines fall apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from auditor.readers.pdf.frame import Frame
from auditor.readers.pdf.matrix import Box

THIN = 3.0
"""Points: a thicker object is not a line. Borders are 0.1 to 2 points thick."""
DOUBLE = 2.0
"""Points: two lines nearer than this are one line drawn twice. Rows are at least as high as their text, 5 points."""
GAP = 4.0
"""Points: the widest gap between two dashes of one line. Usual dash patterns have gaps of 2 to 3 points."""
SHORT = 4.0
"""Points: a shorter line is a mark, not a ruling line: no cell is so narrow."""


Pieces: TypeAlias = dict[float, list[tuple[float, float]]]
"""Drawn parts of lines. Key: position across the line (y of a horizontal one); value: (from, to) of each part."""


@dataclass(slots=True, frozen=True)
class RulingLine:
    """A horizontal line at y = ``at`` from x = ``low`` to ``high``, or a vertical one at x = ``at``."""

    at: float
    low: float
    high: float


def ruling_lines(boxes: list[Box], page: Box, frame: Frame) -> tuple[list[RulingLine], list[RulingLine]]:
    """(horizontal, vertical) lines in the frame, from thin ``boxes`` in page space, clipped to the ``page``."""
    # Joined first, in page space: then far fewer have to be mapped to the frame.
    across, down = _lines(boxes, page)
    framed = frame.boxes([(rule.low, rule.at, rule.high, rule.at) for rule in across])
    framed += frame.boxes([(rule.at, rule.low, rule.at, rule.high) for rule in down])
    horizontal = [RulingLine(y0, x0, x1) for x0, y0, x1, y1 in framed if y0 == y1]
    return horizontal, [RulingLine(x0, y0, y1) for x0, y0, x1, y1 in framed if y0 != y1]


def _lines(boxes: list[Box], page: Box) -> tuple[list[RulingLine], list[RulingLine]]:
    left, bottom, right, top = page
    horizontal: Pieces = {}
    vertical: Pieces = {}
    for x0, y0, x1, y1 in boxes:
        if x1 < left or y1 < bottom or x0 > right or y0 > top:
            continue
        # A dot of a dotted line is thin in both directions, so it counts for both; alone it is dropped as too short.
        if y1 - y0 <= THIN:
            at, span = (y0 + y1) / 2, (x0 if x0 > left else left, x1 if x1 < right else right)
            if at in horizontal:
                horizontal[at].append(span)
            else:
                horizontal[at] = [span]
        if x1 - x0 <= THIN:
            at, span = (x0 + x1) / 2, (y0 if y0 > bottom else bottom, y1 if y1 < top else top)
            if at in vertical:
                vertical[at].append(span)
            else:
                vertical[at] = [span]
    return _joined(horizontal), _joined(vertical)


def _joined(pieces: Pieces) -> list[RulingLine]:
    """The pieces of each line, joined."""
    joined: list[RulingLine] = []
    for places in _near(pieces):
        at = (places[0] + places[-1]) / 2
        spans = sorted(chain.from_iterable([pieces[place] for place in places]))
        low, high = spans[0]
        for start, stop in spans:
            if start > high + GAP:
                joined.append(RulingLine(at, low, high))
                low, high = start, stop
            elif stop > high:
                high = stop
        joined.append(RulingLine(at, low, high))
    return [rule for rule in joined if rule.high - rule.low >= SHORT]


def _near(places: Iterable[float]) -> list[list[float]]:
    """Groups of coordinates that belong to one line, ascending; a group is never wider than ``2 * DOUBLE``."""
    groups: list[list[float]] = []
    start = last = float("-inf")
    for place in sorted(places):
        if place - last > DOUBLE or place - start > 2 * DOUBLE:
            groups.append([])
            start = place
        groups[-1].append(place)
        last = place
    return groups


def merged_places(places: Iterable[float]) -> list[float]:
    """The coordinates, ascending; those of one line drawn twice are replaced by their mean."""
    return [sum(group) / len(group) for group in _near(places)]
