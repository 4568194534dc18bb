"""Several indicators in one row: taken apart where name and target have the same parts, whole where they have not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.forms import read_book
from auditor.model import Book
from tests.forms.grids import book_on, grid, line, printed, rows_of

NAMES = ("免疫羊只数量", "免疫牛只数量", "采集样品数量")
TARGETS = ("≥148万只", "≥19万头", "≥5400份")
READ = [
    "产出指标｜数量指标｜免疫羊只数量｜≥｜148｜万只",
    "产出指标｜数量指标｜免疫牛只数量｜≥｜19｜万头",
    "产出指标｜数量指标｜采集样品数量｜≥｜5400｜份",
]
LAST = "满意度指标｜服务对象满意度指标｜养殖户满意度｜≥｜90｜%"
WAYS = ("{}.{}", "{}．{}", "{}、{}", "（{}）{}", "({}){}", "{}) {}", "{}{}")


def _book(name: str, target: str) -> Book:
    rows = [
        ["项目名称", "动物防疫", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", name, target],
        ["满意度指标", "服务对象满意度指标", "养殖户满意度", "≥90%"],
    ]
    return read_book(printed(line("项目支出绩效目标表"), grid(rows)), id="made")


def _joined(way: str, between: str, texts: tuple[str, ...]) -> str:
    signs = "①②③" if way == "{}{}" else "123"
    return between.join(way.format(sign, text) for sign, text in zip(signs, texts, strict=False))


@given(
    st.sampled_from(WAYS),
    st.sampled_from(WAYS),
    st.sampled_from(["\n", "；", "；\n", " "]),
    st.sampled_from(["\n", "；\n", "；"]),
    st.integers(2, 3),
)
@settings(max_examples=60, deadline=None)
def test_parts_with_numbers_or_lines(way: str, other: str, between: str, beside: str, count: int) -> None:
    book = _book(_joined(way, between, NAMES[:count]), _joined(other, beside, TARGETS[:count]))
    assert rows_of(book) == [*READ[:count], LAST]
    assert book.whole


def test_lines_without_numbers_if_each_line_is_a_target() -> None:
    assert rows_of(_book("\n".join(NAMES), "\n".join(TARGETS))) == [*READ, LAST]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("免疫羊只\n数量", "≥148万只"),
        ("免疫羊只\n数量", "≥148\n万只"),
        ("1.羊只\n2.牛只", "≥148万只"),
        ("1.羊只\n2.牛只\n3.样品", "1.≥148万只\n2.≥19万头"),
        ("2.5公里以内\n管网", "≥1.5\n公里"),
    ],
)
def test_what_has_not_the_same_parts_stays_whole(name: str, target: str) -> None:
    assert len(rows_of(_book(name, target))) == 2


def test_dates_keep_their_figures_and_levels_are_merged_down() -> None:
    book = _book("1.春季免疫时间\n2.秋季免疫时间", "1.5月31日前\n2.10月31日前")
    assert [one.value for one in book.projects[0].indicators][:2] == ["5月31日前", "10月31日前"]
    assert [one.level2 for one in book.projects[0].indicators][:2] == ["数量指标"] * 2
    assert any("几个指标" in (entry.why or "") for entry in book.ledger)


def test_numbered_goals_in_a_head_are_no_rows() -> None:
    rows = [
        "项目名称｜动物防疫｜<｜<",
        "年初设定目标｜1.免疫 2.监测｜全年完成情况｜1.免疫 2.监测",
        "一级指标｜二级指标｜三级指标｜指标值",
        "产出指标｜数量指标｜免疫数｜≥5只",
    ]
    assert len(rows_of(book_on("项目支出绩效目标表", "\n".join(rows)))) == 1
