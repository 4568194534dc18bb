"""The rest of an indicator's cells after a page break."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.forms.table.row import SEPARATOR, Row, RowRole, join_wrapped
from auditor.model import INDICATOR_CELLS, Indicator, PrintedCell, Repair, RepairKind


def continue_indicator(indicator: Indicator, row: Row, rest: Mapping[str, str]) -> None:
    """Join ``rest`` (role → text), all that ``row`` prints, to the cells of ``indicator``, read from the row above.

    The row becomes STITCHED; the indicator keeps its location and gets a repair for each cell.
    """
    for role, text in rest.items():
        above = indicator.printed.get(role, PrintedCell("", "", row.source))
        joined = join_wrapped(f"{above.text} {text}")
        indicator.printed[role] = PrintedCell(joined, f"{above.raw}{SEPARATOR}{text}", above.source)
        indicator.repairs.append(Repair(RepairKind.STITCHED, row.source, text, joined, role))
        setattr(indicator, INDICATOR_CELLS[role], joined)
    indicator.raw += SEPARATOR + row.raw
    row.role = RowRole.STITCHED
