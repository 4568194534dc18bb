"""HTML: spans, nested tables, encodings, scripts, and what is no page."""

from __future__ import annotations

import base64

import pytest

from auditor.errors import UnreadableFile
from auditor.grid import Grid, Line, Printed
from auditor.readers import html


def read(page: str | bytes) -> Printed:
    data = page.encode() if isinstance(page, str) else page
    assert html.sniff(data, "页.html")
    return html.read("页.html", data)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid.rows]


def test_spans_cover_their_neighbours() -> None:
    (grid,) = read(
        "<table><tr><th rowspan=2>项目<th colspan=2>其中<tr><td>财政<td>其他<tr><td>甲<td>1<td>2</table>"
    ).grids()
    assert [[(c.text, c.anchor) for c in line] for line in grid.rows] == [
        [("项目", None), ("其中", None), ("", (0, 1))],
        [("", (0, 0)), ("财政", None), ("其他", None)],
        [("甲", None), ("1", None), ("2", None)],
    ]


@pytest.mark.parametrize(("rowspan", "covered"), [("0", 2), ("99", 2), ("x", 0), ("-1", 0)])
def test_a_rowspan_ends_with_its_group(rowspan: str, covered: int) -> None:
    page = f"<table><tbody><tr><td rowspan='{rowspan}'>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>乙<td>4</table>"
    (grid,) = read(page).grids()
    assert sum(1 for line in grid.rows for cell in line if cell.anchor) == covered
    assert grid.rows[3][0].text == "乙"


def test_text_between_tables_is_lines() -> None:
    blocks = read("<h1>预算12表</h1>单位：<b>万元</b><table><tr><td>甲</table><p>注</p>").blocks
    assert [block.text if isinstance(block, Line) else "表" for block in blocks] == [
        "预算12表",
        "单位：万元",
        "表",
        "注",
    ]


def test_captions_are_lines_before_their_table() -> None:
    first, second = read("<table><caption>表一</caption><tr><td>甲</table>").blocks
    assert isinstance(first, Line)
    assert first.text == "表一"
    assert isinstance(second, Grid)


def test_nested_tables_are_tables_of_their_own() -> None:
    page = "<table><tr><td>外<table><tr><td>内</table><td>旁</table>"
    assert [texts(grid) for grid in read(page).grids()] == [[["外", "旁"]], [["内"]]]


def test_scripts_and_styles_are_not_text() -> None:
    page = "<style>td{}</style><script>alert('危险')</script><p>正文</p><!-- 注释 --><noscript>无</noscript>"
    assert [b.text for b in read(f"<html>{page}").blocks if isinstance(b, Line)] == ["正文"]


def test_breaks_and_paragraphs_are_lines_of_the_cell() -> None:
    (grid,) = read("<table><tr><td>一<br>二<p>三</p>&nbsp;四  五").grids()
    assert grid.rows[0][0].text == "一\n二\n三\n\xa0四 五"


def test_hidden_cells_are_read_and_marked() -> None:
    (grid,) = read("<table><tr style='display: none'><td>藏<tr><td>见</table>").grids()
    assert [line[0].hidden for line in grid.rows] == [True, False]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gbk", ""), ("big5", "big5"), ("utf-8-sig", ""),
     ("utf-16", ""), ("gb18030", "utf-8"), ("utf-8", "no-such")],
)  # fmt: skip
def test_the_encoding_is_found(encoding: str, declared: str) -> None:
    meta = f"<meta charset='{declared}'>" if declared else ""
    page = f"<html><head>{meta}</head><body><table><tr><td>項目支出" + "年度" * 30 + "</table>"
    if encoding == "gb18030":
        page = page.replace("項", "项")
    (grid,) = read(page.encode(encoding)).grids()
    assert grid.rows[0][0].text.endswith("目支出" + "年度" * 30)


def test_what_a_field_holds_is_text() -> None:
    page = "<table><tr><td><input value='≥90'>%<td><textarea>全年</textarea><td><input type=hidden value=x>"
    (grid,) = read(page).grids()
    assert texts(grid) == [["≥90%", "全年", ""]]


def test_the_place_names_table_row_and_column() -> None:
    (grid,) = read("<table><tr><td>甲<td>乙</table>").grids()
    assert grid.rows[0][1].source.cell == "表1 第1行第2列"


def test_spans_without_bound_are_said() -> None:
    page = "<table><tr>" + "<td colspan=1000 rowspan=9999999>甲" * 3 + "</tr>" + "<tr>" * 5000 + "</table>"
    assert "单元格过多" in read(page).unread[0].why


def test_deep_nesting_is_bounded() -> None:
    assert read("<table><tr><td>甲" * 3000).unread
    assert "层" in read("<div>" * 30_000 + "甲").unread[0].why


def test_nesting_deeper_than_browsers_show_is_read() -> None:
    (line,) = read("<div>" * 3000 + "甲").blocks
    assert isinstance(line, Line)
    assert line.text == "甲"


def test_elements_that_end_by_themselves_do_not_nest() -> None:
    page = "<table>" + "<tr><td><p>甲<br>" * 11_000 + "</table>"
    assert read(page).unread == []


@pytest.mark.parametrize("data", [b"", b"plain text", "含 <table> 字样的说明".encode(), b"\x00\x01<html>"])
def test_other_content_is_not_taken(data: bytes) -> None:
    assert not html.sniff(data, "页.html")


def test_a_web_archive_gives_its_page() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    page = base64.b64encode("<table><tr><td>甲</table>".encode()).decode()
    (grid,) = read(f"{head}{part}{page}\r\n--x--\r\n").grids()
    assert texts(grid) == [["甲"]]


def test_excel_xml_is_no_page() -> None:
    page = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Table/></Workbook>"
    with pytest.raises(UnreadableFile, match="Excel 2003"):
        read(page)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="没有任何文字"):
        read("<html><script>x</script></html>")
