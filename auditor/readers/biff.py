"""Whether the records of an XLS workbook are all there (MS-XLS 2.1: records in a row, BOF to EOF for each sheet).

xlrd passes over records it does not know and ends a sheet at the first that looks like its end. So a file in which a
block of bytes is lost or out of place would be read as a shorter one, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from
from typing import NamedTuple

LONGEST = 8_224
"""Bytes of a record's data at most (MS-XLS 2.1.4)."""

BOF, EOF, CONTINUE, SST, ROW = 0x0809, 0x000A, 0x003C, 0x00FC, 0x0208
_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
"""Records that hold cells; each begins with the number of its row."""


class Record(NamedTuple):
    kind: int
    start: int
    """Where its data begin in the stream."""
    length: int


class BrokenRecords(Exception):
    """The records end before they should, or are followed by something else."""


def records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of the part that begins at ``at``, those of charts within it too, up to its own EOF.

    Raises BrokenRecords where the chain breaks, and if neither another part nor the stream's end follows the EOF.
    """
    depth = 0
    empty = False
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        # Some programs write four zero bytes behind a record, none writes eight.
        nothing = not kind and not length
        if (nothing and empty) or length > LONGEST or (not kind and length) or at + 4 + length > len(stream):
            raise BrokenRecords
        empty = nothing
        depth += (kind == BOF) - (kind == EOF)
        if not depth and kind != EOF:
            raise BrokenRecords
        yield Record(kind, at + 4, length)
        at += 4 + length
        if not depth:
            # The stream may be filled up with zeros.
            if length or (stream[at : at + 2] != BOF.to_bytes(2, "little") and stream[at:].strip(b"\0")):
                raise BrokenRecords
            return
    raise BrokenRecords


def whole_globals(stream: bytes, at: int) -> bool:
    """Whether the first part of the workbook is whole, and its shared texts fill their records exactly."""
    pieces: list[tuple[int, int]] = []
    try:
        before = 0
        for record in records(stream, at):
            if record.kind == SST or (record.kind == CONTINUE and pieces and before in (SST, CONTINUE)):
                pieces.append((record.start, record.start + record.length))
            before = record.kind
        return not pieces or _filled(stream, pieces)
    except BrokenRecords:
        return False


def whole_sheet(stream: bytes, at: int) -> bool:
    """Whether a sheet's records are whole, and every row that is said to have cells has one."""
    said: set[int] = set()
    found: set[int] = set()
    try:
        for record in records(stream, at):
            if record.kind == ROW and record.length >= 6:
                row, first, beyond = unpack_from("<HHH", stream, record.start)
                if first < beyond:
                    said.add(row)
            elif record.kind in _CELLS and record.length >= 2:
                found.update(unpack_from("<H", stream, record.start))
    except BrokenRecords:
        return False
    return said <= found


def _filled(stream: bytes, pieces: list[tuple[int, int]]) -> bool:
    """Whether the shared texts (MS-XLS 2.4.265, 2.5.293) take exactly the bytes of their records."""
    rest = iter(pieces)
    at, end = next(rest)
    if end - at < 8:
        return False
    (count,) = unpack_from("<I", stream, at + 4)
    at += 8
    for _ in range(count):
        if at == end:
            at, end = next(rest, (0, 0))
        if end - at < 3:
            return False
        letters, flags = unpack_from("<HB", stream, at)
        at += 3
        behind = 0
        if flags & 8:
            behind += 4 * unpack_from("<H", stream, at)[0]
            at += 2
        if flags & 4:
            behind += unpack_from("<I", stream, at)[0]
            at += 4
        wide = 1 + (flags & 1)
        while letters > (fit := max(0, end - at) // wide):
            # The text goes on in the next record, which says again whether its letters have one byte or two.
            letters -= fit
            at, end = next(rest, (0, 0))
            if at == end:
                return False
            wide = 1 + (stream[at] & 1)
            at += 1
        at += letters * wide
        while behind > end - at:
            behind -= end - at
            at, end = next(rest, (0, 0))
            if at == end:
                return False
        at += behind
    return at == end and next(rest, None) is None
