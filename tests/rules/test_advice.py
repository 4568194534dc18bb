"""Advice stands: whoever follows it is told nothing else of the row, by any rule that ships in the core pack."""

from __future__ import annotations

import re
from functools import cache

import pytest

from auditor.findings import Severity
from auditor.language.measure import measure
from auditor.model import Book
from auditor.rulebook import load_packs
from auditor.rulebook.examples import build_book
from auditor.rulebook.ruleset import Rule
from bench.accuracy.advice import change, contradicted, judge
from tests.rules.test_rows import FAULTY

CORE = load_packs(["core"])
ROWS = [rule for rule in CORE.rules if rule.text.over == "指标" and rule.text.enabled]
_QUOTED = re.compile(r"“([^”{]+)”")
_SHARES = ("misclassified", "vague")
"""The classes of problems by which an example in an advice could be told, whatever its number is."""


def books_of(rule: Rule) -> list[Book]:
    return [build_book(text, f"{rule.id}-{number}") for number, text in enumerate(rule.text.examples.flagged)]


def test_a_suggestion_ends_its_finding_and_starts_no_other() -> None:
    """Over the flagged examples of every rule and all invented faulty rows."""
    books = [book for rule in ROWS for book in books_of(rule)]
    books += [build_book(" | ".join(row), f"b{number}") for number, (_, *row) in enumerate(FAULTY)]
    followed, wrong = contradicted(books, CORE)
    assert followed > 100
    assert [str(one) for one in wrong] == []


def names_in_advice(rule: Rule) -> list[str]:
    """The names of indicators that the advice of ``rule`` gives as examples."""
    quoted = (name.strip("…") for name in _QUOTED.findall(rule.text.advice or ""))
    return [name for name in quoted if len(name) > 2 and measure(name).kind]


@cache
def _cases() -> list[tuple[Rule, str]]:
    return [(rule, name) for rule in ROWS for name in names_in_advice(rule)]


@pytest.mark.parametrize(("rule", "name"), _cases(), ids=lambda value: getattr(value, "id", value))
def test_a_name_in_an_advice_can_be_taken(rule: Rule, name: str) -> None:
    """Put in place of the flagged name, where it measures the same kind of thing, it is neither vague nor misplaced."""
    books = books_of(rule)
    said = {(finding.document, finding.rule) for finding in judge(books, CORE)}
    for book in books:
        for indicator in (indicator for project in book.goals() for indicator in project.indicators):
            if measure(indicator.name).ratio == measure(name).ratio:
                change(indicator, {"三级指标": name})
    for finding in judge(books, CORE):
        if finding.severity is not Severity.INFO and finding.problem in _SHARES:
            assert (finding.document, finding.rule) in said, finding.message
