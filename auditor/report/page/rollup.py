"""Which findings a page shows once for the whole document, by rule, and how their rows name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from auditor.findings import Finding, Severity, Status
from auditor.report.issues import MANY


@dataclass(frozen=True, slots=True)
class Chip:
    """A finding that the page explains elsewhere, under its rule: here only its rule's name, as a link."""

    anchor: str
    severity: Severity
    title: str
    finding: Finding


def hint(finding: Finding) -> bool:
    """Whether a finding needs no change: such findings are shown once for the whole document, not at their rows."""
    return finding.status is Status.VIOLATION and finding.severity is Severity.INFO


def frequent(findings: Iterable[Finding]) -> frozenset[str]:
    """The rules with so many warnings in a document that they are shown once, by rule: one decision for all of them."""
    counts = Counter(
        finding.rule
        for finding in findings
        if finding.status is Status.VIOLATION and finding.severity is Severity.WARNING
    )
    return frozenset(rule for rule, number in counts.items() if number >= MANY)


def gathered(finding: Finding, rules: Collection[str]) -> bool:
    """Whether ``finding`` is a warning of one of ``rules`` (``frequent``)."""
    return finding.status is Status.VIOLATION and finding.severity is Severity.WARNING and finding.rule in rules


def chips(findings: Iterable[Finding], names: Mapping[str, str], rules: Collection[str]) -> list[Chip]:
    """The warnings of ``rules`` among ``findings``, as their row names them."""
    return [
        Chip(f"f{finding.fingerprint}", finding.severity, names.get(finding.rule) or finding.rule, finding)
        for finding in findings
        if gathered(finding, rules)
    ]
