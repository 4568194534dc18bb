"""A project as the page of its department shows it: head, goal, funding, and rows with marked cells and entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from auditor.evidence.cell_sources import AMOUNTS, money, texts
from auditor.evidence.fault_cells import marked
from auditor.evidence.gather import Evidence, Picture
from auditor.findings import Finding, Severity, Status
from auditor.model import INDICATOR_CELLS, Project
from auditor.report.issues import Entry, entries
from auditor.report.labels import ORDER, title
from auditor.report.location import place, places
from auditor.report.page.anchors import Numbers
from auditor.report.page.html import GOAL, NAME, folded, framed
from auditor.report.page.rollup import Chip, chips, gathered, hint
from auditor.report.verdict import Counts, count

_FURTHER = 80
"""Characters of a further funding line's goal that are shown: one line, as it often repeats the project's goal."""
_NARROW, _COLUMNS = 12, 5
"""A further column of a layout stays a column if its texts have at most ``_NARROW`` characters (two lines of a narrow
column) and it is one of the first ``_COLUMNS`` (more would squeeze the seven of every layout). Others stand below
their row."""
_EMPTY = Markup('<span class="none">空</span>')


@dataclass(slots=True)
class IndicatorRow:
    """One indicator: its location, its cells (class, text), labels of entries about several rows, its own entries.

    ``original`` is the row as printed, the cells at fault framed, if it has a finding and no picture shows it; else "".
    """

    id: str
    number: int
    place: str
    cells: list[tuple[str, Markup]]
    labels: list[Entry]
    entries: list[Entry]
    further: list[tuple[str, Markup]]
    """Title and text of further columns whose texts are too long for a table column."""
    pictures: list[Picture]
    original: Markup
    where: str
    """The locations of the cells at fault, in words."""
    repaired: bool
    chips: list[Chip]
    doubt: str = ""

    @property
    def clean(self) -> bool:
        return not (
            self.entries
            or self.chips
            or self.doubt
            or any(label.severity is not Severity.INFO for label in self.labels)
        )

    @property
    def grave(self) -> bool:
        """Whether its pictures are unfolded from the start."""
        return any(entry.severity is Severity.ERROR for entry in self.entries)


@dataclass(slots=True)
class Block:
    """One project, 整体 or 转移支付 table."""

    id: str
    number: str
    name: str
    place: str
    heads: list[tuple[str, Markup, str]]
    """Title, text and class of code and amounts, and of the name if it is marked or too long for the heading."""
    goal: tuple[str, Markup]
    funding: list[tuple[list[str], Markup]]
    """Further funding lines: amounts and goal."""
    columns: list[tuple[str, str]]
    """Title and class of each."""
    further: list[tuple[str, Markup]]
    """Other labelled cells of the layout: 主管部门, 计划开始日期 …"""
    entries: list[Entry]
    """Entries on the project itself, and those about several of its rows."""
    pictures: list[Picture]
    rows: list[IndicatorRow]
    left_out: int
    """Rows that are not shown."""
    counts: Counts
    chips: list[Chip]
    doubt: str = ""

    @property
    def grave(self) -> bool:
        """Whether its pictures are unfolded from the start: only entries on the project itself count."""
        return any(entry.severity is Severity.ERROR for entry in self.entries if not entry.first.indicator)

    def all_entries(self) -> Iterator[Entry]:
        yield from self.entries
        for row in self.rows:
            yield from row.entries

    def tag_doubts(self, numbers: Numbers) -> None:
        """Mark the project and the rows that a person has to check."""
        self.doubt = numbers.doubt_of(self.id)
        for row in self.rows:
            row.doubt = numbers.doubt_of(row.id)


def block(
    project: Project,
    findings: Sequence[Finding],
    names: Mapping[str, str],
    numbers: Numbers,
    evidence: Evidence,
    rules: Collection[str] = (),
) -> Block:
    """``project`` with the violations among its ``findings``; hints, doubts and suppressed ones are shown elsewhere.

    Warnings of ``rules`` are only named at their row.
    """
    violations = [finding for finding in findings if finding.status is Status.VIOLATION and not hint(finding)]
    known = {indicator.id for indicator in project.indicators}
    top: list[Entry] = []
    single: dict[str, list[Entry]] = {}
    labels: dict[str, list[Entry]] = {}
    for entry in entries((finding for finding in violations if not gathered(finding, rules)), names):
        if not entry.rolled and entry.first.indicator in known:
            single.setdefault(str(entry.first.indicator), []).append(entry)
            continue
        top.append(entry)
        if entry.rolled and any(finding.indicator in known for finding in entry.findings):
            entry.label = _letter(sum(bool(other.label) for other in top))
            for finding in entry.findings:
                labels.setdefault(str(finding.indicator), []).append(entry)
    by_row: dict[str, list[Finding]] = {}
    for finding in violations:
        row = finding.indicator if finding.indicator in known else None
        by_row.setdefault(row or "", []).append(finding)

    cells = texts(project)
    marks = _marks(by_row.get("", []), cells)
    columns, further = _columns(project)
    rows = []
    above: dict[str, str] = {}
    for indicator in project.indicators:
        if not numbers.shows(indicator.id) and indicator.id not in single:
            continue
        shown = texts(indicator) | indicator.extra
        own = by_row.get(indicator.id, [])
        row_marks = _marks(own, shown)
        own_cells = {shown[column].strip() for column in row_marks if column in shown}
        pictures = evidence.pictures(own)
        rows.append(
            IndicatorRow(
                id=indicator.id,
                number=numbers.rows[indicator.id],
                place=numbers.short(indicator),
                cells=[_cell(column, shown.get(column, ""), row_marks.get(column, ""), above) for column in columns],
                labels=labels.get(indicator.id, []),
                entries=single.get(indicator.id, []),
                further=[(column, folded(shown[column])) for column in further if shown.get(column)],
                pictures=pictures,
                original=framed(indicator.raw, own_cells) if own and not pictures else Markup(""),
                where=places([finding.source for finding in own]),
                repaired=bool(indicator.repairs),
                chips=chips(own, names, rules),
            )
        )
        above = shown
    unit = next((amount.unit for amount in (project.total, project.fiscal, project.other) if amount), "")
    return Block(
        id=project.id,
        number=numbers.projects[project.id],
        name=project.name or "（没有名称）",
        place=place(project.source),
        heads=[
            (column, _head(cells[column], unit if column in AMOUNTS else ""), marks.get(column, ""))
            for column in ("项目编码", "项目名称", *AMOUNTS)
            if column in marks or (cells[column] and (column != "项目名称" or len(project.name) > NAME))
        ],
        goal=(marks.get("绩效目标", ""), folded(project.goal, GOAL) if project.goal else _EMPTY),
        funding=[
            ([money(line.total), money(line.fiscal), money(line.other)], folded(line.goal, _FURTHER))
            for line in project.funding[1:]
        ],
        columns=[(title(column), _CLASSES.get(column, "c0")) for column in columns],
        further=[(column, folded(text)) for column, text in project.extra.items() if text and text != project.goal],
        entries=top,
        pictures=evidence.pictures(by_row.get("", [])),
        rows=rows,
        left_out=len(project.indicators) - len(rows),
        counts=count(findings),
        chips=chips(by_row.get("", []), names, rules),
    )


_CLASSES = {column: f"c{number}" for number, column in zip(range(7, 0, -1), ("活动", *INDICATOR_CELLS), strict=True)}
"""The columns that every layout has → the CSS class that sets their width."""


def _columns(project: Project) -> tuple[list[str], list[str]]:
    """The columns of the project's table, and the further columns of its layout that do not fit into it."""
    columns = [column for column in _CLASSES if column != "活动" or any(row.activity for row in project.indicators)]
    longest: dict[str, int] = {}
    for indicator in project.indicators:
        for column, text in indicator.extra.items():
            longest[column] = max(longest.get(column, 0), len(text))
    extra = [column for column, length in longest.items() if length and column not in _CLASSES]
    narrow = [column for column in extra if longest[column] <= _NARROW and len(column) <= _NARROW][:_COLUMNS]
    return [*columns, *narrow], [column for column in extra if column not in narrow]


def _head(text: str, unit: str) -> Markup:
    return folded(f"{text} {unit}".rstrip()) if text else _EMPTY


def _marks(findings: Sequence[Finding], cells: Mapping[str, str]) -> dict[str, str]:
    """Column → CSS class of its gravest fault."""
    marks: dict[str, str] = {}
    for finding in sorted(findings, key=lambda finding: -ORDER[finding.severity]):
        marks.update(dict.fromkeys(marked(finding, cells), f"m {finding.severity.value}"))
    return marks


def _cell(column: str, text: str, mark: str, above: Mapping[str, str]) -> tuple[str, Markup]:
    if not text:
        # Every indicator has the columns of _CLASSES, so 空 is shown; a unit is often missing, a further column too.
        return mark, _EMPTY if mark or (column in _CLASSES and column != "度量单位") else Markup("")
    if not mark and column in ("活动", "一级指标", "二级指标") and above.get(column) == text:
        return "same", folded(text)  # 产出指标 below 产出指标: grey
    return mark, folded(text)


def _letter(place: int) -> str:
    """A, B … Z, A1, B1 … for the ``place``-th (from 0) entry of several rows."""
    turn, letter = divmod(place, 26)
    return chr(ord("A") + letter) + (str(turn) if turn else "")
