"""What every format of report is made from: an audit, and the findings and verdict of each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from auditor.evidence.apart import Pictures
from auditor.evidence.gather import Evidence
from auditor.evidence.wanted import wanted
from auditor.findings import Audit, Finding
from auditor.model import Book
from auditor.office import NOBODY, Office
from auditor.report.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """``findings`` and ``verdicts`` by document id, of every document. Leaving the context ends the drawing of
    pictures."""

    audit: Audit
    findings: Mapping[str, list[Finding]]
    verdicts: Mapping[str, Verdict]
    pictures: Pictures
    office: Office = NOBODY
    """Who sends the letters."""

    @classmethod
    def of(
        cls, audit: Audit, *, evidence: bool = True, password: str | None = None, office: Office | None = None
    ) -> Self:
        """The verdict on each document of ``audit``; the options as in auditor.write."""
        found: dict[str, list[Finding]] = {book.id: [] for book in audit.documents}
        for finding in audit.findings:
            found[finding.document].append(finding)
        verdicts = {book.id: judge(book, found[book.id], audit.rules) for book in audit.documents}
        asked = ((book.id, wanted(book, found[book.id], password)) for book in audit.documents if evidence)
        pictures = Pictures({id: request for id, request in asked if request is not None})
        return cls(audit, found, verdicts, pictures, office or NOBODY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pictures.__exit__()

    def evidence(self, book: Book) -> Evidence:
        """The pictures of ``book``; asked once for each document, in their order (``Pictures.of``)."""
        return self.pictures.of(book.id)
