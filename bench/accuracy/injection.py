"""Faults planted one at a time: ``python -m bench.accuracy.injection [--places N] [--rule ID] [--check]``.

Every rule's fault is put at a thousand places (half in each layout) into clean projects, one fault per project; the
table is printed, read and judged by the whole core pack. The page says for each rule how many of its faults it finds,
those made by hand-written changes and those from its examples, and which other rules now fire in these projects. It
also says what is found in the clean table. Writes INJECTION.md and injection.json; ``--check`` compares instead.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

from auditor.facts.load import load
from auditor.findings import Finding, Severity, Status
from auditor.forms import read_book
from auditor.model import Book
from auditor.readers.text import read_text
from auditor.rulebook import RuleSet, load_packs, run
from auditor.rulebook.ruleset import Rule
from bench.accuracy.faults import PLANTERS
from bench.accuracy.invent import LAYOUTS, Invented, invent, print_table
from bench.accuracy.planting import PROJECT, Planted, from_examples

HERE = Path(__file__).resolve().parent
PAGE, RESULTS = HERE / "INJECTION.md", HERE / "injection.json"
SEED = 20261
PLACES = 1000
FEW = 16
"""Places per rule in the test that CI runs. Its results are stored separately: few places tell less than a thousand."""
INDICATORS = 10_000
"""Rows of the clean table."""
FOUND, ALARMS = 0.99, 0.01
"""What must hold: share of faults found, share of clean rows with an error or warning."""
_TRIES = 40
"""Projects tried for each place before a fault counts as one that cannot be planted."""
_BATCH = 4
"""Rules that share a table when each has ``PLACES`` places."""
_SHOWN = 12
"""Missed faults kept per rule."""


@dataclass(slots=True)
class Result:
    """One rule: faults planted and found, by way of planting; which other rules fired, by rule and number of places."""

    planted: int = 0
    found: int = 0
    examples: int = 0
    examples_found: int = 0
    doubts: int = 0
    """Those of the found that are reported as a doubtful reading."""
    stood_in: int = 0
    """Those of the found that another rule reports, of the same class and row: this one steps back for it."""
    others: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    """Some of the faults not found, as printed."""

    @property
    def total(self) -> int:
        return self.planted + self.examples

    @property
    def share(self) -> float:
        return (self.found + self.examples_found) / self.total if self.total else 0.0


@dataclass(slots=True)
class Clean:
    """What is found in a table without faults: rows, rows with an error or warning, findings by rule."""

    rows: int
    alarmed: int
    errors_and_warnings: dict[str, int]
    infos: dict[str, int]
    cases: list[str]


@cache
def rulebook() -> RuleSet:
    return load_packs(["core"])


def judge(books: list[Book]) -> list[Finding]:
    facts = load(books)
    try:
        return run(rulebook(), facts)[1]
    finally:
        facts.close()


def _book(text: str, id: str) -> Book:
    return read_book(read_text(f"{id}.txt", text.encode()), id=id)


def clean(indicators: int, layout: str, seed: int = SEED) -> Clean:
    """Judge about ``indicators`` clean rows."""
    projects: list[Invented] = []
    rows = 0
    for project in invent(seed):
        if rows >= indicators:
            break
        projects.append(project)
        rows += len(project.rows)
    findings = judge([_book(print_table(projects, layout).text, "clean")])
    counted = [finding for finding in findings if finding.status is not Status.READING_DOUBT]
    grave = [finding for finding in counted if finding.severity is not Severity.INFO]
    return Clean(
        rows=rows,
        alarmed=len({finding.source.line for finding in grave}),
        errors_and_warnings=_by_rule(grave),
        infos=_by_rule(finding for finding in counted if finding.severity is Severity.INFO),
        cases=list(dict.fromkeys(f"{finding.rule}: {finding.message}" for finding in grave))[:20],
    )


def _by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(finding.rule for finding in findings).items()))


@dataclass(slots=True)
class _Fault:
    """One place: the project without its fault and with it, and the way it was planted."""

    rule: Rule
    before: Invented
    made: Planted
    by_example: bool

    @property
    def alone(self) -> bool:
        """Whether this place needs a separate document, because its rule is about whole documents."""
        return self.rule.table.name == "文件"


def inject(ids: Sequence[str], places: int = PLACES, seed: int = SEED) -> dict[str, Result]:
    """Plant each rule's fault at ``places`` places, half in each layout, and count what is found; results by rule."""
    results = {id: Result() for id in ids}
    for layout in LAYOUTS:
        faults = [fault for id in ids for fault in islice(_plant(id, layout, seed), places // len(LAYOUTS))]
        if not faults:
            continue
        before, _ = _judged([(fault.alone, [fault.before]) for fault in faults], layout)
        after, lines = _judged([(fault.alone, [fault.made.project, *fault.made.further]) for fault in faults], layout)
        for fault, old, new, own in zip(faults, before, after, lines, strict=True):
            _count(results[fault.rule.id], fault, old, new, own)
    for result in results.values():
        result.others = dict(sorted(result.others.items(), key=lambda item: (-item[1], item[0])))
    return results


def _count(result: Result, fault: _Fault, old: list[Finding], new: list[Finding], lines: list[int]) -> None:
    place, rule = fault.made.place, fault.rule
    anywhere = place == PROJECT or rule.table.name in ("项目", "文件")
    hits = [finding for finding in new if finding.rule == rule.id and (anywhere or finding.source.line == lines[place])]
    if not hits:  # the rule steps back where another reports the fault: the row is reported once, under the same class
        classes = {rule.original.problem, *rule.original.also}
        told = Counter(_told(finding) for finding in new) - Counter(_told(finding) for finding in old)
        hits = [
            finding
            for finding in new
            if _told(finding) in told
            and not classes.isdisjoint((finding.problem, *finding.also))
            and (anywhere or finding.source.line == lines[place])
        ]
        result.stood_in += bool(hits)
    if fault.by_example:
        result.examples += 1
        result.examples_found += bool(hits)
    else:
        result.planted += 1
        result.found += bool(hits)
    if hits:
        result.doubts += all(finding.status is Status.READING_DOUBT for finding in hits)
    elif len(result.missed) < _SHOWN and (text := _shown(fault.made)) not in result.missed:
        result.missed.append(text)
    if fault.by_example and rule.id in PLANTERS:
        # Most examples are projects of one or two rows: what else such a project lacks says nothing about the rule.
        return
    more = Counter(finding.rule for finding in new) - Counter(finding.rule for finding in old)
    for other in more.keys() - {rule.id}:
        result.others[other] = result.others.get(other, 0) + 1


def _told(finding: Finding) -> tuple[str, str]:
    """Rule and row as printed: what tells a finding of the project with the fault from one that it had before."""
    return finding.rule, finding.raw


def _plant(id: str, layout: str, seed: int) -> Iterator[_Fault]:
    """Faults of a rule: of four, one from an example and three by hand-written changes, if it has both."""
    rule = rulebook().rule(id)
    assert rule is not None, id
    planter, examples = PLANTERS.get(id), from_examples(rule)
    if planter is None and not examples:
        return
    # A rule's places stay the same when other rules are added or removed.
    own = zlib.crc32(f"{id} {layout} {seed}".encode())
    random = Random(own)
    for number, project in enumerate(islice(invent(own), _TRIES * PLACES)):
        project.code = f"{project.code[:-9]}{own % 10_000:04d}{project.code[-5:]}"
        by_example = planter is None or (bool(examples) and number % 4 == 0)
        made = deepcopy(project)
        if by_example:
            planted = examples[(number // 4 if planter else number) % len(examples)](random, made)
        else:
            assert planter is not None
            at = planter(random, made)
            planted = Planted(made, at) if at is not None else None
        if planted is not None:
            yield _Fault(rule, project, planted, by_example)


def _judged(groups: list[tuple[bool, list[Invented]]], layout: str) -> tuple[list[list[Finding]], list[list[int]]]:
    """For each group of projects its findings and the lines of its first project.

    Groups that are alone become separate documents, the others share one table.
    """
    books: list[Book] = []
    owner: dict[tuple[str, int], int] = {}
    lines: dict[int, list[int]] = {}
    shared = [number for number, (alone, _) in enumerate(groups) if not alone]
    for members in [shared, *([number] for number, (alone, _) in enumerate(groups) if alone)]:
        if not members:
            continue
        printed = print_table((project for number in members for project in groups[number][1]), layout)
        book = _book(printed.text, f"table{len(books)}")
        books.append(book)
        placed = iter(printed.lines)
        for number in members:
            own = [next(placed) for _ in groups[number][1]]
            lines[number] = own[0]
            owner |= {(book.id, line): number for project in own for line in project}
        if groups[members[0]][0]:
            # A finding about the document has no row.
            owner |= {(book.id, line): members[0] for line in range((book.lines or 0) + 1)}
    found: list[list[Finding]] = [[] for _ in groups]
    for finding in judge(books):
        if (group := owner.get((finding.document, finding.source.line or 0))) is not None:
            found[group].append(finding)
    return found, [lines[number] for number in range(len(groups))]


def _shown(made: Planted) -> str:
    if made.place == PROJECT:
        project = made.project
        cells = (
            project.label,
            project.total,
            project.fiscal,
            project.other,
            project.goal,
            f"{len(project.rows)} 条指标",
        )
        return " | ".join(cells)
    return " | ".join(made.project.rows[made.place].cells)


def inject_all(places: int, jobs: int) -> dict[str, Result]:
    """Results of every enabled rule, ``_BATCH`` rules a table, in ``jobs`` processes."""
    ids = [rule.id for rule in rulebook().rules if rule.text.enabled]
    size = max(1, _BATCH * PLACES // max(places, 1))
    batches = [ids[at : at + size] for at in range(0, len(ids), size)]
    results: dict[str, Result] = {}
    if jobs <= 1 or len(batches) == 1:
        for batch in batches:
            results |= inject(batch, places)
        return results
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for made in pool.map(inject, batches, [places] * len(batches)):
            results |= made
    return results


def failures(results: dict[str, Result]) -> list[str]:
    return [id for id, result in results.items() if result.total and result.share < FOUND]


def page(results: dict[str, Result], cleans: dict[str, Clean], places: int) -> str:
    """INJECTION.md."""
    names = {rule.id: rule.text.name for rule in rulebook().rules}
    never = [id for id, result in results.items() if not result.total]
    low = failures(results)
    lines = [
        "# Injection",
        "",
        f"Made by `python -m bench.accuracy.injection --places {places}` (`make injection`: {PLACES}), seed {SEED},"
        " core pack."
        " Grammar of the clean projects: [invented.yaml](invented.yaml); the faults: [faults.py](faults.py).",
        "",
        f"One fault a project, {places} places a rule, half in the layout of either sample; printed as text, read and"
        " judged by all rules. A quarter of the places takes a flagged example of the rule, the others a hand-written"
        " change of an invented row (rules without one: examples alone). 'Also fired': other rules that fire in the"
        " project with the fault and not without it, with the share of places (of the hand-written changes, if any)."
        " 'By another rule': the rule steps back where another reports the row under the same class.",
        "",
        f"Must hold: every rule finds ≥ {FOUND:.0%} of its faults; a clean table brings ≤ {ALARMS:.0%} rows with an"
        " error or warning.",
        "",
        "## Clean tables",
        "",
        "| layout | indicators | rows with an error or warning | share | by rule | info, by rule |",
        "|---|---|---|---|---|---|",
    ]
    for layout, said in cleans.items():
        by_rule = "、".join(f"{id} {count}" for id, count in said.errors_and_warnings.items()) or "none"
        infos = "、".join(f"{id} {count}" for id, count in said.infos.items()) or "none"
        share = f"{said.alarmed / said.rows:.2%}"
        lines.append(f"| {layout} | {said.rows} | {said.alarmed} | {share} | {by_rule} | {infos} |")
    cases = list(dict.fromkeys(case for said in cleans.values() for case in said.cases))
    lines += ["", "Said of clean rows:", "", *(f"- {case}" for case in cases)] if cases else []
    lines += [
        "",
        "## Planted faults",
        "",
        f"{len(results) - len(low) - len(never)} of {len(results)} rules hold; below {FOUND:.0%}:"
        f" {'、'.join(low) or 'none'}; not plantable in these layouts: {'、'.join(never) or 'none'}.",
        "",
        "| rule | | found | changes | examples | by another rule | as doubt of reading | also fired |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for id, result in results.items():
        if not result.total:
            lines.append(f"| {id} | {names[id]} | – | – | – | – | – | – |")
            continue
        changes = f"{result.found}/{result.planted}" if result.planted else "–"
        examples = f"{result.examples_found}/{result.examples}" if result.examples else "–"
        others = "、".join(
            f"{other} {count / (result.planted or result.examples):.0%}"
            for other, count in list(result.others.items())[:6]
        )
        share = f"{result.share:.1%}" if id not in low else f"**{result.share:.1%}**"
        lines.append(
            f"| {id} | {names[id]} | {share} | {changes} | {examples} | {result.stood_in or '–'}"
            f" | {result.doubts or '–'} | {others or '–'} |"
        )
    return "\n".join(lines) + "\n"


def drops(before: dict[str, float], results: dict[str, Result], slack: float = 0.005) -> list[str]:
    """Rules that find less than they did, or too little while they are new; known failures are not repeated."""
    worse = []
    for id, result in results.items():
        was = before.get(id, FOUND)
        if result.total and result.share < min(was, 1.0) - slack:
            worse.append(f"{id}: {was:.3f} -> {result.share:.3f}, e.g. {result.missed[:2]}")
    return worse


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=PLACES)
    parser.add_argument("--rule", action="append", help="only this rule, printed with what it misses")
    parser.add_argument("--check", action="store_true", help="compare with injection.json, fail on a drop")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if options.rule:
        for id, result in inject(options.rule, options.places).items():
            print(id, f"{result.share:.3f}", json.dumps(asdict(result), ensure_ascii=False, indent=1))
        return
    results = inject_all(options.places, options.jobs)
    cleans = {layout: clean(INDICATORS, layout) for layout in LAYOUTS}
    for id in failures(results):
        print(f"{id} {results[id].share:.3f}", *results[id].missed[:4], sep="\n    ")
    for layout, said in cleans.items():
        print(f"clean {layout}: {said.alarmed} of {said.rows} rows", said.errors_and_warnings)
    if options.check:
        worse = drops(json.loads(RESULTS.read_text(encoding="utf-8"))["found"], results)
        print("\n".join(worse) or "no drop")
        sys.exit(bool(worse))
    few = inject_all(FEW, options.jobs)
    stored = {
        "clean": {layout: round(said.alarmed / said.rows, 4) for layout, said in cleans.items()},
        "found": {id: round(result.share, 4) for id, result in results.items() if result.total},
        "few": {id: round(result.share, 4) for id, result in few.items() if result.total},
        "never": [id for id, result in results.items() if not result.total],
    }
    RESULTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(results, cleans, options.places), encoding="utf-8")


if __name__ == "__main__":
    main()
