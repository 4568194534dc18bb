"""DOCX: paragraphs, merges, nested tables, tracked changes, and what is refused."""

from __future__ import annotations

import pytest

from auditor.errors import UnreadableFile
from auditor.grid import Grid, Line, Printed
from auditor.readers import word
from tests.readers.office import docx, packed, paragraph, table, table_cell


def read(body: str) -> Printed:
    data = docx(body)
    assert word.sniff(data, "表.docx")
    return word.read("表.docx", data)


def grid_of(body: str) -> Grid:
    return next(read(body).grids())


def test_paragraphs_are_lines_with_their_place() -> None:
    printed = read(paragraph("预算12表") + "<w:p/>" + paragraph("金额单位：万元"))
    assert [(b.text, b.source.cell) for b in printed.blocks if isinstance(b, Line)] == [
        ("预算12表", "第1段"),
        ("金额单位：万元", "第3段"),
    ]


def test_vertical_and_horizontal_merges() -> None:
    grid = grid_of(
        table(
            table_cell("项目", '<w:vMerge w:val="restart"/>') + table_cell("其中", '<w:gridSpan w:val="2"/>'),
            table_cell("", "<w:vMerge/>") + table_cell("财政") + table_cell("其他"),
        )
    )
    assert [[(c.text, c.rowspan, c.colspan, c.anchor) for c in line] for line in grid.rows] == [
        [("项目", 2, 1, None), ("其中", 1, 2, None), ("", 1, 1, (0, 1))],
        [("", 1, 1, (0, 0)), ("财政", 1, 1, None), ("其他", 1, 1, None)],
    ]


def test_a_merge_begun_again_is_a_new_cell() -> None:
    start = '<w:vMerge w:val="restart"/>'
    grid = grid_of(
        table(*(table_cell(t, m) for t, m in [("甲", start), ("", "<w:vMerge/>"), ("乙", start), ("", "<w:vMerge/>")]))
    )
    assert [(line[0].text, line[0].rowspan) for line in grid.rows] == [("甲", 2), ("", 1), ("乙", 2), ("", 1)]


def test_a_continued_merge_without_beginning_keeps_its_text() -> None:
    assert grid_of(table(table_cell("甲", "<w:vMerge/>"))).rows[0][0].text == "甲"


def test_the_place_names_table_row_and_column() -> None:
    body = table(table_cell("一")) + paragraph("二") + table(table_cell("甲") + table_cell("乙"))
    assert [grid.rows[0][-1].source.cell for grid in read(body).grids()] == ["表1 第1行第1列", "表2 第1行第2列"]


def test_nested_tables_are_tables_of_their_own() -> None:
    inner = table(table_cell("内"))
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('外')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    assert [[cell.text for line in grid.rows for cell in line] for grid in read(outer).grids()] == [["外"], ["内"]]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>产出</w:t></w:r><w:r><w:t>指标</w:t></w:r>", "产出指标"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", "一\n二"),
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r>", "见"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90</w:t></w:r>', "≥90"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "□"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r>", "1"),
    ],
)
def test_what_a_paragraph_prints(runs: str, text: str) -> None:
    (line,) = read(f"<w:p>{runs}</w:p>").blocks
    assert isinstance(line, Line)
    assert line.text == text


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    cell = f"<w:tc>{paragraph('一')}{paragraph('二')}</w:tc>"
    assert grid_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>").rows[0][0].text == "一\n二"


def test_content_controls_are_looked_into() -> None:
    cell = f"<w:sdt><w:sdtContent>{table_cell('甲')}</w:sdtContent></w:sdt>"
    assert grid_of(table(cell + table_cell("乙"))).rows[0][1].text == "乙"


def test_a_row_beyond_bounds_is_said() -> None:
    printed = read(
        table(table_cell("甲", '<w:gridSpan w:val="9999999"/>') + table_cell("乙", '<w:gridSpan w:val="1000"/>'))
    )
    assert "单元格过多" in printed.unread[0].why


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (docx(paragraph("x"))[:-60], "不完整"),
        (docx("", {"word/document.xml": BOMB + "<w/>"}), "XML 实体"),
        (docx("", {"word/document.xml": "<w:document"}), "损坏"),
        (docx("", {"word/document.xml": b"<a>" + b" " * (40 << 20) + b"</a>"}), "压缩炸弹"),
        (docx(""), "没有任何文字"),
        (packed({"[Content_Types].xml": "<Types/>", "word/x.xml": ""}), "缺少 word/document.xml"),
    ],
    ids=["truncated", "entities", "spoilt", "zip-bomb", "empty", "no-body"],
)
def test_bad_documents_are_refused_in_words(data: bytes, why: str) -> None:
    assert word.sniff(data, "表.docx")
    with pytest.raises(UnreadableFile, match=why):
        word.read("表.docx", data)
