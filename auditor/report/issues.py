"""Findings as a reader meets them: one entry a fault, the same fault over many rows shown once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.evidence import Picture
from auditor.findings import Finding, Outcome, Severity, Status, Waived
from auditor.report.labels import ORDER, title
from auditor.report.location import places

MANY = 3
"""From this many rows of one project on, the same rule's findings are one entry with its rows."""


@dataclass(slots=True)
class Entry:
    """One entry of a report: a finding, or several of one rule rolled up (``findings`` has them all)."""

    findings: list[Finding]
    message: str
    title: str
    """The rule's name."""
    number: int = 0
    """Place among the document's entries: its anchor."""
    label: str = ""
    """A, B … of a rolled-up entry, shown again at its rows."""
    suggestion: list[tuple[str, str]] = field(default_factory=list)
    """Column title and proposed text; only what all findings of the entry share."""
    others: list[tuple[str, str]] = field(default_factory=list)
    """Anchor and text of the other rows and projects involved."""
    pictures: list[list[Picture]] = field(default_factory=list)
    """Of each finding, where the entry stands apart from its row; else its row has them."""

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def rule(self) -> str:
        return self.first.rule

    @property
    def severity(self) -> Severity:
        return self.first.severity

    @property
    def status(self) -> Status:
        return self.first.status

    @property
    def problem(self) -> str:
        return self.first.problem

    @property
    def rolled(self) -> bool:
        return len(self.findings) > 1

    @property
    def new(self) -> int:
        """How many of the findings the baseline lacks."""
        return sum(finding.new is True for finding in self.findings)

    @property
    def advice(self) -> str:
        """Advice that all findings share."""
        advices = {finding.advice for finding in self.findings}
        return self.first.advice or "" if len(advices) == 1 else ""

    @property
    def where(self) -> str:
        return places([finding.source for finding in self.findings])

    @property
    def basis(self) -> str:
        """The documents' numbers, or their titles where they have none."""
        return "；".join(dict.fromkeys(basis.number or f"《{basis.document}》" for basis in self.first.basis))


def titles(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Rule id → its name."""
    return {outcome.id: outcome.title for outcome in outcomes}


def entries(
    findings: Iterable[Finding], names: Mapping[str, str], scope: str = "本项目", many: int = MANY
) -> list[Entry]:
    """``findings`` as entries, gravest first, rolled up by rule within ``scope`` (a project or the document).

    ``many`` findings of a rule and more are rolled up; those that are waived only for the same reason.
    """
    groups: dict[tuple[str, Status, Severity, Waived | None], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.status, finding.severity, finding.waiver), []).append(finding)
    made: list[Entry] = []
    for group in groups.values():
        name = names.get(group[0].rule, "")
        if len(group) < many:
            made += [Entry([finding], finding.message, name, suggestion=_suggestion([finding])) for finding in group]
        else:
            made.append(Entry(group, _together(group, name, scope), name, suggestion=_suggestion(group)))
    return sorted(made, key=lambda entry: ORDER[entry.severity])


def _together(group: Sequence[Finding], name: str, scope: str) -> str:
    what = "条指标" if all(finding.indicator for finding in group) else "处"
    messages = {finding.message for finding in group}
    said = messages.pop().rstrip("。") if len(messages) == 1 else name or group[0].message.rstrip("。")
    where = places([finding.source for finding in group])
    return f"{scope} {len(group)} {what}：{said}" + (f"（{where}）。" if where else "。")


def _suggestion(group: Sequence[Finding]) -> list[tuple[str, str]]:
    first = group[0].suggestion
    if not first or any(finding.suggestion != first for finding in group):
        return []
    advice = group[0].advice or ""
    # Advice that already says it in words is not repeated.
    return [(title(column), text) for column, text in first.items() if f"“{text}”" not in advice]
