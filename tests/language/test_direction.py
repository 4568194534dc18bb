"""Which way invented rows of fields that no sample has should be judged: courts, forestry, sports, archives, fire …

``directions.tsv``: sound rows as their fields write them, with the direction that name, class and unit give.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.language.direction import OPEN, wanted
from auditor.language.levels import level2 as canonical2
from auditor.language.lexicon import load
from auditor.language.measure import HIGHER, LOWER, measure
from auditor.language.value import read_value

LINES = (Path(__file__).parent / "directions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]
WAYS = {HIGHER: "正向", LOWER: "反向"}
WRONG = {("正向", "≤"), ("反向", "≥")}


def direction(level2: str, name: str, operator: str, value: str, unit: str) -> str:
    lower = canonical2(level2)
    level1 = "成本指标" if lower.endswith("成本指标") else ""
    found = wanted(measure(name, lower), level1, lower, read_value(operator, value, unit), unit)
    assert bool(found.because) == (found != OPEN)
    return WAYS.get(found.direction, "")


@pytest.mark.parametrize(("level2", "name", "operator", "value", "unit", "way"), ROWS)
def test_direction(level2: str, name: str, operator: str, value: str, unit: str, way: str) -> None:
    assert direction(level2, name, operator, value, unit) == way


def test_the_rows_are_sound_and_mostly_decided() -> None:
    assert [row for row in ROWS if (row[5], row[2]) in WRONG] == []
    assert sum(bool(row[5]) for row in ROWS) >= 0.7 * len(ROWS)


PAIRS = """
火灾亡人数           | 社会效益指标 | 人   | 反向 | a count of deaths, though people are counted
火灾受灾群众救助人数 | 社会效益指标 | 人   | 正向 | the same people helped
裁判文书差错率       | 质量指标     | %    | 反向 |
裁判文书上网率       | 质量指标     | %    | 正向 |
垃圾无害化处理率     | 质量指标     | %    | 正向 | harm denied
病虫情报发布期数     | 时效指标     | 期   | 正向 | the bad thing is what somebody reports on
传染病报告发病数     | 社会效益指标 | 例   | 反向 | the report stands before the bad thing
停水抢修恢复供水时间 | 时效指标     | 小时 | 反向 | the time until it runs again
水厂连续供水时间     | 时效指标     | 小时 | 正向 | the time it runs
上门服务时间         | 时效指标     | 小时 | 反向 |
窗口每日服务时间     | 时效指标     | 小时 | 正向 |
保安服务费标准       | 经济成本指标 | 元   | 反向 | the standard of a charge, not of quality
孤儿基本生活费标准   | 经济成本指标 | 元   |      | a lower limit by law: 生活费 of orphans
出水总磷浓度         | 质量指标     | mg/L | 反向 |
溶解氧浓度           | 质量指标     | mg/L |      | must not be too low
封山育林面积         | 数量指标     | 万亩 | 正向 | an extent to be provided
林地采伐面积         | 数量指标     | 万亩 |      | a limit
撂荒地面积           | 社会效益指标 | 亩   | 反向 |
撂荒地治理面积       | 社会效益指标 | 亩   | 正向 |
门诊次均费用增长率   | 社会效益指标 | %    | 反向 |
公共用水量增长率     | 社会效益指标 | %    |      | use rises and is held
赛事观众人次增长率   | 社会效益指标 | %    | 正向 |
"""


@pytest.mark.parametrize(
    ("name", "level2", "unit", "way"),
    [tuple(part.strip() for part in line.split("|"))[:4] for line in PAIRS.splitlines() if line],
)
def test_pairs_that_differ_in_one_thing(name: str, level2: str, unit: str, way: str) -> None:
    assert direction(level2, name, "≥", "10", unit) == way


def test_a_text_has_no_direction() -> None:
    assert direction("数量指标", "巡林次数", "≥", "若干", "次") == ""


@pytest.mark.parametrize("key", load("direction"))
def test_no_word_stands_in_its_list_twice(key: str) -> None:
    listed = load("direction")[key]
    assert sorted(set(listed)) == sorted(listed)


WHEN = ("", "年均", "每年", "年", "全年", "累计", "预计", "共", "比上年", "2026年")
LESS = (("土壤流失量", "万吨"), ("碳排放量", "吨"), ("事故数", "起"), ("伤亡人数", "人"), ("等候时间", "分钟"))


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("verb", ["减少", "降低", "压减"])
@pytest.mark.parametrize(("thing", "unit"), LESS)
def test_by_how_much_something_bad_is_made_less_is_no_bad_thing(thing: str, unit: str, verb: str, when: str) -> None:
    lower = "社会效益指标"
    assert direction(lower, when + verb + thing, "≥", "4.2", unit) != "反向"
    assert direction(lower, when + thing, "≥", "4.2", unit) == "反向"
