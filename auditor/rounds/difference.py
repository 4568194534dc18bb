"""What became of each finding and each cell between two rounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from auditor.findings import Severity, Status
from auditor.grid import Source
from auditor.language.text import half_width, squeeze
from auditor.rounds.match import Counterparts, units
from auditor.rounds.round import PastFinding, PastPaper, PastRow, Round

_AT_LEAST, _AT_MOST = ("≥", ">"), ("≤", "<")


class Fate(Enum):
    """What became of a finding, with the word for people."""

    OPEN = "仍在"
    NEW = "新增"
    REOPENED = "重现"
    FIXED = "已改"
    REMOVED = "已删除或改写"
    """Its project or indicator is no longer there: nobody mended the row itself."""
    WAIVED = Status.WAIVED.label
    FIRST = "首次审核"
    """Only the later round could have found it; the department did not cause it."""
    UNKNOWN = "未核对"
    """The later round could not have found it; it never counts as fixed."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A finding and its fate: of the later round, or of the earlier one if it is no longer there.

    ``why`` says what kept a round from finding it; "" where nothing did.
    """

    finding: PastFinding
    fate: Fate
    project: str
    indicator: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose text changed, a row that came (``old`` "") or went (``new`` ""; ``column`` is then 项目 or 指标).

    ``asked``: the earlier round had a finding on the row. What changed without one deserves a look.
    """

    project: str
    indicator: str
    column: str
    old: str
    new: str
    source: Source
    asked: bool
    weaker: bool = False
    """A target that asks for less than before: ≥ a smaller number, ≤ a larger one."""


@dataclass(frozen=True, slots=True)
class DepartmentDifference:
    """One department (or one document of an unknown one). ``missing`` are its documents that the later round lacks."""

    name: str
    traced: tuple[Traced, ...]
    changes: tuple[CellChange, ...]
    missing: tuple[str, ...]
    partial: tuple[str, ...]
    """Documents of the later round of which a part was not read."""
    first: bool
    """The earlier round had no document of it."""

    def count(self, fate: Fate) -> int:
        """How many findings met ``fate``."""
        return sum(each.fate is fate for each in self.traced)

    @property
    def silent(self) -> int:
        """How many changes nobody asked for."""
        return sum(not change.asked for change in self.changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two rounds compared. ``not_run`` are rules with findings in the earlier round that the later one did not run."""

    old: Round
    new: Round
    departments: tuple[DepartmentDifference, ...]
    not_run: tuple[str, ...]

    @property
    def grave(self) -> int:
        """How many certain faults of the gravest kind are left, or could not be looked for again."""
        done = (Fate.FIXED, Fate.REMOVED, Fate.WAIVED)
        traced = (each for department in self.departments for each in department.traced if each.fate not in done)
        left = (each.finding for each in traced if each.finding.status == Status.VIOLATION)
        return sum(finding.severity == Severity.ERROR for finding in left)

    def count(self, fate: Fate) -> int:
        """How many findings of all departments met ``fate``."""
        return sum(department.count(fate) for department in self.departments)


def compare(old: Round, new: Round, before: Sequence[Round] = ()) -> Difference:
    """Compare two rounds. A new finding that one of the rounds ``before`` them had is reopened."""
    earlier = {finding.fingerprint for each in before for finding in each.findings}
    departments = tuple(_department(unit, old, new, earlier) for unit in units(old.papers, new.papers))
    missed = {finding.rule for finding in old.findings} - new.reach.rules
    return Difference(old, new, departments, tuple(sorted(missed)))


def _department(unit: Counterparts, old: Round, new: Round, earlier: set[str]) -> DepartmentDifference:
    gone = _missing(unit)
    return DepartmentDifference(
        name=unit.name,
        traced=tuple(_traced(unit, old, new, earlier, {paper.id for paper in gone})),
        changes=tuple(_changes(unit, old, {paper.id for paper in gone})),
        missing=tuple(paper.path for paper in gone),
        partial=tuple(paper.path for paper in unit.new if not paper.whole),
        first=not unit.old,
    )


def _missing(unit: Counterparts) -> list[PastPaper]:
    """Documents of the earlier round that the later one lacks: none of their projects is in any document there."""
    matched = {before.document for before, _ in unit.goals}
    same = {paper.sha256 for paper in unit.new} | {paper.id for paper in unit.new}
    return [
        paper
        for paper in unit.old
        if not unit.new or (paper.goals and paper.id not in matched and same.isdisjoint((paper.sha256, paper.id)))
    ]


def _traced(unit: Counterparts, old: Round, new: Round, earlier: set[str], gone: set[str]) -> Iterator[Traced]:
    before = _of(unit.old, old)
    after = _of(unit.new, new)
    names = _names(unit.new)
    renamed = _same_subject(unit, before, after)
    known = {finding.fingerprint for finding in before}
    for finding in after:
        project, indicator = names(finding)
        again = finding.fingerprint in known or id(finding) in renamed
        if finding.status == Status.WAIVED:
            yield Traced(finding, Fate.WAIVED, project, indicator)
        elif again:
            yield Traced(finding, Fate.OPEN, project, indicator)
        elif finding.fingerprint in earlier:
            yield Traced(finding, Fate.REOPENED, project, indicator)
        elif not unit.old:
            yield Traced(finding, Fate.FIRST, project, indicator, "上次没有这个部门的文件")
        elif finding.rule not in old.reach.rules:
            yield Traced(finding, Fate.FIRST, project, indicator, "上次没有执行这条规则")
        else:
            yield Traced(finding, Fate.NEW, project, indicator)
    still = {finding.fingerprint for finding in after}
    names = _names(unit.old)
    for finding in before:
        if finding.fingerprint in still or id(finding) in renamed or finding.status == Status.WAIVED:
            continue
        fate, why = _lost(finding, unit, new, gone)
        yield Traced(finding, fate, *names(finding), why)


def _lost(finding: PastFinding, unit: Counterparts, new: Round, gone: set[str]) -> tuple[Fate, str]:
    """What became of a finding that the later round does not make."""
    if not unit.new or finding.document in gone:
        return Fate.UNKNOWN, "本次没有这份文件"
    if finding.rule not in new.reach.rules:
        return Fate.UNKNOWN, "本次没有执行这条规则"
    goals = {before.row.id for before, _ in unit.goals}
    rows = {before.id for before, _ in unit.rows}
    lost = (finding.project and finding.project not in goals) or (finding.indicator and finding.indicator not in rows)
    if lost and not all(paper.whole for paper in unit.new):
        return Fate.UNKNOWN, "本次文件没有读全，没有读到这一行"
    if lost:
        return Fate.REMOVED, ""
    return Fate.FIXED, ""


def _of(papers: Sequence[PastPaper], round: Round) -> list[PastFinding]:
    ids = {paper.id for paper in papers}
    return [finding for finding in round.findings if finding.document in ids]


def _same_subject(unit: Counterparts, before: Sequence[PastFinding], after: Sequence[PastFinding]) -> set[int]:
    """``id()`` of findings of one rule on one row of both rounds whose fingerprints differ: the row was renamed."""
    common = {finding.fingerprint for finding in before} & {finding.fingerprint for finding in after}
    rows = {"": "", **{new.id: old.id for old, new in unit.rows}}
    rows |= {new.row.id: old.row.id for old, new in unit.goals}
    waiting: dict[tuple[str, str, str], list[PastFinding]] = defaultdict(list)
    for finding in before:
        if finding.fingerprint not in common:
            waiting[finding.rule, finding.project, finding.indicator].append(finding)
    paired: set[int] = set()
    for finding in after:
        if finding.fingerprint in common or not {finding.project, finding.indicator} <= rows.keys():
            continue
        if same := waiting.get((finding.rule, rows[finding.project], rows[finding.indicator])):
            paired |= {id(finding), id(same.pop(0))}
    return paired


def _names(papers: Sequence[PastPaper]) -> Callable[[PastFinding], tuple[str, str]]:
    """A function that names the project and the indicator a finding is on; ids of another round mean other rows."""
    names: dict[str, str] = {}
    for goal in (goal for paper in papers for goal in paper.goals):
        names[goal.row.id] = goal.name
        names |= {row.id: row.cells["三级指标"] for row in goal.indicators}
    return lambda finding: (names.get(finding.project, ""), names.get(finding.indicator, ""))


def _changes(unit: Counterparts, old: Round, gone: set[str]) -> Iterator[CellChange]:
    if not unit.old or not unit.new:
        return
    asked = Counter(row for finding in _of(unit.old, old) for row in (finding.project, finding.indicator))
    pairs = {new.row.id: before for before, new in unit.goals}
    rows = {new.id: before for before, new in unit.rows}
    kept = {before.id for before in rows.values()}
    for goal in (goal for paper in unit.new for goal in paper.goals):
        before = pairs.get(goal.row.id)
        if before is None:
            yield CellChange(goal.name, "", "项目", "", goal.name, goal.row.source, False)
            continue
        yield from _cells(before.row, goal.row, goal.name, "", bool(asked[before.row.id]))
        for row in goal.indicators:
            name = row.cells["三级指标"]
            if (earlier := rows.get(row.id)) is None:
                yield CellChange(goal.name, name, "指标", "", _line(row), row.source, False)
            else:
                yield from _cells(earlier, row, goal.name, name, bool(asked[earlier.id]))
        for row in before.indicators:
            if row.id not in kept:
                yield CellChange(
                    goal.name, row.cells["三级指标"], "指标", _line(row), "", row.source, bool(asked[row.id])
                )
    matched = {before.row.id for before in pairs.values()}
    for goal in (goal for paper in unit.old if paper.id not in gone for goal in paper.goals):
        if goal.row.id not in matched:
            yield CellChange(goal.name, "", "项目", goal.name, "", goal.row.source, bool(asked[goal.row.id]))


def _cells(before: PastRow, after: PastRow, project: str, indicator: str, asked: bool) -> Iterator[CellChange]:
    for column in {**after.cells, **before.cells}:
        old, new = before.cells.get(column, ""), after.cells.get(column, "")
        if not _same(old, new):
            weaker = column == "指标值" and _weaker(after.cells["指标性质"], old, new)
            yield CellChange(project, indicator, column, old, new, after.source, asked, weaker)


def _same(old: str, new: str) -> bool:
    """Whether two cells say the same: but for blanks and width, and the way a number is printed (100, 100.00)."""
    first, second = (squeeze(half_width(text)) for text in (old, new))
    number = _number(old)
    return first == second or (number is not None and number == _number(new))


def _weaker(operator: str, old: str, new: str) -> bool:
    before, now = _number(old), _number(new)
    if before is None or now is None:
        return False
    return (now < before and operator in _AT_LEAST) or (now > before and operator in _AT_MOST)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(squeeze(half_width(text)).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _line(row: PastRow) -> str:
    return " | ".join(filter(None, row.cells.values()))
