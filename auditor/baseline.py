"""Compares an audit with an earlier one by fingerprints: which findings are new, and which are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from auditor.findings import Audit, Gone, RuleState, Severity
from auditor.results import Result

Key: TypeAlias = tuple[str, int | None]
"""What a document is known by in another run: department and year, or its id where the department is unknown."""


class Unseen(Enum):
    """Why a run could not have made a finding of another run, so that its absence says nothing."""

    DOCUMENT = "没有这个部门的文件"
    RULE = "没有执行这条规则"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a run could have found: the rules that ran, and the documents it audited."""

    rules: frozenset[str]
    documents: frozenset[Key]

    @classmethod
    def of(cls, rules: Iterable[tuple[str, str]], disabled: Collection[str], documents: Iterable[Key]) -> Reach:
        """``rules``: id and how it ended. A rule without a row of its table could have made no finding: it ran.

        One that failed or was switched off did not.
        """
        ran = (id for id, outcome in rules if outcome != RuleState.ERROR and id not in disabled)
        return cls(frozenset(ran), frozenset(documents))

    def unseen(self, rule: str, document: Key) -> Unseen | None:
        """Why this run could not make a finding of ``rule`` on ``document``; None if it could."""
        if document not in self.documents:
            return Unseen.DOCUMENT
        return None if rule in self.rules else Unseen.RULE


def key_of(id: str, department: str, year: int | None) -> Key:
    """The key of a document."""
    return (department or id, year)


def compare(audit: Audit, baseline: Result) -> None:
    """Set ``new`` of every finding, and ``baseline`` and ``gone`` of ``audit``.

    A finding counts as gone only if this run could have made it (``Reach``).
    """
    known = {str(entry["fingerprint"]) for entry in baseline.findings}
    for finding in audit.findings:
        finding.new = finding.fingerprint not in known
    found = {finding.fingerprint for finding in audit.findings}
    present = {key_of(book.id, book.department, book.year): book.id for book in audit.documents}
    disabled = {change.id for change in audit.terms.changes if change.disabled}
    reach = Reach.of(((outcome.id, outcome.outcome) for outcome in audit.rules), disabled, present)
    audit.baseline = f"{baseline.path}（{baseline.started[:10]}）"
    audit.gone = []
    for entry in baseline.findings:
        past = baseline.documents.get(entry["document"])
        key = key_of(entry["document"], past.department if past else "", past.year if past else None)
        if entry["fingerprint"] not in found and reach.unseen(entry["rule"], key) is None:
            audit.gone.append(
                Gone(
                    entry["fingerprint"], entry["rule"], Severity(entry["severity"]), present[key],
                    entry["message"], entry["raw"],
                )
            )  # fmt: skip
