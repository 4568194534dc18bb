"""The head of a form that holds one project: labels, each with its value to the right or below."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from auditor.forms.cells.labels import (
    BODY_NAME,
    GOAL_FIELDS,
    INLINE,
    MONEY_FIELDS,
    SUM_FIELDS,
    WHOLE_GOAL,
    YEAR_GOAL,
    Label,
    bare_label,
    field_of_label,
    label_of,
    line_of_sums,
    may_label,
    names_indicators,
    names_text,
)
from auditor.forms.cells.money_block import MoneyBlock
from auditor.forms.cells.money_label import WHOLE, YEAR, Part
from auditor.forms.cells.money_table import is_value
from auditor.forms.cells.project_cells import split_code
from auditor.forms.cells.sums_titles import SPENT, title_of_sums
from auditor.forms.cells.tick_boxes import ticked
from auditor.forms.table import vocabulary
from auditor.forms.table.header import names_class
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.money_units import is_unit_cell, unit_of
from auditor.forms.table.row import SEPARATOR, Row, clean, join_wrapped, key
from auditor.forms.table.span import is_class
from auditor.forms.table.title import is_group
from auditor.grid import Cell, Source
from auditor.model import FORM_CELLS, Amount, Funding, PrintedCell, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_ASKED = {
    **{role: (role, of_year) for role, of_year in SUM_FIELDS.values()},
    vocabulary.GOAL: (YEAR_GOAL, WHOLE_GOAL),
}
"""Cell of a project → the fields of a head that ask for it."""


@dataclass(slots=True)
class Head:
    """What the head of one project says, collected row by row."""

    unit: str
    """Money unit of the table, until a label names another."""
    source: Source
    raw: str = ""
    year: str = ""
    """The calendar year that the table's title names."""
    texts: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    """Names and goals by field."""
    amounts: dict[str, Amount] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """Words of the labels, by which the layout is recognised."""
    fields: set[str] = field(default_factory=set)
    """Fields that the form has a place for, filled or not."""
    loose: list[str] = field(default_factory=list)
    """Texts kept under words that nobody knows as a label, or under none: each may be the value of any cell."""
    funds: dict[int, str] = field(default_factory=dict)
    """Titles of the columns of a table of sums by column (全年预算数, 全年执行数 …)."""
    below: dict[int, str] = field(default_factory=dict)
    """Columns of goals whose text is below their label, and the field."""
    block: str = ""
    """The title of a block of details that is kept as it is printed (成本构成)."""
    money: MoneyBlock = field(init=False)
    """The sums, but for those of a table with titled columns (``funds``)."""

    def __post_init__(self) -> None:
        self.money = MoneyBlock(self.unit, year=self.year)

    def read(self, row: Row) -> bool:
        """Read the row; False if it holds nothing of a head."""
        cells = row.filled()
        first = label_of(cells[0][1]) if cells else None
        if not cells or self._columns_of_funds(cells):
            return bool(cells)
        if names_class(row) or (not self.block and names_indicators(cells[0][1])):
            return False  # 数量指标 | 培训人数: no label and its value, but an indicator whose header was not found
        sums = self._sums(row, cells) if not self.funds and not self.block else set()
        if (len(sums) < len(cells) and self._details(row, first)) or (not sums and self._goes_on(row, cells)):
            return True
        self.below = {}
        taken, place = bool(sums), 0
        cells = [(column, text) for column, text in cells if column not in sums]
        while place < len(cells):
            column, text = cells[place]
            label = label_of(text) or (line_of_sums(text) if self.funds else None)
            following = cells[place + 1] if place + 1 < len(cells) else None
            if label is None:
                inline = INLINE.match(text)
                named = label_of(inline.group(1)) if inline else None
                cell = row.cell(column)
                if is_unit_cell(text):
                    self.unit = unit_of(text) or self.unit
                    taken = True
                elif inline and named and cell is not None:
                    self.unit = unit_of(inline.group(1)) or self.unit
                    self.fields.add(named.field)
                    self._put(named, inline.group(2), cell, row)
                    taken = True
                elif following is not None and may_label(text) and label_of(following[1]) is None:
                    self.extra.setdefault(key(text), following[1])  # a label that is not listed: kept as printed
                    self.loose += [other for _, other in cells[place + 1 :] if label_of(other) is None]
                    taken, place = True, place + 1
                elif taken:
                    self._keep(text)
                place += 1
                continue
            taken = True
            self.labels.add(key(text))
            self.fields.add(label.field)
            self.unit = unit_of(text) or self.unit
            place += 1
            if following is None or label_of(following[1]) is not None:
                if label.field in GOAL_FIELDS:
                    self.below[column] = label.field
                continue
            place = self._value(label, row, cells, place)
        return taken or self._beside_merged(row, cells)

    def _beside_merged(self, row: Row, cells: list[tuple[int, str]]) -> bool:
        """Keep a text or shares beside the label of the row above that is merged down: 支出计划 | 10% | 35% | 100%."""
        label = row.resolved(0)
        title = clean(label.text) if label is not None and row.covered(0) else ""
        if field_of_label(title) in GOAL_FIELDS:
            return self._listed(field_of_label(title), row, cells)
        if not title or is_group(title) or is_class(title) or row.cell(1) is None or row.covered(1):
            return False
        if len(cells) > 1 and not all(is_value(text) for _, text in cells):
            return False
        name, text = key(title), SEPARATOR.join(text for _, text in cells)
        self.extra[name] = SEPARATOR.join(filter(None, (self.extra.get(name, ""), text)))
        self.loose += [text for _, text in cells]
        return True

    def _listed(self, name: str, row: Row, cells: list[tuple[int, str]]) -> bool:
        """Read a line of the list beside the label of a goal that is merged down: 年度目标 | 1 | 抽检2000批次."""
        cell = row.cell(cells[-1][0])
        if cell is None:
            return False
        above = self.texts.get(name, ("", cell))
        parts = [text for _, text in cells if not text.isdigit()]
        self.texts[name] = ("；".join(filter(None, (above[0].rstrip("；。"), *parts))), above[1])
        return True

    def _sums(self, row: Row, cells: list[tuple[int, str]]) -> set[int]:
        """Read the sums of the row; the columns whose cells were read."""
        self.money.unit = self.unit
        values = (column for (_, label), (column, _) in pairwise(cells) if names_text(label, alone=len(cells) == 2))
        sums = self.money.read(row, frozenset(values))
        self.unit = self.money.unit
        self.labels |= {key(row.text(column)) for column in sums}
        if Part.TOTAL in self.money.parts:
            self.fields.add(vocabulary.TOTAL)
        return sums

    def _value(self, label: Label, row: Row, cells: list[tuple[int, str]], place: int) -> int:
        """Read the value at ``place``; if the columns of sums have titles, all sums of the row. The next position."""
        column, text = cells[place]
        if label.field in GOAL_FIELDS and key(text) in vocabulary.COLUMN_NUMBERS:
            return len(cells)  # 年度绩效目标 | 序号 | 目标内容: the titles of a list, whose lines follow
        cell = row.cell(column)
        if cell is None:
            return place + 1
        if not self.funds or label.field not in MONEY_FIELDS | {""} or not is_amount(text):
            self._put(label, text, cell, row)
            if label.field in GOAL_FIELDS:
                self.below = {column: label.field}
            return place + 1
        ranked: list[tuple[int, str, Cell]] = []
        for column, text in cells[place:]:
            cell = row.cell(column)
            if label_of(text) is not None or cell is None:
                break
            title = self.funds[max((at for at in self.funds if at <= column), default=min(self.funds))]
            self.extra.setdefault(f"{label.text}（{title}）", text)
            ranked.append((vocabulary.listed("资金列").index(title), text, cell))
            place += 1
        if ranked and label.field in MONEY_FIELDS:
            _, text, cell = min(ranked, key=lambda one: one[0])
            amount = read_amount(cell, text, self.unit)
            if amount is not None:
                self.amounts.setdefault(label.field, amount)
        return place

    def _put(self, label: Label, text: str, cell: Cell, row: Row) -> None:
        if label.field in MONEY_FIELDS:
            amount = read_amount(cell, text, self.unit) if is_amount(text) else None
            if amount is not None and label.field not in self.amounts:
                self.amounts[label.field] = amount
            elif self.extra.setdefault(label.text, text) != text:
                self._keep(f"{label.text}：{text}")
        elif label.field and label.field not in self.texts:
            self.texts[label.field] = (text, cell)
            if label.field == vocabulary.NAME:
                self.source, self.raw = row.source, row.raw
            if "\n" in cell.text.strip() or cell.raw:
                kind = RepairKind.GLYPH if cell.raw else RepairKind.JOINED_TEXT
                column = vocabulary.GOAL if label.field in GOAL_FIELDS else label.field
                self.repairs.append(Repair(kind, cell.source, cell.raw or cell.text, text, column))
        else:
            self.extra.setdefault(label.text, ticked(text))

    def _keep(self, text: str) -> None:
        self.loose.append(text)
        self.extra["其他内容"] = SEPARATOR.join(filter(None, (self.extra.get("其他内容", ""), text)))

    def _columns_of_funds(self, cells: list[tuple[int, str]]) -> bool:
        """Whether a row holds titles of columns of sums: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分."""
        titles = {column: title for column, text in cells if (title := title_of_sums(bare_label(text)))}
        if any(is_amount(text) for _, text in cells):
            titles = {}  # 预算数 | 300 | 执行数 | 280
        if len(titles) < 2 or not any(title.endswith(SPENT) for title in titles.values()):
            if self.funds and any(field_of_label(text) not in (*MONEY_FIELDS, "") for _, text in cells):
                self.funds = {}
            return False
        self.funds = titles
        for _, text in cells:
            self.unit = unit_of(text) or self.unit
        return True

    def _details(self, row: Row, first: Label | None) -> bool:
        """Keep the rows of a block of details as printed, up to the next label that is not part of the block."""
        title = next(
            (bare_label(text) for _, text in row.filled() if bare_label(text) in vocabulary.listed("明细块")), ""
        )
        if title:
            self.block = title
            self.labels.add(title)
        elif self.block and first is not None and first.field not in MONEY_FIELDS:
            self.block = ""
        if not self.block:
            return False
        lines = [self.extra[self.block]] if self.block in self.extra else []
        self.extra[self.block] = "；".join([*lines, row.raw])
        return True

    def _goes_on(self, row: Row, cells: list[tuple[int, str]]) -> bool:
        """Read texts below labels of goals, or the rest of a goal after a page break; False if the row is neither."""
        if not self.below or any(label_of(text) is not None or column not in self.below for column, text in cells):
            return False
        for column, text in cells:
            name, cell = self.below[column], row.cell(column)
            above = self.texts.get(name)
            if above is None and cell is not None:
                self.texts[name] = (text, cell)
            elif above is not None:
                joined = join_wrapped(f"{above[0]} {text}")
                self.texts[name] = (joined, above[1])
                self.repairs.append(Repair(RepairKind.STITCHED, row.source, text, joined, vocabulary.GOAL))
        return True

    @property
    def named(self) -> bool:
        """Whether the head has a name already."""
        return vocabulary.NAME in self.texts

    def places(self) -> frozenset[str]:
        """Which of ``FORM_CELLS`` the head asks for, filled or not. Any further source is a place for 其他资金."""
        asked = {cell for cell, fields in _ASKED.items() if not self.fields.isdisjoint(fields)}
        asked |= {SUM_FIELDS[part][0] for part in self.money.parts if part in SUM_FIELDS}
        asked |= {vocabulary.OTHER} if Part.FURTHER in self.money.parts else set()
        return frozenset(asked | self.fields.intersection(FORM_CELLS))

    def project(self, kind: TableKind) -> Project:
        """The project: its name, its sums and its goal.

        ``funding[0]`` holds the sums of the whole project if the form prints them, else those of the year. The goal is
        that of the year, else the whole goal. Everything else is in ``extra`` under its own label.
        """
        printed, cell = self._named(kind)
        code, name = split_code(printed) if printed else ("", "")
        code = "".join(self.texts.get(vocabulary.CODE, (code, None))[0].split())
        project = Project("", code, name, kind, self.source, raw=self.raw, repairs=self.repairs)
        if cell is not None:
            project.printed[vocabulary.NAME] = PrintedCell(f"{code}-{name}" if code else name, cell.text, cell.source)
        own, sums = self._amounts(project)
        for role, amount in sums.items():
            if amount is not None:
                project.printed[role] = PrintedCell(amount.raw, amount.raw, amount.source)
        goal, place = self.texts.get(YEAR_GOAL) or self.texts.get(WHOLE_GOAL) or ("", None)
        if place is not None:
            project.printed[vocabulary.GOAL] = PrintedCell(goal, place.raw or place.text, place.source)
        known = next((amount for amount in sums.values() if amount is not None), None)
        where = known.source if known else self.source
        further = {label: amount for (label, period), amount in self.money.sources.items() if period == own}
        project.funding.append(
            Funding(
                sums[vocabulary.TOTAL],
                sums[vocabulary.FISCAL],
                sums[vocabulary.OTHER],
                goal,
                where,
                raw=self.raw,
                further=further,
            )
        )
        named = {vocabulary.NAME, vocabulary.CODE}
        project.extra |= {name: text for name, (text, _) in self.texts.items() if name not in named}
        project.extra |= self.extra
        self._puzzled(project, sums)
        return project

    def _puzzled(self, project: Project, sums: dict[str, Amount | None]) -> None:
        """Mark the sums that may stand in what was not understood.

        A form whose sums all stand under labels of parts that nobody knows may mean the whole by any of them.
        """
        for part, cell in self.money.puzzles.items():
            role = SUM_FIELDS[part][0]
            if sums[role] is None:
                project.unread.add(role)
                said = "（没有读懂，未读出金额）"
                project.repairs.append(
                    Repair(RepairKind.DOUBTFUL_CELL, cell.source, cell.text, said, role, doubtful=True)
                )
        apart = any(is_amount(text) for text in self.money.kept.values())
        if apart and not any(sums.values()):
            project.unread |= sums.keys()

    def name(self, kind: TableKind) -> str:
        """The name read so far: the project's, in a table of a department's goals the department's; "" if none."""
        return self._named(kind)[0]

    def _named(self, kind: TableKind) -> tuple[str, Cell | None]:
        own = self.texts.get(vocabulary.NAME, ("", None))
        of_body = kind in (TableKind.DEPARTMENT, TableKind.SELF_EVALUATION)
        return self.texts.get(BODY_NAME, own) if of_body and not own[0] else own

    def _amounts(self, project: Project) -> tuple[str, dict[str, Amount | None]]:
        """The period of the project's own sums, and total, fiscal and other by field.

        They are those of the whole project, or those of the year if no others are printed.

        Sums of the year beside those of the whole project go to the project's ``extra``.
        """
        money = dict(self.money.sums)
        for part, (role, of_year) in SUM_FIELDS.items():
            # A table with titled columns has one block of sums; its labels name the year or nothing.
            amount = self.amounts.get(role) or self.amounts.get(of_year)
            if amount is not None:
                money.setdefault((part, ""), amount)
        periods = [period for period in ("", WHOLE, YEAR) if (Part.TOTAL, period) in money]
        periods += [period for period in ("", WHOLE, YEAR) if any(of == period for _, of in money)]
        own = periods[0] if periods else ""
        for part, (_, role) in SUM_FIELDS.items():
            if own != YEAR and (part, YEAR) in money:
                project.extra[role] = money[part, YEAR].raw
        for (label, period), text in self.money.kept.items():
            if project.extra.setdefault(label, text) != text:
                project.extra.setdefault(f"{period}{label}", text)
        return own, {fields[0]: money.get((part, own)) for part, fields in SUM_FIELDS.items()}
