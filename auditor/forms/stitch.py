"""Which table a row belongs to: titles, captions, and tables that continue over several grids and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from auditor.forms.open_form import completes
from auditor.forms.shapes.usual import in_usual_shape
from auditor.forms.table import vocabulary
from auditor.forms.table.bare_titles import read_bare, read_bare_labels
from auditor.forms.table.column_content import bind_by_content
from auditor.forms.table.columns import Columns
from auditor.forms.table.header import bind, is_form
from auditor.forms.table.mapping import rename
from auditor.forms.table.misprint import mend_headers
from auditor.forms.table.money import is_amount
from auditor.forms.table.money_units import announces, is_unit, is_unit_cell, unit_of
from auditor.forms.table.row import Row, RowRole, clean, key, rows_of
from auditor.forms.table.table import HEAD_ROWS, Caption, Table
from auditor.forms.table.table_title import SECTION, TABLE_NUMBER, is_table_number, split_title
from auditor.forms.table.wide_head import wide_heads
from auditor.grid import Grid, Printed, Source
from auditor.table_kinds import TableKind

_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|[、.．])")
"""The beginning of a heading of prose: 二、机构设置, （一）主要职责."""
_REMARKS = ("注", "备注", "说明")
_PAGE = re.compile(r"\s*(?:[-—–－]\s*[0-9]{1,4}\s*[-—–－]|第\s*[0-9]{1,4}\s*页[\s,，/]*(?:共\s*[0-9]{1,4}\s*页)?)\s*")
"""A page number (- 3 -, 第3页 共9页) in a row of the table. A number alone may be a value."""
_LABELLED = re.compile(r"^[^：:。]{2,10}[：:]\s*[^。]{0,60}$")
"""部门名称：某局."""


def tables_of(printed: Printed, mapping: Mapping[str, str]) -> tuple[list[Table], list[Caption]]:
    """All tables in reading order, and the lines that belong to no table (prose, page numbers, titles without a table).

    A grid without a title, or with the same title again, continues the table above it, unless its header shows that
    another kind of table begins. ``mapping``: the fields that a reviewer gave to titles.
    """
    tables: list[Table] = []
    pending: list[Caption] = []
    loose: list[Caption] = []
    for item in _stream(printed, mapping):
        if isinstance(item, Caption):
            pending.append(item)
            continue
        mended = read_bare(item) + read_bare_labels(item) + mend_headers(item)
        by_content, unbound = bind_by_content(item)
        mended += by_content
        titled = _last_title(pending)
        current = tables[-1] if tables else None
        same = current is not None and _unit_above(pending) in ("", current.unit)
        title_between = titled[1] if titled is not None else ""
        if current is not None and same and completes(current.rows, current.kind, title_between, item):
            if current.kind in {TableKind.BUDGET, TableKind.OTHER}:
                current.kind = TableKind.PROJECTS  # 项目基本情况表, then the indicators
        elif current is not None and not _goes_on(current, titled, pending, item):
            current = None
        elif current is not None:
            current.strays += [caption for caption in pending if not _is_caption(caption.text)]
        if current is None:
            number, title, source = titled or ("", "", item[0].source)
            kind = kind_of(title, bind(item[:HEAD_ROWS]))
            current = Table(title, number, kind, source, wide=_is_wide(item))
            tables.append(current)
        loose += _untabled(pending)
        for caption in pending:
            caption.role = RowRole.CAPTION
        current.captions += pending
        current.named_unit = current.named_unit or _unit_above(pending)
        current.rows += item
        current.misprints += mended
        current.unbound += unbound
        pending = []
    loose += pending
    seen = Counter(_figureless(caption) for table in tables for caption in table.captions)
    for table in tables:
        table.strays = [caption for caption in table.strays if seen[_figureless(caption)] < 2]
    return tables, loose


def _figureless(caption: Caption) -> str:
    return "".join(char for char in caption.text if not char.isdigit())


def _untabled(captions: list[Caption]) -> list[Caption]:
    """Titles that have a unit line but no table before the next title."""
    titles = [place for place, caption in enumerate(captions) if split_title(caption.text)]
    return [
        captions[place]
        for place, following in pairwise(titles)
        if key(captions[place].text) != key(captions[following].text)
        and any(announces(caption.text) for caption in captions[place + 1 : following])
    ]


def kind_of(title: str, columns: Columns | None) -> TableKind:
    """The kind of a table, by its title, else by its header.

    项目支出绩效目标表 is PROJECTS, and so is 一级指标 (or 指标类别) | 三级指标 | 指标值 without such a title; with
    实际完成值 it is SELF_EVALUATION. Any other title is BUDGET; a table without title is OTHER.
    """
    name = key(title)
    named = TableKind.of_title(name)
    if named is not None:
        return named
    if (
        columns is not None
        and not columns.roles.keys().isdisjoint((vocabulary.LEVEL1, vocabulary.LEVEL2, vocabulary.CLASS))
        and (vocabulary.LEVEL3 in columns.roles or is_form(columns))
    ):
        return TableKind.SELF_EVALUATION if vocabulary.ACTUAL in columns.roles else TableKind.PROJECTS
    return TableKind.BUDGET if name else TableKind.OTHER


def _stream(printed: Printed, mapping: Mapping[str, str]) -> Iterator[Caption | list[Row]]:
    """Captions and runs of rows. A row that holds only a title, unit or year is a caption, as in spreadsheets."""
    for block in in_usual_shape(printed.blocks):
        if isinstance(block, Grid):
            yield from _runs(block, mapping)
        else:
            yield Caption(block.text, block.source)


def _runs(grid: Grid, mapping: Mapping[str, str]) -> Iterator[Caption | list[Row]]:
    """The same of one grid."""
    run: list[Row] = []
    rows = rows_of(grid)
    rename(rows, mapping)
    for row in rows:
        filled = row.filled()
        if (len(filled) == 1 and _is_caption(filled[0][1])) or _names_unit(filled):
            if run:
                yield run
                run = []
            row.role = RowRole.CAPTION
            yield Caption(" ".join(text for _, text in filled), row.source, row)
        else:
            run.append(row)
    if run:
        yield run


def _is_caption(text: str) -> bool:
    """Whether a line can be a caption. A longer one is prose; 25 to 300 characters change no row of the samples."""
    return len(text) <= 90 and (
        split_title(text) is not None  # 预算01表 收支总表
        or announces(text)  # 编制部门：某局 单位：万元
        or is_unit_cell(text)  # 人民币元
        or bool(_PAGE.fullmatch(text))  # - 3 -
        or is_table_number(text)  # 公开01表
        or bool(re.fullmatch(r"[（(]?\s*20[0-9]{2}\s*年度?\s*[)）]?", text))  # （2026年度）
    )


def _names_unit(filled: list[tuple[int, str]]) -> bool:
    """Whether a row is the line with the unit of a table, printed in two to four cells.

    Four are a label and a value, 单位 and the unit: a choice, no row of the samples changes for two or eight.
    """
    texts = [text for _, text in filled]
    if not 1 < len(texts) <= 4 or not any(is_unit_cell(text) for text in texts):
        return False  # 金额单位：元 alone is a caption; 部门：某局 | 2026年
    # 部门：某局 | 金额单位：元; （2026年度） | 单位： | 万元; not 项目名称 | 金额单位：元, the head of a form
    others = [text for text in texts if not is_unit_cell(text) and not is_unit(text)]
    return bool(unit_of("".join(text for text in texts if text not in others))) and all(
        _is_caption(text) or _LABELLED.match(text) for text in others
    )


def _last_title(captions: list[Caption]) -> tuple[str, str, Source] | None:
    """(number, title, place) of the title that stands above what follows these lines, None without one.

    A title above prose or another heading belongs to another table, a line of the contents (目录) to none. A number
    alone (公开01表) belongs to the title above or below it; without a title it stands for one.
    """
    numbered: Caption | None = None
    announced = False
    for place, caption in reversed(list(enumerate(captions))):
        if is_table_number(clean(caption.text)):
            numbered = numbered or caption
            continue
        found = split_title(caption.text)
        if found:
            if not announced and numbered is None and _in_contents(captions, place):
                return None
            above = captions[place - 1] if place else None
            if numbered is None and above is not None and is_table_number(clean(above.text)):
                numbered = above
            return found[0] or _number(numbered), found[1], caption.source
        announced = announced or announces(caption.text)
        if _divides(clean(caption.text)):
            break
    return (_number(numbered), clean(numbered.text), numbered.source) if numbered is not None else None


def _number(caption: Caption | None) -> str:
    found = TABLE_NUMBER.fullmatch(clean(caption.text)) if caption is not None else None
    return found.group(1) if found else ""


def _divides(text: str) -> bool:
    """Whether a line below a title shows that a title above it is not that of the table below it."""
    if text.startswith(_REMARKS) or _is_caption(text):
        return False
    return bool(SECTION.match(text) or _HEADING.match(text)) or _is_prose(text)


def _in_contents(captions: list[Caption], place: int) -> bool:
    """Whether the title at ``place`` is one of the list below 目录, and not printed a second time below the list."""
    texts = [key(caption.text) for caption in captions[: place + 1]]
    if "目录" not in texts:
        return False
    listed = [split_title(caption.text) for caption in captions[texts.index("目录") : place + 1]]
    titles = [key(title[1]) for title in listed if title]
    return titles.count(titles[-1]) < 2


def _goes_on(current: Table, titled: tuple[str, str, Source] | None, captions: list[Caption], run: list[Row]) -> bool:
    """Whether a run of rows continues the table above it."""
    if all(row.hidden for row in run) and not current.rows[-1].hidden:
        return False  # lists of words for drop-down boxes, kept on a hidden sheet
    if current.wide != _is_wide(run) and bind((run if current.wide else current.rows)[:HEAD_ROWS]) is not None:
        return False  # a summary with one row a project, and a list with one row an indicator
    unit = _unit_above(captions)
    if unit and unit != current.unit:
        return False  # 单位：元 above it, in a book whose table is in 万元
    if titled is not None:
        if _begins_again(current, run):
            return False
        if is_table_number(titled[1]) and titled[0] == current.number:
            return True  # 公开01表 again, without the title
        return key(titled[1]) == key(current.title)  # the same title again; not 收支总表 below 项目支出绩效目标表
    return not _begins_other(run, current) and not _interrupted(captions)  # the rows of the next page


def _begins_again(current: Table, run: list[Row]) -> bool:
    """Whether a run of rows with a title prints the first rows of the ``current`` budget table again, sums included."""
    if current.kind is not TableKind.BUDGET or len(run) > len(current.rows):
        return False
    if any(row.raw != earlier.raw for row, earlier in zip(run, current.rows, strict=False)):
        return False
    texts = (text for row in run for _, text in row.filled())
    return any(is_amount(text) or key(text) in vocabulary.TOTAL_LABELS for text in texts)


def _is_wide(rows: list[Row]) -> bool:
    head = next(wide_heads(rows[:HEAD_ROWS]), None)
    return head is not None and head.named


def _unit_above(captions: list[Caption]) -> str:
    """The unit that the lines above a table name, the first if there are several; "" if none."""
    return next(filter(None, (unit_of(caption.text) for caption in captions)), "")


def _interrupted(captions: list[Caption]) -> bool:
    """Whether there is prose between two grids; then the second does not continue the first.

    Prose is a line of more than 20 characters with a full stop: a shorter one may be the rest of a cell. A choice: no
    row of the samples or of bench/accuracy changes for any number from 5 on.
    """
    return any(_is_prose(caption.text) for caption in captions)


def _is_prose(text: str) -> bool:
    return "。" in text and len(text) > 20


def _begins_other(run: list[Row], current: Table) -> bool:
    """Whether a run of rows without a title begins another kind of table than the ``current`` one."""
    if current.kind in {TableKind.BUDGET, TableKind.OTHER}:
        form = bind(run[:HEAD_ROWS])
        if form is not None and vocabulary.LEVEL1 in form.roles and is_form(form):
            return True  # below 收支总表: 项目名称 | 培训费, then 一级指标 | 三级指标 | 指标值
    # 项目名称 | 一级指标 | 三级指标 | 指标值 below any table but one of projects
    columns = bind(run[:1])
    begins = columns is not None and {vocabulary.NAME, vocabulary.LEVEL1, vocabulary.LEVEL3} <= set(columns.roles)
    return begins and current.kind is not TableKind.PROJECTS
