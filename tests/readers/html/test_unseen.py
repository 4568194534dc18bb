"""What a page holds without showing it is read or said, and what an unclosed element swallows is not read."""

from __future__ import annotations

import pytest

from auditor.forms import read_book
from auditor.grid import Printed
from auditor.readers import html

ROW = "<tr><td>喷泉<td>≥98%</tr>"
MUCH = "绩效目标" * 60


def read(body: str) -> Printed:
    return html.read("页.html", f"<html><body><table><tr><td>花坛<td>≥12处</table>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<!-- <table>{ROW}{ROW}</table> -->", "注释中有 2 行表格"),
        (f"<template><table>{ROW}</table></template>", "<template> 中有 1 行表格"),
        (
            "<table><tr><td>甲<template></td><td>乙</td></tr><tr><td>丙</td></template></table>",
            "<template> 中有 2 个单元格",
        ),
        (f"<noscript><table>{ROW}</table></noscript>", "<noscript> 中有 1 行表格"),
        (f"<script>x('{ROW}')</script>", "脚本中有 1 行表格"),
        (f"<p style='display: none'>{MUCH}</p>", "240 字的隐藏文字"),
        (f"<table><tr><td>甲<div hidden>{MUCH}</div></table>", "240 字的隐藏文字"),
    ],
)
def test_what_does_not_show_is_said_and_the_file_is_whole(body: str, said: str) -> None:
    printed = read(body)
    assert [said in part.why for part in printed.unread] == [True]
    book = read_book(printed, id="b")
    assert [said in str(entry.why) and entry.read for entry in book.ledger if entry.title == "不显示的内容"] == [True]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- 页头 --><script>x('<td>')</script><style>td {}</style><noscript>请启用脚本</noscript>",
        "<!--[if mso]><tr height=0><td width=72></td></tr><![endif]--><p hidden>菜单</p>",
        "<template><p>提示</p></template><textarea>说明</textarea><script>document.write('<html>')</script>",
    ],
)
def test_ordinary_pages_say_nothing(body: str) -> None:
    assert read(body).unread == []


@pytest.mark.parametrize(
    ("body", "loose"),
    [
        (f"<table>{ROW}<tr></table><td>喷泉<td>≥98%</tr>{ROW}</table>", 4),
        (f"<table>{ROW}{ROW}</table>{ROW}{ROW}{ROW}", 6),
        (f"<table><tr><td>甲</table><td>乙<th>丙<td>丁</table><table>{ROW}</table>", 3),
        (f"<div>{ROW}</div>", 0),
        (f"<table>{ROW}</table><script>x('{ROW}{ROW}')</script><p title='{ROW}{ROW}'>文字</p>", 0),
        (f"<!-- {ROW}{ROW} --><table>{ROW}<table>{ROW}</table></table><textarea>{ROW}{ROW}</textarea>", 0),
        (f"<table><tr><td>外<table>{ROW}</table><td>又</table><template>{ROW}{ROW}</template>", 0),
    ],
)
def test_cells_without_a_table_are_not_read(body: str, loose: int) -> None:
    said = [part.why for part in read(body).unread if part.shown]
    assert [f"有 {loose} 个单元格不在任何表格里" in why for why in said] == [True] * bool(loose)


@pytest.mark.parametrize("element", ["script", "style", "textarea", "noscript", "title", "iframe", "!-- "])
def test_what_an_unclosed_element_swallows_is_not_read(element: str) -> None:
    start = element if element.endswith(" ") else f"{element}>"
    (part,) = read(f"<{start}<table>{ROW}</table>").unread
    assert part.shown
    assert "吞没" in part.why
    assert "1 行表格" in part.why


@pytest.mark.parametrize(
    "body",
    [
        f"<div style='display:none'><table>{ROW}</table></div>",
        f"<table hidden>{ROW}</table>",
        f"<table><tr><td>外<p hidden><table>{ROW}</table></table>",
        f"<table style='DISPLAY : NONE'><tr><td>外<table>{ROW}</table></table>",
    ],
)
def test_hidden_tables_are_read_and_said(body: str) -> None:
    grid = list(read(body).grids())[-1]
    assert [[cell.text for cell in row] for row in grid.rows] == [["喷泉", "≥98%"]]


def test_the_ledger_says_which_tables_and_rows_do_not_show() -> None:
    printed = read(f"<table hidden>{ROW}</table><table>{ROW}<tbody hidden>{ROW}{ROW}</table>")
    assert [grid.notes for grid in printed.grids()] == [
        [],
        ["本表在网页上不显示，已一并读取"],
        ["含 2 行网页上不显示的内容，已一并读取"],
    ]
