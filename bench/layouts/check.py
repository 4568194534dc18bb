"""Scores the reading of invented documents: ``python -m bench.layouts.check SET|FOLDER [--brief]``.

Each file is audited by the command line and compared with its gold. A line a file, the totals last; ``--brief`` prints
only the totals, so that the unseen sets stay unseen.

- names: gold rows found anywhere in findings.json, each printed row at most once.
- cells: of these, operator, value and unit right and hung under the project they belong to.
- invented: indicators that no document prints.
- totals: the printed sum found at the project it belongs to (or a sum that ``total_accept`` names).
- department: the departments of the document are the gold's and no other.
- planted: the problem reported for that very indicator or project.
- false errors: violations of severity error that ``faults`` does not list, planted or not.

Tolerated: what README.md names, and nothing else.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from bench.layouts.text import fold, number, operator, owner, unit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SETS = ("seen", "unseen", "unseen2", "unseen3", "unseen4", "unseen5", "unseen6")
SHELVES = ("projects", "department_goals", "transfers")
NOTHING = frozenset({"", "-", "—", "/"})
Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator and the name of its owner."""

    row: Json
    home: str

    @property
    def spelled(self) -> set[str]:
        """Its name, and its name without template text."""
        return {fold(self.row["name"]), fold(self.row.get("extra", {}).get("name_clean") or self.row["name"])}

    @property
    def kept(self) -> str:
        """All that a reported indicator keeps beside its name and value."""
        own = {"id", "name", "value", "number", "source"}
        return fold(json.dumps({k: v for k, v in self.row.items() if k not in own}, ensure_ascii=False))


def audit(path: Path) -> tuple[Json | None, int]:
    """Audit one file; findings.json (None if it is not written) and the exit code."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "auditor", "audit", str(path), "-o", out]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        found = Path(out, "findings.json")
        return (json.loads(found.read_text(encoding="utf-8")) if found.exists() else None), run.returncode


def right(have: Pair, want: Pair) -> bool:
    """Are operator, value and unit those of the gold?"""
    row, gold = have.row, want.row
    printed, value = fold(row["value"]), number(gold["value"])
    if value is not None:
        same = value in {number(row.get("number")), number(row["value"])}
    else:
        same = fold(gold["value"]) in printed if gold["value"] else not printed
    same_operator = gold["operator"] is None or operator(row["operator"]) == operator(gold["operator"])
    wanted, found = unit(gold["unit"]), unit(row["unit"])
    return same and same_operator and (not wanted or wanted == found or (not found and wanted in unit(row["value"])))


def match(wanted: list[Pair], had: list[Pair]) -> tuple[dict[int, bool], list[Pair]]:
    """Gold row → are all its cells right and at home; and the indicators that no row prints."""
    pairs = [
        (have.home == want.home, right(have, want), w, h)
        for w, want in enumerate(wanted)
        for h, have in enumerate(had)
        if fold(have.row["name"]) in want.spelled
    ]
    matched: dict[int, bool] = {}
    used: set[int] = set()
    for home, correct, w, h in sorted(pairs, key=lambda one: (-(one[0] + one[1]), -one[0], one[2], one[3])):
        if w not in matched and h not in used:
            matched[w] = home and correct
            used.add(h)
    for w, want in enumerate(wanted):  # a row of two value columns reported as one indicator with both values
        if w not in matched and want.row.get("period"):
            printed = fold(want.row["extra"]["printed"])
            same = (h for h in had if h.home == want.home and fold(h.row["name"]) in want.spelled)
            if any(printed in one.kept for one in same):
                matched[w] = True
    halves = {(want.home, name) for want in wanted if want.row.get("period") for name in want.spelled}
    left = [have for h, have in enumerate(had) if h not in used]
    empty = [(h.home, fold(h.row["name"])) in halves and fold(h.row["value"]) in NOTHING for h in left]
    return matched, [one for one, no_value in zip(left, empty, strict=True) if not no_value]


class Faults:
    """The faults of a gold, and whether a finding reports one of them."""

    def __init__(self, gold: Json, projects: list[Json]) -> None:
        self.gold = gold
        self.place: dict[str, tuple[str, str | None]] = {p["id"]: (owner(p["name"]), None) for p in projects}
        self.place |= {i["id"]: (owner(p["name"]), fold(i["name"])) for p in projects for i in p["indicators"]}

    def same(self, finding: Json, fault: Json) -> bool:
        """Does the finding report this fault, at its very indicator or project?"""
        owners = [p for p in self.gold["projects"] if p["name"] == fault["project"]]
        rows = [i for p in owners for i in p["indicators"] if i["name"] == fault["indicator"]]
        home = owner(fault["project"])
        names: set[str | None] = {name for i in rows for name in Pair(i, home).spelled}
        places = {(home, name) for name in names or {None}}
        told = {self.place.get(k) for k in (finding["indicator"] or finding["project"], *finding["others"])}
        level = (finding["indicator"] is None) == (fault["indicator"] is None)
        problems = {finding["problem"], *finding.get("also", ())}  # as bench.accuracy counts them
        return bool(level and fault["problem"] in problems and places & told)

    def known(self, finding: Json) -> bool:
        """Is the finding true of the document?"""
        return any(self.same(finding, fault) for fault in self.gold["faults"])


def measure(gold: Json, result: Json | None) -> tuple[Counter[str], list[str]]:
    """The counts of one file, and what to look at."""
    wanted = [Pair(i, owner(p["name"])) for p in gold["projects"] for i in p["indicators"]]
    planted = [f for f in gold["faults"] if f["planted"]]
    sums = [p for p in gold["projects"] if p["total"] is not None]
    counts = Counter(rows=len(wanted), planted=len(planted), sums=len(sums), files=1)
    if result is None:
        return counts, ["no findings.json"]
    projects = [p for d in result["documents"] for shelf in SHELVES for p in d.get(shelf) or []]
    had = [Pair(i, owner(p["name"])) for p in projects for i in p["indicators"]]
    matched, invented = match(wanted, had)
    faults, found = Faults(gold, projects), result["findings"]
    errors = [x for x in found if x["severity"] == "error" and x["status"] == "violation" and not faults.known(x)]
    told = {fold(d["department"]) for d in result["documents"]}
    names = {fold(one) for one in (gold["department"], *gold.get("department_accept", ()))}
    counts.update(
        names=len(matched),
        cells=sum(matched.values()),
        invented=len(invented),
        totals=sum(any(_sum(p, have) for have in projects) for p in sums),
        departments=bool(told) and told <= names,
        found=sum(any(faults.same(x, f) and x["status"] != "waived" for x in found) for f in planted),
        false=len(errors),
    )
    lost = [f"row lost: {want.row['name']}" for w, want in enumerate(wanted) if w not in matched]
    wrong = [f"cells wrong: {wanted[w].row['name']}" for w, correct in matched.items() if not correct]
    told_false = [f"false error: {x['rule']} {x['problem']} | {x['message'][:80]}" for x in errors]
    extra = [f"invented: {one.row['name']}" for one in invented]
    return counts, [*lost, *wrong, *extra, *told_false, *([] if counts["departments"] else [f"department: {told}"])]


def _sum(gold: Json, have: Json) -> bool:
    accepted = {number(one) for one in (gold["total"], *gold.get("total_accept", ()))}
    return owner(have["name"]) == owner(gold["name"]) and number(have["total"]) in accepted


def line(name: str, counts: Counter[str]) -> str:
    """The counts as a line of text."""
    rows = counts["rows"]
    return (
        f"{name}: names {counts['names']}/{rows}, cells {counts['cells']}/{rows}, invented {counts['invented']}, "
        f"totals {counts['totals']}/{counts['sums']}, department {counts['departments']}/{counts['files']}, "
        f"planted {counts['found']}/{counts['planted']}, false errors {counts['false']}"
    )


def scored(folder: Path) -> Iterator[tuple[str, Counter[str], list[str]]]:
    """Each file of the folder with its counts and what to look at."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        result, code = audit(folder / gold["file"])
        counts, notes = measure(gold, result)
        yield f"{gold['file']} (exit {code})", counts, notes


def main() -> None:
    """Print the scores of a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("set", help="seen, unseen … unseen4 or a folder")
    parser.add_argument("--brief", action="store_true", help="only the totals")
    parser.add_argument("--notes", action="store_true", help="what to look at under each line")
    options = parser.parse_args()
    folder = HERE / options.set if options.set in SETS else Path(options.set)
    totals: Counter[str] = Counter()
    for name, counts, notes in scored(folder):
        totals += counts
        if not options.brief:
            print(line(name, counts), flush=True)
            if options.notes:
                print(*(f"   {note}" for note in notes), sep="\n")
    print(line(f"{options.set}: {totals['files']} files", totals))


if __name__ == "__main__":
    main()
