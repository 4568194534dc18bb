"""Rows whose cells do not suit the columns they are read in, in forms with one cell for the target.

With an operator column, the operator tells where the others stand. Without one a row that lost or gained an empty
cell can still be laid under the headers, one column off; then at least one cell says something that its column
cannot say. Such a row is read as it stands, and the whole of it is doubtful.
"""

from __future__ import annotations

from auditor.forms.cells.indicator_cells import IndicatorCells
from auditor.forms.cells.split import split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns
from auditor.language.levels import is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import split_operator
from auditor.language.text import half_width
from auditor.language.value import read_value


def misplaced(found: IndicatorCells, columns: Columns) -> bool:
    """Whether the cells of a row contradict their columns. Always False where the form prints an operator column."""
    if vocabulary.OPERATOR in columns.roles:
        return False
    first, second = found.text(vocabulary.LEVEL1), found.text(vocabulary.LEVEL2)
    name, value = found.text(vocabulary.LEVEL3), found.text(vocabulary.VALUE)
    if found.sequential or not name or _is_target(name):
        return True
    if _is_level2(name) or (second and _is_target(second)):
        return True
    if is_level2(name) and value and not read_value("", value, "").word and not any(map(str.isdigit, value)):
        return True  # 服务对象满意度 can be a name, but then its target is a number or a grade
    if found.shift and is_level2(first) and not is_level2(second):
        return True  # 成本指标 is a level-1 and a level-2 word: away from its column nothing tells which
    named = not second or is_level2(second) or second.endswith("指标")
    if not named and (not value or is_level1(second)):
        return True
    return bool(first) and not (is_level1(first) or is_level2(first)) and bool(second) and not named


def _is_target(text: str) -> bool:
    """Whether a cell holds a number with its operator or unit: no name of an indicator."""
    operator, rest = split_operator(text)
    if operator and rest != half_width(text):
        return True
    return parse_number(text).value is not None or split_value(text)[2] != ""


def _is_level2(text: str) -> bool:
    return text.endswith("指标") and is_level2(text)
