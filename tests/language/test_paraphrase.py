"""Other words for the same indicator, and names that only look alike, in fields that no sample covers."""

from __future__ import annotations

import pytest

from auditor.language.paraphrase import NEAR, SAME, WIDER, likeness

SAYS_THE_SAME = [
    ("案卷归档合格率", "案卷归档达标率"),
    ("全市林木蓄积增长率", "林木蓄积增长比例"),
    ("当事人对调解工作的满意程度", "当事人对调解工作满意度"),
    ("救援力量平均到达现场时间", "救援力量到场时限"),
    ("采购消防水带数量", "消防水带购置数量"),
    ("工程竣工时限", "工程完工时间"),
    ("培训护林员人次", "护林员培训人次"),
    ("卷宗扫描总数量", "卷宗扫描数量"),
    ("参训学员数量", "参训人数"),
    ("扶梯检修完成率", "扶梯检修率"),
    ("闸机故障排除时限", "闸机故障修复时间"),
    ("移民安置户数", "移民安置户数量"),
]

ADDS_A_MODIFIER = [
    ("读者满意度", "到馆读者的满意度", ("到馆",), ""),
    ("消防设备验收合格率", "训练场消防设备验收合格率", ("训练场",), ""),
    ("运动员满意度", "运动员对训练保障的满意度", (), "训练保障"),
    ("职工对食堂的满意度", "医院职工食堂满意率", ("医院",), ""),
    ("运维林区监测站", "林区火情监测站运维数量", ("火情",), ""),
]

APART = [
    ("民事案件审结率", "刑事案件执结率"),
    ("一审案件数量", "案件执行数量"),
    ("宫颈癌筛查成本", "乳腺癌筛查成本"),
    ("运动员对教练满意度", "运动员对食宿满意度"),
    ("学生满意度", "学生家长满意度"),
    ("设备完好率", "设备管理系统完好率"),
    ("春季造林面积", "秋季造林面积"),
    ("初中校舍维修面积", "高中校舍维修面积"),
    ("硬件维护数量", "软件维护数量"),
    ("工程开工时间", "工程完工时间"),
    ("设备采购数量", "其他设备采购数量"),
    ("养护林道里程", "新增养护林道里程"),
    ("火灾扑救率", "火灾预防率"),
    ("总成本控制数", "场馆改造总成本控制数"),
    ("完成情况", "归档完成情况"),
    ("合格率", "档案装订合格率"),
    ("使用人员满意度", "工作人员满意度"),
    ("人均训练成本", "训练成本"),
    ("住院患者满意度", "门诊患者满意度"),
    ("参展企业数量", "参展人员数量"),
    ("任务完成率", "任务率"),
    ("参赛教师人数", "参赛学生人数"),
    ("", ""),
]


@pytest.mark.parametrize(("first", "second"), SAYS_THE_SAME)
def test_other_words_for_the_same(first: str, second: str) -> None:
    assert likeness(first, second).relation == likeness(second, first).relation == SAME


@pytest.mark.parametrize(("first", "second", "added", "about"), ADDS_A_MODIFIER)
def test_what_only_one_of_them_says_is_kept(first: str, second: str, added: tuple[str, ...], about: str) -> None:
    found = likeness(first, second)
    assert (found.relation, found.added, found.about) == (WIDER, added, about)


@pytest.mark.parametrize(("first", "second"), APART)
def test_different_things_are_kept_apart(first: str, second: str) -> None:
    assert likeness(first, second).relation == likeness(second, first).relation == ""


def test_a_differing_character_is_only_near() -> None:
    assert likeness("绿化养护面积", "公园绿地养护面积").relation == NEAR


@pytest.mark.parametrize(
    ("first", "second", "project", "others", "relation"),
    [
        ("设备合格率", "设备合格率", "", "", SAME),
        ("成品验收合格率", "档案成品验收合格率", "档案数字化", "", SAME),
        ("成品验收合格率", "档案成品验收合格率", "法庭改造", "", WIDER),
        ("观众满意度", "观众对联赛的满意度", "体育场馆开放", "青少年联赛场次", SAME),
        ("观众满意度", "观众对停车的满意度", "体育场馆开放", "青少年联赛场次", WIDER),
        ("乘客满意度", "乘客对服务的满意度", "", "", SAME),
        ("春季造林面积", "秋季造林面积", "春季秋季造林", "", ""),
    ],
)
def test_a_modifier_of_the_project_itself_excludes_nothing(
    first: str, second: str, project: str, others: str, relation: str
) -> None:
    assert likeness(first, second).within(project, others) == relation
