"""Text stands where its matrix puts it: it is read, or the ledger says that it was not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.forms import read_book
from auditor.grid import Grid, Line, Printed
from auditor.readers.pdf.read import read
from tests.readers.pdf.paper import HEIGHT, clipped, pdf, ruled, text

NAME = "花坛养护"
NEIGHBOUR = "城区绿地养护面积达标率"
SEEN = text(55, 75, "项目名称")
PART = st.sampled_from([0, 0, 1, -1, 1, 2, 1e-3, -1e-3, 0.05, 0.3, 1e9, -1e9, 1e38, 1e-38])
"""Parts of a matrix; zeros and ones are common, because with few different parts a matrix has no inverse."""


def printed_text(printed: Printed) -> list[str]:
    """The texts of lines and cells."""
    blocks = printed.blocks
    cells = [cell.text for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    return [*cells, *(block.text for block in blocks if isinstance(block, Line))]


def accounted(mark: str) -> bool:
    """Whether the mark's text is read or its loss is said, and its neighbour, which everybody sees, is read or said.
    Text printed upwards beside level text is read sign by sign."""
    printed = read("made.pdf", pdf([SEEN], [text(55, 175, NEIGHBOUR), mark]))
    read_text = printed_text(printed)
    neighbour = any(NEIGHBOUR in one for one in read_text) or any(one.shown for one in printed.unread)
    return neighbour and ({*NAME} <= {*"".join(read_text)} or bool(printed.unread))


@given(st.tuples(PART, PART, PART, PART, PART, PART))
@example((1, 1, 1, 1, 0, 0))
@example((1, -1, -1, 1, 100, 100))
@example((1, 1, 0, 0, 0, 0))
@example((1e-9, 0, 0, 1e9, 0, 0))
@example((1e-4, 0, 0, 1e-4, 50, 50))
@example((1, 0, 0, 1, 9000, 0))
@example((0.7, 0.7, -0.7, 0.7, 100, 100))
@settings(max_examples=300)
def test_every_text_is_read_or_said(parts: tuple[float, ...]) -> None:
    matrix = " ".join(f"{part:.40f}" for part in parts)
    assert accounted(f"q {matrix} cm {text(55, 75, NAME)} Q")


@given(st.lists(st.sampled_from(["0", "1", "-1", "0.5", "nan", "1e5", "--1", "(a)", "/b", "."]), max_size=8))
def test_numbers_that_are_none(parts: list[str]) -> None:
    assert accounted(f"q {' '.join(parts)} cm {text(55, 75, NAME)} Q")


@pytest.mark.parametrize(
    "matrix",
    [
        "1 1 1 1 0 0",
        "1 -1 -1 1 100 100",
        "1 0 1 0 0 0",
        "0 1 0 1 0 0",
        "1 1 1 1.1 0 0",
        "0.01 0 0 1 0 0",
        "2 1 4 2 0 0",
    ],
)
@pytest.mark.parametrize("form", [False, True])
def test_what_no_viewer_shows_stands_in_no_cell(matrix: str, form: bool) -> None:
    """All its signs are counted, also inside of a form (a pasted picture)."""
    pressed = f"q {matrix} cm {text(55, 75, NAME)} Q"
    page = [*ruled([50, 150, 250], [60, 80, 100]), SEEN]
    data = pdf([*page, pressed])
    if form:
        head = f"/Type /XObject /Subtype /Form /BBox [-999 -999 999 999] /Matrix [{matrix}]"
        inner = text(55, 75, NAME)
        entry = f"/Resources << /Font << /F1 3 0 R >> >> /Length {len(inner)}"
        data = pdf([*page, "/X Do"])
        data = data.replace(b"9 0 obj\nnull", f"9 0 obj\n<< {head} {entry} >>\nstream\n{inner}\nendstream".encode())
        data = data.replace(b"/Font << /F1 3 0 R /F2", b"/XObject << /X 9 0 R >> /Font << /F1 3 0 R /F2", 1)
    printed = read("made.pdf", data)
    assert [one.why for one in printed.unread] == ["第 1 页有 4 个字缩得看不见，未能读全，请与原件核对"]
    assert [one for one in printed_text(printed) if one] == ["项目名称"]


def test_a_watermark_is_a_line_and_mixes_with_no_cell() -> None:
    marks = [*ruled([50, 150, 250], [60, 80, 100]), SEEN, f"q 0.7 0.7 -0.7 0.7 20 -100 cm {text(200, 100, '内部')} Q"]
    printed = read("made.pdf", pdf(marks))
    assert [block.text for block in printed.blocks if isinstance(block, Line)] == ["内部"]
    assert (printed.unread, [one for one in printed_text(printed) if one]) == ([], ["项目名称", "内部"])


def test_a_table_askew_is_said() -> None:
    names = [f"第{number}个项目" for number in range(16)]
    marks = [text(60 + 60 * (n % 4), 100 + 20 * (n // 4), name, size=8) for n, name in enumerate(names)]
    printed = read("made.pdf", pdf(["0.8 0.6 -0.6 0.8 90 -90 cm", *marks]))
    assert "第 1 页有文字是斜着印的，未能按表格读，请与原件核对" in [one.why for one in printed.unread]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_cropped_page_is_read_as_it_shows(side: str, rotate: int) -> None:
    """Two pages of a book often are one sheet, each cropped to its half."""
    marks = [text(40, 100, NAME), text(240, 100, "绿地养护")]
    crop = {"left": "[0 0 200 300]", "right": "[200 0 400 300]"}[side]
    data = pdf(marks, rotate=rotate).replace(b"/MediaBox", f"/CropBox {crop} /MediaBox".encode())
    printed = read("made.pdf", data)
    assert printed_text(printed) == [NAME if side == "left" else "绿地养护"]
    assert [(one.why, one.shown) for one in printed.unread] == [
        ("第 1 页有 4 个字被裁去，或印在页面以外，看不见，没有审核", False)
    ]


def test_what_another_page_shows_is_not_lost() -> None:
    cell = text(55, 200, NAME)
    both = pdf([SEEN, clipped(0, 0, 400, 100, cell)], [clipped(0, 100, 400, HEIGHT, cell)])
    assert read("made.pdf", both).unread == []


def test_what_no_page_shows_is_said_in_the_ledger() -> None:
    book = read_book(read("made.pdf", pdf([SEEN, clipped(0, 0, 400, 100, text(55, 200, NAME))])), id="b")
    assert [(entry.why, entry.read) for entry in book.ledger if entry.title == "不显示的内容"] == [
        ("第 1 页有 4 个字被裁去，或印在页面以外，看不见，没有审核", True)
    ]
