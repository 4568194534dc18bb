"""Any other budget table: one line a row, with words and sums by header (two lines if the table prints two sides)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.forms.checks.blanks import blank_sums_of
from auditor.forms.layouts.layout import Claim, Layout, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row, RowRole, clean, join_wrapped, key
from auditor.forms.table.stitch import Table
from auditor.language.text import squeeze
from auditor.model import Amount, BudgetLine, BudgetTable, Repair, RepairKind
from auditor.table_kinds import TableKind

_CODES = ("编码", "代码")
_CODED = re.compile(r"^([0-9A-Z]{1,12})\s*[-－—]\s*(\S.*)$")


@dataclass(slots=True)
class _Side:
    """Text columns and the amount columns that follow them; 收支总表 has two sides."""

    texts: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)


def _read(table: Table) -> TableRead:
    budget = _budget(table)
    if budget is None:
        return TableRead(unread="没有找到表头", unread_rows=len(table.rows))
    budget.repairs += blank_sums_of(budget)
    return TableRead(budget=budget, repairs=budget.repairs)


def _budget(table: Table) -> BudgetTable | None:
    """The table with its lines; None if it has no header (no rows, or sums in the first row)."""
    heads = header_rows(table.rows)
    if not heads:
        return None
    for row in heads:
        row.role = RowRole.HEADER
    width = max(len(row) for row in table.rows)
    paths = _unique(header_paths(heads, width))
    sides = _sides(paths, [row for row in table.rows if row not in heads])
    result = BudgetTable(
        title=table.title,
        number=table.number,
        unit=table.unit,
        columns=[paths[column] for column in sorted(paths)],
        lines=[],
        source=table.source,
        caption=[clean(caption.text) for caption in table.captions],
    )
    shown = [row.raw for row in heads]
    narrow: object = None
    for row in table.rows:
        if row.role == RowRole.HEADER:
            continue
        if row.raw in shown:
            row.role = RowRole.HEADER
            result.repairs.append(Repair(RepairKind.REPEATED_HEADER, row.source, row.raw, "续表重复的表头，已略去"))
            continue
        if len(row) < len(heads[0]) and row.grid is not narrow:
            narrow = row.grid
            lost = "、".join(paths[column] for column in range(len(row), len(heads[0])) if column in paths)
            result.repairs.append(
                Repair(RepairKind.MISSING_COLUMN, row.source, row.raw, f"本行起缺少末尾的列（{lost}），按空白读取")
            )
        for side in sides:
            line = _line(row, side, paths, table.unit)
            if line is not None:
                result.lines.append(line)
        row.role = RowRole.BUDGET
    return result


def header_rows(rows: list[Row]) -> list[Row]:
    """The header lines at the top: the first row, and each next row whose cells are all below a wider cell.

    A row with a sum is never a header. A cell is as wide as its merge, or as the empty cells to its right that are
    below the same cell. Four lines at most: with three no row of the samples changes, with two 175 do.
    """
    if not rows or any(is_amount(text) for _, text in rows[0].filled()):
        return []
    heads = [rows[0]]
    wide = _wide(rows[0], set(range(max(len(row) for row in rows[:4]))))
    for row in rows[1:4]:
        filled = row.filled()
        if not filled or any(is_amount(text) for _, text in filled) or not all(column in wide for column, _ in filled):
            break
        heads.append(row)
        wide = _wide(row, wide)
    return heads


def _wide(row: Row, within: set[int]) -> set[int]:
    """Columns below a cell of ``row`` that is wider than one column; empty cells widen it only ``within`` these."""
    wide: set[int] = set()
    run: list[int] = []
    for column in range(max(within, default=-1) + 1):
        if row.text(column) or column not in within:
            wide.update(run if len(run) > 1 else ())
            run = [column] if column in within else []
        elif run and not row.covered(column):
            run.append(column)
    wide.update(run if len(run) > 1 else ())
    return wide


def header_paths(heads: list[Row], width: int) -> dict[int, str]:
    """Header texts by column, the lines joined with "/": 预算数/基本支出/小计.

    An empty cell of a line belongs to the cell on its left if both are below the same cell. In the last line only a
    column's own cell names it.
    """
    paths: dict[int, tuple[str, ...]] = dict.fromkeys(range(width), ())
    for depth, row in enumerate(heads):
        above = dict(paths)
        current = ""
        for column in range(width):
            text = "" if row.covered(column) else squeeze(row.text(column))
            if text:
                current = text
            elif row.covered(column) or (column and above[column] != above[column - 1]):
                current = ""
            if text or (current and depth + 1 < len(heads)):
                paths[column] = (*above[column], current)
    return {column: "/".join(parts) for column, parts in paths.items() if parts}


def _unique(paths: dict[int, str]) -> dict[int, str]:
    seen: dict[str, int] = {}
    named: dict[int, str] = {}
    for column, path in paths.items():
        seen[path] = seen.get(path, 0) + 1
        named[column] = path if seen[path] == 1 else f"{path}({seen[path]})"
    return named


def _sides(paths: dict[int, str], rows: list[Row]) -> list[_Side]:
    """Columns of words and of sums. A column holds sums if half or more of its filled cells are sums (no row of the
    samples changes from one in ten to four in five) and its title does not name a code or label."""
    sides = [_Side()]
    for column, path in paths.items():
        texts = [text for text in (row.text(column) for row in rows) if text]
        sums = sum(is_amount(text) for text in texts)
        title = path.rpartition("/")[2]
        if texts:
            words_only = _is_code(path) or title.endswith("名称") or 2 * sums < len(texts)
        else:
            words_only = title.endswith(vocabulary.TEXT_COLUMNS)
        if words_only:
            if sides[-1].amounts:
                sides.append(_Side())
            sides[-1].texts.append(column)
        else:
            sides[-1].amounts.append(column)
    return sides


def _is_code(path: str) -> bool:
    """Whether a column holds a code, or a part of a code below such a title: 科目编码/类, 科目编码/款, 科目编码/项."""
    return any(part.endswith(_CODES) for part in path.split("/"))


def _line(row: Row, side: _Side, paths: dict[int, str], unit: str) -> BudgetLine | None:
    labels = {paths[column]: join_wrapped(row.text(column)) for column in side.texts if row.text(column)}
    for column in side.texts:
        covering = row.resolved(column)
        if row.covered(column) and covering is not None and covering.text.strip():
            labels.setdefault(paths[column], join_wrapped(clean(covering.text)))
    amounts: dict[str, Amount] = {}
    for column in side.amounts:
        named = next(filter(None, map(unit_of, reversed(paths[column].split("/")))), unit)
        amount = read_amount(row.cell(column), row.text(column), named)
        if amount is not None:
            amounts[paths[column]] = amount
    if not labels and not amounts:
        return None
    code, label = _named(labels)
    return BudgetLine(label, code, labels, amounts, row.source, row.raw)


def _named(labels: dict[str, str]) -> tuple[str, str]:
    """(code, label) of a row: a total, else its 编码 and 名称 columns, else its first word column, code split off."""
    for text in labels.values():
        if key(text) in vocabulary.TOTAL_LABELS:
            return "", key(text)
    paths = [path for path in labels if _is_code(path)]
    # 类, 款 and 项 are side by side below one title and make one code; another code (经济科目) is left out.
    parts = [path for path in paths if path.rpartition("/")[0] == paths[0].rpartition("/")[0]]
    whole = parts[:1] if parts and parts[0].endswith(_CODES) else parts
    coded = "".join(labels[path] for path in whole)
    named = [text for path, text in labels.items() if path.endswith("名称")]
    if coded:
        return coded, named[-1] if named else ""
    first = next(iter(labels.values()), "")
    found = _CODED.match(first)
    return (found.group(1), found.group(2)) if found else ("", first)


LAYOUTS = (
    Layout("预算表", lambda table, _: table.kind is TableKind.BUDGET, _read),
    # Neither a budget table nor a performance table as far as one can see: only the ledger has it.
    Layout(
        "其他表",
        lambda table, _: True,
        lambda table: TableRead(unread="没有表名，也不是绩效表", unread_rows=len(table.rows)),
        Claim.REST,
    ),
)
