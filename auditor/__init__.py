"""Reads Chinese departments' budget books and finds what a careful reviewer of performance targets objects to.

    import auditor

    book = auditor.read("部门预算.txt")                        # the tree: projects and their indicators
    audit = auditor.audit(["部门预算.txt"], rules=["core"])    # the findings
    auditor.write(audit, "审核结果")                           # index.html, a page a department, findings.json

Everything public is named in ``__all__``. Importing is cheap: a name is loaded when it is first used, and DuckDB,
pydantic, jieba and the readers of the formats when they are first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from auditor.version import __version__ as __version__

if TYPE_CHECKING:
    from auditor.errors import AuditorError, RuleFileError, UnreadableFile, UsageError
    from auditor.findings import Audit, Finding, Outcome, Problem, Severity, Status
    from auditor.grid import Source
    from auditor.model import Amount, Book, BudgetTable, Indicator, Project, Repair
    from auditor.pipeline import audit, read, write

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


def __getattr__(name: str) -> object:
    if name in __all__:
        # Each of these modules has, of the public names, those that it defines and those that it imports: the same.
        for module in ("errors", "grid", "model", "findings", "pipeline"):
            found = vars(import_module(f"auditor.{module}")).get(name)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
