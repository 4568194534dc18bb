"""Two invented books with all their tables, in five formats: each table has its kind, and nothing is flagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.facts.load import load
from auditor.ties.cells import kind_in
from auditor.ties.check import TieState
from tests.whole_books import final, shanghai
from tests.whole_books.formats import FORMATS, read_back
from tests.whole_books.judged import RULES, findings

BOOKS = {book.name: book for book in (final.BOOK, shanghai.BOOK)}
KINDS = ["收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算支出表"]
REST = {
    "final": ["一般公共预算基本支出表", "“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表"],
    "shanghai": ["政府性基金预算支出表", "国有资本经营预算支出表", "一般公共预算基本支出表", "“三公”经费支出表"],
}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("name", BOOKS)
def test_a_sound_book_is_read_whole_and_not_accused(name: str, file: str, tmp_path: Path) -> None:
    book = read_back(BOOKS[name], file, tmp_path)
    assert [kind.name if (kind := kind_in(book, table)) else "" for table in book.budget_tables] == KINDS + REST[name]
    assert [entry.title for entry in book.contents] == [head.title for head in book.heads]
    assert [bool(head.note) for head in book.heads] == [head.amounts == 0 for head in book.heads]
    assert all(head.unit for head in book.heads)
    assert book.whole, [entry for entry in book.ledger if not entry.read]
    assert [finding.message for finding in findings(book)[book.id]] == []


@pytest.mark.parametrize(("name", "held"), [("final", 30), ("shanghai", 30)])
def test_relations_hold_or_say_why_not(name: str, held: int, tmp_path: Path) -> None:
    facts = load([read_back(BOOKS[name], "book.xlsx", tmp_path)], RULES.relations)
    ties = next(iter(facts.ties.values()))
    facts.close()
    assert sum(tie.state is TieState.HOLDS for tie in ties) >= held
    assert all(tie.why for tie in ties if tie.state is not TieState.HOLDS)
