"""The tree that every later stage works on: Book → Project → Indicator, and the budget tables beside it.

Amounts and numbers are ``Decimal`` with a unit, never binary floats. Every cell keeps its raw form (``printed``),
and every inference is recorded as a ``Repair``. ``None`` means unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from auditor.grid import Source, record
from auditor.paper import Listed, PrintedPage, TableHead
from auditor.table_kinds import SHELVES, Shelf, TableKind

INDICATOR_CELLS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "指标性质": "operator",
    "指标值": "value",
    "度量单位": "unit",
}
"""The six cells of an indicator in the order forms print them, and the attribute of ``Indicator`` that holds each."""

PROJECT_CELLS = ("项目编码", "项目名称", "项目总额", "财政资金", "其他资金", "绩效目标")
FURTHER_CELLS = ("分值", "得分", "实际完成值", "偏差原因", "目标完成情况")
"""Cells that only some forms have, those of a self-evaluation above all."""
FORM_CELLS = (*INDICATOR_CELLS, *PROJECT_CELLS, *FURTHER_CELLS)
"""Every cell whose absence a rule may claim: by ``Project.absent`` and ``unread`` it is known which the form has."""
SOME_ROWS = "部分行"
"""In ``unread``: rows that may hold any cell."""


class RepairKind(StrEnum):
    """Why a cell was not read exactly as printed (findings-1 contract, ``repairs[].kind``)."""

    JOINED_CODE = "joined-code"
    """A project code or name broken by the spaces of a wrapped cell was joined."""
    EVEN_CODE = "even-code"
    """The code of a budget line, printed in parts or unevenly, was made even ("301/2", "301 | 2" read as "30102")."""
    UNMARKED_MERGE = "unmarked-merge"
    """The label of a total and its sum stand under different headers: a wide cell whose merge is not marked."""
    JOINED_TEXT = "joined-text"
    """Other text broken by spaces or line breaks of a wrapped cell was joined."""
    SHIFTED_COLUMNS = "shifted-columns"
    """The row's cells do not stand under their headers; it was read from its level-1 word outward."""
    MISSING_COLUMN = "missing-column"
    """A column of the header has no cell in this row (an empty column was lost)."""
    OPERATOR_GLYPH = "operator-glyph"
    """An operator printed as another sign was read as the one it must be ("-" read as "=")."""
    NUMBER_GLYPH = "number-glyph"
    """A number printed with a wrong point or comma ("183,545259"), or with a blank inside ("9 2")."""
    INHERITED_PROJECT = "inherited-project"
    """The row names no project and was assigned to the one above, although this is not certain."""
    INHERITED_LEVEL = "inherited-level"
    """An empty level cell got the level of the row above (a merged cell that is not marked as merged)."""
    REPEATED_HEADER = "repeated-header"
    """A header printed again (at the top of a page) was dropped."""
    REPEATED_ROW = "repeated-row"
    """A project row printed again above the rest of the project's rows was merged with the first one."""
    SPLIT_VALUE = "split-value"
    """Operator, number and unit printed in one cell were taken apart."""
    SPLIT_LEVELS = "split-levels"
    """Level 1, 2 and 3 glued into one cell were taken apart."""
    GLYPH = "glyph"
    """A CJK radical or compatibility form was mapped to the character it stands for, or a control character left out
    (NUL: replaced by U+FFFD)."""
    STITCHED = "stitched"
    """A row, cell or table cut by the end of a page was put together again."""
    MISSING_LEVEL = "missing-level"
    """A cell of one level is printed in the column of another ("成本指标 | 项目总成本 | (空)")."""
    TITLE_GLYPH = "title-glyph"
    """A title of a column or a label with one wrong character was read as the known one ("绩效标淮" as 绩效标准)."""
    TITLE_BY_CONTENT = "title-by-content"
    """A title that no word list knows was read as what its column holds (≥ ≤ = as 指标性质)."""
    DOUBTFUL_CELL = "doubtful-cell"
    """A cell read as printed, but doubtful because of its neighbours ("=" before 优 where the table prints 定性)."""


@record
class Repair:
    """One inference: what was printed, what it was read as, where.

    ``field`` names the cell by its Chinese fact column (指标性质, 指标值, 项目编码 …), or is "" for the whole
    row. ``doubtful`` means low confidence: a careful person would check the original. Findings that rest on a
    doubtful cell are reading doubts, not faults.
    """

    kind: RepairKind
    source: Source
    raw: str
    read_as: str
    field: str = ""
    doubtful: bool = False


@record
class PrintedCell:
    """A cell's text as read, with its raw form and location."""

    text: str
    raw: str
    source: Source


@record
class Amount:
    """A sum of money as printed. ``number`` is None where it cannot be read ("#####")."""

    raw: str
    number: Decimal | None
    unit: str
    """万元, 元 … as the table says."""
    source: Source
    broken: bool = False
    """A blank that no line break explains stands inside the number ("9 2")."""

    @property
    def decimals(self) -> int | None:
        """Printed decimals, None if the number cannot be read."""
        if self.number is None:
            return None
        exponent = self.number.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else None


class Ownership(StrEnum):
    """How certain it is that an indicator belongs to its project."""

    PRINTED = "printed"
    """The layout of the table shows it (a merged cell, or the rows directly below the project's row)."""
    DOUBTFUL = "doubtful"
    """Project cells were lost around this row; it may belong to another project or funding line."""


@dataclass(slots=True)
class Indicator:
    """One 三级指标 with its operator, target value and unit.

    Text fields contain what was read ("" = empty cell). ``operator``, ``value`` and ``unit`` are the cells'
    texts after repair; ``auditor.language`` finds their meaning. ``printed`` keeps every cell by its fact column
    (一级指标, 二级指标, 三级指标, 指标性质, 指标值, 度量单位, 项目名称 …); ``extra`` the further columns of a
    layout (权重, 实际完成值, 得分, 指标解释 …).
    """

    id: str
    level1: str
    level2: str
    name: str
    operator: str
    value: str
    unit: str
    source: Source
    number: Decimal | None = None
    upper: Decimal | None = None
    """Upper end where the value is a range; ``number`` is then the lower end."""
    activity: str = ""
    """活动 of 部门整体支出绩效目标表."""
    raw: str = ""
    """The whole row as printed, cells joined by " | "."""
    unread: set[str] = field(default_factory=set)
    """``SOME_ROWS`` if the row below was not read: it may be the rest of this one."""
    printed: dict[str, PrintedCell] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    ownership: Ownership = Ownership.PRINTED


@dataclass(slots=True)
class Funding:
    """One funding line of a project: first the project's own row, then rows with amounts but without a name."""

    total: Amount | None
    fiscal: Amount | None
    other: Amount | None
    goal: str
    source: Source
    raw: str = ""
    repeated: bool = False
    """The same name, sums and goal are printed in an earlier row. The line is kept, but must not be added up."""
    further: dict[str, Amount] = field(default_factory=dict)
    """Further sources of the total by their label: 上年结转资金, 单位资金, 中央财政资金."""


@dataclass(slots=True)
class Project:
    """项目 with its 绩效目标, funding lines and indicators.

    The same record is used for 部门整体支出绩效目标表 and 转移支付绩效目标表 (see ``kind``), where the "project" is
    the department or the transfer. ``funding[0]`` is the project's own row; total, fiscal, other and goal
    are read from there.
    """

    id: str
    code: str
    name: str
    kind: TableKind
    source: Source
    funding: list[Funding] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    printed: dict[str, PrintedCell] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    """Key-value pairs above the indicators: 主管部门, 实施单位, 计划开始日期 …"""
    repairs: list[Repair] = field(default_factory=list)
    layout: str = ""
    """Layout family, "L1" …"""
    raw: str = ""
    absent: set[str] = field(default_factory=set)
    """Which of ``FORM_CELLS`` the form does not have: nobody left them blank."""
    unread: set[str] = field(default_factory=set)
    """Which of ``FORM_CELLS`` may stand in a column that was not read; ``SOME_ROWS`` if rows were not read."""
    unused: set[str] = field(default_factory=set)
    """Level-1 classes that no form of the table prints, while all print the same others: perhaps the form has none."""

    @property
    def total(self) -> Amount | None:
        return self.funding[0].total if self.funding else None

    @property
    def fiscal(self) -> Amount | None:
        return self.funding[0].fiscal if self.funding else None

    @property
    def other(self) -> Amount | None:
        return self.funding[0].other if self.funding else None

    @property
    def goal(self) -> str:
        return self.funding[0].goal if self.funding else ""


@dataclass(slots=True)
class BudgetLine:
    """One row of a budget table: its label, its code if it has one, amounts by header."""

    label: str
    code: str
    labels: dict[str, str]
    """Every text column by header."""
    amounts: dict[str, Amount]
    """Every amount column by header; two header lines are joined with "/"."""
    source: Source
    raw: str


@dataclass(slots=True)
class BudgetTable:
    """Any table of the budget book other than the performance tables."""

    title: str
    number: str
    """"01" of 预算01表, "" if none is printed."""
    unit: str
    columns: list[str]
    lines: list[BudgetLine]
    source: Source
    caption: list[str] = field(default_factory=list)
    """Lines printed above it, as printed (title, unit line …)."""
    repairs: list[Repair] = field(default_factory=list)


@record
class Paragraph:
    """A paragraph of the text outside the tables, put together from its printed lines.

    ``text`` is as printed, without the blanks that layout leaves between Chinese characters. ``section``: the headings
    that it stands under, outermost first. ``heading``: it is one itself.
    """

    text: str
    section: tuple[str, ...]
    heading: bool
    starts: tuple[int, ...]
    """Where in ``text`` each printed line begins."""
    sources: tuple[Source, ...]
    """Where each of these lines is printed."""

    @property
    def source(self) -> Source:
        """Where all of it is printed, as far as that is on its first page."""
        return self.place(0, len(self.text))

    def place(self, start: int, end: int) -> Source:
        """Where ``text[start:end]`` is printed: its lines, as far as they are on the page of the first."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(start, end - 1)) - 1, first)
        head = self.sources[first]
        boxes = [one.bbox for one in self.sources[first : last + 1] if one.bbox is not None and one.page == head.page]
        if head.bbox is None or len(boxes) < 2:
            return head
        left, top, right, bottom = zip(*boxes, strict=True)
        return Source(head.file, head.page, (min(left), min(top), max(right), max(bottom)))


@dataclass(slots=True)
class LedgerEntry:
    """One table (or unread page, sheet, part): whether it was read, and if not, why.

    ``columns``: titles of columns that were not read because nobody knows them; ``--map`` can bind them.
    """

    title: str
    kind: str
    rows: int
    read: bool
    why: str | None
    source: Source
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Book:
    """One input file, read. ``id`` is the file's stem, made unique within an audit.

    ``path`` is as shown to people; ``original`` opens the file again, "" where that is ``path``. Nothing writes it.
    ``repairs`` holds every repair of the book, those of projects and indicators included.
    """

    id: str
    path: str
    sha256: str
    format: str
    department: str
    """Who publishes the book, "" if unknown."""
    year: int | None
    pages: int | None
    lines: int | None
    projects: list[Project] = field(default_factory=list)
    departments: list[Project] = field(default_factory=list)
    """部门整体支出绩效目标表."""
    transfers: list[Project] = field(default_factory=list)
    """转移支付绩效目标表."""
    budget_tables: list[BudgetTable] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    """The text outside the tables."""
    ledger: list[LedgerEntry] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    heads: list[TableHead] = field(default_factory=list)
    """What stands above and below each table, whatever its kind, in reading order."""
    contents: list[Listed] = field(default_factory=list)
    """The tables that the book's own contents list; empty if it has none."""
    page_texts: list[PrintedPage] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    """Pages (1-based) without text."""
    superior: str = ""
    """The body above the department (主管部门) as the forms name it, "" if none or several."""
    original: str = ""

    def shelved(self) -> Iterator[tuple[Shelf, list[Project]]]:
        """Each shelf with its goals, empty ones included."""
        return ((shelf, getattr(self, shelf.attribute)) for shelf in SHELVES)

    def goals(self) -> Iterator[Project]:
        """Every project, department goal and transfer, in the order of their ids."""
        return (goal for _, goals in self.shelved() for goal in goals)

    def further(self) -> list[Project]:
        """The goals of the department and the transfers: all goals but the projects."""
        return list(self.goals())[len(self.projects) :]

    def counted(self) -> str:
        """How much was read, in words: 83 个项目、528 条指标，整体及转移支付绩效目标表 18 条指标."""
        said = f"{len(self.projects)} 个项目、{_indicators(self.projects)} 条指标"
        further = self.further()
        return f"{said}，整体及转移支付绩效目标表 {_indicators(further)} 条指标" if further else said

    def add(self, goal: Project) -> None:
        """Hang ``goal`` on the shelf of its kind; a goal of a table of another kind is kept among the projects."""
        getattr(self, (goal.kind.shelf or SHELVES[0]).attribute).append(goal)

    def by_kind(self, kind: TableKind) -> list[Project]:
        """The goals read from tables of ``kind``."""
        return [goal for goal in self.goals() if goal.kind is kind]

    @property
    def whole(self) -> bool:
        """Whether everything was read."""
        return all(entry.read for entry in self.ledger)


def _indicators(goals: Iterable[Project]) -> int:
    return sum(len(goal.indicators) for goal in goals)
