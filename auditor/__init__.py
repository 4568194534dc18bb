"""Reads Chinese departments' budget books and finds what a careful reviewer of performance targets objects to.

    import auditor

    book = auditor.read("部门预算.txt")                        # the tree: projects and their indicators
    audit = auditor.audit(["部门预算.txt"], rules=["core"])    # the findings
    auditor.write(audit, "审核结果")                           # index.html, a page a department, findings.json

Everything public is named in ``__all__``. Importing is cheap: DuckDB, pydantic, jieba and the readers of the
formats are loaded when they are first needed.
"""

from auditor.errors import AuditorError, RuleFileError, UnreadableFile, UsageError
from auditor.findings import Audit, Finding, Outcome, Problem, Severity, Status
from auditor.grid import Source
from auditor.model import Amount, Book, BudgetTable, Indicator, Project, Repair
from auditor.pipeline import audit, read, write
from auditor.version import __version__ as __version__

__all__ = [
    "Amount",
    "Audit",
    "AuditorError",
    "Book",
    "BudgetTable",
    "Finding",
    "Indicator",
    "Outcome",
    "Problem",
    "Project",
    "Repair",
    "RuleFileError",
    "Severity",
    "Source",
    "Status",
    "UnreadableFile",
    "UsageError",
    "audit",
    "read",
    "write",
]
