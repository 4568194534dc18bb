"""Workbooks: what is displayed, where it stands, what is hidden, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import UnreadableFile
from auditor.grid import Grid, Line, Printed
from auditor.readers import excel
from tests.effort import at_most
from tests.readers.office import MAIN, RELATED, number_cell, packed, row, shared, sheet, text_cell, xlsx

ONE = sheet(row(1, text_cell("A1", "项目名称"), text_cell("B1", "金额")))


def read(data: bytes) -> Printed:
    assert excel.sniff(data, "表.xlsx")
    return excel.read("表.xlsx", data)


def shown(printed: Printed) -> list[object]:
    """Lines as texts, grids as rows of texts."""
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in line] for line in block.rows]
        for block in printed.blocks
    ]


def test_numbers_are_read_as_displayed() -> None:
    content = sheet(row(1, text_cell("A1", "金额", 3), number_cell("B1", "86", 1), number_cell("C1", "0.9", 2)))
    assert shown(read(xlsx({"表": content}))) == [[["金额", "86.000000", "90%"]]]


def test_a_number_in_a_narrow_column_is_read_whole() -> None:
    # Excel displays ###; the number is in the file.
    narrow = '<cols><col min="1" max="2" width="1"/></cols>'
    content = sheet(row(1, text_cell("A1", "总额", 3), number_cell("B1", "173.44", 1)), before=narrow)
    assert shown(read(xlsx({"表": content}))) == [[["总额", "173.440000"]]]


def test_every_cell_has_its_place() -> None:
    content = sheet(row(3, text_cell("B3", "甲"), text_cell("AB3", "乙")))
    (grid,) = read(xlsx({"一月": content})).grids()
    assert [(cell.source.sheet, cell.source.cell) for cell in (grid.rows[0][0], grid.rows[0][-1])] == [
        ("一月", "B3"),
        ("一月", "AB3"),
    ]


def test_merged_cells_are_spans() -> None:
    content = sheet(
        row(1, text_cell("A1", "项目", 3), text_cell("B1", "甲", 3)),
        row(2, text_cell("B2", "乙", 3)),
        merges="A1:A2",
    )
    (grid,) = read(xlsx({"表": content})).grids()
    assert (grid.rows[0][0].text, grid.rows[0][0].rowspan, grid.rows[1][0].anchor) == ("项目", 2, (0, 0))


def test_text_under_a_merged_cell_is_not_printed() -> None:
    content = sheet(row(1, text_cell("A1", "项目"), text_cell("B1", "看不见"), text_cell("C1", "丙")), merges="A1:B1")
    assert shown(read(xlsx({"表": content}))) == [[["项目", "", "丙"]]]


def test_titles_are_lines_and_blank_rows_divide_tables() -> None:
    content = sheet(
        row(1, text_cell("A1", "表一")),
        row(2, text_cell("A2", "甲", 3), text_cell("B2", "1", 3)),
        row(4, text_cell("A4", "表二")),
        row(5, text_cell("A5", "金额单位：万元")),
        row(6, text_cell("A6", "乙", 3), text_cell("B6", "2", 3)),
        row(7, text_cell("A7", "注：以上为年初预算")),
    )
    assert shown(read(xlsx({"表": content}))) == [
        "表一", [["甲", "1"]], "表二", "金额单位：万元", [["乙", "2"]], "注：以上为年初预算",
    ]  # fmt: skip


def test_a_title_between_framed_tables_divides_them() -> None:
    content = sheet(
        row(1, text_cell("A1", "甲", 3), text_cell("B1", "1", 3)),
        row(2, text_cell("A2", "表二")),
        row(3, text_cell("A3", "乙", 3), text_cell("B3", "2", 3)),
    )
    assert shown(read(xlsx({"表": content}))) == [[["甲", "1"]], "表二", [["乙", "2"]]]


def test_an_unframed_text_within_a_table_stays_in_it() -> None:
    content = sheet(
        row(1, text_cell("A1", "甲", 3), text_cell("B1", "1", 3)),
        row(2, text_cell("B2", "续")),
        row(3, text_cell("A3", "乙", 3), text_cell("B3", "2", 3)),
    )
    assert shown(read(xlsx({"表": content}))) == [[["甲", "1"], ["", "续"], ["乙", "2"]]]


def test_a_title_row_of_two_texts_outside_the_frame_is_lines() -> None:
    content = sheet(
        row(1, text_cell("A1", "部门：教育局"), text_cell("B1", "单位：万元")),
        row(2, text_cell("A2", "甲", 3), text_cell("B2", "1", 3)),
    )
    assert shown(read(xlsx({"表": content}))) == ["部门：教育局", "单位：万元", [["甲", "1"]]]


def test_an_empty_framed_row_belongs_to_its_table() -> None:
    content = sheet(
        row(1, text_cell("A1", "甲", 3), text_cell("B1", "1", 3)),
        row(2, "<c r='A2' s='3'/><c r='B2' s='3'/>"),
        row(3, text_cell("A3", "乙", 3), text_cell("B3", "2", 3)),
    )
    assert shown(read(xlsx({"表": content}))) == [[["甲", "1"], ["", ""], ["乙", "2"]]]


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    content = sheet(
        row(1, text_cell("A1", "甲"), text_cell("B1", "藏列")),
        row(2, text_cell("A2", "藏行"), text_cell("B2", "2"), hidden=True),
        before=columns,
    )
    open_grid, hidden_grid = read(xlsx({"表": content, "草稿": ONE}, hidden=("草稿",))).grids()
    assert open_grid.notes == ["含隐藏行，已一并读取：第 2 行", "含隐藏列，已一并读取：B 列"]
    assert [[cell.hidden for cell in line] for line in open_grid.rows] == [[False, True], [True, True]]
    assert hidden_grid.notes == ["本表位于隐藏工作表“草稿”"]
    assert all(cell.hidden for cell in hidden_grid.rows[0])


def test_formulas_give_their_stored_results_and_missing_ones_are_said() -> None:
    content = sheet(
        row(1, text_cell("A1", "合计", 3), "<c r='B1' s='1'><f>SUM(B2:B3)</f><v>12.5</v></c>"),
        row(2, text_cell("A2", "甲", 3), "<c r='B2' s='1'><f>C2*2</f></c>"),
        row(3, text_cell("A3", "乙", 3), "<c r='B3' t='e' s='3'><f>1/0</f><v>#DIV/0!</v></c>"),
    )
    printed = read(xlsx({"表": content}))
    assert shown(printed) == [[["合计", "12.500000"], ["甲", ""], ["乙", "#DIV/0!"]]]
    assert [unread.why for unread in printed.unread] == [
        "公式没有保存计算结果，未读取：B2；请在 Excel 中打开并保存后再试"
    ]


@pytest.mark.parametrize("typed", ["100%", "9处", "0", "-3.5", "700元/人", "1,200万元"])
def test_what_was_typed_with_a_sign_in_front_is_read_as_typed(typed: str) -> None:
    printed = read(xlsx({"表": sheet(row(1, text_cell("A1", "合格率"), f"<c r='B1'><f>{typed}</f><v></v></c>"))}))
    (grid,) = printed.grids()
    assert (shown(printed), printed.unread) == ([[["合格率", f"={typed}"]]], [])
    assert grid.notes == ["以“=”开头、没有计算的内容按所写文字读取：B1"]


@pytest.mark.parametrize("formula", ["B2", "SUM(B2:B3)", "资金!B2", "12+3", "单价*3", "2*单价", "1E3"])
def test_what_calculates_is_no_text(formula: str) -> None:
    printed = read(xlsx({"表": sheet(row(1, text_cell("A1", "合格率"), f"<c r='B1'><f>{formula}</f></c>"))}))
    assert [part.cells for part in printed.unread] == [{"B1"}]


def test_shared_strings_join_their_runs_without_phonetic_guides() -> None:
    strings = f"<sst {MAIN}><si><r><t>产出</t></r><r><t>指标</t></r><rPh><t>chǎn</t></rPh></si></sst>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f"<Relationships><Relationship Id='r1' Type='{kind}/worksheet' Target='/xl/worksheets/s1.xml'/>"
        f"<Relationship Id='t' Type='{kind}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
    )
    extra: dict[str, str | bytes] = {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}
    content = sheet(row(1, "<c r='A1' t='s'><v>0</v></c>", text_cell("B1", "第一行_x000D_第二行")))
    assert shown(read(xlsx({"表": content}, extra=extra))) == [[["产出指标", "第一行\r第二行"]]]


GRID = [["甲", "乙"], ["丙", "丁"]]
A1, B1, A2, B2 = (text_cell(place, text, 3) for place, text in zip(("A1", "B1", "A2", "B2"), "甲乙丙丁", strict=True))
VERSIONS = (
    '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="x14">{0}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "rows",
    [
        (row(2, A2, B2), row(1, A1, B1)),
        (row(1, B1, A1), row(2, B2, A2)),
        (row(1, A1), row(1, B1), row(2, A2, B2)),
        (row(1, A1, B1), row(1, A1, B1), row(2, A2, B2)),
        (f"<row>{A1}{B1}</row>", f"<row>{A2}{B2}</row>"),
        (f"<row>{A2}{B2}</row>", f"<row r='1'>{A1}{B1}</row>"),
        ("<row><c s='3' t='str'><v>甲</v></c><c s='3' t='str'><v>乙</v></c></row>", row(2, A2, B2)),
        (A1 + B1, row(2, A2, B2)),
        (row(1, A1, B1), A2 + B2),
        (row(1, A1, B1), f"<x>{A2}<y>{B2}</y></x>"),
        (VERSIONS.format(A1 + B1), row(2, A2, B2)),
        (row(1, f"<x>{A1}</x>", B1), row(2, f"<x><y>{A2}</y>{B2}</x>")),
        (f"<x>{row(1, A1, B1)}</x>", row(2, A2, B2)),
        (row(1, VERSIONS.format(A1), B1), VERSIONS.format(row(2, A2, B2))),
        (row(1, A1.replace("<is>", "<x><is>").replace("</is>", "</is></x>"), B1), row(2, A2, B2)),
        (row(1, A1.replace("<t>", "<x><t>").replace("</t>", "</t></x>"), B1), row(2, A2, B2)),
        (row(1, A1.replace("inlineStr", "str"), B1), row(2, A2, B2)),
    ],
    ids=[
        "rows out of order", "cells out of order", "a row in two parts", "a row twice", "rows without number",
        "number from the cells", "cells without address", "cells before rows", "cells after rows",
        "wrapped cells without row", "versions without row", "wrapped cells", "wrapped rows", "versions",
        "wrapped text", "wrapped run", "inline text of another type",
    ],
)  # fmt: skip
def test_however_rows_and_cells_are_stored_they_are_read(rows: tuple[str, ...]) -> None:
    printed = read(xlsx({"表": sheet(*rows)}))
    assert (shown(printed), printed.unread) == ([GRID], [])


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((row(1, A1, B1), row(1, text_cell("A1", "他", 3))), "A1"),
        ((row(1, A1, text_cell("A1", "他", 3), B1), row(2, A2, B2)), "A1"),
        ((row(1, A1, B1), row(7, A2, B2)), "A2、B2"),
    ],
    ids=["row number repeated", "cell repeated", "another row's address"],
)
def test_cells_whose_place_is_not_certain_are_said(rows: tuple[str, ...], why: str) -> None:
    (unread,) = read(xlsx({"表": sheet(*rows)})).unread
    assert f"可能有内容没有读到：{why}；" in unread.why


def test_text_under_a_merged_cell_is_said() -> None:
    (grid,) = read(xlsx({"表": sheet(row(1, A1, B1), row(2, A2, B2), merges="A1:A2")})).grids()
    assert grid.notes == ["合并单元格下另有文字，没有显示，未读取：A2"]


def test_a_row_without_height_is_hidden() -> None:
    content = sheet(row(1, A1, B1), f"<row r='2' ht='0' customHeight='1'>{A2}{B2}</row>")
    (grid,) = read(xlsx({"表": content})).grids()
    assert grid.notes == ["含隐藏行，已一并读取：第 2 行"]


def test_a_shared_string_that_is_missing_is_said() -> None:
    content = sheet(row(1, "<c r='A1' t='s' s='3'><v>0</v></c>", "<c r='B1' t='s' s='3'><v>7</v></c>"))
    printed = read(xlsx({"表": content}, extra=shared("甲")))
    assert [each.why for each in printed.unread] == ["单元格 B1 的文字不在文件的共享文字表中，未读取"]


def test_fewer_shared_strings_than_said_are_a_doubt() -> None:
    content = sheet(row(1, "<c r='A1' t='s' s='3'><v>0</v></c>", B1))
    why = [each.why for each in read(xlsx({"表": content}, extra=shared("甲", said=2))).unread]
    assert why == ["共享文字表登记 2 条，只有 1 条，单元格的文字可能有误或缺失"]
    assert read(xlsx({"表": content}, extra=shared("甲", said=1))).unread == []


def test_a_sheet_that_the_workbook_does_not_list_is_said() -> None:
    data = xlsx({"表": ONE, "忘": ONE}, extra={"xl/workbook.xml": f"""<workbook {MAIN} {RELATED}>
        <sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"""})  # fmt: skip
    assert [each.why for each in read(data).unread] == ["工作表 s2.xml 没有登记在工作簿中，未读取"]


def test_a_listed_sheet_without_its_part_is_said() -> None:
    entries = '<sheet name="表" sheetId="1" r:id="r1"/><sheet name="空" sheetId="2" r:id="r9"/>'
    data = xlsx(
        {"表": ONE}, extra={"xl/workbook.xml": f"<workbook {MAIN} {RELATED}><sheets>{entries}</sheets></workbook>"}
    )
    assert ["“空”未能完整读取" in each.why for each in read(data).unread] == [True]


def test_a_spoilt_sheet_loses_nothing_of_the_rest() -> None:
    printed = read(xlsx({"坏": "<worksheet><sheetData><row", "好": ONE}))
    assert shown(printed) == [[["项目名称", "金额"]]]
    assert "坏" in printed.unread[0].why


def test_macros_are_never_opened() -> None:
    data = xlsx({"表": ONE}, extra={"xl/vbaProject.bin": b"\xff" * 100})
    assert shown(read(data)) == [[["项目名称", "金额"]]]


def test_fifty_thousand_cells_are_read_quickly() -> None:
    rows = [row(n, *(number_cell(f"{c}{n}", str(n), 1) for c in "ABCDEFGHIJ")) for n in range(1, 5001)]
    data = xlsx({"表": sheet(*rows)})
    with at_most(500):
        (grid,) = read(data).grids()
    assert (len(grid.rows), grid.width) == (5000, 10)


def test_a_far_cell_does_not_fill_the_memory() -> None:
    content = sheet(row(1, text_cell("A1", "甲"), text_cell("XFD1", "乙")), row(1_000_000, text_cell("C1000000", "丙")))
    printed = read(xlsx({"表": content}))
    assert [grid.width for grid in printed.grids()] == [16_384]


def test_a_table_beyond_the_bound_is_said() -> None:
    rows = [row(n, text_cell(f"A{n}", "甲"), text_cell(f"XFD{n}", "乙")) for n in range(1, 100)]
    printed = read(xlsx({"表": sheet(*rows)}))
    assert not list(printed.grids())
    assert "过大" in printed.unread[0].why


@pytest.mark.parametrize("merges", ["A1:XFD1048576", "A1:A1048576 A2:B9 A1:C3", "B9:A1", "X", "A1:B1:C1"])
def test_merged_ranges_without_bound_cost_nothing(merges: str) -> None:
    content = sheet(row(1, text_cell("A1", "甲"), text_cell("D1", "丁")), row(2, text_cell("D2", "戊")), merges=merges)
    with at_most(100):
        read(xlsx({"表": content}))


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (xlsx({"表": ONE})[:-200], "不完整"),
        (xlsx({"表": ONE}, extra={"xl/workbook.xml": BOMB + "<workbook>&b;</workbook>"}), "XML 实体"),
        (xlsx({"表": ONE}, extra={"xl/workbook.xml": (BOMB + "<workbook/>").encode("utf-16")}), "XML 实体"),
        (xlsx({"表": ONE}, extra={"xl/workbook.xml": "<?xml version='1.0' encoding='utf-7'?><x/>"}), "XML 实体"),
        (xlsx({"表": ONE}, extra={"xl/styles.xml": b"<a>" + b" " * (40 << 20) + b"</a>"}), "压缩炸弹"),
        (xlsx({"表": sheet()}), "没有任何文字"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le") + b"\0" * 600, "损坏"),
    ],
    ids=["truncated", "entities", "entities-utf16", "utf7", "zip-bomb", "empty", "encrypted", "broken-xls"],
)
def test_bad_workbooks_are_refused_in_words(data: bytes, why: str) -> None:
    assert excel.sniff(data, "表.xlsx")
    with pytest.raises(UnreadableFile, match=why):
        excel.read("表.xlsx", data)


def test_an_entity_bomb_in_one_sheet_is_said() -> None:
    printed = read(xlsx({"坏": BOMB + "<worksheet>&b;</worksheet>", "好": ONE}))
    assert "XML 实体" in printed.unread[0].why


def test_xls_reads_as_its_xlsx_does(samples: Path) -> None:
    old, new = (excel.read(name, (samples / "made" / name).read_bytes()) for name in ("chaoyang.xls", "chaoyang.xlsx"))
    assert shown(old) == shown(new)
    spans = [
        [[(cell.rowspan, cell.colspan, cell.anchor) for line in grid.rows for cell in line] for grid in printed.grids()]
        for printed in (old, new)
    ]
    assert spans[0] == spans[1]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"", b"%PDF-1.7", packed({"a.txt": "x"}), packed({"a.xlsx": xlsx({"表": ONE})})]
)
def test_other_content_is_not_taken(data: bytes) -> None:
    assert not excel.sniff(data, "表.xlsx")


def test_grids_of_one_sheet_each(samples: Path) -> None:
    printed = excel.read("linjiang", (samples / "made" / "linjiang-forms.xlsx").read_bytes())
    assert [grid.source.sheet for grid in printed.grids()] == [f"项目{number}" for number in range(1, 7)]
    assert all(isinstance(block, (Grid, Line)) for block in printed.blocks)
