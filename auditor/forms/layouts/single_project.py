"""Forms that hold one project each (layouts L3 to L12): a head of labels and values, then indicators below a header."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.continuation import continue_indicator
from auditor.forms.cells.evidence import is_indicator, is_scored, section_of
from auditor.forms.cells.indicator_cells import IndicatorCells, find_level1, find_shifted, read_cells
from auditor.forms.cells.key_values import Head
from auditor.forms.cells.labels import labels, opens_project
from auditor.forms.cells.level_carry import LevelCarry
from auditor.forms.cells.level_cells import read_levels
from auditor.forms.cells.money_label import money_label
from auditor.forms.cells.money_table import SUMS
from auditor.forms.cells.project_cells import split_code
from auditor.forms.cells.sums_list import sums_list
from auditor.forms.cells.target import read_target
from auditor.forms.checks.column_mismatch import misplaced
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.checks.page_furniture import is_note
from auditor.forms.cut import opens
from auditor.forms.layouts.family import layout_of
from auditor.forms.layouts.layout import Claim, Form, Layout, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.header import is_empty_class, is_form
from auditor.forms.table.money import is_amount
from auditor.forms.table.periods import LONG
from auditor.forms.table.row import Row, RowRole, key
from auditor.forms.table.table import Table
from auditor.forms.table.title import is_group, period_of, role_of, title_key
from auditor.grid import Grid
from auditor.language.levels import LEVEL1
from auditor.model import Indicator, PrintedCell, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_SUMS = re.compile(r"合计|总计|小计|(?:自评|绩效|评价)?(?:总分|总得分|得分合计)")
_CAPTION_NAME = re.compile(r"项目名称\s*[:：]\s*(\S[^:：]{1,60}?)(?:\s{2,}|$)")
_OF_BLOCK = (vocabulary.LEVEL2, vocabulary.LEVEL3, vocabulary.VALUE)
_STITCHED = (vocabulary.LEVEL3, vocabulary.VALUE)
_DASHES = re.compile(r"[-—–－/]*")
"""A cell that is empty, or struck out: this period has no target."""


def _claims(table: Table, header: Columns | None) -> bool:
    """Whether a table consists of such forms, and not of the forms of a department or transfer (L1b, L1c)."""
    if header is None or not is_form(header):
        return False
    if table.kind in {TableKind.PROJECTS, TableKind.SELF_EVALUATION}:
        return True
    if table.kind not in {TableKind.DEPARTMENT, TableKind.TRANSFER}:
        return False
    if vocabulary.LEVEL1 not in header.roles:
        return vocabulary.LEVEL3 in header.roles  # 绩效指标 | 指标值 in a department's table: L1b
    # A department's table with 一级指标; a transfer's with 项目名称 | 培训费, not with 转移支付名称 | 某资金.
    own = vocabulary.words("转移支付目标头", "名称")
    return table.kind is TableKind.DEPARTMENT or any(
        opens_project(row) and key(row.filled()[0][1]) not in own for row in table.rows
    )


def _read(table: Table) -> TableRead:
    """All projects of a table of such forms, in printed order."""
    walker = _Walker(table)
    walker.walk()
    if len(walker.result.projects) == 1 and not walker.result.projects[0].name:
        _name_by_caption(table, walker.result.projects[0])
    for project in walker.result.projects:
        check_values(project.indicators)
    if not walker.result.indicators:
        walker.result.unread = "只有表头，没有指标行"
    return walker.result


class _Walker:
    """Reads the rows from top to bottom: head, indicators, and the next form's head.

    A row is an indicator if it is below an indicator header and has a name or a value there. Below the indicators, a
    row with the label of a project's name begins the next form; any other label there belongs to the same project.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.result = TableRead()
        self.head: Head | None = None
        self.columns: Columns | None = None
        self.indicators: list[Indicator] = []
        self.heads: list[Row] = []
        self.period = ""
        self.vertical = False
        self.words: set[str] = set()
        self.seen: set[str] = set()
        """Fields, titles and labels of all forms of the table: they are of one layout."""
        self.grid: Grid | None = None
        self.levels: dict[str, LevelCarry] = {}
        """Levels carried down, for each period: the blocks of two periods can be side by side."""

    def walk(self) -> None:
        rows, place = self.table.rows, 0
        while place < len(rows):
            row = rows[place]
            if self.table.opens_header(place):
                row.role = RowRole.HEADER
                self._period_title(row)
            elif place in self.table.headers:
                place = self._header(rows, place)
                continue
            elif (listed := sums_list(row, "", "")) is not None:
                self._close()
                self.columns = None  # a list of projects with their sums: this form has no such rows
                place += listed.lines - 1
            else:
                if self._begins(rows, place):
                    self._close()
                    self.columns = None
                self._row(row)
            self.grid = row.grid
            place += 1
        self._close()
        for project in self.result.projects:
            project.layout = layout_of("单表", self.seen)

    def _header(self, rows: list[Row], place: int) -> int:
        row, columns = rows[place], self.table.headers[place]
        if not is_form(columns):
            self._close()
            self.columns = None  # the header of another table: its rows are reported in the ledger
            return place + 1
        for header in rows[place : place + columns.rows]:
            header.role = RowRole.HEADER
        self._period_title(row)
        if self.columns is not None and self.columns.roles == columns.roles and not self.vertical:
            note = Repair(RepairKind.REPEATED_HEADER, row.source, row.raw, "续表重复的表头，已略去")
            self.result.repairs.append(note)
        self.columns = columns
        self._open(row)
        self.words |= {*columns.roles, *(title_key(title) for title in columns.titles.values())}
        if columns.periods:
            self.words.add("期间并列")
        self.grid = row.grid
        return place + columns.rows

    def _period_title(self, row: Row) -> None:
        """Read the title above, or left of, a block of indicators: 长期绩效指标, 年度绩效指标."""
        periods = {period_of(text) for _, text in row.filled() if key(text).endswith(("指标", "目标"))} - {""}
        if len(periods) == 1:
            self.period = periods.pop()
            self.vertical = True

    def _open(self, row: Row) -> Head:
        if self.head is None:
            self.head = Head(self.table.unit, row.source, row.raw, self.table.year)
        return self.head

    def _close(self) -> None:
        """End the form: add its project with what was read."""
        if self.head is None:
            return
        kind = self.table.kind
        if kind is TableKind.PROJECTS and vocabulary.ACTUAL in self.words:
            kind = TableKind.SELF_EVALUATION
        project = self.head.project(kind)
        if self.vertical and len({indicator.extra.get(vocabulary.PERIOD) for indicator in self.indicators}) > 1:
            self.words.add("期间分列")
        elif not (self.columns is not None and self.columns.periods):
            for indicator in self.indicators:
                indicator.extra.pop(vocabulary.PERIOD, None)
        self.seen |= self.words | self.head.labels
        project.indicators = self.indicators
        if project.indicators or project.name or project.total or project.goal:
            self.result.projects.append(project)
            self.result.forms.append(Form(project, self.columns, self.head.places(), tuple(self.head.loose)))
        else:
            for row in self.heads:
                row.role = RowRole.UNREAD  # labels without values: reported in the ledger as unread
        self.head, self.indicators, self.heads, self.words, self.levels = None, [], [], set(), {}
        self.period, self.vertical = "", False

    def _row(self, row: Row) -> None:
        if self.columns is not None:
            self._below_header(row, self.columns)
            return
        texts = [text for _, text in row.filled()]
        if len(texts) == 1 and period_of(texts[0]) and key(texts[0]).endswith("指标"):
            self._period_title(row)
            row.role = RowRole.HEADER
        elif self.head is not None or any(map(labels, texts)):
            self._head(row)

    def _head(self, row: Row) -> None:
        if self._open(row).read(row):
            row.role = RowRole.PROJECT
            self.heads.append(row)

    def _begins(self, rows: list[Row], place: int) -> bool:
        """Whether the next form begins at this row, below indicators.

        On a new page other labels (主管部门 | 某局) can precede the name. Six rows are searched, a choice: no row of
        the samples or of bench/accuracy changes for 1 to 20.
        """
        if any(text in LEVEL1 for _, text in rows[place].filled()):
            return False  # 产出指标 | 数量指标 | 项目名称规范率 | …
        if self.columns is None:  # the head above has no header: the same label once more is another form's
            return self.head is not None and self.head.named and opens(self.table, rows[place])
        if opens(self.table, rows[place]):
            return True  # 项目名称 | 培训费
        if rows[place].grid is self.grid:
            return False  # 主管部门 | 某局 on the same page: a label of the same project
        for row in rows[place : place + 6]:
            if opens(self.table, row):
                return True
            if row.empty or not labels(row.filled()[0][1]):
                return False
        return False

    def _below_header(self, row: Row, columns: Columns) -> None:
        texts = [text for _, text in row.filled()]
        head = self._open(row)
        if not texts:
            return
        if _SUMS.fullmatch(key(texts[0])) or is_scored(row, columns):
            head.extra[key(texts[0])] = " ".join(texts[1:])
            row.role = RowRole.TOTAL
        elif len(texts) == 1 and period_of(texts[0]) and key(texts[0]).endswith(("指标", "目标")):
            self._period_title(row)
            row.role = RowRole.HEADER
        elif (labels(texts[0]) or _is_sum(row, columns)) and find_level1(row, columns) is None:
            self._head(row)
        elif self._section(row, columns):
            row.role = RowRole.HEADER
        elif is_note(row) or is_empty_class(row):
            return  # the book's accounts say so
        elif not self._overhang(row, columns):
            blocks = columns.periods or (("", columns.roles),)
            told = len(self.indicators)
            for number, (period, roles) in enumerate(blocks):
                other = number + 1 < len(blocks)
                # A target of the whole term needs none for the year: 公交优先发展机制 | 基本健全 | _.
                long = len(self.indicators) > told and blocks[0][0] == LONG
                self._indicator(row, columns, roles, period, other=other, may_be_blank=other or long)

    def _section(self, row: Row, columns: Columns) -> bool:
        """Read a line over the rows of a class, in a form without a column for level 1: 二、成本指标."""
        (column, text), *others = row.filled()
        bare, cell = section_of(text), row.cell(column)
        if vocabulary.LEVEL1 in columns.roles or others or not bare or cell is None:
            return False
        self.levels.setdefault(self.period, LevelCarry()).section(bare, cell)
        return True

    def _overhang(self, row: Row, columns: Columns) -> bool:
        """Read the rest of a name or value after a page break; False if the row is not like that.

        It is a row at the head of a grid with one cell only: _ | _ | 人数 | _ below 产出指标 | 数量指标 | 培训 | 500.
        """
        filled = row.filled()
        if self.grid is None or row.grid is self.grid or len(filled) != 1 or not self.indicators or columns.periods:
            return False
        column, text = filled[0]
        role = next((role for role in _STITCHED if columns.roles.get(role) == column), "")
        last = self.indicators[-1]
        if not role or any(row.covered(place) for place in columns.roles.values()) or role not in last.printed:
            return False
        continue_indicator(last, row, {role: text})
        if role == vocabulary.VALUE:
            last.operator = last.operator if vocabulary.OPERATOR in columns.roles else ""
            last.unit = last.unit if vocabulary.UNIT in columns.roles else ""
            read_target(last, columns)
        return True

    def _indicator(
        self, row: Row, columns: Columns, roles: dict[str, int], period: str, *, other: bool, may_be_blank: bool
    ) -> None:
        """Read a row in one period. ``other``: not the budget year; ``may_be_blank``: it needs no target for it."""
        whole = _block(columns, roles, other) if period else columns
        two = vocabulary.LEVEL3 not in whole.roles or vocabulary.LEVEL2 not in whole.roles
        whole = _as_three(whole)
        start, shifted, moved = find_level1(row, whole), None, 0
        if period:
            moved = 0 if start is None else start - whole.roles[vocabulary.LEVEL1]
            whole = _moved(whole, moved)
            own = [role for role in _OF_BLOCK if not may_be_blank or role not in columns.shared]
            texts = [row.text(whole.roles.get(role, -1)) for role in own]
            if all(_DASHES.fullmatch(text) or text in vocabulary.listed("空白格") for text in texts):
                return  # this block is blank in this row
        elif start is None:
            start = shifted = find_shifted(row, whole)
        found = read_cells(row, whole, whole.roles[vocabulary.LEVEL1] if period or start is None else start)
        if not is_indicator(row, found):
            return
        self._left_of_level1(row, whole, found)
        if period:
            found.extra = {
                name: text for name, text in found.extra.items() if role_of(name) not in vocabulary.INDICATOR_ROLES
            }
        levels = self.levels.setdefault(period or self.period, LevelCarry())
        printed = tuple(role for role in (vocabulary.LEVEL1, vocabulary.LEVEL2) if role in whole.roles)
        repairs = levels.fill(row, found, printed)
        indicator = build_indicator(row, found)
        indicator.repairs += repairs
        odd = misplaced(found, whole)
        if found.sequential or found.shift or moved or odd:
            unsure = bool(period) or shifted is not None or odd
            indicator.repairs.append(
                Repair(RepairKind.SHIFTED_COLUMNS, row.source, row.raw, "自一级指标起依次读取", doubtful=unsure)
            )
        read_levels(indicator, two=two or found.text(vocabulary.LEVEL1) not in LEVEL1)
        read_target(indicator, whole)
        if period or self.period:
            indicator.extra[vocabulary.PERIOD] = period or self.period
        self.indicators.append(indicator)
        row.role = RowRole.INDICATOR

    def _left_of_level1(self, row: Row, columns: Columns, found: IndicatorCells) -> None:
        """Keep cells left of level 1 under their title, or report them without one. Names of blocks are dropped."""
        bound = set(columns.roles.values())
        for column, text in row.filled():
            if column >= found.start or column in bound or is_group(text):
                continue
            if column in columns.titles and not found.shift:
                found.extra.setdefault(key(columns.titles[column]), text)
            else:
                found.left.append(text)


def _is_sum(row: Row, columns: Columns) -> bool:
    """Whether a row below the header begins with the label of a sum, in another column than names, and the sum.

    The title of the block may stand before it: 资金金额（万元） | 年度资金总额 | 460.00.
    """
    for column, text in row.filled():
        label = money_label(text)
        if label is None:
            return column > row.filled()[0][0] and is_amount(text)
        if label.part not in SUMS or (column == columns.roles.get(vocabulary.LEVEL3) and column == row.filled()[0][0]):
            return False
    return False


def _block(columns: Columns, roles: dict[str, int], other: bool) -> Columns:
    """The columns of one of two blocks side by side. Those of neither (分值, 备注) belong to the annual block, not to
    the ``other``."""
    taken = {*vocabulary.INDICATOR_ROLES, *(role for role, _ in columns.extra if other)} - {vocabulary.LEVEL1}
    shared = {role: place for role, place in columns.roles.items() if role not in taken}
    return replace(columns, roles=shared | roles)


def _moved(columns: Columns, shift: int) -> Columns:
    """The columns of a row that is shifted as a whole by ``shift`` columns."""
    roles = {role: place + shift for role, place in columns.roles.items()}
    return replace(columns, roles=roles, titles={place + shift: title for place, title in columns.titles.items()})


def _name_by_caption(table: Table, project: Project) -> None:
    """Take the project's name from the line above the grid ("项目名称：政务大厅运行") of a table with one project."""
    for caption in table.captions:
        found = _CAPTION_NAME.search(caption.text)
        if found:
            project.code, project.name = split_code(found.group(1))
            project.printed[vocabulary.NAME] = PrintedCell(found.group(1), found.group(1), caption.source)
            return


def _as_three(columns: Columns) -> Columns:
    """The columns of a form with fewer levels, as if it had three: the lowest is the name, the class is level 1."""
    roles = dict(columns.roles)
    if vocabulary.LEVEL3 not in roles and vocabulary.LEVEL2 in roles:
        roles[vocabulary.LEVEL3] = roles.pop(vocabulary.LEVEL2)
    if vocabulary.LEVEL1 not in roles:
        roles[vocabulary.LEVEL1] = roles.pop(vocabulary.CLASS, -1)
    return replace(columns, roles=roles)


LAYOUTS = (Layout("一项目一表", _claims, _read, Claim.PRINTED),)
