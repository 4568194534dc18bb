"""The findings over all samples are those last reviewed."""

from __future__ import annotations

from bench.corpus.diff import EXAMPLES, STORED, difference, lines, stored


def test_findings_are_those_accepted() -> None:
    assert difference(stored(), lines()) == [], "review it (make corpus-diff), then make corpus-accept"


def test_the_file_stays_small_enough_to_review() -> None:
    assert STORED.stat().st_size < 300_000


def test_difference_is_told_by_rule_with_examples() -> None:
    old = ["A-1\terror\tp\ti\tAB", "A-2\terror\tp\ti\tA"]
    new = ["A-1\terror\tp\ti\tA", *(f"A-3\terror\tp\t{number}\tA" for number in range(EXAMPLES + 2)), old[1]]
    assert difference(old, new) == [
        "A-1: +1 -1",
        "  - A-1\terror\tp\ti\tAB",
        "  + A-1\terror\tp\ti\tA",
        f"A-3: +{EXAMPLES + 2} -0",
        *(f"  + A-3\terror\tp\t{number}\tA" for number in range(EXAMPLES)),
        "  + … 2 more",
    ]
    assert difference(old, old) == []
