"""Any layout with its columns changed: a title nobody knows, a header printed again, a column more, less or elsewhere.

The law is the same for all: every indicator is there under its owner with its cells, or the ledger says what was not
read, or the reading is in doubt. Nothing is lost, moved or invented in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from auditor.forms import read_book
from auditor.forms.book import read_accounted
from auditor.forms.table.row import RowRole
from auditor.forms.table.title import role_of
from auditor.model import Book
from tests.forms.test_one_wrong_character import FORMATS, ONCE, TWICE, misowned, owned

UNKNOWN = "甲乙丙"
"""A title that no list and no grammar knows."""
FIXTURES = ONCE | TWICE
FIELDS = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
Rows = list[list[str]]


@cache
def sound(name: str, form: str) -> tuple[Book, tuple[RowRole, ...]]:
    """A fixture as it should be read, and the role of each of its rows."""
    fixture = FIXTURES[name]
    book, tables, _ = read_accounted(FORMATS[form](fixture.title, fixture.rows()), id="made")
    assert book.whole
    return book, tuple(row.role for table in tables for row in table.rows)


def blocks(roles: tuple[RowRole, ...]) -> Iterator[tuple[int, int]]:
    """(first header row, first row after the last indicator) of each form."""
    start = -1
    for place, role in enumerate((*roles, RowRole.PROJECT)):
        if role == RowRole.HEADER and start < 0:
            start = place
        elif start >= 0 and role in {RowRole.PROJECT, RowRole.CAPTION} and RowRole.INDICATOR in roles[start:place]:
            yield start, place
            start = -1


def told(name: str, form: str, rows: Rows, without: str = "") -> str:
    """What became of the changed rows: whole, said, doubt, or in words what was lost in silence.

    ``without``: the field whose column was taken out, which is compared no more.
    """
    fixture = FIXTURES[name]
    was_book, _ = sound(name, form)
    book = read_book(FORMATS[form](fixture.title, rows), id="made")
    got, was = owned(book), owned(was_book)
    if without in FIELDS:
        place = FIELDS.index(without) + 1
        got, was = ([(*one[:place], "", *one[place + 1 :]) for one in each] for each in (got, was))
    if Counter(got) == Counter(was):
        return "whole"
    if not book.whole and not misowned(book, owned(was_book)):
        return "said"
    doubts = sum(repair.doubtful for repair in book.repairs) > sum(repair.doubtful for repair in was_book.repairs)
    if doubts and Counter((one[0], one[3]) for one in got) == Counter((one[0], one[3]) for one in was):
        return "doubt"
    gone = Counter(was)
    gone.subtract(Counter(got))
    return "lost: " + " ".join("｜".join((f"{number:+}", *one)) for one, number in gone.items() if number)


def check(found: dict[str, str]) -> None:
    assert found
    assert not {what: said for what, said in found.items() if said.startswith("lost")}


CASES = [(name, form) for name in FIXTURES for form in FORMATS]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_title_nobody_knows(name: str, form: str) -> None:
    _, roles = sound(name, form)
    found = {}
    for place, row in enumerate(FIXTURES[name].rows()):
        for column, text in enumerate(row):
            if roles[place] == RowRole.HEADER and text not in ("", "^", "<"):
                rows = FIXTURES[name].rows()
                rows[place][column] = UNKNOWN
                found[f"{place},{column} {text}"] = told(name, form, rows)
    check(found)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_the_header_printed_again_between_its_rows(name: str, form: str) -> None:
    _, roles = sound(name, form)
    found = {}
    for start, end in blocks(roles):
        rows = FIXTURES[name].rows()
        head = [row for row, role in zip(rows[start:end], roles[start:end], strict=True) if role == RowRole.HEADER]
        for place in range(start + len(head) + 1, end):
            if (
                "^" not in rows[place]
                and roles[place] == RowRole.INDICATOR
                and roles[start : start + len(head)] == (RowRole.HEADER,) * len(head)
            ):
                found[str(place)] = told(name, form, [*rows[:place], *head, *rows[place:]])
    if found:
        assert set(found.values()) == {"whole"}


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_column_more(name: str, form: str) -> None:
    _, roles = sound(name, form)
    found = {}
    width = max(map(len, FIXTURES[name].rows()))
    for column in range(width + 1):
        rows = FIXTURES[name].rows()
        for start, end in blocks(roles):
            for place in range(start, end):
                row = rows[place]
                row += [""] * (width - len(row))
                under = place > start and roles[place - 1] == RowRole.HEADER and rows[place - 1][column] != "<"
                held = "是" if place % 2 else "否"
                if column < width and row[column] == "<":
                    held = "<"
                elif roles[place] == RowRole.HEADER:
                    held = "^" if under else UNKNOWN
                row.insert(column, held)
        found[str(column)] = told(name, form, rows)
    check(found)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_column_less(name: str, form: str) -> None:
    _, roles = sound(name, form)
    found = {}
    width = max(map(len, FIXTURES[name].rows()))
    for column in range(width):
        rows = FIXTURES[name].rows()
        if any("<" in row[column : column + 2] for start, end in blocks(roles) for row in rows[start:end]):
            continue
        heads = [row for row, role in zip(rows, roles, strict=True) if role == RowRole.HEADER]
        titles = {row[column] for row in heads if column < len(row)}
        named = [role_of(text) for text in heads[-1]]
        twice = any(named.count(role_of(title)) > 1 for title in titles if role_of(title))
        if twice or titles & {"指标值类型", "指标内容", "三级指标"}:
            continue  # 定性 is told by the type; without names, or one of two periods, it is another form
        for start, end in blocks(roles):
            for place in range(start, end):
                del rows[place][column : column + 1]
        found[f"{column} {titles}"] = told(name, form, rows, field_in(titles))
    check(found)


def field_in(titles: set[str]) -> str:
    return next((field for title in titles if (field := role_of(title)) in FIELDS), "")


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_column_elsewhere(name: str, form: str) -> None:
    _, roles = sound(name, form)
    found = {}
    width = max(map(len, FIXTURES[name].rows()))
    for column in range(width - 1):
        rows = FIXTURES[name].rows()
        if any("<" in row[column : column + 3] for start, end in blocks(roles) for row in rows[start:end]):
            continue
        for start, end in blocks(roles):
            for row in rows[start:end]:
                row.extend([""] * (width - len(row)))
                row[column], row[column + 1] = row[column + 1], row[column]
        found[f"{column}"] = told(name, form, rows)
    check(found)
