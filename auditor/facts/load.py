"""Fills the fact tables from the books of an audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.facts.budget import BUDGET, budget_rows
from auditor.facts.column import FactRow, FactTable
from auditor.facts.common import ProjectContext, owners_lost
from auditor.facts.contents import CONTENTS, contents_rows
from auditor.facts.cost import COST, cost_rows
from auditor.facts.document import DOCUMENT, REPAIR, document_rows, repair_rows
from auditor.facts.facts import Facts, Subject
from auditor.facts.funding import FUNDING, funding_rows
from auditor.facts.indicator import INDICATOR, indicator_rows
from auditor.facts.page import PAGE, page_rows
from auditor.facts.pair import PAIR, pair_rows
from auditor.facts.paragraph import PARAGRAPH, paragraph_rows
from auditor.facts.project import PROJECT, project_rows
from auditor.facts.purchase import PURCHASE, purchase_rows
from auditor.facts.stated import STATED, prose_of, stated_rows
from auditor.facts.store import batches, empty_database, insert, lock
from auditor.facts.table_head import TABLE_HEAD, table_head_rows
from auditor.facts.tie import TIES, tie_rows
from auditor.language.ready import load_words
from auditor.model import Book
from auditor.ties.check import ties_of
from auditor.ties.relation import Relation


def prepare() -> None:
    """Load the words that columns rest on, ahead of the first document."""
    load_words()


def load(books: Sequence[Book], relations: Sequence[Relation] = ()) -> Facts:
    """All fact tables of ``books`` in a locked in-memory database. ``relations`` are checked in each book (勾稽)."""
    connection = empty_database()
    places = list(_places(books))
    subjects: dict[str, list[Subject]] = {}
    kinds: dict[str, list[str]] = {}

    def fill(table: FactTable, pairs: Iterable[tuple[FactRow, Subject]]) -> None:
        rows: list[FactRow] = []
        subjects[table.name] = []
        for number, (row, subject) in enumerate(pairs):
            rows.append({"行标识": number, **row})
            subjects[table.name].append(subject)
        for batch in batches(table, rows):
            insert(connection, table, batch)
        if any(column.name == "表类" for column in table.columns):
            kinds[table.name] = [str(row["表类"]) for row in rows]

    fill(INDICATOR, indicator_rows(places))
    fill(PROJECT, project_rows(places))
    fill(FUNDING, funding_rows(places))
    fill(PAIR, pair_rows(places))
    fill(COST, cost_rows(places))
    fill(DOCUMENT, document_rows(books))
    fill(BUDGET, budget_rows(books))
    fill(PURCHASE, purchase_rows(books))
    fill(TABLE_HEAD, table_head_rows(books))
    fill(CONTENTS, contents_rows(books))
    fill(PAGE, page_rows(books))
    fill(REPAIR, repair_rows(books))
    ties = {book.id: ties_of(book, relations) for book in books} if relations else {}
    fill(TIES, tie_rows(books, ties))
    proses = prose_of(books)
    fill(STATED, stated_rows(proses))
    fill(PARAGRAPH, paragraph_rows(proses))
    lock(connection)
    names = {place.project.id: place.project.name or place.project.code for place in places}
    return Facts(connection, subjects, names, ties, kinds)


def _places(books: Sequence[Book]) -> Iterable[ProjectContext]:
    for book_number, book in enumerate(books):
        lost = owners_lost(book)
        for number, project in enumerate(book.goals()):
            yield ProjectContext(book, book_number, project, number, project.kind.fact, lost)
