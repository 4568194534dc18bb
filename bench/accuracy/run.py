"""Accuracy on every labelled set: ``python -m bench.accuracy.run [--check | --misses SET]``.

Writes RESULTS.md and results.json. ``--check`` writes nothing: it measures again, compares with results.json, says
what dropped, and fails on a drop. ``--misses`` lists the rows behind the figures of a development set.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from auditor.pipeline import audit
from bench.accuracy.score import OVERALL, Score, Tally, score

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GOLD = Path(os.environ.get("AUDITOR_GOLD", ROOT.parent / "shared" / "gold"))
"""The folder of the labels of the development document, which are not part of the repository."""

RESULTS, PAGE = HERE / "results.json", HERE / "RESULTS.md"
SMALL = 10
"""Classes with fewer labels that must be found are too small to be judged one by one."""
SLACK, CLASS_SLACK = 0.001, 0.01
"""A drop up to this is rounding."""

Results: TypeAlias = dict[str, dict[str, dict[str, int]]]
"""Set → class → counts (must, hit, found, true), and ``SOUND`` → counts (rows, flagged)."""
SOUND = "sound rows"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A document with its labels. ``held_out``: rules are not tuned on it."""

    name: str
    book: Path
    labels: Path
    what: str
    sound: Path | None = None
    """Rows that a simple rule would flag and a reader would not."""
    held_out: bool = False


SETS = (
    LabelledSet(
        "chaoyang-government-2026",
        ROOT / "samples" / "chaoyang-government-2026.txt",
        GOLD / "chaoyang.labels.jsonl",
        "development set, two independent labellings (agreement F1 0.92)",
    ),
    LabelledSet(
        "beijing-hrss-2026",
        ROOT / "samples" / "beijing-hrss-2026.txt",
        HERE / "beijing-hrss-2026.labels.jsonl",
        "development set, damaged transcription, one reader twice; most findings there are doubts of reading",
    ),
    LabelledSet(
        "beijing-hrss-2026 (second labels)",
        ROOT / "samples" / "beijing-hrss-2026.txt",
        GOLD / "hrss.labels.jsonl",
        "the same document by two other readers (agreement F1 0.90), 175 of the labels are the glyph “-”",
    ),
    LabelledSet(
        "heshun-city-2026",
        HERE / "heshun-city-2026.txt",
        HERE / "heshun-city-2026.labels.jsonl",
        "development set, two labellings (agreement F1 0.98): schools, hospitals, roads, water, buses, invented",
        HERE / "heshun-city-2026.sound.jsonl",
    ),
    LabelledSet(
        "education-2026",
        HERE / "education-2026.txt",
        HERE / "education-2026.labels.jsonl",
        "development set since 2026-11-20, held out before: education commission and schools, invented",
    ),
    LabelledSet(
        "district-2026",
        HERE / "heldout" / "district-2026.txt",
        HERE / "heldout" / "district-2026.labels.jsonl",
        "**held out**: health, roads, water, police, culture, agriculture, market supervision, sub-districts, invented",
        held_out=True,
    ),
    LabelledSet(
        "lanxi-county-2026",
        HERE / "lanxi-county-2026.txt",
        HERE / "lanxi-county-2026.labels.jsonl",
        "development set since 2026-11-27; before anybody had seen it recall 0.644, precision 0.870, 7 of 157 flagged:"
        " courts, forestry, sports, archives, fire service, weather, petitions, statistics, invented",
        HERE / "lanxi-county-2026.sound.jsonl",
    ),
    LabelledSet(
        "haibin-district-2026",
        HERE / "haibin-district-2026.txt",
        HERE / "haibin-district-2026.labels.jsonl",
        "development set since 2026-11-27, held out before (recall 0.777, precision 0.918, 3 of 108 flagged): metro,"
        " museums, ports, hospital logistics, reservoirs, cemeteries, training, invented",
        HERE / "haibin-district-2026.sound.jsonl",
    ),
    LabelledSet(
        "qingyuan-city-2026",
        HERE / "heldout" / "qingyuan-city-2026.txt",
        HERE / "heldout" / "qingyuan-city-2026.labels.jsonl",
        "**held out**: emergency, land, service hall, veterans, data, broadcasting, tourism, food, invented",
        HERE / "heldout" / "qingyuan-city-2026.sound.jsonl",
        held_out=True,
    ),
)


def present() -> list[LabelledSet]:
    """The sets whose labels are here."""
    return [one for one in SETS if one.labels.exists()]


def measure(one: LabelledSet) -> Score:
    """Audit the set's document by the core pack and score it."""
    return score(audit([one.book]), one.labels, one.sound)


def counts(measured: Score) -> dict[str, dict[str, int]]:
    figures = {
        name: {"must": tally.must, "hit": tally.hit, "found": tally.found, "true": tally.true}
        for name, tally in sorted(measured.tallies.items(), key=lambda item: (item[0] != OVERALL, item[0]))
    }
    if measured.sound:
        figures[SOUND] = {"rows": measured.sound, "flagged": len({line for line, _ in measured.accused})}
    return figures


def drops(before: Mapping[str, Any], now: Results) -> list[str]:
    """What got worse: recall or precision of a set or of a class with enough labels, or sound rows flagged."""
    worse = []
    for name, classes in now.items():
        for problem, figures in classes.items():
            old = before.get(name, {}).get(problem)
            if old is not None and problem == SOUND:
                if figures["flagged"] > old["flagged"]:
                    worse.append(f"{name} {SOUND}: flagged {old['flagged']} -> {figures['flagged']}")
                continue
            if old is None or (problem != OVERALL and min(old["must"], figures["must"]) < SMALL):
                continue
            was, is_now = Tally(**old), Tally(**figures)
            slack = SLACK if problem == OVERALL else CLASS_SLACK
            for figure in ("recall", "precision"):
                if getattr(is_now, figure) < getattr(was, figure) - slack:
                    worse.append(
                        f"{name} {problem}: {figure} {getattr(was, figure):.3f} -> {getattr(is_now, figure):.3f}"
                    )
    return worse


def page(results: Results, absent: list[LabelledSet]) -> str:
    """RESULTS.md."""
    lines = [
        "# Accuracy",
        "",
        "Made by `make accuracy` (`python -m bench.accuracy.run`) with the core pack. CI measures the sets of this"
        " repository again and fails on a drop (`python -m bench.accuracy.run --check`).",
        "",
        "A label and a finding meet by line and problem class. Recall is over the labels that both readings of a set"
        " hold (`must`), precision over all findings that are neither info, waived nor doubts of reading, of the"
        " classes the set labels; a finding is true if either reading has it. A doubt of reading counts for recall,"
        " never against precision. Sound rows are rows that a simple rule would flag and a reader would not;"
        " any finding on them in any class counts. Conventions and limits of the labels: [README.md](README.md),"
        " [heldout/README.md](heldout/README.md).",
        "",
        "**A held-out set is held out: no rule, word list or threshold is tuned on it.** Look at its figures, not at"
        " its lines. It says more about another department than the development sets do.",
        "",
        "| set | | must | found | recall | precision | F1 | sound rows flagged |",
        "|---|---|---|---|---|---|---|---|",
    ]
    kinds = {one.name: one for one in SETS}
    for name, classes in results.items():
        whole = Tally(**classes[OVERALL])
        sound = classes.get(SOUND)
        flagged = f"{sound['flagged']} of {sound['rows']}" if sound else ""
        lines.append(f"| {name} | {kinds[name].what} | {whole.must} | {whole.found} | {_figures(whole)} | {flagged} |")
    lines += [f"| {one.name} | {one.what}; labels not here, not measured | | | | | | |" for one in absent]
    for name, classes in results.items():
        lines += ["", f"## {name}", "", "| class | must | hit | found | true | recall | precision | F1 |"]
        lines.append("|---|---|---|---|---|---|---|---|")
        for problem, figures in classes.items():
            if problem == SOUND:
                continue
            tally = Tally(**figures)
            shown = f"**{problem}**" if problem == OVERALL else problem
            lines.append(f"| {shown} | {' | '.join(map(str, figures.values()))} | {_figures(tally)} |")
    return "\n".join(lines) + "\n"


def _figures(tally: Tally) -> str:
    """Recall, precision, F1; a dash where the denominator is zero."""
    recall = f"{tally.recall:.3f}" if tally.must else "–"
    precision = f"{tally.precision:.3f}" if tally.found else "–"
    return f"{recall} | {precision} | {f'{tally.f1:.3f}' if tally.must and tally.found else '–'}"


def check(sets: list[LabelledSet]) -> list[str]:
    """Drops of ``sets`` against the committed results."""
    before = json.loads(RESULTS.read_text(encoding="utf-8"))
    return drops(before, {one.name: counts(measure(one)) for one in sets})


def _misses(name: str) -> None:
    one = next((one for one in SETS if one.name == name), None)
    if one is None or one.held_out or not one.labels.exists():
        sys.exit(f"{name}: no such development set here (the rows of held-out sets are not for looking at)")
    measured = measure(one)
    found = (("missed", measured.missed), ("unlabelled", measured.unlabelled), ("sound", measured.accused))
    for title, rows in found:
        for (line, problem), why in sorted(rows.items(), key=lambda item: (item[0][0] or 0, item[0][1])):
            print(f"{title}\t{line}\t{problem}\t{why}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with results.json, fail on a drop")
    parser.add_argument("--misses", metavar="SET", help="list what a development set missed, and what no label has")
    options = parser.parse_args()
    sets = present()
    absent = [one for one in SETS if one not in sets]
    for one in absent:
        print(f"skipped {one.name}: no labels at {one.labels}")
    if options.misses:
        _misses(options.misses)
    elif options.check:
        worse = check(sets)
        print("\n".join(worse) or f"no drop in {len(sets)} sets")
        sys.exit(bool(worse))
    else:
        _write(sets)


def _write(sets: list[LabelledSet]) -> None:
    results = {one.name: counts(measure(one)) for one in sets}
    old = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    # A set whose labels are missing here keeps its old figures.
    kept = {one.name: results.get(one.name) or old.get(one.name) for one in SETS}
    whole = {name: classes for name, classes in kept.items() if classes}
    RESULTS.write_text(_compact(whole), encoding="utf-8")
    PAGE.write_text(page(whole, [one for one in SETS if one.name not in whole]), encoding="utf-8")
    for name, classes in results.items():
        tally = Tally(**classes[OVERALL])
        print(f"{name:26} recall {tally.recall:.3f}  precision {tally.precision:.3f}  F1 {tally.f1:.3f}")


def _compact(results: Results) -> str:
    """One class per line, so that a diff shows which figures changed."""
    sets = []
    for name, classes in results.items():
        rows = ",\n".join(f"  {json.dumps(problem)}: {json.dumps(figures)}" for problem, figures in classes.items())
        sets.append(f" {json.dumps(name)}: {{\n{rows}\n }}")
    return "{\n" + ",\n".join(sets) + "\n}\n"


if __name__ == "__main__":
    main()
