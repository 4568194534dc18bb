"""Word documents (DOCX): paragraphs as lines, tables with their merges, a nested table after the table around it.

Only the body is read, as Word shows it: of tracked changes what was inserted, not what was deleted. What Word shows
elsewhere, or not at all, is said: text boxes and hidden text in tables, embedded documents. Headers, footers and notes
are not part of the tables and are left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers import package
from auditor.readers.base import sha256
from auditor.readers.formats import OLE, ZIP, Format
from auditor.readers.limits import MAX_CELLS, MAX_COLUMNS
from auditor.readers.package import local_name
from auditor.readers.wordtext import attribute, boxes, cell_text, is_on, printed, text_of, value, words

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 8
"""Depth of nested tables that is read. Forms nest one or two; the bound keeps the recursion short."""

_LEGACY = "WordDocument".encode("utf-16-le")
_BLOCKS = ("p", "tbl", "tr", "tc", "altChunk", "subDoc")
_TABLES = ("Excel.", "Word.", "ET.", "WPS.")
"""Programs whose documents, embedded in another, show a table."""


def sniff(data: bytes, path: str) -> bool:
    """Whether the content is a Word document; a cut one counts, so that its message is the right one."""
    if not data.startswith(ZIP):
        return False
    members = package.names(data)
    if members:
        return "[Content_Types].xml" in members and any(name.startswith("word/") for name in members)
    return b"[Content_Types].xml" in data[:4096] and b"word/" in data


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """The document's paragraphs and tables in order.

    Raises UnreadableFile for a cut or spoilt document, or one without any text.
    """
    container = package.Package(data, path)
    tree = container.xml("word/document.xml")
    body = tree.find("{*}body")
    if body is None:
        raise UnreadableFile("文件不完整或已损坏", path, "请重新下载或导出后再试")
    document = _Document(path, body)
    blocks = list(document.blocks(body, 0))
    if not blocks and not document.unread:
        raise UnreadableFile("文档中没有任何文字", path, "请确认文件内容后再试")
    return Printed(path, sha256(data), "word", blocks, unread=document.unread)


def cells(body: etree._Element) -> dict[str, etree._Element]:
    """The element of each cell below ``body`` by the location that ``read`` gives it ("表3 第2行第4列")."""
    document = _Document("", body)
    deque(document.blocks(body, 0), maxlen=0)
    return document.cells


def _is_legacy(data: bytes, path: str) -> bool:
    return data.startswith(OLE) and _LEGACY in data


FORMATS = (
    Format("Word", (".docx",), recognises=sniff, read=read),
    Format(
        "旧版 Word（.doc、.wps）",
        (".doc", ".wps"),
        recognises=_is_legacy,
        advice="请在 Word 或 WPS 中另存为 docx 后再试",
    ),
)


class _Document:
    """Reads the body and numbers its tables and paragraphs in reading order."""

    def __init__(self, path: str, body: etree._Element) -> None:
        self.path = path
        # Asked once: most documents hide and embed nothing, have no boxes, and need not be searched cell by cell.
        self._hides = next(body.iter("{*}vanish", "{*}hidden"), None) is not None
        self._boxes = next(body.iter("{*}txbxContent"), None) is not None
        self._embeds = next(body.iter("{*}OLEObject"), None) is not None
        self.unread: list[Unread] = []
        self._tables = 0
        self._paragraphs = 0
        self._left = MAX_CELLS
        self.cells: dict[str, etree._Element] = {}
        """The element of each cell by its location."""

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """Blocks of a body, of a cell or of a text box."""
        for element in printed(parent):
            kind = local_name(element)
            if kind == "p":
                self._paragraphs += 1
                text = text_of(element).strip()
                if text:
                    yield Line(text, Source(self.path, cell=f"第{self._paragraphs}段"))
                for box in boxes(element) if self._boxes else ():
                    yield from self.blocks(box, depth)
                self._say_inside(element, f"第{self._paragraphs}段")
            elif kind == "tbl":
                yield from self._table(element, depth + 1)
            else:
                self._say_misplaced(element, f"第{self._paragraphs}段之后")

    def _say(self, where: str, why: str) -> None:
        self.unread.append(Unread(Source(self.path, cell=where), f"{where}{why}"))

    def _say_inside(self, parent: etree._Element, where: str) -> None:
        """What of a paragraph cannot be read: rows or paragraphs without a table, and tables of other programs within
        the document. Formulas and pictures are embedded too, but print no table."""
        for element in printed(parent):
            if local_name(element) in _BLOCKS:
                self._say_misplaced(element, where)
        programs = [attribute(entry, "ProgID") or "" for entry in parent.iter("{*}OLEObject")] if self._embeds else []
        if any(program.startswith(_TABLES) for program in programs):
            self._say(where, "嵌有 Excel 表格或其他文档，未读取；请把内容粘贴为 Word 表格后再试")

    def _say_misplaced(self, element: etree._Element, where: str) -> None:
        if local_name(element) in ("altChunk", "subDoc"):
            self._say(where, "插入了其他文件，未读取；请在 Word 中打开后另存")
        elif text := words(element):
            self._say(where, f"有文字不在应有的位置，未读取：{text}")

    def _children(self, parent: etree._Element, kind: str, where: str) -> Iterator[etree._Element]:
        """The rows of a table or the cells of a row; text between them is said."""
        for element in printed(parent):
            if local_name(element) == kind:
                yield element
            else:
                self._say_misplaced(element, where)

    def _text_of(self, cell: etree._Element, where: str, hidden: bool) -> str:
        """The text of a cell; that of a text box in it where it has none of its own, else the box is said."""
        text = cell_text(cell, hidden)
        for element in printed(cell):
            if local_name(element) not in ("p", "tbl"):
                self._say_misplaced(element, where)
            if local_name(element) != "p":
                continue
            for box in boxes(element) if self._boxes else ():
                boxed = cell_text(box)
                if (text and boxed) or (not boxed and words(box)):
                    self._say(where, f"有文本框，其中文字未读取：{words(box)}")
                text = text or boxed
            self._say_inside(element, where)
        return text

    def _table(self, table: etree._Element, depth: int) -> Iterator[Grid]:
        self._tables += 1
        name = f"表{self._tables}"
        if depth > MAX_DEPTH:
            self.unread.append(Unread(Source(self.path, cell=name), f"{name}嵌套超过 {MAX_DEPTH} 层，未读取"))
            return
        read = _Table(name)
        for gone in table.iterchildren("{*}del", "{*}moveFrom"):
            if text := words(gone):
                self._say(name, f"有行被标为修订中已删除，未读取：{text}")
        for row in self._children(table, "tr", name):
            if row.find("{*}trPr/{*}del") is None:
                self._row(row, read)
            else:
                read.note(f"第{len(read.rows) + 1}行之前有一行在修订中已删除，未读取")
        read.span()
        if any(cell.text for line in read.rows for cell in line):
            yield Grid(read.rows, Source(self.path, cell=name), list(read.notes))
        for inner in read.nested:
            yield from self._table(inner, depth + 1)

    def _row(self, row: etree._Element, table: _Table) -> None:
        number = len(table.rows)
        place = f"{table.name} 第{number + 1}行"
        cells = list(self._children(row, "tc", place))
        # A row of which Word shows nothing is read all the same, as hidden rows of a worksheet are.
        hidden = self._hides and (is_on(row, "trPr/{*}hidden") or not any(map(cell_text, cells)))
        hidden = hidden and any(cell_text(cell, hidden=True) for cell in cells)
        if hidden:
            table.note(f"含隐藏行，已一并读取：第{number + 1}行")
        line: list[Cell] = []
        open_merges: dict[int, tuple[int, int]] = {}
        self._pad(line, value(row.find("{*}trPr/{*}gridBefore"), 0), table.name, number)
        for cell in cells:
            column = len(line)
            width = min(max(1, value(cell.find("{*}tcPr/{*}gridSpan"), 1)), MAX_COLUMNS)
            if column + width > MAX_COLUMNS or self._left < width:
                where = Source(self.path, cell=place)
                self.unread.append(Unread(where, f"{table.name}第{number + 1}行单元格过多，其余未读取"))
                break
            self._left -= width
            source = Source(self.path, cell=f"{place}第{column + 1}列")
            self.cells[f"{place}第{column + 1}列"] = cell
            text = self._text_of(cell, f"{place}第{column + 1}列", hidden)
            table.nested += (inner for inner in printed(cell) if local_name(inner) == "tbl")
            if self._hides and not hidden and cell_text(cell) != cell_text(cell, hidden=True):
                table.note(f"第{number + 1}行第{column + 1}列有隐藏的文字，未读取")
            merge = cell.find("{*}tcPr/{*}vMerge")
            top = table.above.get(column) if merge is not None and attribute(merge, "val") != "restart" else None
            if top is not None and table.spans[top][1] == width:
                table.spans[top] = (number - top[0] + 1, width)
                open_merges[column] = top
                line += [Cell("", source, anchor=top, hidden=hidden)] * width
                if text:
                    table.note(f"合并单元格下另有文字，没有显示，未读取：第{number + 1}行第{column + 1}列")
                continue
            table.spans[number, column] = (1, width)
            if merge is not None:
                open_merges[column] = (number, column)
            line.append(Cell(text, source, hidden=hidden))
            line += [Cell("", source, anchor=(number, column), hidden=hidden)] * (width - 1)
        table.above = open_merges
        table.rows.append(line)

    def _pad(self, line: list[Cell], count: int, name: str, number: int) -> None:
        """Append an empty cell for each grid column that the row skips before its first cell."""
        count = min(max(0, count), MAX_COLUMNS, self._left)
        self._left -= count
        for column in range(count):
            line.append(Cell("", Source(self.path, cell=f"{name} 第{number + 1}行第{column + 1}列")))


@dataclass(slots=True)
class _Table:
    """A table as far as it is read."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    nested: list[etree._Element] = field(default_factory=list)
    above: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Vertical merges that the row above leaves open: column → place of their first cell."""
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def note(self, remark: str) -> None:
        self.notes[remark] = None

    def span(self) -> None:
        """Enter the merges in the cells: how far they reach is known only when the last row has been read."""
        for (row, column), (tall, wide) in self.spans.items():
            if tall > 1 or wide > 1:
                cell = self.rows[row][column]
                self.rows[row][column] = Cell(cell.text, cell.source, tall, wide, None, cell.hidden)
