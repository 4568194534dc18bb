"""The core pack: its worked examples and what every rule must say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor import audit
from auditor.findings import PROBLEMS
from auditor.rulebook import load_packs
from auditor.rulebook.examples import run_examples

CORE = load_packs(["core"])


def test_examples() -> None:
    assert [str(case) for case in run_examples(CORE) if not case.passed] == []


@pytest.mark.parametrize("rule", CORE.rules, ids=lambda rule: rule.id)
def test_every_rule_is_documented(rule) -> None:  # type: ignore[no-untyped-def]
    text = rule.text
    assert text.why
    assert text.advice
    assert text.basis
    assert text.problem in PROBLEMS
    assert len(text.examples.flagged) >= 2
    assert len(text.examples.clean) >= 2
    assert not re.search(r"[！!]|系统检测", text.message)
    assert len(re.findall(r"[。？]", text.message + (text.advice or ""))) <= 3


@pytest.mark.parametrize(("further", "told"), [("60", 0), ("50", 1)])
def test_further_sources_are_part_of_the_total(tmp_path: Path, further: str, told: int) -> None:
    """300 = 240 of fiscal money + 60 brought forward from last year, printed in a line of its own."""
    form = f"""项目支出绩效目标表
项目名称\t花坛养护\t\t
项目资金（万元）\t年度资金总额\t300\t
\t其中：财政拨款\t240\t
\t上年结转资金\t{further}\t
\t其他资金\t-\t
年度目标\t养护花坛12处，合格率98%以上\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t花坛养护处数\t≥12处
"""
    (tmp_path / "a.txt").write_text(form, encoding="utf-8")
    findings = audit([tmp_path / "a.txt"], rules=["core"]).findings
    assert sum(finding.rule == "PI-AMT-001" for finding in findings) == told


@pytest.mark.parametrize(("long", "year", "told"), [("≤36个月", "≤12个月", 0), ("≤12个月", "≤36个月", 1)])
def test_the_budget_year_does_not_judge_what_is_meant_for_the_whole_term(
    tmp_path: Path, long: str, year: str, told: int
) -> None:
    form = f"""项目支出绩效目标表
项目名称\t培训基地建设\t\t\t
年度目标\t2026年完成基地主体建设，培训100人\t\t\t
一级指标\t二级指标\t三级指标\t实施周期指标值\t年度指标值
产出指标\t时效指标\t完成培训基地建设\t{long}\t{year}
"""
    (tmp_path / "a.txt").write_text(form, encoding="utf-8")
    findings = audit([tmp_path / "a.txt"], rules=["core"]).findings
    assert sum(finding.rule == "PI-TIM-002" for finding in findings) == told
