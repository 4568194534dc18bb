"""Meaning of many distinct names in a bounded amount of work."""

from __future__ import annotations

from auditor.language.classify import classify
from auditor.language.levels import level2
from auditor.language.measure import measure
from auditor.language.vagueness import vague
from auditor.language.value import read_value
from tests.effort import at_most


def test_ten_thousand_names() -> None:
    fields = ("教师培训", "公路养护", "图书借阅", "河道清淤", "疫苗接种", "消防演练", "粮食收储", "路灯维修")
    heads = ("人次", "合格率", "完成及时率", "故障修复时间", "投诉处理率")
    names = [f"{place}号点{field}{head}" for place in range(250) for field in fields for head in heads]
    value = read_value("≥", "95", "%")
    with at_most(200):
        for name in names:
            found = measure(name, level2("质量指标"))
            vague(found, "产出指标", "质量指标", value)
            classify(found, "产出指标", "质量指标", value)
