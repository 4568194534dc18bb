"""The pictures of the index, as geometry: severities by department, rules by department. A table stands beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.findings import Finding, Severity, Status

BARS = 40
"""Departments in the picture of severities: about one screen. The table has all of them."""
RULES = 25
"""Rules in the heat map, the most frequent ones: with their names about one screen."""
_BAR_WIDTH, _BAR_HEIGHT = 640, 18
_MAP_WIDTH, _ROW_HEIGHT, _LEFT = 800, 18, 300
_WIDEST, _NARROWEST, _NAMED = 110.0, 4.0, 60.0
"""Width of a department's column in px: its name fits into the widest and, cut, into ``_NAMED``; the narrowest can
still be pointed at."""
_LETTER = 12.5
"""Width of a Chinese character of 12 px, with some space."""
STEPS = 5
"""Shades of the heat map, of equal ratio, so that one large count does not make all others pale."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One department: name, y, and for each severity x, width and count."""

    name: str
    y: int
    parts: list[tuple[str, float, float, int]]


@dataclass(frozen=True, slots=True)
class BarChart:
    bars: list[Bar]
    left_out: int
    """Departments that are not in the picture."""
    height: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One rule in one department. ``shade`` is 1 to ``STEPS``."""

    x: float
    y: int
    width: float
    shade: int
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """``rules``: severity, name, id and y; ``table``: the same names, their sum and the count of each department."""

    rules: list[tuple[Severity, str, str, int]]
    tiles: list[Tile]
    names: list[tuple[float, str]]
    """x and name of each department, none if the columns are too narrow."""
    table: list[tuple[Severity, str, str, int, list[tuple[str, int]]]]
    left_out: int
    """Rules with findings that are not in the picture."""
    width: float
    height: int


def severities(counted: Sequence[tuple[str, Mapping[Severity, int]]]) -> BarChart:
    """The departments with most findings of the gravest kind; ``counted``: name and count by severity."""
    order = list(Severity)
    ranked = sorted(counted, key=lambda each: [-each[1].get(severity, 0) for severity in order])
    ranked = [each for each in ranked if sum(each[1].values())]
    longest = max((sum(counts.values()) for _, counts in ranked), default=1)
    bars = []
    for number, (name, counts) in enumerate(ranked[:BARS]):
        x, parts = 0.0, []
        for severity in order:
            width = _BAR_WIDTH * counts.get(severity, 0) / longest
            if width:
                parts.append((severity.value, round(x, 1), round(width, 1), counts[severity]))
            x += width
        bars.append(Bar(name, number * _BAR_HEIGHT, parts))
    return BarChart(bars, max(0, len(ranked) - BARS), len(bars) * _BAR_HEIGHT)


def heat_map(findings: Iterable[Finding], departments: Mapping[str, str], titles: Mapping[str, str]) -> HeatMap | None:
    """Violations by rule and department, None if there are none. ``departments``: document id → name, in order."""
    counts: dict[tuple[str, Severity], Counter[str]] = {}
    for finding in findings:
        if finding.status is Status.VIOLATION:
            counts.setdefault((finding.rule, finding.severity), Counter())[finding.document] += 1
    if not counts:
        return None
    order = list(Severity)
    ranked = sorted(counts.items(), key=lambda each: (order.index(each[0][1]), -each[1].total()))
    chosen = sorted(ranked, key=lambda each: -each[1].total())[:RULES]
    shown = [each for each in ranked if each in chosen]
    most = max(max(by.values()) for by in counts.values())
    column = min(_WIDEST, max(_NARROWEST, _MAP_WIDTH / len(departments)))
    at = {id_: round(_LEFT + place * column, 1) for place, id_ in enumerate(departments)}
    rules, tiles = [], []
    for number, ((rule, severity), by) in enumerate(shown, 1):  # the names of departments stand above
        y, name = number * _ROW_HEIGHT, titles.get(rule) or rule
        rules.append((severity, name, rule, y))
        for id_, count in by.items():
            title = f"{departments[id_]}：{name} {count} 处"
            tiles.append(Tile(at[id_], y, round(column, 1), _shade(count, most), count, title))
    table = [
        (severity, titles.get(rule) or rule, rule, by.total(), [(departments[id_], n) for id_, n in by.most_common()])
        for (rule, severity), by in ranked
    ]
    width = _LEFT + column * len(departments)
    letters = int(column / _LETTER)
    names = [(round(at[id_] + column / 2, 1), name[:letters]) for id_, name in departments.items()]
    return HeatMap(
        rules,
        tiles,
        names if column >= _NAMED else [],
        table,
        len(ranked) - len(shown),
        width,
        (len(shown) + 1) * _ROW_HEIGHT,
    )


def _shade(count: int, most: int) -> int:
    """1 for a single finding, ``STEPS`` for the most; each shade is the same number of times more than the last."""
    shade = 1
    while shade < STEPS and count > most ** (shade / STEPS):
        shade += 1
    return shade
