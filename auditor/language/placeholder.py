"""Placeholders: text that stands where a real entry was forgotten (#####, 待定, XX …)."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.lexicon import load, words
from auditor.language.text import half_width, squeeze

_LETTERS = re.compile(r"(?<![A-Za-z0-9])(?:[Xx]{2,6}|[×]{2,6}|[Xx×](?=年|月|日|个|项|次|人|%))(?![A-Za-z0-9])")
_SIGNS = re.compile(r"[#*?★※_]{1,60}")
"""A cell of nothing but such signs. Dashes and strokes are not among them: they say that there is nothing."""
_PENDING = re.compile(r"[（(]?待(?!遇|业|机|产|客|命|岗|办)[一-鿿]{1,2}[）)]?")
"""A cell of 待 and a verb: 待测算, 待批复, （待核）. A cell that goes on is about something (待测样品数)."""


@lru_cache(maxsize=16384)
def placeholder(text: str) -> str:
    """The placeholder in a cell, "" if there is none.

    "某某" in a sentence counts, "无" does not (it may be an answer); a product name with an X ("X光机") does not.
    """
    bare = squeeze(text)
    if not bare:
        return ""
    if half_width(bare) in words("placeholders", "整格") or bare in words("placeholders", "整格"):
        return bare
    if _PENDING.fullmatch(bare) or _SIGNS.fullmatch(half_width(bare)):
        return bare
    for part in load("placeholders")["局部"]:
        if not part.strip("Xx年") or "X" in part:
            continue
        if part in bare:
            return _whole_run(bare, part)
    found = _LETTERS.search(half_width(bare))
    return found.group() if found else ""


def _whole_run(text: str, part: str) -> str:
    """The placeholder, with all its repetitions if it is one sign ("#######")."""
    if len(set(part)) > 1:
        return part
    start = text.index(part)
    end = start
    while end < len(text) and text[end] == part[0]:
        end += 1
    return text[start:end]
