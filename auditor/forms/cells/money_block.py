"""The sums in the head of a form, read by geometry.

A form prints them in one of five ways, and several may stand side by side:

1. label and sum in neighbouring cells: 年度资金总额 | 300.00 | 其中：财政拨款 | 250.00;
2. a row of labels above a row of sums (two rows of labels: 财政拨款 over 合计);
3. a table of sums with titles of columns and of lines (``money_table``);
4. labels and sums inside one cell (``money_text``);
5. a table of costs: 项目预算构成 | 金额 | 测算依据, its items, and 合计.

A label without a period has that of the label above it in its own column, so that two blocks side by side
(项目资金总额, 年度资金总额) never mix. A sum belongs to the first label of its kind and period; further ones are kept
as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from auditor.forms.cells.money_label import MoneyLabel, Part, combined, money_label
from auditor.forms.cells.money_table import COST_BESIDE, NOTHING, SUMS, is_value, line_title, titles_of_sums
from auditor.forms.cells.money_text import stated
from auditor.forms.cells.one_total import one_total
from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import is_unit, is_unit_cell, unit_of
from auditor.forms.table.row import SEPARATOR, Row, key
from auditor.grid import Cell
from auditor.model import Amount

_SUM_ROW = re.compile(r"(?:合|总|小)计$")


@dataclass(slots=True)
class MoneyBlock:
    """The sums of one head, collected row by row. ``unit`` is the table's until a label names another."""

    unit: str
    sums: dict[tuple[Part, str], Amount] = field(default_factory=dict)
    """The first sum of each part and period ("" is the whole project where the form does not say)."""
    sources: dict[tuple[str, str], Amount] = field(default_factory=dict)
    """Further sources of the money by label and period, e.g. 上年结转资金. Not a part of another source."""
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    """Everything that ``sums`` does not hold, by label and period, as printed."""
    parts: set[Part] = field(default_factory=set)
    """Parts that the form has a place for, filled or not."""
    year: str = ""
    """The calendar year of the form, "" if it does not say."""
    puzzles: dict[Part, Cell] = field(default_factory=dict)
    """What is printed in the place of a part and not understood."""
    _columns: dict[int, MoneyLabel] = field(default_factory=dict)
    """Titles of the columns of a table of sums, while its lines are read."""
    _years: dict[tuple[Part, str], str] = field(default_factory=dict)
    """The calendar year that the label of a sum names."""
    _periods: dict[int, str] = field(default_factory=dict)
    """The period of the labels in a column."""
    _title: str = ""
    """The period that the title of the block names."""
    _shared: str | None = None
    """The period of all parts of this row, where they are those of one total."""
    _waiting: list[tuple[int, MoneyLabel]] = field(default_factory=list)
    """Labels whose sums stand in the row below."""
    _costs: int | None = None
    """The column with the sums of a table of costs, while its rows are read."""

    def read(self, row: Row, values: frozenset[int] = frozenset()) -> set[int]:
        """Read the sums of a row; the columns whose cells are read. ``values``: columns with values of other labels."""
        cells = row.filled()
        if self._line(row, cells) or (not values and self._titles(row)) or self._cost_table(row, cells):
            return {column for column, _ in cells}
        if self._below(row, cells) or self._head_of_items(cells, values):
            return {column for column, _ in cells}
        above, self._waiting = self._waiting, []
        self._shared = one_total(row, self.unit, self._above, self.sums)
        taken: set[int] = set()
        waiting: list[tuple[int, MoneyLabel]] = []
        place = 0
        while place < len(cells):
            column, text = cells[place]
            following = cells[place + 1] if place + 1 < len(cells) else None
            label = money_label(text)
            if column in values:
                place += 1
                continue
            if label is None:
                if self._inside(row, column, text):
                    taken.add(column)
                place += 1
                continue
            self.unit = unit_of(text) or self.unit
            if following is not None and self._beside(row, label, column, following):
                taken |= {column, following[0]}
                place += 2
                continue
            if label.title and following is not None and self._opens(following[1]):
                self.parts.add(label.part)
                self._title = label.period or self._title  # 项目资金 | 年度资金总额 | 300.00
                taken.add(column)
            elif following is None or money_label(following[1]) is not None:
                waiting.append((column, label))
            place += 1
        if any(label.part not in (Part.FURTHER, Part.USE) or label.among or label.level for _, label in waiting):
            # Not 古树保护补助资金 alone: it may be any text.
            taken |= {column for column, _ in waiting}
            self.parts |= {label.part for _, label in waiting}
        titled = len(taken) == len(cells) - 1 and cells[0][0] not in taken  # 资金来源 | 合计 | 财政拨款
        if (len(taken) == len(cells) or titled) and (len(waiting) > 1 or len(cells) == 1):
            self._waiting = _under(above, waiting)
        return taken

    def _opens(self, text: str) -> bool:
        """Whether a cell is the first of a block whose title is left of it: a total, or sums inside the cell."""
        label = money_label(text)
        return label.part is Part.TOTAL if label else bool(stated(text))

    def _beside(self, row: Row, label: MoneyLabel, column: int, following: tuple[int, str]) -> bool:
        """Read the cell beside a label: its sum, the unit of the block, or words with figures that are not understood.

        Such words are kept. Words without figures (待定, 见附件) are what the department wrote in place of a sum.
        """
        at, text = following
        cell = row.cell(at)
        if is_amount(text) or NOTHING.fullmatch(text):
            self._take(label, column, text, cell)
            return True
        if is_unit_cell(text):
            self.unit = unit_of(text) or self.unit  # 项目资金 | 单位：元
            self.parts.add(label.part)
            return True
        words = label.part in SUMS and money_label(text) is None and any(sign.isdigit() for sign in text)
        if cell is None or not words or stated(text):
            return False
        self.parts.add(label.part)
        self.puzzles.setdefault(label.part, cell)
        self.kept.setdefault((label.text, label.period), text)
        return True

    def _above(self, column: int) -> str:
        nearest = max((at for at in self._periods if at <= column), default=None)
        return self._title if nearest is None else self._periods[nearest]

    def _period(self, label: MoneyLabel, column: int) -> str:
        if self._shared is not None and label.part is not Part.TOTAL:
            return self._shared
        above = self._above(column)
        if label.among and any(at <= column for at in self._periods):
            return above  # 其中：当年财政拨款 is part of the total it stands below, whatever that is called
        if label.part is Part.TOTAL:
            # A total begins a block: 资金总额 | 560 | 其中：财政拨款 | 560 below 总预算 | 560 | 当年预算 | 560.
            self._periods = {at: period for at, period in self._periods.items() if at <= column}
        if label.part is Part.TOTAL or label.period:
            self._periods[column] = label.period or self._title
            return self._periods[column]
        return above

    def _take(self, label: MoneyLabel, column: int, text: str, cell: Cell | None, nested: bool = False) -> None:
        self._enter(label, self._period(label, column), text, cell, nested)

    def _enter(self, label: MoneyLabel, period: str, text: str, cell: Cell | None, nested: bool = False) -> None:
        if label.part is Part.ASIDE or (label.year and self.year and label.year != self.year):
            self.kept.setdefault((label.text, ""), text)
            return
        self.parts.add(label.part)
        if label.year and self._years.setdefault((label.part, period), label.year) != label.year and cell is not None:
            self.puzzles.setdefault(label.part, cell)  # 2025年预算 | 150 | 2026年预算 | 300: which is the form's?
            earlier = self.sums.pop((label.part, period), None)
            self.kept.setdefault((label.text, ""), SEPARATOR.join([*([earlier.raw] if earlier else []), text]))
            return
        amount = read_amount(cell, text, self.unit) if is_amount(text) else None
        if amount is not None and label.part in SUMS and not nested:
            first = self.sums.setdefault((label.part, period), amount)
            if first is amount or first.raw == text:
                return
        elif amount is not None and label.part is Part.FURTHER and not nested:
            self.sources.setdefault((label.text, period), amount)
        self.kept.setdefault((label.text, period), text)

    def _inside(self, row: Row, column: int, text: str) -> bool:
        """Read labels and sums inside one cell; False if the cell holds anything else."""
        found = stated(text)
        for one in found:
            self.unit = one.label.unit or self.unit
            self._take(one.label, column, one.text, row.cell(column), one.nested)
        return bool(found)

    def _titles(self, row: Row) -> bool:
        """Read a row of titles of a table of sums."""
        self._columns = titles_of_sums(row, self.year) if not self._waiting else {}
        if self._columns:
            self._announce(text for _, text in row.filled())
            self.parts |= {label.part for label in self._columns.values() if label.part in SUMS}
        return bool(self._columns)

    def _line(self, row: Row, cells: Sequence[tuple[int, str]]) -> bool:
        """Read a line of a table of sums; another row ends the table, and a line without a title is its only one."""
        columns, sums = self._columns, [(column, text) for column, text in cells if is_value(text)]
        if not columns or not sums or not columns.keys() >= dict(sums).keys():
            self._columns = {}
            return False
        self._announce(text for column, text in cells if column not in columns)
        line = line_title((text for column, text in cells if column < sums[0][0] and not is_unit(text)), self.year)
        for column, text in sums:
            label = columns[column] if line is None else combined(line, columns[column])
            self._enter(label, label.period or self._title, text, row.cell(column))
        self._columns = columns if line is not None else {}
        return True

    def _announce(self, texts: Iterable[str]) -> None:
        """Take the unit that one of the texts names."""
        self.unit = next(filter(None, map(unit_of, texts)), self.unit)

    def _below(self, row: Row, cells: Sequence[tuple[int, str]]) -> bool:
        """Read a row of sums below a row of labels; a second row of labels names parts of the first."""
        waiting = self._waiting
        sums = [(column, text) for column, text in cells if is_amount(text) or NOTHING.fullmatch(text)]
        others = [text for column, text in cells if (column, text) not in sums]
        if not waiting or not sums or len(others) > 1:
            return False
        if (others and (named := money_label(others[0])) is None) or (others and _SUM_ROW.search(others[0])):
            return self._item(row, others[0], sums, named is not None or key(others[0]) in vocabulary.TOTAL_LABELS)
        left = dict(waiting)
        self._waiting = []
        for column, text in sums:
            at = max((place for place in left if place <= column), default=None)
            if at is not None:
                self._take(left.pop(at), at, text, row.cell(column))
        return True

    def _item(self, row: Row, name: str, sums: Sequence[tuple[int, str]], total: bool) -> bool:
        """Read a row of a table of items below a row of labels: an item, kept as printed, or the line with the sums."""
        columns = dict(self._waiting)
        if any(column not in columns for column, _ in sums):
            return False
        for column, text in sums:
            if total:
                self._take(columns[column], column, text, row.cell(column))
            else:
                self.kept.setdefault((f"{key(name)}（{columns[column].text}）", ""), text)
        return True

    def _head_of_items(self, cells: Sequence[tuple[int, str]], values: frozenset[int]) -> bool:
        """Read the titles of a table of items: 年度主要任务 | 任务名称 | 预算金额（万元）."""
        *others, (column, last) = cells
        if len(others) < 2 or values or not _is_total(last) or any(is_amount(text) for _, text in others):
            return False
        if any(money_label(text) is not None for _, text in others):
            return False
        self.unit = unit_of(last) or self.unit
        self.parts.add(Part.TOTAL)
        self._waiting = [(column, label)] if (label := money_label(last)) else []
        return True

    def _cost_table(self, row: Row, cells: Sequence[tuple[int, str]]) -> bool:
        """Read a row of a table of costs: its titles, an item, or the line with the sum."""
        if self._costs is None:
            texts = [text for _, text in cells]
            money = [column for column, text in cells[1:] if _is_total(text)]
            if len(cells) < 3 or len(money) != 1 or not any(COST_BESIDE.search(text) for text in texts[1:]):
                return False
            if any(is_amount(text) for text in texts):
                return False
            self._costs = money[0]
            self.unit = next(filter(None, map(unit_of, texts)), self.unit)
            self.parts.add(Part.TOTAL)
            return True
        first, printed = cells[0][1], row.text(self._costs)
        if not (is_amount(printed) or NOTHING.fullmatch(printed)):
            self._costs = None
            return False
        if key(first) in vocabulary.TOTAL_LABELS:
            self._take(MoneyLabel(Part.TOTAL, "", key(first)), self._costs, printed, row.cell(self._costs))
            self._costs = None
        else:
            self.kept.setdefault((f"成本：{key(first)}", ""), printed)
        return True


def _under(above: list[tuple[int, MoneyLabel]], below: list[tuple[int, MoneyLabel]]) -> list[tuple[int, MoneyLabel]]:
    """Two rows of labels as one: 财政拨款 over 合计 is 财政拨款, over 基本支出 what it is used for.

    A label of the upper row without one below it stays.
    """
    joined: dict[int, MoneyLabel] = {}
    for column, label in below:
        over = max((one for one in above if one[0] <= column), key=lambda one: one[0], default=None)
        if over is None or over[1].part is Part.TOTAL:
            joined[column] = label
        elif label.part is Part.TOTAL:
            joined[column] = over[1]
        else:
            joined[column] = replace(label, text=f"{over[1].text}/{label.text}")
    return sorted({**dict(above), **joined}.items())


def _is_total(text: str) -> bool:
    label = money_label(text)
    return label is not None and label.part is Part.TOTAL and label.title
