"""Ways to put a fault into an invented project: changes of rows and projects, and a rule's own flagged examples.

A planter changes the project and returns the place of the fault: the index of the row, PROJECT for the project as a
whole, or None if this project has no part in which the fault can be made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TypeAlias

from auditor.rulebook.pack import ExampleText, FurtherProject, Texts
from auditor.rulebook.ruleset import Rule
from bench.accuracy.invent import Invented, Row

PROJECT = -1

Planter: TypeAlias = Callable[[Random, Invented], int | None]
Change: TypeAlias = Callable[[Random, Row], None]
Choice: TypeAlias = Callable[[Row], bool]

AMOUNT, QUALITY, TIME, COST, SATISFIED = "数量指标", "质量指标", "时效指标", "经济成本指标", "服务对象满意度指标"
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
LEVEL1 = {
    AMOUNT: "产出指标", QUALITY: "产出指标", TIME: "产出指标", COST: "成本指标", "社会成本指标": "成本指标",
    SATISFIED: "满意度指标", ECONOMIC: "效益指标", SOCIAL: "效益指标", ECOLOGICAL: "效益指标", LASTING: "效益指标",
}  # fmt: skip


def on(choice: Choice, change: Change) -> Planter:
    """Change one row, chosen at random among those that ``choice`` accepts."""

    def plant(random: Random, project: Invented) -> int | None:
        fit = [index for index, row in enumerate(project.rows) if choice(row)]
        if not fit:
            return None
        index = random.choice(fit)
        change(random, project.rows[index])
        return index

    return plant


def put(**cells: str | tuple[str, ...]) -> Change:
    """Set cells; of a tuple, one text at random. "{}" in a text is the cell's old content."""

    def change(random: Random, row: Row) -> None:
        for name, given in cells.items():
            text = given if isinstance(given, str) else random.choice(given)
            setattr(row, name, text.replace("{}", getattr(row, name)))

    return change


def moved(*level2: str) -> Change:
    """Move the row to another class, with the level 1 of this class."""

    def change(random: Random, row: Row) -> None:
        row.level2 = random.choice(level2)
        row.level1 = LEVEL1[row.level2]

    return change


def row(
    level2: str | tuple[str, ...] = (),
    *ends: str,
    unit: str | tuple[str, ...] = (),
    operator: str = "",
    not_in: str = "",
) -> Choice:
    """A choice of rows by class, end of the name, unit and operator; what is not given may be anything."""
    classes = (level2,) if isinstance(level2, str) else level2
    units = (unit,) if isinstance(unit, str) else unit

    def fits(one: Row) -> bool:
        return (
            (not classes or one.level2 in classes)
            and (not ends or one.name.endswith(ends))
            and (not units or one.unit in units)
            and (not operator or one.operator in operator.split())
            and not (not_in and any(word in one.name for word in not_in.split()))
        )

    return fits


def added(*lines: str) -> Planter:
    """A further row at the project's end."""

    def plant(random: Random, project: Invented) -> int | None:
        project.rows.append(Row(*(cell.strip() for cell in random.choice(lines).split("|"))))
        return len(project.rows) - 1

    return plant


def without(choice: Choice, kinds: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> Planter:
    """The project without the rows of ``choice``; only for projects of ``kinds``, or of none of ``but``."""

    def plant(random: Random, project: Invented) -> int | None:
        kept = [one for one in project.rows if not choice(one)]
        if len(kept) in (0, len(project.rows)) or (kinds and project.kind not in kinds) or project.kind in but:
            return None
        project.rows[:] = kept
        return PROJECT

    return plant


def project(**cells: str | tuple[str, ...]) -> Planter:
    """Set cells of the project; "{}" is the cell's old content."""

    def plant(random: Random, one: Invented) -> int | None:
        for name, given in cells.items():
            text = given if isinstance(given, str) else random.choice(given)
            setattr(one, name, text.replace("{}", getattr(one, name)))
        return PROJECT

    return plant


def again(change: Change, choice: Choice = lambda one: True) -> Planter:
    """Repeat one row at the project's end, changed by ``change``."""

    def plant(random: Random, one: Invented) -> int | None:
        fit = [row for row in one.rows if choice(row)]
        if not fit:
            return None
        copy = Row(*random.choice(fit).cells)
        change(random, copy)
        one.rows.append(copy)
        return len(one.rows) - 1

    return plant


def several(*planters: Planter) -> Planter:
    """One of the planters at random; if it returns None, the others."""

    def plant(random: Random, one: Invented) -> int | None:
        for planter in random.sample(planters, len(planters)):
            place = planter(random, one)
            if place is not None:
                return place
        return None

    return plant


@dataclass(slots=True)
class Planted:
    """What is printed at one place of the table: the project with its fault, and projects that belong to it."""

    project: Invented
    place: int
    further: list[Invented] = field(default_factory=list)


_CELLS = {
    "项目编码": "code",
    "项目名称": "name",
    "项目总额": "total",
    "财政资金": "fiscal",
    "其他资金": "other",
    "绩效目标": "goal",
}
"""Project cells that both layouts print, by the field of an invented project."""


def from_examples(rule: Rule) -> list[Callable[[Random, Invented], Planted | None]]:
    """A planter for each flagged example that a table of indicators can hold."""
    return [partial(_example, rule, example) for example in rule.text.examples.flagged if _plantable(example)]


def _plantable(example: str | ExampleText) -> bool:
    """Whether a printed row or project shows the whole example: no further columns, no repairs, no other tables."""
    if isinstance(example, str):
        return example.count("|") == 5
    parts = [example, *example.further]
    others = (example.document, example.budget, example.repairs, example.prose)
    plain = not any((*others, example.tables, example.contents, example.pages))
    fits = all(line.count("|") == 5 for part in parts for line in part.indicators)
    return plain and fits and all(part.project.keys() <= set(_CELLS) for part in parts)


def _example(rule: Rule, example: str | ExampleText, random: Random, one: Invented) -> Planted | None:
    if isinstance(example, str) and rule.table.name == "指标":
        cells = _row(example)
        like = [index for index, row in enumerate(one.rows) if row.level2 == cells.level2]
        index = random.choice(like or range(len(one.rows)))
        one.rows[index] = cells
        return Planted(one, index)
    text = ExampleText.model_validate({"指标": [example]}) if isinstance(example, str) else example
    if "项目名称" not in text.project and one.kind in ("建设", "购置"):
        # The example is about a project of no special kind; more is required of the special ones.
        return None
    further = [_overlaid(Invented("", "", "", "", "", "", one.kind), part) for part in text.further]
    for number, other in enumerate(further):
        other.code = other.code or f"{one.code[:8]}{chr(ord('F') + number)}{one.code[9:]}"
        other.name = other.name or f"{one.name}之{number + 2}"
        other.total, other.fiscal = other.total or one.total, other.fiscal or one.fiscal
    return Planted(_overlaid(one, text), PROJECT, further)


def _overlaid(one: Invented, part: FurtherProject) -> Invented:
    """The example's cells and rows over an invented project's; if it gives a total, sums it does not give are blank."""
    cells = _cells(part.project)
    if "项目总额" in cells:
        one.total, one.fiscal, one.other = cells["项目总额"], "", ""
    for key, name in _CELLS.items():
        if key in cells:
            setattr(one, name, cells[key])
    one.rows = [_row(line) for line in part.indicators]
    return one


def _cells(texts: Texts) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in texts.items()}


def _row(line: str) -> Row:
    return Row(*(cell.strip() for cell in line.split("|")))
