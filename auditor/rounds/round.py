"""One round: a result as its findings.json keeps it, with the rows and cells that were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from auditor.baseline import Key, Reach, key_of
from auditor.errors import UsageError
from auditor.findings import Severity, Status
from auditor.grid import Source
from auditor.results import Result
from auditor.table_kinds import SHELVES

if TYPE_CHECKING:
    from auditor.findings import Audit

PROJECT_CELLS = {
    "code": "项目编码",
    "name": "项目名称",
    "total": "项目总额",
    "fiscal": "财政资金",
    "other": "其他资金",
    "goal": "绩效目标",
}
SUMS = ("total", "fiscal", "other")
"""Those of them that every funding line of a project has."""
INDICATOR_CELLS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "operator": "指标性质",
    "value": "指标值",
    "unit": "度量单位",
}
"""Keys of a row in findings.json, and the columns they hold, in the order in which forms print them."""


@dataclass(frozen=True, slots=True)
class PastRow:
    """A project or an indicator: its cells by column ("" if empty or unknown), and where it is printed."""

    id: str
    cells: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class PastGoal:
    """A project, department goal or transfer with its indicators; ``shelf`` says which of them."""

    row: PastRow
    shelf: str
    document: str
    indicators: tuple[PastRow, ...]

    @property
    def code(self) -> str:
        return self.row.cells["项目编码"]

    @property
    def name(self) -> str:
        return self.row.cells["项目名称"]


@dataclass(frozen=True, slots=True)
class PastPaper:
    """A document of the round; ``whole`` says whether all of it was read."""

    id: str
    path: str
    sha256: str
    department: str
    year: int | None
    whole: bool
    goals: tuple[PastGoal, ...]

    @property
    def key(self) -> Key:
        return key_of(self.id, self.department, self.year)


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding as the result lists it. ``project`` and ``indicator`` are ids of rows, "" where it is on neither."""

    fingerprint: str
    rule: str
    severity: str
    status: str
    document: str
    project: str
    indicator: str
    message: str
    advice: str
    raw: str
    source: Source

    @property
    def grade(self) -> str:
        """How grave it is, in words; of a doubt, how grave if it is one: 疑似识别有误，若属实必须修改."""
        severity, status = Severity(self.severity).label, Status(self.status).label
        return f"{status}，若属实{severity}" if status else severity


@dataclass(frozen=True, slots=True)
class Round:
    """A result: ``name`` is its path or that of the files, ``unread`` the files that could not be read."""

    name: str
    started: str
    papers: tuple[PastPaper, ...]
    findings: tuple[PastFinding, ...]
    rules: Mapping[str, str]
    """Title of each rule by its id."""
    reach: Reach
    unread: tuple[str, ...]

    @classmethod
    def of(cls, result: Result) -> Self:
        """The round of an earlier result. Raises UsageError if a value is missing."""
        try:
            return cls._of(result.path, result.data)
        except (KeyError, TypeError, AttributeError, ValueError):
            raise UsageError("审核结果不完整", result.path, "请重新审核原文件") from None

    @classmethod
    def judged(cls, audit: Audit, name: str) -> Self:
        """The round of an audit that has just been made; ``name`` is shown for it."""
        from auditor.report import findings_json

        return cls._of(name, findings_json.data(audit, ()))

    @classmethod
    def _of(cls, name: str, data: Mapping[str, Any]) -> Self:
        papers = tuple(map(_paper, data["documents"]))
        outcomes = [(str(rule["id"]), str(rule["outcome"])) for rule in data["rules"]]
        disabled = {str(id) for id in data["run"].get("disabled") or ()}
        return cls(
            name=name,
            started=str(data["run"]["started"]),
            papers=papers,
            findings=tuple(map(_finding, data["findings"])),
            rules={str(rule["id"]): str(rule["title"]) for rule in data["rules"]},
            reach=Reach.of(outcomes, disabled, (paper.key for paper in papers)),
            unread=tuple(str(problem["path"]) for problem in data["unread"]),
        )


def _paper(entry: Mapping[str, Any]) -> PastPaper:
    return PastPaper(
        id=str(entry["id"]),
        path=str(entry["path"]),
        sha256=str(entry["sha256"]),
        department=str(entry["department"]),
        year=entry["year"],
        whole=all(table["read"] for table in entry["ledger"]["tables"]),
        goals=tuple(_goals(entry)),
    )


def _goals(entry: Mapping[str, Any]) -> Iterator[PastGoal]:
    for shelf in SHELVES:
        for goal in entry.get(shelf.key, ()):
            indicators = tuple(_row(each, _cells(each, INDICATOR_CELLS)) for each in goal["indicators"])
            texts = _cells(goal, PROJECT_CELLS)
            for number, line in enumerate(goal["funding"][1:], 2):
                sums = {key: f"{PROJECT_CELLS[key]}（第{number}笔）" for key in SUMS}
                texts |= {column: text for column, text in _cells(line, sums).items() if text}
            yield PastGoal(_row(goal, texts), shelf.key, str(entry["id"]), indicators)


def _cells(entry: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    return {column: "" if entry[key] is None else str(entry[key]) for key, column in columns.items()}


def _row(entry: Mapping[str, Any], cells: Mapping[str, str]) -> PastRow:
    return PastRow(str(entry["id"]), cells, _source(entry["source"]))


def _finding(entry: Mapping[str, Any]) -> PastFinding:
    texts = {
        key: str(entry[key] or "")
        for key in ("fingerprint", "rule", "severity", "status", "document", "project", "indicator")
    }
    said = {key: str(entry[key] or "") for key in ("message", "advice", "raw")}
    return PastFinding(**texts, **said, source=_source(entry["source"]))


def _source(entry: Mapping[str, Any]) -> Source:
    box = entry["bbox"]
    page, line = entry["page"], entry["line"]
    return Source(str(entry["file"]), page, tuple(box) if box else None, entry["sheet"], entry["cell"], line)
