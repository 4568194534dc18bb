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


DRAWN = (
    '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="wps"><w:drawing><x:txbx xmlns:x="urn:x">'
    "<w:txbxContent>{0}</w:txbxContent></x:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
WRAPPERS = {
    "versions": '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="w14">{0}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
    "an older version only": '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="x"/>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
    "content control": "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{0}</w:sdtContent></w:sdt>",
    "custom XML": "<w:customXml><w:customXmlPr/>{0}</w:customXml>",
    "inserted": "<w:ins>{0}</w:ins>",
    "moved": "<w:moveTo>{0}</w:moveTo>",
    "smart tag": "<w:smartTag>{0}</w:smartTag>",
    "right to left": '<w:bdo w:val="ltr">{0}</w:bdo>',
    "direction": '<w:dir w:val="ltr">{0}</w:dir>',
    "unknown": '<x:new xmlns:x="urn:x">{0}</x:new>',
}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
@pytest.mark.parametrize("level", ["table", "row", "cell", "paragraph", "run"])
def test_what_is_wrapped_is_read_once_at_every_level(level: str, wrapper: str) -> None:
    def at(name: str, content: str) -> str:
        return wrapper.format(content) if name == level else content

    run = at("run", "<w:r><w:t>甲</w:t></w:r>")
    cell = at("cell", f"<w:tc>{at('paragraph', f'<w:p>{run}</w:p>')}</w:tc>")
    printed = read(at("table", f"<w:tbl>{at('row', f'<w:tr>{cell}{cell}</w:tr>')}<w:tr>{cell}{cell}</w:tr></w:tbl>"))
    assert texts(printed) == [[["甲", "甲"], ["甲", "甲"]]]
    assert printed.unread == []


def texts(printed: Printed) -> list[list[list[str]]]:
    return [[[cell.text for cell in line] for line in grid.rows] for grid in printed.grids()]


def test_ruby_prints_its_base_and_an_equation_its_signs() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>lǜ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>率</w:t></w:r></w:rubyBase></w:ruby>"
    )
    equation = '<m:oMath xmlns:m="urn:m"><m:r><m:t>≥</m:t></m:r></m:oMath>'
    assert texts(read(table(f"<w:tc><w:p>{ruby}</w:r>{equation}</w:p></w:tc>"))) == [[["率≥"]]]


@pytest.mark.parametrize(
    "row",
    [
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{table_cell('藏')}</w:tr>",
        f"<w:tr><w:tc><w:p>{HIDDEN}</w:p></w:tc></w:tr>",
    ],
    ids=["row", "all its text"],
)
def test_a_hidden_row_is_read_and_said(row: str) -> None:
    grid = grid_of(f"<w:tbl><w:tr>{table_cell('见')}</w:tr>{row}</w:tbl>")
    assert [[(cell.text, cell.hidden) for cell in line] for line in grid.rows] == [[("见", False)], [("藏", True)]]
    assert grid.notes == ["含隐藏行，已一并读取：第2行"]


def test_hidden_text_beside_visible_one_is_said() -> None:
    grid = grid_of(f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>见</w:t></w:r>{HIDDEN}</w:p></w:tc></w:tr></w:tbl>")
    assert (grid.rows[0][0].text, grid.notes) == ("见", ["第1行第1列有隐藏的文字，未读取"])


def test_vanish_switched_off_hides_nothing() -> None:
    run = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>'
    assert texts(read(table(f"<w:tc><w:p>{run}</w:p></w:tc>"))) == [[["见"]]]


def test_a_row_deleted_in_tracked_changes_is_said() -> None:
    grid = grid_of(
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{table_cell('旧')}</w:tr><w:tr>{table_cell('新')}</w:tr></w:tbl>"
    )
    assert [line[0].text for line in grid.rows] == ["新"]
    assert grid.notes == ["第1行之前有一行在修订中已删除，未读取"]


def test_a_text_box_is_the_text_of_a_cell_that_has_none() -> None:
    printed = read(table(f"<w:tc><w:p>{DRAWN.format(paragraph('≥90'))}</w:p></w:tc>" + table_cell("乙")))
    assert (texts(printed), printed.unread) == ([[["≥90", "乙"]]], [])


def test_a_text_box_beside_a_cells_text_is_said() -> None:
    printed = read(table(f"<w:tc><w:p><w:r><w:t>甲</w:t></w:r>{DRAWN.format(paragraph('样表'))}</w:p></w:tc>"))
    assert texts(printed) == [[["甲"]]]
    assert [each.why for each in printed.unread] == ["表1 第1行第1列有文本框，其中文字未读取：样表"]


def test_a_table_in_a_text_box_of_the_body_is_a_table() -> None:
    assert texts(read(f"<w:p>{DRAWN.format(table(table_cell('甲')))}</w:p>")) == [[["甲"]]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"<w:tr>{table_cell('甲')}</w:tr>", "未读取：甲"),
        (f"<w:p><w:tr>{table_cell('甲')}</w:tr></w:p>", "未读取：甲"),
        (f"<w:tbl>{paragraph('甲')}<w:tr>{table_cell('乙')}</w:tr></w:tbl>", "未读取：甲"),
        (f"<w:tbl><w:tr>{paragraph('甲')}{table_cell('乙')}</w:tr></w:tbl>", "未读取：甲"),
        (f"<w:tbl><w:tr><w:tc><w:r><w:t>甲</w:t></w:r>{paragraph('乙')}</w:tc></w:tr></w:tbl>", "未读取：甲"),
        ('<w:altChunk r:id="r1" xmlns:r="urn:r"/>', "插入了其他文件"),
        ('<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" xmlns:o="urn:o"/></w:object></w:r></w:p>', "Excel"),
    ],
    ids=["row", "row in a paragraph", "between rows", "between cells", "run in a cell", "other file", "Excel"],
)
def test_what_stands_where_word_shows_no_text_is_said(body: str, why: str) -> None:
    assert [why in each.why for each in read(body).unread] == [True]


@pytest.mark.parametrize("wrapper", ["del", "moveFrom"])
def test_a_row_within_a_deletion_is_said(wrapper: str) -> None:
    rows = f"<w:{wrapper}><w:tr>{table_cell('旧')}</w:tr></w:{wrapper}><w:tr>{table_cell('新')}</w:tr>"
    printed = read(f"<w:tbl>{rows}</w:tbl>")
    assert texts(printed) == [[["新"]]]
    assert [part.why for part in printed.unread] == ["表1有行被标为修订中已删除，未读取：旧"]
