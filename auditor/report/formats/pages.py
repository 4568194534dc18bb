"""The HTML pages: ``index.html``, and one page a department."""

from __future__ import annotations

from auditor.report import names
from auditor.report.judged import Judged
from auditor.report.outputs import Files, Output
from auditor.report.page import department, index
from auditor.report.page.html import render

INDEX = ("dom", "sorting", "departments")
DEPARTMENT = (
    "dom", "findings", "decisions", "address", "filters", "tables", "views", "projects", "evidence", "files",
    "keyboard", "main",
)  # fmt: skip
"""The scripts of each kind of page in ``reports/js``, in the order in which they are joined."""


def files(judged: Judged) -> Files:
    """Name and content of each page; one page with its pictures is in memory at a time."""
    audit = judged.audit
    pages = names.pages(book.id for book in audit.documents)
    yield names.INDEX, render("index.html", INDEX, index.context(audit, judged.verdicts, pages, judged.findings))
    for book in audit.documents:
        shown = department.context(
            audit, book, judged.findings[book.id], judged.verdicts[book.id], judged.evidence(book)
        )
        yield pages[book.id], render("department.html", DEPARTMENT, shown)


OUTPUTS = (Output("网页", files, "html"),)
