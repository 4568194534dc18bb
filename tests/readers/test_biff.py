"""XLS files whose records end early, or are out of place, are not read as whole."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest

from auditor import readers
from auditor.errors import UnreadableFile
from auditor.forms import read_book
from auditor.readers import biff

TIMES = int(os.environ.get("AUDITOR_FUZZ", "40"))
START = biff.BOF, b"\0" * 16
END = biff.EOF, b""


def stream(*records: tuple[int, bytes]) -> bytes:
    return b"".join(pack("<HH", kind, len(data)) + data for kind, data in records)


def row_of(number: int, first: int = 0, beyond: int = 2) -> tuple[int, bytes]:
    return biff.ROW, pack("<HHH", number, first, beyond) + bytes(10)


def cell(row: int) -> tuple[int, bytes]:
    return 0x00FD, pack("<HHHI", row, 0, 0, 0)


@pytest.mark.parametrize(
    ("records", "whole"),
    [
        (stream(START, row_of(0), cell(0), END), True),
        (stream(START, cell(0), END), True),
        (stream(START, row_of(0, 0, 0), END), True),
        (stream(START, cell(0), END) + stream(START, END), True),
        (stream(START, cell(0), END) + bytes(500), True),
        (stream(START, START, END, cell(0), END), True),
        (stream(START, (0, b""), cell(0), END), True),
        (stream(START, row_of(0), row_of(1), cell(0), END), False),
        (stream(START, cell(0)), False),
        (stream(START, cell(0), END)[:-1], False),
        (stream(START, (0, b""), (0, b""), cell(0), END), False),
        (stream(START, (0, b"1"), END), False),
        (stream(START, (0x00FD, bytes(9000)), END), False),
        (stream(START, END) + stream(cell(0), END), False),
        (stream(cell(0), END), False),
        (b"", False),
    ],
    ids=[
        "sound", "no rows", "an empty row", "another sheet follows", "filled up", "a chart within", "four zero bytes",
        "a row without its cells", "no end", "cut", "eight zero bytes", "kind zero", "too long", "cells after the end",
        "no beginning", "nothing",
    ],
)  # fmt: skip
def test_a_sheet_is_whole_if_its_records_reach_their_end(records: bytes, whole: bool) -> None:
    assert biff.whole_sheet(records, 0) is whole


TWO = pack("<II", 2, 2)


YI = "乙".encode("utf-16-le")


def text(letters: str, flags: int = 1) -> bytes:
    return pack("<HB", len(letters), flags) + letters.encode("utf-16-le" if flags & 1 else "latin-1")


@pytest.mark.parametrize(
    ("records", "whole"),
    [
        ([(biff.SST, TWO + text("甲乙") + text("ab", 0))], True),
        ([(biff.SST, TWO + text("甲乙")), (biff.CONTINUE, text("丙"))], True),
        (
            [(biff.SST, TWO + text("甲") + text("丙乙")[:-2]), (biff.CONTINUE, b"\1" + YI)],
            True,
        ),
        ([(biff.SST, TWO + text("甲") + text("ab丁")[:3] + "ab".encode("utf-16-le")), (biff.CONTINUE, b"\0d")], True),
        ([(biff.SST, TWO + text("甲") + pack("<HBH", 1, 9, 1) + YI + bytes(4))], True),
        ([(biff.SST, TWO + text("甲") + pack("<HBI", 1, 5, 6) + YI + bytes(6))], True),
        (
            [
                (biff.SST, TWO + text("甲") + pack("<HBH", 1, 9, 1) + YI),
                (biff.CONTINUE, bytes(4)),
            ],
            True,
        ),
        ([(biff.SST, TWO + text("甲"))], False),
        ([(biff.SST, TWO + text("甲") + text("乙") + text("丙"))], False),
        ([(biff.SST, TWO + bytes(6) + text("甲乙丙丁"))], False),
        ([(biff.SST, TWO + text("甲") + text("乙")[:-1])], False),
        ([(biff.SST, b"\2")], False),
    ],
)
def test_shared_texts_fill_their_records(records: list[tuple[int, bytes]], whole: bool) -> None:
    assert biff.whole_globals(stream(START, *records, END), 0) is whole


@pytest.fixture(scope="module")
def sound() -> bytes:
    return (Path(__file__).parents[2] / "samples" / "made" / "chaoyang.xls").read_bytes()


def outcome(data: bytes) -> tuple[int, bool]:
    """Indicators, and whether something is said not to be read."""
    try:
        book = read_book(readers.read_data("表.xls", data), id="表")
    except UnreadableFile:
        return 0, True
    return sum(len(project.indicators) for project in book.projects), not all(entry.read for entry in book.ledger)


def zeroed(data: bytes, at: int, size: int) -> bytes:
    return data[:at] + bytes(size) + data[at + size :]


def swapped(data: bytes, at: int, size: int) -> bytes:
    return data[:at] + data[at + size : at + 2 * size] + data[at : at + size] + data[at + 2 * size :]


def test_a_zeroed_block_is_not_read_as_the_end(sound: bytes) -> None:
    assert outcome(sound) == (528, False)
    assert outcome(zeroed(sound, 41715, 4000))[1]


@pytest.mark.parametrize("change", [zeroed, swapped])
def test_a_block_that_is_lost_or_out_of_place_is_never_silent(
    sound: bytes, change: Callable[[bytes, int, int], bytes]
) -> None:
    silent = []
    for seed in range(TIMES):
        chance = random.Random(f"{change.__name__} {seed}")
        size = chance.choice((64, 512, 4000, 4096))
        at = chance.randrange(512, len(sound) - 2 * size)
        indicators, said = outcome(change(sound, at, size))
        if indicators < 528 and not said:
            silent.append((at, size, indicators))
    assert silent == []
