"""Operators, numbers and units of a target value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language.numbers import parse_number, parse_range
from auditor.language.operators import normalise_operator, split_operator
from auditor.language.units import read_unit
from auditor.language.value import read_value


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        (">=", "≥"),
        ("≧", "≥"),
        ("不低于", "≥"),
        ("＜＝", "≤"),
        ("小于等于", "≤"),
        ("＝", "="),
        ("定性指标", "定性"),
        ("", ""),
        ("-", "-"),
    ],
)
def test_operator(text: str, operator: str) -> None:
    assert normalise_operator(text) == operator


@pytest.mark.parametrize(
    ("text", "operator", "rest"),
    [
        ("≥95%", "≥", "95%"),
        ("不超过30天", "≤", "30天"),
        ("30天以内", "≤", "30天"),
        ("80%以上", "≥", "80%"),
        ("95", "", "95"),
        ("达到预期", "", "达到预期"),
    ],
)
def test_operator_within_a_value(text: str, operator: str, rest: str) -> None:
    assert split_operator(text) == (operator, rest)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("95", "95"),
        ("９０", "90"),
        ("1,234.50", "1234.50"),
        ("-3", "-3"),
        ("3万", "30000"),
        ("2,011.749000", "2011.749000"),
    ],
)
def test_number(text: str, number: str) -> None:
    assert parse_number(text).value == Decimal(number)


@pytest.mark.parametrize("text", ["26,32", "183,545259", "1,23,456", "1.2.3", "1，2"])
def test_malformed_number(text: str) -> None:
    assert parse_number(text).value is None
    assert parse_number(text).malformed


@pytest.mark.parametrize("text", ["", "优", "不低于", "X1", "年底前"])
def test_no_number(text: str) -> None:
    assert parse_number(text) == parse_number("优")


@pytest.mark.parametrize(
    ("text", "ends"), [("100-120", (100, 120)), ("5%-10%", (5, 10)), ("3至5", (3, 5)), ("优-良", None), ("2026-", None)]
)
def test_range(text: str, ends: tuple[int, int] | None) -> None:
    assert parse_range(text) == (ends and tuple(Decimal(end) for end in ends))


@given(st.decimals(min_value=0, max_value=10**15, places=6))
def test_a_number_reads_back_whichever_way_it_is_printed(number: Decimal) -> None:
    assert parse_number(f"{number:f}").value == number
    assert parse_number(f"{number:,f}").value == number


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    read_value(text, text, text)


@pytest.mark.parametrize(
    ("text", "canonical", "dimension"),
    [
        ("％", "%", "比率"),
        ("人/次", "人次", "人"),
        ("万人次", "万人次", "人"),
        ("个（套）", "个", "数量"),
        ("个(台、套、件、辆)", "个", "数量"),
        ("次/年", "次/年", "频率"),
        ("天/月", "天/月", "频率"),
        ("元/人·月", "元/人·月", "金额"),
        ("Mbit/s", "Mbps", "数据量"),
        ("万平方米", "万平方米", "面积"),
        ("个月", "月", "时长"),
        ("万件次", "万件次", "次数"),
        ("平米", "平方米", "面积"),
        ("户", "家", "单位"),
        ("欠", "", ""),
        # two listed units in one word: things, times, an area, neither
        ("台套", "台套", "数量"),
        ("幅次", "幅次", "次数"),
        ("万亩次", "万亩次", "面积"),
        ("人公里", "人公里", "其他"),
        ("盏数项", "", ""),
        ("次年", "", ""),
        ("兆帕", "帕", "其他"),
        ("℃", "摄氏度", "其他"),
        ("‱", "‱", "比率"),
        ("盏", "盏", "数量"),
    ],
)
def test_unit(text: str, canonical: str, dimension: str) -> None:
    found = read_unit(text)
    assert (found.canonical, found.dimension) == (canonical, dimension)


@pytest.mark.parametrize(
    ("value", "unit", "wan"),
    [("20", "万元", "20"), ("50000", "元", "5"), ("1.2", "亿元", "12000"), ("3", "万元/台", None), ("3", "台", None)],
)
def test_money_in_wan(value: str, unit: str, wan: str | None) -> None:
    assert read_value("≤", value, unit).money_wan == (Decimal(wan) if wan else None)


def test_one_cell_with_operator_number_and_unit() -> None:
    value = read_value("", "≥90%", "")
    assert (value.operator, value.number, value.unit, value.inner_operator, value.inner_unit) == (
        "≥",
        Decimal(90),
        "%",
        "≥",
        "%",
    )


@pytest.mark.parametrize(("text", "word"), [("优", "优"), ("较好", "较好"), ("显著提升", ""), ("95", "")])
def test_grade(text: str, word: str) -> None:
    assert read_value("定性", text, "").word == word
