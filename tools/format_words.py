"""Wrap and sort the word lists of ``rules/words/``, so that a changed word is a changed line of a diff.

    python tools/format_words.py            write them
    python tools/format_words.py --check    exit 1 if one would change

Only the layout changes: what a YAML reader loads stays the same, apart from the order of words in lists that are sets.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from unicodedata import east_asian_width

import yaml

WORDS = Path(__file__).parents[1] / "rules" / "words"
ORDERED = frozenset(("costs", "grades", "headers", "levels", "operators", "placeholders", "tables", "units"))
"""Files whose lists say by their order which word goes first, or what follows what: never sorted."""
WIDTH = 120
"""Columns of a line, as in the code (``line-length`` of pyproject.toml); a Chinese character takes two."""

_LIST = re.compile(
    r"^(?P<indent> *)(?P<head>(?:- )?[^\s#\[\]{}:][^\[\]{}:]*: )\[(?P<items>[^\[\]{}#]*)\] *$", re.MULTILINE
)


def formatted(text: str, sort: bool) -> str:
    """``text`` with every flow list that is too long for one line wrapped, and sorted if ``sort``."""
    return _LIST.sub(lambda found: _laid_out(found, sort), text)


def _laid_out(found: re.Match[str], sort: bool) -> str:
    items = [item.strip() for item in re.split(r",(?=\s|$)", found["items"].replace("\n", " ")) if item.strip()]
    if sort:
        items = sorted(dict.fromkeys(items))
    whole = f"{found['indent']}{found['head']}[{', '.join(items)}]"
    if _width(whole) <= WIDTH:
        return whole
    inner = f"{found['indent']}  "
    lines, line = [], inner.rstrip("\n")
    for item in items:
        if line != inner and _width(f"{line}{item},") > WIDTH:
            lines.append(line.rstrip())
            line = inner
        line += f"{item}, "
    lines.append(line.rstrip())
    return "\n".join([f"{found['indent']}{found['head']}[", *lines, f"{found['indent']}]"])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def main(arguments: list[str]) -> int:
    """Format every file, or with ``--check`` name those that would change. Gives the exit code."""
    changed = []
    for path in sorted(WORDS.glob("*.yaml")):
        before = path.read_text(encoding="utf-8")
        after = formatted(before, path.stem not in ORDERED)
        if path.stem in ORDERED and yaml.safe_load(after) != yaml.safe_load(before):
            raise SystemExit(f"{path.name}: the layout would change what is read; mend the list by hand")
        if after != before:
            changed.append(path)
            if "--check" not in arguments:
                path.write_text(after, encoding="utf-8")
    for path in changed:
        print(path.name, "is not formatted (make format)" if "--check" in arguments else "formatted")
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
