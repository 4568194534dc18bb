"""The worked cases of every built-in rule hold, and a case that does not hold is told."""

from __future__ import annotations

import pytest

from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.examples import build_book, run_examples
from auditor.rulebook.pack import ExampleText
from tests.rulebook.conftest import WriteRules

FLAGGED, CLEAN = "产出指标 | 数量指标 | 人数 | ≥ | 120 | 人", "产出指标 | 数量指标 | 人数 | ≥ | 80 | 人"


@pytest.mark.parametrize("pack", builtin_packs())
def test_the_examples_of_built_in_packs_hold(pack: str) -> None:
    tried = run_examples(load_packs([pack]))
    assert tried
    assert [str(case) for case in tried if not case.passed] == []


@pytest.mark.parametrize("pack", builtin_packs())
def test_every_built_in_rule_has_cases_of_both_sorts(pack: str) -> None:
    lacking = [
        rule.id for rule in load_packs([pack]).rules if not (rule.text.examples.flagged and rule.text.examples.clean)
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("flagged", "clean", "passed"),
    [(FLAGGED, CLEAN, [True, True]), (CLEAN, CLEAN, [False, True]), (FLAGGED, FLAGGED, [True, False])],
)
def test_a_case_that_does_not_hold_is_told(rule: WriteRules, flagged: str, clean: str, passed: list[bool]) -> None:
    tried = run_examples(rule("数值 > 100", more=f'examples: {{flagged: ["{flagged}"], clean: ["{clean}"]}}'))
    assert [case.passed for case in tried] == passed


@pytest.mark.parametrize(
    "case", ["只有 | 两栏", "{项目: {项目名: 甲}}", "{修正: [{种类: 没有}]}", "{文件: {年份: 2026}}"]
)
def test_a_case_written_wrongly_does_not_pass(rule: WriteRules, case: str) -> None:
    shown = case if case.startswith("{") else f'"{case}"'
    (tried,) = run_examples(rule("true", more=f"examples: {{clean: [{shown}]}}"))
    assert not tried.passed
    assert "示例写法有误" in str(tried)


def test_a_case_of_a_rule_that_fails_does_not_pass(rule: WriteRules) -> None:
    (tried,) = run_examples(rule("数值 > 'abc'", more=f'examples: {{clean: ["{CLEAN}"]}}'))
    assert not tried.passed


def test_the_long_form_fills_every_table() -> None:
    book = build_book(
        ExampleText.model_validate(
            {
                "项目": {"项目编码": "110", "项目总额": "1,234.50", "绩效目标": "目标"},
                "指标": [FLAGGED],
                "另有项目": [{"项目": {"项目名称": "部门", "表类": "整体"}}],
                "文件": {"部门名称": "财政局", "年度": 2025, "未读": "附表"},
                "预算行": [{"表名": "表一", "行名": "合计", "列名": "金额", "金额原文": "#####"}],
                "修正": [{"种类": "operator-glyph", "列名": "指标性质", "原文": "-", "读作": "="}],
            }
        ),
        "例",
    )
    project = book.projects[0]
    assert (project.code, str(project.total.number if project.total else None)) == ("110", "1234.50")
    assert (book.department, book.year, len(book.departments)) == ("财政局", 2025, 1)
    assert book.budget_tables[0].lines[0].amounts["金额"].number is None
    assert [repair.read_as for repair in project.indicators[0].repairs] == ["="]
    assert not book.whole
