"""A table is cut where a head begins that cannot be read: nothing below it may hang under the form above.

A head is a row with titles of indicators (一级指标, 指标值). If it lacks what a layout needs, its form, from 项目名称
on, becomes a table of its own, which no layout can read and the ledger names. What follows it begins anew. So no
layout has to know of heads that nobody can read.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.forms.cells.labels import BODY_NAME, INLINE, labels, opens_form
from auditor.forms.table import vocabulary
from auditor.forms.table.header import is_form, is_upper, names_class
from auditor.forms.table.misprint import Misprint, near_words
from auditor.forms.table.row import Row, key
from auditor.forms.table.table import Table
from auditor.forms.table.title import role_of
from auditor.language.operators import split_operator
from auditor.table_kinds import TableKind

_TELLING = {*vocabulary.INDICATOR_ROLES, vocabulary.GLUED, vocabulary.CLASS, vocabulary.TYPE, vocabulary.ACTUAL}
"""Fields that only the head of a table of indicators names."""
_ENOUGH = 2
"""Such titles in one row: one alone may be the name of a group (绩效指标) or a word of a sentence."""
OWN = {TableKind.DEPARTMENT: (), TableKind.TRANSFER: ("转移支付目标头",)}
"""Further parts of the vocabulary with the labels of a table's own head."""
_NAMES = frozenset((vocabulary.NAME, "名称"))


def cut(table: Table) -> Iterator[Table]:
    """``table``, or its parts in printed order if some of its heads can be read and others cannot."""
    rows, performance = table.rows, table.kind in vocabulary.NEEDED or table.kind is TableKind.SELF_EVALUATION
    begins, read, last = [0], True, -1
    kinds = [table.kind]
    for place in range(len(rows)):
        known = place in table.headers
        if not known and not _like_head(table, place):
            continue
        readable = known and (not performance or _readable(table, place))
        if last < 0 and performance:
            read = readable
            last = place
            continue
        start, opened = begin(table, place, last + 1)
        if performance and readable and read and _unnamed(table, start, place, last, opened):
            start = _over_first(rows, start, last + 1) if not opened else start
            first, text = rows[start].filled()[0]
            table.misprints.append(Misprint(rows[start], rows[start].cells[first], text, "", vocabulary.NAME))
            begins.append(start)
            kinds.append(table.kind)
        elif readable != read:
            listed = bool({role_of(text) for _, text in rows[place].filled()} & set(vocabulary.PROJECT_ROLES))
            if not readable or opened or listed:
                begins.append(start)
                kinds.append(table.kind if performance else TableKind.PROJECTS)
                read = readable
        last = place
    if begins == [0]:
        yield table
    else:
        yield from table.parts(begins, kinds)


def _unnamed(table: Table, start: int, place: int, last: int, opened: bool) -> bool:
    """Whether the rows from ``start`` are the head of another form, whose name nobody can read.

    Its first label may be that of a name; or, on the same page, it has a label that the head of the form above has.
    """
    head = table.rows[start:place]
    if any(opens(table, row) for row in head):
        return False
    if opened or not head or head[0].source.page != table.rows[start - 1].source.page:
        return opened  # on the next page the head of the same form may be printed again
    return bool(_labels(head) & _labels(table.rows[begin(table, last, 0)[0] : last]))


def _labels(rows: list[Row]) -> set[str]:
    """The labels that rows begin with."""
    return {key(row.filled()[0][1]) for row in rows if row.filled() and labels(row.filled()[0][1])}


def _over_first(rows: list[Row], start: int, floor: int) -> int:
    """``start``, or the row above it, if that can be a label nobody knows with its value: 事项 | 培训费."""
    above = rows[start - 1].filled() if start > floor else []
    alone = len(above) == 2 and above[0][0] == 0 and not names_class(rows[start - 1])
    return start - 1 if alone and not split_operator(above[1][1])[0] else start


def opens(table: Table, row: Row) -> bool:
    """Whether a row begins a form of the table: it has the label of its name."""
    return opens_form(row, TableKind.DEPARTMENT if table.of_departments else table.kind)


def may_open(table: Table, row: Row) -> bool:
    """Whether the row begins with a label that is, or may be, that of a name with one wrong character."""
    if row.empty or opens(table, row):
        return not row.empty
    text = row.filled()[0][1]
    inline = INLINE.match(text)
    if len(row.filled()) < 2 and inline is None:
        return False
    names = {BODY_NAME} if table.of_departments else _NAMES
    return bool(names & near_words(inline.group(1) if inline else text, *label_parts(table)).keys())


def label_parts(table: Table) -> tuple[str, ...]:
    """The parts of the vocabulary with the labels of a table's forms."""
    return ("项目头", *OWN.get(table.kind, ()))


def begin(table: Table, place: int, floor: int) -> tuple[int, bool]:
    """(where the form begins whose head is at ``place``, whether its name is printed), at ``floor`` the earliest."""
    rows = table.rows
    start = place - 1 if place > floor and is_upper(rows[place - 1], rows[place]) else place
    for opening in range(start - 1, floor - 1, -1):
        if names_class(rows[opening]):
            break
        if may_open(table, rows[opening]):
            first = _over_labels(rows, opening, floor)
            # Labels above the name belong to it at the head of a page only: else they end the form above.
            return (opening if first and rows[first - 1].grid is rows[first].grid else first), True
    return _over_labels(rows, start, floor), False


def _over_labels(rows: list[Row], place: int, floor: int) -> int:
    """The first of the rows directly above ``place`` that begin with a label."""
    while place > floor and not names_class(rows[place - 1]):
        above = rows[place - 1].filled()
        if above and not labels(above[0][1]):
            break
        place -= 1
    return place


def _like_head(table: Table, place: int) -> bool:
    """Whether a row that cannot be read as a header holds titles, misprinted ones too, or begins with 一级指标."""
    row = table.rows[place]
    titles = [(role_of(text), text) for _, text in row.filled()]
    # 一级 | 二级 | 三级 are columns of budget tables as well.
    known = [role for role, text in titles if role in _TELLING and "指标" in text]
    if not known or table.opens_header(place) or names_class(row):
        return False
    if titles[0][0] == vocabulary.LEVEL1 and len(titles) > _ENOUGH:
        return True
    return sum(role in _TELLING or bool(_TELLING & near_words(text, "表头").keys()) for role, text in titles) >= _ENOUGH


def _readable(table: Table, place: int) -> bool:
    columns, first = table.headers[place], table.header
    if is_form(columns):
        return True
    needed = vocabulary.NEEDED.get(table.kind, vocabulary.NEEDED[TableKind.PROJECTS])
    return not (columns.over(first) if first is not None else columns).missing(needed)
