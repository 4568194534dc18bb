"""The bench of names times what it says: distinct names, all understood."""

from __future__ import annotations

from bench.meaning import indicators, once


def test_names_are_distinct() -> None:
    rows = indicators(30_000)
    assert len(rows) == len({row[2] for row in rows}) == 30_000


def test_repeated_names_are_nearly_free() -> None:
    _, first, again = once(2000)
    assert again < first / 4
