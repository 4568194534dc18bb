"""The section 表间勾稽: every relation of the book with its two figures, and a small picture of the tables they tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.ties.check import Tie, TieState

ROW = 22
"""Height of a table's line in the picture, in px."""
_LEFT = 360
"""Where the arcs begin; titles stand left of it."""
_ORDER = (TieState.FAILS, TieState.UNCHECKED, TieState.HOLDS)
MARKS = {TieState.FAILS: "✕ 不成立", TieState.UNCHECKED: "— 未核对", TieState.HOLDS: "✓ 成立"}


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two tables of the picture: an SVG path, its state, and what it stands for."""

    path: str
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """``titles`` from top to bottom, each with the state of its own sums ("" if none were checked)."""

    titles: list[tuple[str, int, str]]
    """Title, y, state."""
    arcs: list[Arc]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TieSection:
    """What the section shows; ``rows`` are sorted: what does not hold, what was not checked, what holds."""

    rows: list[Tie]
    counts: dict[str, int]
    picture: Diagram


def section(ties: Sequence[Tie]) -> TieSection | None:
    """The section of one document, None if nothing was to be checked."""
    if not ties:
        return None
    rows = sorted(ties, key=lambda tie: _ORDER.index(tie.state))
    counts = {MARKS[state]: sum(tie.count for tie in ties if tie.state is state) for state in _ORDER}
    return TieSection(rows, counts, _picture(ties))


def _picture(ties: Iterable[Tie]) -> Diagram:
    joined: dict[tuple[str, ...], list[Tie]] = {}
    for tie in ties:
        if tie.tables:
            joined.setdefault(tie.tables, []).append(tie)
    names = list(dict.fromkeys(title for titles in joined for title in titles))
    at = {title: ROW * number + ROW // 2 for number, title in enumerate(names)}
    own = {titles[0]: _worst(group) for titles, group in joined.items() if len(titles) == 1}
    arcs, widest = [], 0
    for titles, group in joined.items():
        for other in titles[1:]:
            high, low = sorted((at[titles[0]], at[other]))
            bend = _LEFT + 30 + (low - high) // 2
            widest = max(widest, bend)
            path = f"M{_LEFT} {high} C{bend} {high} {bend} {low} {_LEFT} {low}"
            says = "；".join(dict.fromkeys(tie.name for tie in group))
            arcs.append(Arc(path, _worst(group).name.lower(), says))
    arcs.sort(key=lambda arc: arc.state != TieState.HOLDS.name.lower())
    shown = [(title, at[title], own[title].name.lower() if title in own else "") for title in names]
    return Diagram(shown, arcs, max(widest, _LEFT) + 10, ROW * len(names))


def _worst(group: Iterable[Tie]) -> TieState:
    return min((tie.state for tie in group), key=_ORDER.index)
