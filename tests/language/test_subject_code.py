"""Codes of budget lines: parts joined, made even, kept where they are of another kind."""

from __future__ import annotations

import pytest

from auditor.language.subject_code import even, holds_codes, is_code, levels


@pytest.mark.parametrize(
    ("printed", "code", "plain"),
    [
        (["2050201"], "2050201", True),
        (["205", "02", "01"], "2050201", True),
        (["205", "20502", "2050201"], "2050201", True),
        (["301", "2"], "30102", False),
        (["301", "13"], "30113", True),
        (["301 2"], "30102", False),
        (["301/7"], "30107", False),
        (["301-07"], "30107", False),
        (["20502 01"], "2050201", False),
        (["2050\u00a02"], "20502", False),
        (["205", "2", "1"], "2050201", False),
        (["11010526T000000000001"], "11010526T000000000001", True),
        (["11-26"], "11-26", True),
    ],
)
def test_a_code_is_made_even(printed: list[str], code: str, plain: bool) -> None:
    assert even(printed) == (code, plain)


@pytest.mark.parametrize("code", ["205", "20502", "2050201"])
def test_levels_make_the_code_again(code: str) -> None:
    assert even(levels(code)) == (code, True)
    assert levels(f"{code}X") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("301", True), ("301 2", True), ("05", True), ("人员经费合计", False), ("类", False), ("301-基本工资", False)],
)
def test_what_a_code_is(text: str, code: bool) -> None:
    assert is_code(text) is code


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["205", "20502", "2050201", "208"], True),
        (["205", "208"], False),
        (["205", "20802"], False),
        (["205", "20502.00"], False),
        (["1", "2", "3"], False),
    ],
)
def test_a_column_shows_that_it_holds_codes(texts: list[str], codes: bool) -> None:
    assert holds_codes(texts) is codes
