"""Classes side by side, each with its own columns: one row an indicator, under its project and class, nothing lost."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_of, book_on, dumped, rows_of

TITLE = "项目绩效目标汇总表"
WORDS = ["三级指标｜指标值", "指标名称｜目标值", "绩效指标｜指标值", "具体指标｜预期值", "指标｜值"]
BODY = """
A1｜养路｜30｜20｜养护里程｜≥50公里｜路面完好率｜≥90%｜群众满意度｜≥90%
^｜^｜^｜^｜病害处置时限｜≤7天｜｜｜｜
A2｜检测｜40｜40｜检测桥梁｜≥103座｜桥梁事故｜=0起｜单位满意度｜≥92%
^｜^｜^｜^｜｜｜安全档案｜逐步完善｜｜
"""
READ = [
    "产出指标｜养护里程｜≥｜50｜公里",
    "产出指标｜病害处置时限｜≤｜7｜天",
    "效益指标｜路面完好率｜≥｜90｜%",
    "满意度指标｜群众满意度｜≥｜90｜%",
    "产出指标｜检测桥梁｜≥｜103｜座",
    "效益指标｜桥梁事故｜=｜0｜起",
    "效益指标｜安全档案｜｜逐步完善｜",
    "满意度指标｜单位满意度｜≥｜92｜%",
]


def _header(words: str, group: str = "绩效目标", name: str = "项目名称") -> str:
    return f"""
项目编码｜{name}｜资金（万元）｜<｜{group}｜<｜<｜<｜<｜<
^｜^｜合计｜财政拨款｜产出指标｜<｜效益指标｜<｜满意度指标｜<
^｜^｜^｜^｜{words}｜{words}｜{words}"""


def _told(rows: list[str]) -> list[str]:
    return ["｜".join((first, *rest[1:])) for first, *rest in (row.split("｜") for row in rows)]


@pytest.mark.parametrize("dump", [False, True], ids=["merged", "dumped"])
@pytest.mark.parametrize("group", ["绩效目标", "绩效指标", "年度绩效指标"])
@pytest.mark.parametrize("words", WORDS)
def test_each_indicator_is_under_its_project_and_class(words: str, group: str, dump: bool) -> None:
    text = _header(words, group) + BODY
    book = book_of(dumped(TITLE, text)) if dump else book_on(TITLE, text)
    assert _told(rows_of(book)) == READ
    assert [(one.code, one.name, one.total and one.total.raw, len(one.indicators)) for one in book.projects] == [
        ("A1", "养路", "30", 4),
        ("A2", "检测", "40", 4),
    ]
    assert book.whole


@pytest.mark.parametrize("again", [True, False], ids=["header again", "no header"])
def test_the_next_page_goes_on(again: bool) -> None:
    header = _header(WORDS[0])
    rows = BODY.strip().split("\n")
    pages = [header + "\n" + "\n".join(rows[:2]), (header + "\n" if again else "") + "\n".join(rows[2:])]
    assert _told(rows_of(book_on(TITLE, *pages))) == READ


def test_the_row_of_a_unit_over_its_projects_is_no_project() -> None:
    unit = "503001｜某市公路中心｜70｜60｜｜｜｜｜｜\n"
    book = book_on(TITLE, _header(WORDS[0], name="单位（项目）名称") + "\n" + unit + BODY.strip())
    assert [one.name for one in book.projects] == ["养路", "检测"]
    assert _told(rows_of(book)) == READ
    assert book.whole


def test_classes_of_level_two_below_those_of_level_one() -> None:
    text = """
项目名称｜项目总额｜产出指标｜<｜<｜<｜效益指标｜<
^｜^｜数量指标｜<｜质量指标｜<｜社会效益指标｜<
^｜^｜指标名称｜指标值｜指标名称｜指标值｜指标名称｜指标值
养路｜30｜养护里程｜≥50公里｜验收合格率｜≥95%｜路面完好率｜≥90%
"""
    assert rows_of(book_on(TITLE, text)) == [
        "产出指标｜数量指标｜养护里程｜≥｜50｜公里",
        "产出指标｜质量指标｜验收合格率｜≥｜95｜%",
        "效益指标｜社会效益指标｜路面完好率｜≥｜90｜%",
    ]


def test_a_row_of_indicators_below_classes_is_no_header() -> None:
    text = """
项目名称｜一级指标｜二级指标｜三级指标｜指标值
养路｜产出指标｜数量指标｜养护里程｜≥50公里
^｜^｜质量指标｜验收合格率｜≥95%
"""
    assert rows_of(book_on(TITLE, text)) == [
        "产出指标｜数量指标｜养护里程｜≥｜50｜公里",
        "产出指标｜质量指标｜验收合格率｜≥｜95｜%",
    ]
