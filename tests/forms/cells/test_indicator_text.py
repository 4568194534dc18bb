"""Indicators written as text in one cell: what cuts such a text, and what must not."""

from __future__ import annotations

import pytest

from auditor.forms.cells.indicator_text import written

LAMPS, PASSED = "更换路灯|≥|80|盏", "验收合格率|≥|98|%"


def _shown(text: str, heading: str = "") -> list[str]:
    """Each indicator in one line; "?" before one that is not sure, its classes before a colon."""
    return [
        ("" if one.sure else "?")
        + "".join(f"{word}：" for word in one.classes)
        + "|".join((one.name, one.operator, one.value, one.unit))
        for one in written(text, heading)
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("更换路灯≥80盏；验收合格率≥98%", [LAMPS, PASSED]),
        ("更换路灯≥80盏;验收合格率≥98%。", [LAMPS, PASSED]),
        ("更换路灯≥80盏\n验收合格率≥98%", [LAMPS, PASSED]),
        ("更换路灯≥80盏，验收合格率≥98%", [LAMPS, PASSED]),
        ("更换路灯≥80盏、验收合格率≥98%", [LAMPS, PASSED]),
        ("更换路灯≥80盏。验收合格率≥98%。", [LAMPS, PASSED]),
        ("更换路灯≥80盏 验收合格率≥98%", [LAMPS, PASSED]),
        ("1.更换路灯≥80盏；2.验收合格率≥98%", [LAMPS, PASSED]),
        ("1.更换路灯≥80盏 2.验收合格率≥98%", [LAMPS, PASSED]),
        ("1、更换路灯≥80盏2、验收合格率≥98%", [LAMPS, PASSED]),
        ("（1）更换路灯≥80盏\n（2）验收合格率≥98%", [LAMPS, PASSED]),
        ("①更换路灯≥80盏②验收合格率≥98%", [LAMPS, PASSED]),
        ("指标1：更换路灯≥80盏；指标2：验收合格率≥98%", [LAMPS, PASSED]),
        ("指标1：更换路灯≥80盏\n指标2：验收合格率≥98%", [LAMPS, PASSED]),
        ("更换路灯不少于80盏；验收合格率达到98%以上", [LAMPS, PASSED]),
        ("更换路灯：≥80盏；验收合格率（≥98%）", [LAMPS, PASSED]),
    ],
)
def test_a_list_is_read_as_its_indicators(text: str, read: list[str]) -> None:
    assert _shown(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("更换路灯≥80\n盏", [LAMPS]),
        ("更换\n路灯≥80盏；验收合\n格率≥98%", [LAMPS, PASSED]),
        ("培训（每期≥30人；共2天）≥5期", ["培训（每期≥30人；共2天）|≥|5|期"]),
        ("水稻、小麦面积≥1,000亩", ["水稻、小麦面积|≥|1,000|亩"]),
        ("建成2.5米绿道≥3.5公里", ["建成2.5米绿道|≥|3.5|公里"]),
        ("1.5米绿道≥3公里", ["1.5米绿道|≥|3|公里"]),
        ("12345热线接通率≥98%", ["12345热线接通率|≥|98|%"]),
        ("《规划；方案》编制≥1部", ["《规划；方案》编制|≥|1|部"]),
    ],
)
def test_nothing_is_cut_inside_brackets_numbers_and_wraps(text: str, read: list[str]) -> None:
    assert _shown(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("合格率100%", ["合格率||100|%"]),
        ("通行能力：显著提升", ["通行能力||显著提升|"]),
        ("完成时间2026年12月底前", ["完成时间||2026年12月底前|"]),
        ("更换路灯80盏", ["更换路灯||80|盏"]),
        ("更换灯箱80樽", ["?更换灯箱||80|樽"]),  # 樽 is not listed: 培训中心3楼 looks the same
        ("有效提升照明水平", ["?有效提升照明水平|||"]),
        ("80≤更换路灯≤100", ["?80≤更换路灯≤100|||"]),
        ("更换路灯≥80盏，不超过100盏", ["?更换路灯≥80盏，不超过100盏|||"]),
        ("更换路灯≥80盏，年底前完成", ["?更换路灯|≥|80盏,年底前完成|"]),
        ("3月至6月完成2次", ["?3月至6月完成2次|||"]),
        ("完成第3期", ["?完成第3期|||"]),
    ],
)
def test_a_target_without_an_operator_is_taken_apart_only_where_that_is_safe(text: str, read: list[str]) -> None:
    assert _shown(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "产出指标：数量：更换路灯≥80盏；质量：验收合格率≥98%；满意度指标：居民满意度≥90%",
            [f"产出指标：数量：{LAMPS}", f"产出指标：质量：{PASSED}", "满意度指标：居民满意度|≥|90|%"],
        ),
        ("【数量指标】更换路灯≥80盏\n【质量指标】验收合格率≥98%", [f"数量指标：{LAMPS}", f"质量指标：{PASSED}"]),
        ("数量指标：\n1.更换路灯≥80盏\n2.检修≥5次", [f"数量指标：{LAMPS}", "数量指标：检修|≥|5|次"]),
        (
            "一、产出指标：1.更换路灯≥80盏。二、效益指标：1.受益人数≥3人",
            [f"产出指标：{LAMPS}", "效益指标：受益人数|≥|3|人"],
        ),
        ("满意度：≥90%", ["满意度：满意度|≥|90|%"]),
    ],
)
def test_classes_in_the_text_head_what_follows_them(text: str, read: list[str]) -> None:
    assert _shown(text) == read


def test_a_target_alone_is_named_by_the_title_of_its_column() -> None:
    assert _shown("≥90%", "满意度") == ["满意度|≥|90|%"]
    assert _shown("≥90%；≥95%", "满意度") == ["?≥90%|||", "?≥95%|||"]


@pytest.mark.parametrize("text", ["", "—", "/", "数量指标：\n质量指标："])
def test_signs_and_classes_alone_are_no_indicators(text: str) -> None:
    assert _shown(text) == []


def test_every_part_keeps_what_is_printed() -> None:
    assert [one.raw for one in written("产出指标：1.更换路灯≥80盏 2.检修≥5次；质量：合格率≥98%")] == [
        "产出指标：1.更换路灯≥80盏",
        "2.检修≥5次",
        "质量：合格率≥98%",
    ]


def test_a_cell_without_end_is_one_indicator() -> None:
    assert [one.sure for one in written("更换路灯≥80盏；" * 2000)] == [False]
