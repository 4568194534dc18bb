"""Rule files written for a test, and facts to judge by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.model import Book
from auditor.rulebook import RuleSet, load_packs
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText

LINES = [
    "成本指标 | 经济成本指标 | 建设成本 | ≥ | 50 | 万元",
    "产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人",
    "产出指标 | 质量指标 | 验收合格率 | ≥ | 95 | %",
    "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 优 | %",
]

RULE = """
rules:
- id: PI-TST-001
  name: 试用
  over: {over}
  where: {where}
  message: 第{{行标识}}行
  {more}
"""

WriteRules = Callable[..., RuleSet]


def book(id: str = "甲", **more: object) -> Book:
    content = {"项目": {"项目名称": "培训项目", "项目总额": "100", "财政资金": "100"}, "指标": LINES, **more}
    return build_book(ExampleText.model_validate(content), id)


@pytest.fixture
def facts() -> Iterator[Facts]:
    loaded = load([book()])
    yield loaded
    loaded.close()


@pytest.fixture
def rules(tmp_path: Path) -> WriteRules:
    """Load rules from YAML text, as if they shipped with the program unless ``outside``."""

    def make(text: str, outside: bool = False) -> RuleSet:
        file = tmp_path / "规则.yaml"
        file.write_text(text, encoding="utf-8")
        made = load_packs([file])
        if not outside:
            made.rules = [replace(rule, trusted=True) for rule in made.rules]
        return made

    return make


@pytest.fixture
def rule(rules: WriteRules) -> WriteRules:
    """One rule with this condition."""

    def make(where: str, over: str = "指标", more: str = "", outside: bool = False) -> RuleSet:
        return rules(RULE.format(where=f'"{where}"', over=over, more=more), outside)

    return make
