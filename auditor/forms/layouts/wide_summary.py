"""A summary with one row a project: its indicators are written inside cells under titles that name their class."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.forms.cells.indicator_text import heads_class, written
from auditor.forms.cells.project_cells import ProjectCells, new_project, read_funding, split_code
from auditor.forms.cells.written_indicator import written_indicator
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.checks.missing_code import doubt_uncoded
from auditor.forms.checks.page_furniture import is_note
from auditor.forms.layouts.layout import Claim, Form, Layout, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.money import doubtful_amounts
from auditor.forms.table.row import SEPARATOR, Row, RowRole, clean, join_wrapped, key
from auditor.forms.table.table import Table
from auditor.forms.table.title import known_title
from auditor.forms.table.wide_head import ClassTitle, WideHead, wide_heads
from auditor.grid import Cell, Grid
from auditor.model import Amount, Ownership, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_HEAD = 60
"""Rows that are searched for the header, as for any other table."""


@dataclass(slots=True)
class _Entry:
    """The cells of a row with indicators, and what the next page prints of them."""

    project: Project
    head: WideHead
    texts: dict[int, list[tuple[str, Cell]]] = field(default_factory=dict)
    certain: bool = True


def _claims(table: Table, header: Columns | None) -> bool:
    if header is not None or table.kind not in {TableKind.PROJECTS, TableKind.BUDGET, TableKind.OTHER}:
        return False
    head = next(wide_heads(table.rows[:_HEAD]), None)
    if head is None:
        return False
    if head.named:
        return True
    texts = (row.text(place) for row in table.rows[head.start + head.rows :] for place in head.classes)
    return any(heads_class(text) or _lists(text) for text in texts)


def _lists(text: str) -> bool:
    """Whether a text is nothing but indicators, each with its operator."""
    parts = written(text) if text else []
    return bool(parts) and all(part.sure and part.operator for part in parts)


def _by_content(head: WideHead, body: list[Row]) -> WideHead:
    """``head`` with the columns of unknown titles that hold indicators in most of their cells, of no class."""
    found: dict[int, ClassTitle] = {}
    for place, title in head.columns.titles.items():
        cells = [row.cell(place) for row in body if row.text(place)]
        listing = sum(_lists(cell.text) for cell in cells if cell is not None)
        if not known_title(title) and cells and cells[0] is not None and 2 * listing > len(cells):
            found[place] = ClassTitle("", "", replace(cells[0], text=title, raw=""))
    if not found:
        return head
    titles = {place: title for place, title in head.columns.titles.items() if place not in found}
    return replace(
        head, columns=replace(head.columns, titles=titles), classes=dict(sorted((head.classes | found).items()))
    )


_IN_TEXT = frozenset((vocabulary.LEVEL1, vocabulary.LEVEL3, vocabulary.VALUE))
"""Cells of an indicator that its text always holds: class, name and target."""


def _read(table: Table) -> TableRead:
    """All projects of a wide summary in printed order."""
    table.kind = TableKind.PROJECTS
    result = TableRead(unread="只有表头，没有项目")
    walker = _Walker(table, result)
    walker.walk()
    for project in result.projects:
        project.layout = "横排汇总"
    for entry in walker.entries:
        _indicators(entry)
    for project in result.projects:
        result.forms.append(Form(project, walker.columns, _IN_TEXT))
    result.repairs += doubtful_amounts(walker.amounts)
    doubt_uncoded(result.projects)
    check_values(indicator for project in result.projects for indicator in project.indicators)
    if result.projects:
        result.unread = ""
    return result


class _Walker:
    """Reads the rows from top to bottom: a name begins a project, a row without one belongs to the project above."""

    def __init__(self, table: Table, result: TableRead) -> None:
        self.table = table
        self.result = result
        heads = list(wide_heads(table.rows))
        ends = [*(head.start for head in heads[1:]), len(table.rows)]
        self.heads = {
            head.start: _by_content(head, table.rows[head.start + head.rows : end])
            for head, end in zip(heads, ends, strict=True)
        }
        self.head = next(iter(self.heads.values()))
        self.grid: Grid | None = None
        """Where the last row of the body stands."""
        self.entries: list[_Entry] = []
        self.amounts: list[tuple[str, Amount]] = []

    @property
    def columns(self) -> Columns:
        return self.head.columns

    def walk(self) -> None:
        """Give a role to each row that is read."""
        place, rows, seen = 0, self.table.rows, False
        while place < len(rows):
            head = self.heads.get(place)
            if head is not None:
                self._header(rows[place : place + head.rows], seen)
                self.head, seen = head, True
                place += head.rows
                continue
            row = rows[place]
            if seen and _other_head(row):
                seen = False  # the rows below other titles are not this table's
            if seen and not row.empty:
                self._row(row, turned=self.grid is not None and row.grid is not self.grid)
                self.grid = row.grid
            place += 1

    def _header(self, lines: list[Row], repeated: bool) -> None:
        for line in lines:
            line.role = RowRole.HEADER
        if repeated:
            first = lines[0]
            said = Repair(RepairKind.REPEATED_HEADER, first.source, first.raw, "续表重复的表头，已略去")
            self.result.repairs.append(said)

    def _row(self, row: Row, turned: bool) -> None:
        texts = self._texts(row)
        own = self._own(row)
        name = own.text(vocabulary.NAME)
        first = next(text for _, text in row.filled())
        body = bool(own.text(vocabulary.BODY)) and not own.text(vocabulary.GOAL)
        sums = own.amounts and not name and (body or not row.covered(self.columns.roles[vocabulary.NAME]))
        if not texts and (key(first) in vocabulary.TOTAL_LABELS or key(name) in vocabulary.TOTAL_LABELS or sums):
            row.role = RowRole.TOTAL
            self.result.subtotals += 1
        elif is_note(row):
            row.role = RowRole.NOTE
            self.result.notes.append(row.raw)
        elif name and (texts or own.amounts or own.text(vocabulary.GOAL)):
            self._project(row, own, name)
            self._enter(row, texts)
        elif name or own.left or not (texts or own):
            return  # the name alone may be a heading over the rows below it; the ledger says it
        elif self._unnamed(row, own, turned):
            self._project(row, own, "")
            self._enter(row, texts)
        else:
            self._more(row, own, texts, turned)

    def _unnamed(self, row: Row, own: ProjectCells, turned: bool) -> bool:
        """Whether a row without a name is a project of its own: it has sums, and nothing above it can go on in it."""
        covered = row.covered(self.columns.roles[vocabulary.NAME])
        return not self.result.projects or (own.amounts and not covered and not turned)

    def _texts(self, row: Row) -> dict[int, list[tuple[str, Cell]]]:
        cells = ((place, row.cell(place)) for place in self.head.classes)
        return {place: [(cell.text, cell)] for place, cell in cells if cell is not None and row.text(place)}

    def _own(self, row: Row) -> ProjectCells:
        own = ProjectCells()
        for role, place in self.columns.project:
            cell = row.cell(place)
            if cell is not None and row.text(place):
                own.cells[role] = (row.text(place), cell)
        for place, title in self.columns.titles.items():
            if row.text(place) and place not in self.columns.roles.values():
                own.extra[key(title)] = row.text(place)
        titled = {*self.columns.titles, *self.head.classes}
        own.left = [text for place, text in row.filled() if place not in titled]
        return own

    def _project(self, row: Row, own: ProjectCells, printed: str) -> None:
        code, name = split_code(printed)
        code = code or join_wrapped(own.text(vocabulary.CODE)).replace(" ", "")
        unit = self.columns.unit or self.table.unit
        project = new_project(row, own, code, name, TableKind.PROJECTS, unit)
        if own.left:
            said = Repair(
                RepairKind.SHIFTED_COLUMNS, row.source, SEPARATOR.join(own.left), "没有列名的单元格，未读取", "", True
            )
            project.repairs.append(said)
        funding = project.funding[0]
        sums = (
            (vocabulary.TOTAL, funding.total),
            (vocabulary.FISCAL, funding.fiscal),
            (vocabulary.OTHER, funding.other),
        )
        self.amounts += [(role, amount) for role, amount in sums if amount is not None]
        self.result.projects.append(project)

    def _enter(self, row: Row, texts: dict[int, list[tuple[str, Cell]]], certain: bool = True) -> None:
        row.role = RowRole.INDICATOR if texts else RowRole.PROJECT
        self.entries.append(_Entry(self.result.projects[-1], self.head, texts, certain))

    def _more(self, row: Row, own: ProjectCells, texts: dict[int, list[tuple[str, Cell]]], turned: bool) -> None:
        """A row without a name: the rest of the row before the page break, or further cells of the same project."""
        project = self.result.projects[-1]
        covered = row.covered(self.columns.roles[vocabulary.NAME])
        if own.amounts:
            project.funding.append(read_funding(row, own, self.columns.unit or self.table.unit))
        elif own.text(vocabulary.GOAL):
            project.funding[-1].goal = clean(f"{project.funding[-1].goal}\n{own.text(vocabulary.GOAL)}")
            said = Repair(RepairKind.STITCHED, row.source, own.text(vocabulary.GOAL), project.goal, vocabulary.GOAL)
            project.repairs.append(said)
        if turned and self.entries and not covered:
            row.role = RowRole.STITCHED
            for place, cells in texts.items():
                self.entries[-1].texts.setdefault(place, []).extend(cells)
            said = Repair(RepairKind.STITCHED, row.source, row.raw, "页首没有项目名称，与上页的一行合并", "", True)
            project.repairs.append(said)
        else:
            self._enter(row, texts, covered)


def _other_head(row: Row) -> bool:
    """Whether a row holds titles of columns only, so that another table begins."""
    texts = [text for _, text in row.filled()]
    return len(texts) > 1 and all(known_title(text) for text in texts)


def _indicators(entry: _Entry) -> None:
    """Add the indicators of a row to its project, cell by cell."""
    for place, cells in entry.texts.items():
        title, cell = entry.head.classes[place], cells[0][1]
        text = "\n".join(text for text, _ in cells)
        parts = written(text, title.lower or title.upper)
        if not parts or key(text) in vocabulary.listed("空白格"):
            entry.project.extra[clean(title.cell.text)] = clean(text)  # 无, —
            continue
        for part in parts:
            indicator = written_indicator(part, title, cell, text)
            if not entry.certain:
                indicator.ownership = Ownership.DOUBTFUL
                owner = entry.project.name
                said = Repair(RepairKind.INHERITED_PROJECT, cell.source, part.raw, owner, vocabulary.NAME, True)
                indicator.repairs.append(said)
            entry.project.indicators.append(indicator)


LAYOUTS = (Layout("横排汇总", _claims, _read, Claim.PRINTED),)
