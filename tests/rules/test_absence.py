"""No rule says 没有, 为空 or 缺少 of what the form does not ask for, or of what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from auditor.facts.load import load
from auditor.findings import Status
from auditor.forms import read_book
from auditor.forms.book import read_accounted
from auditor.forms.cells.labels import labels
from auditor.forms.table.row import RowRole
from auditor.grid import Printed
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.engine import run
from tests.forms.test_one_wrong_character import ONCE, as_grid, as_text

BOOK = load_packs(builtin_packs())
CLAIMS = {
    rule.id
    for rule in BOOK.rules
    if rule.text.absent and (rule.text.problem != "weak-goal" or "没有填写" in rule.text.message)
}
"""The other rules of weak goals judge the words of the goal that was read, which may be another one of the form."""
SAYS = ("没有", "为空", "缺少", "未填")
WORDS = {
    "vague", "empty-threshold", "garbled-text", "qualitative-conflict", "unit-conflict", "prose-wording",
}  # fmt: skip
"""Problem classes of rules on the words of a cell: the cell was read, and its words do not say enough."""
READ = {
    "PI-BJ-001": "how a printed sum is written",
    "PI-VAL-008": "a printed zero",
    "PI-SE-014": "the printed result is below the printed target",
    "PI-TIE-034": "two printed tables, both read, disagree",
    "PI-SE-018": "how a printed score was computed",
    "PI-PRS-021": "a sentence and a printed table, both read, disagree; a table read in part makes it a doubt",
}
"""Further rules whose name or message has such a word and that miss nothing, with the reason."""
UNKNOWN = "甲乙丙"
_NUMBER = re.compile("[0-9.,]+")
MAKERS = {"text": as_text, "grid": as_grid}


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_that_misses_something_says_what(rule) -> None:  # type: ignore[no-untyped-def]
    text = rule.text
    grave = text.problem.startswith("missing-") or text.problem == "weak-goal"
    says = any(word in text.name or word in text.message for word in SAYS)
    if grave or (says and text.problem not in WORDS and rule.id not in READ):
        assert text.absent
    assert "未设栏目" not in text.where


def accused(documents: dict[str, Printed]) -> dict[str, set[tuple[str, str]]]:
    """The faults of absence that each document is told: the rule and what it says. All in one run, to save time."""
    facts = load([read_book(printed, id=what) for what, printed in documents.items()])
    try:
        found = [each for each in run(BOOK, facts)[1] if each.rule in CLAIMS and each.status is Status.VIOLATION]
    finally:
        facts.close()
    told: dict[str, set[tuple[str, str]]] = {what: set() for what in documents}
    for each in found:
        told[each.document].add((each.rule, _NUMBER.sub("", each.message)))
    return told


@cache
def roles(name: str) -> tuple[RowRole, ...]:
    one = ONCE[name]
    _, tables, _ = read_accounted(as_grid(one.title, one.rows()), id="made")
    return tuple(row.role for table in tables for row in table.rows)


def without_column(name: str, column: int) -> list[list[str]]:
    """The table without one column of its indicators; in a head a column of values would be left blank, not out."""
    rows = ONCE[name].rows()
    listed = RowRole.HEADER in roles(name)[:1]
    for role, row in zip(roles(name), rows, strict=True):
        if role == RowRole.PROJECT and not listed:
            continue
        if column + 1 < len(row) and row[column + 1] == "<" and row[column] != "<":
            row[column + 1] = row[column]  # a merged cell is one column narrower
        if column < len(row):
            del row[column]
    return rows


def damaged(name: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The table with a column dropped, with one head label blank, or with one title that nobody knows."""
    rows = ONCE[name].rows()
    for column in range(max(map(len, rows))):
        yield f"without column {column}", without_column(name, column)
    for place, (role, row) in enumerate(zip(roles(name), rows, strict=True)):
        for column, text in enumerate(row):
            if text in ("", "^", "<"):
                continue
            if role == RowRole.HEADER or (role == RowRole.PROJECT and labels(text)):
                for word in (UNKNOWN, *([""] if role == RowRole.PROJECT else [])):
                    changed = [list(one) for one in rows]
                    changed[place][column] = word
                    yield f"{text} as {word!r}", changed


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", ONCE)
def test_damage_accuses_nobody_of_leaving_something_out(name: str, make: str) -> None:
    fixture, read = ONCE[name], MAKERS[make]
    documents = {what: read(fixture.title, rows) for what, rows in damaged(name)}
    told = accused({"sound": read(fixture.title, fixture.rows()), **documents})
    sound = told.pop("sound")
    assert not {what: new for what, all_told in told.items() if (new := all_told - sound)}
