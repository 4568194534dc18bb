"""Faults planted in the budget tables of the sample: each kind is found, and most by their cause."""

from __future__ import annotations

import copy
import random

import pytest

from auditor import read
from auditor.rulebook import load_packs
from auditor.ties.cause import explain
from auditor.ties.cells import sheets_of
from auditor.ties.check import equations_of
from bench.ties.inject import KINDS, PAGE
from tests.conftest import ROOT

BOOK = read(ROOT / "samples" / "beijing-hrss-2026.txt")
RELATIONS = load_packs(["core"]).relations
TIMES = 10


@pytest.mark.parametrize("kind", KINDS)
def test_planted_faults_are_found(kind: str) -> None:
    chance = random.Random(7)
    found = named = planted = 0
    while planted < TIMES:
        book = copy.deepcopy(BOOK)
        at = chance.randrange(len(book.budget_tables))
        what = KINDS[kind](book.budget_tables[at], at, chance)
        if what is None:
            continue
        planted += 1
        sheets = sheets_of(book)
        faults = [
            fault for fault in explain(equations_of(RELATIONS, sheets)[0], sheets) if "PI-TIE-061" not in _rules(fault)
        ]
        found += bool(faults)
        named += any(fault.correction is not None and fault.correction.slip in what.named for fault in faults)
    # Cells that no relation holds are drawn as well: in three of this book's tables only the total is tied.
    assert found >= TIMES // 2, found
    assert named >= TIMES // 3, named


def _rules(fault) -> set[str]:  # type: ignore[no-untyped-def]
    return {one.relation.id for one in (fault.root, *fault.follows)}


def test_the_page_names_every_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {kind} |" in page for kind in KINDS)
