"""Compare the findings over the samples with those last accepted: ``python -m bench.corpus.diff [--accept]``.

The published and the made samples are audited by the core pack. ``findings.txt`` has one line per finding: rule,
severity or status, project, indicator, and the documents it is found in (their letters; with a number if it is there
more than once). The made samples print the same tables in other formats, so most lines have many letters: if a line
loses one, that format is read differently. The output is what a change adds and drops, by rule, with examples; the exit
code is 1 if there is a difference. ``--accept`` writes the file again.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from auditor.findings import Audit, Finding, Severity, Status
from auditor.pipeline import audit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STORED = HERE / "findings.txt"
EXAMPLES = 5
"""Lines shown per rule and direction."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LONGEST = 40
"""Most characters of a name in a line."""


def books() -> list[Path]:
    """The published samples, then the made ones."""
    made = [path for path in (ROOT / "samples" / "made").iterdir() if path.is_file() and path.suffix != ".md"]
    return [*sorted((ROOT / "samples").glob("*.txt")), *sorted(made)]


def lines() -> list[str]:
    """Audit all documents; the lines of the file."""
    files = books()
    done = audit(files, jobs=os.cpu_count() or 1)
    return compact(done, files)


def compact(done: Audit, files: list[Path]) -> list[str]:
    letters = dict(zip((path.name for path in files), LETTERS, strict=False))
    documents = {book.id: letters[Path(book.path).name] for book in done.documents}
    names = {
        id: name
        for book in done.documents
        for project in book.goals()
        for id, name in (
            (project.id, project.name or project.code),
            *((indicator.id, indicator.name) for indicator in project.indicators),
        )
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in done.findings:
        names_of = [_short(names.get(id or "", "")) for id in (finding.project, finding.indicator)]
        counts["\t".join([finding.rule, held(finding), *names_of])][documents[finding.document]] += 1
    head = [f"# {letter} {name}" for name, letter in letters.items()]
    head += [f"# not read: {Path(one.path).name}" for one in done.unread]
    return head + sorted(f"{line}\t{_letters(seen)}" for line, seen in counts.items())


def held(finding: Finding) -> str:
    """One word for how the finding counts: its severity or its status."""
    if finding.status is Status.READING_DOUBT:
        return "doubt"
    if finding.status is Status.NEEDS_REVIEW:
        return "review"
    return {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}[finding.severity]


def _letters(seen: Counter[str]) -> str:
    return "".join(f"{letter}{count if count > 1 else ''}" for letter, count in sorted(seen.items()))


def _short(name: str) -> str:
    text = " ".join(name.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def difference(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """Lines for what is gone (-) and new (+), by rule with some examples; [] if nothing changed."""
    before, after = list(old), list(new)
    gone, come = _by_rule(set(before) - set(after)), _by_rule(set(after) - set(before))
    shown = []
    for rule in sorted(gone.keys() | come.keys()):
        shown.append(f"{rule}: +{len(come[rule])} -{len(gone[rule])}")
        for sign, rows in (("-", gone[rule]), ("+", come[rule])):
            shown += [f"  {sign} {row}" for row in rows[:EXAMPLES]]
            if len(rows) > EXAMPLES:
                shown.append(f"  {sign} … {len(rows) - EXAMPLES} more")
    return shown


def _by_rule(rows: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows):
        grouped["documents" if row.startswith("#") else row.partition("\t")[0]].append(row)
    return grouped


def stored() -> list[str]:
    return STORED.read_text(encoding="utf-8").splitlines() if STORED.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="write findings.txt anew")
    options = parser.parse_args()
    now = lines()
    shown = difference(stored(), now)
    print("\n".join(shown) or "no difference")
    if options.accept:
        STORED.write_text("\n".join(now) + "\n", encoding="utf-8", newline="\n")
        print(f"{STORED.relative_to(ROOT)}: {sum(not line.startswith('#') for line in now)} lines")
    elif shown:
        print("Accept by `make corpus-accept` if this is meant.")
        sys.exit(1)


if __name__ == "__main__":
    main()
