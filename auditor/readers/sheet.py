"""One worksheet as read from any spreadsheet format, and its division into titles and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from auditor.grid import Block, Cell, Grid, Line, Source, Unread
from auditor.readers.limits import MAX_CELLS

FRAME = 64
"""Columns that a table's border may reach beyond its texts. No known form has so many empty columns at its side, and
borders applied to the whole sheet (16,384 columns) are ignored."""
SHOWN = 20
"""Items that a note lists; beyond that it gives their number, so that it stays a line or two long."""


_Place: TypeAlias = tuple[int, int]
"""Row and column."""


@dataclass(slots=True)
class Sheet:
    """Texts by (row, column), both from 0. ``merges`` are (first row, first column, last row, last column)."""

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    bordered: set[tuple[int, int]] = field(default_factory=set)
    """Cells with a border, empty cells too: an empty row with borders belongs to its table."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    """Cells with a formula whose result is not stored in the file."""
    typed: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose text is stored as a formula that calculates nothing (=100%), read as typed."""
    unread: list[str] = field(default_factory=list)
    """What the format's reader could not read of this sheet, in Chinese."""


def address(row: int, column: int) -> str:
    """(0, 0) is "A1"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


class SheetLayout:
    """Cuts sheets into blocks; one for a whole workbook, because the budget of cells is the workbook's."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.unread: list[Unread] = []
        self._left = MAX_CELLS

    def blocks(self, sheet: Sheet) -> Iterator[Block]:
        """Titles as lines, tables as grids, in the order of the sheet.

        "Framed" means: with a border. Tables are separated by blank rows, and by rows without a border between framed
        ones that hold a single text at the left. At the top and bottom of a table, a row is lines instead if it has no
        border while the table has, or if it holds only one cell merged across the whole width. In a table without
        borders, the rows above it that hold a single text are lines.
        """
        place = Source(self.path, sheet=sheet.name)
        self.unread += [Unread(place, why) for why in sheet.unread]
        if sheet.uncalculated:
            cells = [address(*cell) for cell in sheet.uncalculated]
            why = f"公式没有保存计算结果，未读取：{some(cells)}；请在 Excel 中打开并保存后再试"
            self.unread.append(Unread(place, why, cells=frozenset(cells)))
        plan = _Plan(sheet)
        notes = _notes(sheet)
        for run in plan.runs():
            bare_rows = plan.bare(run)
            for bare, group in groupby(run, bare_rows.__contains__):
                rows = list(group)
                head, tail = (len(rows), len(rows)) if bare else plan.ends(rows)
                yield from self._lines(plan, rows[:head])
                if head < tail:
                    yield from self._grid(plan, rows[head:tail], notes)
                yield from self._lines(plan, rows[tail:])

    def _lines(self, plan: _Plan, rows: list[int]) -> Iterator[Line]:
        for row in rows:
            for column in sorted(plan.texts.get(row, [])):
                yield Line(plan.sheet.texts[row, column], self._source(plan.sheet, row, column))

    def _grid(self, plan: _Plan, rows: list[int], notes: list[str]) -> Iterator[Grid]:
        sheet, top = plan.sheet, rows[0]
        left, right = plan.sides(rows)
        size = (right - left + 1) * len(rows)
        if size > self._left:
            where = f"{address(top, left)}:{address(rows[-1], right)}"
            why = f"区域 {where} 过大（{size} 个单元格，一个文件最多读 {MAX_CELLS} 个），未读取"
            self.unread.append(Unread(Source(self.path, sheet=sheet.name, cell=where), why))
            return
        self._left -= size
        spans, anchors = plan.merged(rows, left, right)
        grid: list[list[Cell]] = []
        covered: list[str] = []
        for row in rows:
            line: list[Cell] = []
            for column in range(left, right + 1):
                source = self._source(sheet, row, column)
                hidden = sheet.hidden or row in sheet.hidden_rows or column in sheet.hidden_columns
                anchor = anchors.get((row, column))
                if anchor:
                    # The file can hold text in a covered cell. Excel does not show it, so it is left out.
                    line.append(Cell("", source, anchor=(anchor[0] - top, anchor[1] - left), hidden=hidden))
                    if (row, column) in sheet.texts:
                        covered.append(address(row, column))
                else:
                    rowspan, colspan = spans.get((row, column), (1, 1))
                    line.append(Cell(sheet.texts.get((row, column), ""), source, rowspan, colspan, None, hidden))
            grid.append(line)
        under = [f"合并单元格下另有文字，没有显示，未读取：{some(covered)}"] if covered else []
        yield Grid(grid, self._source(sheet, top, left), [*notes, *under])

    def _source(self, sheet: Sheet, row: int, column: int) -> Source:
        return Source(self.path, sheet=sheet.name, cell=address(row, column))


class _Plan:
    """A sheet's texts, borders and merges by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.texts: dict[int, list[int]] = {}
        self.frames: dict[int, list[int]] = {}
        self.merges: dict[int, dict[int, tuple[int, int]]] = {}
        """First row and first column of a merged range → its last row and column."""
        for row, column in sheet.texts:
            self.texts.setdefault(row, []).append(column)
        for row, column in sheet.bordered:
            self.frames.setdefault(row, []).append(column)
        last, room = max(self.texts, default=-1), MAX_CELLS
        self.covered: set[int] = set()
        """Rows under a merged cell with text that begins above them."""
        for top, left, bottom, right in sheet.merges:
            if top <= bottom and left <= right:
                self.merges.setdefault(top, {})[left] = (bottom, right)
                # Only rows down to the last text count: a merge over the whole sheet does not lengthen the table.
                reach = min(bottom, last) - top
                if (top, left) in sheet.texts and 0 < reach <= room:
                    room -= reach
                    self.covered.update(range(top + 1, top + reach + 1))

    def runs(self) -> Iterator[list[int]]:
        """Runs of neighbouring rows that hold text, stand under a merged cell with text, or are framed."""
        run: list[int] = []
        for row in sorted({*self.texts, *self.covered, *self.frames}):
            if run and row != run[-1] + 1:
                yield from self._trimmed(run)
                run = []
            run.append(row)
        yield from self._trimmed(run)

    def _trimmed(self, run: list[int]) -> Iterator[list[int]]:
        """The run without the rows at its ends that have no text; nothing if no row has text."""
        held = [number for number, row in enumerate(run) if row in self.texts]
        if held:
            yield run[held[0] : held[-1] + 1]

    def bare(self, run: list[int]) -> set[int]:
        """Titles between tables: rows of a framed run that have no border and hold a single text, at the far left."""
        if not any(row in self.frames for row in run):
            return set()
        left = min(column for row in run for column in self.texts.get(row, [MAX_CELLS]))
        outside = [row for row in run if row not in self.frames and row not in self.covered]
        return {row for row in outside if self.texts[row] == [left]}

    def ends(self, rows: list[int]) -> tuple[int, int]:
        """The table is ``rows[head:tail]``: (head, tail). Rows before and after it are lines."""
        left, right = self.sides(rows)
        framed = any(row in self.frames for row in rows)

        def spread(row: int) -> bool:
            # One cell merged over all columns and one row: "预算12表  项目支出绩效表" above the header.
            columns = self.texts.get(row, [])
            bottom, last = self.merges.get(row, {}).get(columns[0], (row, columns[0])) if columns else (0, 0)
            return len(columns) == 1 and bottom == row and columns[0] <= left < right <= last

        def single(row: int) -> bool:
            columns = self.texts.get(row, [])
            return len(columns) == 1 and self.merges.get(row, {}).get(columns[0], (row, 0))[0] == row

        head, tail = 0, len(rows)
        # Above a framed table "单位：万元" has no border; in a sheet without borders it is the only text of its row.
        # A title merged across all columns is a line in both.
        while head < tail and ((rows[head] not in self.frames if framed else single(rows[head])) or spread(rows[head])):
            head += 1
        while tail > head and ((framed and rows[tail - 1] not in self.frames) or spread(rows[tail - 1])):
            tail -= 1
        return head, tail

    def sides(self, rows: list[int]) -> tuple[int, int]:
        """First and last column. Borders may reach up to ``FRAME`` columns beyond the texts; those further away, as in
        a sheet that has borders everywhere, are ignored."""
        held = [column for row in rows for column in self.texts.get(row, [])]
        left, right = min(held), max(held)
        frame = [column for row in rows for column in self.frames.get(row, [])]
        near = [column for column in frame if left - FRAME <= column <= right + FRAME]
        return min([left, *near]), max([right, *near])

    def merged(self, rows: list[int], left: int, right: int) -> tuple[dict[_Place, _Place], dict[_Place, _Place]]:
        """Spans (rows, columns) of the merged cells that begin in the table, by their first position; and for each
        position that a merged cell covers, that first position (the anchor)."""
        spans: dict[_Place, _Place] = {}
        anchors: dict[_Place, _Place] = {}
        room = (right - left + 1) * len(rows)
        for row in rows:
            for column, (bottom, last) in self.merges.get(row, {}).items():
                if not left <= column <= right:
                    continue
                tall, wide = min(bottom, rows[-1]) - row + 1, min(last, right) - column + 1
                room -= tall * wide
                if room < 0:
                    return spans, anchors  # Overlapping merges, which only hostile files have: bound the cost.
                spans[row, column] = (tall, wide)
                for below in range(row, row + tall):
                    for beside in range(column, column + wide):
                        if (below, beside) != (row, column):
                            anchors[below, beside] = (row, column)
        return spans, anchors


def _notes(sheet: Sheet) -> list[str]:
    notes = [f"本表位于隐藏工作表“{sheet.name}”"] if sheet.hidden else []
    rows = sorted(sheet.hidden_rows & {row for row, _ in sheet.texts})
    if rows:
        notes.append(f"含隐藏行，已一并读取：第 {some([str(row + 1) for row in rows])} 行")
    if sheet.typed:
        notes.append(f"以“=”开头、没有计算的内容按所写文字读取：{some([address(*cell) for cell in sheet.typed])}")
    columns = sorted(sheet.hidden_columns & {column for _, column in sheet.texts})
    if columns:
        notes.append(f"含隐藏列，已一并读取：{some([address(0, column)[:-1] for column in columns])} 列")
    return notes


def some(items: list[str]) -> str:
    """The items, or the first of them and how many there are."""
    shown = "、".join(items[:SHOWN])
    return f"{shown} 等共 {len(items)} 处" if len(items) > SHOWN else shown
