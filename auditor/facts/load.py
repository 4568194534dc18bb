"""Fills the fact tables from the books of an audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

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
from auditor.facts.schema import TABLES
from auditor.facts.stated import STATED, prose_of, stated_rows
from auditor.facts.store import BATCH, empty_database, encoded, insert, joined, lock
from auditor.facts.table_head import TABLE_HEAD, table_head_rows
from auditor.facts.tie import TIES, tie_rows
from auditor.language.ready import load_words
from auditor.model import Book
from auditor.ties.check import Tie, ties_of
from auditor.ties.relation import Relation


def prepare() -> None:
    """Load the words that columns rest on, ahead of the first document."""
    load_words()


def load(
    books: Sequence[Book], relations: Sequence[Relation] = (), begun: Callable[[Book], None] = lambda book: None
) -> Facts:
    """All fact tables of ``books`` in a locked in-memory database. ``relations`` are checked in each book (勾稽).

    ``begun`` is called before the facts of each book are worked out, which rest on no other book.
    """
    connection = empty_database()
    subjects: dict[str, list[Subject]] = {name: [] for name in TABLES}
    kinds: dict[str, list[str]] = {name: [] for name, table in TABLES.items() if _has_kind(table)}
    waiting: dict[str, list[str]] = {name: [] for name in TABLES}
    names: dict[str, str] = {}
    ties: dict[str, list[Tie]] = {}
    for number, book in enumerate(books):
        begun(book)
        places = list(_places(number, book))
        names |= {place.project.id: place.project.name or place.project.code for place in places}
        if relations:
            ties[book.id] = ties_of(book, relations)
        for table, pairs in _rows(number, book, places, ties):
            known, lines = subjects[table.name], waiting[table.name]
            for row, subject in pairs:
                lines.append(encoded(table, {"行标识": len(known), **row}))
                known.append(subject)
                if table.name in kinds:
                    kinds[table.name].append(str(row["表类"]))
            if len(lines) >= BATCH:
                insert(connection, table, joined(lines))
                lines.clear()
    for name, lines in waiting.items():
        if lines:
            insert(connection, TABLES[name], joined(lines))
    lock(connection)
    return Facts(connection, subjects, names, ties, kinds)


def _has_kind(table: FactTable) -> bool:
    return any(column.name == "表类" for column in table.columns)


def _rows(
    number: int, book: Book, places: Sequence[ProjectContext], ties: dict[str, list[Tie]]
) -> Iterator[tuple[FactTable, Iterable[tuple[FactRow, Subject]]]]:
    """The rows of each table, 行标识 aside, and what each is about."""
    yield INDICATOR, indicator_rows(places)
    yield PROJECT, project_rows(places)
    yield FUNDING, funding_rows(places)
    yield PAIR, pair_rows(places)
    yield COST, cost_rows(places)
    numbered = [(number, book)]
    yield DOCUMENT, document_rows(numbered)
    yield BUDGET, budget_rows(numbered)
    yield PURCHASE, purchase_rows(numbered)
    yield TABLE_HEAD, table_head_rows(numbered)
    yield CONTENTS, contents_rows(numbered)
    yield PAGE, page_rows(numbered)
    yield REPAIR, repair_rows(numbered)
    yield TIES, tie_rows(numbered, ties)
    proses = prose_of(numbered)
    yield STATED, stated_rows(proses)
    yield PARAGRAPH, paragraph_rows(proses)


def _places(book_number: int, book: Book) -> Iterator[ProjectContext]:
    lost = owners_lost(book)
    for number, project in enumerate(book.goals()):
        yield ProjectContext(book, book_number, project, number, project.kind.fact, lost)
