"""HTML pages, web archives (MHT), and exports named .xls that are HTML: rowspan and colspan kept, other text as lines.

Parsed by lxml (libxml2's HTML parser), which is maintained and already used for the other formats; html5lib is pure
Python, 20 times slower, and has had no release since 2020. Scripts and styles are neither run nor read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor import encodings
from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers import text as plain_text
from auditor.readers.base import sha256
from auditor.readers.formats import Format, Proof
from auditor.readers.limits import MAX_CELLS, MAX_COLUMNS

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 40
"""Depth of nested tables that is read. Old web pages nest tables for layout, a few levels deep; this leaves ample room
and keeps the recursion far from Python's limit."""

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_OPEN = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset(
    [
        *("button", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template"),
        *("textarea", "title"),
    ]
)
"""Elements whose text does not show on the page, or not as running text."""
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins"),
        *("kbd", "label", "mark", "nobr", "o", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr"),
    ]
)
"""Elements that stay within a line; every other element begins a new line."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"


def sniff(data: bytes, path: str) -> bool:
    """Whether the head of the content is HTML."""
    if _is_archive(data):
        return True
    head = data[:65536]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")
    elif b"\0" in head:
        return False
    found = _OPEN.search(head)
    # "<!-- export --><table>…" is a page; "正文提到 <table> 标签" only mentions a tag: text stands before it.
    return bool(found and head[: found.start()].lstrip(b"\xef\xbb\xbf\xff\xfe").strip()[:1] in (b"", b"<"))


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """The page's tables and lines in order. Raises UnreadableFile if it holds no text or no known encoding."""
    from lxml import etree

    page = _decoded(_unwrapped(data, path), path)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile("网页文件不完整或已损坏", path, "请重新保存网页后再试") from error
    reader = _Page(path)
    if any("depth" in entry.message for entry in parser.error_log):
        reader.unread.append(Unread(Source(path), "网页的层次过深，其余未读取"))
    blocks = list(reader.blocks(root)) if root is not None else []
    if not blocks and not reader.unread:
        raise UnreadableFile("网页中没有任何文字", path, "请确认文件内容；由脚本显示的网页请打印为 PDF 后再试")
    return Printed(path, sha256(data), "html", blocks, unread=reader.unread)


FORMATS = (Format("网页", (".html", ".htm", ".mht", ".mhtml"), Proof.MARKUP, recognises=sniff, read=read),)


def _unwrapped(data: bytes, path: str) -> bytes:
    """The page inside a web archive (MHT), other data as it is.

    Raises UnreadableFile for Excel 2003 XML (its tables are not HTML tables) and for an archive without a page."""
    if _WORKBOOK in data[:65536]:
        raise UnreadableFile("暂不支持 Excel 2003 的 XML 表格", path, "请在 Excel 中另存为 xlsx 后再试")
    if not _is_archive(data):
        return data
    import email

    for part in email.message_from_bytes(data).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            return payload
    raise UnreadableFile("网页文件不完整或已损坏", path, "请重新保存网页后再试")


def _is_archive(data: bytes) -> bool:
    head = data[:4096].lstrip().lower()
    return head.startswith((b"mime-version:", b"from:", b"content-type: multipart/related")) and b"multipart/" in head


def _decoded(data: bytes, path: str) -> str:
    """By byte order mark, then as declared, then as a text file is decoded."""
    mark, encoding = encodings.marked(data)
    if encoding:
        return data[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        # Pages that declare gb2312 use GBK's further characters all the time.
        name = encodings.CHINESE if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else name
        try:
            return data.decode(codecs.lookup(name).name)
        except (LookupError, UnicodeError):
            pass
    try:
        return plain_text.decode(data, path)
    except UnreadableFile:
        if declared:
            return data.decode("utf-8" if declared[1].lower().startswith(b"utf") else encodings.CHINESE, "replace")
        raise


class _Page:
    """Walks the tree; recursion happens only for nested tables."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.unread: list[Unread] = []
        self._tables = 0
        self._lines = 0
        self._left = MAX_CELLS

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Blocks of the page: text between block elements as lines, tables as grids."""
        pieces: list[str] = []
        for event, element in _walk(root):
            if event == "text":
                pieces.append(str(element))
            elif event == "break":
                yield from self._line(pieces)
            elif not isinstance(element, str):
                yield from self._line(pieces)
                yield from self._table(element, 1)
        yield from self._line(pieces)

    def _line(self, pieces: list[str]) -> Iterator[Line]:
        text = _SPACE.sub(" ", "".join(pieces)).strip()
        pieces.clear()
        if text:
            self._lines += 1
            yield Line(text, Source(self.path, cell=f"第{self._lines}段"))

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        self._tables += 1
        name = f"表{self._tables}"
        if depth > MAX_DEPTH:
            self.unread.append(Unread(Source(self.path, cell=name), f"{name}嵌套超过 {MAX_DEPTH} 层，未读取"))
            return
        captions, rows = _parts(table)
        for caption in captions:
            yield from self._line([_cell_text(caption)])
        grid: list[list[Cell]] = []
        anchors: dict[tuple[int, int], tuple[int, int]] = {}
        nested: list[etree._Element] = []
        for number, (row, group_end) in enumerate(rows):
            line: list[Cell] = []
            hidden_row = _hidden(row)
            for cell in row.iterchildren("td", "th"):
                self._cover(line, number, anchors, name)
                column = len(line)
                wide = min(max(1, _number(cell.get("colspan"), 1)), MAX_COLUMNS)
                tall = _number(cell.get("rowspan"), 1)
                # rowspan="0" and a rowspan that is too large both end at the end of the row group (HTML standard).
                tall = min(tall or group_end - number, group_end - number)
                if column + wide > MAX_COLUMNS or wide * tall > self._left:
                    where = Source(self.path, cell=f"{name} 第{number + 1}行")
                    self.unread.append(Unread(where, f"{name}第{number + 1}行单元格过多，其余未读取"))
                    break
                self._left -= wide * tall
                hidden = hidden_row or _hidden(cell)
                line.append(Cell(_cell_text(cell), self._source(name, number, column), tall, wide, hidden=hidden))
                for below in range(number, number + tall):
                    for beside in range(column, column + wide):
                        if (below, beside) != (number, column):
                            anchors.setdefault((below, beside), (number, column))
                self._cover(line, number, anchors, name)
                if len(cell):
                    nested += _inner_tables(cell)
            self._cover(line, number, anchors, name)
            grid.append(line)
        if any(cell.text for line in grid for cell in line):
            yield Grid(grid, Source(self.path, cell=name))
        for inner in nested:
            yield from self._table(inner, depth + 1)

    def _cover(self, line: list[Cell], number: int, anchors: dict[tuple[int, int], tuple[int, int]], name: str) -> None:
        """Append the positions at the end of ``line`` that a cell above or to the left covers."""
        while (anchor := anchors.get((number, len(line)))) is not None:
            line.append(Cell("", self._source(name, number, len(line)), anchor=anchor))

    def _source(self, name: str, row: int, column: int) -> Source:
        return Source(self.path, cell=f"{name} 第{row + 1}行第{column + 1}列")


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element | str]]:
    """("text", …), ("break", element) and ("table", element) in reading order. Inner tables are not entered."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if closing:
            if name and name not in _INLINE:
                yield "break", element
            if element is not root and element.tail:
                yield "text", element.tail
            continue
        stack.append((element, True))
        if not name or name in _SILENT or (element is not root and _hidden(element)):
            continue
        if name not in _INLINE and name != "br":
            yield "break", element
        if name == "table" and element is not root:
            yield "table", element
            continue
        if element.text:
            yield "text", element.text
        stack += [(child, False) for child in reversed(element)]


def _parts(table: etree._Element) -> tuple[list[etree._Element], list[tuple[etree._Element, int]]]:
    """Captions, and each row with the number of the row after the last one of its group (thead, tbody, tfoot)."""
    captions: list[etree._Element] = []
    groups: list[list[etree._Element]] = []
    loose: list[etree._Element] | None = None
    for child in table:
        if child.tag == "caption":
            captions.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            groups.append(list(child.iterchildren("tr")))
            loose = None
        elif child.tag == "tr":
            if loose is None:
                loose = []
                groups.append(loose)
            loose.append(child)
    rows: list[tuple[etree._Element, int]] = []
    for group in groups:
        end = len(rows) + len(group)
        rows += [(row, end) for row in group]
    return captions, rows


def _cell_text(cell: etree._Element) -> str:
    """The cell's text, a new line for each block element or <br>, without the text of nested tables."""
    if not len(cell):
        return _SPACE.sub(" ", cell.text or "").strip(" ")
    lines: list[str] = [""]
    for event, piece in _walk(cell):
        if event == "text":
            lines[-1] += str(piece)
        else:
            lines.append("")
    cleaned = (_SPACE.sub(" ", line).strip(" ") for line in lines)
    return "\n".join(line for line in cleaned if line)


def _inner_tables(cell: etree._Element) -> list[etree._Element]:
    return [piece for event, piece in _walk(cell) if event == "table" and not isinstance(piece, str)]


def _hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and bool(_HIDING.search(style[:2000]))


def _number(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text and len(text) < 8 and text.isascii() and text.isdigit() else default
