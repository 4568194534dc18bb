"""The project cells of a row: code and name, sums, goal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.money import is_amount, read_amount
from auditor.forms.table.row import Row, clean, join_wrapped, key
from auditor.forms.table.title import role_of
from auditor.forms.table.title_grammar import is_source
from auditor.grid import Cell
from auditor.language.numbers import parse_number
from auditor.model import Amount, Funding, PrintedCell, Project, Repair, RepairKind
from auditor.table_kinds import TableKind

_CODE = re.compile(r"^\s*([0-9A-Za-z][!-,.-~\s]{7,60}[!-,.-~])\s*[-－—–‑]+\s*(\S.*)$", re.DOTALL)
"""A code, with any stray signs in it: the rules judge whether it is well formed. At least nine characters, so that a
year ("2026-2028年规划") is not one; no row of the samples or of bench/accuracy changes for a minimum of 5 to 17."""
MAX_WORD = 8
"""Longest word that is read as written in place of a sum (待定, 据实结算); a goal is longer.

A choice: no row of the samples or of bench/accuracy changes for 0 to 40.
"""

_LOST_FIRST = (vocabulary.OTHER, vocabulary.GOAL, vocabulary.FISCAL, vocabulary.NAME, vocabulary.TOTAL)
"""Which column is missing if a row has one too few: first the one that is nearly always empty."""


@dataclass(slots=True)
class ProjectCells:
    """The filled project cells of a row by fact column. ``lost``: columns of the header without a cell here."""

    cells: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    left: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    """Columns that do not belong to the fields of a project, by title."""
    sources: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    """Columns with sums of further sources of the money, by title: 单位资金. They are in ``extra``, too."""

    def text(self, role: str) -> str:
        return self.cells[role][0] if role in self.cells else ""

    @property
    def amounts(self) -> bool:
        return any(role in vocabulary.AMOUNT_ROLES for role in self.cells)

    def __bool__(self) -> bool:
        return bool(self.left) or not self.cells.keys() <= set(vocabulary.PROJECT_EXTRA)


@lru_cache(maxsize=4096)
def split_code(text: str) -> tuple[str, str]:
    """(code, name) of a project cell, without the line breaks of the cell; the code is "" if none is printed.

    "11010524T0 0000321018 2-人才局交流合作经费" → ("11010524T00003210182", "人才局交流合作经费").
    """
    found = _CODE.match(text)
    # Six figures, so that a word with a dash is not a code. No row of the samples changes for 3 to 15.
    if found and sum(char.isdigit() for char in found.group(1)) >= 6:
        return "".join(found.group(1).split()), join_wrapped(found.group(2))
    return "", join_wrapped(text)


def read_project(row: Row, columns: Columns, start: int, home: bool) -> ProjectCells:
    """The project cells left of column ``start`` (the level-1 cell).

    ``home``: level 1 is under its own header; then the cells are read by their headers. Otherwise they are compared
    with the order of the headers, leaving out the columns that the row can have lost.
    """
    bound = {place for _, place in columns.project}
    filled = [(column, text) for column, text in row.filled() if (column in bound if columns.mixed else column < start)]
    if not filled:
        return ProjectCells()
    if home or columns.mixed:
        found = _by_header(row, columns, filled)
        if found is not None:
            return found
    order = [role for role, _ in columns.project]
    first = filled[0][0]
    texts = [row.text(column) for column in range(first, start)]
    lost = _lost(order, texts)
    if lost is None:
        lost = _lost(order, texts, worded=True)
    if lost is None:
        texts = [text for _, text in filled]
        lost = _lost(order, texts)
        first = -1
    if lost is None:
        return _named(row, filled)
    lost = _other_or_goal(order, texts, lost)
    roles = [role for role in order if role not in lost]
    places = [column for column, _ in filled] if first < 0 else list(range(first, start))
    cells: dict[str, tuple[str, Cell]] = {}
    for role, place in zip(roles, places, strict=True):
        cell = row.cell(place)
        if cell is not None and row.text(place):
            cells[role] = (row.text(place), cell)
    return ProjectCells(cells, lost)


def new_project(row: Row, own: ProjectCells, code: str, name: str, kind: TableKind, unit: str) -> Project:
    """A project with its first funding line. A repair says if code or name had to be joined."""
    project = Project(
        id="",
        code=code,
        name=name,
        kind=kind,
        source=row.source,
        funding=[read_funding(row, own, unit)],
        layout="L1",
        raw=row.raw,
        extra=dict(own.extra),
    )
    project.code = project.code or join_wrapped(own.text(vocabulary.CODE)).replace(" ", "")
    project.extra |= {
        role: own.text(role) for role in vocabulary.PROJECT_EXTRA if own.text(role) and role != vocabulary.CODE
    }
    for role, (text, cell) in own.cells.items():
        project.printed[role] = PrintedCell(text, cell.raw or cell.text, cell.source)
        if cell.raw:
            project.repairs.append(Repair(RepairKind.GLYPH, cell.source, cell.raw, text, role))
    if vocabulary.NAME in own.cells:
        printed, cell = own.cells[vocabulary.NAME]
        joined = f"{code}-{name}" if code else name
        project.printed[vocabulary.NAME] = PrintedCell(joined, cell.text, cell.source)
        if _bare(printed) == _bare(joined) and cell.text.strip() != joined:
            project.repairs.append(Repair(RepairKind.JOINED_CODE, row.source, cell.text, joined, vocabulary.NAME))
    return project


def read_funding(row: Row, own: ProjectCells, unit: str) -> Funding:
    """The sums and the goal of a row, sums in ``unit``."""

    def amount(role: str) -> Amount | None:
        text, cell = own.cells.get(role, ("", None))
        return read_amount(cell, text, unit)

    return Funding(
        total=amount(vocabulary.TOTAL),
        fiscal=amount(vocabulary.FISCAL),
        other=amount(vocabulary.OTHER),
        goal=own.text(vocabulary.GOAL),
        source=row.source,
        raw=row.raw,
        further={
            title: held
            for title, (text, cell) in own.sources.items()
            if (held := read_amount(cell, text, unit)) is not None
        },
    )


def same_funding(left: Funding, right: Funding) -> bool:
    """Whether two funding lines print the same sums and the same goal; blanks of wrapped cells do not count."""

    def shown(line: Funding) -> tuple[str, ...]:
        return (_bare(line.goal), *(amount.raw if amount else "" for amount in (line.total, line.fiscal, line.other)))

    return shown(left) == shown(right)


def _bare(text: str) -> str:
    return "".join(text.split())


def _by_header(row: Row, columns: Columns, filled: list[tuple[int, str]]) -> ProjectCells | None:
    by_column = {place: role for role, place in columns.project}
    # A name with a code under its own header shows that the row is not shifted, and so does a name in a file that has
    # cells of its own (Excel, Word): only dumps and drawn tables lose some. Then a word among the sums (待定) or a
    # number as a goal is what the department wrote.
    sure = any(
        by_column.get(column) == vocabulary.NAME and (split_code(text)[0] or _addressed(row, column, text))
        for column, text in filled
    )
    cells: dict[str, tuple[str, Cell]] = {}
    extra: dict[str, str] = {}
    sources: dict[str, tuple[str, Cell]] = {}
    for column, text in filled:
        role = by_column.get(column)
        cell = row.cell(column)
        if role is None and column in columns.titles and not role_of(columns.titles[column]):
            extra[key(columns.titles[column])] = text
            if cell is not None and is_amount(text) and is_source(columns.titles[column]):
                sources[key(columns.titles[column])] = (text, cell)
        elif role is None or cell is None or not (sure or _suits(role, text)):
            return None  # 培训费 under 财政资金: a shifted row
        else:
            cells[role] = (text, cell)
    for role, place in columns.project:
        covering = row.resolved(place)
        if role in vocabulary.PROJECT_EXTRA and cells and row.covered(place) and covering is not None:
            cells.setdefault(role, (clean(covering.text), covering))
    return ProjectCells(cells, extra=extra, sources=sources)


def _addressed(row: Row, column: int, text: str) -> bool:
    """Whether a cell with a name has an address in its file."""
    cell = row.cell(column)
    return cell is not None and bool(cell.source.cell) and not is_amount(text)


def _named(row: Row, filled: list[tuple[int, str]]) -> ProjectCells:
    """Cells that do not fit the headers in any way: a name with a code still names a project, the rest is left over."""
    coded = next(((column, text) for column, text in filled if split_code(text)[0]), None)
    cell = row.cell(coded[0]) if coded else None
    found = ProjectCells(left=[text for column, text in filled if not coded or column != coded[0]])
    if coded and cell is not None:
        found.cells[vocabulary.NAME] = (coded[1], cell)
    return found


def _lost(order: list[str], texts: list[str], worded: bool = False) -> tuple[str, ...] | None:
    """The columns of ``order`` to leave out so that ``texts`` fit the others; None if nothing fits.

    ``worded`` accepts a short word in place of a sum (待定) if a name with a code is in the place of the name.
    """
    short = len(order) - len(texts)
    if short < 0:
        return None
    likely = [role for role in _LOST_FIRST if role in order]
    for lost in combinations(likely, short):
        roles = [role for role in order if role not in lost]
        pairs = list(zip(roles, texts, strict=True))
        if worded and not any(role == vocabulary.NAME and split_code(text)[0] for role, text in pairs):
            continue
        if all(_suits(role, text) or (worded and _is_word_for_sum(role, text)) for role, text in pairs):
            return lost
    return None


def _other_or_goal(order: list[str], texts: list[str], lost: tuple[str, ...]) -> tuple[str, ...]:
    """Whether a row whose last cell is a number has lost 绩效目标 or 其他资金; the sums show which.

    If the first two sums are equal, other funding is zero, so the number is in the place of the goal:
    培训费 | 50 | 50 | 12 lost 其他资金, 培训费 | 62 | 50 | 12 lost 绩效目标.
    """
    if lost != (vocabulary.GOAL,) or vocabulary.OTHER not in order:
        return lost
    printed = dict(zip([role for role in order if role != vocabulary.GOAL], texts, strict=True))
    total, fiscal = (parse_number(printed.get(role, "")).value for role in (vocabulary.TOTAL, vocabulary.FISCAL))
    same = total is not None and total == fiscal and bool(parse_number(printed[vocabulary.OTHER]).value)
    return (vocabulary.OTHER,) if same else lost


def _is_word_for_sum(role: str, text: str) -> bool:
    return role in vocabulary.AMOUNT_ROLES and len(text) <= MAX_WORD and not split_code(text)[0]


def _suits(role: str, text: str) -> bool:
    """Whether a text can be in the column of ``role``."""
    if not text or role in vocabulary.PROJECT_EXTRA:
        return True
    if role in vocabulary.AMOUNT_ROLES:
        return is_amount(text)  # 120.50
    if role == vocabulary.GOAL and split_code(text)[0]:
        return False  # 11010524T000032101-培训费: a name
    return not is_amount(text)  # a name or goal is not 120.50
