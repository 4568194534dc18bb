"""Invented 决算 books of four habits in five formats: every amount with its code, name and column; codes are none."""

from __future__ import annotations

from collections import Counter

import pytest

from auditor.forms import read_book
from auditor.model import Book
from auditor.readers import read
from tests.forms.final_accounts import archive, school, town, water
from tests.forms.final_accounts.book import FinalBook, Value
from tests.forms.final_accounts.formats import FORMATS

BOOKS = {book.name: book for book in (archive.BOOK, school.BOOK, town.BOOK, water.BOOK)}


@pytest.fixture(scope="module", params=[(name, file) for name in BOOKS for file in FORMATS], ids="/".join)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[FinalBook, Book]:
    name, file = request.param
    path = tmp_path_factory.mktemp(name) / file
    path.write_bytes(FORMATS[file](BOOKS[name]))
    return BOOKS[name], read_book(read(path), id=name)


def values(book: Book) -> Counter[Value]:
    return Counter(
        Value(table.title, line.code, line.label, column, amount.raw)
        for table in book.budget_tables
        for line in table.lines
        for column, amount in line.amounts.items()
    )


def test_every_amount_has_its_code_name_and_column(case: tuple[FinalBook, Book]) -> None:
    made, book = case
    assert values(book) - Counter(made.values()) == Counter(), "invented"
    assert Counter(made.values()) - values(book) == Counter(), "lost"


def test_tables_are_those_of_the_book(case: tuple[FinalBook, Book]) -> None:
    made, book = case
    assert [table.title for table in book.budget_tables] == [sheet.title for sheet in made.sheets if sheet.title]


def test_what_is_printed_stays_beside_an_even_code(case: tuple[FinalBook, Book]) -> None:
    _, book = case
    even = [repair for repair in book.repairs if repair.kind == "even-code"]
    assert all(repair.raw != repair.read_as and not repair.doubtful for repair in even)
    codes = {line.code for table in book.budget_tables for line in table.lines}
    assert {repair.read_as for repair in even} <= codes
