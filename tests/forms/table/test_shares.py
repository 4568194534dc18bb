"""A target for each unit beside that of all: the whole is the target, the shares are kept, no row is lost."""

from __future__ import annotations

import pytest

from tests.forms.grids import book_on, rows_of

HEAD = "补助资金名称｜就业补助资金｜<｜<｜<｜<\n"
ROWS = "\n产出指标｜数量指标｜培训人次｜≥60人次｜≥40人次｜≥20人次\n^｜质量指标｜取证率｜≥75%｜≥75%｜≥75%"
READ = ["产出指标｜数量指标｜培训人次｜≥｜60｜人次", "产出指标｜质量指标｜取证率｜≥｜75｜%"]


@pytest.mark.parametrize("units", ["全市｜甲区｜乙县", "全区｜第一小学｜第二小学", "全县｜东岭镇｜西岭镇"])
@pytest.mark.parametrize("above", ["绩效指标｜<｜<｜年度指标值｜<｜<\n", ""])
def test_the_whole_is_the_target_and_the_shares_are_kept(units: str, above: str) -> None:
    book = book_on("补助资金绩效目标分解表", f"{HEAD}{above}一级指标｜二级指标｜三级指标｜{units}{ROWS}")
    assert rows_of(book) == READ
    kept = book.projects[0].indicators[0].extra
    assert [kept[unit] for unit in units.split("｜")[1:]] == ["≥40人次", "≥20人次"]


def test_units_without_a_whole_are_told_and_no_unit_is_taken_for_the_target() -> None:
    book = book_on("补助资金绩效目标分解表", f"{HEAD}一级指标｜二级指标｜三级指标｜甲区｜乙县｜丙县{ROWS}")
    assert not rows_of(book)
    assert not book.whole
