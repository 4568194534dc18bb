"""Coordinates of a page as it is shown and as it is read: rotation applied, origin top left, y downwards, in points."""

from __future__ import annotations

from auditor.grid import BBox
from auditor.readers.pdf.matrix import Box, Matrix


class Frame:
    """A frame: the coordinates in which the text of a page runs from left to right.

    ``box`` and ``boxes`` map page space to the frame, ``shown`` maps the frame to the page as shown, ``read`` back.
    ``rotation`` is the page's own rotation, ``turn`` the further one that a table printed sideways needs, both in
    clockwise quarter turns. ``width`` and ``height`` are those of the frame.
    """

    def __init__(self, box: Box, rotation: int, turn: int = 0) -> None:
        left, bottom, right, top = box
        self.turn = turn % 4
        turns = (rotation + turn) % 4
        # x' = a x + c y + e; y' = b x + d y + f
        matrices: tuple[Matrix, ...] = (
            (1.0, 0.0, 0.0, -1.0, -left, top),
            (0.0, 1.0, 1.0, 0.0, -bottom, -left),
            (-1.0, 0.0, 0.0, 1.0, right, -bottom),
            (0.0, -1.0, -1.0, 0.0, top, right),
        )
        self.matrix = matrices[turns]
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if turns % 2 else (wide, high)

    def boxes(self, boxes: list[Box]) -> list[BBox]:
        """Boxes of page space, mapped to the frame."""
        a, _, _, _, e, f = self.matrix
        if a > 0:
            return [(x0 + e, f - y1, x1 + e, f - y0) for x0, y0, x1, y1 in boxes]
        return [self.box(box) for box in boxes]

    def box(self, box: Box) -> BBox:
        """A box of page space, mapped to the frame."""
        left, bottom, right, top = box
        a, b, c, d, e, f = self.matrix
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def shown(self, box: BBox) -> BBox:
        """A box of the frame, mapped to the page as it is shown and rounded to a tenth of a point."""
        x0, y0, x1, y1 = box
        if self.turn == 1:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        elif self.turn == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.turn == 3:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        return (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))

    def read(self, box: BBox) -> BBox:
        """A box of the page as it is shown, mapped to the frame: the inverse of ``shown``."""
        x0, y0, x1, y1 = box
        if self.turn == 1:
            return (self.width - y1, x0, self.width - y0, x1)
        if self.turn == 2:
            return (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.turn == 3:
            return (y0, self.height - x1, y1, self.height - x0)
        return box
