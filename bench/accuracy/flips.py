"""Operators turned round: ``python -m bench.accuracy.flips [--misses SET] [--alarms]``.

Every sound quantitative row of the labelled departments gets the opposite operator (≥ for ≤, > for <, and back), and
the core pack judges the table again. Printed: the share of turned rows that a rule of direction tells, by level 2, and
the rows that such a rule tells as they stand, which are false alarms. A row is sound if no reading of its set labels
it. None is left out because either operator might do: such rows count as missed. Rows are turned in ``COPIES`` copies
of the table, every ``COPIES``-th row in each, so that a row's neighbours stand as printed. Of a held-out set
only totals are shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from auditor import read
from auditor.facts.load import load
from auditor.findings import Finding, Severity, Status
from auditor.language.value import read_value
from auditor.model import Book, Indicator
from auditor.rulebook import load_packs, run
from auditor.rulebook.ruleset import RuleSet
from bench.accuracy.run import GOLD, SETS, LabelledSet

TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
TELLS = frozenset(("direction-conflict", "empty-threshold"))
"""Classes that tell a wrong operator: the direction itself, and a target that any result meets (≤ 100 %)."""
_WEIGHT = {Status.VIOLATION: 2, Status.NEEDS_REVIEW: 1, Status.READING_DOUBT: 0}
COPIES = 7
"""Copies of a table. More would turn fewer rows in each, and take longer."""
HESHUN = LabelledSet(
    "heshun-city-2026", GOLD / "heshun-city-2026.txt", GOLD / "heshun.labels.jsonl", "development set, not everywhere"
)


@dataclass(slots=True)
class Flips:
    """What one set gave: turned rows by level 2, and those reported; ``missed`` and ``alarms`` are rows as text."""

    rows: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    reviewed: int = 0
    """Those reported as 待核实 only."""
    standing: int = 0
    """Sound rows as they stand, quantitative or not."""
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.reported.total() / self.rows.total() if self.rows else 1.0


def sets() -> list[LabelledSet]:
    """The labelled sets, those without labels here included."""
    return list({one.name: one for one in (*SETS, HESHUN)}.values())


def direction_rules() -> RuleSet:
    """The core pack with only the rules that tell a direction."""
    core = load_packs(["core"])
    return replace(core, rules=[rule for rule in core.rules if rule.text.problem in TELLS])


def turn(indicator: Indicator) -> Indicator | None:
    """``indicator`` with the opposite operator; None if it has no number or no operator that can be turned."""
    value = read_value(indicator.operator, indicator.value, indicator.unit)
    if value.number is None or value.operator not in TURNED:
        return None
    if not indicator.operator and value.inner_operator:
        return replace(indicator, operator=TURNED[value.operator], value=str(value.number) + value.inner_unit)
    return replace(indicator, operator=TURNED[value.operator])


def measure(one: LabelledSet, rules: RuleSet) -> Flips:
    """Turn the sound rows of ``one`` and judge them by ``rules``."""
    book = read(one.book)
    labelled = {json.loads(line)["line"] for line in one.labels.read_text(encoding="utf-8").splitlines() if line}
    sound = [row for row in _indicators(book) if row.source.line not in labelled]
    turned = {row.id: other for row in sound if (other := turn(row)) is not None}
    order = {id: number % COPIES for number, id in enumerate(turned)}
    books = [replace(book, id="0")]
    for copy in range(COPIES):
        books.append(_with(book, str(copy + 1), {id: row for id, row in turned.items() if order[id] == copy}))
    said = _said(books, rules)
    found = Flips(standing=len(sound))
    for row in sound:
        if (alarm := said.get(("0", row.id))) and alarm.status is not Status.READING_DOUBT:
            found.alarms.append(f"{_text(row)} :: {alarm.rule}")
        if row.id not in turned:
            continue
        found.rows[row.level2] += 1
        if finding := said.get((str(order[row.id] + 1), row.id)):
            found.reported[row.level2] += 1
            found.reviewed += finding.status is Status.NEEDS_REVIEW
        else:
            found.missed.append(_text(turned[row.id]))
    return found


def _indicators(book: Book) -> Iterable[Indicator]:
    return (indicator for project in book.goals() for indicator in project.indicators)


def _with(book: Book, id: str, rows: dict[str, Indicator]) -> Book:
    """``book`` as ``id``, with ``rows`` in place of those of the same id."""
    shelves: dict[str, Any] = {
        shelf.attribute: [
            replace(goal, indicators=[rows.get(row.id, row) for row in goal.indicators]) for goal in goals
        ]
        for shelf, goals in book.shelved()
    }
    return replace(book, id=id, **shelves)


def _said(books: list[Book], rules: RuleSet) -> dict[tuple[str, str], Finding]:
    """Document and indicator → the weightiest of what was found there: a violation, a row to be looked at, a doubt of
    reading. As in ``score``, a doubt counts as reported and never as an alarm."""
    facts = load(books)
    try:
        _, findings = run(rules, facts)
    finally:
        facts.close()
    said: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.indicator and finding.severity is not Severity.INFO:
            key = (finding.document, finding.indicator)
            if key not in said or _WEIGHT[finding.status] > _WEIGHT[said[key].status]:
                said[key] = finding
    return said


def _text(row: Indicator) -> str:
    return f"{row.source.line}\t{' | '.join((row.level2, row.name, row.operator, row.value, row.unit))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", metavar="SET", help="list the turned rows of a development set that nothing tells")
    parser.add_argument("--alarms", action="store_true", help="list the sound rows that are reported as they stand")
    options = parser.parse_args()
    chosen = [one for one in sets() if one.labels.exists()]
    if options.misses:
        chosen = [one for one in chosen if one.name == options.misses and not one.held_out]
        if not chosen:
            sys.exit(f"{options.misses}: no such development set here")
    rules = direction_rules()
    whole = Flips()
    for one in chosen:
        found = measure(one, rules)
        _print(one, found, options.alarms, bool(options.misses))
        whole.rows += found.rows
        whole.reported += found.reported
        whole.standing += found.standing
        whole.alarms += found.alarms
    print(f"all sets: {_figures(whole)}")


def _print(one: LabelledSet, found: Flips, alarms: bool, misses: bool) -> None:
    print(f"{one.name}: {_figures(found)}; {found.reviewed} of them only as 待核实")
    if one.held_out:
        return
    for level2, rows in found.rows.most_common():
        print(f"  {level2 or '-'}: {found.reported[level2]} of {rows}")
    for row in found.missed if misses else ():
        print(f"  missed {row}")
    for row in found.alarms if alarms else ():
        print(f"  alarm {row}")


def _figures(found: Flips) -> str:
    return (
        f"{found.reported.total()} of {found.rows.total()} turned rows reported ({found.share:.3f}),"
        f" {len(found.alarms)} of {found.standing} sound rows reported as they stand"
    )


if __name__ == "__main__":
    main()
