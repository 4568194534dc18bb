"""Reports: ``index.html``, one page a department and ``findings.json``, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.report.folder import prepare, replace

if TYPE_CHECKING:
    from auditor.findings import Audit, Finding

__all__ = ["prepare", "write"]


def write(audit: Audit, folder: Path) -> None:
    """Write the whole result of ``audit`` into ``folder``: all files, or none.

    An earlier result in ``folder`` is replaced. Raises UsageError if the folder cannot be written or
    holds anything else (``prepare`` says so before any work).
    """
    from auditor.report import department, findings_json, index, names
    from auditor.report.html import render
    from auditor.report.verdict import judge

    pages = names.pages(book.id for book in audit.documents)
    found: dict[str, list[Finding]] = {book.id: [] for book in audit.documents}
    for finding in audit.findings:
        found[finding.document].append(finding)
    verdicts = {book.id: judge(book, found[book.id], audit.rules) for book in audit.documents}

    files = {names.JSON: findings_json.encode(audit)}
    for book in audit.documents:
        shown = department.context(audit, book, found[book.id], verdicts[book.id])
        files[pages[book.id]] = render("department.html", "department.js", shown)
    files[names.INDEX] = render("index.html", "index.js", index.context(audit, verdicts, pages))
    replace(folder, files)
