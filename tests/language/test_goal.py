"""Goals without content, and goals with broken text."""

from __future__ import annotations

import pytest

from auditor.language.goal import garbled, has_number, weak
from auditor.language.project_kind import project_kind


@pytest.mark.parametrize(
    ("project", "goal"),
    [
        ("水务所工作经费", "保障水务所日常工作正常开展"),
        ("教师招聘经费", "完成教师招聘"),
        ("司法所业务经费", "做好司法所相关工作。"),
        ("消防站运转经费", "维护消防站正常运转，保证工作顺利开展"),
        ("农技推广项目", "推进农技推广工作"),
    ],
)
def test_weak(project: str, goal: str) -> None:
    assert weak(goal, project)


@pytest.mark.parametrize(
    ("project", "goal"),
    [
        ("水务所工作经费", "全年巡河48次，及时清除河道垃圾，水质达到Ⅲ类。"),
        ("教师招聘经费", "为农村学校补充音体美教师，缓解学科教师结构性缺编。"),
        ("图书购置", "购置少儿图书，更新馆藏，满足社区儿童阅读需要。"),
        ("公路养护", ""),
    ],
)
def test_not_weak(project: str, goal: str) -> None:
    assert not weak(goal, project)


@pytest.mark.parametrize(
    "goal",
    [
        "开展“书香校园活动。",
        "养护道路，，路面良好。",
        "购置设备（含安装。",
        "提升传播深度和广... 度，扩大影响",
        "建设内容包括",
    ],
)
def test_garbled(goal: str) -> None:
    assert garbled(goal)


@pytest.mark.parametrize("goal", ["开展“书香校园”活动。", "1. 养护道路；2. 修补坑槽。", "购置设备（含安装）。", ""])
def test_whole(goal: str) -> None:
    assert not garbled(goal)


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
