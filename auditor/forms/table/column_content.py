"""Columns with a title that nobody knows, bound by what they hold where that leaves no choice.

Units, operators, classes and 定量/定性 are closed sets of words: one column that holds nothing else is that column. A
column of targets is one only if no other column can be it. Whatever is bound so is a ``Misprint`` by content, so that
every indicator below it carries a doubtful repair. A column that may be a field that the header lacks, and may not, is
``Unbound``: the ledger names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from auditor.forms.cells.split import split_levels, split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind_at, is_header_at, is_numbering, is_subheader, is_upper
from auditor.forms.table.misprint import Misprint, is_data, mend
from auditor.forms.table.row import Row, key
from auditor.forms.table.shares import is_whole
from auditor.forms.table.span import is_class, is_unit_word
from auditor.forms.table.title import known_title, period_of, role_of, title_key
from auditor.forms.table.title_grammar import is_further, is_result
from auditor.grid import unknown
from auditor.language.levels import LEVEL1, is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import is_operator

_BELOW = 40
"""Rows below a header that are looked at: more than a form has, and few enough for a table of thousands."""
_CONTEXT = 2
"""Known titles of indicators that must stand in the row: then it is a header, and not a row of data."""
_TYPES = frozenset(("定量", "定性", "定量指标", "定性指标"))
_TARGETS = 0.5
"""Least share of cells with a number or sign in a column of targets: some targets are words (完成, 逐步提高)."""
_LONGEST_NAME = 40
"""Most characters of an indicator's or project's name; a longer text explains something."""
_NOT_TARGET = re.compile(
    r"[整更订改]前|^原|上年|去年|往年|历史|实际|完成|基期|基数|得分|自评|执行|同期|参考|平均|分|权"
)
"""Words of a title whose column holds other numbers than targets."""
_INDICATOR = frozenset(
    (*vocabulary.INDICATOR_ROLES, vocabulary.GLUED, vocabulary.CLASS, vocabulary.TYPE, vocabulary.ACTUAL, "指标解释")
)

_OF_HALF = (vocabulary.LEVEL2, vocabulary.LEVEL3)


@dataclass(frozen=True, slots=True)
class Unbound:
    """A column that may hold a field which the header lacks."""

    row: Row
    title: str
    field: str


@dataclass(slots=True)
class _Head:
    """A header with titles that nobody knows."""

    roles: dict[str, int]
    titles: dict[int, Row]
    """Columns with unknown titles, and the row in which they stand."""
    texts: dict[int, list[str]]
    """What the cells below these and all other columns hold."""
    rows: int
    """Rows below the header that were looked at."""
    halves: bool
    """Whether names or levels are printed for a period each, so that one of them may be the unknown one."""


def bind_by_content(rows: list[Row]) -> tuple[list[Misprint], list[Unbound]]:
    """Read the unknown titles of the headers in ``rows`` as what their columns hold; the columns that stay open."""
    mended: list[Misprint] = []
    unbound: list[Unbound] = []
    learned: dict[str, str] = {}
    for place, row in enumerate(rows):
        if not _may_head(row) or (place and is_subheader(row) and _may_head(rows[place - 1])):
            continue
        head = _head(rows, place)
        for column, field in [*_bindings(head), *_learned(head, learned)]:
            if field in head.roles or column not in head.titles:
                continue
            titled = head.titles.pop(column)
            learned[title_key(titled.text(column))] = field
            word = vocabulary.words("表头", field)[0]
            mended.append(mend(titled, column, word, field, by_content=True))
            head.roles[field] = column
        if head.titles and is_header_at(rows, place):
            unbound += _open(head)
    return mended, unbound


def _may_head(row: Row) -> bool:
    filled = row.filled()
    if len(filled) <= _CONTEXT or sum(role_of(text) in _INDICATOR for _, text in filled) < _CONTEXT:
        return False
    return not any(text in LEVEL1 or is_data(text) for _, text in filled)


def _head(rows: list[Row], place: int) -> _Head:
    row = rows[place]
    titles = {column: row for column, text in row.filled() if _is_unknown(text)}
    start = place + 1
    if start < len(rows) and is_subheader(rows[start]):
        start += 1
    elif place and is_upper(rows[place - 1], row):
        titles |= {c: rows[place - 1] for c, text in rows[place - 1].filled() if _is_unknown(text) and not row.text(c)}
    if start < len(rows) and is_numbering(rows[start]):
        start += 1
    columns = bind_at(rows, place)
    first = min((columns.roles[role] for role in vocabulary.INDICATOR_ROLES if role in columns.roles), default=0)
    below: list[Row] = []
    for one in rows[start : start + _BELOW]:
        if _may_head(one) or (one.filled() and key(one.filled()[0][1]) in vocabulary.spellings("项目头")):
            break
        if any(column >= first for column, _ in one.filled()):
            below.append(one)  # not 某局 | 3,000,000, a row of the projects alone
    width = max((len(one) for one in below), default=0)
    texts = {column: [text for one in below if (text := one.text(column))] for column in range(width)}
    halves = any(period_of(text) and role_of(text) in _OF_HALF for text in columns.titles.values())
    if is_whole(row.text(columns.roles.get(vocabulary.VALUE, -1))):
        titles = {}  # 全市 | 甲区 | 乙区: the shares of units are kept under their names
    return _Head(dict(columns.roles), titles, texts, len(below), halves)


def _is_unknown(text: str) -> bool:
    return not known_title(text) and not unknown(text)


def _bindings(head: _Head) -> Iterator[tuple[int, str]]:
    """(column, field) of what the contents decide, the surest first."""
    if not head.titles:
        return
    for field, fits in _CLOSED.items():
        if field not in head.roles:
            yield from _only(field, (column for column in head.titles if _all(fits, head.texts.get(column, []))))
    if vocabulary.VALUE not in head.roles:
        yield from _only(vocabulary.VALUE, _targets(head))
    if vocabulary.LEVEL3 not in head.roles:
        yield from _only(vocabulary.LEVEL3, _names(head))
    if vocabulary.NAME not in head.roles and vocabulary.LEVEL1 in head.roles:
        yield from _only(vocabulary.NAME, _projects(head))


def _only(field: str, columns: Iterable[int]) -> Iterator[tuple[int, str]]:
    found = list(columns)
    if len(found) == 1:
        yield found[0], field


def _learned(head: _Head, learned: dict[str, str]) -> Iterator[tuple[int, str]]:
    """What the same title was read as in a header above: the next page may hold too few rows to tell."""
    for column, row in head.titles.items():
        field = learned.get(title_key(row.text(column)))
        if field is not None:
            yield column, field


def _all(fits: Callable[[str], bool], texts: list[str]) -> bool:
    return bool(texts) and all(map(fits, texts))


_CLOSED: dict[str, Callable[[str], bool]] = {
    vocabulary.LEVEL1: is_level1,
    vocabulary.LEVEL2: is_level2,
    vocabulary.TYPE: lambda text: text in _TYPES,
    vocabulary.OPERATOR: is_operator,
    vocabulary.UNIT: is_unit_word,
}
"""Fields whose words are a closed set."""


def _targets(head: _Head) -> list[int]:
    """The columns that may hold the targets: numbers right of the indicator's name or class."""
    names = (vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.LEVEL3, vocabulary.GLUED, vocabulary.CLASS)
    left = max((head.roles.get(role, -1) for role in names), default=-1)
    found: list[int] = []
    strong: list[int] = []
    for column, row in head.titles.items():
        texts = head.texts.get(column, [])
        if column <= left or not texts or 2 * len(texts) < head.rows or _NOT_TARGET.search(row.text(column)):
            continue
        compared = sum(any(split_value(text)[::2]) for text in texts)
        if compared >= _TARGETS * len(texts):
            strong.append(column)
        if compared + sum(parse_number(text).value is not None for text in texts) >= _TARGETS * len(texts):
            found.append(column)
    whole = [column for column in strong if is_whole(head.titles[column].text(column))]
    if len(strong) == 1 or len(whole) == 1:
        return whole or strong  # 全市 | 甲区 | 乙区: the others are shares
    # Bare numbers may be points as well, unless a column of signs or units stands beside them.
    beside = vocabulary.OPERATOR in head.roles or vocabulary.UNIT in head.roles
    return found if beside or strong else []


def _names(head: _Head) -> list[int]:
    """The columns that may hold the indicators' names: distinct short texts left of the value."""
    right = [head.roles[role] for role in (vocabulary.VALUE, vocabulary.OPERATOR) if role in head.roles]
    first = max((head.roles.get(role, -1) for role in (vocabulary.LEVEL1, vocabulary.CLASS)), default=-1)
    if vocabulary.VALUE not in head.roles or first < 0:
        return []
    second = head.texts.get(head.roles.get(vocabulary.LEVEL2, -1), [])
    if second and not any(map(is_class, second)):
        return []  # level 2 is the column of names
    if vocabulary.GLUED in head.roles and head.texts.get(head.roles[vocabulary.GLUED]):
        return []
    return [column for column in head.titles if first < column < min(right) and _are_names(head, column)]


def _projects(head: _Head) -> list[int]:
    """The columns that may hold the projects' names: texts left of the indicator, in a table of several projects."""
    own = {*vocabulary.PROJECT_ROLES, vocabulary.CODE} & head.roles.keys()
    indicators = [head.roles[role] for role in vocabulary.INDICATOR_ROLES if role in head.roles]
    return [
        column
        for column in head.titles
        if column < min(indicators, default=0)
        and not is_further(title_key(head.titles[column].text(column)))
        and (own or len(set(head.texts.get(column, []))) > 1)
        and _are_words(head.texts.get(column, []))
    ]


def _are_names(head: _Head, column: int) -> bool:
    texts = head.texts.get(column, [])
    whole = len(texts) >= 0.9 * head.rows and len(set(texts)) >= 0.9 * len(texts)
    return whole and _are_words(texts)


def _are_words(texts: list[str]) -> bool:
    """Whether texts can be names: Chinese words of some length, neither classes nor targets."""
    return bool(texts) and all(
        2 < len(text) <= _LONGEST_NAME
        and re.search(r"[\u4e00-\u9fff]{2}", text) is not None
        and not is_class(text)
        and split_levels(text) is None
        and not split_value(text)[0]
        for text in texts
    )


def _open(head: _Head) -> Iterator[Unbound]:
    """Columns of which some cells hold what the header has no column for."""
    values = head.texts.get(head.roles.get(vocabulary.VALUE, -1), [])
    whole = {
        vocabulary.OPERATOR: any(split_value(text)[0] for text in values),
        vocabulary.UNIT: any(split_value(text)[2] for text in values),
    }
    for column, row in head.titles.items():
        title, texts = row.text(column), head.texts.get(column, [])
        if vocabulary.VALUE in head.roles and is_result(title_key(title)):
            continue  # beside the targets, results and forecasts hold no field that is lacking
        compared = sum(all(split_value(text)[:2]) for text in texts)
        if texts and compared >= _TARGETS * len(texts) and not _NOT_TARGET.search(title):
            yield Unbound(row, title, vocabulary.VALUE)  # a second value, perhaps of another period
        elif head.halves:
            numbers = any(parse_number(text).value is not None for text in texts)
            yield Unbound(row, title, vocabulary.VALUE if numbers else vocabulary.LEVEL3)
        else:
            fields = (field for field, fits in _CLOSED.items() if any(map(fits, texts)))
            field = next((field for field in fields if field not in head.roles and not whole.get(field)), "")
            if field:
                yield Unbound(row, title, field)
