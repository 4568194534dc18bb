"""Headings of budget tables: which rows they have, what they name."""

from __future__ import annotations

import pytest

from auditor.forms.table.heading import heading_of
from auditor.forms.table.row import rows_of
from tests.forms.grids import sheet


@pytest.mark.parametrize(
    ("drawn", "heads", "paths"),
    [
        ("科目｜金额\n甲｜1.00", 1, ["科目", "金额"]),
        # A title below which nothing is printed in the second row still is wide in the third.
        (
            "合计｜<｜接待费｜<\n^｜^｜国内｜国外\n预算数｜决算数｜^｜^\n1.00｜2.00｜3.00｜4.00",
            3,
            ["合计/预算数", "合计/决算数", "接待费/国内", "接待费/国外"],
        ),
        # Column numbers are no titles, whether 栏次 says so or they stand alone.
        ("项目｜甲｜乙\n栏次｜1｜2=1+3\n一、拨款｜5.00｜6.00", 2, ["项目", "甲", "乙"]),
        ("甲｜乙｜丙\n1｜2｜3\n5.00｜6.00｜7.00", 2, ["甲", "乙", "丙"]),
        ("序号｜金额\n1｜5.00\n2｜6.00", 1, ["序号", "金额"]),
        # 合计 with 1 to 3 in its cells is data.
        ("项目｜甲｜乙｜丙\n合计｜1｜2｜3", 1, ["项目", "甲", "乙", "丙"]),
        # Titles of the parts of a code in a row of data.
        ("编码｜<｜名称｜金额\n类｜款｜合计｜9.00\n201｜01｜甲｜9.00", 1, ["编码/类", "编码/款", "名称", "金额"]),
        # A wide title that nothing divides names every column with something in it.
        ("编码｜<｜名称｜金额\n201｜20101｜甲｜9.00", 1, ["编码", "编码", "名称", "金额"]),
    ],
)
def test_heading(drawn: str, heads: int, paths: list[str]) -> None:
    heading = heading_of(rows_of(sheet(drawn)))
    assert len(heading.rows) == heads
    assert list(heading.paths.values()) == paths


def test_titles_in_a_row_of_data_are_not_its_data() -> None:
    rows = rows_of(sheet("编码｜<｜名称｜金额\n类｜款｜合计｜9.00\n^｜^｜甲｜9.00"))
    heading = heading_of(rows)
    assert [heading.holds(rows[1], column) for column in range(4)] == [True, True, False, False]
    assert [heading.holds(rows[2], column) for column in range(4)] == [True, True, False, False]


def test_a_table_that_begins_with_a_sum_has_no_heading() -> None:
    assert heading_of(rows_of(sheet("甲｜1.00\n乙｜2.00"))).rows == []
