"""Apply waivers to the findings of an audit, and report waivers that are unused, expired or too broad."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.findings import Audit, Finding, Problem, Status, Waived
from auditor.waivers.file import Waiver

BROADEST = 5
"""Findings that one waiver by names may cover; more should be waived one by one, or the rule disabled."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A finding with everything a waiver can name it by."""

    finding: Finding
    sha256: str
    projects: frozenset[str]
    """Code and name of the finding's project."""
    indicator: str


def apply(audit: Audit, waivers: Sequence[Waiver], today: date | None = None) -> None:
    """Mark the findings of ``audit`` that ``waivers`` cover as waived; problems of the waivers become its notices.

    A waiver that has expired, covers too much or was given for another version of the file waives nothing.
    A waiver that covers nothing is reported as unused.
    """
    today = today or date.today()
    named = list(_named(audit))
    ran = {outcome.id for outcome in audit.rules if outcome.outcome.value == "ran"}
    for waiver in waivers:
        covered = [item for item in named if _covers(waiver, item)]
        if why := _refused(waiver, covered, today):
            audit.notices.append(Problem(waiver.place, why))
            continue
        covered = [item for item in covered if waiver.document in {"", item.sha256}]
        if not covered:
            why = "没有用到：这一条已不再被标出" if waiver.rule in ran else "没有用到：本次没有执行这条规则"
            audit.notices.append(Problem(waiver.place, f"{_title(waiver)}{why}，可以删去"))
        for item in covered:
            item.finding.status = Status.WAIVED
            item.finding.waiver = Waived(waiver.reason, waiver.expires.isoformat(), waiver.owner, waiver.date)


def _refused(waiver: Waiver, covered: list[_Named], today: date) -> str | None:
    if waiver.expires < today:
        return f"{_title(waiver)}已于 {waiver.expires} 到期，不再豁免"
    if not waiver.fingerprint:
        if not waiver.project:
            return f"{_title(waiver)}范围过宽（没有写明项目），未予豁免"
        if not waiver.indicator and any(item.finding.indicator for item in covered):
            return f"{_title(waiver)}范围过宽（没有写明三级指标），未予豁免"
        documents = {item.finding.document for item in covered}
        if len(documents) > 1 or len(covered) > BROADEST:
            return f"{_title(waiver)}范围过宽（涉及 {len(documents)} 个文件的 {len(covered)} 条问题），未予豁免"
    if covered and waiver.document and all(item.sha256 != waiver.document for item in covered):
        return f"{_title(waiver)}只对另一版文件有效，文件已变，未予豁免"
    return None


def _title(waiver: Waiver) -> str:
    subject = waiver.fingerprint[:8] or " ".join(part for part in (waiver.project, waiver.indicator) if part)
    return f"{waiver.rule}（{subject}）的豁免"


def _covers(waiver: Waiver, item: _Named) -> bool:
    if waiver.rule != item.finding.rule:
        return False
    if waiver.fingerprint:
        return waiver.fingerprint == item.finding.fingerprint
    return (not waiver.project or waiver.project in item.projects) and (
        not waiver.indicator or waiver.indicator == item.indicator
    )


def _named(audit: Audit) -> Iterable[_Named]:
    hashes = {book.id: book.sha256 for book in audit.documents}
    projects: dict[str, frozenset[str]] = {}
    indicators: dict[str, str] = {}
    for book in audit.documents:
        for project in book.goals():
            projects[project.id] = frozenset(filter(None, (project.code, project.name)))
            indicators.update((indicator.id, indicator.name) for indicator in project.indicators)
    for finding in audit.findings:
        yield _Named(
            finding,
            hashes.get(finding.document, ""),
            projects.get(finding.project or "", frozenset()),
            indicators.get(finding.indicator or "", ""),
        )
