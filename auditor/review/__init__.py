"""What reviewers decide on findings: 属实, 误报, 已改 or 待部门说明, kept in a file and carried into later audits.

``read_decisions(path) -> Decisions``, ``write_decisions(path, decisions)``, ``apply(audit, decisions)``.
"""

from auditor.findings import Choice, Decision
from auditor.review.apply import apply
from auditor.review.file import Decisions, encode, read_decisions, write_decisions

__all__ = ["Choice", "Decision", "Decisions", "apply", "encode", "read_decisions", "write_decisions"]
