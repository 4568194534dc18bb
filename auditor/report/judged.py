"""What every format of report is made from: an audit, and the findings and verdict of each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from auditor.evidence import Evidence, Originals, gather
from auditor.findings import Audit, Finding
from auditor.model import Book
from auditor.report.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """``findings`` and ``verdicts`` by document id, of every document. ``originals`` is None without pictures."""

    audit: Audit
    findings: Mapping[str, list[Finding]]
    verdicts: Mapping[str, Verdict]
    originals: Originals | None = None
    password: str | None = None

    @classmethod
    def of(cls, audit: Audit, *, evidence: bool = True, password: str | None = None) -> Self:
        """The verdict on each document of ``audit``; ``evidence`` and ``password`` as in auditor.write."""
        found: dict[str, list[Finding]] = {book.id: [] for book in audit.documents}
        for finding in audit.findings:
            found[finding.document].append(finding)
        verdicts = {book.id: judge(book, found[book.id], audit.rules) for book in audit.documents}
        return cls(audit, found, verdicts, Originals() if evidence else None, password)

    def evidence(self, book: Book) -> Evidence:
        """The pictures of ``book``. Not cached, so that those of only one document are in memory at a time."""
        if self.originals is None:
            return Evidence()
        return gather(book, self.findings[book.id], self.originals, self.password)
