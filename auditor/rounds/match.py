"""Which rows of two rounds are the same: projects by code, then name; indicators by name, then likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from auditor.baseline import Key
from auditor.language.similarity import score
from auditor.language.text import normalised
from auditor.rounds.round import PastGoal, PastPaper, PastRow

ALIKE = 85.0
"""The likeness from which rules call two names alike (``similarity.near_pairs``)."""
SHARED = 0.5
"""Share of its projects by which a document without a department is known again: more than it has in common with any
other document, as no two departments have half of their projects in common."""
MANY = 300
"""Left-over names on each side that are compared with each other; more are rows of a table that was read otherwise."""

Item = TypeVar("Item")


@dataclass(slots=True)
class Counterparts:
    """The documents of one department (or one document of an unknown one) in both rounds, one side perhaps empty."""

    name: str
    old: list[PastPaper] = field(default_factory=list)
    new: list[PastPaper] = field(default_factory=list)
    goals: list[tuple[PastGoal, PastGoal]] = field(default_factory=list)
    rows: list[tuple[PastRow, PastRow]] = field(default_factory=list)
    """Indicators of ``goals`` that are the same."""


def units(old: Sequence[PastPaper], new: Sequence[PastPaper]) -> list[Counterparts]:
    """All departments of both rounds in the order of the later one, with the rows that are the same."""
    found: dict[Key, Counterparts] = {}
    for paper in new:
        found.setdefault(paper.key, Counterparts(paper.department or paper.id)).new.append(paper)
    keys = dict(_places(old, new))
    for paper in old:
        key = keys.get(paper.id, paper.key)
        found.setdefault(key, Counterparts(paper.department or paper.id)).old.append(paper)
    for unit in found.values():
        _match(unit)
    return list(found.values())


def _places(old: Sequence[PastPaper], new: Sequence[PastPaper]) -> Iterator[tuple[str, Key]]:
    """Id of a document of the earlier round → the key of its department in the later one, if it is there.

    By department and year, by the department alone (another year's book), by content.
    """
    keys = {paper.key for paper in new}
    by_name: dict[str, set[Key]] = defaultdict(set)
    for paper in new:
        if paper.department:
            by_name[paper.department].add(paper.key)
    contents = {paper.sha256: paper.key for paper in new}
    for paper in old:
        if paper.key in keys:
            yield paper.id, paper.key
        elif paper.department and len(named := by_name[paper.department]) == 1:
            yield paper.id, next(iter(named))
        elif paper.sha256 in contents:
            yield paper.id, contents[paper.sha256]
        elif (like := _by_projects(paper, new)) is not None:
            yield paper.id, like.key


def _by_projects(paper: PastPaper, new: Sequence[PastPaper]) -> PastPaper | None:
    """The document that has most projects of ``paper``, if one of the two names no department: it was renamed."""
    own = {_known(goal) for goal in paper.goals}
    shares = [
        (len(own & {_known(goal) for goal in other.goals}) / len(own), other)
        for other in new
        if own and not (paper.department and other.department)
    ]
    best = max(shares, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > SHARED else None


def _known(goal: PastGoal) -> str:
    return goal.code or normalised(goal.name)


def _match(unit: Counterparts) -> None:
    old = [goal for paper in unit.old for goal in paper.goals]
    new = [goal for paper in unit.new for goal in paper.goals]
    # A code that several projects of one side bear names a kind of project, and no single one.
    codes = Counter(goal.code for goal in old) | Counter(goal.code for goal in new)
    unit.goals = list(
        _pairs(
            old,
            new,
            [
                lambda goal: (goal.shelf, goal.code, normalised(goal.name)) if goal.code else None,
                lambda goal: (goal.shelf, goal.code) if goal.code and codes[goal.code] == 1 else None,
                lambda goal: (goal.shelf, normalised(goal.name)) if normalised(goal.name) else None,
            ],
            lambda goal: goal.name,
        )
    )
    unit.rows = [pair for before, after in unit.goals for pair in _rows(before, after)]


def _rows(before: PastGoal, after: PastGoal) -> Iterator[tuple[PastRow, PastRow]]:
    yield from _pairs(
        before.indicators,
        after.indicators,
        [
            lambda row: tuple(row.cells.values()),
            lambda row: (row.cells["二级指标"], normalised(row.cells["三级指标"])),
            lambda row: normalised(row.cells["三级指标"]) or None,
        ],
        lambda row: row.cells["三级指标"],
    )


def _pairs(
    old: Sequence[Item],
    new: Sequence[Item],
    keys: Sequence[Callable[[Item], Hashable | None]],
    name: Callable[[Item], str],
) -> Iterator[tuple[Item, Item]]:
    """Items that are the same: by each key in turn (several of one key in their order), then by the likest names."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number, item in right.items():
            if (value := key(item)) is not None:
                waiting[value].append(number)
        for number, item in list(left.items()):
            same = waiting.get(key(item)) if key(item) is not None else None
            if same:
                yield item, right.pop(same.pop(0))
                del left[number]
    likest = sorted(_alike(list(left.items())[:MANY], list(right.items())[:MANY], name), reverse=True)
    for _, first, second in likest:
        if first in left and second in right:
            yield left.pop(first), right.pop(second)


def _alike(
    old: Iterable[tuple[int, Item]], new: Sequence[tuple[int, Item]], name: Callable[[Item], str]
) -> Iterator[tuple[float, int, int]]:
    for first, before in old:
        for second, after in new:
            if (value := score(name(before), name(after))) >= ALIKE:
                yield value, first, second
