"""What producers do to a ruled table, each thing once, on a page made for it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor.grid import Grid, Line, Printed
from auditor.readers.pdf.read import read
from tests.readers.pdf.paper import HEIGHT, WIDTH, bar, box, clipped, line, pdf, ruled, text

XS, YS = [50.0, 150.0, 250.0, 350.0], [50.0, 80.0, 110.0, 140.0]
WORDS = [text(55, 70, "项目"), text(155, 70, "总额"), text(255, 70, "目标")]
MORE = [text(55, 100, "甲"), text(155, 100, "100"), text(255, 130, "丙")]
EXPECTED = [["项目", "总额", "目标"], ["甲", "100", ""], ["", "", "丙"]]


def printed(*pages: list[str], rotate: int = 0) -> Printed:
    return read("x.pdf", pdf(*pages, rotate=rotate))


def rows(marks: list[str], rotate: int = 0) -> list[list[str]]:
    """Texts of the page's only grid."""
    (grid,) = printed(marks, rotate=rotate).grids()
    return [[cell.text for cell in row] for row in grid.rows]


def lines(found: Printed) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line)]


def dashes(x0: float, x1: float, y: float) -> list[str]:
    return [bar(x, y, min(x + 3, x1), y + 0.5) for x in range(int(x0), int(x1), 6)]


def pieces() -> list[str]:
    """Every cell with four bars of its own, as a browser draws separate borders: all inner lines are doubled."""
    marks = []
    for x0, x1 in pairwise(XS):
        for y0, y1 in pairwise(YS):
            marks += [bar(x0, y0, x1, y0 + 0.7), bar(x0, y1 - 0.7, x1, y1), bar(x0, y0, x0 + 0.7, y1)]
            marks += [bar(x1 - 0.7, y0, x1, y1)]
    return marks


RULINGS = {
    "strokes": ruled(XS, YS),
    "hairlines as thin filled rectangles": [bar(XS[0], y, XS[-1], y + 0.1) for y in YS]
    + [bar(x, YS[0], x + 0.1, YS[-1]) for x in XS],
    "a dash pattern": [line(XS[0], y, XS[-1], y, dash="3 2") for y in YS]
    + [line(x, YS[0], x, YS[-1], dash="3 2") for x in XS],
    "dashes drawn one by one": [mark for y in YS for mark in dashes(XS[0], XS[-1], y)]
    + [line(x, YS[0], x, YS[-1]) for x in XS],
    "doubled by adjacent cells": pieces(),
    "stroked rectangles": [box(x0, y0, x1, y1) for x0, x1 in pairwise(XS) for y0, y1 in pairwise(YS)],
    "lines running off the page": [line(x, YS[0], x, YS[-1]) for x in XS]
    + [line(XS[0], y, XS[-1], y) for y in YS]
    + [line(-50, HEIGHT + 20, WIDTH + 50, HEIGHT + 20)],
    "one path for all": [
        " ".join(
            [f"{XS[0]} {HEIGHT - y} m {XS[-1]} {HEIGHT - y} l" for y in YS]
            + [f"{x} {HEIGHT - YS[0]} m {x} {HEIGHT - YS[-1]} l" for x in XS]
        )
        + " S"
    ],
}


@pytest.mark.parametrize("ruling", RULINGS, ids=lambda name: name.replace(" ", "-"))
def test_every_way_to_draw_a_line_gives_the_same_grid(ruling: str) -> None:
    assert rows([*RULINGS[ruling], *WORDS, *MORE]) == EXPECTED


def test_merged_cells_are_spans() -> None:
    marks = [line(50, y, 350, y) for y in (50, 80, 140)] + [line(150, 110, 350, 110)]
    marks += [line(x, 50, x, 140) for x in (50, 150, 350)] + [line(250, 80, 250, 140)]
    (grid,) = printed([*marks, text(55, 100, "甲"), text(200, 70, "其中"), text(255, 130, "乙")]).grids()
    spans = {cell.text: (cell.rowspan, cell.colspan) for row in grid.rows for cell in row if cell.text}
    assert spans == {"甲": (2, 1), "其中": (1, 2), "乙": (1, 1)}
    assert [grid.rows[2][0].anchor, grid.rows[0][2].anchor, grid.rows[1][1].anchor] == [(1, 0), (0, 1), None]


@pytest.mark.parametrize("open_end", ["foot", "head", "both", "no horizontal line at all"])
def test_cells_left_open_at_a_page_break_are_closed_where_the_lines_end(open_end: str) -> None:
    drawn = {"foot": YS[:-1], "head": YS[1:], "both": YS[1:-1], "no horizontal line at all": []}[open_end]
    marks = [line(XS[0], y, XS[-1], y) for y in drawn] + [line(x, YS[0], x, YS[-1]) for x in XS]
    found = rows([*marks, *WORDS, *MORE])
    assert found == (EXPECTED if drawn else [["项目\n甲", "总额\n100", "目标\n丙"]])


def test_open_sides_are_closed_too() -> None:
    marks = [line(XS[0], y, XS[-1], y) for y in YS] + [line(x, YS[0], x, YS[-1]) for x in XS[1:-1]]
    assert rows([*marks, *WORDS, *MORE]) == EXPECTED


def test_an_underline_makes_no_row() -> None:
    assert rows([*ruled(XS, YS), *WORDS, *MORE, line(160, 102, 180, 102)]) == EXPECTED


def test_a_frame_is_no_table() -> None:
    found = printed([box(20, 20, 380, 280), text(50, 70, "编制说明")])
    assert not list(found.grids())
    assert lines(found) == ["编制说明"]


def test_a_line_hanging_below_the_bottom_rule_is_its_cells() -> None:
    found = printed([*ruled(XS, YS), *WORDS, text(55, 148.7, "悬挂"), text(55, 175, "脚注")])
    (grid,) = found.grids()
    assert grid.rows[2][0].text == "悬挂"
    assert lines(found) == ["脚注"]
    box_ = grid.rows[2][0].source.bbox
    assert box_ is not None
    assert box_[3] > 148


def test_text_clipped_away_is_not_printed() -> None:
    shown = clipped(50, 80, 150, 110, text(55, 100, "甲"))
    hidden = clipped(150, 80, 250, 110, text(155, 70, "34.800000"))
    assert rows([*ruled(XS, YS), *WORDS, shown, hidden]) == [["项目", "总额", "目标"], ["甲", "", ""], ["", "", ""]]


def test_an_amount_longer_than_its_cell_keeps_its_leading_digits() -> None:
    marks = [*ruled(XS, YS), text(100, 70, "甲"), text(143, 70, "2,011.749000", size=18)]
    assert rows(marks)[0] == ["甲", "2,011.749000", ""]


def test_adjoining_cells_whose_texts_touch_stay_apart() -> None:
    marks = [*ruled(XS, YS), text(130, 70, "甲乙"), text(150, 70, "丙丁")]
    assert rows(marks)[0] == ["甲乙", "丙丁", ""]


def test_hashes_are_text() -> None:
    assert rows([*ruled(XS, YS), text(155, 70, "#####")])[0] == ["", "#####", ""]


def test_radicals_are_mapped_and_kept() -> None:
    found = printed([*ruled(XS, YS), text(55, 70, "ABCD", "F3"), text(155, 70, "门㎡①：")])
    (grid,) = found.grids()
    assert (grid.rows[0][0].text, grid.rows[0][0].raw) == ("门户长讀", "⻔⼾⻓讀"[:3] + grid.rows[0][0].raw[3:])
    assert (grid.rows[0][1].text, grid.rows[0][1].raw) == ("门㎡①：", "")


@pytest.mark.parametrize(("sign", "read"), [("E", "\ue001"), ("F", "\ufffd"), ("G", "\ufffd")])
def test_a_letter_without_a_mapping_is_kept_as_unknown(sign: str, read: str) -> None:
    """Private use, U+FFFD, and U+0000, which PDFium gives like a hyphen at the end of a line."""
    assert rows([*ruled(XS, YS), text(55, 70, f"A{sign}", "F3")])[0][0] == f"门{read}"


def test_full_width_digits_are_left_to_language() -> None:
    assert rows([*ruled(XS, YS), text(55, 70, "１２０％")])[0][0] == "１２０％"


def test_a_double_strike_is_one_text() -> None:
    twice = [text(55, 70, "项目名称"), text(55.3, 70, "项目名称")]
    assert rows([*ruled(XS, YS), *twice])[0][0] == "项目名称"


def test_a_hyphen_at_a_wrap_stays_a_hyphen() -> None:
    wrapped = [text(55, 92, "11010524T0000", "F2"), text(55, 105, "-", "F2"), text(59, 105, "abc-", "F2")]
    assert rows([*ruled(XS, YS), *wrapped, text(55, 70, "x")])[1][0] == "11010524T0000\n-abc-"
    ends = [text(55, 92, "0000321018-", "F2"), text(55, 105, "work", "F2")]
    assert rows([*ruled(XS, YS), *ends])[1][0] == "0000321018-\nwork"


def test_wrapped_codes_and_numbers_keep_their_printed_lines() -> None:
    marks = [text(55, 90, "11010524T0"), text(55, 102, "0000321018"), text(155, 90, "1,234,567."), text(155, 102, "89")]
    assert rows([*ruled(XS, YS), *marks])[1][:2] == ["11010524T0\n0000321018", "1,234,567.\n89"]


def test_spaces_of_the_file_stay_and_gaps_between_scripts_make_none() -> None:
    marks = [
        text(55, 70, "A B "),
        text(155, 70, "支出"),
        text(178, 70, "95"),
        text(255, 70, "一、"),
        text(279, 70, "二"),
    ]
    assert rows([*ruled(XS, YS), *marks])[0] == ["A B", "支出95", "一、 二"]


def test_a_title_above_and_two_texts_on_one_line() -> None:
    found = printed(
        [*ruled(XS, YS), *WORDS, text(150, 20, "预算表12 绩效表"), text(50, 40, "部门"), text(300, 40, "单位：万元")]
    )
    assert lines(found) == ["预算表12 绩效表", "部门", "单位：万元"]
    assert isinstance(found.blocks[-1], Grid)


@pytest.mark.parametrize(
    ("foot", "x", "outside"),
    [
        ("第 1 页", 60, True),
        ("- 1 -", 190, True),
        ("1/20", 60, True),
        ("1", 198, True),
        ("1", 160, False),
        ("95", 198, False),
    ],
)
def test_page_numbers_inside_the_table_area(foot: str, x: float, outside: bool) -> None:
    marks = [line(50, 50, 350, 50), line(50, 80, 350, 80), *(line(at, 50, at, 298) for at in XS)]
    found = printed([*marks, *WORDS, text(x, 292, foot)])
    assert (foot in lines(found)) == outside


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotated_pages(rotate: int) -> None:
    """The content is turned the other way, as scanners and landscape prints do: it shows upright."""
    matrix = {90: f"0 1 -1 0 {WIDTH} 0 cm", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm", 270: f"0 -1 1 0 0 {HEIGHT} cm"}[
        rotate
    ]
    marks = [f"q {matrix}", *ruled([30, 90, 150, 210], YS), text(35, 70, "项目"), text(95, 100, "100"), "Q"]
    (grid,) = printed(marks, rotate=rotate).grids()
    assert [[cell.text for cell in row] for row in grid.rows] == [["项目", "", ""], ["", "100", ""], ["", "", ""]]
    # Turned by a quarter, what was 300 high is shown 400 high.
    top = {90: 100.0, 180: 0.0, 270: 100.0}[rotate]
    assert grid.rows[1][1].source.bbox == pytest.approx((90, 80 + top, 150, 110 + top), abs=0.5)


def test_a_table_printed_sideways_is_read_along_its_text() -> None:
    found = printed([*ruled(XS, YS), *WORDS, *MORE], rotate=90)
    (grid,) = found.grids()
    assert [[cell.text for cell in row] for row in grid.rows] == EXPECTED
    # As shown: 300 wide, 400 high, the table's head at the right.
    assert grid.rows[0][0].source.bbox == pytest.approx((220, 50, 250, 150), abs=0.5)


def test_lines_inside_a_form_object_count() -> None:
    """A table pasted as a whole is a form with a matrix of its own."""
    data = pdf([*WORDS, *MORE, "q 1 0 0 1 20 0 cm /X1 Do Q"])
    content = "\n".join(ruled([x - 20 for x in XS], YS))
    form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Length {len(content)} >>\n"
        f"stream\n{content}\nendstream"
    )
    data = data.replace(b"9 0 obj\nnull", b"9 0 obj\n" + form.encode()).replace(
        b"/Resources << ", b"/Resources << /XObject << /X1 9 0 R >> "
    )
    (grid,) = read("x.pdf", data).grids()
    assert [[cell.text for cell in row] for row in grid.rows] == EXPECTED


def test_order_goes_by_the_baseline_not_by_the_box() -> None:
    """A flat "一" has a box far above the bottom of its neighbours; it stays in its line."""
    assert rows([*ruled(XS, YS), text(55, 92, "一级"), text(55, 104, "二一")])[1][0] == "一级\n二一"


@pytest.mark.parametrize(
    ("below", "taken"),
    [
        (text(155, 151, "第三行"), True),
        (text(155, 160, "注：甲"), False),  # further below than the next line of a cell
        (text(165, 151, "第三行"), False),  # not aligned with the cell's text
    ],
)
def test_a_line_below_the_table_goes_on_the_cell_that_the_page_cuts(below: str, taken: bool) -> None:
    last = [text(155, 126, "第一行"), text(155, 138.5, "第二行")]
    found = printed([*ruled(XS, YS), *WORDS, *last, below])
    (grid,) = found.grids()
    assert grid.rows[2][1].text.count("\n") == (2 if taken else 1)
    assert bool(lines(found)) != taken


def test_punctuation_hanging_beyond_its_cell_stays_with_its_line() -> None:
    found = rows([*ruled(XS, YS), *WORDS, text(119, 100, "甲乙"), text(139, 100, "丙"), text(149, 100, "、")])
    assert found[1][:2] == ["甲乙丙、", ""]


def test_glyphs_filled_and_then_outlined_are_printed_once() -> None:
    twice = [text(55 + 10 * place, 100, sign) for place, sign in enumerate("甲乙丙") for _ in range(2)]
    assert rows([*ruled(XS, YS), *WORDS, *twice])[1][0] == "甲乙丙"


def test_a_short_page_of_narrow_cells_is_not_turned() -> None:
    narrow = [50.0, 65.0, 80.0, 350.0]
    signs = [text(52, 60 + 12 * place, sign) for place, sign in enumerate("人次")]
    found = printed([*ruled(narrow, YS), *signs, text(82, 100, "甲"), text(82, 130, "乙")])
    (grid,) = found.grids()
    assert [row[2].text for row in grid.rows] == ["", "甲", "乙"]
