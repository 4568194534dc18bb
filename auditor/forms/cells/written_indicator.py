"""An Indicator from the text that prints it in a cell, under the title of a class."""

from __future__ import annotations

from auditor.forms.cells.indicator_text import Written
from auditor.forms.cells.level_cells import parent, read_levels
from auditor.forms.table import vocabulary
from auditor.forms.table.row import SEPARATOR
from auditor.forms.table.wide_head import ClassTitle
from auditor.grid import Cell
from auditor.language.levels import fits, level1, level2
from auditor.language.text import squeeze
from auditor.model import Indicator, PrintedCell, Repair, RepairKind


def written_indicator(part: Written, title: ClassTitle, cell: Cell, text: str) -> Indicator:
    """The indicator that ``part`` of ``cell`` prints; ``text`` is the whole text of the cell.

    Its levels are those of the text and of the column's title; what is inferred, or not sure, has a repair.
    """
    upper, lower = _levels(part.classes, title)
    indicator = Indicator(
        "",
        upper or parent(level2(lower)),
        lower,
        part.name,
        part.operator,
        part.value,
        part.unit,
        cell.source,
        raw=part.raw,
    )
    printed = {
        vocabulary.LEVEL1: upper,
        vocabulary.LEVEL2: lower,
        vocabulary.LEVEL3: part.name,
        vocabulary.OPERATOR: part.operator,
        vocabulary.VALUE: part.value,
        vocabulary.UNIT: part.unit,
    }
    for role, shown in printed.items():
        level = role in (vocabulary.LEVEL1, vocabulary.LEVEL2)
        at = title.cell if level and shown in (title.upper, title.lower) else cell
        if shown:
            indicator.printed[role] = PrintedCell(shown, at.raw or at.text, at.source)

    def repair(kind: RepairKind, raw: str, read_as: str, column: str = "", doubtful: bool = False) -> None:
        indicator.repairs.append(Repair(kind, cell.source, raw, read_as, column, doubtful))

    if cell.raw:
        repair(RepairKind.GLYPH, cell.raw, text)
    read_levels(indicator)
    if not upper:
        # In doubt: no class at all; 成本指标, a level of its own since 2021 and before that one below 产出指标
        doubtful = not lower or level1(lower) not in ("", indicator.level1)
        shown = SEPARATOR.join(filter(None, (indicator.level1, indicator.level2)))
        repair(RepairKind.SPLIT_LEVELS, lower or part.raw, shown or "未写明类别", vocabulary.LEVEL1, doubtful)
    if part.sure and squeeze(part.name) not in squeeze(part.raw):
        repair(RepairKind.MISSING_LEVEL, part.raw, f"没有名称，按栏目名称“{part.name}”读取", vocabulary.LEVEL3, True)
    shown = SEPARATOR.join(filter(None, (part.name, part.operator, part.value, part.unit)))
    if not part.sure:
        repair(RepairKind.DOUBTFUL_CELL, part.raw, f"{shown}（不能可靠地分出名称和指标值，按一条指标保留）", "", True)
    elif shown != part.raw:
        repair(RepairKind.SPLIT_VALUE, part.raw, shown, vocabulary.LEVEL3)
    return indicator


def _levels(words: tuple[str, ...], title: ClassTitle) -> tuple[str, str]:
    """(level 1, level 2) as printed, by the title of the column and the class words in the cell."""
    upper, lower = title.upper, title.lower
    for word in words:
        second = level2(word)
        if not second:
            upper, lower = word, ""
        elif fits(level1(upper), second):
            lower = word
        else:  # 满意度 below 产出指标 is a level of its own
            upper, lower = (word, "") if upper and level1(word) else ("", word)
    return upper, lower
