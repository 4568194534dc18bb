"""What a row below a header must show before it counts as an indicator: nothing becomes one by its place alone."""

from __future__ import annotations

import re

from auditor.forms.cells.indicator_cells import IndicatorCells
from auditor.forms.cells.project_cells import ProjectCells
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.row import Row, key
from auditor.forms.table.span import is_class
from auditor.language.levels import is_level1

_TOTAL = re.compile(rf"(?:{'|'.join(vocabulary.TOTAL_LABELS)})(?:[（(]?[0-9]+[条项个行][)）]?)?")
"""A label of totals, perhaps with the number of rows: 小计6条."""

_ORDINAL = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})(?:[)）][、.．]?|[、.．])\s*")
_POINTS = re.compile(r"[（(]\s*[0-9.]{1,5}\s*分?\s*[)）]$")


def is_indicator(row: Row, found: IndicatorCells) -> bool:
    """Whether the cells of a row are those of an indicator: a name (in words, or beside a class) or a target.

    214.60 | 0.00 | 214.60 under 一级指标 | 三级指标 | 指标值 is a line of sums, a remark one cell over all.
    """
    name, value = found.text(vocabulary.LEVEL3), found.text(vocabulary.VALUE)
    if not (name or value):
        return False
    if name and not any(map(str.isalpha, name)) and not any(is_class(text) for _, text in row.filled()):
        return False
    over = [found.cells.get(role, ("", None))[1] for role in (vocabulary.LEVEL1, vocabulary.LEVEL3)]
    target = found.cells.get(vocabulary.VALUE, ("", None))[1]
    return target is None or all(cell is not target for cell in over)


def section_of(text: str) -> str:
    """The class that a line over several rows names (一、产出指标 → 产出指标); "" for any other text."""
    bare = _ORDINAL.sub("", text.strip()).rstrip("：:")
    bare = _POINTS.sub("", bare)
    return bare if is_level1(bare) else ""


def is_total(row: Row) -> bool:
    """Whether a row sums up the rows above it: 合计 | 500; 小计：6条."""
    return not row.empty and _TOTAL.fullmatch(key(row.filled()[0][1])) is not None


def is_scored(row: Row, columns: Columns) -> bool:
    """Whether a row names one thing across all levels, which is not a class: 预算执行率（10分） | 10 | 100% | 10."""
    roles = (vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.LEVEL3)
    first, *others = [columns.roles[role] for role in roles if role in columns.roles] or [-1]
    text, cell = row.text(first), row.cell(first)
    if len(row.filled()) < 2 or not text or not others or is_class(text):
        return False
    if all(row.resolved(place) is cell for place in others):
        return True
    return "执行率" in text and not any(row.text(place) or row.covered(place) for place in others)


def is_subtotal(own: ProjectCells) -> bool:
    """Whether project cells hold the sums of a department or of several projects."""
    ends = tuple(vocabulary.TOTAL_LABELS)
    if not own.text(vocabulary.GOAL) and any(key(text).endswith(ends) for text, _ in own.cells.values()):
        return own.amounts  # 某局小计 | 500
    return (  # 单位名称 某局 | 500, without a name or goal of a project
        bool(own.text(vocabulary.BODY))
        and own.amounts
        and not own.text(vocabulary.NAME)
        and not own.text(vocabulary.GOAL)
    )
