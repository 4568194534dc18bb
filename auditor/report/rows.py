"""Findings as the rows of a list: what every format with one line a finding shows (XLSX, CSV, Markdown)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.findings import Decision, Finding, Status
from auditor.model import Book, Indicator, Project
from auditor.report.judged import Judged
from auditor.report.labels import ORDER, title
from auditor.report.location import place
from auditor.review.note import split_note


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a line of texts; "" where there is nothing to say."""

    finding: Finding
    department: str
    code: str
    project: str
    indicator: str
    advice: str
    basis: str
    level: str
    place: str
    decision: Decision | None

    @property
    def message(self) -> str:
        return message_of(self.finding)

    @property
    def note(self) -> str:
        """The reviewer's note without the department's reply."""
        return split_note(self.decision.note)[0] if self.decision else ""

    @property
    def reply(self) -> str:
        return split_note(self.decision.note)[1] if self.decision else ""


def rows(judged: Judged, book: Book) -> Iterator[FindingRow]:
    """The rows of ``book``, one a finding: faults gravest first, then doubts, then what is waived; else as printed."""
    projects: dict[str, Project] = {goal.id: goal for goal in book.goals()}
    indicators: dict[str, Indicator] = {each.id: each for goal in projects.values() for each in goal.indicators}
    for finding in sorted(judged.findings[book.id], key=_order):
        project, indicator = projects.get(finding.project or ""), indicators.get(finding.indicator or "")
        yield FindingRow(
            finding=finding,
            department=owner(book),
            code=project.code if project else "",
            project=project.name if project else "",
            indicator=indicator.name if indicator else "",
            advice=advice_of(finding),
            basis=basis_of(finding),
            level=level_of(finding),
            place=place(finding.source),
            decision=judged.audit.decisions.get(finding.fingerprint),
        )


def owner(book: Book) -> str:
    """The department, or the document where it is unknown."""
    return book.department or book.id


def message_of(finding: Finding) -> str:
    """What is wrong, in the wording that is sent, with the reason of a doubt."""
    return finding.message + (f"{finding.doubt}。" if finding.doubt else "")


def advice_of(finding: Finding) -> str:
    """What to do: the advice, and the proposed texts that no quotation in it begins with."""
    advice = finding.advice or ""
    proposed = [(title(key), text) for key, text in (finding.suggestion or {}).items() if f"“{text}" not in advice]
    return advice + "；".join(f"{column}改为“{text}”" for column, text in proposed) + ("。" if proposed else "")


def basis_of(finding: Finding) -> str:
    """The documents that the rule rests on: title, number and clause."""
    said = [
        f"《{one.document}》" + (f"（{one.number}）" if one.number else "") + (one.clause or "")
        for one in finding.basis
    ]
    return "；".join(dict.fromkeys(said))


def level_of(finding: Finding) -> str:
    """The severity of a fault; the status of anything else, with the severity it would have."""
    grave, status = finding.severity.label, finding.status.label
    return grave if finding.status is Status.VIOLATION else f"{status}（{grave}）"


_LAST = {Status.VIOLATION: 0, Status.NEEDS_REVIEW: 1, Status.READING_DOUBT: 1, Status.WAIVED: 2}


def _order(finding: Finding) -> tuple[int, int]:
    return (_LAST[finding.status], ORDER[finding.severity])
