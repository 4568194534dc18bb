"""Advice that stands: ``python -m bench.accuracy.advice [FILE ...]`` follows every suggestion and audits again.

A suggestion is to make its finding go away, and no other rule may tell the row for it. Without FILE the development
documents are taken (those of ``run.SETS`` that are not held out). Prints what is contradicted; exit code 1 if anything
is. A finding of severity info contradicts nothing.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from auditor.facts.load import load
from auditor.findings import Finding, Severity
from auditor.model import Book, Indicator
from auditor.pipeline import audit
from auditor.rulebook import RuleSet, load_packs, run
from bench.accuracy.run import present

CELLS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "指标性质": "operator",
    "指标值": "value",
    "度量单位": "unit",
}
"""Fact column that a suggestion names → the indicator's cell."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``first`` was followed, and then ``second`` was said of the row."""

    first: Finding
    second: Finding

    def __str__(self) -> str:
        did = "，".join(f"{name}→{text}" for name, text in (self.first.suggestion or {}).items())
        return f"{self.first.rule} {self.first.message} [{did}]\n    {self.second.rule} {self.second.message}"


def judge(books: Sequence[Book], rules: RuleSet) -> list[Finding]:
    """The findings of ``books``."""
    facts = load(list(books))
    try:
        return run(rules, facts)[1]
    finally:
        facts.close()


def change(indicator: Indicator, cells: Mapping[str, str]) -> None:
    """Write ``cells`` (fact column → text) into the indicator."""
    for name, text in cells.items():
        setattr(indicator, CELLS[name], text)
        indicator.printed.pop(name, None)


def contradicted(books: Sequence[Book], rules: RuleSet) -> tuple[int, list[Contradiction]]:
    """(suggestions followed, those that did not stand). ``books`` are not changed.

    All first suggestions of the rows are followed at once, then the second ones, so that each row is judged with one.
    """
    before = judge(books, rules)
    said: dict[str, set[str]] = defaultdict(set)
    advised: dict[str, list[Finding]] = defaultdict(list)
    for finding in before:
        if finding.indicator:
            said[finding.indicator].add(finding.rule)
            if finding.suggestion:
                advised[finding.indicator].append(finding)
    wrong: list[Contradiction] = []
    for turn in range(max(map(len, advised.values()), default=0)):
        followed = {id: found[turn] for id, found in advised.items() if len(found) > turn}
        changed = deepcopy(list(books))
        for indicator in _indicators(changed):
            if indicator.id in followed:
                change(indicator, followed[indicator.id].suggestion or {})
        for finding in judge(changed, rules):
            first = followed.get(finding.indicator or "")
            if first is None or finding.severity is Severity.INFO:
                continue
            if finding.rule == first.rule or finding.rule not in said[finding.indicator or ""]:
                wrong.append(Contradiction(first, finding))
    return sum(map(len, advised.values())), wrong


def _indicators(books: Iterable[Book]) -> Iterable[Indicator]:
    return (indicator for book in books for project in book.goals() for indicator in project.indicators)


def main(arguments: Sequence[str]) -> int:
    rules, bad = load_packs(["core"]), 0
    for path in map(Path, arguments or [str(one.book) for one in present() if not one.held_out]):
        followed, wrong = contradicted(audit([path]).documents, rules)
        print(f"{path.name}: {followed} suggestions followed, {len(wrong)} contradicted")
        print(*(f"  {one}" for one in wrong), sep="\n")
        bad += len(wrong)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
