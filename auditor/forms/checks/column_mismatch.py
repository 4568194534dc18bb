"""Rows whose cells do not fit the columns they are read in, in forms with one cell for the target.

If there is an operator column, the operator shows where the other cells are. Without one, a row that lost or gained
an empty cell can be read one column off. Then at least one cell holds something that its column cannot hold. Such a
row is read as it is printed, and the whole row is marked as doubtful.
"""

from __future__ import annotations

from auditor.forms.cells.indicator_cells import IndicatorCells
from auditor.forms.cells.split import split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.language.levels import is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import split_operator
from auditor.language.text import half_width
from auditor.language.value import read_value


def misplaced(found: IndicatorCells, columns: Columns) -> bool:
    """Whether the cells of a row contradict their columns. Always False where the form prints an operator column.

    The examples below are rows read as level 1 | level 2 | name | target.
    """
    if vocabulary.OPERATOR in columns.roles:
        return False
    first, second = found.text(vocabulary.LEVEL1), found.text(vocabulary.LEVEL2)
    name, value = found.text(vocabulary.LEVEL3), found.text(vocabulary.VALUE)
    if found.sequential or not name or _is_target(name):
        return True  # 产出指标 | 数量指标 | ≥90% | _: a target where the name should be
    if _is_level2(name) or (second and _is_target(second)):
        return True  # _ | 产出指标 | 数量指标 | 培训人数; 产出指标 | 95% | 培训人数 | _
    if is_level2(name) and value and not read_value("", value, "").word and not any(map(str.isdigit, value)):
        return True  # 满意度指标 | _ | 服务对象满意度 | 学员: a name only if its target is a number or a grade
    if found.shift and is_level2(first) and not is_level2(second):
        return True  # 成本指标 | 培训人工 | 培训成本, one column off: 成本指标 may be level 1 or level 2
    named = not second or is_level2(second) or second.endswith("指标")
    if not named and (not value or is_level1(second)):
        return True  # 产出指标 | 培训人数 | 500人 | _; _ | 产出 | 培训人数 | 500人
    # 培训项目 | 培训人数 | 培训班次 | 500人: neither of the first two cells is a level
    return bool(first) and not (is_level1(first) or is_level2(first)) and bool(second) and not named


def _is_target(text: str) -> bool:
    """Whether a cell holds a target, which cannot be the name of an indicator."""
    operator, rest = split_operator(text)
    if operator and rest != half_width(text):
        return True  # ≥90
    return parse_number(text).value is not None or split_value(text)[2] != ""  # 90; 90%


def _is_level2(text: str) -> bool:
    return text.endswith("指标") and is_level2(text)
