"""The core pack: its worked examples and what every rule must say."""

from __future__ import annotations

import re

import pytest

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
