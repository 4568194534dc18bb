"""What an invented document says, as its author designed it: a YAML file, from which the page and the gold are made.

A row of ``rows`` is ``class | name | operator | value | unit | …``; the further cells are named by ``extras``. A cell
``a~b`` means a and is printed b. A class is a short word of ``CLASSES`` or ``level 1/level 2``. Where ``columns`` names
two value columns, the value is ``first;second`` and each half that is not empty is an indicator of its own period.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CLASSES = {
    "数": ("产出指标", "数量指标"),
    "质": ("产出指标", "质量指标"),
    "时": ("产出指标", "时效指标"),
    "本": ("产出指标", "成本指标"),
    "经本": ("成本指标", "经济成本指标"),
    "社本": ("成本指标", "社会成本指标"),
    "生本": ("成本指标", "生态环境成本指标"),
    "经": ("效益指标", "经济效益指标"),
    "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"),
    "续": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form. ``op``, ``value``, ``unit`` are as printed; ``true`` holds what they mean."""

    level1: str
    level2: str
    name: str
    op: str
    value: str
    unit: str
    extra: Mapping[str, str]
    true: tuple[str, str, str]

    @property
    def whole(self) -> str:
        """Operator, value and unit in one cell."""
        return f"{self.op}{self.value}{self.unit}"

    @property
    def empty(self) -> bool:
        """A class that the form prints and the department left empty."""
        return not self.name

    def half(self, n: int) -> str:
        """The cell of the n-th value column."""
        value = self.value.split(";")[n]
        return f"{self.op}{value}{self.unit}" if value else ""

    def __getitem__(self, key: str) -> str:
        return self.extra.get(key, "")


@dataclass(frozen=True, slots=True)
class Project:
    """A project, a transfer or a department with its rows; sums as printed."""

    name: str
    rows: list[Row]
    goal: str | None = None
    code: str | None = None
    total: str | None = None
    fiscal: str | None = None
    other: str | None = None
    amounts: Mapping[str, Any] = field(default_factory=dict)
    head: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """A document: who made it, what it prints, which faults it has."""

    file: str
    family: str
    department: str
    year: int
    unit: str | None
    projects: list[Project]
    faults: list[list[Any]]
    tolerate: list[str]
    columns: list[list[str]]
    department_accept: list[str]

    def gold(self) -> dict[str, Any]:
        """The gold as JSON, in the format of the development set."""
        head = {k: getattr(self, k) for k in ("family", "file", "department", "year", "unit")}
        accept = {"department_accept": self.department_accept} if self.department_accept else {}
        keys = ("project", "indicator", "problem", "note", "planted")
        faults = [dict(zip(keys, fault, strict=True)) for fault in self.faults]
        projects = [_project(p, self.columns) for p in self.projects]
        return {**head, **accept, "projects": projects, "faults": faults, "tolerate": self.tolerate}


def _project(project: Project, columns: list[list[str]]) -> dict[str, Any]:
    plain = {k: getattr(project, k) for k in ("name", "code", "total", "fiscal", "other", "goal")}
    rest = {k: dict(getattr(project, k)) for k in ("goals", "head") if getattr(project, k)}
    if project.amounts:
        rest["amounts"] = {k: v if isinstance(v, str) else [f"{n:.2f}" for n in v] for k, v in project.amounts.items()}
    rows = [one for row in project.rows if not row.empty for one in _indicators(row, columns)]
    empty = [{"level1": row.level1, "level2": row.level2} for row in project.rows if row.empty]
    accept = {k: v for k, v in project.more.items() if k.endswith("_accept")}
    return {**plain, **rest, **accept, "indicators": rows, **({"empty_rows": empty} if empty else {})}


def _indicators(row: Row, columns: list[list[str]]) -> Iterator[dict[str, Any]]:
    op, value, unit = row.true
    base = {"level1": row.level1 or None, "level2": row.level2 or None, "name": row.name, "operator": op or None}
    if not columns:
        yield {**base, "value": value, "unit": unit or None, "extra": {**row.extra, "printed": row.whole}}
        return
    for n, (period, column) in enumerate(columns):
        if half := value.split(";")[n]:
            extra = {**row.extra, "column": column, "printed": row.half(n)}
            number = half[:1].isdigit()
            true = {"operator": op or None if number else None, "value": half, "unit": unit or None if number else None}
            yield {**base, **true, "period": period, "extra": extra}


def _row(line: str, extras: list[str]) -> Row:
    parts = [part.strip() for part in line.split("|")]
    group, name, *rest = [*parts, *[""] * (5 + len(extras) - len(parts))]
    level1, _, level2 = group.partition("/")
    level1, level2 = CLASSES.get(group, (level1, level2))
    pairs = [(a, b if mark else a) for a, mark, b in (cell.partition("~") for cell in rest[:3])]
    printed, true = [b for _, b in pairs], [a for a, _ in pairs]
    more = {k: v for k, v in zip(extras, rest[3:], strict=True) if v}
    return Row(level1, level2, name, printed[0], printed[1], printed[2], more, (true[0], true[1], true[2]))


def load(path: Path) -> Design:
    """Read a design; raises KeyError or ValueError where it is not well formed."""
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = set(Project.__dataclass_fields__) - {"more"}
    projects = []
    for item in text["projects"]:
        extras = item.pop("extras", text.get("extras", []))
        rows = [_row(line, extras) for line in item.pop("rows").splitlines() if line.strip()]
        more = {k: v for k, v in item.items() if k not in known}
        projects.append(Project(rows=rows, more=more, **{k: v for k, v in item.items() if k in known}))
    lists = {k: text.get(k, []) for k in ("faults", "tolerate", "columns", "department_accept")}
    head = {k: text[k] for k in ("file", "family", "department", "year", "unit")}
    return Design(projects=projects, **head, **lists)


def write_gold(design: Design, folder: Path) -> None:
    """Write the gold beside the document."""
    path = folder / f"{Path(design.file).stem}.gold.json"
    path.write_text(json.dumps(design.gold(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
