"""项目支出绩效表 (layout L1): project cells merged down over the indicators below them."""

from __future__ import annotations

import re

from auditor.forms.cells.build_indicator import build_indicator
from auditor.forms.cells.continuation import continue_indicator
from auditor.forms.cells.evidence import is_indicator, is_subtotal, is_total
from auditor.forms.cells.indicator_cells import IndicatorCells, find_level1, find_shifted, read_cells
from auditor.forms.cells.level_carry import LevelCarry
from auditor.forms.cells.level_cells import read_levels
from auditor.forms.cells.project_cells import (
    ProjectCells,
    new_project,
    read_funding,
    read_project,
    same_funding,
    split_code,
)
from auditor.forms.cells.target import read_target
from auditor.forms.checks.column_mismatch import misplaced
from auditor.forms.checks.decimal_commas import check_values
from auditor.forms.checks.doubtful_sums import own_doubtful
from auditor.forms.checks.missing_code import doubt_uncoded
from auditor.forms.checks.page_breaks import in_every_row, join_cut_rows
from auditor.forms.checks.page_furniture import is_note, is_running, running
from auditor.forms.department import is_body
from auditor.forms.layouts.family import layout_of
from auditor.forms.layouts.layout import Form, Layout, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.header import nearest
from auditor.forms.table.money import doubtful_amounts
from auditor.forms.table.row import SEPARATOR, Row, RowRole, clean, join_wrapped
from auditor.forms.table.table import Table
from auditor.forms.table.title import title_key
from auditor.grid import Grid
from auditor.language.levels import is_level1, is_level2
from auditor.model import Amount, Funding, Ownership, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_NEEDED = vocabulary.NEEDED[TableKind.PROJECTS]


def _read(table: Table) -> TableRead:
    """All projects of an L1 table with their indicators, in printed order."""
    result, columns = TableRead(unread="只有表头，没有指标行"), table.header
    if columns is None:
        result.missing, result.unknown = nearest(table.rows)
        result.unread = "没有找到能读的表头"
        return result
    if columns.missing(_NEEDED):
        result.missing, result.unknown = columns.missing(_NEEDED), columns.unknown
        return result
    walker = _Walker(table, columns, result)
    walker.walk()
    own_doubtful(doubtful_amounts(walker.amounts), result)
    doubt_uncoded(result.projects)
    layout = layout_of("一览表", {*columns.roles, *(title_key(title) for title in columns.titles.values())})
    for project in result.projects:
        project.layout = layout or project.layout
        result.forms.append(Form(project, walker.columns))
    check_values(indicator for project in result.projects for indicator in project.indicators)
    if result.indicators:
        result.unread = ""
    return result


class _Walker:
    """Reads the rows from top to bottom and knows which project each belongs to.

    A project's cells are merged down; a text dump prints empty cells before level 1 instead. A row certainly belongs to
    the project above it (PRINTED) in two cases: a merged cell of that project covers it, or all rows from the
    project's own row down to it have their level-1 word in the same column, so that the empty project cells are
    printed. If a row has its level-1 word in another column, cells before it were lost or moved, perhaps a project's
    name too. Then this row and all after it, until the next printed name, are DOUBTFUL. The rows below a further
    funding line without a name, printed or merged, are DOUBTFUL as well: the line may belong to another project.
    """

    def __init__(self, table: Table, columns: Columns, result: TableRead) -> None:
        self.table = table
        self.columns = columns
        self.result = result
        self.unit = columns.unit or table.unit
        self.amounts: list[tuple[str, Amount]] = []
        self.project: Project | None = None
        self.column = -1
        """Column of the level-1 word in the first row of the current run."""
        self.certain = False
        self.unnamed: Project | None = None
        """A project that begins at the foot of a page and has its name on the next page."""
        self.levels = LevelCarry()
        self.lost: tuple[Grid | None, tuple[str, ...]] = (None, ())
        self.grid: Grid | None = None
        self.begun: Grid | None = None
        """The grid with the last cells of a project: the rows above them in a grid go on from the one before."""
        self.merged = False
        """Whether this grid marks merged project cells."""
        self.running = running(table.rows)
        self.every_row = in_every_row(table, columns)
        """Whether the table prints the project's cells again in every row."""
        self.head = False
        """Whether the row is the first data row of a grid that continues the table."""
        self.body = ""
        """Who spends the money of the projects below, by the last row that names a body alone."""

    def walk(self) -> None:
        """Read every row; those that hold nothing of a project get no role."""
        rows, place, seen = self.table.rows, 0, False
        if self.every_row:
            self.result.repairs += join_cut_rows(self.table, self.columns)
        while place < len(rows):
            row = rows[place]
            columns = self.table.headers.get(place)
            if columns is not None and columns.over(self.columns).missing(_NEEDED):
                seen = False  # the header of another table: its rows are reported in the ledger
            elif columns is not None:
                self.columns = columns.over(self.columns)
                self.unit = self.columns.unit or self.unit
                for header in rows[place - columns.upper : place + columns.rows]:
                    header.role = RowRole.HEADER
                if seen:
                    self._note(RepairKind.REPEATED_HEADER, row, row.raw, "续表重复的表头，已略去")
                seen = True
                place += columns.rows
                continue
            if row.role != RowRole.STITCHED and seen and not self.table.opens_header(place):
                self.head = self.grid is not None and row.grid is not self.grid
                if row.grid is not self.grid:
                    self.grid, self.merged = row.grid, self._marks_merged(row.grid)
                self._row(row)
            place += 1
        self._give_up_unnamed()

    def _row(self, row: Row) -> None:
        start = find_level1(row, self.columns)
        if start is None:
            self._row_without_level1(row)
            return
        own = read_project(row, self.columns, start, start == self.columns.roles[vocabulary.LEVEL1])
        if own and (own.amounts or own.text(vocabulary.NAME) or own.left or not self._opens_unnamed(row)):
            self._project(row, own, start)
        elif self._opens_unnamed(row):
            self._give_up_unnamed()
            self.project = self.unnamed = new_project(row, own, "", "", self.table.kind, self.unit)
            self.result.projects.append(self.project)
            self.column, self.certain = start, True
        self._indicator(row, read_cells(row, self.columns, start))

    def _row_without_level1(self, row: Row) -> None:
        """Read a row without level 1: carried down from above, cut by a page break, a total, or without indicators."""
        home = self.columns.roles[vocabulary.LEVEL1]
        shifted = find_shifted(row, self.columns)
        if shifted is not None and not self.levels.empty:
            self._indicator(row, read_cells(row, self.columns, shifted), inherited=True)
            return
        own = read_project(row, self.columns, home, home=True)
        if is_total(row) or is_subtotal(own):
            row.role = RowRole.TOTAL
            self.result.subtotals += 1
            return
        if is_note(row) or (not self.head and is_running(row, self.running, self.columns)):
            row.role = RowRole.NOTE
            if row.raw not in self.result.notes:
                self.result.notes.append(row.raw)
            return
        rest = self._rest(row) if self.head else {}
        second = row.text(self.columns.roles.get(vocabulary.LEVEL2, home))
        above = self.project
        if rest and own:
            self._project(row, own, home)
        if rest and above is not None and self.project is above:
            continue_indicator(above.indicators[-1], row, rest)
        elif rest:
            # 甲项目 | _ | 人数: a project that begins here cannot continue the indicator before the page break.
            self._indicator(row, read_cells(row, self.columns, home), inherited=True)
        elif row.text(self.columns.roles[vocabulary.LEVEL3]) or is_level2(second):
            if own:
                self._project(row, own, home)
            if not self.levels.empty:
                self._indicator(row, read_cells(row, self.columns, home), inherited=True)
        elif own and self._is_group(row, own):
            row.role = RowRole.GROUP
            self.result.groups += 1
            self.body = own.text(vocabulary.NAME)
        elif own:
            self._project(row, own, home)
            row.role = row.role or RowRole.PROJECT

    def _is_group(self, row: Row, own: ProjectCells) -> bool:
        """Whether a row is the name of who spends the money, above the rows of projects: 某局 | _ | _ | …

        A project that nobody filled in looks the same, so that the name must be that of a body, or the title must say
        that bodies stand in this column (单位名称、项目名称). With the sums of its projects it must be both.
        """
        place = self.columns.roles[vocabulary.NAME]
        body, titled = is_body(row.text(place)), re.search("单位|部门", self.columns.titles[place]) is not None
        if own.amounts:
            return body and titled and not own.text(vocabulary.GOAL)
        return not self.head and [column for column, _ in row.filled()] == [place] and (body or titled)

    def _rest(self, row: Row) -> dict[str, str]:
        """The cells of a row that is only the rest of the row before the page break; {} if it is a row of its own.

        _ | _ | 人数 | _ | _ is a rest; _ | _ | 人数 | ≥ | 500 and _ | 质量指标 | 合格率 | _ | _ are rows of their own.
        """
        placed = self.columns.indicator
        rest = {role: row.text(place) for role, place in placed if row.text(place)}
        whole = vocabulary.OPERATOR in rest or vocabulary.VALUE in rest or is_level2(rest.get(vocabulary.LEVEL2, ""))
        return {} if whole or self.project is None or not self.project.indicators else rest

    def _project(self, row: Row, own: ProjectCells, start: int) -> None:
        """Read a row with project cells: a new project, a further funding line, or the rest of a project."""
        printed = own.text(vocabulary.NAME)
        code, name = split_code(printed) if printed else ("", "")
        code = code or (join_wrapped(own.text(vocabulary.CODE)).replace(" ", "") if printed else "")
        if own.left:
            self._note(RepairKind.SHIFTED_COLUMNS, row, SEPARATOR.join(own.left), "项目各栏无法对应表头", doubtful=True)
        current = self.project
        if current is not None and self.head and self._overleaf(current, row, own, code, name):
            pass
        elif current is None or (printed and (current.code, current.name) != (code, name)):
            self.project = current = new_project(row, own, code, name, self.table.kind, self.unit)
            self.result.projects.append(current)
            if self.body:
                current.extra.setdefault(vocabulary.BODY, self.body)
            self._sums(current.funding[0])
            self.certain = bool(printed)
        elif self.every_row and printed and self._prints_again(current, row, own):
            pass
        elif own.amounts or own.text(vocabulary.GOAL):
            self._further(current, row, own)
            self.certain = bool(printed) or row.covered(self.columns.roles[vocabulary.NAME])
        self.begun = row.grid
        self.column, self.certain = start, self.certain and not own.left
        self._lost_columns(current, row, own)

    def _prints_again(self, current: Project, row: Row, own: ProjectCells) -> bool:
        """Whether the sums and goal of a row are those of the funding line above."""
        return bool(current.funding) and same_funding(read_funding(row, own, self.unit), current.funding[-1])

    def _overleaf(self, current: Project, row: Row, own: ProjectCells, code: str, name: str) -> bool:
        """Join project cells at the head of a page to the project on the page before; False if they are another's."""
        if not current.funding:
            return False  # rows without any project cell above the page break: these cells are the first
        read = read_funding(row, own, self.unit)
        if self.unnamed is current and own.text(vocabulary.NAME):
            # _ | _ | 产出指标 before the page break, then 培训费 | 50 | 产出指标
            whole = new_project(row, own, code, name, self.table.kind, self.unit)
            whole.funding[0].goal = clean(f"{current.funding[0].goal}\n{whole.funding[0].goal}")
            current.code, current.name, current.printed, current.funding = code, name, whole.printed, whole.funding
            current.repairs += [*whole.repairs, Repair(RepairKind.STITCHED, row.source, "", name, vocabulary.NAME)]
            self._sums(current.funding[0])
            self.unnamed = None
            return True
        if name and (current.code, current.name) == (code, name) and same_funding(read, current.funding[-1]):
            self._note(RepairKind.REPEATED_ROW, row, row.raw, "页首重复的项目栏，已与上页合并")
            return True
        joined = (
            split_code(current.printed[vocabulary.NAME].raw + name) if vocabulary.NAME in current.printed else ("", "")
        )
        cut = bool(name) and not current.code and bool(joined[0])
        if cut and own.amounts and not any((current.total, current.fiscal, current.other)):
            # The sums are in the middle of their cells, after the page break.
            read.goal = clean(f"{current.goal}\n{read.goal}")
            current.funding[-1] = read
            self._sums(read)
        elif own.amounts or code or self.unnamed is not None:
            return False  # sums or a code of its own: 道路维修 | 80
        if cut:
            # 11010524T00003, then 2101-培训费: the page break is inside the code, or between code and name.
            current.repairs.append(Repair(RepairKind.STITCHED, row.source, name, "-".join(joined), vocabulary.NAME))
            current.code, current.name = joined
        elif name and current.code:
            # 11010524T000032101-培训, then 费用: a name without a code is the rest of a name with one.
            current.name = join_wrapped(f"{current.name} {name}")
            current.repairs.append(Repair(RepairKind.STITCHED, row.source, name, current.name, vocabulary.NAME))
        elif name:
            return False
        goal = own.text(vocabulary.GOAL)
        if goal and current.funding[-1] is not read:
            current.funding[-1].goal = clean(f"{current.funding[-1].goal}\n{goal}")
            current.repairs.append(
                Repair(RepairKind.STITCHED, row.source, goal, current.funding[-1].goal, vocabulary.GOAL)
            )
        return True

    def _opens_unnamed(self, row: Row) -> bool:
        """Whether the row begins a project: its cells are blank and not merged, although the grid has merged cells."""
        place = self.columns.roles[vocabulary.NAME]
        if self.head or self.grid is None or row.covered(place) or place >= len(row):
            return False
        return self.merged and self.begun is self.grid

    def _marks_merged(self, grid: Grid) -> bool:
        """Whether project cells are merged down in this grid; merged cells of the header do not count.

        Nor do cells merged along their row only: 单位负责人： over four columns, below the table.
        """
        place = self.columns.roles[vocabulary.NAME]
        header = {row.index for row in self.table.rows if row.role == RowRole.HEADER and row.grid is grid}
        anchors = ((index, line[place].anchor) for index, line in enumerate(grid.rows) if place < len(line))
        return any(anchor is not None and anchor[0] not in {*header, index} for index, anchor in anchors)

    def _give_up_unnamed(self) -> None:
        """Give the rows of a project that began at the foot of a page without a name to the one above, with a doubt."""
        projects, unnamed = self.result.projects, self.unnamed
        self.unnamed = None
        if unnamed is None:
            return
        place = next(place for place, project in enumerate(projects) if project is unnamed)
        above = projects[place - 1]
        for indicator in unnamed.indicators:
            indicator.ownership = Ownership.DOUBTFUL
            said = Repair(
                RepairKind.INHERITED_PROJECT, indicator.source, indicator.raw, above.name, vocabulary.NAME, True
            )
            indicator.repairs.append(said)
        above.indicators += unnamed.indicators
        del projects[place]
        if self.project is unnamed:
            self.project, self.certain = above, False

    def _sums(self, funding: Funding) -> None:
        named = (
            (vocabulary.TOTAL, funding.total),
            (vocabulary.FISCAL, funding.fiscal),
            (vocabulary.OTHER, funding.other),
        )
        self.amounts += [(role, amount) for role, amount in named if amount is not None]

    def _further(self, project: Project, row: Row, own: ProjectCells) -> None:
        """Read a further row of the same project: another funding line, or the same one printed again."""
        funding = read_funding(row, own, self.unit)
        if own.text(vocabulary.NAME) and any(same_funding(funding, other) for other in project.funding):
            funding.repeated = True
            said = "与前面相同的项目和资金，视为重复印刷"
            project.repairs.append(Repair(RepairKind.REPEATED_ROW, row.source, row.raw, said, vocabulary.NAME, True))
        self._sums(funding)
        project.funding.append(funding)

    def _lost_columns(self, project: Project, row: Row, own: ProjectCells) -> None:
        """Report lost columns, once for all rows in a grid that lost the same ones."""
        lost = tuple(role for role in own.lost if role != vocabulary.NAME)
        if self.lost[0] is row.grid and self.lost[1] == lost:
            return
        self.lost = (row.grid, lost)
        for role in lost:
            project.repairs.append(
                Repair(
                    RepairKind.MISSING_COLUMN,
                    row.source,
                    row.raw,
                    f"本行起缺少“{role}”一列，按空白读取",
                    role,
                    doubtful=role != vocabulary.OTHER,
                )
            )

    def _indicator(self, row: Row, found: IndicatorCells, inherited: bool = False) -> None:
        if not is_indicator(row, found):
            return
        row.role = RowRole.INDICATOR
        if self.project is None:
            self.project = new_project(row, ProjectCells(), "", "", self.table.kind, self.unit)
            self.project.funding.clear()
            self.result.projects.append(self.project)
        repairs = self.levels.fill(row, found) if inherited else []
        indicator = build_indicator(row, found)
        # 成本指标 is a level 1 of today and was a level 2: in a column of level 1 it is the first.
        read_levels(indicator, two=vocabulary.LEVEL2 not in self.columns.roles and not is_level1(indicator.level1))
        read_target(indicator, self.columns)
        repairs += indicator.repairs
        indicator.repairs = repairs
        self.levels.restart(found)
        in_run = found.start == self.column or row.covered(self.columns.roles[vocabulary.NAME])
        if found.sequential or (found.shift and not in_run):
            repairs.append(Repair(RepairKind.SHIFTED_COLUMNS, row.source, row.raw, "自一级指标起依次读取"))
        if misplaced(found, self.columns):
            said = "各栏与表头不符，请对照原件"
            repairs.append(Repair(RepairKind.SHIFTED_COLUMNS, row.source, row.raw, said, doubtful=True))
        self.certain = self.certain and in_run
        if not self.certain:
            indicator.ownership = Ownership.DOUBTFUL
            owner = self.project.name or "（未印项目名称）"
            repairs.append(Repair(RepairKind.INHERITED_PROJECT, row.source, row.raw, owner, vocabulary.NAME, True))
        self.project.indicators.append(indicator)

    def _note(self, kind: RepairKind, row: Row, raw: str, read_as: str, doubtful: bool = False) -> None:
        self.result.repairs.append(Repair(kind, row.source, raw, read_as, "", doubtful))


LAYOUTS = (Layout("项目一览表", lambda table, _: table.kind in {TableKind.PROJECTS, TableKind.SELF_EVALUATION}, _read),)
