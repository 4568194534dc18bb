"""The comparison as files: every finding and change is there, no text is executed, no file of others is lost."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from auditor.errors import UsageError
from auditor.results import bears_mark
from auditor.rounds import compare
from auditor.rounds.files import BOOK, PAGE, write
from auditor.rounds.workbook import encode
from tests import browser as chromium
from tests.rounds.test_difference import BOOK as TEXT
from tests.rounds.test_difference import OWNER, read

HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, int]:
    folder = tmp_path_factory.mktemp("两轮")
    now = TEXT.replace("路灯维护经费", HOSTILE).replace("维修路灯数量", "+" + HOSTILE)
    difference = compare(read(folder / "甲", TEXT), read(folder / "乙", now))
    assert write(difference, folder / "对比") == [folder / "对比" / PAGE, folder / "对比" / BOOK]
    assert write(difference, folder / "单独.xlsx") == [folder / "单独.xlsx"]
    assert encode(difference) == (folder / "对比" / BOOK).read_bytes()
    traced = sum(len(each.traced) for each in difference.departments)
    return folder / "对比", traced, sum(len(each.changes) for each in difference.departments)


def test_the_workbook_has_a_row_for_each_finding_and_change(places: tuple[Path, int, int]) -> None:
    folder, traced, changes = places
    book = openpyxl.load_workbook(io.BytesIO((folder / BOOK).read_bytes()))
    assert [book[name].max_row - 1 for name in ("问题", "改动")] == [traced, changes]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert any(str(cell.value).startswith(("=cmd", "+=cmd")) for cell in cells)


def test_the_page_shows_hostile_names_as_text(places: tuple[Path, int, int]) -> None:
    text = (places[0] / PAGE).read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def test_the_page_is_quiet_and_a_number_opens_its_list(
    browser: chromium.Browser, places: tuple[Path, int, int]
) -> None:
    page = (places[0] / PAGE).as_uri()
    browser.open(page)
    assert browser.errors == []
    assert len(browser.requests) == 1
    fates = browser.run("[...document.querySelectorAll('details.each')].map(each => each.id)")
    assert "d1-open" in fates
    closed = "document.querySelectorAll('details.each').forEach(each => { each.open = false; })"
    browser.run(closed)
    browser.run("document.querySelector('a[href=\"#d1-open\"]').click()")
    assert browser.run("new Promise(done => setTimeout(() => done(document.getElementById('d1-open').open), 200))")


def test_both_files_are_known_as_results_and_replaced(places: tuple[Path, int, int], tmp_path: Path) -> None:
    assert bears_mark(places[0] / PAGE)
    assert bears_mark(places[0] / BOOK)
    difference = compare(read(tmp_path / "甲", OWNER + "x"), read(tmp_path / "乙", OWNER + "x"))
    write(difference, places[0])


def test_a_file_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    difference = compare(read(tmp_path / "甲", OWNER + "x"), read(tmp_path / "乙", OWNER + "x"))
    (tmp_path / BOOK).write_bytes(b"mine")
    with pytest.raises(UsageError, match="同名文件"):
        write(difference, tmp_path)
    assert (tmp_path / BOOK).read_bytes() == b"mine"
    assert not (tmp_path / PAGE).exists()
