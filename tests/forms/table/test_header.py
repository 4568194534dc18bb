"""A header in two lines: a title over several titles is a group, whatever it is called."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_of, book_on, dumped, rows_of

GROUPS = {
    "项目名称": ("", "项目信息", "项目"),
    "sums": ("其中：", "资金来源", "项目资金", "资金构成（万元）"),
    "indicators": ("绩效指标", "指标体系", "年度绩效指标", "考核指标"),
}


@pytest.mark.parametrize("dump", [False, True], ids=["merged", "dumped"])
@pytest.mark.parametrize("indicators", GROUPS["indicators"])
@pytest.mark.parametrize("sums", GROUPS["sums"])
@pytest.mark.parametrize("project", GROUPS["项目名称"])
def test_any_word_may_stand_over_several_titles(project: str, sums: str, indicators: str, dump: bool) -> None:
    named = f"{project}｜<" if project else "项目编码｜项目名称"
    below = "项目编码｜项目名称" if project else "^｜^"
    text = f"""
{named}｜项目总额｜{sums}｜<｜绩效目标｜{indicators}｜<｜<｜<｜<｜<
{below}｜^｜财政资金｜其他资金｜^｜一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位
A0012｜养路｜30｜20｜10｜修补全县路面，保持畅通。｜产出指标｜数量指标｜养护里程｜≥｜50｜公里
^｜^｜^｜^｜^｜^｜效益指标｜社会效益指标｜路面完好率｜≥｜90｜%
"""
    title = "项目支出绩效表"
    book = book_of(dumped(title, text)) if dump else book_on(title, text)
    (goal,) = book.projects
    assert (goal.code, goal.name, goal.goal) == ("A0012", "养路", "修补全县路面，保持畅通。")
    assert [amount.raw for amount in (goal.total, goal.fiscal, goal.other) if amount] == ["30", "20", "10"]
    assert rows_of(book) == [
        "产出指标｜数量指标｜养护里程｜≥｜50｜公里",
        "效益指标｜社会效益指标｜路面完好率｜≥｜90｜%",
    ]
    assert book.whole


@pytest.mark.parametrize("value", ["养路", "修补全县路面"])
def test_a_label_with_its_value_over_titles_is_no_line_of_the_header(value: str) -> None:
    text = f"""
项目名称｜{value}｜<｜<｜<｜<
一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位
产出指标｜数量指标｜养护里程｜≥｜50｜公里
"""
    (goal,) = book_on("项目支出绩效目标表", text).projects
    assert (goal.name, len(goal.indicators)) == (value, 1)


@pytest.mark.parametrize("dump", [False, True], ids=["merged", "dumped"])
@pytest.mark.parametrize("source", ["单位资金", "上级补助", "自筹资金", "事业收入", "上年结转"])
@pytest.mark.parametrize("sums", ["资金安排（万元）", "项目资金", "其中："])
def test_a_source_of_its_own_stands_among_the_sums_of_a_list(sums: str, source: str, dump: bool) -> None:
    text = f"""
序号｜项目名称｜{sums}｜<｜<｜年度绩效目标｜绩效指标｜<｜<｜<｜<
^｜^｜合计｜财政拨款｜{source}｜^｜一级指标｜二级指标｜指标名称｜符号及值｜计量单位
1｜养路｜30｜20｜10｜修补全县路面，保持畅通。｜产出指标｜数量指标｜养护里程｜≥50｜公里
^｜^｜^｜^｜^｜^｜效益指标｜社会效益指标｜路面完好率｜≥90｜%
"""
    title = "项目支出绩效表"
    book = book_of(dumped(title, text)) if dump else book_on(title, text)
    (goal,) = book.projects
    assert [amount.raw for amount in (goal.total, goal.fiscal) if amount] == ["30", "20"]
    assert {label: amount.raw for label, amount in goal.funding[0].further.items()} == {source: "10"}
    assert [row.split("｜")[2:] for row in rows_of(book)] == [
        ["养护里程", "≥", "50", "公里"],
        ["路面完好率", "≥", "90", "%"],
    ]
    assert book.whole


NAMES = ("专项（项目）名称", "项目（课题）名称", "政策（项目）名称", "项目（专项资金）名称", "项目名称（全称）")


@pytest.mark.parametrize("label", NAMES)
def test_another_word_in_brackets_leaves_a_label_of_a_name_what_it_is(label: str) -> None:
    form = """
{label}｜<｜{name}｜<｜<
主管部门｜<｜某局｜<｜<
资金金额（万元）｜<｜年度资金总额｜460.00｜<
^｜^｜其中：财政拨款｜400.00｜<
^｜^｜其他资金｜60.00｜<
年度绩效指标｜一级指标｜二级指标｜指标内容｜指标值
^｜产出指标｜数量指标｜开放场馆｜=3个
"""
    forms = [form.format(label=label, name=name) for name in ("场馆开放", "体校训练")]
    book = book_on("部门专项业务经费绩效目标表", *forms)
    assert [(one.name, one.total and one.total.raw, len(one.indicators)) for one in book.projects] == [
        ("场馆开放", "460.00", 1),
        ("体校训练", "460.00", 1),
    ]
    assert book.whole


def test_a_block_of_sums_below_a_header_holds_no_indicator() -> None:
    form = """
某某称呼｜<｜场馆开放｜<｜<
资金金额（万元）｜<｜年度资金总额｜460.00｜<
年度绩效指标｜一级指标｜二级指标｜指标内容｜指标值
^｜产出指标｜数量指标｜开放场馆｜=3个
"""
    assert {row.split("｜")[2] for row in rows_of(book_on("部门专项业务经费绩效目标表", form, form))} == {"开放场馆"}
