"""What most other tables say, which numbers are out of order, and what a note below a table speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.table_head import others, out_of_order
from auditor.language.empty_notes import says_empty, speaks_of


@given(st.lists(st.integers(0, 30), min_size=2, max_size=12, unique=True), st.data())
def test_one_number_moved_is_the_only_one_out_of_order(numbers: list[int], data: st.DataObject) -> None:
    ordered: list[int | None] = sorted(numbers)  # type: ignore[assignment]
    assert out_of_order(ordered) == []
    moved = data.draw(st.sampled_from(ordered))
    rest = [one for one in ordered if one != moved]
    rest.insert(data.draw(st.integers(0, len(rest))), moved)
    assert len(out_of_order(rest)) == (rest != ordered)


def test_missing_numbers_are_passed_over() -> None:
    assert out_of_order([1, None, 3, 2, None, 4]) in ([2], [3])
    assert out_of_order([None, None]) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["甲", "甲", "甲", "乙"], [None, None, None, "甲"]),
        (["甲", "甲", "甲", "甲", "乙"], [None, None, None, None, "甲"]),
        (["甲", "甲", "乙"], [None, None, None]),
        (["甲", "甲", "甲", "乙", "丙", ""], [None] * 6),
        (["", "甲", "甲", "甲"], ["甲", None, None, None]),
    ],
    ids=["one against three", "one against four", "too few", "of several units", "nothing said"],
)
def test_what_most_other_tables_say(values: list[str], told: list[str | None]) -> None:
    assert others(values) == told


@pytest.mark.parametrize(
    ("note", "empty"),
    [
        ("注:本部门2025年无政府性基金预算财政拨款安排的预算，故本表为空表。", True),
        ("本表无数据", True),
        ("说明：我单位没有使用政府性基金预算拨款安排的支出。", True),
        ("此表无数据，空表列示", True),
        ("备注：本单位不涉及此项业务", True),
        ("注：本表金额包括上年结转。", False),
        ("注：本表反映部门本年度的总收支和年末结转结余情况。", False),
        ("", False),
    ],
)
def test_notes_that_say_empty(note: str, empty: bool) -> None:
    assert says_empty(note) is empty


@pytest.mark.parametrize(
    ("note", "title", "other"),
    [
        ("注：本部门无政府性基金预算，故本表为空表。", "国有资本经营预算支出表", "基金"),
        ("注：本部门无国有资本经营预算，故本表为空表。", "国有资本经营预算支出表", ""),
        ("注：本部门无基金预算和国有资本经营预算，故本表为空表。", "国有资本经营预算支出表", ""),
        ("注：本表无数据。", "政府性基金预算支出表", ""),
        ("注：本部门无政府性基金预算，故本表为空表。", "支出总表", ""),
    ],
)
def test_a_note_copied_from_another_table(note: str, title: str, other: str) -> None:
    assert speaks_of(note, title) == other
