"""What the page of a comparison shows, in the order in which a reviewer asks for it."""

from __future__ import annotations

from typing import Any

from auditor.findings import Severity
from auditor.report.labels import SEVERITIES
from auditor.report.location import place
from auditor.rounds.difference import DepartmentDifference, Difference, Fate

OPENED = 60
"""A list of so many entries is open at first: about two screens."""
MOST = 1_000
"""Entries of a list that the page shows; the workbook has all. A browser takes seconds to open 11,000."""
ORDER = (Fate.REOPENED, Fate.NEW, Fate.OPEN, Fate.UNKNOWN, Fate.FIRST, Fate.REMOVED, Fate.FIXED, Fate.WAIVED)


def context(difference: Difference) -> dict[str, Any]:
    """The values of the template diff.html."""
    fates = [fate for fate in ORDER if difference.count(fate) or fate in (Fate.NEW, Fate.OPEN, Fate.FIXED)]
    return {
        "difference": difference,
        "fates": fates,
        "departments": [_department(each, number) for number, each in enumerate(difference.departments, 1)],
        "severities": SEVERITIES,
        "of": Severity,
        "place": place,
        "opened": OPENED,
        "most": MOST,
        "headline": _headline(difference),
    }


def _department(department: DepartmentDifference, number: int) -> dict[str, Any]:
    lists = ((fate, [each for each in department.traced if each.fate is fate]) for fate in ORDER)
    return {
        "id": f"d{number}",
        "is": department,
        "lists": [(fate, entries) for fate, entries in lists if entries],
        "changes": [change for change in department.changes if not change.asked],
        "answers": [change for change in department.changes if change.asked],
    }


def _headline(difference: Difference) -> str:
    """The comparison in one sentence: 已改 12 处，仍在 3 处，新增 1 处，重现 0 处."""
    told = (Fate.FIXED, Fate.REMOVED, Fate.OPEN, Fate.NEW, Fate.REOPENED, Fate.UNKNOWN)
    counts = [(fate, difference.count(fate)) for fate in told]
    said = [f"{fate.value} {count} 处" for fate, count in counts if count or fate in (Fate.FIXED, Fate.OPEN, Fate.NEW)]
    return "，".join(said)
