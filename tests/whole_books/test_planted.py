"""Faults planted in the amounts of the two invented books: found, most by their cause, and seldom with others."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest

from auditor.ties.cause import explain
from auditor.ties.cells import sheets_of
from auditor.ties.check import equations_of
from bench.ties.inject import KINDS
from tests.forms.final_accounts.book import FinalBook
from tests.whole_books import final, shanghai
from tests.whole_books.formats import read_back
from tests.whole_books.judged import RULES

TIMES = 12


@pytest.mark.parametrize("drawn", [final.BOOK, shanghai.BOOK], ids=lambda book: book.name)
def test_planted_faults_are_found(drawn: FinalBook, tmp_path: Path) -> None:
    sound, chance = read_back(drawn, "book.xlsx", tmp_path), random.Random(12)
    found = named = planted = 0
    for plant in KINDS.values():
        for _ in range(TIMES):
            what = None
            while what is None:
                book = copy.deepcopy(sound)
                at = chance.randrange(len(book.budget_tables))
                what = plant(book.budget_tables[at], at, chance)
            sheets = sheets_of(book)
            faults = explain(equations_of(RULES.relations, sheets)[0], sheets)
            planted += 1
            found += bool(faults)
            named += any(one.correction is not None and one.correction.slip in what.named for one in faults)
    # A parent with one child can be left out without changing a sum, and 机关运行经费 stands in no relation.
    assert found >= 0.9 * planted, found
    assert named >= 0.75 * planted, named
