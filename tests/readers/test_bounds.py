"""What holds for the texts of every format: bounds in characters, and no control characters."""

from __future__ import annotations

import pytest

from auditor import readers
from auditor.forms import read_book
from auditor.grid import Line
from auditor.model import RepairKind
from auditor.readers import bounds
from auditor.readers.limits import MAX_TEXT
from tests.effort import at_most
from tests.readers.office import docx, row, shared, sheet, table, table_cell, text_cell, xlsx

ROWS = [["项目名称", "金额"], ["甲", "1"], ["乙", "2"], ["丙", "3"]]


def as_xlsx(rows: list[list[str]]) -> bytes:
    lines = (
        row(n, *(text_cell(f"{'AB'[place]}{n}", text, 3) for place, text in enumerate(line)))
        for n, line in enumerate(rows, 1)
    )
    return xlsx({"表": sheet(*lines)})


def as_docx(rows: list[list[str]]) -> bytes:
    return docx(table(*("".join(map(table_cell, line)) for line in rows)))


def as_html(rows: list[list[str]]) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in rows)
    return f"<!DOCTYPE html><html><body><table>{lines}</table></body></html>".encode()


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(map(",".join, rows)).encode()


def as_text(rows: list[list[str]]) -> bytes:
    return "\n".join(map("\t".join, rows)).encode()


FORMATS = {"xlsx": as_xlsx, "docx": as_docx, "html": as_html, "csv": as_csv, "txt": as_text}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_beyond_the_bound_is_read_up_to_it_and_says_where(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CHARACTERS", sum(len(text) for line in ROWS[:3] for text in line))
    printed = readers.read_data(f"表.{ending}", FORMATS[ending](ROWS))
    assert [[cell.text for cell in line] for grid in printed.grids() for line in grid.rows] == ROWS[:3]
    assert ["本行起未读取" in each.why for each in printed.unread] == [True]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_cell_beyond_the_bound_is_cut_and_said(ending: str) -> None:
    data = FORMATS[ending]([*ROWS, ["丁" * (MAX_TEXT + 1), "4"]])
    printed = readers.read_data(f"表.{ending}", data)
    assert [line[0].text for grid in printed.grids() for line in grid.rows][-1] == "丁" * MAX_TEXT
    assert ["只读了前面部分" in each.why for each in printed.unread] == [True]


def test_a_long_line_is_cut_and_said() -> None:
    printed = readers.read_data("表.txt", ("丁" * (MAX_TEXT + 1)).encode())
    assert [len(block.text) for block in printed.blocks if isinstance(block, Line)] == [MAX_TEXT]
    assert len(printed.unread) == 1


def test_a_merged_cell_ends_with_the_rows_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CHARACTERS", 3)
    content = sheet(
        *(row(n, text_cell(f"A{n}", "甲", 3), text_cell(f"B{n}", "乙", 3)) for n in (1, 2, 3)), merges="A1:A3"
    )
    (grid,) = readers.read_data("表.xlsx", xlsx({"表": content})).grids()
    assert [(line[0].text, line[0].rowspan) for line in grid.rows] == [("甲", 2), ("", 1)]


def test_cells_that_share_one_long_text_cost_little() -> None:
    """14 KB that print 192 million characters."""
    head = (
        text_cell(f"{column}1", title, 3)
        for column, title in zip("ABC", ("一级指标", "三级指标", "指标值"), strict=True)
    )
    rows = [row(n, *(f"<c r='{column}{n}' t='s' s='3'><v>0</v></c>" for column in "ABCDEFGHIJ")) for n in range(2, 602)]
    data = xlsx({"表": sheet(row(1, *head), *rows)}, extra=shared("绩" * 32_000))
    with at_most(500):
        book = read_book(readers.read_data("表.xlsx", data), id="表")
    assert any("未读取" in (entry.why or "") for entry in book.ledger if not entry.read)


@pytest.mark.parametrize(
    ("printed", "read", "shown"),
    [
        ("花坛\0养护", "花坛\ufffd养护", "花坛␀养护"),
        ("1\x0000", "1\ufffd00", "1␀00"),
        ("单元格\x07", "单元格", "单元格␇"),
        ("一\x0b二", "一\n二", "一\x0b二"),
        ("半\ud800个", "半\ufffd个", "半\ufffd个"),
        ("\x1b]0;x\x7f", "]0;x", "␛]0;x␡"),
    ],
)
def test_control_characters_are_replaced(printed: str, read: str, shown: str) -> None:
    assert (bounds.readable(printed), bounds.visible(printed)) == (read, shown)


def test_a_nul_in_a_cell_is_a_repair() -> None:
    rows = [["项目名称", "一级指标", "三级指标", "指标值"], ["花坛", "产出指标", "花坛\0养护", "≥9"]]
    rows += [["喷泉", "产出指标", "喷泉养护", "≥9"]] * 9
    book = read_book(readers.read_data("表.txt", as_text(rows).decode().encode("utf-16")), id="表")
    (indicator, *_) = (indicator for project in book.projects for indicator in project.indicators)
    assert indicator.name == "花坛\ufffd养护"
    assert {(repair.raw, repair.read_as) for repair in book.repairs if repair.kind is RepairKind.GLYPH} == {
        ("花坛␀养护", "花坛\ufffd养护")
    }


@pytest.mark.parametrize("text", ["花\x07坛", "花坛\x07", "\x07花坛"])
def test_a_control_character_anywhere_in_a_cell_is_kept_in_raw(text: str) -> None:
    printed = readers.read_data("表.csv", as_csv([*ROWS * 9, [text, "1"]]))
    cell = [line[0] for grid in printed.grids() for line in grid.rows][-1]
    assert (cell.text, cell.raw) == ("花坛", text.replace("\x07", "␇"))
