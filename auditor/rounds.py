"""Two rounds of an audit: which findings of the earlier result are gone, which are still there, which are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auditor.findings import Severity, Status
from auditor.results import PastDocument, Result


class Change(StrEnum):
    """What became of a finding from one round to the next."""

    NEW = "新增"
    OPEN = "仍在"
    GONE = "已消失"
    UNKNOWN = "未再审"
    """Its document was not audited again, or its rule did not run: nobody knows."""


@dataclass(frozen=True, slots=True)
class Step:
    """One finding and what became of it. Texts are of the later round where there is one."""

    department: str
    change: Change
    severity: Severity
    rule: str
    code: str
    project: str
    indicator: str
    raw: str
    message: str
    advice: str
    fingerprint: str


def compare(old: Result, new: Result) -> list[Step]:
    """Every finding of both results that is not waived, once: new ones first, then those still there, then the gone.

    A finding is gone only if the later run could have made it: its rule ran and its document (by department and year,
    or by id where the department is unknown) was audited. One that was waived since is gone, too.
    """
    before, after = _open(old), _open(new)
    again = {_key(id, document) for id, document in new.documents.items()}
    steps = []
    for id, entry in after.items():
        steps.append(_step(new, entry, Change.OPEN if id in before else Change.NEW))
    for id, entry in before.items():
        if id in after:
            continue
        document = old.documents.get(str(entry["document"]))
        audited = document is not None and _key(str(entry["document"]), document) in again
        steps.append(_step(old, entry, Change.GONE if audited and entry["rule"] in new.ran else Change.UNKNOWN))
    places = {change: at for at, change in enumerate(Change)}
    grades = {severity: at for at, severity in enumerate(Severity)}
    return sorted(steps, key=lambda step: (places[step.change], grades[step.severity]))


def counted(steps: Iterable[Step]) -> Mapping[str, Counter[tuple[Change, bool]]]:
    """By department: how many steps of each change, those that must be corrected (True) apart."""
    counts: dict[str, Counter[tuple[Change, bool]]] = {}
    for step in steps:
        counts.setdefault(step.department, Counter())[step.change, step.severity is Severity.ERROR] += 1
    return counts


def _open(result: Result) -> dict[str, dict[str, Any]]:
    entries = (entry for entry in result.findings if entry["status"] != Status.WAIVED.value)
    return {str(entry["fingerprint"]): entry for entry in entries}


def _key(id: str, document: PastDocument) -> tuple[str, int | None]:
    return (document.department or id, document.year)


def _step(result: Result, entry: Mapping[str, Any], change: Change) -> Step:
    project = result.rows.get(str(entry["project"] or ""), {})
    document = result.documents.get(str(entry["document"]))
    return Step(
        department=(document.department if document else "") or str(entry["document"]),
        change=change,
        severity=Severity(str(entry["severity"])),
        rule=str(entry["rule"]),
        code=project.get("编码", ""),
        project=project.get("名称", ""),
        indicator=result.rows.get(str(entry["indicator"] or ""), {}).get("名称", ""),
        raw=str(entry["raw"]),
        message=str(entry["message"]),
        advice=str(entry.get("advice") or ""),
        fingerprint=str(entry["fingerprint"]),
    )
