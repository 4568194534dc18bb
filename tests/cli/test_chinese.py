"""Lines and tables by the width that Chinese takes on a console."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.cli.chinese import table, width, wrap

TEXT = st.text(alphabet="指标绩效，。；（）“≥ab-Z9 ", max_size=200)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("指标", 4), ("≥90%", 4), ("“满意度”", 8), ("ＡＢ", 4)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(TEXT, st.integers(min_value=12, max_value=80))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join(wrap(text, columns)).replace(" ", "") == text.replace(" ", "")


@given(TEXT, st.integers(min_value=12, max_value=80))
def test_lines_fit_but_for_long_words_and_closing_marks(text: str, columns: int) -> None:
    for line in wrap(text, columns):
        body = line.rstrip("，。；：、）”！？ ")
        assert width(body) <= columns or " " not in body.strip()


def test_a_table_starts_its_second_column_in_one_place() -> None:
    assert table([("指标", "一行一条"), ("ab", "说明")]).splitlines() == ["  指标  一行一条", "  ab    说明"]


def test_a_long_first_cell_stands_on_a_line_of_its_own() -> None:
    lines = table([("x" * 40, "说明"), ("a", "b")]).splitlines()
    assert lines == ["  " + "x" * 40, " " * 34 + "说明", "  a" + " " * 31 + "b"]
