"""The findings of one document as the lists of its page show them, and as its scripts take them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from auditor.evidence.cell_sources import texts
from auditor.evidence.fault_cells import marked
from auditor.findings import PROBLEMS, Decision, Finding, Severity, Status
from auditor.model import Book, Indicator, Project
from auditor.report.issues import Entry
from auditor.report.labels import title
from auditor.report.page.anchors import Numbers
from auditor.report.page.html import cut
from auditor.report.page.units import units
from auditor.visible import SIGNS

FIRST = 40
"""Must-fix findings that the page's first list shows: two screens, and twice as many as the samples have. Further ones
are in the view by rule."""
_VALUE = ("指标性质", "指标值", "度量单位")
_LONG = 60
"""Characters of a value in a list, three lines of its column; the row itself shows all."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One finding as a line of a list. ``position`` is its place among the document's findings."""

    position: int
    finding: Finding
    number: str
    """The project's number on the page, "" for the document itself."""
    project: str
    indicator: str
    current: str
    """What is printed in the cells at fault."""
    proposal: str
    """The advice, else what the suggestion proposes."""
    unit: str
    place: str
    """Where it is printed, in words."""

    @property
    def anchor(self) -> str:
        return f"f{self.finding.fingerprint}"

    @property
    def doubtful(self) -> bool:
        """Whether a person has to check it before it counts."""
        return self.finding.status in (Status.NEEDS_REVIEW, Status.READING_DOUBT)

    @property
    def urgent(self) -> bool:
        """Whether it must be corrected, or would have to be if it is true."""
        return self.finding.severity is Severity.ERROR and self.finding.status is not Status.WAIVED


def lines(book: Book, findings: Sequence[Finding], numbers: Numbers) -> list[WorkLine]:
    """A line for each of ``findings``, in their order."""
    goals = {project.id: project for project in book.goals()}
    rows = {indicator.id: indicator for project in goals.values() for indicator in project.indicators}
    unit_of = units(list(goals.values()))
    return [
        _line(position, finding, goals.get(finding.project or ""), rows.get(finding.indicator or ""), numbers, unit_of)
        for position, finding in enumerate(findings)
    ]


def _line(
    position: int,
    finding: Finding,
    project: Project | None,
    row: Indicator | None,
    numbers: Numbers,
    unit_of: Mapping[str, str],
) -> WorkLine:
    suggestion = finding.suggestion or {}
    return WorkLine(
        position=position,
        finding=finding,
        number="" if project is None else numbers.projects[project.id],
        project="文件整体" if project is None else project.name or "（没有名称）",
        indicator="" if row is None else row.name,
        current=cut(_current(finding, project, row), _LONG),
        proposal=finding.advice or "；".join(f"{title(column)}改为“{text}”" for column, text in suggestion.items()),
        unit="" if project is None else unit_of[project.id],
        place=numbers.where(finding),
    )


def _current(finding: Finding, project: Project | None, row: Indicator | None) -> str:
    record = row or project
    if record is None:
        return ""
    cells = texts(record)
    at_fault = marked(finding, cells)
    if row is not None and at_fault <= {*_VALUE, "三级指标"}:
        return " ".join(filter(None, (cells[column] for column in _VALUE)))
    shown = {column: text for column, text in cells.items() if column in at_fault and column != "项目名称"}
    if row is not None and all(shown.values()):
        return " / ".join(shown.values())
    return "；".join(f"{title(column)} {text or '空'}" for column, text in shown.items())


def embedded(
    book: Book,
    made: Sequence[WorkLine],
    names: Mapping[str, str],
    decisions: Mapping[str, Decision],
    rows: Sequence[tuple[str, str]],
    bodies: Sequence[str],
) -> Markup:
    """What the scripts of a page need, as JSON that may stand in a script element. Texts that recur stand once.

    ``names``: rule id → its name; ``decisions``: fingerprint → an earlier decision; ``rows``: place and text of each
    row as printed; ``bodies``: parts of the page that are built when they are first seen.
    """
    texts_: dict[str, int] = {}

    def text(value: str | None) -> int:
        return texts_.setdefault(_visible(value or ""), len(texts_))

    found = [
        [
            line.finding.fingerprint,
            text(line.finding.rule),
            list(Severity).index(line.finding.severity),
            list(Status).index(line.finding.status),
            text(line.finding.problem),
            line.number,
            text(line.project),
            text(line.indicator),
            text(line.current),
            text(line.finding.message),
            text(line.proposal),
            text(line.unit),
            text(line.place),
            {True: 1, False: 0, None: -1}[line.finding.new],
        ]
        for line in made
    ]
    given = [line.finding for line in made]
    known = (finding.fingerprint for finding in given if finding.fingerprint in decisions)
    data = {
        "document": book.id,
        "texts": list(texts_),
        "rules": {_visible(rule): _visible(names.get(rule, "")) for rule in dict.fromkeys(f.rule for f in given)},
        "bases": {_visible(f.rule): _visible(Entry([f], "", "").basis) for f in given if f.basis},
        "problems": {_visible(p): PROBLEMS.get(p, _visible(p)) for p in dict.fromkeys(f.problem for f in given)},
        "findings": found,
        "decisions": [_known(decisions[fingerprint]) for fingerprint in known],
        "rows": [(at, _visible(raw)) for at, raw in rows],
        "bodies": bodies,
    }
    return in_script(data)


def _visible(text: str) -> str:
    return text.translate(SIGNS)


def in_script(data: Any) -> Markup:
    """``data`` as JSON without the characters that could end a script element."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _known(made: Decision) -> dict[str, str]:
    return {name: _visible(text) for name, text in asdict(made).items()}


def must(finding: Finding) -> bool:
    """Whether ``finding`` must be corrected, beyond doubt."""
    return finding.severity is Severity.ERROR and finding.status is Status.VIOLATION


def decided(made: Iterable[WorkLine], decisions: Mapping[str, Decision]) -> tuple[int, int]:
    """How many of the must-fix findings have a decision, and how many there are."""
    counted = [line.finding for line in made if must(line.finding)]
    return sum(finding.fingerprint in decisions for finding in counted), len(counted)
