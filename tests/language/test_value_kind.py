"""What stands in a value cell."""

from __future__ import annotations

import pytest

from auditor.language.value import read_value
from auditor.language.value_kind import value_kind

CELLS = """
95               | 数字
26,32            | 数字
120-150          | 数字
优               | 评语
2026年11月底前   | 日期
9月30日前        | 日期
12月中旬         | 日期
第三季度末       | 日期
年底前           | 日期
Ⅲ类              | 等级
甲级             | 等级
二级及以上       | 等级
明显提升         | 文字
按计划推进       | 文字
1:15             | 比值
-                | 符号
##               | 符号
"""


@pytest.mark.parametrize(
    ("cell", "kind"), [tuple(part.strip() for part in line.split("|")) for line in CELLS.splitlines() if line]
)
def test_kind(cell: str, kind: str) -> None:
    assert value_kind(read_value("≥", cell, ""), cell) == kind


def test_an_empty_cell_has_none() -> None:
    assert value_kind(read_value("≥", "", "%"), "") == ""
