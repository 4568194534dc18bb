"""Which table a row belongs to: titles, captions, and tables that go on over several grids and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from auditor.forms.table import vocabulary
from auditor.forms.table.header import Columns, bind, bind_at, is_form, is_header, role_of
from auditor.forms.table.mapping import rename
from auditor.forms.table.money_units import announces, is_unit, is_unit_cell, unit_of
from auditor.forms.table.row import Row, RowRole, clean, key, rows_of
from auditor.grid import Grid, Printed, Source
from auditor.table_kinds import TableKind

_NUMBERED = re.compile(
    r"^(?:附件|附表|附|预算|决算|公开|表)*\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:表(?=\s)|[：:、.．]|\s)\s*(\S.{1,80})$"
)
_PLAIN = re.compile(r"^[^，。；,;！？:：]{2,60}表(?:\s*[（(][^（）()]{1,30}[）)])?$")
_REFERENCES = ("详见", "参见", "见")
"""Beginnings of lines that name a table elsewhere: 详见单位的项目绩效目标表."""
_PAGE = re.compile(r"\s*(?:[-—–－]\s*[0-9]{1,4}\s*[-—–－]|第\s*[0-9]{1,4}\s*页[\s,，/]*(?:共\s*[0-9]{1,4}\s*页)?)\s*")
"""A page number set in a row of the table. A bare number may be a value."""
_LABELLED = re.compile(r"^[^：:。]{2,10}[：:]\s*[^。]{0,60}$")
"""部门名称：某局."""
_HEAD = 60
"""Rows that are looked through for the header of a table: a form prints its project above it."""
_YEAR = re.compile(r"(20[0-9]{2})\s*年")


@dataclass(slots=True)
class Caption:
    """A line of text above or between tables, from a Line or from a row with a single filled cell."""

    text: str
    source: Source
    row: Row | None = None
    role: RowRole = RowRole.UNREAD


@dataclass
class Table:
    """A table with all its rows, over all its grids."""

    title: str
    number: str
    kind: TableKind
    source: Source
    captions: list[Caption] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    strays: list[Caption] = field(default_factory=list)
    """Lines between two parts of the table, no title, unit or page number, that come but once: perhaps of a cell."""

    @cached_property
    def headers(self) -> dict[int, Columns]:
        """The header rows: place of each in ``rows`` → its columns, by the lines above and below it too.

        Bound once, so to be asked only when the table is whole, with its titles renamed.
        """
        return {place: bind_at(self.rows, place) for place, row in enumerate(self.rows) if is_header(row)}

    @property
    def header(self) -> Columns | None:
        """The columns of the first header; None if the table has none."""
        return next(iter(self.headers.values()), None)

    def opens_header(self, place: int) -> bool:
        """Whether the row at ``place`` is the upper line of the header in the next row."""
        below = self.headers.get(place + 1)
        return below is not None and below.upper

    @property
    def unit(self) -> str:
        """Money unit of the caption, 万元 if the table says none (the published forms' unit)."""
        named = _unit_above(self.captions)
        if named:
            return named
        texts = (text for row in self.rows[:_HEAD] for _, text in row.filled())
        return next(filter(None, (unit_of(text) for text in texts if role_of(text) in vocabulary.AMOUNT_ROLES)), "万元")


def year_of(text: str) -> int | None:
    """The budget year named in ``text``."""
    found = _YEAR.search(text)
    return int(found.group(1)) if found else None


def split_title(text: str) -> tuple[str, str] | None:
    """(number, title) of a title line ("预算01表 收支总表" → "01", "收支总表"), None if it is not a title."""
    line = " ".join(clean(text).split())
    found = _NUMBERED.match(line)
    if found and "表" in found.group(2) and _PLAIN.match(found.group(2)):
        return found.group(1), found.group(2)
    if len(line) >= 4 and _PLAIN.match(line) and not line.startswith(("单位", "金额单位", *_REFERENCES)):
        return "", line
    return None


def tables_of(printed: Printed, mapping: Mapping[str, str]) -> tuple[list[Table], list[Caption]]:
    """All tables in reading order, and the lines that stand with no table (prose, page numbers, lone titles).

    A grid without a title of its own continues the table above it, unless its header says that another kind of
    table begins; a repeated title continues it too. ``mapping``: titles that a reviewer bound
    to fields.
    """
    tables: list[Table] = []
    pending: list[Caption] = []
    loose: list[Caption] = []
    for item in _stream(printed, mapping):
        if isinstance(item, Caption):
            pending.append(item)
            continue
        titled = _last_title(pending)
        current = tables[-1] if tables else None
        if current is not None and not _goes_on(current, titled, pending, item):
            current = None
        elif current is not None:
            current.strays += [caption for caption in pending if not _is_caption(caption.text)]
        if current is None:
            number, title, source = titled or ("", "", item[0].source)
            kind = kind_of(title, bind(item[:_HEAD]))
            current = Table(title, number, kind, source)
            tables.append(current)
        loose += _untabled(pending)
        for caption in pending:
            caption.role = RowRole.CAPTION
        current.captions += pending
        current.rows += item
        pending = []
    loose += pending
    seen = Counter(_figureless(caption) for table in tables for caption in table.captions)
    for table in tables:
        table.strays = [caption for caption in table.strays if seen[_figureless(caption)] < 2]
    return tables, loose


def _figureless(caption: Caption) -> str:
    return "".join(char for char in caption.text if not char.isdigit())


def _untabled(captions: list[Caption]) -> list[Caption]:
    """Titles with a unit line of their own and yet no table before the next title."""
    titles = [place for place, caption in enumerate(captions) if split_title(caption.text)]
    return [
        captions[place]
        for place, following in pairwise(titles)
        if key(captions[place].text) != key(captions[following].text)
        and any(announces(caption.text) for caption in captions[place + 1 : following])
    ]


def kind_of(title: str, columns: Columns | None) -> TableKind:
    """What a table is, by its title, else by its header."""
    name = key(title)
    named = TableKind.of_title(name)
    if named is not None:
        return named
    if (
        columns is not None
        and vocabulary.LEVEL1 in columns.roles
        and (vocabulary.LEVEL3 in columns.roles or is_form(columns))
    ):
        return TableKind.SELF_EVALUATION if vocabulary.ACTUAL in columns.roles else TableKind.PROJECTS
    return TableKind.BUDGET if name else TableKind.OTHER


def _stream(printed: Printed, mapping: Mapping[str, str]) -> Iterator[Caption | list[Row]]:
    """Captions and runs of rows. A row that holds nothing but a title, unit or year is a caption (spreadsheets)."""
    for block in printed.blocks:
        if not isinstance(block, Grid):
            yield Caption(block.text, block.source)
            continue
        run: list[Row] = []
        rows = rows_of(block)
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
    return len(text) <= 90 and (
        split_title(text) is not None
        or announces(text)
        or is_unit_cell(text)
        or bool(_PAGE.fullmatch(text))
        or bool(re.fullmatch(r"[（(]?\s*20[0-9]{2}\s*年度?\s*[)）]?", text))
    )


def _names_unit(filled: list[tuple[int, str]]) -> bool:
    """Whether a row above a table is the line with its unit, set in several cells (部门：某局 | 金额单位：元)."""
    texts = [text for _, text in filled]
    if not 1 < len(texts) <= 4 or not any(is_unit_cell(text) for text in texts):
        return False
    others = [text for text in texts if not is_unit_cell(text) and not is_unit(text)]
    return bool(unit_of("".join(text for text in texts if text not in others))) and all(
        _is_caption(text) or _LABELLED.match(text) for text in others
    )


def _last_title(captions: list[Caption]) -> tuple[str, str, Source] | None:
    for caption in reversed(captions):
        found = split_title(caption.text)
        if found:
            return found[0], found[1], caption.source
    return None


def _goes_on(current: Table, titled: tuple[str, str, Source] | None, captions: list[Caption], run: list[Row]) -> bool:
    """Whether a run of rows continues the table above it: by the same title, or by none and nothing in between."""
    unit = _unit_above(captions)
    if unit and unit != current.unit:
        return False
    if titled is not None:
        return key(titled[1]) == key(current.title)
    return not _begins_other(run, current) and not _interrupted(captions)


def _unit_above(captions: list[Caption]) -> str:
    """The unit that the lines above a table name, the first before the next; "" if none."""
    return next(filter(None, (unit_of(caption.text) for caption in captions)), "")


def _interrupted(captions: list[Caption]) -> bool:
    """Whether prose stands between two grids: then the second does not continue the first."""
    return any("。" in caption.text and len(caption.text) > 20 for caption in captions)


def _begins_other(run: list[Row], current: Table) -> bool:
    """Whether an untitled run opens with the header of a project table, or is a form, while another table is open."""
    if current.kind in {TableKind.BUDGET, TableKind.OTHER}:
        form = bind(run[:_HEAD])
        if form is not None and vocabulary.LEVEL1 in form.roles and is_form(form):
            return True
    columns = bind(run[:1])
    begins = columns is not None and {vocabulary.NAME, vocabulary.LEVEL1, vocabulary.LEVEL3} <= set(columns.roles)
    return begins and current.kind is not TableKind.PROJECTS
