"""Faults planted in the text of invented books: each kind is found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from auditor import read
from auditor.model import Book
from bench.prose.books import text
from bench.prose.inject import KINDS, PAGE, judged, planted

TIMES = 10


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Book]:
    folder: Path = tmp_path_factory.mktemp("books")
    for seed in range(2):
        (folder / f"invented-{seed}.txt").write_text(text(seed), encoding="utf-8")
    return [read(path) for path in sorted(folder.iterdir())]


def test_planted_faults_are_found(books: list[Book]) -> None:
    chance = random.Random(7)
    cases: list[tuple[str, Book]] = []
    for kind in KINDS:
        made = 0
        while made < TIMES:
            what = planted(chance.choice(books), kind, chance, f"{kind}-{made}")
            if what is not None:
                cases.append((kind, what[0]))
                made += 1
    found = judged([book for _, book in cases])
    stated = [kind for kind, book in cases if found[book.id]]
    assert sum(judged(books)[book.id].total() for book in books) == 0
    assert all(stated.count(kind) >= 0.7 * TIMES for kind in KINDS), {kind: stated.count(kind) for kind in KINDS}
    assert len(stated) >= 0.9 * len(cases)


def test_the_page_reports_every_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"| {kind} |" not in page] == []
