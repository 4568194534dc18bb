"""Matrices of a PDF: where a mark stands on the page, and whether text that one places can be read there."""

from __future__ import annotations

from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e; y' = b x + d y + f (ISO 32000-1, 8.3.3)."""
Shape: TypeAlias = tuple[float, float, float, float]
"""a, b, c, d of a matrix: how it stretches and turns, without where to."""
Box: TypeAlias = tuple[float, float, float, float]
"""left, bottom, right, top in the page's own space (origin bottom left)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SQUASHED = 0.1
"""Least share of its length that remains of a letter's narrow side. The narrowest printed letters keep a third."""
TILT = 0.1
"""Rise of a line of text to its run from which on it belongs to no row: six degrees. A crooked scan has one or two,
a watermark thirty and more."""


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """``inner`` first, then ``outer``."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """The point x, y, as the matrix places it."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def moved_box(box: Box, matrix: Matrix) -> Box:
    """The upright box around ``box``, as the matrix places it."""
    corners = [moved(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def squashed(shape: Shape) -> bool:
    """Whether a square is pressed into a line or a point, or the shape is none at all.

    With s and t as its longest and shortest stretch, the determinant is s t and the sum of squares s² + t².
    """
    a, b, c, d = shape
    return not abs(a * d - b * c) > SQUASHED * (a * a + b * b + c * c + d * d)


def tilted(shape: Shape) -> bool:
    """Whether a line of text runs neither along nor across the page."""
    across, along = sorted((abs(shape[0]), abs(shape[1])))
    return across > TILT * along
