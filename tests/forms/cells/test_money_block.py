"""Sums in heads of forms, by geometry: the same sums in every arrangement, and no two blocks mixed."""

from __future__ import annotations

from itertools import product

import pytest

from auditor.forms.book import read_book
from auditor.forms.cells.money_label import Part, money_label
from auditor.model import Project
from auditor.readers import read_data

TABLE = """一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t花坛养护处数\t≥12处
产出指标\t质量指标\t验收合格率\t≥98%
"""


def project(head: str) -> Project:
    text = f"项目支出绩效目标表\n项目名称\t古树保护补助资金\t\t\n{head}\n绩效目标\t保护古树\t\t\n{TABLE}"
    (found,) = read_book(read_data("a.txt", text.encode()), id="a").projects
    assert [indicator.name for indicator in found.indicators] == ["花坛养护处数", "验收合格率"]
    assert (found.name, found.goal) == ("古树保护补助资金", "保护古树")
    return found


def sums(head: str) -> tuple[str, ...]:
    found = project(head)
    return tuple(f"{each.number}{each.unit}" if each else "" for each in (found.total, found.fiscal, found.other))


TOTALS = (
    "项目资金总额",
    "年度资金总额：",
    "资金总额（万元）",
    "预算数",
    "支出预算总量",
    "年度资金申请总额",
    "项目总投资",
    "预算金额",
    "当年预算",
)
FISCAL = ("其中：财政拨款", "财政资金", "其中：当年财政拨款", "一般公共预算拨款", "1.财政性资金")
OTHER = ("其他资金", "其它资金", "（2）其他资金", "其他")
ARRANGED = {
    "neighbours in one row": "{t}\t300.00\t{f}\t250.00\t{o}\t50.00",
    "neighbours in rows": "{t}\t300.00\n{f}\t250.00\n{o}\t50.00",
    "beside a title": "项目资金（万元）\t{t}\t300.00\n\t{f}\t250.00\n\t{o}\t50.00",
    "labels above sums": "项目资金（万元）\t{t}\t{f}\t{o}\n\t300.00\t250.00\t50.00",
    "labels above sums, no title": "{t}\t{f}\t{o}\n300.00\t250.00\t50.00",
    "inside cells": "资金情况\t{t}：300.00万元\t{f}：250.00万元\t{o}：50.00万元",
    "inside one cell": "资金情况\t{t}：300.00万元，{f}：250.00万元；{o}：50.00万元",
}


@pytest.mark.parametrize("arranged", ARRANGED)
def test_every_arrangement_of_every_label_gives_the_same_sums(arranged: str) -> None:
    wrong = {
        (total, fiscal, other): found
        for total, fiscal, other in product(TOTALS, FISCAL, OTHER)
        if (found := sums(ARRANGED[arranged].format(t=total, f=fiscal, o=other)))
        != ("300.00万元", "250.00万元", "50.00万元")
    }
    assert not wrong


TWO = {
    "项目资金总额\t900\t年度资金总额\t300\n其中：财政资金\t800\t其中：财政拨款\t250\n其他资金\t100\t其他资金\t50",
    "资金情况\t实施周期资金总额\t900\t年度资金\t300\n\t其中：财政资金\t800\t其中：财政资金\t250\n\t其他资金\t100\t其他资金\t50",
    "三年资金总额\t900\t年度资金总额\t300\n财政拨款\t800\t财政拨款\t250\n其他资金\t100\t其他资金\t50",
    "年度资金总额\t300\t中期资金总额\t900\n财政拨款\t250\t财政拨款\t800\n其他资金\t50\t其他资金\t100",
}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("项目总预算\t900\t项目当年预算\t300\n其中：财政资金\t250\t其他资金\t650", ("900万元", "250万元", "650万元")),
        ("项目总预算\t300\t项目当年预算\t300\n其中：财政资金\t250\t其他资金\t50", ("300万元", "250万元", "50万元")),
        (
            "项目总预算\t560\t项目当年预算\t560\n项目资金来源\t资金总额\t560\t其中：财政拨款\t500\n\t其他资金\t60\t上年结转\t0",
            ("560万元", "500万元", "60万元"),
        ),
        (
            "项目资金（万元）\t\t资金总额\t其中：财政资金\t其他资金\n\t实施周期\t900\t800\t100\n\t2026年度\t300\t250\t50",
            ("900万元", "800万元", "100万元"),
        ),
        ("预算年度\t2026\n项目总额\t300\t财政拨款\t300", ("300万元", "300万元", "")),
    ],
)
def test_the_parts_of_one_total(head: str, expected: tuple[str, ...]) -> None:
    """Parts enumerated in one row below two totals; lines named by a period; the year of the budget is no sum."""
    assert sums(head) == expected


@pytest.mark.parametrize("head", sorted(TWO))
def test_two_periods_side_by_side_never_mix(head: str) -> None:
    assert sums(head) == ("900万元", "800万元", "100万元")
    assert {key: text for key, text in project(head).extra.items() if key.startswith("年度")} == {
        "年度资金": "300",
        "年度财政资金": "250",
        "年度其他资金": "50",
    }


@pytest.mark.parametrize(
    ("head", "expected", "kept"),
    [
        (
            "项目预算构成\t金额\t测算依据\t上年执行数\n温室钢架\t200.00\t按合同\t150.00\n人工\t100\t2人\t90\n合计\t300.00\t\t240.00",
            ("300.00万元", "", ""),
            {"成本：温室钢架": "200.00", "成本：人工": "100"},
        ),
        (
            "项目资金\t年度资金总额\t300\n\t财政拨款\t240\n\t上年结转资金\t60\n\t其他资金\t-",
            ("300万元", "240万元", ""),
            {"上年结转资金": "60", "其他资金": "-"},
        ),
        (
            "资金总额及构成\t总额300万元\t财政拨款：240万元（其中：上级财政资金：100万元；本级财政：140万元）其他：60万元",
            ("300万元", "240万元", "60万元"),
            {"上级财政资金": "100万元", "本级财政": "140万元"},
        ),
        (
            "年度主要任务\t任务名称\t预算金额（万元）\t\n\t\t总额\t财政拨款\t其他资金\n"
            "\t档案保管\t200.00\t190.00\t10\n\t机关运转\t100\t90\t10\n\t金额合计\t300.00\t280.00\t20",
            ("300.00万元", "280.00万元", "20万元"),
            {"档案保管（总额）": "200.00", "机关运转（其他资金）": "10"},
        ),
        (
            "项目资金（万元）\t资金来源\t年初预算\t调整后预算\t实际支出\t执行率\t得分\n"
            "\t合计\t310.00\t300.00\t180.35\t97.50%\t9.8\n\t财政拨款\t310.00\t300.00\t180.35\t97.50%\t—",
            ("300.00万元", "300.00万元", ""),
            {"资金总额（全年执行数）": "180.35", "资金总额（执行率）": "97.50%"},
        ),
        ("资金规模\t318.50万元\t其中：中央财政资金 200.00万元", ("318.50万元", "", ""), {"中央财政资金": "200.00万元"}),
        ("预算安排\t总额300.00万元，其中财政拨款250.00万元", ("300.00万元", "250.00万元", ""), {}),
        ("年度资金总额\t3000000元\t财政拨款\t3000000元", ("3000000元", "3000000元", ""), {}),
        (
            "支出预算总量\t300\n其中\t基本支出：100\t项目支出：200",
            ("300万元", "", ""),
            {"基本支出": "100", "项目支出": "200"},
        ),
    ],
)
def test_what_stands_beside_the_sums_is_kept(head: str, expected: tuple[str, ...], kept: dict[str, str]) -> None:
    assert sums(head) == expected
    extra = project(head).extra
    assert {label: extra.get(label) for label in kept} == kept


@pytest.mark.parametrize("head", ["资金来源\t市级财政安排", "资金情况\t待定", "项目资金\t见附件"])
def test_a_form_with_a_place_for_sums_is_not_said_to_have_none(head: str) -> None:
    assert "项目总额" not in project(head).absent or "资金来源" in head


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("年度资金申请总额", Part.TOTAL),
        ("其中：财政拨款", Part.FISCAL),
        ("一般公共预算财政拨款", Part.FISCAL),
        ("中央财政资金", Part.FURTHER),
        ("上年结转", Part.FURTHER),
        ("单位资金", Part.FURTHER),
        ("基本支出", Part.USE),
        ("其它资金", Part.OTHER),
    ],
)
def test_a_label_names_a_part(text: str, part: Part) -> None:
    label = money_label(text)
    assert label is not None
    assert label.part is part


@pytest.mark.parametrize(
    "text",
    ["项目名称", "预算单位", "绩效目标", "总体目标", "资金用途", "项目单位", "实施周期", "预算执行率", "分值", ""],
)
def test_other_labels_name_no_sum(text: str) -> None:
    assert money_label(text) is None


TABLES = {
    "lines of stages": "资金（万元）\t\t{t}\t{f}\t{o}\n\t预算数（A）\t300\t250\t50\n"
    "\t执行数（B）\t280\t240\t40\n\t执行率（B/A）\t93.3%\t96%\t—",
    "lines of uses": "支出类型\t{t}\t{f}\t{o}\t说明\n基本支出\t100\t100\t0\t\n"
    "项目支出\t200\t150\t50\t\n合计\t300\t250\t50\t无上年结转",
    "lines of years": "年度\t{t}\t{f}\t{o}\n2025年\t100\t80\t20\n2026年\t300\t250\t50\n2027年\t20\t20\t0",
    "columns of years": "\t2025年\t2026年\n{t}\t100\t300\n{f}\t80\t250\n{o}\t20\t50",
    "columns of stages": "资金\t年初预算\t上年执行\n{t}\t300\t100\n{f}\t250\t80\n{o}\t50\t20",
    "columns of districts": "项目\t全市\t砚山区\t泊头县\n{t}\t300\t100\t200\n{f}\t250\t80\t170\n{o}\t50\t20\t30",
    "amounts under a title": "资金来源\t金额（万元）\n{f}\t250\n{o}\t50\n{t}\t300",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_sums_gives_each_sum_by_its_line_and_its_column(table: str) -> None:
    parts = product(
        ("项目资金总额", "金额合计", "资金总额（万元）"), ("财政资金", "财政拨款"), ("其他资金", "非财政资金")
    )
    wrong = {
        (total, fiscal, other): found
        for total, fiscal, other in parts
        if (found := of_2026(TABLES[table].format(t=total, f=fiscal, o=other))) != ("300万元", "250万元", "50万元")
    }
    assert not wrong


def of_2026(head: str) -> tuple[str, ...]:
    found = form(head)
    return tuple(f"{each.number}{each.unit}" if each else "" for each in (found.total, found.fiscal, found.other))


def form(head: str, title: str = "2026年项目支出绩效目标表") -> Project:
    text = f"{title}\n项目名称\t古树保护补助资金\t\t\n{head}\n绩效目标\t保护古树\t\t\n{TABLE}"
    (found,) = read_book(read_data("a.txt", text.encode()), id="a").projects
    assert [indicator.name for indicator in found.indicators] == ["花坛养护处数", "验收合格率"]
    return found


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("年度资金\t2024年执行\t2025年预计执行\t2026年预算\t2027年计划\n万元\t150\t160\t300\t170", ("300万元", "", "")),
        ("项目总投资\t以前年度已安排\t本年安排合计\t其中：一般公共预算\n1520\t660\t860\t860", ("1520万元", "", "")),
        ("资金来源\t合计\t中央\t省级\t其他资金\n\t300\t100\t150\t50", ("300万元", "", "50万元")),
        ("支出内容\t单价\t数量\t金额（元）\n苗木\t2\t100\t200\n人工\t1\t100\t100\n合计\t\t\t300", ("300元", "", "")),
        ("预算数\t300\t执行数\t280\t执行率\t93.3%", ("300万元", "", "")),
        ("上年预算数\t280\t本年预算数\t300", ("300万元", "", "")),
        ("2025年预算\t280\t2026年预算\t300", ("300万元", "", "")),
        ("项目资金\t单位：元\n总额\t300\n财政拨款\t250", ("300元", "250元", "")),
        ("所需经费\t300", ("300万元", "", "")),
        ("资金情况\t共安排300万元，其中财政拨款250万元、自筹50万元。", ("300万元", "250万元", "")),
        ("资金情况\t项目总投资300万元，其中：财政资金250万元，其他资金50万元", ("300万元", "250万元", "50万元")),
        ("资金情况\t2026年申请资金300万元（财政拨款250万元，其他资金50万元）", ("300万元", "250万元", "50万元")),
        ("资金情况\t本项目总投资900万元，2026年安排300万元，其中财政拨款250万元", ("900万元", "", "")),
        ("资金总额\t叁佰万元整\t财政拨款\t贰佰伍拾万元整", ("3000000元", "2500000元", "")),
        ("资金总额\t人民币叁佰万元整（￥3,000,000.00元）", ("3000000.00元", "", "")),
        ("资金总额\t300万元（大写：叁佰万元整）", ("300万元", "", "")),
        ("资金总额\t0\t财政拨款\t—\t其他资金\t", ("0万元", "", "")),
    ],
)
def test_other_years_stages_and_sources_are_no_total(head: str, expected: tuple[str, ...]) -> None:
    assert of_2026(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        "资金情况\t拟由县级与社会按3:7分担，约300万元上下",
        "资金总额\t按2026年标准据实结算",
        "2025年预算\t280\t2026年预算\t300",  # the form does not say of which year it is
        "\t2025年\t2026年\n资金总额\t100\t300",
        "经费盘子\t300",
        "支出内容\t单价\t数量\t金额（元）\n苗木\t2\t100\t200\n人工\t1\t100\t100",
    ],
)
def test_a_sum_that_is_not_understood_is_said_to_be_unread(head: str) -> None:
    found = form(head, "项目支出绩效目标表")
    assert found.total is None
    assert "项目总额" in found.unread
    assert "项目总额" not in found.absent
