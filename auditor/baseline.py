"""Compares an audit with an earlier one by fingerprints: which findings are new, and which are gone."""

from __future__ import annotations

from auditor.findings import Audit, Gone, RuleState, Severity
from auditor.results import Result


def compare(audit: Audit, baseline: Result) -> None:
    """Set ``new`` of every finding, and ``baseline`` and ``gone`` of ``audit``.

    A finding counts as gone only if this run could have made it: its rule ran, and its document
    (by department and year, or by id where the department is unknown) was audited.
    """
    known = {str(entry["fingerprint"]) for entry in baseline.findings}
    for finding in audit.findings:
        finding.new = finding.fingerprint not in known
    found = {finding.fingerprint for finding in audit.findings}
    ran = {outcome.id for outcome in audit.rules if outcome.outcome is not RuleState.ERROR}
    present = {_key(book.id, book.department, book.year): book.id for book in audit.documents}
    audit.baseline = f"{baseline.path}（{baseline.started[:10]}）"
    audit.gone = []
    for entry in baseline.findings:
        past = baseline.documents.get(entry["document"])
        document = present.get(_key(entry["document"], past.department if past else "", past.year if past else None))
        if document is not None and entry["rule"] in ran and entry["fingerprint"] not in found:
            audit.gone.append(
                Gone(
                    entry["fingerprint"], entry["rule"], Severity(entry["severity"]), document,
                    entry["message"], entry["raw"],
                )
            )  # fmt: skip


def _key(id: str, department: str, year: int | None) -> tuple[str, int | None]:
    return (department or id, year)
