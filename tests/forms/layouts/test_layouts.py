"""Every layout family: a small invented table, and the tree that it must give."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms import read_book
from auditor.model import Book, Project, RepairKind
from auditor.readers import read
from auditor.table_kinds import TableKind
from tests.conftest import ROOT
from tests.forms.grids import book_of, book_on, dumped, rows_of

L2 = """
单位名称｜项目名称｜预算数｜年度目标｜绩效指标｜<｜<｜<｜<｜<｜<｜<
^｜^｜^｜^｜一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位｜权重｜指标方向性
合计｜｜3,000,000.00｜｜｜｜｜｜｜｜｜
青川市林业局｜｜3,000,000.00｜｜｜｜｜｜｜｜｜
林业局机关｜防火巡护｜1,200,000.00｜全年巡护到位｜产出指标｜数量指标｜巡护次数｜≥｜120｜次｜20｜正向
^｜^｜^｜^｜^｜时效指标｜完成时限｜≤｜12｜月｜30｜反向
^｜^｜^｜^｜成本指标｜经济成本指标｜巡护经费｜≤｜1200000｜元｜40｜反向
^｜苗木繁育｜1,800,000.00｜育苗五万株｜产出指标｜数量指标｜育苗数量｜＝｜5｜万株｜90｜正向
"""
L3 = """
项目名称｜图书馆夜间开放｜<｜<｜<
主管部门｜财政局｜<｜实施单位｜图书馆
计划开始日期｜2026-01-01｜<｜计划完成日期｜2026-12-31
项目资金（元）｜项目资金总额｜1,000.00｜年度资金申请总额｜400.00
^｜其中：财政资金｜1,000.00｜其中：当年财政拨款｜400.00
^｜其他资金｜0.00｜上年结转资金｜0.00
项目总目标｜三年内夜间开放。｜<｜<｜<
年度总体目标｜今年夜间开放250日。｜<｜<｜<
一级指标｜二级指标｜三级指标｜<｜年度指标值
产出指标｜数量指标｜开放天数｜<｜>=250.00(天)
^｜^｜管道长度｜<｜985米
^｜质量指标｜设备完好率｜<｜=100.00(%)
效益指标｜社会效益指标｜知晓程度｜<｜合理
"""
L4 = """
项目名称｜河湖管护｜<｜<｜<｜<｜<
年度资金总额（万元）｜120｜<｜<｜<｜<｜<
总体目标｜长期目标｜<｜<｜年度目标｜<｜<
^｜三年内全部达标｜<｜<｜今年完成一半｜<｜<
一级指标｜二级指标(长期)｜三级指标(长期)｜指标值(长期)｜二级指标(年度)｜三级指标(年度)｜指标值(年度)
产出指标｜数量指标｜管护河湖数｜≥90%｜数量指标｜管护河湖数｜2
^｜质量指标｜达标率｜≥80%｜｜｜
效益指标｜生态效益指标｜水质改善｜持续改善｜生态效益指标｜水质达标率｜≥60%
"""
L5 = """
专项名称｜农村公路养护｜<｜<｜<｜<
主管部门｜青川市交通局｜<｜<｜<｜<
资金情况（万元）｜年度金额：｜500｜<｜<｜<
^｜其中：财政拨款｜400｜<｜<｜<
^｜其他资金｜100｜<｜<｜<
年度目标｜养护县乡公路｜<｜<｜<｜<
绩效指标｜一级指标｜二级指标｜指标内容｜指标值｜备注
^｜产出指标｜数量指标｜养护里程｜≥985公里｜
^｜^｜成本指标｜每公里成本｜≤1125万元｜测算
^｜社会公众或服务对象满意度指标｜<｜群众满意度｜≥90%｜
"""
L6 = """
单位｜项目名称｜资金总额｜绩效目标｜*一级指标｜*二级指标｜*三级指标｜指标值类型｜*指标值｜计量单位｜指标解释｜评（扣）分标准｜备注
司法局｜法律援助｜30｜做好援助｜产出指标｜数量指标｜援助案件数｜定量｜≥300｜件｜全年案件｜少一件扣1分｜无
^｜^｜^｜^｜^｜质量指标｜援助质量｜定性｜良好｜｜｜｜
"""
L7 = """
项目名称｜环卫保洁｜<｜<
成本构成｜<｜<｜<
明细｜单价｜数量｜金额
人工｜3｜20｜60
一级指标｜二级指标｜绩效标准｜当年预期实现值
数量｜保洁面积｜计划标准｜≥30万平方米
成本｜人均保洁成本｜计划标准｜≤3万元
质量｜保洁合格率｜行业标准｜295%
满意度｜居民满意度｜历史标准｜≥90%
"""
L8 = """
项目名称｜校园安全｜<｜<｜<｜<｜<｜<｜<
主管部门｜教育局｜<｜<｜实施单位｜第一中学｜<｜<｜<
项目资金（万元）｜｜年初预算数｜全年预算数｜全年执行数｜分值｜执行率｜得分｜
^｜年度资金总额｜100｜110｜99｜10｜90%｜9｜
^｜其中：当年财政拨款｜100｜105｜89｜-｜｜-｜
年度总体目标｜预期目标｜<｜<｜实际完成情况｜<｜<｜<｜<
^｜保障校园安全｜<｜<｜已完成｜<｜<｜<｜<
绩效指标｜一级指标｜二级指标｜三级指标｜年度指标值｜实际完成值｜分值｜得分｜偏差原因分析及改进措施
^｜产出指标(50分)｜数量指标｜安保人数｜≥50个｜52｜20｜20｜
^｜^｜质量指标｜培训合格率｜≥100百分比｜98%｜30｜28｜个别缺训，已补训
^｜满意度｜★服务对象满意度｜师生满意度｜≥90%｜95%｜10｜10｜
总分｜<｜<｜<｜<｜<｜100｜98｜
"""
L9 = """
项目名称｜科普活动｜<｜<｜<｜<
项目属性｜□新增项目 ☑延续项目｜<｜<｜<｜<
长期绩效指标｜一级指标｜二级指标｜指标内容｜指标值｜备注
^｜产出｜数量｜活动场次｜≥30场｜
^｜效益｜社会效益｜科普知晓率｜≥80%｜
年度绩效指标｜一级指标｜二级指标｜指标内容｜指标值｜备注
^｜产出｜数量｜活动场次｜≥10场｜市级
"""
L10 = """
项目名称｜档案数字化｜<｜<
资金情况(万元)｜年度资金总额：｜50｜<
^｜其中：财政拨款｜45｜<
^｜其他资金｜5｜<
总体目标｜目标1：完成扫描｜<｜<
一级指标｜二级指标｜三级指标｜指标值
产出指标｜数量指标｜指标1：扫描页数｜≥100万页
^｜成本指标｜指标1：项目成本(≤**万元)｜≤50万元
^｜时效指标｜指标1：安排｜按月安排
"""
L11 = """
项目名称｜河道清淤｜<｜<｜<｜<｜<｜<
绩效指标分类｜绩效指标｜绩效指标描述｜评价标准｜<｜<｜<｜评价标准确定依据
^｜^｜^｜优｜良｜中｜差｜^
数量指标｜清淤长度｜实际清淤的长度｜≥10公里｜≥8公里｜≥6公里｜<6公里｜工作计划
质量指标｜验收合格率｜验收结论｜≥95%｜≥90%｜≥80%｜<80%｜行业标准
"""
L12 = """
一级指标｜二级指标｜三级指标｜计算符号｜年度指标值｜计量单位
产出指标｜数量指标｜办件量｜>=｜100｜件
效益指标｜社会效益指标｜群众办事体验｜定性｜良好｜
"""
FORM, PROJECT = "项目支出绩效目标申报表", "项目支出绩效目标表"
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "L2": (
        f"{PROJECT}\n单位：元",
        L2,
        "L2",
        [
            "产出指标｜数量指标｜巡护次数｜≥｜120｜次",
            "产出指标｜时效指标｜完成时限｜≤｜12｜月",
            "成本指标｜经济成本指标｜巡护经费｜≤｜1200000｜元",
            "产出指标｜数量指标｜育苗数量｜＝｜5｜万株",
        ],
    ),
    "L3": (
        "财政项目支出绩效目标申报表",
        L3,
        "L3",
        [
            "产出指标｜数量指标｜开放天数｜≥｜250.00｜天",
            "产出指标｜数量指标｜管道长度｜｜985｜米",
            "产出指标｜质量指标｜设备完好率｜=｜100.00｜%",
            "效益指标｜社会效益指标｜知晓程度｜｜合理｜",
        ],
    ),
    "L4": (
        FORM,
        L4,
        "L4",
        [
            "产出指标｜数量指标｜管护河湖数｜≥｜90｜%",
            "产出指标｜数量指标｜管护河湖数｜｜2｜",
            "产出指标｜质量指标｜达标率｜≥｜80｜%",
            "效益指标｜生态效益指标｜水质改善｜｜持续改善｜",
            "效益指标｜生态效益指标｜水质达标率｜≥｜60｜%",
        ],
    ),
    "L5": (
        "专项资金绩效目标表",
        L5,
        "L5",
        [
            "产出指标｜数量指标｜养护里程｜≥｜985｜公里",
            "产出指标｜成本指标｜每公里成本｜≤｜1125｜万元",
            "社会公众或服务对象满意度指标｜社会公众或服务对象满意度指标｜群众满意度｜≥｜90｜%",
        ],
    ),
    "L6": (
        PROJECT,
        L6,
        "L6",
        ["产出指标｜数量指标｜援助案件数｜≥｜300｜件", "产出指标｜质量指标｜援助质量｜定性｜良好｜"],
    ),
    "L7": (
        PROJECT,
        L7,
        "L7",
        [
            "产出指标｜数量指标｜保洁面积｜≥｜30｜万平方米",
            "产出指标｜成本指标｜人均保洁成本｜≤｜3｜万元",
            "产出指标｜质量指标｜保洁合格率｜｜295｜%",
            "满意度指标｜满意度指标｜居民满意度｜≥｜90｜%",
        ],
    ),
    "L8": (
        "2025年度项目支出绩效自评表",
        L8,
        "L8",
        [
            "产出指标｜数量指标｜安保人数｜≥｜50｜个",
            "产出指标｜质量指标｜培训合格率｜≥｜100｜百分比",
            "满意度指标｜服务对象满意度指标｜师生满意度｜≥｜90｜%",
        ],
    ),
    "L9": (
        FORM,
        L9,
        "L9",
        [
            "产出指标｜数量指标｜活动场次｜≥｜30｜场",
            "效益指标｜社会效益指标｜科普知晓率｜≥｜80｜%",
            "产出指标｜数量指标｜活动场次｜≥｜10｜场",
        ],
    ),
    "L10": (
        FORM,
        L10,
        "L10",
        [
            "产出指标｜数量指标｜指标1：扫描页数｜≥｜100｜万页",
            "产出指标｜成本指标｜指标1：项目成本(≤**万元)｜≤｜50｜万元",
            "产出指标｜时效指标｜指标1：安排｜｜按月安排｜",
        ],
    ),
    "L11": (
        PROJECT,
        L11,
        "L11",
        ["产出指标｜数量指标｜清淤长度｜≥｜10｜公里", "产出指标｜质量指标｜验收合格率｜≥｜95｜%"],
    ),
    "L12": (
        "项目绩效目标导入表",
        L12,
        "L12",
        ["产出指标｜数量指标｜办件量｜>=｜100｜件", "效益指标｜社会效益指标｜群众办事体验｜定性｜良好｜"],
    ),
}


def one(book: Book) -> Project:
    everyone = [*book.projects, *book.departments, *book.transfers]
    assert len(everyone) == 1
    return everyone[0]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_indicators_of_a_layout(case: tuple[str, str, str, list[str]]) -> None:
    title, text, layout, rows = case
    book = book_on(title, text)
    assert rows_of(book) == rows
    assert {project.layout for project in book.projects} == {layout}
    assert book.whole, book.ledger
    assert not [repair for repair in book.repairs if repair.doubtful and "295" not in repair.raw]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_text_dump_of_the_same_table_gives_the_same_indicators(case: tuple[str, str, str, list[str]]) -> None:
    """Empty cells that nothing marks as merged: levels come from the row above, and that is said."""
    title, text, _, rows = case
    joined = "社会公众或服务对象满意度指标｜"
    book = book_of(dumped(title, text))
    assert rows_of(book) == rows, joined
    assert book.whole, book.ledger


@pytest.mark.parametrize(
    ("title", "text", "name", "sums", "goal"),
    [
        (
            "财政项目支出绩效目标申报表",
            L3,
            "图书馆夜间开放",
            ("1,000.00元", "1,000.00元", "0.00元"),
            "今年夜间开放250日。",
        ),
        (FORM, L4, "河湖管护", ("120万元", "", ""), "今年完成一半"),
        ("专项资金绩效目标表", L5, "农村公路养护", ("500万元", "400万元", "100万元"), "养护县乡公路"),
        (PROJECT, L6, "法律援助", ("30万元", "", ""), "做好援助"),
        (PROJECT, L7, "环卫保洁", ("", "", ""), ""),
        ("2025年度项目支出绩效自评表", L8, "校园安全", ("110万元", "105万元", ""), "保障校园安全"),
        (FORM, L9, "科普活动", ("", "", ""), ""),
        (FORM, L10, "档案数字化", ("50万元", "45万元", "5万元"), "目标1：完成扫描"),
        (f"{FORM}\n项目名称：政务大厅运行", L12, "政务大厅运行", ("", "", ""), ""),
    ],
)
def test_the_head_of_a_form(title: str, text: str, name: str, sums: tuple[str, ...], goal: str) -> None:
    project = one(book_on(title, text))
    shown = tuple(f"{sum.raw}{sum.unit}" if sum else "" for sum in (project.total, project.fiscal, project.other))
    assert (project.name, shown, project.goal) == (name, sums, goal)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            L3,
            {
                "主管部门": "财政局", "实施单位": "图书馆", "计划开始日期": "2026-01-01", "计划完成日期": "2026-12-31",
                "年度资金": "400.00", "年度财政资金": "400.00", "上年结转资金": "0.00", "总目标": "三年内夜间开放。",
            },
        ),
        (L4, {"长期目标": "三年内全部达标"}),
        (L6, {"单位": "司法局"}),
        (L7, {"成本构成": "成本构成；明细 | 单价 | 数量 | 金额；人工 | 3 | 20 | 60"}),
        (
            L8,
            {
                "年度资金总额（全年执行数）": "99", "年度资金总额（执行率）": "90%", "目标完成情况": "已完成",
                "实施单位": "第一中学", "总分": "100 98",
            },
        ),
        (L9, {"项目属性": "延续项目"}),
    ],
)  # fmt: skip
def test_what_the_head_says_beside(text: str, kept: dict[str, str]) -> None:
    extra = one(book_on(FORM, text)).extra
    assert {label: extra.get(label) for label in kept} == kept


@pytest.mark.parametrize(
    ("text", "place", "kept"),
    [
        (L2, 0, {"分值": "20", "方向性": "正向"}),
        (L4, 0, {"期间": "长期"}),
        (L4, 1, {"期间": "年度"}),
        (L5, 1, {"指标解释": "测算"}),
        (L6, 0, {"指标值类型": "定量", "指标解释": "全年案件", "评（扣）分标准": "少一件扣1分", "备注": "无"}),
        (L7, 0, {"指标解释": "计划标准"}),
        (L8, 0, {"一级指标分值": "50", "实际完成值": "52", "分值": "20", "得分": "20"}),
        (
            L8,
            1,
            {"一级指标分值": "50", "实际完成值": "98%", "分值": "30", "得分": "28", "偏差原因": "个别缺训，已补训"},
        ),
        (L9, 1, {"期间": "长期"}),
        (L9, 2, {"期间": "年度", "指标解释": "市级"}),
        (
            L11,
            0,
            {
                "指标解释": "实际清淤的长度",
                "良": "≥8公里",
                "中": "≥6公里",
                "差": "<6公里",
                "评价标准确定依据": "工作计划",
            },
        ),
    ],
)
def test_further_columns_are_kept(text: str, place: int, kept: dict[str, str]) -> None:
    book = book_on(PROJECT, text)
    indicators = [indicator for project in book.projects for indicator in project.indicators]
    assert indicators[place].extra == kept


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        (L2, set()),
        (L3, set()),
        (L7, {"项目总额", "绩效目标"}),
        (L12, {"项目总额", "绩效目标"}),
        ("项目名称｜甲\n年度目标｜\n资金总额｜\n指标名称｜指标值\n场次｜≥3场", {"一级指标", "二级指标"}),
        ("项目名称｜项目总额｜一级指标｜二级指标｜三级指标｜指标值\n甲｜3｜产出指标｜数量指标｜次｜≥3场", {"绩效目标"}),
    ],
)
def test_what_the_form_has_no_place_for_is_said(text: str, absent: set[str]) -> None:
    book = book_on(PROJECT, text)
    told = {"项目总额", "绩效目标", "一级指标", "二级指标"}
    assert {frozenset(project.absent & told) for project in book.projects} == {frozenset(absent)}


def test_department_rows_of_l2_are_said_and_no_projects() -> None:
    book = book_on(f"{PROJECT}\n单位：元", L2)
    assert [(project.name, project.extra) for project in book.projects] == [
        ("防火巡护", {"单位名称": "林业局机关"}),
        ("苗木繁育", {"单位名称": "林业局机关"}),
    ]
    assert book.projects[0].total is not None
    assert (book.projects[0].total.number, book.projects[0].total.unit) == (Decimal("1200000.00"), "元")
    assert book.ledger[0].why == "2 行合计或单位小计，不作为项目"


YUNNAN = """
单位名称、项目名称｜项目年度绩效目标｜一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位｜指标属性
1｜2｜3｜4｜5｜6｜7｜8｜9
青川市林业局｜｜｜｜｜｜｜｜
青川市林业局（本级）｜｜｜｜｜｜｜｜
防火巡护｜全年巡护到位｜产出指标｜数量指标｜巡护次数｜≥｜120｜次｜定量指标
^｜^｜效益指标｜社会效益指标｜火情处置｜定性｜及时｜｜定性指标
青川市苗圃｜｜｜｜｜｜｜｜
苗木繁育｜育苗五万株｜产出指标｜数量指标｜育苗数量｜＝｜5｜万株｜定量指标
"""


def test_column_numbers_are_header_and_rows_of_bodies_are_groups() -> None:
    book = book_on(PROJECT, YUNNAN)
    assert [(project.name, project.goal, len(project.indicators)) for project in book.projects] == [
        ("防火巡护", "全年巡护到位", 2),
        ("苗木繁育", "育苗五万株", 1),
    ]
    assert [project.extra["单位名称"] for project in book.projects] == ["青川市林业局（本级）", "青川市苗圃"]
    assert book.whole
    assert book.ledger[0].why == "3 行单位名称，不作为项目"


CHONGQING = """
项目名称｜更新设备｜<｜主管部门｜青川市卫生局｜<｜<
当年预算（万元）｜460.00｜<｜立项依据｜规划｜<｜<
绩效指标｜指标名称｜指标权重｜计量单位｜指标性质｜指标值｜是否核心指标
^｜设备数量｜20｜台（套）｜≥｜38｜是
^｜合格率｜20｜%｜=｜100｜是
"""


@pytest.mark.parametrize(
    ("title", "shelf", "name"),
    [(FORM, "projects", "项目名称"), ("部门整体支出绩效目标表", "departments", "部门（单位）名称")],
)
def test_a_left_column_that_only_titles_the_block_is_no_column_of_names(title: str, shelf: str, name: str) -> None:
    book = book_on(title, CHONGQING.replace("项目名称", name))
    assert rows_of(book) == ["｜｜设备数量｜≥｜38｜台（套）", "｜｜合格率｜=｜100｜%"]
    assert [goal.name for goal in getattr(book, shelf)] == ["更新设备"]
    assert book.whole
    assert [one.extra["是否核心指标"] for goal in book.goals() for one in goal.indicators] == ["是", "是"]


@pytest.mark.parametrize(
    "head",
    [
        "一级指标｜二级指标｜三级指标｜指标值｜<｜<",  # one title over sign, number and unit
        "指标分类｜<｜绩效指标名称｜目标值｜<｜<",
        "绩效指标｜<｜<｜指标值｜<｜<\n一级指标｜二级指标｜三级指标｜符号｜数值｜单位",
        "绩效指标｜<｜<｜计划值｜<｜<",
        "绩效指标大类｜二级指标｜指标名称｜性质｜考核值｜计量",
        "一级指标｜二级指标｜三级指标｜符号｜数值｜单位\n1｜2｜3｜4｜5｜6",
        "一级指标｜二级指标｜三级指标｜指标值｜<｜<\n^｜^｜^｜符号｜数值｜单位\n（1）｜（2）｜（3）｜（4）｜（5）｜（6）",
    ],
)
@pytest.mark.parametrize("form", [book_on, lambda title, text: book_of(dumped(title, text))])
def test_a_header_is_a_block_of_lines_and_of_titles_over_several_columns(
    head: str, form: Callable[[str, str], Book]
) -> None:
    rows = ["产出指标｜数量指标｜场次｜≥｜3｜场", "效益指标｜社会效益指标｜知晓率｜≥｜90｜%"]
    text = "\n".join(f"项目名称｜{name}｜<｜<｜<｜<\n{head}\n" + "\n".join(rows) for name in ("送戏下乡", "图书漂流"))
    book = form(FORM, text)
    assert rows_of(book) == rows * 2
    assert [project.name for project in book.projects] == ["送戏下乡", "图书漂流"]
    assert book.whole
    assert [repair for repair in book.repairs if repair.doubtful] == []


def test_departments_with_columns_of_levels_are_goals_of_their_own() -> None:
    """The second one's rows hung under the first: only 项目名称 began a form."""
    names = ("青川市档案馆", "青川市方志馆")
    forms = (L10.strip().replace("项目名称｜档案数字化", f"部门名称｜{name}") for name in names)
    book = book_on("部门整体支出绩效目标表", "\n".join(forms))
    assert [(goal.name, len(goal.indicators)) for goal in book.departments] == [(name, 3) for name in names]


@pytest.mark.parametrize("title", ["2025年度项目支出绩效自评表", "", "项目支出绩效目标完成情况表"])
def test_self_evaluation_is_known_by_title_or_by_its_columns(title: str) -> None:
    assert one(book_on(title or "附件", L8)).kind is TableKind.SELF_EVALUATION


@pytest.mark.parametrize(
    ("title", "shelf"),
    [("部门整体支出绩效目标表", "departments"), ("市对下转移支付绩效目标表", "transfers"), (FORM, "projects")],
)
def test_a_general_form_of_a_department_or_transfer_is_kept_as_one(title: str, shelf: str) -> None:
    text = L10.replace("项目名称", "单位名称" if shelf == "departments" else "专项名称")
    project = getattr(book_on(title, text), shelf)[0]
    assert (project.name, len(project.indicators)) == ("档案数字化", 3)


@pytest.mark.parametrize(
    ("head", "row", "shown", "extra"),
    [
        ("一级指标｜二级指标｜三级指标｜指标值｜分值权重", "产出指标｜数量指标｜场次｜≥3场｜20",
         "≥｜3｜场", {"分值": "20"}),
        ("一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位｜指标属性｜指标内容",
         "产出指标｜数量指标｜场次｜≥｜3｜场｜定量｜全年", "≥｜3｜场", {"指标值类型": "定量", "指标内容": "全年"}),
        ("一级指标｜二级指标｜三级指标｜年度(/项目)指标值｜是否核心指标", "产出指标｜数量指标｜场次｜≥3场｜是",
         "≥｜3｜场", {"是否核心指标": "是"}),
        ("一级绩效指标｜二级绩效指标｜指标内容｜符号｜计划值｜单位", "产出指标｜数量指标｜场次｜≥｜3｜场",
         "≥｜3｜场", {}),
        ("一级指标｜二级指标｜三级指标｜项目指标值", "产出指标｜数量指标｜场次｜≥3场", "≥｜3｜场", {}),
    ],
)  # fmt: skip
def test_variants_of_the_columns(head: str, row: str, shown: str, extra: dict[str, str]) -> None:
    book = book_on(FORM, f"项目名称｜送戏下乡\n{head}\n{row}")
    assert rows_of(book) == [f"产出指标｜数量指标｜场次｜{shown}"]
    assert book.projects[0].indicators[0].extra == extra


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("实施周期指标值｜年度指标值", "≥9场｜≥3场", [("长期", "≥", "9", "场"), ("年度", "≥", "3", "场")]),
        ("半年（程）指标值｜全年指标值", "≥1场｜≥3场", [("半年", "≥", "1", "场"), ("年度", "≥", "3", "场")]),
        ("指标值(长期)｜指标值(年度)", "｜≥3场", [("年度", "≥", "3", "场")]),
        ("指标值(长期)｜指标值(年度)", "≥9场｜", [("长期", "≥", "9", "场")]),
        (
            "指标性质｜实施期指标值｜年度指标值｜计量单位",
            "≥｜9｜3｜场",
            [("长期", "≥", "9", "场"), ("年度", "≥", "3", "场")],
        ),
        ("指标值｜<\n^｜^｜^｜实施期｜年度", "≥9场｜≥3场", [("长期", "≥", "9", "场"), ("年度", "≥", "3", "场")]),
    ],
)
def test_two_value_columns_are_two_periods_of_one_indicator(
    head: str, row: str, told: list[tuple[str, str, str, str]]
) -> None:
    """The first value was kept as a further text before, and judged by nobody."""
    text = f"项目名称｜送戏下乡\n一级指标｜二级指标｜三级指标｜{head}\n产出指标｜数量指标｜场次｜{row}"
    found = one(book_on(FORM, text)).indicators
    assert [(i.extra.get("期间"), i.operator, i.value, i.unit) for i in found] == told
    assert {(i.level1, i.level2, i.name) for i in found} == {("产出指标", "数量指标", "场次")}


def test_a_form_without_level_columns_is_read_by_its_names() -> None:
    book = book_on(FORM, "项目名称｜送戏下乡\n指标名称｜指标权重｜计量单位｜指标性质｜指标值\n演出场次｜20｜场｜≥｜30")
    assert rows_of(book) == ["｜｜演出场次｜≥｜30｜场"]


@pytest.mark.parametrize("name", ["linjiang-forms.xlsx", "linjiang-forms.pdf"])
def test_the_sample_of_l3_reads_whole(name: str) -> None:
    path = ROOT / "samples" / "made" / name
    if not path.exists():
        pytest.skip("samples/made is made by samples/make_samples.py")
    book = read_book(read(path), id="made")
    assert book.whole
    assert [(len(project.indicators), project.layout) for project in book.projects] == [
        (number, "L3") for number in (7, 7, 7, 6, 7, 6)
    ]
    assert not [repair for repair in book.repairs if repair.doubtful]
    assert all(project.total and project.total.unit == "元" and project.goal for project in book.projects)
    fifth = book.projects[4].indicators
    assert [(i.operator, i.value, i.unit) for i in fifth[3:6]] == [
        ("", "按月安排", ""),
        ("≤", "1022.92", "元/人"),
        ("", "100-120", "人"),
    ]


COLUMNS = (
    "项目名称",
    "预算数",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "权重",
)
DATA = (
    ("防火巡护", "120.00", "巡护到位", "产出指标", "数量指标", "巡护次数", "≥", "120", "次", "20"),
    ("", "", "", "", "时效指标", "完成时限", "≤", "12", "月", "30"),
    ("苗木繁育", "60.00", "育苗", "效益指标", "生态效益指标", "成活率", "≥", "90", "%", "50"),
)


@given(st.permutations(range(len(COLUMNS))))
def test_columns_in_any_order_give_the_same_tree(order: list[int]) -> None:
    """The law of binding by words: where a column stands says nothing."""
    marked = [COLUMNS, *DATA]
    covered = set(range(4))

    def cell(row: int, column: int) -> str:
        return "^" if row == 2 and column in covered else marked[row][column]

    text = "\n".join("｜".join(cell(row, column) for column in order) for row in range(4))
    book = book_on(PROJECT, text)
    assert rows_of(book) == [
        "产出指标｜数量指标｜巡护次数｜≥｜120｜次",
        "产出指标｜时效指标｜完成时限｜≤｜12｜月",
        "效益指标｜生态效益指标｜成活率｜≥｜90｜%",
    ]
    assert [(project.name, project.goal, len(project.indicators)) for project in book.projects] == [
        ("防火巡护", "巡护到位", 2),
        ("苗木繁育", "育苗", 1),
    ]
    assert [indicator.extra for project in book.projects for indicator in project.indicators] == [
        {"分值": "20"},
        {"分值": "30"},
        {"分值": "50"},
    ]


@given(st.permutations(range(8)))
def test_columns_of_a_form_in_any_order_give_the_same_tree(order: list[int]) -> None:
    table = [row.split("｜") for row in (
        "一级指标｜二级指标｜三级指标｜年度指标值｜实际完成值｜分值｜得分｜评价依据",
        "产出指标(50分)｜数量｜安保人数｜≥50个｜52｜20｜20｜台账",
        "满意度｜服务对象满意度｜师生满意度｜≥90%｜95%｜10｜10｜问卷",
    )]  # fmt: skip
    text = "\n".join("｜".join(row[column] for column in order) for row in table)
    book = book_on("项目支出绩效自评表", f"项目名称｜校园安全\n{text}")
    assert rows_of(book) == [
        "产出指标｜数量指标｜安保人数｜≥｜50｜个",
        "满意度指标｜服务对象满意度指标｜师生满意度｜≥｜90｜%",
    ]
    assert [indicator.extra["评价依据"] for indicator in book.projects[0].indicators] == ["台账", "问卷"]
    assert [indicator.extra["得分"] for indicator in book.projects[0].indicators] == ["20", "10"]


def test_splitting_a_value_is_a_repair_and_no_doubt() -> None:
    indicator = one(book_on(FORM, L10)).indicators[0]
    assert [(r.kind, r.raw, r.read_as, r.doubtful) for r in indicator.repairs] == [
        (RepairKind.SPLIT_VALUE, "≥100万页", "≥ | 100 | 万页", False)
    ]
    assert (indicator.printed["指标值"].raw, indicator.number) == ("≥100万页", Decimal(100))
