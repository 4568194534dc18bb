"""Which column a term means, and what a header adds up."""

from __future__ import annotations

import pytest

from auditor.ties.columns import Adds, pick, sums_of

DETAILED = (
    "预算数/合计",
    "预算数/基本支出/小计",
    "预算数/基本支出/人员经费",
    "预算数/基本支出/公用经费",
    "预算数/项目支出/项目支出总数",
)


@pytest.mark.parametrize(
    ("columns", "words", "found"),
    [
        (("合计", "基本支出", "项目支出"), ("合计",), "合计"),
        (("合计", "基本支出", "项目支出"), (), "合计"),
        (("金额",), (), "金额"),
        (DETAILED, ("基本支出",), "预算数/基本支出/小计"),
        (DETAILED, ("项目支出",), "预算数/项目支出/项目支出总数"),
        (DETAILED, ("人员经费",), "预算数/基本支出/人员经费"),
        (("收入/预算数", "支出/预算数"), ("支出",), "支出/预算数"),
        (("支出/合计", "支出/一般公共预算"), ("支出",), "支出/合计"),
        (("收入/年初预算数", "收入/决算数"), ("收入",), "收入/决算数"),
        (("甲", "乙"), (), None),  # any would do, so none is taken
        (("合计", "基本支出"), ("经营支出",), None),
        (("合计", "基本支出"), ("经营支出", "基本支出"), "基本支出"),
    ],
)
def test_pick(columns: tuple[str, ...], words: tuple[str, ...], found: str | None) -> None:
    assert pick(columns, words) == found


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("合计", "基本支出", "项目支出"), [Adds("合计", ("基本支出", "项目支出"))]),
        (
            DETAILED,
            [
                Adds("预算数/基本支出/小计", ("预算数/基本支出/人员经费", "预算数/基本支出/公用经费")),
                Adds("预算数/合计", ("预算数/基本支出/小计", "预算数/项目支出/项目支出总数")),
            ],
        ),
        (
            ("合计", "基本支出", "项目支出", "其中/经营支出"),
            [Adds("合计", ("基本支出", "项目支出"), ("其中/经营支出",))],
        ),
        (("金额",), []),
        (("合计", "金额"), []),  # one part is no sum
        (("合计/预算数", "合计/决算数"), []),
    ],
)
def test_sums_of_a_header(columns: tuple[str, ...], found: list[Adds]) -> None:
    assert list(sums_of(columns)) == found
