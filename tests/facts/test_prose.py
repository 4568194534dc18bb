"""Fact tables 叙述数额 and 段落: a sound book tells nothing wrong, a changed number names both places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor import read
from auditor.facts.load import load
from auditor.findings import Finding
from auditor.rulebook import load_packs, run
from bench.prose.books import MANNERS, money, sums, text

CORE = load_packs(["core"])
RULES = replace(CORE, rules=[rule for rule in CORE.rules if rule.text.problem.startswith("prose")])
SEEDS = range(2 * len(MANNERS))


def findings(tmp_path: Path, book: str) -> list[Finding]:
    """What the rules on text say of a book."""
    path = tmp_path / "book.txt"
    path.write_text(book, encoding="utf-8")
    facts = load([read(path)])
    try:
        return run(RULES, facts)[1]
    finally:
        facts.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sound_book_has_no_findings(tmp_path: Path, seed: int) -> None:
    assert [(one.rule, one.message) for one in findings(tmp_path, text(seed))] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_an_amount_that_differs_from_its_table_names_both(tmp_path: Path, seed: int) -> None:
    running = money(sums(seed).running)
    other = money(sums(seed).running + 100)
    (found,) = findings(tmp_path, text(seed).replace(f"机关运行经费预算为{running}", f"机关运行经费预算为{other}"))
    assert found.rule == "PI-PRS-001"
    assert f"{other}万元" in found.message
    assert f"{running}万元" in found.message
    assert "‘三公’经费和机关运行经费预算表" in found.message
    assert found.source.line is not None
    assert other in found.raw


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("old", "new", "rule"), [
    ("2026年本单位政府采购预算", "2025年本单位政府采购预算", "PI-PRS-015"),
    ("截至2025年8月31日", "截至2024年8月31日", "PI-PRS-024"),
    ("“三公”经费预算情况说明", "2025年“三公”经费预算情况说明", "PI-PRS-016"),
    ("政府采购服务预算", "政府采购货物预算", "PI-PRS-023"),
    ("财政拨款的机关运行经费", "财政拨款的机关运行经费（说明）", "PI-PRW-001"),
])  # fmt: skip
def test_what_was_left_from_last_year_or_a_template_is_told(
    tmp_path: Path, seed: int, old: str, new: str, rule: str
) -> None:
    assert old in text(seed)
    assert rule in [one.rule for one in findings(tmp_path, text(seed).replace(old, new))]


def test_a_word_of_the_other_kind_of_book_is_told_where_the_book_has_a_habit(tmp_path: Path) -> None:
    changed = text(0).replace("2026年本单位政府采购", "2026年本部门政府采购")
    (found,) = findings(tmp_path, changed)
    assert (found.rule, found.status.value) == ("PI-PRW-006", "needs-review")
