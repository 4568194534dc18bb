"""Invented projects that are clean by the rule book, from the grammar in invented.yaml, printed in two layouts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

GRAMMAR = Path(__file__).with_name("invented.yaml")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_FURTHER = 3
"""Most optional rows per project."""
_LIMITED = 0.3
"""Share of names with a restriction ("农村…"), among those that may have one."""


@dataclass(slots=True)
class Row:
    """One indicator as printed."""

    level1: str
    level2: str
    name: str
    operator: str
    value: str
    unit: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.level1, self.level2, self.name, self.operator, self.value, self.unit


@dataclass(slots=True)
class Invented:
    """One project as printed; amounts in 万元 with six decimals."""

    code: str
    name: str
    total: str
    fiscal: str
    other: str
    goal: str
    kind: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def label(self) -> str:
        return "-".join(part for part in (self.code, self.name) if part)


def invent(seed: int) -> Iterator[Invented]:
    """An endless series of projects, the same for the same seed, with no name twice."""
    random = Random(seed)
    grammar = _grammar()
    names: set[str] = set()
    number = 0
    while True:
        words = _words(random, grammar["领域"][random.choice(list(grammar["领域"]))], grammar["地"])
        kind = random.choice(list(grammar["项目"]))
        pattern = grammar["项目"][kind]
        name = _fill(pattern["名称"], words)
        if name in names:
            # There are few places: a second project of the same kind in one place is called a second phase.
            name = f"{name}（{random.choice('东西南北中')}片第{random.randrange(2, 90)}标段）"
            if name in names:
                continue
        names.add(name)
        number += 1
        yield _project(random, kind, pattern, name, words, number)


def _project(
    random: Random, kind: str, pattern: dict[str, Any], name: str, words: dict[str, str], number: int
) -> Invented:
    total = random.randrange(80_000, 9_000_000)
    other = 0 if random.random() < 0.8 else total // 5
    words["总额"] = f"{total / 10_000:.4f}".rstrip("0").rstrip(".")
    optional = pattern["可有"]
    lines = [*pattern["行"], *random.sample(optional, random.randint(0, min(_FURTHER, len(optional))))]
    rows: list[Row] = []
    for line in lines:
        row = _row(random, line, words)
        if all(row.name != earlier.name for earlier in rows):
            rows.append(row)
        words.setdefault("首值", row.value)
    return Invented(
        code=f"11019926{random.choice('TRY')}{number:012d}",
        name=name,
        total=_money(total),
        fiscal=_money(total - other),
        other=_money(other) if other else "",
        goal=_fill(pattern["目标"], words),
        kind=kind,
        rows=rows,
    )


def _money(hundreds: int) -> str:
    return f"{hundreds / 10_000:,.6f}"


def _words(random: Random, choices: dict[str, Any], places: list[str]) -> dict[str, str]:
    thing, counted = random.choice(choices["物"])
    act, times = random.choice(choices["活动"])
    work, amount, unit = random.choice(choices["工程"])
    target, check, checked = random.choice(choices["检查"])
    return {
        "地": random.choice(places), "人": random.choice(choices["人"]), "物": thing, "量词": counted,
        "活动": act, "场次": times, "培训": random.choice(choices["培训"]), "工程": work,
        # 校舍修缮 + 修缮面积 = 校舍修缮面积
        "工程量": work + amount.removeprefix(work[-2:]), "工程单位": unit,
        "系统": random.choice(choices["系统"]), "补助": random.choice(choices["补助"]),
        "检查对象": target, "检查": check, "检查单位": checked, "政策": random.choice(choices["政策"]),
    }  # fmt: skip


def _row(random: Random, line: str, words: dict[str, str]) -> Row:
    level1, level2, name, operator, value, unit = (cell.strip().strip('"') for cell in line.split("|"))
    limits = name.startswith("{") and random.random() < _LIMITED
    named = (random.choice(_grammar()["限定"]) if limits else "") + _fill(name, words)
    return Row(
        level1, level2, named, _pick(random, operator), _pick(random, _fill(value, words)),
        _fill(unit, words),
    )  # fmt: skip


def _pick(random: Random, text: str) -> str:
    if span := _RANGE.fullmatch(text):
        return str(random.randint(int(span[1]), int(span[2])))
    return random.choice(text.split("/"))


def _fill(text: str, words: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: words[slot[1]], text)


@cache
def _grammar() -> dict[str, Any]:
    grammar: dict[str, Any] = yaml.safe_load(GRAMMAR.read_text(encoding="utf-8"))
    return grammar


@dataclass(slots=True)
class Printed:
    """A table as text. ``lines`` holds, for each project, the 1-based lines of its rows in order."""

    text: str
    lines: list[list[int]]


LAYOUTS = ("chaoyang", "hrss")


def print_table(projects: Iterable[Invented], layout: str) -> Printed:
    """The table 项目支出绩效表 as the two kinds of book print it.

    ``chaoyang``: one header, amounts to six decimals, on every second page (20 projects) the column 其他资金 missing
    where it is empty. ``hrss``: the header again at every page's head, 本年绩效目标值, empty columns at the right.
    """
    return _Printer(layout).table(projects)


class _Printer:
    def __init__(self, layout: str) -> None:
        self._hrss = layout == "hrss"
        self._out: list[str] = []
        self._narrow = False

    def table(self, projects: Iterable[Invented]) -> Printed:
        lines = []
        for number, project in enumerate(projects):
            if number % 20 == 0:
                self._page(number // 20)
            if not self._hrss and self._narrow and project.other:
                self._out.append("")
                self._narrow = False
            lines.append(self._project(project))
        return Printed("\n".join(self._out) + "\n", lines)

    def _page(self, page: int) -> None:
        if page == 0:
            title = "预算12表 项目支出绩效目标表" if self._hrss else "预算表12 年度项目支出绩效表"
            self._out += ["云山区人民政府2026年部门预算", "", title, ""]
            self._out += ["金额单位：万元", ""]
        elif not self._hrss:
            self._out.append("")
        self._narrow = not self._hrss and page % 2 == 1
        if page and not self._hrss:
            return
        sign, value = (":", "本年绩效目标值") if self._hrss else ("：", "本年绩效指标值")
        titles = ["项目名称", "项目总额", f"其中{sign}", "", "绩效目标", "一级指标", "二级指标", "三级指标"]
        titles += ["绩效指标性质", value, "绩效度量单位"]
        self._out += ["", "\t".join(titles), "\t".join(["", "", "财政资金", "其他资金", *[""] * 7])]

    def _project(self, project: Invented) -> list[int]:
        amounts = [project.total, project.fiscal, *([] if self._narrow else [project.other])]
        head = [project.label, *amounts, project.goal]
        lines = []
        for row in project.rows or [Row("", "", "", "", "", "")]:
            cells = [*head, *row.cells, *([""] * 4 if self._hrss else [])]
            self._out.append("\t".join(cells))
            lines.append(len(self._out))
            head = [""] * len(head)
        return lines
