"""CSV: delimiter, encoding, quoting, titles, and prose that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import UnreadableFile
from auditor.grid import Line, Printed
from auditor.readers import csv
from auditor.readers import read as read_any


def read(text: str | bytes) -> Printed:
    return csv.read("表.csv", text.encode() if isinstance(text, str) else text)


def shown(printed: Printed) -> list[object]:
    return [b.text if isinstance(b, Line) else [[c.text for c in line] for line in b.rows] for b in printed.blocks]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t", "，"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [("项目", "金额"), ("甲", "1"), ("乙", "2")])
    assert csv.sniff(text.encode(), "表.csv")
    assert shown(read(text)) == [[["项目", "金额"], ["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert shown(read("项目名称,金额\n人才工作,16\n".encode(encoding))) == [[["项目名称", "金额"], ["人才工作", "16"]]]


def test_quoted_cells_hold_delimiters_and_lines() -> None:
    printed = read('项目,目标\n甲,"一,二\n三"\n乙,"""引"""\n')
    assert shown(printed) == [[["项目", "目标"], ["甲", "一,二\n三"], ["乙", '"引"']]]
    assert [line[0].source.line for grid in printed.grids() for line in grid.rows] == [1, 2, 4]


def test_amounts_with_commas_do_not_mislead() -> None:
    assert shown(read('a;"1,000";b\nc;"2,000,000";d\n')) == [[["a", "1,000", "b"], ["c", "2,000,000", "d"]]]


def test_titles_are_lines_and_blank_rows_divide() -> None:
    assert shown(read("表一,,\n甲,1,\n,,\n表二,,\n乙,2,\n")) == ["表一", [["甲", "1", ""]], "表二", [["乙", "2", ""]]]


@pytest.mark.parametrize(
    "text", ["只有一行，没有表格。", "第一段，有逗号。\n第二段，有，两个。\n第三段没有。\n第四段。", "", "\0,\0"]
)
def test_prose_is_not_taken(text: str) -> None:
    assert not csv.sniff(text.encode(), "说明.txt")


@pytest.mark.parametrize(("text", "why"), [("\n\n", "没有任何文字"), (",,\n", "没有任何文字"), (b"\0\1\2", "文本")])
def test_what_holds_nothing_is_refused(text: str | bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        read(text)


def test_a_field_without_end_is_said() -> None:
    printed = read('甲,1\n乙,"' + "x" * 200_000)
    assert printed.unread


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_file_in_utf16_is_known_for_csv(delimiter: str, tmp_path: Path) -> None:
    rows = "\n".join(delimiter.join(row) for row in (["一级指标", "指标值"], ["产出指标", "≥9"], ["成本指标", "5"]))
    path = tmp_path / "表.csv"
    path.write_bytes(rows.encode("utf-16"))
    assert [len(grid.rows) for grid in read_any(path).grids()] == [3]


SOUND = '项目,指标,值\n花坛,处数,≥12处\n喷泉,"合格率, 年",≥98%\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOUND, ""),
        (SOUND[:-1], ""),
        (SOUND + '路灯,"12"" 灯",5\n', ""),
        (SOUND + '路灯,12" 灯,5\n', ""),
        (SOUND + "注：按台账核定\n", ""),
        ("表一\n" + SOUND + "注：按台账核定", ""),
        (SOUND[: SOUND.index(" 年")], "引号没有结束"),
        (SOUND[: SOUND.index(',"合')], "比同表其他各行都短"),
        (SOUND[: SOUND.index(',"合') - 1], "比同表其他各行都短"),
        (SOUND[: SOUND.index(",≥98")], "比同表其他各行都短"),
        (SOUND.encode("gb18030")[:-5], "最后一个字只有一半"),
        (SOUND.encode()[:-6], "最后一个字只有一半"),
    ],
)
def test_a_file_that_was_cut_off_is_said(text: str | bytes, said: str) -> None:
    parts = read(text).unread
    assert len(parts) == bool(said)
    assert all(said in part.why for part in parts)


@pytest.mark.parametrize("made", ["chaoyang-gb18030.csv"])
def test_the_samples_are_whole(samples: Path, made: str) -> None:
    assert read_any(samples / "made" / made).unread == []
