"""Carry decisions into an audit: what was decided stands beside each finding, and decides whether it counts."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.findings import Audit, Choice, Decision, Status, Waived

UNEXPLAINED = "经复核属于误报"
"""The reason that is shown for a false alarm without a note."""
_DOUBTS = (Status.READING_DOUBT, Status.NEEDS_REVIEW)


def apply(audit: Audit, decisions: Mapping[str, Decision]) -> None:
    """Set ``decisions`` of ``audit`` and the statuses that follow from them.

    A false alarm is waived without an end; a doubt that was confirmed counts as a fault. What a waiver covers already
    stays as the waiver says. Decisions on findings that this audit does not make change nothing.
    """
    audit.decisions = dict(decisions)
    for finding in audit.findings:
        made = decisions.get(finding.fingerprint)
        if made is None or finding.status is Status.WAIVED:
            continue
        if made.decision is Choice.FALSE_ALARM:
            finding.status = Status.WAIVED
            finding.waiver = Waived(made.note or UNEXPLAINED, "", made.by, made.date)
        elif made.decision is Choice.TRUE and finding.status in _DOUBTS:
            finding.status = Status.VIOLATION
