"""Text dumps: encodings, line ends, runs of tab lines, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import UnreadableFile
from auditor.grid import Grid, Line
from auditor.readers import read, text
from auditor.readers.text import decode, read_text

BOOK = "预算01表 收支总表\n金额单位：万元\n项目\t预算数\n一、收入\t1.00\n\n说明文字\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_every_encoding_reads_alike(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(BOOK.encode(encoding))
    printed = read(path)
    assert [type(block) for block in printed.blocks] == [Line, Line, Grid, Line]
    assert [[cell.text for cell in row] for row in next(printed.grids()).rows] == [
        ["项目", "预算数"],
        ["一、收入", "1.00"],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(end: str) -> None:
    printed = read_text("a.txt", BOOK.replace("\n", end).encode())
    grid = next(printed.grids())
    assert printed.lines == 6
    assert [row[0].source.line for row in grid.rows] == [3, 4]
    assert grid.source.line == 3


@pytest.mark.parametrize(
    ("content", "grids"),
    [
        ("a\tb\nc\td\n", 1),
        ("a\tb\n\nc\td\n", 2),
        ("a\tb\n\fc\td\n", 2),
        ("a\tb\n\t\nc\td\n", 1),
        ("a\tb\n标题\nc\td\n", 2),
        ("一\n二\n", 0),
    ],
    ids=["run", "blank line", "form feed", "line of tabs", "title between", "no tabs"],
)
def test_a_run_of_tab_lines_is_a_grid(content: str, grids: int) -> None:
    assert len(list(read_text("a.txt", content.encode()).grids())) == grids


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "没有任何文字"),
        (b"\n \n\n", "没有任何文字"),
        (b"MZ\x90\x00\x03\x00\x00\x00" * 9, "二进制"),
        (bytes(range(1, 32)) * 9, "控制字符"),
        ("預算績效指標與部門整體支出目標".encode("big5"), "编码"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "损坏"),
        (b"\x81\x30\x81\xff\xff\xff", "编码"),
    ],
    ids=["nothing", "blank", "program", "control characters", "Big5", "broken UTF-16", "noise"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_text("坏文件.txt", data)
    message = str(caught.value)
    assert message.startswith("坏文件.txt：")
    assert message.endswith("。")
    assert "\n" not in message
    assert caught.value.exit_code == 3


def test_a_monstrous_line_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_LINE", 100)
    printed = read_text("a.txt", ("a\tb\n" + "x" * 101 + "\nc\td\n").encode())
    assert [part.source.line for part in printed.unread] == [2]
    assert len(list(printed.grids())) == 2


@pytest.mark.parametrize("line", ["a\tb", "a", "\t"])
def test_cells_are_bounded_and_the_rest_is_said(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(text, "MAX_CELLS", 100)
    printed = read_text("a.txt", ("标题\n" + f"{line}\n" * 99).encode())
    room = 1 + 99 // (line.count("\t") + 1)
    assert [part.source.line for part in printed.unread] == ([] if room == 100 else [room + 1])
    assert "其余未读取" in "".join(part.why for part in read_text("a.txt", f"{line}\n".encode() * 101).unread)


TABLE = "项目\t指标\t值\n花坛\t处数\t≥12处\n喷泉\t合格率\t≥98%\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("start", ["喷泉\t合", "喷泉"])
def test_a_file_cut_within_a_character_is_said_and_read(encoding: str, start: str) -> None:
    data = (TABLE[: TABLE.index("喷泉")] + start).encode(encoding)
    printed = read_text("a.txt", data[:-1])
    assert ["最后一个字只有一半" in part.why for part in printed.unread] == [True]
    assert next(printed.grids()).rows[1][2].text == "≥12处"


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        (TABLE[: TABLE.index("≥98")], False),  # the row has all its cells: nothing tells
        (TABLE[: TABLE.index("\t≥98")], True),
        (TABLE[: TABLE.index("\t≥98")] + "\n", False),
        (TABLE[: TABLE.index("格率\t≥98")], True),
        (TABLE, False),
        (TABLE[:-1], False),
        (TABLE + "注：按台账核定", False),
        ("项目\t指标\t值\n花坛\t处数\n喷泉\t合格率", False),
    ],
)
def test_a_last_row_shorter_than_the_others_without_line_end_is_cut_off(data: str, cut: bool) -> None:
    assert bool(read_text("a.txt", data.encode()).unread) is cut


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_utf8_text_is_decoded_unchanged(content: str) -> None:
    encoded = content.encode()
    if content.startswith("\ufeff"):
        content = content[1:]
    assert decode(encoded, "a.txt") == content


@given(st.lists(st.lists(st.sampled_from(["", "甲", "1.5", " "]), min_size=2, max_size=5), min_size=1, max_size=8))
def test_every_cell_is_kept_with_its_line(rows: list[list[str]]) -> None:
    lines = ["\t".join(row) for row in rows]
    if not any(line.strip() for line in lines):
        return
    grid = next(read_text("a.txt", "\n".join(lines).encode()).grids())
    kept = {row[0].source.line: [cell.text for cell in row] for row in grid.rows}
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            assert kept[number] == row


@pytest.mark.parametrize("bar", ["|", "｜", "│"])
@pytest.mark.parametrize(("left", "right"), [("", ""), ("{bar} ", " {bar}")])
@pytest.mark.parametrize("rule", ["", "+-----+-----+\n", "|---|---|---|\n"])
def test_bars_separate_cells_where_no_line_has_a_tab(bar: str, left: str, right: str, rule: str) -> None:
    rows = [["一级指标", "三级指标", "指标值"], ["产出指标", "花坛处数", "≥12处"], ["", "合格率", "≥98%"]]
    lines = [left.format(bar=bar) + f" {bar} ".join(row) + right.format(bar=bar) for row in rows]
    printed = read_text("a.txt", ("标题\n" + lines[0] + "\n" + rule + "\n".join(lines[1:]) + "\n").encode())
    grid = next(block for block in printed.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == rows


@pytest.mark.parametrize("text", ["甲|乙|丙\n正文\n丁|戊|己\n", "a\tb\nc|d|e\nf|g|h\ni|j|k\n"])
def test_a_few_bars_are_text(text: str) -> None:
    printed = read_text("a.txt", text.encode())
    assert "|" in "".join(block.text for block in printed.blocks if not isinstance(block, Grid))


FRAME = """
+--------+----------+------+
| 一级   | 名称     | 值   |
+========+==========+======+
| 产出   | 补助诊所 | ≥220 |
|        | 的数量   |      |
+        +----------+------+
|        | 合格率   | ≥95  |
+--------+----------+------+
"""


@pytest.mark.parametrize("signs", ["+-|=", "┼─│━"])
def test_lines_of_one_row_in_a_ruled_frame_are_joined(signs: str) -> None:
    drawn = FRAME.translate(str.maketrans("+-|=", signs))
    (grid,) = read_text("made.txt", drawn.encode()).grids()
    rows = [[cell.text for cell in row] for row in grid.rows]
    assert rows == [["一级", "名称", "值"], ["产出", "补助诊所\n的数量", "≥220"], ["", "合格率", "≥95"]]
    assert [row[0].source.line for row in grid.rows] == [3, 5, 8]


def test_rows_of_a_frame_without_rules_between_them_stay_apart() -> None:
    drawn = "+---+---+\n| 名称 | 值 | 注 |\n+---+---+\n| 甲 | 1 | |\n| 乙 | 2 | |\n| 丙 | 3 | |\n+---+---+\n"
    (grid,) = read_text("made.txt", drawn.encode()).grids()
    assert len(grid.rows) == 4
