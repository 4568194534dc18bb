"""The operator of an indicator (绩效指标性质, 计算符号)."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.lexicon import aliases
from auditor.language.text import half_width, squeeze

OPERATORS = ("≥", "≤", "=", ">", "<", "区间", "定性")

_LEADING = re.compile(r"^(>=|=>|<=|=<|==|[≥≤≧≦⩾⩽><=])")


@lru_cache(maxsize=4096)
def normalise_operator(text: str) -> str:
    """The operator ``text`` stands for: ≥ ≤ = > < 区间 定性; "" for an empty cell; the raw text if unknown."""
    bare = squeeze(text)
    if not bare:
        return ""
    table = aliases("operators", "符号")
    return table.get(bare) or table.get(half_width(bare)) or bare


def is_operator(text: str) -> bool:
    """Whether ``text`` (raw or normalised) is one of ``OPERATORS``."""
    return normalise_operator(text) in OPERATORS


@lru_cache(maxsize=4096)
def split_operator(text: str) -> tuple[str, str]:
    """The operator printed within a value cell, and the rest of the cell.

    "≥95%" → ("≥", "95%"); "不低于80" → ("≥", "80"); "30天以内" → ("≤", "30天").
    """
    bare = squeeze(half_width(text))
    found = _LEADING.match(bare)
    if found:
        return normalise_operator(found.group()), bare[found.end() :]
    for word, operator in _leading_words():
        if bare.startswith(word) and any(sign.isdigit() for sign in bare[len(word) : len(word) + 2]):
            return operator, bare[len(word) :]
    for word, operator in _CLOSING:
        if bare.endswith(word) and bare[:1].isdigit():
            return operator, bare[: -len(word)]
    return "", bare


_CLOSING = (("以上", "≥"), ("及以上", "≥"), ("以内", "≤"), ("以下", "≤"), ("之内", "≤"))


@lru_cache(maxsize=1)
def _leading_words() -> tuple[tuple[str, str], ...]:
    table = aliases("operators", "符号")
    spelled = [(word, operator) for word, operator in table.items() if len(word) > 1 and "一" <= word[0] <= "鿿"]
    return tuple(sorted(spelled, key=lambda pair: -len(pair[0])))
