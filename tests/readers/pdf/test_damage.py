"""Pages that lost something are reported, and blank pages of sound files are not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.forms import read_book
from auditor.grid import Printed
from auditor.readers.pdf import read as reader
from auditor.readers.pdf.read import read
from auditor.readers.pdf.streams import packed_data
from tests.conftest import ROOT
from tests.readers.pdf.paper import bar, clipped, line, pdf, ruled, text

MADE = ROOT / "samples" / "made"
REAL = ROOT.parent / "shared"
FORMS = (MADE / "linjiang-forms.pdf").read_bytes()
"""Six pages; each is drawn by one packed stream."""


def pages_of(data: bytes) -> list[tuple[int, int]]:
    """Where the packed streams of the pages of ``FORMS`` begin and end, in the order of the file."""
    found = []
    for match in re.finditer(rb"(?<!end)stream\r?\n", data):
        end = data.index(b"endstream", match.end())
        try:
            content = zlib.decompressobj().decompress(data[match.end() : end])
        except zlib.error:
            continue
        if b" Tj" in content or b"TJ" in content:
            found.append((match.end(), end))
    return found


SAID = ("的数据已损坏，未能读全", "有内容，但未能读出文字")


def flipped(data: bytearray, start: int, stop: int) -> None:
    for place in range(start + 40, start + 48):
        data[place] ^= 0xFF


def half_zero(data: bytearray, start: int, stop: int) -> None:
    data[(start + stop) // 2 : stop] = bytes(stop - (start + stop) // 2)


def all_zero(data: bytearray, start: int, stop: int) -> None:
    data[start:stop] = bytes(stop - start)


def wrong_checksum(data: bytearray, start: int, stop: int) -> None:
    packed = bytes(data[start:stop])
    unpacker = zlib.decompressobj()
    unpacker.decompress(packed)
    data[stop - len(unpacker.unused_data) - 1] ^= 0xFF


@pytest.mark.parametrize("page", range(6))
@pytest.mark.parametrize("damage", [flipped, half_zero, all_zero, wrong_checksum])
def test_a_damaged_page_is_reported(damage: Callable[[bytearray, int, int], None], page: int) -> None:
    data = bytearray(FORMS)
    streams = pages_of(FORMS)
    assert len(streams) == 6
    damage(data, *streams[page])
    said = [(item.source.page, item.why) for item in read("made.pdf", bytes(data)).unread if item.shown]
    assert {place for place, _ in said} == {page + 1}
    assert [why for _, why in said if any(word in why for word in SAID)] == [said[-1][1]]


def test_damage_outside_the_pages_is_reported() -> None:
    data = bytearray((MADE / "chaoyang-calc.pdf").read_bytes())
    for match in re.finditer(rb"(?<!end)stream\r?\n", bytes(data)):
        end = data.index(b"endstream", match.end())
        try:
            table = zlib.decompressobj().decompress(data[match.end() : end])
        except zlib.error:
            continue
        if b"beginbfchar" in table:
            wrong_checksum(data, match.end(), end)
            break
    assert any("1 段数据已损坏，不属于某一页" in item.why for item in read("made.pdf", bytes(data)).unread)


SOUND = [*ruled([50, 150, 250], [60, 80, 100]), text(55, 75, "项目")]


def second(marks: list[str], change: tuple[bytes, bytes] = (b"", b"")) -> list[str]:
    """What is said of a page with ``marks`` behind a sound one."""
    printed: Printed = read("made.pdf", pdf(SOUND, marks).replace(*change) if change[0] else pdf(SOUND, marks))
    return [item.why for item in printed.unread]


@pytest.mark.parametrize(
    "marks",
    [
        [],
        ["q Q", "0.1 w"],
        [text(55, 70, "   ", "F2")],
        [bar(0, 0, 400, 300)],
        [clipped(0, 0, 10, 10, text(55, 170, "项目", "F1"))],
        ["BT /F2 10 Tf () Tj ET"],
    ],
)
def test_a_blank_page_is_blank(marks: list[str]) -> None:
    assert second(marks) == []
    book = read_book(read("made.pdf", pdf(SOUND, marks, SOUND, marks, marks)), id="b")
    assert [(entry.why, entry.read) for entry in book.ledger if entry.title == "空白页"] == [
        ("第 2、4—5 页没有文字", True)
    ]


@pytest.mark.parametrize(
    "matrix", ["0 0 0 0 0 0", "0 0 0 1 0 0", "1 0 0 0 0 0", "2 0 0 0 9 9", "0.02 0 0 0.02 50 50", "0.05 0 0 0.05 0 0"]
)
def test_text_that_nobody_can_see_is_said(matrix: str) -> None:
    pressed, seen = f"q {matrix} cm {text(55, 75, '花坛养护')} Q", text(55, 75, "项目名称")
    (alone,) = read("made.pdf", pdf(SOUND, [pressed])).unread
    assert ("个字缩得看不见" in alone.why, alone.shown) == (True, True)
    (beside,) = read("made.pdf", pdf(SOUND, [seen, seen, pressed])).unread
    assert ("个字缩得看不见" in beside.why, beside.shown) == (True, False)


@pytest.mark.parametrize("marks", ["   ", ""])
def test_spaces_that_nobody_can_see_are_nothing(marks: str) -> None:
    assert second([f"0 0 0 0 0 0 cm {text(55, 75, marks, 'F2')}"]) == []


@pytest.mark.parametrize("claims", range(1, 5))
def test_pages_beyond_the_count_are_said(claims: int) -> None:
    data = pdf(*[SOUND] * 4).replace(b"/Count 4", b"/Count %d" % claims)
    said = [item.why for item in read("made.pdf", data).unread]
    wanted = f"PDF 登记为 {claims} 页，文件中实有 4 页，其余 {4 - claims} 页未读；请重新导出后再试"
    assert said == ([wanted] if claims < 4 else [])


def test_pages_in_packed_objects_are_counted() -> None:
    objects = zlib.compress(b"20 0 21 60 << /Type /Page >> << /Type/Page/Parent 2 0 R >> << /Type /Pages >>")
    head = f"99 0 obj << /Type /ObjStm /N 3 /First 20 /Filter /FlateDecode /Length {len(objects)} >>\nstream\n"
    assert packed_data(head.encode() + objects + b"\nendstream\nendobj\n").pages == 2


def test_a_page_saved_again_is_no_page_more() -> None:
    data = pdf(SOUND, SOUND)
    page = data[data.index(b"12 0 obj") : data.index(b"13 0 obj")]
    entry = f"xref\n12 1\n{len(data):010d} 00000 n \n".encode()
    start = len(data) + len(page)
    end = (
        f"trailer << /Size 14 /Root 1 0 R /Prev {data.rindex(b'xref', 0, -30)} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    again = data + page + entry + end
    assert read("made.pdf", again).pages == 2
    assert read("made.pdf", again).unread == []


@pytest.mark.parametrize(
    ("marks", "change", "why"),
    [
        ([], (b"/Contents 13 0 R", b"/Contents 99 0 R"), "有内容，但未能读出文字"),
        (["(x) Tj"], (b"<< /Length 6 >>", b"<< /Length 6 /Filter /FlateDecode >>"), "未能读"),
        ([line(0, 10, 50, 10)], (b"", b""), "只有线条"),
        (
            [f"{n * 9} 20 m {n * 9 + 8} 28 {n * 9} 40 {n * 9 + 4} 44 c f" for n in range(40)],
            (b"", b""),
            "可能是转成轮廓的文字",
        ),
    ],
)
def test_a_page_without_text_that_is_not_blank(marks: list[str], change: tuple[bytes, bytes], why: str) -> None:
    said = second(marks, change)
    assert said
    assert all(why in each for each in said)


@pytest.mark.parametrize("path", sorted([*MADE.glob("*.pdf"), *REAL.rglob("*.pdf")]), ids=lambda path: path.name)
def test_sound_books_raise_no_alarm(path: Path) -> None:
    said = [item.why for item in read(path.name, path.read_bytes()).unread]
    assert not [why for why in said if "损坏" in why or "未能读出文字" in why or "没有文字" in why]


@pytest.mark.parametrize(("limit", "most"), [("MAX_CELLS", 10), ("MAX_TEXT", 6)])
def test_a_book_without_end_is_cut_and_said(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, limit, most)
    printed = read("made.pdf", pdf(*[SOUND] * 9))
    assert len(list(printed.grids())) == {"MAX_CELLS": 3, "MAX_TEXT": 4}[limit]
    assert [item.why for item in printed.unread] == [
        "内容超过 10 个单元格，第 4 页起未读" if limit == "MAX_CELLS" else "内容超过 6 字，第 5 页起未读"
    ]
