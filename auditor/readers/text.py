"""Text dumps: each line is a row of a table, cells are separated by tabs or bars, tables and pages by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor import encodings
from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers.base import sha256
from auditor.readers.formats import Format, Proof
from auditor.readers.limits import MAX_CELLS, TOO_MANY

MAX_LINE = 1_000_000
"""Characters in a line. A longer one is left out and reported: no table row is that long."""

_LINE_END = re.compile("\r\n|\n|\r")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_BARS = "|｜│┃¦"
_RULE = re.compile(r"[\s|｜│┃¦+\-—─━=:┌┐└┘├┤┬┴┼╋]+")
"""A line that only draws the table."""
_RULED = 3
"""Fewest rows between drawn lines that show a frame which rules off each row: a header and two rows."""
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
    feed end it. In a file without tabs, bars separate the cells if three lines at least have two of them.
    Raises UnreadableFile if the bytes are not text or hold no text.
    """
    text = decode(data, path)
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    blocks: list[Block] = []
    unread: list[Unread] = []
    rows: list[list[Cell]] = []
    ruled: set[int] = set()
    """The rows of the grid above which a line is drawn."""
    left = MAX_CELLS
    between = _separator(lines)

    def close() -> None:
        if rows:
            blocks.append(Grid(rows=_unwrapped(rows, ruled), source=rows[0][0].source))
            rows.clear()
        ruled.clear()

    for number, printed in enumerate(lines, start=1):
        source = Source(file=path, line=number)
        left -= printed.count(between) + 1
        if left < 0:
            unread.append(Unread(source, TOO_MANY))
            break
        if len(printed) > MAX_LINE:
            close()
            unread.append(Unread(source, f"第{number}行超过{MAX_LINE}个字符，未读取"))
            continue
        if "\f" in printed:
            close()
        line = printed.replace("\f", "")
        if not line.strip() or (between in _BARS and _RULE.fullmatch(line)):
            # "\t\t" is an empty row of a table and skipped; "" ends the table.
            if between not in line and not line.strip():
                close()
            elif line.strip():
                ruled.add(len(rows))
        elif between in line:
            rows.append([Cell(part, source) for part in _cells(line, between)])
        else:
            close()
            blocks.append(Line(line, source))
    unread += cut_off(path, data, text, rows) if left >= 0 else ()
    close()
    if not blocks and not unread:
        raise UnreadableFile("文件中没有任何文字", path, "请确认文件内容后再试")
    return Printed(path=path, sha256=sha256(data), format="text", blocks=blocks, lines=len(lines), unread=unread)


def _separator(lines: Sequence[str]) -> str:
    """What separates the cells of a row: tabs, or the bar that most lines have where no line has a tab.

    Three lines with two bars are the fewest that show a table: a header and two rows. Fewer may be prose.
    """
    if any("\t" in line for line in lines):
        return "\t"
    rows = {bar: sum(line.count(bar) > 1 for line in lines) for bar in _BARS}
    bar = max(rows, key=lambda one: rows[one])
    return bar if rows[bar] > 2 else "\t"


def _unwrapped(rows: list[list[Cell]], ruled: set[int]) -> list[list[Cell]]:
    """The rows of a grid, those joined that are lines of one row in a frame that rules off its rows.

    A frame does so if most of what stands between two drawn lines is one line, and three rows or more are parted so.
    """
    begins = [0, *sorted(place for place in ruled if 0 < place < len(rows)), len(rows)]
    groups = [rows[start:end] for start, end in pairwise(begins)]
    if len(groups) < _RULED or len(groups) == len(rows) or 2 * sum(len(one) == 1 for one in groups) < len(groups):
        return list(rows)
    return [_joined(group) for group in groups]


def _joined(lines: list[list[Cell]]) -> list[Cell]:
    width = max(map(len, lines))
    texts = [[line[column].text for line in lines if column < len(line)] for column in range(width)]
    source = lines[0][0].source
    return [Cell("\n".join(filter(None, column)), source) for column in texts]


def _cells(line: str, between: str) -> list[str]:
    """The cells of a line. Bars may also stand around the whole row: | 甲 | 乙 |."""
    if between not in _BARS:
        return line.split(between)
    bare = line.strip()
    if bare.startswith(between) and bare.endswith(between) and len(bare) > 1:
        bare = bare[1:-1]
    return [part.strip() for part in bare.split(between)]


def decode(data: bytes, path: str) -> str:
    """``data`` as text: by its byte order mark, else UTF-8, else GB18030. A character cut off at its end is left out.

    Raises UnreadableFile for anything else: binary files, other encodings, damaged text.
    """
    mark, _ = encodings.marked(data)
    if b"\0" in data and not mark:
        raise UnreadableFile("这不是文本文件（含有二进制内容）", path, "请确认扩展名与内容相符，或另存为 UTF-8 文本")
    try:
        text, encoding = encodings.decode(data[: len(data) - encodings.torn(data)])
    except UnicodeDecodeError as error:
        what = f"文件在第 {len(mark) + error.start} 字节处损坏" if mark else "无法识别文字编码"
        raise UnreadableFile(what, path, _ADVICE) from error
    _check(text, path)
    if encoding != encodings.CHINESE:
        return text
    # GB18030 decodes almost anything. Chinese office text is nearly all GB 2312; Big5 or noise is not.
    foreign = [char for char in text if ord(char) > 127]
    common = len("".join(foreign).encode("gb2312", "ignore")) // 2
    if foreign and common < 0.8 * len(foreign):
        raise UnreadableFile("无法识别文字编码", path, _ADVICE)
    return text


def cut_off(path: str, data: bytes, text: str, rows: Sequence[Sequence[Cell]]) -> Iterator[Unread]:
    """That the file ends before its table does: within a character, or within a row.

    ``rows`` are those of the table that the file ends with. Many whole files have no line end after the last line, so
    that alone says nothing; but a last line that is also shorter than every other row of its table was cut off.
    """
    where = Source(path, line=rows[-1][0].source.line if rows else text.count("\n") + 1)
    if encodings.torn(data):
        yield Unread(where, "文件不完整：最后一个字只有一半，其后的内容没有读到；请重新取得文件后再试")
    elif len(rows) > 2 and text[-1:] not in "\r\n" and len(rows[-1]) < min(map(len, rows[:-1])):
        why = "文件不完整：最后一行比同表其他各行都短，也没有换行，其后的内容没有读到；请重新取得文件后再试"
        yield Unread(where, why)


def _check(text: str, path: str) -> None:
    if len(_CONTROL.findall(text)) > 0.01 * len(text):
        raise UnreadableFile("这不是文本文件（含有大量控制字符）", path, "请确认扩展名与内容相符，或另存为 UTF-8 文本")


FORMATS = (Format("文本", (".txt", ".tsv"), Proof.TEXT, recognises=sniff, read=read),)
