"""Rows in = rows accounted: what became of every row of a table, whatever layout read it.

A layout gives a role to each row that it takes. Here, in one place, the rows that no layout took get one: a known kind
of rest, or an entry of the ledger that is not read. What a layout took although it cannot be that is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.forms.checks.page_furniture import is_note, is_signature
from auditor.forms.cut import opens
from auditor.forms.layouts.layout import TableRead
from auditor.forms.table.header import is_form, names_class
from auditor.forms.table.row import Row, RowRole
from auditor.forms.table.span import is_class
from auditor.forms.table.table import Table
from auditor.model import Indicator, LedgerEntry, Project, Repair, RepairKind

_SHOWN = 60
"""Characters of a row that the ledger shows: enough to find it again in the file."""
_RESTS = {
    RowRole.EMPTY_CLASS: "{} 行指标类别没有填写指标",
    RowRole.NOTE: "{} 行表下说明",
    RowRole.SIGNATURE: "{} 行填表人、日期等落款",
}
"""Kinds of rows that hold nothing to judge, and what the ledger says of them; they are read."""
_NOT_CLASSES = frozenset((RowRole.PROJECT, RowRole.NOTE, RowRole.TOTAL, RowRole.BUDGET, RowRole.GROUP))
"""What a row with the class of an indicator can never be."""


def account(table: Table, read: TableRead) -> Iterator[LedgerEntry]:
    """The entries of the ledger on rows of ``table`` beside that of the whole table. Sets the roles that are open."""
    odd = [row for row in table.rows if row.role in _NOT_CLASSES and names_class(row)]
    if read.budget is not None and odd:
        said = f"{len(odd)} 行像是绩效指标，按预算表的行读取，没有作为指标：{_shown(odd[0])}"
        yield _entry(table, len(odd), said, odd[0])
    else:
        for row in odd:
            row.role = RowRole.UNREAD
    rests: dict[RowRole, list[Row]] = {}
    for row in table.rows:
        if row.role or row.empty:
            continue
        row.role = _rest(row)
        if row.role in _RESTS:
            rests.setdefault(row.role, []).append(row)
        elif row.role is RowRole.LEDGER:
            yield _entry(table, 1, f"这一行未能归入表中任何一项：{_shown(row)}", row)
    for role, rows in rests.items():
        said = _RESTS[role].format(len(rows))
        yield LedgerEntry(table.title, str(table.kind), len(rows), True, f"{said}：{_shown(rows[0])}", rows[0].source)
    for one in table.misprints:
        if not one.word:
            why = f"“{one.printed}”不认识（可能是“{one.field}”），未按其读取"
            yield _entry(table, 0, why, one.row)
    yield from _columns(table)
    for row in _headless(table):
        yield _entry(table, 0, f"这张表没有读出指标表头和指标：{_shown(row)}", row)


def doubt_misprints(table: Table, read: TableRead) -> list[Repair]:
    """Put in doubt what rests on misprinted titles and labels; the repairs of those that nothing rests on."""
    if not table.misprints:
        return []
    owners = {one.source: (goal, one) for goal in read.projects for one in goal.indicators}
    mended: dict[int, list[Repair]] = {}
    for one in filter(lambda one: one.word, table.misprints):
        said = f"“{one.printed}”按“{one.word}”读取" + ("（由这一列的内容判断）" if one.by_content else "")
        kind = RepairKind.TITLE_BY_CONTENT if one.by_content else RepairKind.TITLE_GLYPH
        repair = Repair(kind, one.cell.source, one.printed, said, one.field, doubtful=not one.certain)
        mended.setdefault(id(one.row), []).append(repair)
    rest: list[Repair] = []
    owner: Project | None = None
    under: list[Indicator] = []
    for row, below in zip(reversed(table.rows), [None, *reversed(table.rows)], strict=False):
        if below is not None and below.role == RowRole.HEADER != row.role:
            under = []  # what follows is above this header
        found = owners.get(row.source) if row.role == RowRole.INDICATOR else None
        if found is not None:
            owner = found[0]
            under.append(found[1])
        for repair in mended.get(id(row), []):
            holders = [one.repairs for one in under] if row.role == RowRole.HEADER else []
            if row.role == RowRole.PROJECT and owner is not None:
                holders = [owner.repairs]
            for repairs in holders or [rest]:
                repairs.append(repair)
    return rest


def _rest(row: Row) -> RowRole:
    """What a row is that no layout took."""
    texts = [text for _, text in row.filled()]
    if all(is_class(text) for text in texts):
        return RowRole.EMPTY_CLASS
    if all(all(map(is_class, text.split("、"))) for text in texts):
        return RowRole.HEADER  # 成本指标、产出指标 | 效益指标、满意度指标 over the two halves of a table
    if is_note(row):
        return RowRole.SIGNATURE if is_signature(row) else RowRole.NOTE
    return RowRole.LEDGER


def _columns(table: Table) -> Iterator[LedgerEntry]:
    """The columns that no word names and no rule may need: they are kept under their titles. For the others see
    ``places.settle``."""
    told = {one.title for one in table.unbound}
    kept: dict[str, Row] = {}
    for place, columns in table.headers.items():
        if table.rows[place].role is RowRole.HEADER:
            kept |= {title: table.rows[place] for title in columns.unknown if title not in told}
    if kept:
        why = f"没有对应字段的列，按原列名保留：{'、'.join(kept)}"
        yield LedgerEntry(table.title, str(table.kind), 0, True, why, next(iter(kept.values())).source)


def _headless(table: Table) -> Iterator[Row]:
    """Rows that begin a form without a header or an indicator, in a table where other forms have them."""
    if table.header is None or not is_form(table.header):
        return
    opening: Row | None = None
    for row in table.rows:
        if row.role in {RowRole.HEADER, RowRole.INDICATOR}:
            opening = None
        elif row.role == RowRole.PROJECT and opens(table, row):
            if opening is not None and opening.raw != row.raw:
                yield opening
            opening = row
    if opening is not None:
        yield opening


def _entry(table: Table, rows: int, why: str, row: Row) -> LedgerEntry:
    return LedgerEntry(table.title, str(table.kind), rows, False, why, row.source)


def _shown(row: Row) -> str:
    return row.raw if len(row.raw) <= _SHOWN else row.raw[:_SHOWN] + "…"
