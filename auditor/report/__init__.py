"""Reports: ``index.html``, one page a department and ``findings.json``, in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.report.folder import prepare, replace

if TYPE_CHECKING:
    from auditor.findings import Audit, Finding

__all__ = ["prepare", "write"]


def write(audit: Audit, folder: Path, *, evidence: bool = True, password: str | None = None) -> None:
    """Write the whole result of ``audit`` into ``folder``: all files, or none.

    An earlier result in ``folder`` is replaced. ``evidence`` as in auditor.write. Raises UsageError if the
    folder cannot be written or holds anything else (``prepare`` says so before any work).
    """
    replace(folder, _files(audit, evidence, password))


def _files(audit: Audit, evidence: bool, password: str | None) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; one page with its pictures is in memory at a time."""
    from auditor.evidence import Evidence, Originals, gather
    from auditor.report import department, findings_json, index, names
    from auditor.report.html import render
    from auditor.report.verdict import judge

    pages = names.pages(book.id for book in audit.documents)
    found: dict[str, list[Finding]] = {book.id: [] for book in audit.documents}
    for finding in audit.findings:
        found[finding.document].append(finding)
    verdicts = {book.id: judge(book, found[book.id], audit.rules) for book in audit.documents}

    yield names.JSON, findings_json.encode(audit)
    yield names.INDEX, render("index.html", "index.js", index.context(audit, verdicts, pages))
    originals = Originals()
    for book in audit.documents:
        own = found[book.id]
        seen = gather(book, own, originals, password) if evidence else Evidence()
        shown = department.context(audit, book, own, verdicts[book.id], seen)
        yield pages[book.id], render("department.html", "department.js", shown)
