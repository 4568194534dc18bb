"""What is written at a cell: the findings on it, gravest first, as one note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from auditor.findings import Severity, Status
from auditor.grid import BBox, Source
from auditor.report.plain import plain
from auditor.rounds.round import PastFinding

AUTHOR = "预算绩效审核"
LONGEST = 4_000
"""Characters of one note: programs show no more in a balloon, and Excel refuses comments of more than 32,767."""
_FILLS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699", Severity.INFO: "E7E6E6"}
_DOUBT = "DDEBF7"
APPLIED = "C6E0B4"
"""Colour of a cell that was corrected."""


@dataclass(frozen=True, slots=True)
class Note:
    """The note at one location: its text, and the colour (RRGGBB) of the gravest finding there."""

    source: Source
    text: str
    colour: str
    findings: int = 1


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a cell of a workbook holds (``old``), and what it gets; ``column`` names it."""

    source: Source
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction, of all its cells or none. ``note`` is written at the first if it is made, else ``otherwise``."""

    cells: tuple[CellEdit, ...]
    note: str
    otherwise: Note


def notes(findings: Iterable[PastFinding]) -> list[Note]:
    """One note for each location that ``findings`` name, in their order; waived ones are left out."""
    found: dict[tuple[str | int | BBox | None, ...], list[PastFinding]] = {}
    for finding in findings:
        if finding.status != Status.WAIVED:
            source = finding.source
            found.setdefault((source.sheet, source.cell, source.page, source.bbox), []).append(finding)
    return [_note(sorted(same, key=_gravity)) for same in found.values()]


def joined(first: Note, second: Note) -> Note:
    """Both notes as one, at the location of the first; the colour is the graver's."""
    colours = [*_FILLS.values(), _DOUBT]
    colour = min(first.colour, second.colour, key=lambda each: colours.index(each) if each in colours else 0)
    text = plain(f"{first.text}\n{second.text}", LONGEST)
    return replace(first, text=text, colour=colour, findings=first.findings + second.findings)


def _gravity(finding: PastFinding) -> tuple[bool, int]:
    return finding.status != Status.VIOLATION, list(Severity).index(Severity(finding.severity))


def _note(same: list[PastFinding]) -> Note:
    first = same[0]
    sure = first.status == Status.VIOLATION
    colour = _FILLS[Severity(first.severity)] if sure else _DOUBT
    return Note(first.source, plain("\n".join(map(said, same)), LONGEST), colour, len(same))


def said(finding: PastFinding) -> str:
    """A finding in a line or two: 【必须修改】问题 → 建议（规则编号）."""
    advice = f"\n→ {finding.advice}" if finding.advice else ""
    return f"【{finding.grade}】{finding.message}{advice}（{finding.rule}）"
