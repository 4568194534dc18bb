"""What the core rules say of a book as a whole."""

from __future__ import annotations

from auditor.facts.load import load
from auditor.findings import Finding
from auditor.model import Book
from auditor.rulebook import load_packs
from auditor.rulebook.engine import run

RULES = load_packs(["core"])


def findings(*books: Book) -> dict[str, list[Finding]]:
    """Every finding of the core pack by the id of its book."""
    facts = load(books, RULES.relations)
    _, found = run(RULES, facts)
    facts.close()
    return {book.id: [finding for finding in found if finding.document == book.id] for book in books}
