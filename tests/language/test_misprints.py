"""Misprints in invented names of many fields, and sound names that look odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.language.misprints import broken, doubled_unit, misprint

SOUND = Path(__file__).with_name("sound_names.txt")
"""Invented names of twenty fields that no word list was made for."""
CLEAN = Path(__file__).parents[1] / "rules" / "clean.tsv"


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("庭审录像监侧覆盖率", "监侧", "监测"),
        ("法庭修膳面积", "修膳", "修缮"),
        ("护林员培圳人次", "培圳", "培训"),
        ("防火宣专次数", "宣专", "宣传"),
        ("赛事观众满意渡", "满意渡", "满意度"),
        ("档案整里合格率", "整里", "整理"),
        ("消防器材采沟数量", "采沟", "采购"),
        ("火灾隐患排察次数", "排察", "排查"),
        ("体观全民健身成效", "体观", "体现"),
        ("保障办公办公顺畅", "办公办公", "办公"),
        ("弘扬爱岗敬业、爱岗敬业精神", "爱岗敬业、爱岗敬业", "爱岗敬业"),
        ("招聘信息、招聘信息和指导信息发布次数", "招聘信息、招聘信息", "招聘信息"),
        ("2333热线接通率", "2333", "12333"),
        ("1245便民热线接通率", "1245", "12345"),
        ("1234便民热线接通率", "", ""),
        ("×24小时值守天数", "×24小时", "7×24小时"),
    ],
)
def test_what_was_meant(name: str, wrong: str, right: str) -> None:
    assert misprint(name) == (wrong, right)


@pytest.mark.parametrize(
    "name",
    [
        "养护里程", "单场赛事成本", "微信公众号推文数", "全年桥梁限行天数", "鼠密度监测布夹数", "救援犬训练犬只数",
        "林下经济产值", "基础数据数据库建设", "体育运动运动员人数", "每年年检车辆数", "人人享有体育服务覆盖率",
        "7×24小时值守天数", "12345热线接听量", "110报警接通时长", "96156热线接听量", "小学、小学附属幼儿园数量",
        "扬尘治理达标率", "疫木除治面积", "松材线虫防治面积", "执行案件执结率", "馆藏胶片扫描长度",
        "探空气球施放数量", "土壤墒情监测点数", "皮影戏展演场次", "船舶碰撞事故起数",
        "“民转刑”命案发生数",
    ],
)  # fmt: skip
def test_sound_names(name: str) -> None:
    assert misprint(name) == ("", "")


def test_at_most_one_false_suspicion_in_a_thousand_sound_names() -> None:
    names = {line.split("\t")[2] for line in CLEAN.read_text(encoding="utf-8").splitlines() if line.count("\t") == 5}
    names.update(SOUND.read_text(encoding="utf-8").split())
    assert len(names) > 800
    assert [name for name in sorted(names) if misprint(name)[0] or broken(name)] == []


@pytest.mark.parametrize(
    "name", ["卷宗归□合格率", "走访商户 and 居民户数", "道路、、桥梁处数", "林�管护面积", "验收的的合格率"]
)
def test_text_that_cannot_be_right(name: str) -> None:
    assert broken(name)


@pytest.mark.parametrize(
    "name", ["采购 WindowsServer 授权数量", "道路、桥梁处数", "□是□否", "你运动了吗？活动场次", ""]
)
def test_text_that_can(name: str) -> None:
    assert broken(name) == ""


@pytest.mark.parametrize(
    ("unit", "word"),
    [("个(套、套、件、辆)", "套"), ("台/台", "台"), ("个（台、套）", ""), ("次/年", "")],
)
def test_a_measure_word_offered_twice(unit: str, word: str) -> None:
    assert doubled_unit(unit) == word
