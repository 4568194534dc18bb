"""Fixed phrases with one wrong character: 公务车用车运行 for 公务用车运行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.language.lexicon import load

_BRACKETS = str.maketrans("()", "（）")


def misprinted(text: str) -> list[tuple[str, str, tuple[int, int]]]:
    """(as printed, what is meant, where in ``text``) of each phrase that differs from a fixed one in one character."""
    pattern, meant = _pattern()
    named = ((found, meant[found.lastgroup or ""]) for found in pattern.finditer(text.translate(_BRACKETS)))
    return [(found.group(), phrase, found.span()) for found, phrase in named if found.group() != phrase]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression for all phrases, each a group, and the phrase that each group means.

    The right phrase is among the alternatives: where it stands, nothing is stated.
    """
    phrases = {f"p{at}": str(phrase) for at, phrase in enumerate(load("prose")["固定用语"])}
    groups = (f"(?P<{name}>{phrase[0]}(?:{'|'.join(_rests(phrase))}))" for name, phrase in phrases.items())
    return re.compile("|".join(groups)), phrases


def _rests(phrase: str) -> Iterator[str]:
    """What may follow the first character: the phrase itself, then with a character of it repeated, two exchanged or
    one replaced. The first and the last character stay, so that other words that begin alike are left alone."""
    yield re.escape(phrase[1:])
    for at in range(1, len(phrase) - 1):
        before, char, after = phrase[1:at], phrase[at], phrase[at + 1 :]
        yield f"{re.escape(before)}[{re.escape(phrase)}]{re.escape(char + after)}"
        if at < len(phrase) - 2:
            yield re.escape(before + after[0] + char + after[1:])
        yield f"{re.escape(before)}[\\u4e00-\\u9fff]{re.escape(after)}"
