"""Any other budget table: one line a row, with words and sums by header (a line a side if the table prints several)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import takewhile

from auditor.forms.checks.blanks import blank_sums_of
from auditor.forms.checks.page_furniture import is_note
from auditor.forms.layouts.layout import Claim, Layout, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.heading import Heading, heading_of
from auditor.forms.table.money import is_amount, is_nil, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import SEPARATOR, Row, RowRole, clean, join_wrapped, key
from auditor.forms.table.table import Table
from auditor.forms.table.table_title import is_table_number
from auditor.language import subject_code
from auditor.language.text import half_width
from auditor.model import Amount, BudgetLine, BudgetTable, Repair, RepairKind
from auditor.table_kinds import TableKind

_CODES = ("编码", "代码")
_CODED = re.compile(
    r"^(?:([0-9A-Z]{1,12})\s*[-－—]\s*|([0-9]{5}(?:[0-9]{2})?)\s*(?=\D)|([235][0-9]{2})\s+(?=\D))(\S.*)$"
)
"""50101-工资, 2010301 行政运行, 2010301行政运行; three digits need a blank (205 教育支出), as they may be a number."""


_LABELLED = re.compile(r"[^:]{2,10}:\s*\S")


class _Use(Enum):
    """What a column holds."""

    CODE = auto()
    NAME = auto()
    NUMBER = auto()
    """A mere number of the row: 行次, 序号."""
    WORDS = auto()
    AMOUNT = auto()


@dataclass(slots=True)
class _Side:
    """Text columns and the amount columns that follow them; 收支总表 has two sides, 基本支出决算表 up to three."""

    uses: dict[int, _Use] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    """Header texts by column."""
    paths: dict[int, str] = field(default_factory=dict)
    """The same, unlike within the side: 金额, 金额(2)."""
    above: list[str] = field(default_factory=list)
    """The parts of the last code, for a row that prints only its own part below them."""

    words: list[int] = field(default_factory=list)
    """The columns that hold anything but sums."""
    sums: list[tuple[int, str, str]] = field(default_factory=list)
    """The columns of sums: place, path, unit of money."""
    codes: list[int] = field(default_factory=list)
    """The columns of the code that names a line."""

    def settle(self, unit: str) -> None:
        """Set what is derived, once all columns are there; ``unit`` is the table's."""
        self.words = [column for column, use in self.uses.items() if use is not _Use.AMOUNT]
        self.codes = self.code_columns()
        for column in self.columns(_Use.AMOUNT):
            path = self.paths[column]
            named = next(filter(None, map(unit_of, reversed(path.split("/")))), unit)
            self.sums.append((column, path, named))

    def put(self, column: int, title: str, use: _Use) -> None:
        """Add a column to the right."""
        times = sum(known == title for known in self.titles.values())
        self.uses[column], self.titles[column] = use, title
        self.paths[column] = f"{title}({times + 1})" if times else title

    def columns(self, *uses: _Use) -> list[int]:
        """The columns of these uses."""
        return [column for column, use in self.uses.items() if use in uses]

    def code_columns(self) -> list[int]:
        """The columns of the code that names a line; another code (经济科目) is left out.

        类, 款 and 项 are side by side below one title and make one code, and so do columns below one undivided title.
        """
        codes = self.columns(_Use.CODE)
        run = [column for place, column in enumerate(codes) if column == codes[0] + place]
        if not run:
            return []
        first = self.titles[run[0]]
        parent, _, title = first.rpartition("/")
        if title not in vocabulary.CODE_PARTS:
            return [column for column in run if self.titles[column] == first]
        return [column for column in run if self.titles[column].rpartition("/")[0] == parent]


def _read(table: Table) -> TableRead:
    budget = _budget(table)
    if budget is None:
        return TableRead(unread="没有找到表头", unread_rows=len(table.rows))
    budget.repairs += blank_sums_of(budget)
    return TableRead(budget=budget, repairs=budget.repairs)


def _budget(table: Table) -> BudgetTable | None:
    """The table with its lines; None if it has no header (no rows, or sums in the first row)."""
    above = list(takewhile(_is_note, table.rows))
    heading = heading_of(table.rows[len(above) :])
    heads = heading.rows
    if not heads:
        return None
    for row in heads:
        row.role = RowRole.HEADER
    noted = {row.raw for row in above}
    for row in table.rows:
        if row.raw in noted:
            row.role = RowRole.CAPTION
    shown = [row.raw for row in heads if not row.empty]
    sides = _sides(heading, [row for row in table.rows if row.raw not in shown and not row.role], table.unit)
    result = BudgetTable(
        title=table.title,
        number=table.number,
        unit=table.unit,
        columns=[path for side in sides for path in side.paths.values()],
        lines=[],
        source=table.source,
        caption=[clean(caption.text) for caption in table.captions] + [row.raw for row in above],
    )
    narrow: object = None
    for row in table.rows:
        if row.role or (len(row.filled()) == 1 and is_note(row)):
            continue
        if row.raw in shown:
            row.role = RowRole.HEADER
            result.repairs.append(Repair(RepairKind.REPEATED_HEADER, row.source, row.raw, "续表重复的表头，已略去"))
            continue
        if len(row) < len(heads[0]) and row.grid is not narrow:
            narrow = row.grid
            lost = "、".join(heading.paths[c] for c in range(len(row), len(heads[0])) if c in heading.paths)
            result.repairs.append(
                Repair(RepairKind.MISSING_COLUMN, row.source, row.raw, f"本行起缺少末尾的列（{lost}），按空白读取")
            )
        result.lines += _lines(row, sides, heading, result.repairs)
        row.role = RowRole.BUDGET
    return result


def _is_note(row: Row) -> bool:
    """Whether a row above the header prints only labels with values, and the table's number: 部门：某局 | 公开05表."""
    texts = [half_width(text) for _, text in row.filled()]
    labels = [text for text in texts if _LABELLED.match(text)]
    return bool(labels) and all(text in labels or is_table_number(text) for text in texts)


def _sides(heading: Heading, rows: list[Row], unit: str) -> list[_Side]:
    """Columns of words and of sums, side by side."""
    sides = [_Side()]
    for column, path in heading.paths.items():
        texts = [row.text(column) for row in rows if row.text(column) and not heading.holds(row, column)]
        use = _use(path, texts)
        if use is not _Use.AMOUNT and sides[-1].columns(_Use.AMOUNT):
            sides.append(_Side())
        sides[-1].put(column, path, use)
    for side in sides:
        side.settle(unit)
    return sides


def _use(path: str, texts: list[str]) -> _Use:
    """What a column with this title and these cells holds.

    A column holds sums if half or more of its filled cells are sums (no row of the samples changes from one in ten to
    four in five) and neither its title nor its cells show a code or label. A dash for "nothing" decides nothing.
    """
    title = path.rpartition("/")[2]
    printed = [text for text in texts if not is_nil(text)]
    if title.endswith("名称"):
        return _Use.NAME
    if _is_code(path) or subject_code.holds_codes(printed):
        return _Use.CODE
    if title in vocabulary.COLUMN_NUMBERS or subject_code.counts_rows(printed):
        return _Use.NUMBER
    if printed:
        return _Use.WORDS if 2 * sum(map(is_amount, printed)) < len(printed) else _Use.AMOUNT
    return _Use.WORDS if title.endswith(vocabulary.TEXT_COLUMNS) else _Use.AMOUNT


def _is_code(path: str) -> bool:
    """Whether a column holds a code, or a part of a code: 科目编码/类, 科目编码/款, 功能分类科目/项."""
    parts = path.split("/")
    return any(part.endswith(_CODES) for part in parts) or parts[-1] in vocabulary.CODE_PARTS


def _lines(row: Row, sides: list[_Side], heading: Heading, repairs: list[Repair]) -> Iterator[BudgetLine]:
    """The lines of a row, one a side. The label of a total that is printed over several sides goes to its sum."""
    waiting: BudgetLine | None = None
    for side in sides:
        line = _line(row, side, heading, repairs)
        if line is None:
            continue
        if waiting is not None and line.amounts and not line.label:
            if row.anchor(min(side.uses)) is None:
                read_as = f"{waiting.label} | {next(iter(line.amounts.values())).raw}"
                repairs.append(Repair(RepairKind.UNMARKED_MERGE, row.source, row.raw, read_as))
            line = BudgetLine(waiting.label, "", waiting.labels | line.labels, line.amounts, line.source, line.raw)
        elif waiting is not None:
            yield waiting
        waiting = line if not line.amounts and not line.code and subject_code.is_total(line.label) else None
        if waiting is None:
            yield line
    if waiting is not None:
        yield waiting


def _line(row: Row, side: _Side, heading: Heading, repairs: list[Repair]) -> BudgetLine | None:
    texts: dict[int, str] = {}
    for column in side.words:
        text = row.text(column)
        if not text and row.covered(column):
            covering = row.resolved(column)
            text = clean(covering.text) if covering is not None else ""
        if text and not heading.holds(row, column):
            texts[column] = join_wrapped(text)
    amounts: dict[str, Amount] = {}
    for column, path, unit in side.sums:
        amount = read_amount(row.cell(column), row.text(column), unit)
        if amount is not None:
            amounts[path] = amount
            if amount.number is not None and amount.number < 0 and not amount.raw.startswith("-"):
                repairs.append(Repair(RepairKind.NUMBER_GLYPH, amount.source, amount.raw, str(amount.number), path))
    if not texts and not amounts:
        return None
    code, label = _label(row, side, texts, _code(row, side, texts, repairs))
    labels = {side.paths[column]: text for column, text in texts.items()}
    return BudgetLine(label, code, labels, amounts, row.source, row.raw)


def _code(row: Row, side: _Side, texts: dict[int, str], repairs: list[Repair]) -> str:
    """The code of a line, "" if it prints none; made even, with a repair, where it is printed in another way.

    A row that prints only its own part (| 03 |) continues the code of the row above.
    """
    printed = [(depth, texts[column]) for depth, column in enumerate(side.codes) if column in texts]
    printed = [(depth, text) for depth, text in printed if subject_code.is_code(text)]
    if not printed:
        return ""
    first, text = printed[0]
    above = [] if subject_code.is_whole(text, first) else side.above[:first]
    code, plain = subject_code.even([*above, *(text for _, text in printed)])
    side.above = subject_code.levels(code)
    if above or not plain:
        raw = SEPARATOR.join(text for _, text in printed)
        repairs.append(Repair(RepairKind.EVEN_CODE, row.source, raw, code, "编码"))
    return code


def _label(row: Row, side: _Side, texts: dict[int, str], code: str) -> tuple[str, str]:
    """(code, label) of a row: a total, else the name beside its code, else its first words without a code in them."""
    words = {column: text for column, text in texts.items() if side.uses[column] is not _Use.NUMBER}
    for text in words.values():
        if key(text) in vocabulary.TOTAL_LABELS:
            return "", key(text)
    if code:
        names = {column: text for column, text in words.items() if side.uses[column] is _Use.NAME}
        others = {column: text for column, text in words.items() if side.uses[column] is _Use.WORDS}
        last = max(side.codes)
        for found in (names, others):
            beside = [text for column, text in found.items() if column > last]
            if beside or found:
                return code, beside[0] if beside else list(found.values())[-1]
        return code, ""
    column, first = next(iter(words.items()), (-1, ""))
    split = _CODED.match(row.text(column)) or _CODED.match(first)
    return (split[1] or split[2] or split[3], join_wrapped(split[4])) if split else ("", first)


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
