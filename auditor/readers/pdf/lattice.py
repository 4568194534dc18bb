"""The grid of a table from its ruling lines: which cells there are, and which of them are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from auditor.grid import BBox
from auditor.readers.pdf.ruling_lines import DOUBLE, RulingLine, merged_places

REACH = 3.0
"""Points: lines that end closer than this to each other still meet. As thick as the thickest line (``THIN``): the ends
of two lines may miss each other by the width of one."""
OPEN = 4.0
"""Points: lines that continue further than this beyond the last crossing line belong to cells that are open there, as
at a page break. More than ``REACH``, less than any row of text; 2 and 8 pass the tests as well."""
MAX_CELLS = 50_000
"""Cells of one table on one page, read in a second. A page of the smallest readable print has about 100 rows of 25
columns."""
MAX_LINES = 4_000
"""Lines of one page, after joining. A full page of 100 rows and 25 columns has about 130, some hundreds with merged
cells; more are a drawing, and finding out which of them meet would take long."""


class TooManyCells(Exception):
    """The lines form more cells than any printed table has. The argument is the number of cells."""


@dataclass(slots=True)
class Lattice:
    """A table's cells. ``xs`` and ``ys`` are the positions of the lines, ``owner[row][column]`` the top left position
    of the (merged) cell that covers a position, ``spans`` the (rows, columns) of each cell by its top left position."""

    xs: list[float]
    ys: list[float]
    owner: list[list[tuple[int, int]]]
    spans: dict[tuple[int, int], tuple[int, int]]

    @property
    def box(self) -> BBox:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, place: tuple[int, int]) -> BBox:
        """The box of the cell whose top left position is ``place``."""
        row, column = place
        rows, columns = self.spans[place]
        return (self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])

    def column(self, x: float) -> int:
        """The column at ``x``; outside the table the nearest one."""
        return bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1

    def row(self, y: float) -> int:
        """The row at ``y``; outside the table the nearest one."""
        return bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1


def lattices(horizontal: list[RulingLine], vertical: list[RulingLine]) -> list[Lattice]:
    """All tables that the lines of a page form, from the top down.

    A frame around a single cell is not a table. Raises TooManyCells.
    """
    if len(horizontal) + len(vertical) > MAX_LINES:
        raise TooManyCells(len(horizontal) * len(vertical))
    found = []
    groups = _connected(horizontal, vertical)
    groups += _bare(vertical, {id(rule) for group in groups for rule in group[1]})
    for across, down in groups:
        table = _lattice(across, down)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _connected(
    horizontal: list[RulingLine], vertical: list[RulingLine]
) -> list[tuple[list[RulingLine], list[RulingLine]]]:
    """Groups of lines that meet, directly or through other lines: (horizontal, vertical) of each group."""
    down = sorted(vertical, key=lambda rule: rule.at)
    places = [rule.at for rule in down]
    ends = [(rule.low - REACH, rule.high + REACH) for rule in down]
    parent = list(range(len(down) + len(horizontal)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for index, rule in enumerate(horizontal):
        at, mine = rule.at, -1
        first, last = bisect_left(places, rule.low - REACH), bisect_right(places, rule.high + REACH)
        for other in range(first, last):
            low, high = ends[other]
            # Most lines that meet are already known to belong to one group.
            if low <= at <= high and parent[other] != mine:
                found = root(other)
                if mine < 0:
                    mine = parent[len(down) + index] = found
                parent[found] = mine
    groups: dict[int, tuple[list[RulingLine], list[RulingLine]]] = {}
    for node, rule in enumerate([*down, *horizontal]):
        group = groups.setdefault(root(node), ([], []))
        group[1 if node < len(down) else 0].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _bare(vertical: list[RulingLine], used: set[int]) -> list[tuple[list[RulingLine], list[RulingLine]]]:
    """Vertical lines that no horizontal line meets: a row higher than its page, cut at the top and bottom.

    At least three lines, longer than 40 points (three lines of text) and of the same ends within 4 points: shorter or
    fewer ones are brackets or decoration."""
    groups: dict[tuple[int, int], list[RulingLine]] = {}
    for rule in vertical:
        if id(rule) not in used and rule.high - rule.low > 40:
            groups.setdefault((round(rule.low / 4), round(rule.high / 4)), []).append(rule)
    return [([], group) for group in groups.values() if len(group) > 2]


def _closed(places: list[float], low: float, high: float) -> list[float]:
    """The positions of a table's lines, with a line added at each open end, where the crossing lines stop."""
    if not places:
        return [low, high]
    closed = list(places)
    if places[0] - low > OPEN:
        closed.insert(0, low)
    if high - places[-1] > OPEN:
        closed.append(high)
    return closed


def _lattice(across: list[RulingLine], down: list[RulingLine]) -> Lattice | None:
    xs, ys = merged_places([rule.at for rule in down]), merged_places([rule.at for rule in across])
    if across:
        xs = _closed(xs, min(rule.low for rule in across), max(rule.high for rule in across))
    ys = _closed(ys, min(rule.low for rule in down), max(rule.high for rule in down))
    if len(xs) < 2 or len(ys) < 2:
        return None
    if (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        raise TooManyCells((len(xs) - 1) * (len(ys) - 1))
    walls, floors = _edges(down, xs, ys), _edges(across, ys, xs)
    # A line that separates no cells (an underline, a line beside the table) does not make a row or column.
    keep_x = [k for k in range(len(xs)) if k in (0, len(xs) - 1) or any(walls[k])]
    keep_y = [k for k in range(len(ys)) if k in (0, len(ys) - 1) or any(floors[k])]
    if len(keep_x) < len(xs) or len(keep_y) < len(ys):
        xs, ys = [xs[k] for k in keep_x], [ys[k] for k in keep_y]
        walls, floors = _edges(down, xs, ys), _edges(across, ys, xs)
    if (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    return _merged(xs, ys, walls, floors)


def _edges(lines: list[RulingLine], at: list[float], along: list[float]) -> list[list[bool]]:
    """For each position in ``at`` and each interval of ``along``: is a line drawn there?"""
    middles = [(low + high) / 2 for low, high in pairwise(along)]
    edges = [[False] * len(middles) for _ in at]
    for line in lines:
        place = bisect_left(at, line.at)
        if place == len(at) or (place and line.at - at[place - 1] < at[place] - line.at):
            place -= 1
        if abs(at[place] - line.at) > 2 * DOUBLE:
            continue
        first, last = bisect_left(middles, line.low), bisect_right(middles, line.high)
        edges[place][first:last] = [True] * (last - first)
    return edges


def _merged(xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]) -> Lattice:
    """The cells. Positions with no line between them are merged, each cell to the largest rectangle from its top left
    corner: first to the right, then downwards."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner: list[list[tuple[int, int] | None]] = [[None] * columns for _ in range(rows)]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        mine = owner[row]
        for column in range(columns):
            if mine[column] is not None:
                continue
            place = (row, column)
            right, below = column + 1, row + 1
            if walls[right][row] and floors[below][column]:
                # Most cells are not merged.
                mine[column] = place
                spans[place] = (1, 1)
                continue
            while right < columns and not walls[right][row] and mine[right] is None:
                right += 1
            while below < rows and not any(floors[below][column:right]):
                if any(walls[wall][below] for wall in range(column + 1, right)):
                    break
                below += 1
            spans[place] = (below - row, right - column)
            for covered in range(row, below):
                owner[covered][column:right] = [place] * (right - column)
    return Lattice(xs, ys, cast("list[list[tuple[int, int]]]", owner), spans)
