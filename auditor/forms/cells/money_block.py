"""The sums in the head of a form, read by geometry.

A form prints them in one of four ways, and several may stand side by side:

1. label and sum in neighbouring cells: 年度资金总额 | 300.00 | 其中：财政拨款 | 250.00;
2. a row of labels above a row of sums (two rows of labels: 财政拨款 over 合计);
3. labels and sums inside one cell: 财政拨款：250.00万元（其中：上级资金：100.00万元）其他：50.00万元;
4. a table of costs: 项目预算构成 | 金额 | 测算依据, its items, and 合计.

A label without a period has that of the label above it in its own column, so that two blocks side by side
(项目资金总额, 年度资金总额) never mix. A sum belongs to the first label of its kind and period; further ones are kept
as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.forms.cells.money_label import MoneyLabel, Part, money_label
from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row, key
from auditor.grid import Cell
from auditor.language.text import half_width
from auditor.model import Amount

_NOTHING = re.compile(r"[-—–－/]{1,3}|无")
"""A cell that says there is nothing to print."""
_PAIR = re.compile(
    r"(?P<label>(?:其中[:：]?)?(?:[(（]?[0-9]{1,2}[)）、.．])?[^\d:：；;，,。()（）￥¥]{2,20}(?:[（(【〔［\[﹙][^\d]{1,12}?[）)】〕］\]﹚]+)?)\s*[:：]{0,2}\s*"
    r"[￥¥]?(?P<sum>-?\d[\d,]*(?:\.\d+)?\s*(?:[百千]?[万亿]?元)?|[-—–－](?=[；;，,。()（）]|$))"
)
_BETWEEN = re.compile(r"[\s；;，,。、（）()]|其中[:：]?|包括[:：]?")
_SUM_ROW = re.compile(r"(?:合|总|小)计$")
_COST_BESIDE = re.compile(r"依据|测算|说明|标准|单价|数量|执行数|上年|备注|公式")
"""Words of the other columns of a table of costs."""
_LONGEST = 300
"""Most characters of a cell that is searched for sums inside; the longest seen has 60. A longer one is prose."""


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
    _periods: dict[int, str] = field(default_factory=dict)
    """The period of the labels in a column."""
    _title: str = ""
    """The period that the title of the block names."""
    _waiting: list[tuple[int, MoneyLabel]] = field(default_factory=list)
    """Labels whose sums stand in the row below."""
    _costs: int | None = None
    """The column with the sums of a table of costs, while its rows are read."""

    def read(self, row: Row, values: frozenset[int] = frozenset()) -> set[int]:
        """Read the sums of a row; the columns whose cells are read. ``values``: columns with values of other labels."""
        cells = row.filled()
        if self._cost_table(row, cells):
            return {column for column, _ in cells}
        if self._below(row, cells) or self._head_of_items(cells, values):
            return {column for column, _ in cells}
        above, self._waiting = self._waiting, []
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
            if following is not None and (is_amount(following[1]) or _NOTHING.fullmatch(following[1])):
                self._take(label, column, following[1], row.cell(following[0]))
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
        return label.part is Part.TOTAL if label else bool(_pairs(text))

    def _period(self, label: MoneyLabel, column: int) -> str:
        nearest = max((at for at in self._periods if at <= column), default=None)
        above = self._title if nearest is None else self._periods[nearest]
        if label.among and nearest is not None:
            return above  # 其中：当年财政拨款 is part of the total it stands below, whatever that is called
        if label.part is Part.TOTAL or label.period:
            self._periods[column] = label.period or self._title
            return self._periods[column]
        return above

    def _take(self, label: MoneyLabel, column: int, text: str, cell: Cell | None, nested: bool = False) -> None:
        self.parts.add(label.part)
        period = self._period(label, column)
        amount = read_amount(cell, text, self.unit) if is_amount(text) else None
        if amount is not None and label.part in (Part.TOTAL, Part.FISCAL, Part.OTHER) and not nested:
            first = self.sums.setdefault((label.part, period), amount)
            if first is amount or first.raw == text:
                return
        elif amount is not None and label.part is Part.FURTHER and not nested:
            self.sources.setdefault((label.text, period), amount)
        self.kept.setdefault((label.text, period), text)

    def _inside(self, row: Row, column: int, text: str) -> bool:
        """Read labels and sums inside one cell; False if the cell holds anything else."""
        found = _pairs(text)
        for label, printed, nested in found:
            self.unit = label.unit or self.unit
            self._take(label, column, printed, row.cell(column), nested)
        return bool(found)

    def _below(self, row: Row, cells: Sequence[tuple[int, str]]) -> bool:
        """Read a row of sums below a row of labels; a second row of labels names parts of the first."""
        waiting = self._waiting
        sums = [(column, text) for column, text in cells if is_amount(text) or _NOTHING.fullmatch(text)]
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
            if len(cells) < 3 or len(money) != 1 or not any(_COST_BESIDE.search(text) for text in texts[1:]):
                return False
            if any(is_amount(text) for text in texts):
                return False
            self._costs = money[0]
            self.unit = next(filter(None, map(unit_of, texts)), self.unit)
            self.parts.add(Part.TOTAL)
            return True
        first, printed = cells[0][1], row.text(self._costs)
        if not (is_amount(printed) or _NOTHING.fullmatch(printed)):
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


def _pairs(text: str) -> list[tuple[MoneyLabel, str, bool]]:
    """(label, sum, whether it is part of the one before) for each sum inside a cell, [] if the cell holds other text.

    年度资金总额：300.0; 总额200.00万元; 财政拨款：250.00万元（其中：上级资金：100.00万元）其他：50.00万元.
    """
    if len(text) > _LONGEST or not any(sign.isdigit() for sign in text) or is_amount(text):
        return []
    found: list[tuple[MoneyLabel, str, bool]] = []
    at, depth = 0, 0
    for pair in _PAIR.finditer(text):
        between = text[at : pair.start()]
        depth = max(0, depth + len(re.findall(r"[（(]", between)) - len(re.findall(r"[）)]", between)))
        label = money_label(pair["label"])
        if label is None or _BETWEEN.sub("", half_width(between)):
            return []
        found.append((label, pair["sum"], depth > 0))
        at = pair.end()
    return [] if _BETWEEN.sub("", half_width(text[at:])) else found
