"""Letters without a text: reported by table, and what they may hide is in doubt, in every format."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from auditor.findings import Status
from auditor.pipeline import audit
from tests.conftest import ROOT
from tests.forms.grids import COST, HEADER, OUTPUT, SUBHEADER, TITLE, book_of, project_table

SAMPLE = ROOT / "samples" / "made" / "chaoyang-calc.pdf"
MANY = [f"培训班{n}\t2\t2\t0\t完成培训\t{OUTPUT}" for n in range(3)]


def unmapped(data: bytes, target: str, letters: str = "与及参性质工作") -> bytes:
    """``data`` with the fonts' tables mapping ``letters`` to ``target`` (hex; "" = to nothing)."""
    made = bytearray(data)
    for found in re.finditer(rb"(?<!end)stream\r?\n", data):
        start, size = found.end(), data.index(b"endstream", found.end()) - found.end() - 1
        try:
            table = zlib.decompressobj().decompress(data[start : start + size])
        except zlib.error:
            continue
        if b"beginbfchar" not in table:
            continue
        for letter in letters:
            code = letter.encode("utf-16-be").hex().encode()
            table = re.sub(rb"(?i)(<[0-9a-f]+>\s+)<" + code + rb">", rb"\1<" + target.encode() + rb">", table)
        packed = zlib.compress(table, 9)
        if len(packed) <= size:
            made[start : start + size] = packed.ljust(size, b"\0")
    return bytes(made)


@pytest.mark.parametrize("target", ["0000", "FFFD", "E001", ""])
def test_letters_without_a_mapping_accuse_nobody(target: str, tmp_path: Path) -> None:
    """Six letters of the header, printed but not mapped, once gave 537 faults that must be corrected."""
    path = tmp_path / "made.pdf"
    path.write_bytes(unmapped(SAMPLE.read_bytes(), target))
    done = audit([path])
    (book,) = done.documents
    assert not book.whole
    said = [entry.why or "" for entry in book.ledger if not entry.read]
    assert any("表中有 627 个字符在文件里没有对应的文字" in why for why in said)
    assert {finding.rule for finding in done.findings if finding.status is not Status.READING_DOUBT} <= {"PI-DOC-001"}


@pytest.mark.parametrize("place", [place for place, sign in enumerate(HEADER) if sign not in "\t："])
def test_a_letter_of_the_header_puts_the_whole_table_in_doubt(place: int) -> None:
    header = HEADER[:place] + "\ufffd" + HEADER[place + 1 :]
    book = book_of(TITLE + "\n".join((header, SUBHEADER, *MANY)))
    assert any("没有对应的文字" in (entry.why or "") for entry in book.ledger if not entry.read)
    for goal in book.goals():
        for repairs in (goal.repairs, *(indicator.repairs for indicator in goal.indicators)):
            assert any(repair.doubtful and not repair.field for repair in repairs)


@pytest.mark.parametrize("cell", range(6))
def test_a_letter_of_a_row_puts_this_row_in_doubt(cell: int) -> None:
    cells = OUTPUT.split("\t")
    cells[cell] = "\ue123" + cells[cell][1:]
    head = "培训班\t2\t2\t0\t完成培训\t"
    book = book_of(project_table(head + COST, "\t" * 5 + "\t".join(cells)))
    (goal,) = book.goals()
    doubts = [any(repair.doubtful for repair in indicator.repairs) for indicator in goal.indicators]
    assert doubts == [False, True]
    assert not book.whole


def test_bullets_outside_the_tables_are_no_letters() -> None:
    assert book_of("\uf06c 本表由某局填报\n" + project_table(*MANY)).whole
    assert not book_of("\ufffd 本表由某局填报\n" + project_table(*MANY)).whole
