"""What is printed above and below each table: its year, its unit of money, whose it is, and the note below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.forms.layouts.layout import TableRead
from auditor.forms.table.money_units import is_unit, unit_of
from auditor.forms.table.row import clean, key
from auditor.forms.table.table import Caption, Table
from auditor.forms.table.table_title import is_table_number, year_of
from auditor.grid import Source
from auditor.language.empty_notes import says_empty
from auditor.language.text import half_width
from auditor.model import BudgetTable
from auditor.paper import TableHead

_NOTE = re.compile(r"[（(*※]?(?:备?注|说明)\d{0,2}[：:、.\s]")
_BODY = re.compile(
    r"(?:^|\s)((?:编制|编报|填报|填制|公开|预算)?(?:部门|单位)(?:名称)?)\s*(?:[（(](?:盖章|公章)[)）])?\s*[：:]\s*([^\s：:，。；]{3,40})"
)
_YEAR = re.compile(r"[（(]?\s*20[0-9]{2}\s*年度?\s*[)）]?")
_NEAR = 6
"""Lines below a table that may be its note, in formats without pages: its two lines, heads and feet of pages."""


def table_heads(reads: Sequence[tuple[Table, TableRead]], loose: Iterable[Caption]) -> list[TableHead]:
    """The head of every table in reading order. ``loose``: the lines that belong to no table."""
    below: list[list[Caption]] = []
    above: list[list[Caption]] = []
    for table, _ in reads:
        own = next((at for at, one in enumerate(table.captions) if one.source == table.source), 0)
        if own and is_table_number(clean(table.captions[own - 1].text)):
            own -= 1
        below.append(table.captions[:own])
        above.append(table.captions[own:])
    rest = list(loose)
    heads: list[TableHead] = []
    printed: dict[tuple[str, ...], Source] = {}
    for at, (table, read) in enumerate(reads):
        following = below[at + 1] if at + 1 < len(below) else rest
        rows = (key(table.title), *(line.raw for line in read.budget.lines)) if read.budget else ()
        heads.append(_head(table, read.budget, above[at], _near(table, following), printed.get(rows)))
        if read.budget:
            printed.setdefault(rows, table.source)
    return heads


def _near(table: Table, lines: list[Caption]) -> list[Caption]:
    """The lines just below the last row of a table: those of its page."""
    last = (table.rows[-1].source if table.rows else table.source).page
    if last is None:
        return lines[:_NEAR]
    return [line for line in lines if line.source.page == last]


def _head(
    table: Table, budget: BudgetTable | None, above: list[Caption], below: list[Caption], repeats: Source | None
) -> TableHead:
    texts = [clean(caption.text) for caption in above]
    label, body = next(filter(None, map(_body, texts)), ("", ""))
    years = filter(None, (year_of(table.title), *(year_of(text) for text in texts if _YEAR.fullmatch(text))))
    return TableHead(
        title=table.title,
        number=table.number,
        source=table.source,
        columns=tuple(budget.columns) if budget else (),
        unit=table.named_unit or table.money or _unit_of_titles(table),
        year=next(years, None),
        label=label,
        body=body,
        note=_note(table, texts, [clean(caption.text) for caption in below]),
        amounts=_amounts(budget) if budget else None,
        repeats=repeats,
    )


def _body(text: str) -> tuple[str, str] | None:
    """(编制部门, 某局) of a line; 单位：万元 names no body."""
    for label, value in _BODY.findall(half_width(text)):
        if not unit_of(f"{label}:{value}") and not is_unit(value):
            return label, value
    return None


def _unit_of_titles(table: Table) -> str:
    """The unit in a title of a column or a cell above the sums: 金额（万元）."""
    texts = (text for row in table.rows[:4] for _, text in row.filled())
    return next(filter(None, map(unit_of, texts)), "")


def _note(table: Table, above: list[str], below: list[str]) -> str:
    rows = [filled[0][1] for row in reversed(table.rows) if len(filled := row.filled()) == 1]
    for texts in (below, rows, above):
        for at, text in enumerate(texts):
            if _NOTE.match(text) or (says_empty(text) and len(key(text)) < 60):
                wrapped = texts is below and not text.endswith(("。", "）", ")")) and at + 1 < len(texts)
                return text + (texts[at + 1] if wrapped and "。" in texts[at + 1] else "")
    return ""


def _amounts(budget: BudgetTable) -> int:
    sums = [amount for line in budget.lines for amount in line.amounts.values()]
    return sum(amount.number is None or amount.number != 0 for amount in sums)
