"""Ruling lines: thin boxes of a page joined to straight lines.

Producers draw one line of a table as a stroke, a thin filled rectangle, a row of dashes, one piece a cell, or twice
by adjacent cells. Joined, they are all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from auditor.grid import BBox

THIN = 3.0
"""Points: a thicker object is no line."""
DOUBLE = 2.0
"""Points: lines nearer than this are one line drawn twice."""
GAP = 4.0
"""Points: the widest gap between two dashes of one line."""
SHORT = 4.0
"""Points: a shorter line is a mark, not a rule."""


Piece: TypeAlias = tuple[float, float, float]
"""A drawn part of a line: where across, from, to."""


@dataclass(slots=True, frozen=True)
class Rule:
    """A horizontal line at y = ``at`` from x = ``low`` to ``high``, or a vertical one at x = ``at``."""

    at: float
    low: float
    high: float


def ruling_lines(boxes: list[BBox], width: float, height: float) -> tuple[list[Rule], list[Rule]]:
    """(horizontal, vertical) lines of thin ``boxes``, clipped to a page of ``width`` × ``height`` points."""
    horizontal: list[Piece] = []
    vertical: list[Piece] = []
    for x0, y0, x1, y1 in boxes:
        if x1 < 0 or y1 < 0 or x0 > width or y0 > height:
            continue
        # A dot of a dotted line is thin both ways and may belong to either direction: joining tells.
        if y1 - y0 <= THIN:
            horizontal.append(((y0 + y1) / 2, x0 if x0 > 0 else 0.0, x1 if x1 < width else width))
        if x1 - x0 <= THIN:
            vertical.append(((x0 + x1) / 2, y0 if y0 > 0 else 0.0, y1 if y1 < height else height))
    return _joined(horizontal), _joined(vertical)


def _joined(pieces: list[Piece]) -> list[Rule]:
    """Pieces on one line as one rule."""
    joined: list[Rule] = []
    for group in _near(pieces):
        at = (group[0][0] + group[-1][0]) / 2
        spans = sorted([piece[1:] for piece in group])
        low, high = spans[0]
        for start, stop in spans:
            if start > high + GAP:
                joined.append(Rule(at, low, high))
                low, high = start, stop
            elif stop > high:
                high = stop
        joined.append(Rule(at, low, high))
    return [rule for rule in joined if rule.high - rule.low >= SHORT]


def _near(pieces: list[Piece]) -> list[list[Piece]]:
    """Groups of pieces at one coordinate; a group is never wider than two doubled lines."""
    groups: list[list[Piece]] = []
    start = last = float("-inf")
    for piece in sorted(pieces):
        at = piece[0]
        if at - last > DOUBLE or at - start > 2 * DOUBLE:
            groups.append([])
            start = at
        groups[-1].append(piece)
        last = at
    return groups


def merged_places(places: list[float], distance: float = DOUBLE) -> list[float]:
    """Coordinates with those nearer than ``distance`` as one, ascending."""
    merged: list[list[float]] = []
    for place in sorted(places):
        if merged and place - merged[-1][-1] <= distance and place - merged[-1][0] <= 2 * distance:
            merged[-1].append(place)
        else:
            merged.append([place])
    return [sum(group) / len(group) for group in merged]
