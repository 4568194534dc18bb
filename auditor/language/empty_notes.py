"""Notes below a table which say that it is empty: 注：本部门无政府性基金预算，故本表为空表."""

from __future__ import annotations

import re
from functools import cache

from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze


def says_empty(note: str) -> bool:
    """Whether a note says that its table is empty: 故本表为空表, 本表无数据."""
    return bool(note) and _words().search(half_width(squeeze(note))) is not None


def speaks_of(note: str, title: str) -> str:
    """The word of another kind of table that a note names instead of that of its own table (基金, 国有资本), "" if it
    names none: such a note is copied from there."""
    if not says_empty(note):
        return ""
    words: dict[str, list[str]] = load("tables")["空表说明各指"]
    own = next((name for name in words if name in title), "")
    named = [name for name, said in words.items() if any(word in squeeze(note) for word in said)]
    return named[0] if own and len(named) == 1 and named[0] != own else ""


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("tables")["空表说明"]))
