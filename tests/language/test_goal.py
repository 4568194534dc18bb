"""Goals without content, and goals with broken text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.language.goal import garbled, has_number, only_spending, told_share, weak
from auditor.language.project_kind import project_kind


@pytest.mark.parametrize(
    ("project", "goal"),
    [
        ("水务所工作经费", "保障水务所日常工作正常开展"),
        ("教师招聘经费", "完成教师招聘"),
        ("司法所业务经费", "做好司法所相关工作。"),
        ("消防站运转经费", "维护消防站正常运转，保证工作顺利开展"),
        ("农技推广项目", "推进农技推广工作"),
        ("体育局业务经费", "推动体育事业高质量发展"),
        ("法律援助", "做好全县法律援助工作，保障群众合法权益"),
        ("林场管护经费", "加强林场管护，确保林场安全"),
        ("全民健身", "弘扬体育精神，营造健身氛围"),
        ("候诊大厅运行维护", "保障候诊大厅正常运转，为就诊患者提供良好环境。"),
        ("陵园日常管理", "保障陵园设施安全。"),
        ("医院后勤专项", "用于被服、布草更新。"),
        ("纳税服务", "持续优化办税缴费服务，不断提升服务质量。"),
        ("军供站业务费", "做好军供保障工作，提高保障水平。"),
    ],
)
def test_weak(project: str, goal: str) -> None:
    assert weak(goal, project)


@pytest.mark.parametrize(
    ("project", "goal"),
    [
        ("党员教育", "增强党员身份意识，提高履职能力。"),
        ("民非年检", "完成民办非企业年检和等级评估审批工作"),
        ("水务所工作经费", "全年巡河48次，及时清除河道垃圾，水质达到Ⅲ类。"),
        ("教师招聘经费", "为农村学校补充音体美教师，缓解学科教师结构性缺编。"),
        ("图书购置", "购置少儿图书，更新馆藏，满足社区儿童阅读需要。"),
        ("林业局森林防火经费", "加强重点林区巡护和火源管控，及时发现和处置火情，不发生重特大森林火灾。"),
        ("林场管护经费", "管护公益林，提高森林覆盖率和林分质量。"),
        ("体校训练经费", "培养输送优秀体育后备人才，在省运会上取得优异成绩。"),
        ("信访工作经费", "及时就地化解信访矛盾，降低越级上访。"),
        ("食堂补助", "为干警提供早餐和午餐。"),
        ("桥梁养护", "完成危桥加固，保障通行安全。"),
        ("文物库房改造", "更换恒湿设备，为馆藏纸质文物提供稳定的保存环境。"),
        ("水库管理", "用于更换闸门启闭机，消除大坝安全隐患，提高防洪调度能力。"),
        ("公路养护", ""),
    ],
)
def test_not_weak(project: str, goal: str) -> None:
    assert not weak(goal, project)


@pytest.mark.parametrize(
    ("project", "goal", "why"),
    [
        ("东关小学零星维", "完成学校零星维修。", "只重述了项目名称"),
        ("林区防火", "做好林区防火。", "只重述了项目名称"),
        ("法庭运转经费", "保障我院各项工作正常开展", "只写了保障工作开展"),
        ("档案馆经费", "为本馆日常事务提供经费", "过于笼统"),
    ],
)
def test_why_weak(project: str, goal: str, why: str) -> None:
    assert weak(goal, project).startswith(why)


@pytest.mark.parametrize(
    ("goal", "clause", "why"),
    [
        ("做好接访，开展“书香校园活动，服务读者。", "开展‘书香校园活动", "缺后引号"),
        ("养护林道，，路面良好。", "养护林道，，路面良好", "标点“，，”重复"),
        ("购置灭火设备（含安装。", "购置灭火设备（含安装", "缺后括号"),
        ("提升传播深度和广... 度，扩大影响", "提升传播深度和广... 度", "中间有省略号，疑有漏字"),
        ("建设内容包括", "建设内容包括", "没有写完"),
        ("开展“书香校园”活动。", "", ""),
        ("1. 养护道路；2. 修补坑槽。", "", ""),
        ("购置设备（含安装）。", "", ""),
        ("", "", ""),
    ],
)
def test_garbled(goal: str, clause: str, why: str) -> None:
    assert garbled(goal) == (clause, why)


@pytest.mark.parametrize(
    ("goal", "spending"),
    [
        ("主要用于训练场馆水电和器材更新等开支。", True),
        ("项目资金用于支付陪审员补助、法庭租金。", True),
        ("本项目经费主要用于人员劳务、材料印制等支出。", True),
        ("拟申请经费购买训练器材。", True),
        ("用于购置档案密集架，改善保管条件。", False),
        ("用于养护林道30公里。", False),
        ("开展防火巡护。", False),
    ],
)
def test_a_goal_of_spending_only(goal: str, spending: bool) -> None:
    assert only_spending(goal) is spending


@pytest.mark.parametrize(
    ("goal", "name", "share"),
    [
        ("苗木成活率达到92%以上", "苗木成活率", "92"),
        ("案件审结率力争保持在95.5%", "案件审结率", "95.5"),
        ("接警出动率≥98％", "接警出动率", "98"),
        ("提高苗木成活率，群众满意度达到90%", "苗木成活率", None),
        ("绿化覆盖率提高2%", "绿化覆盖率", None),
        ("合格率达到92%", "合格率", None),
        ("", "苗木成活率", None),
    ],
)
def test_a_percentage_told_in_the_goal(goal: str, name: str, share: str | None) -> None:
    assert told_share(goal, name) == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [("培训300人", True), ("举办三场讲座", True), ("1. 开展培训 2. 做好宣传", False), ("2026年开展培训", False)],
)
def test_number(goal: str, wanted: bool) -> None:
    assert has_number(goal) is wanted


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("教学楼修缮工程", "建设"),
        ("执法车辆购置", "购置"),
        ("政务平台运维", "信息化运维"),
        ("村医培训经费", "培训"),
        ("残疾人生活补贴", "补助"),
        ("司法所工作经费", "办公"),
        ("法院综合楼维修", "建设"),
        ("灭火器维修保养", ""),
        ("法律援助经费", "补助"),
        ("某某经费", ""),
    ],
)
def test_project_kind(name: str, kind: str) -> None:
    assert project_kind(name).name == kind


@pytest.mark.parametrize(
    ("name", "goal", "kind", "ground"),
    [
        ("庭审信息化项目", "", "信息化建设", "项目名称含“信息化项目”"),
        ("庭审信息化项目", "保障庭审系统运维，全年无故障", "信息化运维", "绩效目标写的是运维"),
        ("庭审信息化项目", "完成庭审系统升级，并开展系统运维", "信息化建设", "项目名称含“信息化项目”"),
        ("护林专项", "为护林站购置巡护车3辆", "购置", "绩效目标含“购置”"),
        ("护林专项", "为护林站购置巡护车3辆，" + "保护森林资源" * 20, "", ""),
    ],
)
def test_what_shows_the_kind(name: str, goal: str, kind: str, ground: str) -> None:
    assert project_kind(name, goal) == (kind, ground)
