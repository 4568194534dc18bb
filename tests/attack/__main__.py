"""``python -m tests.attack [NAME …]``: run attacks, say what failed, and write the figures.

A name is that of a case ("bytes/xlsx/17") or the beginning of names ("bytes/xlsx", "pdf"). Without a name everything is
run. ``--make FOLDER`` only writes the files, to look at them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.attack.case import TIMES, Case
from tests.attack.catalogue import kinds
from tests.attack.known import known, write_known
from tests.attack.run import Fault, Tally, attack
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "robustness.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
HEAD = "| attack | files | held | what failed | seconds | largest process |\n|---|---|---|---|---|---|\n"


def line(kind: str, tally: Tally) -> str:
    """One line of the table."""
    failed = {fault.name for fault in tally.faults}
    sorts = Counter(fault.sort for fault in tally.faults)
    told = ", ".join(f"{sort} {number}" for sort, number in sorted(sorts.items()))
    memory = f"{tally.memory / 1024**3:.1f} GB"
    return f"| {kind} | {tally.cases} | {tally.cases - len(failed)} | {told} | {tally.seconds:.0f} | {memory} |\n"


def write_page(lines: dict[str, str], times: int) -> None:
    """Put the lines into the page; those of kinds that were not run stay."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    earlier = {one.split(" | ")[0].strip("| "): one for one in rest[: rest.index(END)].splitlines(keepends=True)}
    table = {kind: earlier.get(kind, "") for kind in kinds(1)} | lines
    said = f"At commit `{commit.stdout.strip()}`, {times} damages a format.\n\n"
    PAGE.write_text(before + BEGIN + said + HEAD + "".join(table.values()) + rest[rest.index(END) :], encoding="utf-8")


def chosen(names: list[str], times: int) -> dict[str, list[Case]]:
    """The cases whose name is among ``names`` or begins with one of them; a single case may lie beyond ``times``."""
    exact = {name: int(name.rpartition("/")[2]) for name in names if name.rpartition("/")[2].isdigit()}
    found: dict[str, list[Case]] = {}
    for kind, cases in kinds(max([times, *(number + 1 for number in exact.values())])).items():
        own = [one for one in cases if not names or any(_named(one.name, name, name in exact) for name in names)]
        if own:
            found[kind] = own
    return found


def _named(case: str, name: str, exact: bool) -> bool:
    return case == name if exact else case.startswith(name)


def tell(fault: Fault) -> None:
    print(f"{fault.name}: {fault.sort}: {fault.detail}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--times", type=int, default=TIMES, help="damages of each format (else AUDITOR_FUZZ)")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/robustness.md")
    parser.add_argument("--accept", action="store_true", help="write the names of what failed into known.txt")
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="write the files there and run nothing")
    options = parser.parse_args()
    cases = chosen(options.names, options.times)
    if not cases:
        print(f"no attack is named {options.names}", file=sys.stderr)
        return 2
    if options.make:
        options.make.mkdir(parents=True, exist_ok=True)
        for case in (case for own in cases.values() for case in own):
            (options.make / case.file).write_bytes(case.make().data)
        return 0
    lines, failed = dict[str, str](), set[str]()
    for kind, own in cases.items():
        tally = attack(own, told=tell)
        lines[kind] = line(kind, tally)
        print(lines[kind], end="", flush=True)
        failed |= {fault.name for fault in tally.faults}
    if options.write:
        write_page(lines, options.times)
    if options.accept:
        run = {case.name for own in cases.values() for case in own}
        write_known((known() - run) | failed)
    return int(bool(failed - known()))


if __name__ == "__main__":
    sys.exit(main())
