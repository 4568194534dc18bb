"""Word documents (DOCX): paragraphs as lines, tables with their merges, a nested table after the table around it.

Only the body is read; text boxes, headers and footers are not part of the tables and are left out. Of tracked changes
inserted text is read, deleted text is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers import package
from auditor.readers.base import sha256
from auditor.readers.formats import OLE, ZIP, Format
from auditor.readers.limits import MAX_CELLS, MAX_COLUMNS

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 8
"""Depth of nested tables that is read. Forms nest one or two; the bound keeps the recursion short."""

_LEGACY = "WordDocument".encode("utf-16-le")
_SYMBOLS = {0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0A5: "∞"}
_WRAPPERS = ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "hyperlink", "fldSimple")
"""Elements that only wrap printed content."""


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
    document = _Document(path)
    blocks = list(document.blocks(body, 0))
    if not blocks and not document.unread:
        raise UnreadableFile("文档中没有任何文字", path, "请确认文件内容后再试")
    return Printed(path, sha256(data), "word", blocks, unread=document.unread)


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

    def __init__(self, path: str) -> None:
        self.path = path
        self.unread: list[Unread] = []
        self._tables = 0
        self._paragraphs = 0
        self._left = MAX_CELLS

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """Blocks of a body or of a cell."""
        for element in parent:
            kind = _kind(element)
            if kind == "p":
                self._paragraphs += 1
                text = _text(element).strip()
                if text:
                    yield Line(text, Source(self.path, cell=f"第{self._paragraphs}段"))
            elif kind == "tbl":
                yield from self._table(element, depth + 1)
            elif kind in _WRAPPERS:
                yield from self.blocks(element, depth)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Grid]:
        self._tables += 1
        name = f"表{self._tables}"
        if depth > MAX_DEPTH:
            self.unread.append(Unread(Source(self.path, cell=name), f"{name}嵌套超过 {MAX_DEPTH} 层，未读取"))
            return
        rows: list[list[Cell]] = []
        nested: list[etree._Element] = []
        above: dict[int, tuple[int, int]] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for number, row in enumerate(_inside(table, "tr")):
            line: list[Cell] = []
            open_merges: dict[int, tuple[int, int]] = {}
            hidden = row.find("{*}trPr/{*}hidden") is not None
            self._pad(line, _value(row.find("{*}trPr/{*}gridBefore"), 0), name, number)
            for cell in _inside(row, "tc"):
                column = len(line)
                width = min(max(1, _value(cell.find("{*}tcPr/{*}gridSpan"), 1)), MAX_COLUMNS)
                if column + width > MAX_COLUMNS or self._left < width:
                    where = Source(self.path, cell=f"{name} 第{number + 1}行")
                    self.unread.append(Unread(where, f"{name}第{number + 1}行单元格过多，其余未读取"))
                    break
                self._left -= width
                source = Source(self.path, cell=f"{name} 第{number + 1}行第{column + 1}列")
                merge = cell.find("{*}tcPr/{*}vMerge")
                top = above.get(column) if merge is not None and _attribute(merge, "val") != "restart" else None
                nested += _tables_in(cell)
                if top is not None and spans[top][1] == width:
                    spans[top] = (number - top[0] + 1, width)
                    open_merges[column] = top
                    line += [Cell("", source, anchor=top, hidden=hidden)] * width
                    continue
                spans[number, column] = (1, width)
                if merge is not None:
                    open_merges[column] = (number, column)
                line.append(Cell(_cell_text(cell), source, hidden=hidden))
                line += [Cell("", source, anchor=(number, column), hidden=hidden)] * (width - 1)
            above = open_merges
            rows.append(line)
        # Spans are known only when the last row has been read.
        for (row_at, column), (tall, wide) in spans.items():
            if tall > 1 or wide > 1:
                cell_at = rows[row_at][column]
                rows[row_at][column] = Cell(cell_at.text, cell_at.source, tall, wide, None, cell_at.hidden)
        if any(cell.text for line in rows for cell in line):
            yield Grid(rows, Source(self.path, cell=name))
        for inner in nested:
            yield from self._table(inner, depth + 1)

    def _pad(self, line: list[Cell], count: int, name: str, number: int) -> None:
        """Append an empty cell for each grid column that the row skips before its first cell."""
        count = min(max(0, count), MAX_COLUMNS, self._left)
        self._left -= count
        for column in range(count):
            line.append(Cell("", Source(self.path, cell=f"{name} 第{number + 1}行第{column + 1}列")))


def _kind(element: etree._Element) -> str:
    return package.local_name(element)


def _inside(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Children of a kind, including those inside content controls and tracked changes."""
    for element in parent:
        found = _kind(element)
        if found == kind:
            yield element
        elif found in _WRAPPERS:
            yield from _inside(element, kind)


def _tables_in(cell: etree._Element) -> list[etree._Element]:
    return list(_inside(cell, "tbl"))


def _cell_text(cell: etree._Element) -> str:
    """Paragraphs of the cell, each on its own line, without the text of nested tables."""
    return "\n".join(_text(paragraph) for paragraph in _inside(cell, "p")).strip("\n")


def _text(element: etree._Element) -> str:
    """The printed text of a paragraph or a run in it."""
    parts: list[str] = []
    for child in element:
        kind = _kind(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind in ("tab", "ptab"):
            parts.append("\t")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind == "noBreakHyphen":
            parts.append("-")
        elif kind == "sym":
            parts.append(_symbol(child))
        elif kind == "r":
            if child.find("{*}rPr/{*}vanish") is None:
                parts.append(_text(child))
        elif kind in _WRAPPERS:
            parts.append(_text(child))
    return "".join(parts)


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font. Code points of the private use area have no meaning as text: they become "□"."""
    try:
        code = int(_attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOLS and _attribute(element, "font") == "Symbol":
        return _SYMBOLS[code]
    return "□" if 0xD800 <= code < 0xF900 or code > 0xFFFF else chr(code)


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _value(element: etree._Element | None, default: int) -> int:
    text = _attribute(element, "val") if element is not None else None
    return int(text) if text and len(text) < 8 and text.isascii() and text.isdigit() else default
