"""Merging what several people decided, and counting how often rules were right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from auditor.findings import Choice, Decision
from auditor.results import Result
from auditor.review import Decisions
from auditor.review.merge import merge
from auditor.review.stats import precision

TRUE, FALSE, ASKED, CORRECTED = Choice.TRUE, Choice.FALSE_ALARM, Choice.ASKED, Choice.CORRECTED


def made(choice: Choice, by: str, day: int = 1, note: str = "", id: str = "f1") -> Decision:
    return Decision(id, choice, note, by, f"2026-03-{day:02}")


def of(*decisions: Decision) -> Decisions:
    return Decisions({each.fingerprint: each for each in decisions})


@pytest.mark.parametrize(
    ("current", "new", "settled", "disputed"),
    [
        ([], made(TRUE, "张"), made(TRUE, "张"), set()),
        ([made(TRUE, "张")], made(FALSE, "张", 2), made(FALSE, "张", 2), set()),
        ([made(TRUE, "张", 2)], made(FALSE, "张", 1), made(TRUE, "张", 2), set()),
        ([made(TRUE, "张")], made(FALSE, "张"), made(FALSE, "张"), set()),
        ([made(TRUE, "张")], made(TRUE, "李", 2, "同意"), made(TRUE, "李", 2, "同意"), set()),
        ([made(TRUE, "张")], made(FALSE, "李"), None, {"张", "李"}),
        ([made(TRUE, "")], made(FALSE, ""), None, {""}),
        ([made(TRUE, "张"), made(FALSE, "李")], made(TRUE, "李", 2), made(TRUE, "李", 2), set()),
        ([made(TRUE, "张"), made(FALSE, "李")], made(ASKED, "王"), None, {"张", "李", "王"}),
    ],
)
def test_two_opinions_on_one_finding(
    current: list[Decision], new: Decision, settled: Decision | None, disputed: set[str]
) -> None:
    before = of(*current) if len(current) == 1 else Decisions({}, tuple(current))
    merged = merge(before, [of(new)])
    assert merged.decisions.settled.get("f1") == settled
    assert {each.by for each in merged.decisions.disputed} == disputed
    assert merged.disputed == (["f1"] if disputed else [])
    forced = merge(before, [of(new)], settle=True)
    assert forced.decisions == of(new)


def test_what_is_added_and_changed_is_counted() -> None:
    one, two = made(TRUE, "张"), made(FALSE, "张", id="f2")
    merged = merge(of(one), [of(one, two), of(made(CORRECTED, "张", 3))])
    assert (merged.added, merged.changed, merged.disputed) == (["f2"], ["f1"], [])
    assert merge(of(one, two), [of(two)]).changed == []


people = some.sampled_from(["", "张", "李"])
opinions = some.builds(
    made, some.sampled_from(Choice), people, some.integers(1, 3), some.just(""), some.sampled_from("ab")
)
files = some.lists(some.lists(opinions, max_size=3).map(lambda each: of(*each)), max_size=4)


@given(files)
def test_no_opinion_is_lost_but_to_a_later_one_of_its_author_or_the_same_choice(given: list[Decisions]) -> None:
    merged = merge(Decisions(), given).decisions
    kept = [*merged.settled.values(), *merged.disputed]
    for file in given:
        for each in file.settled.values():
            same = [other for other in kept if other.fingerprint == each.fingerprint]
            assert any(
                other.decision == each.decision or (other.by == each.by != "" and other.date >= each.date)
                for other in same
            ) or _changed_since(each, given)
    assert not {each.fingerprint for each in merged.disputed} & merged.settled.keys()
    assert merge(merged, [merged]).decisions.settled.keys() == merged.settled.keys()


def _revised(old: Decision, new: Decision) -> bool:
    return old.by == new.by != "" and new.date >= old.date


def _changed_since(old: Decision, given: list[Decisions]) -> bool:
    """Whether somebody who agreed with ``old`` later changed her mind, so that the choice has no voice any more."""
    agreed = {each.by for file in given for each in file.settled.values() if each.decision == old.decision and each.by}
    return any(
        each.by in agreed and each.decision != old.decision and each.date >= old.date
        for file in given
        for each in file.settled.values()
    )


def test_precision_counts_what_was_found_right_or_wrong() -> None:
    entries = [{"fingerprint": f"f{n}", "rule": "R-1" if n < 6 else "R-2"} for n in range(8)]
    result = Result("", "", {}, [*entries], {}, None)
    choices = [TRUE, CORRECTED, FALSE, ASKED]
    decisions = {f"f{n}": made(choice, "张", id=f"f{n}") for n, choice in enumerate(choices)}
    decisions["f6"] = made(ASKED, "张", id="f6")
    decisions["f99"] = made(TRUE, "张", id="f99")
    rules, elsewhere = precision([result, result], decisions)
    assert [(each.rule, each.findings, each.right, each.judged) for each in rules] == [
        ("R-1", 6, 2, 3),
        ("R-2", 2, 0, 0),
    ]
    assert [each.share for each in rules] == [2 / 3, None]
    assert elsewhere == 1
