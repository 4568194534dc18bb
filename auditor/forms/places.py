"""Which cells a form has a place for, and which of them may stand in what was not read.

Every claim of absence rests on this: nobody left blank what the form does not ask for, and what was not read may be
there. ``Project.absent``, ``unread`` and ``unused`` hold the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_uppercase

from auditor.forms.cells.indicator_cells import looks_operator
from auditor.forms.cells.labels import label_of
from auditor.forms.cells.project_cells import split_code
from auditor.forms.cut import opens
from auditor.forms.layouts.layout import Form, TableRead
from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import SEPARATOR, Row, RowRole, key
from auditor.forms.table.table import Table
from auditor.forms.table.title import known_title, period_of, role_of, title_key
from auditor.forms.table.title_grammar import is_further, is_result
from auditor.grid import Source, Unread
from auditor.language import levels
from auditor.language.numbers import parse_number
from auditor.language.units import read_unit
from auditor.model import (
    FORM_CELLS,
    FURTHER_CELLS,
    PROJECT_CELLS,
    SOME_ROWS,
    Indicator,
    LedgerEntry,
    Project,
)
from auditor.table_kinds import TableKind

_ALIKE = 3
"""Forms that must print the same classes before the form is thought to have no others. Two may agree by chance."""
_SENTENCE = 6
"""Fewest characters of a goal or a reason: a shorter text (是, 必选, 办公室) is none."""


def settle(table: Table, read: TableRead) -> Iterator[LedgerEntry]:
    """Set for each goal what its form does not have, and what may be in columns that nobody knows.

    Yields one entry of the ledger for each title of such columns. Call it when every row has its role.
    """
    shown = _shown(read.projects)
    unused = _unused(read.projects, [row for row in table.rows if row.role is RowRole.EMPTY_CLASS])
    heads, owned = _heads(table, read.projects), _owners(table, read.projects)
    for place, (_, indicator) in owned.items():
        if indicator is not None and not indicator.value and _left_over(table.rows[place], indicator):
            indicator.unread.add(vocabulary.VALUE)
        if indicator is not None and not indicator.operator and _needs_no_sign(table, indicator):
            indicator.unread.add(vocabulary.OPERATOR)
    costs = any(_COST in _classes(goal.indicators) for goal in read.projects)
    hidden: dict[str, set[str]] = {}
    for one in table.unbound:
        hidden.setdefault(one.title, set()).add(one.field)
    for form in read.forms:
        absent = set(FORM_CELLS) - form.asked - _bound(form.columns) - shown
        form.goal.unread |= absent & {one.field for one in table.unbound}
        for column, title in _unknown(form):
            texts = [text for row in table.rows if row.role in _DATA and (text := row.text(column))]
            fits = {cell for cell in absent if _wanted(cell, form) and any(map(_FITS[cell], texts))}
            if fits:
                hidden.setdefault(title, set()).update(fits)
                form.goal.unread |= fits
        blank = absent | _blank(form.goal)
        loose = (*form.loose, *heads[id(form.goal)])
        form.goal.unread |= {cell for cell in _IN_HEADS & blank if any(map(_FITS[cell], loose))}
        if form.columns is not None and _lacks_a_target(form.columns):
            form.goal.unread.add(vocabulary.VALUE)
        if form.columns is not None and form.columns.project and not form.goal.name:
            form.goal.unread.add(SOME_ROWS)  # a project in a list whose name was not read
        form.goal.absent = absent - form.goal.unread
        form.goal.unused = unused | ({_COST} if vocabulary.LEVEL2 in absent and not costs else set())
    for title, fits in hidden.items():
        field = fits.pop() if len(fits) == 1 else "字段"
        why = f"列“{title}”不认识，按未读处理；可用 --map {title}={field}"
        yield LedgerEntry(table.title, str(table.kind), 0, False, why, table.source, (title,))


_COST = "成本指标"
"""A class of level 1, or of level 2 in the classes of 2015: a form without level 2 may have no place for it."""
_IN_HEADS = frozenset((vocabulary.TOTAL, vocabulary.FISCAL, vocabulary.OTHER, vocabulary.GOAL))


def _lacks_a_target(columns: Columns) -> bool:
    """Whether names stand side by side, once a period, and not a target for each; 指标内容 only explains 三级指标."""
    names = [title for title in columns.titles.values() if role_of(title) == vocabulary.LEVEL3]
    targets = sum(role_of(title) == vocabulary.VALUE for title in columns.titles.values())
    again = len(set(map(title_key, names))) < len(names) or any(map(period_of, names))
    return len(names) > targets > 0 and again


def _left_over(row: Row, indicator: Indicator) -> bool:
    """Whether the row prints a number that no cell of the indicator holds: it may be the target."""
    held = [text for title, text in indicator.extra.items() if known_title(title)]
    held += [text for cell in indicator.printed.values() for text in (cell.text, cell.raw)]
    return any(any(map(str.isdigit, text)) and text not in map(str.strip, held) for _, text in row.filled())


def _needs_no_sign(table: Table, indicator: Indicator) -> bool:
    """Whether the target is a date or a word, and the form asks for a sign (符号, 要求), not for a kind (指标性质)."""
    header = table.header
    title = header.titles.get(header.roles.get(vocabulary.OPERATOR, -1), "") if header is not None else ""
    title = next((one.printed for one in table.misprints if one.field == vocabulary.OPERATOR), title)
    asks = bool(title) and "性质" not in title
    return asks and bool(indicator.value) and not indicator.unit and parse_number(indicator.value).value is None


def _heads(table: Table, goals: Sequence[Project]) -> dict[int, list[str]]:
    """By id of the goal: sums in the rows of its head that it does not hold, since no label names them."""
    owned = _owners(table, goals)
    found: dict[int, list[str]] = {id(goal): [] for goal in goals}
    above: list[str] = []
    for place, row in enumerate(table.rows):
        if row.role is RowRole.PROJECT:
            above += [text for _, text in row.filled() if is_amount(text)]
        goal, indicator = owned.get(place, (None, None))
        if goal is not None and indicator is not None:
            found[id(goal)] += _not_held(goal, above)
            above = []
    return found


def _not_held(goal: Project, sums: Iterable[str]) -> list[str]:
    amounts = [amount for line in goal.funding for amount in (line.total, line.fiscal, line.other)]
    amounts += [amount for line in goal.funding for amount in line.further.values()]
    held = SEPARATOR.join([*(amount.raw for amount in amounts if amount is not None), *goal.extra.values()])
    return [text for text in sums if text not in held]


def _blank(goal: Project) -> set[str]:
    """The sums and the goal that were not read, whatever the form asks for."""
    held = {
        vocabulary.TOTAL: goal.total,
        vocabulary.FISCAL: goal.fiscal,
        vocabulary.OTHER: goal.other,
        vocabulary.GOAL: goal.goal,
    }
    return {cell for cell, value in held.items() if not value}


_DATA = frozenset((RowRole.INDICATOR, RowRole.PROJECT, RowRole.STITCHED))


def _bound(columns: Columns | None) -> set[str]:
    """The cells that the header has a column for. A name and a target are what makes a row an indicator."""
    found = {vocabulary.LEVEL3, vocabulary.VALUE}
    if columns is None:
        return found
    found |= columns.roles.keys()
    blocks = [set(roles) for _, roles in columns.periods]
    if blocks:  # side by side: a cell counts that each block has
        found -= {cell for block in blocks for cell in block if not all(cell in other for other in blocks)}
    for title in columns.titles.values():
        label = label_of(title)
        found |= {label.field} if label is not None else set()
    if vocabulary.CLASS in columns.roles:
        found.add(vocabulary.LEVEL1)
    if vocabulary.LEVEL3 not in columns.roles:
        found.discard(vocabulary.LEVEL2)  # 一级指标 | 二级指标 | 指标值: the second level is the name
    return found


def _unknown(form: Form) -> Iterator[tuple[int, str]]:
    """Columns whose title nobody knows, with the title as it is looked up.

    Not 单位代码, which says of what it is, nor 全年预计完成情况 beside the targets of a form that asks for no results.
    """
    columns = form.columns
    if columns is None:
        return
    evaluated = form.goal.kind is TableKind.SELF_EVALUATION and vocabulary.ACTUAL not in columns.roles
    planned = vocabulary.VALUE in columns.roles and not evaluated
    for column, title in columns.titles.items():
        if is_further(title_key(title)) or (planned and is_result(title_key(title))):
            continue
        if not known_title(title) and label_of(title) is None and column not in columns.roles.values():
            yield column, key(title)


def _wanted(cell: str, form: Form) -> bool:
    """Whether a column of the form can be that cell and a rule needs it: sums stand in columns only in a list."""
    if cell in FURTHER_CELLS:
        return form.goal.kind is TableKind.SELF_EVALUATION
    return cell not in PROJECT_CELLS or bool(form.columns and form.columns.project)


_FITS: dict[str, Callable[[str], bool]] = {
    vocabulary.LEVEL1: levels.is_level1,
    vocabulary.LEVEL2: levels.is_level2,
    vocabulary.LEVEL3: lambda text: True,
    vocabulary.OPERATOR: looks_operator,
    vocabulary.VALUE: lambda text: True,
    vocabulary.UNIT: lambda text: bool(read_unit(text).dimension),
    vocabulary.CODE: lambda text: sum(map(str.isdigit, text)) >= _SENTENCE,
    vocabulary.NAME: lambda text: bool(split_code(text)[0]),
    **dict.fromkeys((vocabulary.TOTAL, vocabulary.FISCAL, vocabulary.OTHER, "分值", "得分"), is_amount),
    vocabulary.ACTUAL: lambda text: True,
    **dict.fromkeys((vocabulary.GOAL, "偏差原因", "目标完成情况"), lambda text: len(text) >= _SENTENCE),
}
"""Cell → whether a text can stand in it. One text that can is enough: the column may be this cell."""


def _shown(goals: Sequence[Project]) -> set[str]:
    """Cells that the rows show although no column is theirs: units inside the target, codes inside the name.

    A form whose targets are written with their unit writes it in most of them. Level 2 inside another cell counts only
    if every row has it: 满意度指标 and 成本指标 are level-1 words too.
    """
    rows = [indicator for goal in goals for indicator in goal.indicators]
    numbers = [indicator for indicator in rows if any(map(str.isdigit, indicator.value))]
    funding = [line for goal in goals for line in goal.funding]
    holds = {
        vocabulary.LEVEL1: any(indicator.level1 for indicator in rows),
        vocabulary.LEVEL2: bool(rows) and all(indicator.level2 for indicator in rows),
        vocabulary.UNIT: bool(numbers) and 2 * sum(bool(one.unit) for one in numbers) >= len(numbers),
        vocabulary.CODE: any(goal.code for goal in goals),
        vocabulary.TOTAL: any(line.total for line in funding),
        vocabulary.FISCAL: any(line.fiscal for line in funding),
        vocabulary.OTHER: any(line.other or line.further for line in funding),
        vocabulary.GOAL: any(line.goal for line in funding),
    }
    return {cell for cell, held in holds.items() if held}


def _unused(goals: Sequence[Project], blank: Iterable[Row]) -> set[str]:
    """Level-1 classes that no form prints, if all print the same others; those of ``blank`` rows are printed.

    A department that leaves a class out does so here and there; a form without it does so everywhere.
    """
    printed = {frozenset(_classes(goal.indicators)) for goal in goals if goal.indicators}
    if len(printed) != 1 or sum(bool(goal.indicators) for goal in goals) < _ALIKE:
        return set()
    used = set(printed.pop())
    if len(used) < 2:
        return set()
    used |= {word for row in blank for _, text in row.filled() for word in (levels.level1(text), levels.level2(text))}
    return set(levels.LEVEL1) - used


def _classes(indicators: Iterable[Indicator]) -> Iterator[str]:
    for indicator in indicators:
        if upper := levels.level1(indicator.level1):
            yield upper
        if levels.level2(indicator.level2) == _COST:
            yield _COST  # under 产出指标, in the classes of 2015


def doubt_rows(table: Table, read: TableRead) -> None:
    """Mark the goals to which the rows of the table that were not read may belong, and the indicator above each."""
    if read.why is not None or not read.forms:
        return
    owned = _owners(table, read.projects)
    odd = {id(one.row): one.field for one in table.misprints if not one.word}
    for place, row in enumerate(table.rows):
        if row.role is not RowRole.LEDGER and id(row) not in odd:
            continue
        above = next((at for at in range(place, -1, -1) if at in owned), None)
        below = next((at for at in range(place, len(table.rows)) if at in owned), None)
        between = table.rows[place + 1 : below]
        if above is None and _listed(read) and any(one.role is RowRole.HEADER for one in between):
            continue  # above the header of a list: no project's row
        head = above is None or any(one.role is RowRole.PROJECT for one in table.rows[above + 1 : place])
        same = above is not None and below is not None and owned[below][0] is owned[above][0]
        if above is not None and (same or not head or below is None):
            goal, indicator = owned[above]
            goal.unread.add(SOME_ROWS)
            if indicator is not None and all(one.empty for one in table.rows[above + 1 : place]):
                indicator.unread.add(SOME_ROWS)
        if below is not None and (head or not same):
            _doubt_head(owned[below][0], asks=not _listed(read))


def _owners(table: Table, goals: Iterable[Project]) -> dict[int, tuple[Project, Indicator | None]]:
    """Position of a row → the goal that it certainly belongs to, and the indicator that it holds."""
    at: dict[Source, tuple[Project, Indicator | None]] = {}
    for goal in goals:
        at.setdefault(goal.source, (goal, None))
        for indicator in goal.indicators:
            at[indicator.source] = (goal, indicator)
    return {place: at[row.source] for place, row in enumerate(table.rows) if row.source in at}


def _listed(read: TableRead) -> bool:
    """Whether the goals stand in one list, each cell under its title."""
    return any(form.columns is not None and form.columns.project for form in read.forms)


def _doubt_head(goal: Project, asks: bool = True) -> None:
    """Mark a goal above whose first row something was not read; if it ``asks`` for cells by labels, that may be one."""
    goal.unread |= {SOME_ROWS, *(goal.absent.intersection(PROJECT_CELLS) if asks else ())}
    goal.absent -= goal.unread


def doubt_neighbours(tables: Sequence[tuple[Table, TableRead]]) -> None:
    """Mark the goals that a table which could not be read may belong to: those directly above and below it."""
    for (_, read), (below, under) in pairwise(tables):
        if under.why is not None and read.projects and not any(opens(below, row) for row in below.rows):
            read.projects[-1].unread.add(SOME_ROWS)
        if read.why is not None and under.projects and not read.missing:
            _doubt_head(under.projects[0])


def doubt_parts(goals: Iterable[Project], parts: Iterable[Unread]) -> None:
    """Mark the goals beside parts of the file that the reader could not read: a page, the end of the file.

    Of single cells, the indicators in their rows are marked as well.
    """
    every = list(goals)
    for part in parts:
        if not part.shown:
            continue
        page, sheet = part.source.page, part.source.sheet
        rows = {cell.lstrip(ascii_uppercase) for cell in part.cells}
        for goal in every:
            for indicator in goal.indicators:
                place = indicator.source
                if place.sheet == sheet and place.cell and place.cell.lstrip(ascii_uppercase) in rows:
                    indicator.unread.add(SOME_ROWS)
            pages = {goal.source.page, *(indicator.source.page for indicator in goal.indicators)}
            beside = page is not None and any(abs(one - page) <= 1 for one in pages if one is not None)
            last = page is None and sheet is None and goal is every[-1]
            if beside or last or (sheet is not None and sheet == goal.source.sheet):
                goal.unread.add(SOME_ROWS)
