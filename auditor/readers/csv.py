"""CSV: encoding as for text files; the delimiter is the one that gives most rows the same number of fields."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from auditor import encodings
from auditor.errors import UnreadableFile
from auditor.grid import Block, Cell, Grid, Line, Printed, Source, Unread
from auditor.readers.base import sha256
from auditor.readers.formats import HEAD, Format, Proof
from auditor.readers.limits import MAX_CELLS, TOO_MANY
from auditor.readers.text import cut_off, decode

DELIMITERS = (",", ";", "|", "\t", "，")
_SAMPLE = 200
"""Rows at the start of the file by which the delimiter is found: enough to see past titles, fast on any file."""


def sniff(data: bytes, path: str) -> bool:
    """Whether the content is text, most rows of which one delimiter divides into the same number of fields."""
    try:
        text = decode(data, path)
    except UnreadableFile:
        return False
    return _delimiter(text, named=PurePath(path).suffix.lower() == ".csv") is not None


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """Rows as grids. Blank rows separate tables; rows above a table that hold a single text are lines.

    Raises UnreadableFile if the bytes are not text or hold no text.
    """
    text = decode(data, path)
    delimiter = _delimiter(text, named=True) or ","
    blocks: list[Block] = []
    unread: list[Unread] = []
    run: list[list[Cell]] = []
    left = MAX_CELLS
    record: list[str] = []
    last = ""
    reader = csv.reader(_noted(io.StringIO(text, newline=""), record), delimiter=delimiter)
    start = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            unread.append(Unread(Source(path, line=reader.line_num), f"第{reader.line_num}行起格式有误，其余未读取"))
            break
        if row is None:
            if _is_open(last, delimiter):
                unread.append(
                    Unread(Source(path, line=start - 1), "文件不完整：最后一格的引号没有结束，其后的内容没有读到")
                )
            break
        last = "".join(record)
        record.clear()
        left -= len(row)
        if left < 0:
            unread.append(Unread(Source(path, line=start), TOO_MANY))
            break
        source = Source(path, line=start)
        start = reader.line_num + 1
        if any(part.strip() for part in row):
            run.append([Cell(part, source) for part in row])
        else:
            blocks += _blocks(run)
            run = []
    unread += cut_off(path, data, text, run) if not unread else ()
    blocks += _blocks(run)
    if not blocks and not unread:
        raise UnreadableFile("文件中没有任何文字", path, "请确认文件内容后再试")
    lines = len(text.splitlines())
    return Printed(path, sha256(data), "csv", blocks, lines=lines, unread=unread)


def _is_csv(data: bytes, path: str) -> bool:
    # A cheap look before the whole is decoded; rows with tabs are the text reader's.
    head = data[:HEAD]
    mark, encoding = encodings.marked(head)
    if mark:
        head = head.decode(encoding, "replace").encode()
    return b"\t" not in head and (b"," in head or b";" in head) and sniff(data, path)


FORMATS = (Format("CSV", (".csv",), Proof.DELIMITED, recognises=_is_csv, read=read),)


def _noted(lines: Iterable[str], record: list[str]) -> Iterator[str]:
    """``lines``, each also added to ``record``."""
    for line in lines:
        record.append(line)
        yield line


def _is_open(record: str, delimiter: str) -> bool:
    """Whether a quoted cell of ``record`` has no closing quote."""
    try:
        list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _blocks(run: list[list[Cell]]) -> list[Block]:
    """A run of rows as titles and a table: rows with a single text at its top are titles."""
    head = 0
    while head < len(run) and sum(1 for cell in run[head] if cell.text.strip()) == 1:
        head += 1
    lines: list[Block] = [Line(cell.text, cell.source) for row in run[:head] for cell in row if cell.text.strip()]
    return [*lines, Grid(run[head:], run[head][0].source)] if head < len(run) else lines


def _delimiter(text: str, named: bool) -> str | None:
    """The delimiter with the largest share of rows of one width; None if none divides the text.

    Prose contains commas too. So a file not named .csv needs at least three rows, and at least half of all rows, of
    that width: two rows may agree by chance, and lines of prose rarely hold equally many commas.
    """
    best: tuple[float, int, str] | None = None
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        counts: Counter[int] = Counter()
        try:
            reader = csv.reader(io.StringIO(text[:1_000_000], newline=""), delimiter=delimiter)
            for _, row in zip(range(_SAMPLE), reader, strict=False):
                if any(row):
                    counts[len(row)] += 1
        except csv.Error:
            pass
        if not counts:
            continue
        width, rows = max(counts.items(), key=lambda item: (item[0] > 1, item[1]))
        share = rows / sum(counts.values())
        if width > 1 and (named or (rows >= 3 and share >= 0.5)):
            best = max(best or (0.0, 0, ""), (share, width, delimiter))
    return best[2] if best else None
