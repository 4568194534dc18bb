"""Header rows: which rows are the header of a performance table, and which column holds what by their words.

A header is a block: the row that names the indicator and its value, a line of groups above it (绩效指标), a line of
parts below it (财政资金 | 其他资金; 优 | 良 | 中 | 差; 长期 | 年度) and a line of column numbers (1 | 2 | 3).
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.forms.table import vocabulary
from auditor.forms.table.columns import Columns
from auditor.forms.table.periods import periods_of, year_in
from auditor.forms.table.row import Row, key
from auditor.forms.table.shares import whole_under
from auditor.forms.table.span import body, by_class, is_class, untitled_parts
from auditor.forms.table.title import LONGEST, is_group, is_period, known_title, ranked, role_of, title_key
from auditor.forms.table.title_grammar import is_source
from auditor.language.operators import split_operator
from auditor.language.text import half_width
from auditor.table_kinds import TableKind

_PARTS = {
    *vocabulary.INDICATOR_ROLES,
    vocabulary.TYPE,
    vocabulary.ACTUAL,
    "分值",
}
"""Fields that the lower line of a header may name."""
_NUMBERING = frozenset(("栏次", "行次", "序号", "列次"))
_UNIT = "单位"
_SHORT = 8
"""Most characters of a unit: 平方米/人·年 has 7, the name of an office more (某区教育委员会)."""
_PAIR = 2
"""Cells of a label with its value."""
_TITLE = 15
"""Most characters of a title in the upper line of a header; a longer text is a value of the form's head.

A choice: no row of the samples or of bench/accuracy changes for 5 to 300.
"""


def is_header(row: Row) -> bool:
    """Whether a row alone is the header of a performance table: it names the indicator and its value."""
    texts = [text for _, text in row.filled()]
    if not any(map(role_of, texts)):
        return False  # 产出指标 | 数量指标 | 培训人数 | 500: not one header word, so a row of data
    return _heads(texts, bool(_grades(row))) or _heads_loosely(texts)


def is_header_at(rows: list[Row], place: int) -> bool:
    """Whether the row at ``place`` is the first header row of a performance table, alone or with the line below it."""
    row = rows[place]
    roles = {role_of(text) for _, text in row.filled()}
    if roles <= {""}:
        return False
    if place and _names_levels(row) and not is_header(row) and is_upper(rows[place - 1], row):
        # 绩效指标 | 年度目标值 over 一级指标 | 三级指标: the value is named above
        return _heads([text for one in (rows[place - 1], row) for _, text in one.filled()], graded=False)
    if is_header(row):
        # 绩效指标 | 指标值 over 一级指标 | 三级指标 | 符号 | 数值: the next row is the header
        return place + 1 == len(rows) or not (_names_levels(rows[place + 1]) and is_upper(row, rows[place + 1]))
    if {vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.VALUE} <= roles:
        return not _may_hide_names(rows, place, dict(row.filled()))  # 一级指标 | 二级指标 | 是否考核 | 指标值
    below = _below(rows, place)
    if below is None or not roles & {vocabulary.LEVEL3, vocabulary.GLUED, vocabulary.LEVEL1}:
        return False
    return _heads([*_with_below(row, below).values()], bool(_grades(below)))


def _names_levels(row: Row) -> bool:
    """Whether a row names level 1 and the indicator: 一级指标 | 二级指标 | 三级指标."""
    return {vocabulary.LEVEL1, vocabulary.LEVEL3} <= {role_of(text) for _, text in row.filled()}


def _heads(texts: Iterable[str], graded: bool) -> bool:
    """Whether titles name an indicator and its value (``graded``: by its grades)."""
    titles = list(texts)
    roles = {role_of(text) for text in titles}
    named = vocabulary.LEVEL3 in roles or vocabulary.GLUED in roles  # … | 三级指标 | 指标值; 绩效指标 | 指标值
    # 一级指标 | 二级指标 | 指标值: two levels only, if no unknown title may be the third.
    named = named or ({vocabulary.LEVEL1, vocabulary.LEVEL2} <= roles and all(map(known_title, titles)))
    return named and (vocabulary.VALUE in roles or graded)  # 三级指标 | 指标值; 三级指标 | 优 | 良 | 中 | 差


def _heads_loosely(texts: list[str]) -> bool:
    """一级指标 | 三级指标 | 34.80年度指标值: data inside one of the titles."""
    return {vocabulary.LEVEL1, vocabulary.LEVEL3, vocabulary.VALUE} <= {role_of(text, contained=True) for text in texts}


def _may_hide_names(rows: list[Row], place: int, cells: dict[int, str]) -> bool:
    """Whether a column that nobody knows may hold the names: 一级指标 | 二级指标 | 考核点 | 指标值.

    It cannot if the column of level 2 holds names itself, and not classes (数量 | 培训人数 | … | ≥500人).
    """
    if all(map(known_title, cells.values())):
        return False
    second = next((column for column, text in cells.items() if role_of(text) == vocabulary.LEVEL2), -1)
    texts = [text for row in body(rows, place + 1) if (text := row.text(second))]
    return not texts or 2 * sum(map(is_class, texts)) >= len(texts)


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
        return True  # 一级指标 | 三级指标 | 指标值; 指标分类 | 三级指标 | 指标值; 三级指标 | 指标值
    # 一级指标 | 二级指标 | 指标值; not with 考核点, which may be the third level
    return {vocabulary.LEVEL1, vocabulary.LEVEL2} <= columns.roles.keys() and not columns.unsure


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
    """Whether a row below a header holds only parts of the titles above it.

    财政资金 | 其他资金 below 其中; 优 | 良 | 中 | 差; 长期 | 年度 or 符号 | 数值 | 单位 below 指标值.
    """
    texts = [text for _, text in row.filled()]
    if not texts:
        return False
    if len(texts) > 2 and 3 * len(_grades(row)) >= 2 * len(texts):
        return not any(is_class(text) or split_operator(text)[0] for text in texts)
    roles = {role_of(text, contained=True) for text in texts}
    if roles <= vocabulary.AMOUNT_ROLES:
        return True
    return (
        len(texts) > 1
        and all(role_of(text) in _PARTS or title_key(text) == _UNIT or is_period(text) for text in texts)
        and not is_header(row)
    )


def is_numbering(row: Row) -> bool:
    """Whether a row holds the numbers of the columns, one behind the other: 1 | 2 | 3, 栏次 | 1 | 2 | 3."""
    texts = [half_width(key(text)).strip("()") for _, text in row.filled()]
    if texts and texts[0] in _NUMBERING:
        texts = texts[1:]
    return len(texts) > 2 and texts == [str(number) for number in range(int(texts[0] == "1"), len(texts) + 1)]


def _below(rows: list[Row], place: int) -> Row | None:
    """The line of parts below the header row at ``place``, None if there is none."""
    return rows[place + 1] if place + 1 < len(rows) and is_subheader(rows[place + 1]) else None


def _with_below(row: Row, below: Row) -> dict[int, str]:
    """The titles of two lines by column. A bare period is joined to its title above: 指标值 over 长期 | 年度."""
    cells = dict(row.filled())
    graded = bool(_grades(below))
    for column, text in below.filled():
        over = max((place for place, _ in row.filled() if place <= column), default=-1)
        if is_period(text) and over >= 0:
            cells[column] = f"{row.text(over)}({title_key(text)})"
        elif not graded or column not in cells:
            cells[column] = text
    return cells


def is_upper(above: Row, row: Row) -> bool:
    """Whether ``above`` and ``row`` are the first and second line of one header.

    Then each cell of ``above`` is a title over an empty cell, or a group (绩效指标, 长期目标) over several columns.
    """
    cells = above.filled()
    if above.grid is not row.grid or not cells or (is_header(above) and not _names_levels(row)):
        return False  # on the page before; a header of its own
    if not any(role_of(text) or is_group(text) for _, text in cells):
        return False  # 培训费 | 500: no header word at all
    # 项目名称 | 绩效指标 over _ | 一级指标: yes; 项目名称 | 培训费 over 一级指标 | 三级指标: a label with its value
    return all(
        is_group(text)
        or (len(text) <= _TITLE and (not row.text(column) or _spans_titles(above, column, row)))
        or (role_of(text) == vocabulary.VALUE and role_of(row.text(column)) in _PARTS)
        or (role_of(text) == vocabulary.VALUE and whole_under(above, row) >= 0)
        for column, text in cells
    )


def _spans_titles(above: Row, column: int, row: Row) -> bool:
    """Whether the title at ``column`` of ``above`` stands over several of ``row``: 其中 over 财政资金 | 其他资金.

    Any word may stand there (项目信息, 指标体系) if the header is that of a list of projects, but a field only over
    itself or over sums (考核指标 over 一级指标 | 三级指标): 项目名称 | 培训费 is a label with its value.
    """
    end = min((place for place, _ in above.filled() if place > column), default=len(row))
    parts = [text for place, text in row.filled() if column <= place < end]
    if len(parts) < 2:
        return False
    if any(role_of(text) in vocabulary.AMOUNT_ROLES for text in parts):
        parts = [text for text in parts if not is_source(text)]  # 资金安排 over 合计 | 财政拨款 | 单位资金
    if not all(map(known_title, parts)):
        return False
    fields, field = {role_of(text) for text in parts}, role_of(above.text(column))
    if field:
        return field in fields or fields <= vocabulary.AMOUNT_ROLES
    titles = {role_of(text) for _, text in (*above.filled(), *row.filled())}
    listed = vocabulary.NAME in titles and (
        len(above.filled()) > _PAIR or any(is_group(one) for _, one in above.filled())
    )
    return fields != {""} and (listed or fields <= vocabulary.AMOUNT_ROLES)


def bind(rows: list[Row]) -> Columns | None:
    """Columns by the first header row of ``rows`` and its second line; None if no row is a header."""
    return next((bind_at(rows, place) for place in range(len(rows)) if is_header_at(rows, place)), None)


def bind_at(rows: list[Row], place: int) -> Columns:
    """Columns by the header row at ``place`` and the lines of the header above and below it.

    If several columns name the same field, the better word is bound, among equal ones the leftmost; the others keep
    their titles. Two sets of indicator columns side by side (long-term and annual) become ``periods``.
    """
    row = rows[place]
    upper = rows[place - 1] if place and is_upper(rows[place - 1], row) else None
    below = _below(rows, place)
    cells = dict(row.filled()) if below is None else _with_below(row, below)
    if upper is not None:
        cells |= {column: text for column, text in upper.filled() if not row.text(column)}
    best: dict[str, tuple[int, int]] = {}
    for column in sorted(cells):
        role, rank = ranked(cells[column][:LONGEST], contained=True)
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, column)
    roles = {role: column for role, (_, column) in best.items()}
    if upper is not None and vocabulary.VALUE not in roles and (whole := whole_under(upper, row)) >= 0:
        roles[vocabulary.VALUE] = whole
    grades = _grades(below if below is not None and _grades(below) else row)
    if grades and (vocabulary.VALUE not in roles or below is not None):
        roles[vocabulary.VALUE] = grades["优"]
        cells |= dict((below or row).filled())
    if vocabulary.LEVEL3 not in roles and vocabulary.CLASS in roles and vocabulary.GLUED in roles:
        roles[vocabulary.LEVEL3] = roles.pop(vocabulary.GLUED)
    count = 1 if below is None else 2
    if place + count < len(rows) and is_numbering(rows[place + count]):
        count += 1
    if vocabulary.CLASS in roles and vocabulary.LEVEL1 not in roles and vocabulary.LEVEL2 in roles:
        roles[vocabulary.LEVEL1] = roles.pop(vocabulary.CLASS)  # 指标大类 | 二级指标 | 指标名称
    below_header = body(rows, place + count)
    roles = _named_by_glued(below_header, by_class(below_header, roles))
    roles |= untitled_parts(below_header, cells, roles)
    if vocabulary.UNIT not in roles:
        roles |= _bare_unit(below_header, cells, roles)
    if year_in(cells.get(roles.get(vocabulary.ACTUAL, -1), "")) and vocabulary.VALUE in roles:
        reached, planned = (cells.get(roles[role], "") for role in (vocabulary.ACTUAL, vocabulary.VALUE))
        if year_in(reached) < year_in(planned):
            del roles[vocabulary.ACTUAL]  # 2025年实际值 | 2026年目标值: history, nothing is evaluated
    periods = periods_of(cells, roles, upper if upper is not None else row if below is not None else None)
    if periods:
        roles |= periods[-1][1]
    two = {vocabulary.LEVEL1, vocabulary.LEVEL2} <= roles.keys() and vocabulary.LEVEL3 not in roles
    unsure = two and _may_hide_names(rows, place, cells)
    return Columns(roles, count, cells, periods, upper is not None, unsure)


def _named_by_glued(rows: list[Row], roles: dict[str, int]) -> dict[str, int]:
    """``roles``, with 绩效指标 as the names where the header has levels beside it and no other column of names.

    绩效指标 | 指标类型 | 指标值 over 培训人数 | 产出指标 | ≥500; not where it is the title of the block left of rows.
    """
    column = roles.get(vocabulary.GLUED, -1)
    texts = [text for row in rows if (text := row.text(column))]
    levels = roles.keys() & {vocabulary.CLASS, vocabulary.LEVEL1, vocabulary.LEVEL2}
    names = any(not is_class(text) for text in texts)  # 群众满意度 alone may be a class as well
    if vocabulary.LEVEL3 in roles or not levels or 2 * len(texts) <= len(rows) or not names:
        return roles
    return {role: place for role, place in roles.items() if role != vocabulary.GLUED} | {vocabulary.LEVEL3: column}


def _bare_unit(rows: list[Row], cells: dict[int, str], roles: dict[str, int]) -> dict[str, int]:
    """The column with the bare title 单位, if it is that of the indicators' units; {} if not.

    It stands right of the indicator's name and holds short words. Left of it, 单位 is who spends the money.
    """
    name = max((roles.get(role, -1) for role in (vocabulary.LEVEL2, vocabulary.LEVEL3, vocabulary.GLUED)), default=-1)
    for column, text in cells.items():
        if title_key(text) == _UNIT and 0 <= name < column:
            short = all(len(row.text(column)) <= _SHORT for row in rows)
            return {vocabulary.UNIT: column} if short else {}
    return {}


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
