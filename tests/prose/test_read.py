"""Amounts of the text: what the grammar reads, what it works out, and what it leaves alone."""

from __future__ import annotations

import pytest

from auditor.grid import Source
from auditor.model import Paragraph
from auditor.prose.read import stated_in
from auditor.prose.reckon import reckon, sum_of
from auditor.prose.stated import Stated


def read(*texts: str, department: str = "某区教育局") -> list[Stated]:
    """The amounts of paragraphs that stand under one heading."""
    source = Source("书.docx", cell="第1段")
    return stated_in(
        [Paragraph(text, ("三、公务接待费情况说明",), False, (0,), (source,)) for text in texts], department
    )


@pytest.mark.parametrize(
    ("text", "subject", "figure"),
    [
        ("2026年收入预算3,000.00万元。", "收入预算", "3,000.00万元"),
        ("2026年，某区教育局收入预算为3000万元。", "收入预算", "3000万元"),
        ("2026年本部门政府采购预算共计38.20万元。", "政府采购预算", "38.20万元"),
        ("（三）公务接待费2.60万元，与上年持平。", "公务接待费", "2.60万元"),
        ("1.公务接待费。2026年预算数2.60万元，与上年持平。", "公务接待费", "2.60万元"),
        ("2026年预算数为2.60万元，与上年持平。", "公务接待费", "2.60万元"),
        ("共有车辆8辆。", "共有车辆", "8辆"),
        ("2026年度项目总预算1720.00万，分三年支付。", "项目总预算", "1720.00万"),
        ("“教育支出（类）普通教育（款）学前教育（项）”科目162万元。", "教育支出-普通教育-学前教育", "162万元"),
    ],
)
def test_an_amount_has_its_subject(text: str, subject: str, figure: str) -> None:
    stated = read(text)[0]
    assert (stated.subject.replace("“", "").replace("”", ""), stated.figure.raw) == (subject, figure)


@pytest.mark.parametrize(
    ("text", "direction", "year", "base", "by", "rate"),
    [
        ("收入3,000万元，比2025年2,800万元增加200万元，增长7.14%。", "增加", 2025, "2,800万元", "200万元", "7.14%"),
        ("收入3,000万元，比上年减少200万元，下降6.25%。", "减少", None, None, "200万元", "6.25%"),
        ("收入3,000万元，较2025年预算执行数增长7.14%。", "增加", 2025, None, None, "7.14%"),
        ("收入3,000万元，与上年预算数2,800万元相比增加200万元。", "增加", None, "2,800万元", "200万元", None),
        ("收入3,000万元，同比下降6.25%。", "减少", None, None, None, "6.25%"),
        ("收入3,000万元，与2025年预算持平。", "持平", 2025, None, None, None),
        ("收入3,000万元。比2025年预算减少200万元。", "减少", 2025, None, "200万元", None),
        ("收入3,000万元，比上年增加了200万元，增幅为7.14%。", "增加", None, None, "200万元", "7.14%"),
    ],
)
def test_a_comparison_belongs_to_the_amount_before_it(
    text: str, direction: str, year: int | None, base: str | None, by: str | None, rate: str | None
) -> None:
    change = read(text)[0].change
    assert change is not None
    found = (change.base, change.amount, change.rate)
    assert (change.direction, change.year) == (direction, year)
    assert tuple(figure and figure.raw for figure in found) == (base, by, rate)


@pytest.mark.parametrize(
    "text",
    [
        "主要原因是新增设备30万元。",
        "主要用于购置设备30万元、办公费2万元。",
        "由30万元调整为50万元。",
        "根据财预〔2016〕143号文，2026年1月1日起施行。",
        "支持外贸稳增长30.00万元。",
    ],
)
def test_what_is_not_understood_tells_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["约30万元", "30万元左右", "30万元（含）以上设备", "不超过30万元", "单价30万元以上"])
def test_an_inexact_amount_is_marked(text: str) -> None:
    assert [stated.rough for stated in read(f"设备{text}。")] == [True]


PARTS = "支出100万元，其中：基本支出60万元{0}项目支出40万元。"


@pytest.mark.parametrize("between", ["，", "；", "、", "，占60%；", "，比上年增加5万元，主要原因是人员增加；"])
def test_parts_belong_to_the_amount_before_them(between: str) -> None:
    stated = read(PARTS.format(between))
    assert [part.subject for part in stated[0].parts] == ["基本支出", "项目支出"]
    assert sum_of(stated[0]).wrong == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (["支出100万元，其中：基本支出60万元，项目支出50万元。"], "大于"),
        (["支出100万元，其中：基本支出60万元，项目支出30万元。"], "小于"),
        (["支出100万元，其中：教育支出60万元。"], ""),
        (["车辆8辆，其中：执法用车3辆、其他用车4辆；单价100万元以上设备0台。"], "小于"),
        (["面积80平方米（其中计容面积70平方米，不计容面积15平方米），地下50平方米。"], "大于"),
        (
            [
                "“三公”经费8万元。其中：",
                "（一）因公出国费0万元。",
                "（二）公务用车购置及运行费4.5万元。",
                "（三）公务接待费2万元。",
            ],
            "小于",
        ),
        (
            [
                "“三公”经费8万元。其中：",
                "（一）因公出国费0万元。",
                "（二）公务用车购置及运行费6万元。",
                "（三）公务接待费2万元。",
            ],
            "",
        ),
        (["收入100.00万元，其中：财政拨款收入33.33万元，事业收入33.33万元，其他收入33.33万元。"], ""),
        (["收入100万元，其中：财政拨款100万元，一般公共预算100万元。"], ""),
    ],
)
def test_the_parts_make_the_whole(texts: list[str], wrong: str) -> None:
    whole = next(stated for stated in read(*texts) if stated.parts)
    total = sum_of(whole)
    assert (total.wrong if total else "") == wrong


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("收入3,000.00万元，比上年增加200.00万元，增长7.14%。", ""),
        ("收入3,000.00万元，比上年增加200.00万元，增长7.1%。", ""),
        ("收入3,000.00万元，比上年增加200.00万元，增长8%。", ""),
        ("收入3,000.00万元，比上年增加200.00万元，增长6.67%。", "7.14%"),
        ("收入3,000.00万元，比2025年2,800.00万元增长9.14%。", "7.14%"),
        ("收入3.0万元，比上年增加0.1万元，增长3.6%。", ""),
        ("收入3.00万元，比2025年0万元增加3.00万元，增长100%。", "不写百分比（基数为零）"),
    ],
)
def test_a_percentage_is_judged_within_what_rounding_allows(text: str, rate: str) -> None:
    stated = read(text)
    assert reckon(stated[0], stated).rate == rate


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("收入3,000万元，比上年增加200万元，下降7.14%。", "减少7.14%"),
        ("收入3,000万元，与上年持平，增加20万元。", "增加20万元"),
        ("收入3,000万元，与上年持平，增长0%。", ""),
    ],
)
def test_two_directions_contradict_each_other(text: str, also: str) -> None:
    change = read(text)[0].change
    assert change is not None
    assert change.also == also
