"""Header rows: which column holds what, by the words printed above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from auditor.forms.table import vocabulary
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.row import Row, key
from auditor.language.levels import is_level1, is_level2
from auditor.language.operators import split_operator
from auditor.language.text import half_width
from auditor.table_kinds import TableKind

_POINTS = re.compile(r"\(\d{1,3}(?:\.\d)?分?\)$")
_CLIPPED = re.compile(r"[0-9。，,；;]")
_WORST = 99
"""The rank of a word found inside a longer text: any exact word is better."""
_LONGEST = 400
"""Most characters of a cell that is looked up; a longer one is prose. It only keeps a hostile file from costing time:
no row of the samples or of bench/accuracy changes for 30 to 4,000."""
_TITLE = 15
"""Most characters of a title in the upper line of a header; a longer text is a value of the form's head.

A choice: no row of the samples or of bench/accuracy changes for 5 to 300.
"""


@dataclass(frozen=True)
class Columns:
    """Columns of a performance table. ``roles``: fact column → column index; ``last``: the last bound column."""

    roles: dict[str, int]
    rows: int
    titles: dict[int, str] = field(default_factory=dict)
    """Printed titles by column, those of unknown columns included."""
    periods: tuple[tuple[str, dict[str, int]], ...] = ()
    """(长期 or 年度, roles) of each block of indicator columns if two are side by side."""
    upper: bool = False
    """Whether the row above is the header's first line."""

    def over(self, above: Columns) -> Columns:
        """This repeated header, with the columns of the one ``above`` that it lacks: other text can hide a title."""
        taken = set(self.roles.values())
        kept = {role: place for role, place in above.roles.items() if place not in taken and role not in self.roles}
        return replace(self, roles={**kept, **self.roles}, titles={**above.titles, **self.titles})

    def missing(self, needed: tuple[str, ...]) -> list[str]:
        """Which of the ``needed`` columns the header lacks."""
        return [role for role in needed if role not in self.roles]

    @cached_property
    def project(self) -> list[tuple[str, int]]:
        """The project's columns, left to right."""
        return self._placed((*vocabulary.PROJECT_ROLES, *vocabulary.PROJECT_EXTRA))

    @cached_property
    def indicator(self) -> list[tuple[str, int]]:
        """The six columns of an indicator, left to right."""
        return self._placed(vocabulary.INDICATOR_ROLES)

    @cached_property
    def extra(self) -> list[tuple[str, int]]:
        """Bound columns that belong neither to the project nor to the six cells of an indicator, left to right."""
        known = {
            *vocabulary.PROJECT_ROLES,
            *vocabulary.PROJECT_EXTRA,
            *vocabulary.INDICATOR_ROLES,
            vocabulary.ACTIVITY,
            vocabulary.GLUED,
        }
        return self._placed(tuple(role for role in self.roles if role not in known))

    @cached_property
    def mixed(self) -> bool:
        """Whether columns of the project are right of level 1, or columns of the indicator left of it.

        一级指标 | 三级指标 | 指标值 | 项目名称; 指标值 | 一级指标 | 三级指标. Then only the header shows what is whose.
        """
        first = self.roles.get(vocabulary.LEVEL1, -1)
        own = [place for _, place in (*self.indicator, *self.extra)]
        return first >= 0 and (first < max((place for _, place in self.project), default=-1) or min(own) < first)

    @cached_property
    def unit(self) -> str:
        """The money unit that the titles of the sums name ("项目总额（元）"), "" if none. It overrides the table's."""
        places = (self.roles.get(role, -1) for role in (vocabulary.TOTAL, vocabulary.FISCAL, vocabulary.OTHER))
        return next(filter(None, (unit_of(self.titles.get(place, "")) for place in places)), "")

    @cached_property
    def unknown(self) -> list[str]:
        """Titles that name no field, as printed."""
        return [title for title in self.titles.values() if not known_title(title)]

    def _placed(self, roles: tuple[str, ...]) -> list[tuple[str, int]]:
        return sorted(((role, self.roles[role]) for role in roles if role in self.roles), key=lambda pair: pair[1])


def title_key(text: str) -> str:
    """A header cell for look-up: ``key``, half-width, without points or the period after it ("指标值(长期)")."""
    return _title_key(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _title_key(text: str) -> str:
    bare = _POINTS.sub("", half_width(key(text)))
    head, _, tail = bare.rstrip(")").rpartition("(")
    return head if head and tail in vocabulary.spellings("期间") and bare.endswith(")") else bare


def role_of(text: str, contained: bool = False) -> str:
    """The fact column a header cell names, "" if none.

    ``contained`` also accepts a word of four or more characters inside a text that is not a title itself: in some PDFs
    text of the row below is in the header cell ("34.800000财政资金"). The rest of the text must hold figures or
    punctuation, or more than 12 characters. Both numbers are a choice: no row of the samples or of bench/accuracy
    changes for words of 2 to 5 or a rest of 3 to 20 characters.
    """
    return _ranked(text, contained)[0] if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _ranked(text: str, contained: bool = False) -> tuple[str, int]:
    bare = title_key(text)
    table = vocabulary.spellings("表头")
    if bare in table:
        return table[bare]
    if contained and len(bare) > 4:
        for word in sorted((word for word in table if len(word) >= 4 and word in bare), key=len, reverse=True):
            rest = bare.replace(word, "", 1)
            if len(rest) > 12 or _CLIPPED.search(rest):
                return table[word][0], _WORST
    return "", _WORST


def period_of(text: str) -> str:
    """长期 or 年度 if a title says so ("指标值(长期)", "年度绩效指标"), else ""."""
    return _period_of(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _period_of(text: str) -> str:
    bare = half_width(key(text))
    table = vocabulary.spellings("期间")
    tail = bare.rstrip(")").rpartition("(")[2]
    if tail != bare and tail in table:
        return table[tail][0]
    return next((table[word][0] for word in sorted(table, key=len, reverse=True) if bare.startswith(word)), "")


def known_title(text: str) -> bool:
    """Whether a header cell names a field, a group of columns or a column that is kept under its title."""
    bare = title_key(text)
    grades = vocabulary.spellings("等级档")
    return bool(role_of(text)) or bare in vocabulary.listed("其他列") or bare in grades or is_group(text)


def is_header(row: Row) -> bool:
    """Whether a row is the first header row of a performance table: it names the indicator and its value."""
    roles = {role_of(text) for _, text in row.filled()}
    if roles <= {""}:
        return False  # 产出指标 | 数量指标 | 培训人数 | 500: not one header word, so a row of data
    named = vocabulary.LEVEL3 in roles or vocabulary.GLUED in roles  # … | 三级指标 | 指标值; 绩效指标 | 指标值
    # 一级指标 | 二级指标 | 指标值: two levels only, if no unknown title may be the third.
    named = named or (
        {vocabulary.LEVEL1, vocabulary.LEVEL2} <= roles and all(known_title(text) for _, text in row.filled())
    )
    if named and (vocabulary.VALUE in roles or len(_grades(row)) > 2):
        return True  # 三级指标 | 指标值; 三级指标 | 优 | 良 | 中 | 差
    # 一级指标 | 三级指标 | 34.80年度指标值: data inside one of the titles
    loose = {role_of(text, contained=True) for _, text in row.filled()}
    return vocabulary.LEVEL3 in loose and vocabulary.VALUE in loose and vocabulary.LEVEL1 in loose


def is_class(text: str) -> bool:
    """Whether a cell holds nothing but the class of an indicator: 产出指标, 数量."""
    return is_level1(text) or is_level2(text)


def names_class(row: Row) -> bool:
    """Whether a row can only be one of indicators: 产出指标 | 数量指标 | …; 数量 | 培训人数 | ≥500人.

    数量 alone is a title of a table of costs as well (明细 | 单价 | 数量), so that a sign must stand in the last cell.
    """
    filled = row.filled()
    if any(text.endswith("指标") and is_class(text) for _, text in filled):
        return not role_of(filled[0][1])  # not 一级指标 | 产出指标 | 效益指标: a form turned by a quarter
    return len(filled) > 1 and is_class(filled[0][1]) and bool(split_operator(filled[-1][1])[0])


def is_empty_class(row: Row) -> bool:
    """Whether a row prints classes only, in full: 效益指标 | 社会效益指标. 群众满意度 may be a name as well."""
    return not row.empty and all(text.endswith("指标") and is_class(text) for _, text in row.filled())


def is_form(columns: Columns) -> bool:
    """Whether a header is that of a form with one project: it has the indicator's columns and none of a project."""
    if columns.project or vocabulary.VALUE not in columns.roles:
        return False  # 项目名称 | 一级指标 | 三级指标 | 指标值; 一级指标 | 三级指标
    if vocabulary.LEVEL3 in columns.roles:
        # 一级指标 | 三级指标 | 指标值; 指标分类 | 三级指标 | 指标值; 三级指标 | 指标值
        return vocabulary.LEVEL1 in columns.roles or vocabulary.CLASS in columns.roles or not columns.unknown
    # 一级指标 | 二级指标 | 指标值; not with 考核点, which may be the third level
    return {vocabulary.LEVEL1, vocabulary.LEVEL2} <= columns.roles.keys() and not columns.unknown


def absent_levels(columns: Columns) -> list[str]:
    """Level 1 and level 2, as far as a header has no column for them; [] if it has a column 指标分类 instead."""
    if vocabulary.CLASS in columns.roles or vocabulary.LEVEL3 not in columns.roles:
        return []
    return columns.missing((vocabulary.LEVEL1, vocabulary.LEVEL2))


def nearest(rows: list[Row]) -> tuple[list[str], list[str]]:
    """(needed columns that are missing, unknown titles) of the row that is most like a header of a project table.

    Such a row has two header words at least, one of an indicator: one word alone may be a label.
    """
    needed = vocabulary.NEEDED[TableKind.PROJECTS]
    best: tuple[set[str], list[str]] = (set(), [])
    for row in rows:
        roles = {role_of(text) for _, text in row.filled()} - {""}
        if len(roles) >= 2 and len(roles) > len(best[0]) and roles & set(vocabulary.INDICATOR_ROLES):
            best = (roles, [text for _, text in row.filled() if not known_title(text)])
    roles, unknown = best
    if roles and not roles & {*vocabulary.PROJECT_ROLES, *vocabulary.PROJECT_EXTRA}:
        needed = tuple(role for role in needed if role != vocabulary.NAME)
    return [role for role in needed if role not in roles], unknown


def is_subheader(row: Row) -> bool:
    """Whether a row below a header holds only header words (财政资金 | 其他资金 below 其中; 优 | 良 | 中 | 差)."""
    texts = [text for _, text in row.filled()]
    if not texts:
        return False
    return len(_grades(row)) == len(texts) > 2 or all(
        role_of(text, contained=True) in vocabulary.AMOUNT_ROLES for text in texts
    )


def is_upper(above: Row, row: Row) -> bool:
    """Whether ``above`` and ``row`` are the first and second line of one header.

    Then each cell of ``above`` is a title over an empty cell, or a group (绩效指标, 长期目标) over several columns.
    """
    cells = above.filled()
    if above.grid is not row.grid or not cells or is_header(above):
        return False  # on the page before; a header of its own
    if not any(role_of(text) or is_group(text) for _, text in cells):
        return False  # 培训费 | 500: no header word at all
    # 项目名称 | 绩效指标 over _ | 一级指标: yes; 项目名称 | 培训费 over 一级指标 | 三级指标: a label with its value
    return all(is_group(text) or (len(text) <= _TITLE and not row.text(column)) for column, text in cells)


def bind(rows: list[Row]) -> Columns | None:
    """Columns by the first header row of ``rows`` and its second line; None if no row is a header."""
    return next((bind_at(rows, place) for place, row in enumerate(rows) if is_header(row)), None)


def bind_at(rows: list[Row], place: int) -> Columns:
    """Columns by the header row at ``place`` and the lines of the header above and below it.

    If several columns name the same field, the better word is bound, among equal ones the leftmost; the others keep
    their titles. Two sets of indicator columns side by side (long-term and annual) become ``periods``.
    """
    row = rows[place]
    upper = rows[place - 1] if place and is_upper(rows[place - 1], row) else None
    cells = dict(row.filled())
    if upper is not None:
        cells |= {column: text for column, text in upper.filled() if not row.text(column)}
    below = rows[place + 1] if place + 1 < len(rows) and is_subheader(rows[place + 1]) else None
    if below is not None:
        cells |= {column: text for column, text in below.filled() if not _grades(below) or column not in cells}
    best: dict[str, tuple[int, int]] = {}
    for column in sorted(cells):
        role, rank = _ranked(cells[column][:_LONGEST], contained=True)
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, column)
    roles = {role: column for role, (_, column) in best.items()}
    grades = _grades(below if below is not None and _grades(below) else row)
    if grades and (vocabulary.VALUE not in roles or below is not None):
        roles[vocabulary.VALUE] = grades["优"]
        cells |= dict((below or row).filled())
    if vocabulary.LEVEL3 not in roles and vocabulary.CLASS in roles and vocabulary.GLUED in roles:
        roles[vocabulary.LEVEL3] = roles.pop(vocabulary.GLUED)
    periods = _periods(cells, row, upper)
    if periods:
        roles |= periods[-1][1]
    count = 1 if below is None else 2
    return Columns(roles, count, cells, periods, upper is not None)


def _periods(cells: dict[int, str], row: Row, upper: Row | None) -> tuple[tuple[str, dict[str, int]], ...]:
    """The blocks of indicator columns, the annual one last; () if there is only one."""
    repeated = [role_of(text) for text in cells.values()]
    if repeated.count(vocabulary.LEVEL3) < 2 or repeated.count(vocabulary.VALUE) < 2:
        return ()
    groups = {column: period_of(text) for column, text in upper.filled()} if upper is not None else {}
    blocks: dict[str, dict[str, int]] = {}
    for column in sorted(cells):
        role = role_of(cells[column])
        if role not in vocabulary.INDICATOR_ROLES and role != "指标解释":
            continue
        over = max((place for place, period in groups.items() if period and place <= column), default=None)
        period = period_of(cells[column]) or (groups[over] if over is not None else "")
        if role == vocabulary.LEVEL1 and repeated.count(role) == 1:
            continue
        if not period:
            period = "年度" if any(role in block for block in blocks.values()) else "长期"
        blocks.setdefault(period, {}).setdefault(role, column)
    if len(blocks) < 2:
        return ()
    return tuple(sorted(blocks.items(), key=lambda block: block[0] == "年度"))


def is_group(text: str) -> bool:
    """Whether a cell is the title of a block of columns or rows: 绩效指标, 长期目标, 年度绩效指标."""
    bare = title_key(text)
    return role_of(text) == vocabulary.GLUED or (bool(period_of(text)) and bare.endswith(("指标", "目标")))


def _grades(row: Row) -> dict[str, int]:
    """Columns of the grades (优, 良, 中, 差) that a header line names, {} if there are fewer than three.

    One or two such characters can be values. No row of the samples or of bench/accuracy changes for two or four.
    """
    table = vocabulary.spellings("等级档")
    found: dict[str, int] = {}
    for column, text in row.filled():
        if key(text) in table:
            found.setdefault(table[key(text)][0], column)
    return found if len(found) > 2 and "优" in found else {}
