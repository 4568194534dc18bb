"""Placeholders, template text, normal names."""

from __future__ import annotations

import pytest

from auditor.language.placeholder import placeholder
from auditor.language.text import normalised, template_residue, without_template


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#####", "#####"),
        ("待定", "待定"),
        ("为XX村修路", "XX"),
        ("某某单位", "某某"),
        ("#REF!", "#REF!"),
        ("X光机", ""),
        ("无", ""),
        ("", ""),
        ("XXL号服装", ""),
    ],
)
def test_placeholder(text: str, wanted: str) -> None:
    assert placeholder(text) == wanted


@pytest.mark.parametrize(
    ("text", "residue", "bare"),
    [
        ("指标1：巡河次数", "指标1：", "巡河次数"),
        ("指标 2:村民满意度", "指标 2:", "村民满意度"),
        ("指标1：合格率（≥**%）", "指标1：、（≥**%）", "合格率"),
        ("合格率（≥**%）", "（≥**%）", "合格率"),
        ("……", "……", "…"),
        ("指标体系修订", "", "指标体系修订"),
        # nothing but a title of the form
        ("指标1", "指标1", "指标1"),
        ("【指标名称】", "【指标名称】", "【指标名称】"),
        ("（二级指标）", "（二级指标）", "（二级指标）"),
        ("绩效指标值", "绩效指标值", "绩效指标值"),
        ("请填写指标名称", "请填写指标名称", "请填写指标名称"),
        ("指标达成率", "", "指标达成率"),
        ("巡河次数。", "", "巡河次数"),
    ],
)
def test_template(text: str, residue: str, bare: str) -> None:
    assert template_residue(text) == residue
    assert without_template(text) == bare or residue == "……"


def test_normal_names_ignore_width_spaces_and_punctuation() -> None:
    assert normalised("指标1：巡河 次数（Ａ类）") == normalised("巡河次数(a类)")
