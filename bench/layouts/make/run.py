"""Make the documents and golds again: ``python -m bench.layouts.make.run [seen|unseen|…|unseen6] [s01 …]``."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from bench.layouts.check import SETS
from bench.layouts.make.design import load, write_gold

HERE = Path(__file__).resolve().parent


def table(folder: Path) -> str:
    """The families of a set as a page: projects, indicators, planted faults, what is tolerated."""
    lines = ["| family | file | projects | indicators | planted faults |", "|---|---|---|---|---|"]
    notes = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        planted = [f for f in gold["faults"] if f["planted"]]
        faults = "; ".join(f"{f['problem']}: {f['project']} / {f['indicator'] or 'amounts'}" for f in planted)
        rows = sum(len(p["indicators"]) for p in gold["projects"])
        lines.append(f"| {gold['family']} | {gold['file']} | {len(gold['projects'])} | {rows} | {faults} |")
        notes.append(f"- **{gold['file'].partition('-')[0]}**: {'; '.join(gold['tolerate'])}")
    return "\n".join(["# The seen set", "", *lines, "", "## What a fair test tolerates", "", *notes, ""])


def main(words: list[str]) -> None:
    """Write the files of the sets and of the documents named, or of all."""
    for name in [one for one in SETS if one in words] or SETS:
        module, folder = importlib.import_module(f"bench.layouts.make.{name}"), HERE.parent / name
        for source in sorted((HERE / name).glob("*.yaml")):
            if source.stem in words or not set(words) - set(SETS):
                design = load(source)
                getattr(module, source.stem)(design, folder / design.file)
                write_gold(design, folder)
                print(folder / design.file)
    (HERE.parent / "seen" / "README.md").write_text(table(HERE.parent / "seen"), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
