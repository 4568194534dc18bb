"""Invented indicator rows of many fields, judged through the real chain; none is taken from a sample.

``clean.tsv``: rows that are right though they may look odd; ``faulty.tsv``: rows with the problems they should be
told of, and no others. Tab-separated: (problems,) level 1, level 2, name, operator, value, unit.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from auditor.facts.load import load
from auditor.findings import Severity
from auditor.rulebook import load_packs, run
from auditor.rulebook.examples import build_book

HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


CLEAN, FAULTY = _rows("clean.tsv"), _rows("faulty.tsv")


@cache
def _told() -> dict[str, set[str]]:
    """Problems told as error or warning by rules over indicators, by the row's six cells."""
    core = load_packs(["core"])
    of_rows = {rule.id for rule in core.rules if rule.text.over == "指标"}
    cells = {" | ".join(row[-6:]) for row in CLEAN + FAULTY}
    books = {f"b{number}": text for number, text in enumerate(sorted(cells))}
    _, findings = run(core, load([build_book(text, id) for id, text in books.items()]))
    told: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.rule in of_rows and finding.severity is not Severity.INFO:
            told[books[finding.document]].add(finding.problem)
    return told


def test_there_are_enough_rows() -> None:
    assert len(CLEAN) >= 500
    assert len(FAULTY) >= 200
    assert {len(row) for row in CLEAN} == {6}
    assert {len(row) for row in FAULTY} == {7}


def test_nothing_is_told_of_clean_rows() -> None:
    assert {text: told for row in CLEAN if (told := _told()[text := " | ".join(row)])} == {}


def test_faulty_rows_are_told_of_their_problem_only() -> None:
    wrong = {}
    for wanted, *row in FAULTY:
        text = " | ".join(row)
        if _told()[text] != set(wanted.split("+")):
            wrong[text] = f"应为 {wanted}，实为 {sorted(_told()[text])}"
    assert wrong == {}
