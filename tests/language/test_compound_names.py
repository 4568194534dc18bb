"""Names that hold several measured things, and names where a list only modifies."""

from __future__ import annotations

import pytest

from auditor.language.compound_names import are_clauses, numbered
from auditor.language.measure import measure


@pytest.mark.parametrize(
    "name",
    [
        "参训教师合格率、出勤率",
        "学生、家长、教师满意度",
        "设备完好率和利用率",
        "患者满意度、医护人员满意度",
        "水质取样检测、河道清淤疏浚、堤防巡查养护次数",
        "开展普法讲座，提供法律咨询",
        "编制防汛预案、组织应急演练",
        "患者、家属满意度",
        "游客和商户满意度",
        "排查安全隐患并组织应急演练",
        "减轻患者经济负担和家属照护负担",
        "论文发表及专利授权数量",
        "普法讲座、法律咨询场次",
        "化验数据的准确性和完整性",
        "苗木补植株数及防火道清理长度",
        "空气呼吸器、红外热像仪",
        "获救群众和消防员家属满意度",
        "办税厅改造及窗口人员培训",
    ],
)
def test_compound(name: str) -> None:
    assert len(measure(name).parts) >= 2


@pytest.mark.parametrize(
    "name",
    [
        "市级、区级刊物发表数量",
        "防汛抗旱物资储备数量",
        "研究成果数量（报告、汇编、建议）",
        "系统、设备持续使用年限",
        "督导、考评、管理人员培训次数",
        "扩大惠农政策影响，政策知晓率",
        "和平街道居民满意度",
        "支出进度二季度50%、三季度75%",
        "资料印刷、场地租赁、专家讲课等费用",
        "农药化肥使用量",
        "学生及家长满意度",
        "消防员和消防员家属满意度",
        "学生、家长等服务对象满意度",
        "市、区两级部门满意度",
        "低保对象及其家庭满意度",
        "更新桌椅、书柜等办公家具",
        "平均分与全市平均分差值",
        "巡查、检查次数",
        "光伏并网率",
        "通过开展警示教育，增强廉洁意识",
        "、，和",
        "",
    ],
)
def test_one_thing(name: str) -> None:
    assert measure(name).parts == ()


def test_a_clause_of_means_is_no_part() -> None:
    assert "通过开展集训" not in measure("通过开展集训，提高办案质量，增强服务意识").parts


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("提高办案质量和审判效率，增强服务意识", True),
        ("检测数据的准确性、完整性", False),
        ("提高诊疗水平及服务能力", False),
        ("防火道完好率、清理率", False),
        ("服刑人员、家属满意度", False),
        ("增强职工纪律意识、规矩意识", True),
        ("通过集中轮训，增强职工纪律意识、规矩意识", True),
    ],
)
def test_clauses_are_told_from_measures(name: str, clauses: bool) -> None:
    parts = measure(name).parts
    assert parts
    assert are_clauses(parts) == clauses


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("运动员、教练员满意度", "①运动员满意度；②教练员满意度"),
        ("卷宗归档率、完整率", "①卷宗归档率；②完整率"),
        ("卷宗归档率", ""),
        ("提升牧民获得感、满意度", "①提升牧民获得感；②满意度"),
        ("护林员、牧民和游客满意度", "①护林员满意度；②牧民满意度；③游客满意度"),
        ("学员、学员及家长满意度", "①学员满意度；②学员及家长满意度"),
        # every clause, with an act at its beginning or not
        ("规范库房管理，档案完好无损，提高查阅效率", "①规范库房管理；②档案完好无损；③提高查阅效率"),
        (
            "通过流动巡展、完善讲解服务等方式，丰富牧区文化生活，提升博物馆影响力",
            "①丰富牧区文化生活；②提升博物馆影响力",
        ),
    ],
)
def test_parts_for_a_reader(name: str, shown: str) -> None:
    found = measure(name)
    assert numbered(found.parts, found.head) == shown
