"""What every rule that ships must say, whichever pack it is in; and which problem classes no rule tells."""

from __future__ import annotations

import re

import pytest

from auditor.findings import PROBLEMS
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.pack import RULE_ID
from auditor.rulebook.ruleset import Rule

BOOK = load_packs(builtin_packs())
RULES = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)

WITHOUT_RULE = {
    "custom": "the class of a reviewer's own rules",
}
"""Problem classes that no built-in rule tells, and why."""


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in BOOK.rules]
    assert sorted(ids) == sorted(set(ids))


@RULES
def test_is_named_and_of_a_known_class(rule: Rule) -> None:
    assert RULE_ID.fullmatch(rule.id)
    assert rule.text.name.strip()
    assert len(rule.text.name) <= 30
    assert rule.text.problem in PROBLEMS.keys() - {"custom"}


def test_names_are_unique() -> None:
    names = [rule.text.name for rule in BOOK.rules]
    assert sorted(names) == sorted(set(names))


@RULES
def test_says_why_and_what_to_do(rule: Rule) -> None:
    assert rule.text.why
    assert rule.text.advice
    assert "basis" in rule.text.model_fields_set, "a document, or practice written out"
    assert rule.text.basis


@RULES
def test_has_cases_of_both_sorts(rule: Rule) -> None:
    for cases in (rule.text.examples.flagged, rule.text.examples.clean):
        told = {str(case) for case in cases}
        assert len(told) >= 2
    flagged, clean = ({str(case) for case in cases} for cases in (rule.text.examples.flagged, rule.text.examples.clean))
    assert not flagged & clean


@RULES
def test_message_shows_the_row(rule: Rule) -> None:
    assert rule.message.columns, "a message without a cell of the row does not say which row it means"


@RULES
def test_basis_names_a_document_by_its_title_and_number(rule: Rule) -> None:
    for basis in rule.basis:
        assert basis.document
        assert "《" not in basis.document
        assert re.search(r"\d", basis.number), "the number the document was issued under"


def test_every_problem_class_has_a_rule_or_a_reason() -> None:
    told = {rule.text.problem for rule in BOOK.rules}
    assert set(PROBLEMS) - told == set(WITHOUT_RULE)
