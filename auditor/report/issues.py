"""Findings as the report shows them: one entry per fault; the same fault in many rows is one entry with all rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.evidence.gather import Picture
from auditor.findings import Finding, Outcome, Severity, Status, Waived
from auditor.report.labels import ORDER, title
from auditor.report.location import places

LISTED = 1_000
"""Findings that one entry lists, to keep the page small; findings.json has all of them."""
MANY = 3
"""So many findings of one rule in a project become one entry that lists the rows; two are shorter apart."""

ONCE = frozenset(("template-residue",))
"""Classes that are one slip repeated: two findings of a rule are one entry too (指标1：, 指标2： left in the names)."""


@dataclass(slots=True)
class Entry:
    """One entry of a report: a finding, or several findings of one rule together (``findings`` has them all)."""

    findings: list[Finding]
    message: str
    title: str
    """The rule's name."""
    label: str = ""
    """A, B … of an entry of several findings, also shown at their rows."""
    suggestion: list[tuple[str, str]] = field(default_factory=list)
    """Column title and proposed text; only what all findings of the entry share."""
    others: list[tuple[str, str]] = field(default_factory=list)
    """Anchor and text of the other rows and projects involved."""
    pictures: list[list[Picture]] = field(default_factory=list)
    """The pictures of each finding, for entries that are not shown at their row; otherwise the row has them."""
    advice: str = field(init=False)
    """The advice, if all findings share it, else ""."""

    def __post_init__(self) -> None:
        advices = {finding.advice for finding in self.findings}
        self.advice = self.first.advice or "" if len(advices) == 1 else ""

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def anchor(self) -> str:
        """The entry's id in the page, which stays the same from run to run. A finding in a list has its own, f…"""
        return f"{'e' if self.rolled else 'f'}{self.first.fingerprint}"

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
        """How many of the findings are not in the baseline."""
        return sum(finding.new is True for finding in self.findings)

    @property
    def listed(self) -> list[Finding]:
        """The findings that the page lists under the entry."""
        return self.findings[:LISTED]

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
    """``findings`` as entries, gravest first. ``scope`` names where they lie (本项目, 全文).

    ``many`` or more findings of one rule become one entry; waived ones only where the waivers say the same.
    """
    groups: dict[tuple[str, Status, Severity, Waived | None, str | None], list[Finding]] = {}
    for finding in findings:
        key = (finding.rule, finding.status, finding.severity, finding.waiver, finding.doubt)
        groups.setdefault(key, []).append(finding)
    made: list[Entry] = []
    for group in groups.values():
        name = names.get(group[0].rule, "")
        if len(group) < (2 if group[0].problem in ONCE else many):
            made += [Entry([finding], _alone(finding), name, suggestion=_suggestion([finding])) for finding in group]
        else:
            made.append(Entry(group, _together(group, name, scope), name, suggestion=_suggestion(group)))
    return sorted(made, key=lambda entry: ORDER[entry.severity])


def _alone(finding: Finding) -> str:
    return finding.message + (f"{finding.doubt}。" if finding.doubt else "")


def _together(group: Sequence[Finding], name: str, scope: str) -> str:
    what = "条指标" if all(finding.indicator for finding in group) else "处"
    messages = {finding.message for finding in group}
    said = messages.pop().rstrip("。") if len(messages) == 1 else name or group[0].message.rstrip("。")
    where = places([finding.source for finding in group])
    why = f"{group[0].doubt}。" if group[0].doubt else ""
    return f"{scope} {len(group)} {what}：{said}" + (f"（{where}）。" if where else "。") + why


def _suggestion(group: Sequence[Finding]) -> list[tuple[str, str]]:
    first = group[0].suggestion
    if not first or any(finding.suggestion != first for finding in group):
        return []
    advice = group[0].advice or ""
    # A proposed text that the advice already quotes is not repeated.
    return [(title(column), text) for column, text in first.items() if f"“{text}”" not in advice]
