"""Rules from outside run in a process that can be killed; what they do there is only their own error."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.facts.facts import Facts
from auditor.findings import RuleState
from auditor.rulebook import query as query_module
from auditor.rulebook import run, sandbox
from auditor.rulebook.query import Query, ask
from auditor.rulebook.sandbox import ask_guarded
from tests.conftest import ROOT
from tests.rulebook.conftest import WriteRules

ENDLESS = "(SELECT count(*) FROM range(100000000000) a WHERE a.range % 7 = 8) > 数值"
UNSTOPPABLE = "length(repeat(repeat('长', 30000 + 行标识), 30000)) > 0"
GOOD = "数值 > 100"


def query(where: str, seconds: float = 10) -> Query:
    return Query("PI-TST-001", "指标", where, {}, (), seconds)


def test_an_outside_rule_finds_what_an_inside_one_finds(rule: WriteRules, facts: Facts) -> None:
    assert run(rule("数值 > 100", outside=True), facts) == run(rule("数值 > 100"), facts)


def test_interrupt_stops_a_runaway_rule_inside(facts: Facts) -> None:
    answer = ask(facts.connection, query(ENDLESS, 0.3))
    assert "时限 0.3 秒" in (answer.error or "")
    assert ask(facts.connection, query(GOOD)).error is None


def test_a_runaway_condition_that_passes_the_checks_ends_as_error(rule: WriteRules, facts: Facts) -> None:
    words = ", ".join(f"词{number}" for number in range(300))
    condition = "contains(三级指标, a || b || c || d)"
    for name in "dcba":
        condition = f"len(list_filter($词, lambda {name}: {condition})) > 0"
    outcomes, findings = run(rule(condition, more=f"with: {{词: [{words}]}}", outside=True), facts, seconds=0.5)
    assert (outcomes[0].outcome, findings) == (RuleState.ERROR, [])
    assert "时限" in (outcomes[0].why or "")


def test_what_interrupt_cannot_stop_is_killed_and_the_next_rule_runs(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "GRACE", 0.2)
    answers = list(ask_guarded(facts.connection, [query(UNSTOPPABLE, 0.2), query(GOOD)]))
    assert answers[0].error
    assert (answers[1].error, answers[1].rows) == (None, [(1, False, [])])


def test_a_process_that_dies_is_an_error_of_its_rule_only(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    # Too little to answer anything large, enough to start.
    monkeypatch.setattr(sandbox, "MEMORY_BYTES", 1_500_000_000)
    hungry = "length(repeat('长', 900000000 + 行标识)) > 0"
    answers = list(ask_guarded(facts.connection, [query(hungry), query(GOOD)]))
    assert answers[0].error
    assert answers[1].rows == [(1, False, [])]


def test_too_many_hits_are_an_error(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_module, "MAX_HITS", 3)
    answer = ask(facts.connection, query("true"))
    assert "命中超过" in (answer.error or "")
    assert answer.rows == []


def test_rules_are_trusted_only_where_they_ship(rules: WriteRules, tmp_path: Path) -> None:
    text = "rules:\n- {id: PI-TST-001, name: 甲, over: 指标, where: 'true', message: 甲}\n"
    assert not rules(text, outside=True).rules[0].trusted
    assert replace(rules(text).rules[0], trusted=False) == rules(text, outside=True).rules[0]


SCRIPT = """\
from auditor.facts.load import load
from auditor.rulebook import load_packs, run
from auditor.rulebook.examples import build_book

outcomes, _ = run(load_packs([{pack!r}]), load([build_book("产出指标 | 数量指标 | 人数 | ≥ | 1 | 人", "例")]))
print(outcomes[0].outcome.value, outcomes[0].why)
"""


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    pack, script = tmp_path / "规则.yaml", tmp_path / "脚本.py"
    pack.write_text("rules:\n- {id: PI-TST-001, name: 甲, over: 指标, where: 'true', message: 甲}\n", encoding="utf-8")
    script.write_text(SCRIPT.format(pack=str(pack)), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, check=False, encoding="utf-8", env=environment, timeout=600
    )
    assert done.stdout.startswith("ran None"), done.stdout + done.stderr
