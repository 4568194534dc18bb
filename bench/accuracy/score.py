"""Compare an audit with a labelled review, class by class.

Recall is over the labels that must be found, precision over what was found. A label and a finding match by line and
problem class, or one of the finding's sibling classes. Suppressed findings, those of severity info, and those of
classes that a set does not label are left out. A doubtful reading, or a repair reported for the row, counts for recall
and never against precision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from auditor.findings import Audit, Severity, Status
from auditor.model import RepairKind

Key: TypeAlias = tuple[int | None, str]
"""Line of the text file, problem class."""

UNLABELLED = frozenset(("boilerplate", "table-tie", "missing-table", "publication", "custom"))
"""Classes whose findings cannot be judged by labels of indicator rows."""

TOLD_BY_REPAIR = {
    RepairKind.OPERATOR_GLYPH: "invalid-operator",
    RepairKind.NUMBER_GLYPH: "malformed-number",
    RepairKind.JOINED_CODE: "malformed-code",
}

OVERALL = "overall"


@dataclass(slots=True)
class Tally:
    """Counts of one class. ``hit`` of ``must`` labels were found or reported; ``true`` of ``found`` are labelled."""

    must: int = 0
    hit: int = 0
    found: int = 0
    true: int = 0

    @property
    def recall(self) -> float:
        """1 where there is nothing to find."""
        return self.hit / self.must if self.must else 1.0

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        return self.true / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """``tallies`` by class, ``OVERALL`` among them; the rows behind the figures, with the messages about them."""

    tallies: dict[str, Tally]
    missed: dict[Key, str]
    unlabelled: dict[Key, str]
    sound: int
    """How many rows the set names as sound."""
    accused: dict[Key, str]
    """What was found on sound rows, in any class, and no label has."""


def score(audit: Audit, labels: Path, sound: Path | None = None) -> Score:
    """``audit`` of one document against its labels (JSON lines: line, problem, must, why).

    ``sound``: JSON lines that name rows (line) on which nothing should be found.
    """
    rows = _rows(labels)
    must: dict[Key, str] = {(row["line"], row["problem"]): row["why"] for row in rows if row["must"]}
    known: set[Key] = {(row["line"], row["problem"]) for row in rows}
    everything, told = _said(audit, known)
    scored = {problem for _, problem in known} - UNLABELLED
    found = {key: message for key, message in everything.items() if key[1] in scored}
    clean = {row["line"] for row in _rows(sound)} if sound else set()
    tallies: dict[str, Tally] = {OVERALL: Tally()}
    for key in must:
        for tally in _both(tallies, key):
            tally.must += 1
            tally.hit += key in found or key in told
    for key in found:
        for tally in _both(tallies, key):
            tally.found += 1
            tally.true += key in known
    return Score(
        tallies,
        {key: why for key, why in must.items() if key not in found and key not in told},
        {key: message for key, message in found.items() if key not in known},
        len(clean),
        {key: message for key, message in everything.items() if key[0] in clean and key not in known},
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _both(tallies: dict[str, Tally], key: Key) -> Iterable[Tally]:
    return tallies.setdefault(key[1], Tally()), tallies[OVERALL]


def _said(audit: Audit, known: set[Key]) -> tuple[dict[Key, str], set[Key]]:
    """What was found, and what was reported as a doubtful reading.

    A finding counts once: under its class, or under the sibling class (``also``) under which its line is labelled.
    """
    found: dict[Key, str] = {}
    told: set[Key] = set()
    for finding in audit.findings:
        line = finding.source.line
        classes = (finding.problem, *finding.also)
        key = (line, next((each for each in classes if (line, each) in known), finding.problem))
        if finding.status is Status.READING_DOUBT:
            told.add(key)
        elif finding.status is not Status.WAIVED and finding.severity is not Severity.INFO:
            found.setdefault(key, finding.message)
    for book in audit.documents:
        for repair in book.repairs:
            if problem := TOLD_BY_REPAIR.get(repair.kind):
                told.add((repair.source.line, problem))
    return found, told
