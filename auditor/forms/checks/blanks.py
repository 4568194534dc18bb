"""Numbers with a blank inside that no line break explains: 9 2 may be 92, or 9 and 2."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.forms.table import vocabulary
from auditor.forms.table.money import has_blank
from auditor.language.text import squeeze
from auditor.model import Amount, BudgetTable, Funding, Indicator, Project, Repair, RepairKind


def doubt_blank_value(indicator: Indicator) -> None:
    """Add a doubtful repair if the target value of ``indicator`` holds such a blank and has no doubtful repair yet."""
    printed = indicator.printed.get(vocabulary.VALUE)
    if printed is None or indicator.number is None or not has_blank(printed.raw):
        return
    if not any(repair.doubtful and repair.field == vocabulary.VALUE for repair in indicator.repairs):
        read_as = squeeze(indicator.value)
        indicator.repairs.append(
            Repair(RepairKind.NUMBER_GLYPH, printed.source, printed.raw, read_as, vocabulary.VALUE, doubtful=True)
        )


def doubt_blank_sums(project: Project) -> list[Repair]:
    """Add a repair to ``project`` for every such sum in its own row; return those of its further funding lines."""
    project.repairs += [repair for line in project.funding[:1] for repair in _of_line(line)]
    return [repair for line in project.funding[1:] for repair in _of_line(line)]


def blank_sums_of(table: BudgetTable) -> list[Repair]:
    """One repair for every such sum of a budget table."""
    return list(_repairs((column, amount) for line in table.lines for column, amount in line.amounts.items()))


def _of_line(line: Funding) -> Iterable[Repair]:
    named = ((vocabulary.TOTAL, line.total), (vocabulary.FISCAL, line.fiscal), (vocabulary.OTHER, line.other))
    return _repairs((role, amount) for role, amount in named if amount is not None)


def _repairs(amounts: Iterable[tuple[str, Amount]]) -> Iterable[Repair]:
    for field, amount in amounts:
        if amount.broken:
            yield Repair(RepairKind.NUMBER_GLYPH, amount.source, amount.raw, str(amount.number), field, doubtful=True)
