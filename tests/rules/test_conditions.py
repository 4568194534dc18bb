"""A condition is short enough for a reviewer to read: what is clever is a fact, and words are lists."""

from __future__ import annotations

import pytest

from auditor.rulebook import load_packs
from auditor.rulebook.ruleset import Rule

LONGEST = 160
"""Characters that fit into two lines of a rule page."""
GROUPS = ("PI-DIR-", "PI-OPR-", "PI-QLT-", "PI-UNT-")
"""The rules that hold to it so far."""


@pytest.mark.parametrize(
    "rule", [rule for rule in load_packs(["core"]).rules if rule.id.startswith(GROUPS)], ids=lambda rule: rule.id
)
def test_a_condition_can_be_read(rule: Rule) -> None:
    assert len(rule.text.where) <= LONGEST
