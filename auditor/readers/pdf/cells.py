"""Puts the characters of a page into the cells of its tables in one pass, and the rest into lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from auditor.grid import BBox, Cell, Grid, Line, Source
from auditor.readers.pdf.frame import Frame
from auditor.readers.pdf.glyphs import changed, ordinary, plain
from auditor.readers.pdf.lattice import Lattice
from auditor.readers.pdf.text_runs import CENTRE, PageText, Run

HANGING = 1.0
"""Points below a table's last line within which text still belongs to the table: clipped cells print a little below it.
With 3 points, a note just below the table would be taken into it (tests/readers/pdf/test_pitfalls.py)."""
APART = 2.0
"""Heights of a line: a wider gap separates two texts on one line (部门名称 at the left, 金额单位 at the right).
Two Chinese characters wide: more than any space within a sentence, far less than the gap between such texts."""
_CLOSING = frozenset("、，。；：！？）》”’,.;:)")
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?([0-9]{1,4})\s*(?:页)?(?:\s*[/，,]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－·\s]*"
)


@dataclass(slots=True)
class Placed:
    """The runs of a page, sorted: ``cells`` has those of each table by cell, ``loose`` the rest."""

    loose: list[Run] = field(default_factory=list)
    cells: list[dict[tuple[int, int], list[Run]]] = field(default_factory=list)


def place(text: PageText, tables: list[Lattice], number: int) -> Placed:
    """Put every run of the page into its cell. Runs outside all tables, and the page number, stay loose."""
    placed = Placed(cells=[{} for _ in tables])
    if not tables:
        placed.loose = text.runs
        return placed
    margin = _page_number(text, number)
    loose = text.runs
    if len(tables) == 1:
        loose = _inside(text.runs, tables[0], margin, placed.cells[0])
    for run in loose:
        index = _table_at(run, tables)
        if index is None or run.start in margin:
            placed.loose.append(run)
            continue
        _put(text, run, tables[index], placed.cells[index])
    if placed.loose:
        for table, cells in zip(tables, placed.cells, strict=True):
            _take_hanging(placed, table, cells, margin)
    return placed


def _take_hanging(placed: Placed, table: Lattice, cells: dict[tuple[int, int], list[Run]], margin: set[int]) -> None:
    """Move lines that stand below the table but continue a cell of its last row into that cell.

    When a browser cuts a row at the end of the page, it draws the bottom line after the last line of text that fits,
    and prints one more line of text below it. That line has the usual distance from the text above, is inside the
    cell's left and right lines, and has the same size and alignment. A note below the table is further away.
    """
    bottom = table.ys[-1]
    below = [
        run for run in placed.loose if run.middle > bottom and run.top < bottom + run.height and run.start not in margin
    ]
    below = [run for run in below if table.xs[0] - 1 < run.x0 and run.x1 < table.xs[-1] + 1]
    pitch = _pitch(cells.values()) if below else 0.0
    for line in lines_of(below):
        for owner in {table.owner[-1][table.column(run.x0 + 0.5)]: None for run in line}:
            left, _, right, _ = table.cell_box(owner)
            mine = [run for run in line if left < run.x0 + 0.5 and run.x0 < right]
            above = lines_of(cells.get(owner, []))
            if not above or mine[-1].x1 > right:
                continue
            last = above[-1]
            steps = (mine[0].base - last[0].base, mine[0].height / last[0].height if last[0].height else 0)
            starts, ends = mine[0].x0 - last[0].x0, mine[-1].x1 - last[-1].x1
            aligned = min(abs(starts), abs(ends), abs(starts + ends) / 2) < 1
            # "第三行" one line below "第二行": by the table's line distance, or 1.5 heights if no cell has two lines;
            # the same size within a quarter, as rounding of fonts allows; left, right or centre aligned within a point.
            if 0 < steps[0] < (pitch or 1.5 * last[0].height) + 0.5 and 0.8 < steps[1] < 1.25 and aligned:
                cells[owner] += mine
                taken = {id(run) for run in mine}
                placed.loose = [run for run in placed.loose if id(run) not in taken]


def _pitch(contents: Iterable[list[Run]]) -> float:
    """The usual distance between two lines of text in one cell, in points; 0 if no cell has two lines."""
    wrapped = (lines_of(runs) for runs in contents if len(runs) > 1)
    steps = [after[0].base - before[0].base for lines in wrapped for before, after in pairwise(lines)]
    return median(steps) if steps else 0.0


def _inside(runs: list[Run], table: Lattice, margin: set[int], cells: dict[tuple[int, int], list[Run]]) -> list[Run]:
    """Fast path for a page with one table: put runs that are well inside one cell into it, return the other runs."""
    left, top, right, bottom = table.box
    xs, ys, owner = table.xs, table.ys, table.owner
    last_row, last_column = len(ys) - 1, len(xs) - 1
    others: list[Run] = []
    for run in runs:
        x0, x1 = run.x0, run.x1
        if left < x0 and x1 < right and top < run.top and run.bottom < bottom and run.start not in margin:
            column = bisect_right(xs, x0 + 0.5, 1, last_column) - 1
            if x1 - 0.5 < xs[column + 1]:
                middle = run.base - CENTRE * (run.bottom - run.top)
                place = owner[bisect_right(ys, middle, 1, last_row) - 1][column]
                content = cells.get(place)
                if content is None:
                    cells[place] = [run]
                else:
                    content.append(run)
                continue
        others.append(run)
    return others


def _table_at(run: Run, tables: list[Lattice]) -> int | None:
    """The innermost table that holds the run."""
    middle, centre = run.middle, (run.x0 + run.x1) / 2
    best: int | None = None
    for index, table in enumerate(tables):
        if not table.xs[0] - 1 <= centre <= table.xs[-1] + 1 or middle < table.ys[0]:
            continue
        if middle > table.ys[-1] and min(run.top, run.base) > table.ys[-1] + HANGING:
            continue
        if best is None or table.ys[-1] - table.ys[0] < tables[best].ys[-1] - tables[best].ys[0]:
            best = index
    return best


def _put(text: PageText, run: Run, table: Lattice, cells: dict[tuple[int, int], list[Run]]) -> None:
    owners = table.owner[table.row(run.middle)]
    owner = owners[table.column(run.x0 + 0.5)]
    if owner == owners[table.column(run.x1 - 0.5)]:
        content = cells.get(owner)
        if content is None:
            cells[owner] = [run]
        else:
            content.append(run)
        return
    # The run crosses a line between cells. A single text object belongs to one cell, even if it is longer than the
    # cell (right-aligned amounts); several objects may be the texts of neighbouring cells.
    before: Run | None = None
    for part in text.objects(run):
        # "…培训。" at the right edge of a cell: the "。" may be printed beyond the edge and still belongs to the cell
        # of the text before it. Anything else, or punctuation further away, goes to the cell that it stands in.
        if before is None or part.text[0] not in _CLOSING or part.x0 - before.x1 > 0.6 * part.height:
            alone = before is None and part.text[0] in _CLOSING
            owner = owners[table.column(part.x0 + 0.5 if alone else (part.x0 + part.x1) / 2)]
        cells.setdefault(owner, []).append(part)
        before = part


def _page_number(text: PageText, number: int) -> set[int]:
    """``start`` of each run of a page number that stands alone on the first or last line of the page.

    Looked for in the top and bottom 8 % of the page: usual margins are 2 to 2.5 cm of 29.7."""
    height, width = text.frame.height, text.frame.width
    low = [run for run in text.runs if run.base > 0.92 * height]
    high = [run for run in text.runs if run.base < 0.08 * height]
    found: set[int] = set()
    for runs, outermost in ((low, max), (high, min)):
        if not runs:
            continue
        base = outermost(run.base for run in runs)
        line = sorted((run for run in runs if abs(run.base - base) < 3), key=lambda run: run.x0)
        printed = " ".join(run.text for run in line)
        match = _PAGE_NUMBER.fullmatch(printed)
        if match is None:
            continue
        # "- 12 -" and "第12页" are page numbers. "12" may be a value: it must be this page's number and centred.
        middle = (line[0].x0 + line[-1].x1) / 2
        bare = printed.strip().isdigit()
        if not bare or (int(match.group(1)) == number and abs(middle - width / 2) < 0.05 * width):
            found |= {run.start for run in line}
    return found


def grid_of(text: PageText, table: Lattice, runs: dict[tuple[int, int], list[Run]], file: str, page: int) -> Grid:
    """The table as rows of cells, each with its box on the page as it is shown."""
    frame = text.frame
    # Most pages have no characters to map (radicals, compatibility forms): checked once for the page, not per cell.
    mapped = not ordinary(text.text)
    rows: list[list[Cell]] = []
    covered: dict[tuple[int, int], Cell] = {}
    xs, ys = [round(x, 1) for x in table.xs], [round(y, 1) for y in table.ys]
    spans, turned = table.spans, frame.turn != 0
    for row, owners in enumerate(table.owner):
        cells: list[Cell] = []
        rows.append(cells)
        top = ys[row]
        for column, owner in enumerate(owners):
            shared = covered.get(owner)
            if shared is not None:
                cells.append(shared)
                continue
            rowspan, colspan = spans[owner]
            box = (xs[column], top, xs[column + colspan], ys[row + rowspan])
            content = runs.get(owner)
            if content is None:
                raw = ""
            elif len(content) == 1:
                raw, box = content[0].text, _around(box, content)
            else:
                raw, box = written(text, content), _around(box, content)
            source = Source(file, page, frame.shown(box) if turned else box)
            if mapped and changed(raw):
                cells.append(Cell(plain(raw), source, rowspan, colspan, raw=raw))
            else:
                cells.append(Cell(plain(raw) if mapped else raw, source, rowspan, colspan))
            if rowspan > 1 or colspan > 1:
                covered[owner] = Cell("", source, 1, 1, owner)
    return Grid(rows, Source(file, page, frame.shown(table.box)))


def _around(box: BBox, runs: list[Run]) -> BBox:
    """The cell's box, widened to include text that reaches out of it."""
    x0, y0, x1, y1 = box
    for run in runs:
        if run.x0 < x0 - 1 or run.x1 > x1 + 1 or run.base > y1:
            x0, x1, y1 = round(min(x0, run.x0), 1), round(max(x1, run.x1), 1), round(max(y1, run.bottom), 1)
            box = (x0, y0, x1, y1)
    return box


def written(text: PageText, runs: list[Run]) -> str:
    """Runs of one cell as printed: lines from the top down, "\\n" between them."""
    lines = lines_of(runs)
    return "\n".join([_joined(text, line) + text.after(line[-1]) for line in lines[:-1]] + [_joined(text, lines[-1])])


def lines_of(runs: list[Run]) -> list[list[Run]]:
    """Runs grouped into lines by baseline, each from left to right. Text printed twice in one place (imitated bold) is
    kept once."""
    lines: list[list[Run]] = []
    base = size = 0.0
    for run in sorted(runs, key=lambda run: run.base):
        if lines and run.base - base <= 0.5 * max(size, run.bottom - run.top, 3.0):
            lines[-1].append(run)
        else:
            lines.append([run])
            base, size = run.base, 0.0
        size = max(size, run.bottom - run.top)
    for line in lines:
        if len(line) > 1:
            line.sort(key=lambda run: run.x0)
            line[:] = [
                run
                for before, run in zip([None, *line], line, strict=False)
                if before is None or run.text != before.text or abs(run.x0 - before.x0) > 1
            ]
    return lines


def _joined(text: PageText, line: list[Run]) -> str:
    parts = [line[0].text]
    for before, after in pairwise(line):
        parts += (text.gap(before, after), after.text)
    return "".join(parts)


def lines_outside(text: PageText, runs: list[Run], file: str, page: int) -> list[Line]:
    """Text outside all tables as Lines; a gap wider than ``APART`` begins a new one."""
    lines: list[Line] = []
    for line in lines_of(runs):
        piece = [line[0]]
        for run in [*line[1:], None]:
            last = piece[-1]
            if run is not None and run.x0 - last.x1 <= APART * max(last.height, run.height, 4.0):
                piece.append(run)
                continue
            lines.append(_line(text, piece, text.frame, file, page))
            if run is not None:
                piece = [run]
    return [line for line in lines if line.text.strip()]


def _line(text: PageText, runs: list[Run], frame: Frame, file: str, page: int) -> Line:
    boxes = [run.box for run in runs]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Line(plain(_joined(text, runs)), Source(file, page, frame.shown(box)))
