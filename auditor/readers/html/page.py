"""A page as printed: tables as grids with rowspan and colspan, other text as lines, and what of it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers.base import sha256
from auditor.readers.html.source import MAX_NESTING, bounded, how_cut, page_of
from auditor.readers.html.tree import Event, is_hiding, one_line, parse, rows_of, text_of, walk
from auditor.readers.html.unseen import loose_cells, unseen
from auditor.readers.limits import MAX_CELLS, MAX_COLUMNS

MAX_DEPTH = 40
"""Depth of nested tables that is read. Old web pages nest tables for layout, a few levels deep; this leaves ample room
and keeps the recursion far from Python's limit."""
A_ROW = 3
"""Cells outside tables that are worth a line in the ledger: a table to be read has so many columns at least."""
MUCH = 200
"""Characters of hidden text that are worth a line in the ledger: more than a menu's entry or a button's hint."""

_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,7})(?!\d)", re.ASCII)


def read_page(path: str, data: bytes) -> Printed:
    """The page's tables and lines in order. Raises UnreadableFile if it holds no text or no known encoding."""
    whole = page_of(data, path)
    page = bounded(whole)
    root = parse(page).root
    reader = _Page(path)
    blocks = list(reader.blocks(root)) if root is not None else []
    said = [Unread(Source(path), why, shown) for why, shown in (unseen(root, page) if root is not None else ())]
    if len(page) < len(whole):
        said.append(Unread(Source(path), f"网页的层次超过 {MAX_NESTING} 层，其余未读取"))
    elif how := how_cut(page):
        said.append(Unread(Source(path), f"网页文件不完整（{how}），其后的内容没有读到；请重新保存网页后再试"))
    if root is not None and (loose := loose_cells(root, page)) >= A_ROW:
        why = f"网页中有 {loose} 个单元格不在任何表格里（多半是表格中间多了 </table>），浏览器显示成一行，未能读取"
        said.append(Unread(Source(path), why))
    hidden = sum(len(one_line(element.text()).strip()) for element in reader.unseen)
    if hidden >= MUCH:
        said.append(Unread(Source(path), f"网页中有 {hidden} 字的隐藏文字，浏览器不显示，未作审核", shown=False))
    unread = [*reader.unread, *said]
    if not blocks and not unread:
        raise UnreadableFile("网页中没有任何文字", path, "请确认文件内容；由脚本显示的网页请打印为 PDF 后再试")
    return Printed(path, sha256(data), "html", blocks, unread=unread)


class _Page:
    """Walks the tree; recursion happens only for nested tables."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.unread: list[Unread] = []
        self.unseen: list[LexborNode] = []
        """Hidden elements left out."""
        self._tables = 0
        self._lines = 0
        self._left = MAX_CELLS
        self._nests = False

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        """Blocks of the page: text between block elements as lines, tables as grids."""
        self._nests = root.css_first("td table, th table") is not None
        pieces: list[str] = []
        for event, piece, hidden in walk(root):
            if isinstance(piece, str):
                pieces.append(piece)
            elif event is Event.UNSEEN:
                self.unseen.append(piece)
            else:
                yield from self._line(pieces)
                if event is Event.TABLE:
                    yield from self._table(piece, 1, hidden)
        yield from self._line(pieces)

    def _line(self, pieces: list[str]) -> Iterator[Line]:
        text = one_line("".join(pieces)).strip()
        pieces.clear()
        if text:
            self._lines += 1
            yield Line(text, Source(self.path, cell=f"第{self._lines}段"))

    def _table(self, table: LexborNode, depth: int, hidden: bool) -> Iterator[Block]:
        self._tables += 1
        name = f"表{self._tables}"
        if depth > MAX_DEPTH:
            self.unread.append(Unread(Source(self.path, cell=name), f"{name}嵌套超过 {MAX_DEPTH} 层，未读取"))
            return
        captions, rows = rows_of(table)
        for caption in captions:
            yield from self._line([text_of(caption, self.unseen)])
        grid: list[list[Cell]] = []
        anchors: dict[tuple[int, int], tuple[int, int]] = {}
        nested: list[tuple[LexborNode, bool]] = []
        for number, (row, group_end, hidden_row) in enumerate(rows):
            line: list[Cell] = []
            for cell in row.iter():
                if cell.tag not in ("td", "th"):
                    continue
                self._cover(line, number, anchors, name)
                column = len(line)
                given = cell.attributes
                wide = min(max(1, _number(given.get("colspan"))), MAX_COLUMNS) if given else 1
                tall = _number(given.get("rowspan")) if given else 1
                # rowspan="0" and a rowspan that is too large both end at the end of the row group (HTML standard).
                tall = min(tall or group_end - number, group_end - number)
                if column + wide > MAX_COLUMNS or wide * tall > self._left:
                    where = Source(self.path, cell=f"{name} 第{number + 1}行")
                    self.unread.append(Unread(where, f"{name}第{number + 1}行单元格过多，其余未读取"))
                    break
                self._left -= wide * tall
                unseen_cell = hidden or hidden_row or is_hiding(given)
                source = self._source(name, number, column)
                line.append(Cell(text_of(cell, self.unseen), source, tall, wide, None, unseen_cell))
                if wide * tall > 1:
                    _span(anchors, number, column, tall, wide)
                    self._cover(line, number, anchors, name)
                nested += _tables_in(cell, unseen_cell) if self._nests else ()
            self._cover(line, number, anchors, name)
            grid.append(line)
        if any(cell.text for line in grid for cell in line):
            yield Grid(grid, Source(self.path, cell=name), notes=_notes(grid, hidden))
        for inner, hidden_inner in nested:
            yield from self._table(inner, depth + 1, hidden_inner)

    def _cover(self, line: list[Cell], number: int, anchors: dict[tuple[int, int], tuple[int, int]], name: str) -> None:
        """Append the positions at the end of ``line`` that a cell above or to the left covers."""
        while anchors and (anchor := anchors.get((number, len(line)))) is not None:
            line.append(Cell("", self._source(name, number, len(line)), anchor=anchor))

    def _source(self, name: str, row: int, column: int) -> Source:
        return Source(self.path, cell=f"{name} 第{row + 1}行第{column + 1}列")


def _span(anchors: dict[tuple[int, int], tuple[int, int]], row: int, column: int, tall: int, wide: int) -> None:
    """Note the positions that the cell at ``row`` and ``column`` covers; what an earlier cell covers stays its own."""
    for below in range(row, row + tall):
        for beside in range(column, column + wide):
            if (below, beside) != (row, column):
                anchors.setdefault((below, beside), (row, column))


def _tables_in(cell: LexborNode, hidden: bool) -> Iterator[tuple[LexborNode, bool]]:
    for event, piece, unseen_table in walk(cell, hidden):
        if event is Event.TABLE and not isinstance(piece, str):
            yield piece, unseen_table


def _notes(grid: list[list[Cell]], hidden: bool) -> list[str]:
    """What the ledger says of the table: that it, or some of its rows, do not show."""
    if hidden:
        return ["本表在网页上不显示，已一并读取"]
    rows = sum(any(cell.hidden and cell.text for cell in line) for line in grid)
    return [f"含 {rows} 行网页上不显示的内容，已一并读取"] if rows else []


def _number(text: str | None) -> int:
    """A span as the HTML standard reads it: leading digits count; 1 where there are none, or absurdly many."""
    found = _NUMBER.match(text) if text else None
    return int(found[1]) if found else 1
