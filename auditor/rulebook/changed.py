"""Which rules the packs in force have switched off or changed, for the first screen of a report."""

from __future__ import annotations

from auditor.findings import RuleChange
from auditor.rulebook.ruleset import Rule, RuleSet


def changed_rules(rules: RuleSet) -> tuple[RuleChange, ...]:
    """Every rule that a pack other than its own has switched off or changed, in the order of the packs."""
    return tuple(_change(rule) for rule in rules.rules if rule.changes)


def _change(rule: Rule) -> RuleChange:
    last = rule.changes[-1]
    return RuleChange(rule.id, rule.text.name, not rule.text.enabled, last.pack, last.reason)
