"""Cut a Chinese name into words, with a small dictionary of this field instead of a general one."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import Any

from auditor.language.lexicon import load, words


@cache
def _tokenizer() -> Any:
    # jieba asks pkg_resources only for the path of its own large dictionary, which is not used here;
    # importing that costs more than everything else in this module.
    blocked = "pkg_resources" not in sys.modules
    if blocked:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if blocked:
            del sys.modules["pkg_resources"]
    tokenizer = jieba.Tokenizer(dictionary="auditor")
    # Set up by hand: initialize() would look for a dictionary file and write a cache into the temp folder.
    frequency: dict[str, int] = {}
    for word in vocabulary():
        frequency[word] = 3
        for end in range(1, len(word)):
            frequency.setdefault(word[:end], 0)
    tokenizer.FREQ = frequency
    tokenizer.total = sum(frequency.values())
    tokenizer.initialized = True
    return tokenizer


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the measure lexicon, save the lists that are only looked up inside a name."""
    only_looked_up = {"仅供查找", *words("measure", "仅供查找")}
    found: set[str] = set()
    for key, entry in load("measure").items():
        if key in only_looked_up:
            continue
        groups = entry.values() if isinstance(entry, dict) else (entry,)
        for group in groups:
            found.update(str(word) for word in group)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def cut(text: str) -> tuple[str, ...]:
    """Words of ``text`` in order; characters that no word of the dictionary covers stand alone."""
    return tuple(_tokenizer().cut(text, HMM=False))
