"""Text dumps: each line is a row of a table, cells are separated by tabs, tables and pages by blank lines."""

from __future__ import annotations

import codecs
import re

from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers.base import sha256

MAX_LINE = 1_000_000
"""Characters in a line. A longer one is left out and reported: no table row is that long."""

_LINE_END = re.compile("\r\n|\n|\r")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ADVICE = "请用记事本打开，另存为 UTF-8 编码的文本文件后再试"


def sniff(data: bytes, path: str) -> bool:
    """Whether ``data`` is text that this reader can decode."""
    try:
        decode(data, path)
    except UnreadableFile:
        return False
    return True


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """``read`` of the registry of formats. ``password`` is ignored: text files have none."""
    return read_text(path, data)


def read_text(path: str, data: bytes) -> Printed:
    """The text file ``data`` as lines and grids, every cell with its 1-based line.

    Consecutive lines with tabs are a Grid. Lines of tabs only are skipped; text without a tab, a blank line and a form
    feed end it. Raises UnreadableFile if the bytes are not text or hold no text.
    """
    text = decode(data, path)
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    blocks: list[Block] = []
    unread: list[Unread] = []
    rows: list[list[Cell]] = []

    def close() -> None:
        if rows:
            blocks.append(Grid(rows=list(rows), source=rows[0][0].source))
            rows.clear()

    for number, whole in enumerate(lines, start=1):
        source = Source(file=path, line=number)
        if len(whole) > MAX_LINE:
            close()
            unread.append(Unread(source, f"第{number}行超过{MAX_LINE}个字符，未读取"))
            continue
        if "\f" in whole:
            close()
        line = whole.replace("\f", "")
        if not line.strip():
            # "\t\t" is an empty row of a table and skipped; "" ends the table.
            if "\t" not in line:
                close()
        elif "\t" in line:
            rows.append([Cell(part, source) for part in line.split("\t")])
        else:
            close()
            blocks.append(Line(line, source))
    close()
    if not blocks and not unread:
        raise UnreadableFile("文件中没有任何文字", path, "请确认文件内容后再试")
    return Printed(path=path, sha256=sha256(data), format="text", blocks=blocks, lines=len(lines), unread=unread)


def decode(data: bytes, path: str) -> str:
    """``data`` as text: by its byte order mark, else UTF-8, else GB18030.

    Raises UnreadableFile for anything else: binary files, other encodings, damaged text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), path)
            except UnicodeDecodeError as error:
                raise UnreadableFile(f"文件在第 {error.start} 字节处损坏", path, _ADVICE) from error
    if b"\0" in data:
        raise UnreadableFile("这不是文本文件（含有二进制内容）", path, "请确认扩展名与内容相符，或另存为 UTF-8 文本")
    try:
        return _checked(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    try:
        text = _checked(data.decode("gb18030"), path)
    except UnicodeDecodeError as error:
        raise UnreadableFile("无法识别文字编码", path, _ADVICE) from error
    # GB18030 decodes almost any bytes, so check the result: nearly all characters of Chinese office text are in
    # GB 2312 (rare names are not), while Big5 or binary noise decodes to rare ones. 0.8 leaves room for both.
    foreign = [char for char in text if ord(char) > 127]
    common = len("".join(foreign).encode("gb2312", "ignore")) // 2
    if foreign and common < 0.8 * len(foreign):
        raise UnreadableFile("无法识别文字编码", path, _ADVICE)
    return text


def _checked(text: str, path: str) -> str:
    # A text dump may hold a stray control character; binary content has far more than one in a hundred.
    if len(_CONTROL.findall(text)) > 0.01 * len(text):
        raise UnreadableFile("这不是文本文件（含有大量控制字符）", path, "请确认扩展名与内容相符，或另存为 UTF-8 文本")
    return text
