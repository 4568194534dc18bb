"""A character typed or recognised as one of the same sound or shape: 监侧 → 监测, 修膳 → 修缮, 体观 → 体现.

A character is suspected where no word covers it and one of its likes makes a common word with its neighbours. The
likelihoods of the best division into words before and after (words as independent draws, the model of jieba's own
division) decide: the text must become so many times as likely.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from math import log
from pathlib import Path

from auditor.language.lexicon import load
from auditor.language.segment import vocabulary

_RUN = re.compile(r"[一-龥]{2,40}")
_QUOTED = re.compile(r"“[^”]{1,8}”|‘[^’]{1,8}’|「[^」]{1,8}」|《[^》]{1,20}》")
"""A term in quotation marks is coined (“民转刑”): its characters make words that no dictionary has."""
_LONGEST = 4
"""Characters of the longest word that is looked up."""
_COMMON = 300
"""How often a word must occur in jieba's count of 60 million to be what was meant."""
_OWN = 500
"""The count given to the words of the field's own lexicon."""
_NEAR, _FAR = 4.5, 11.0
"""Natural logarithms: for a character of the same sound and tone or of like shape, and for one of the same sound in
another tone. Over 2,500 sound names of many fields none is suspected; of characters changed in them at random, 86 % are
found. With 4.0 and 10.0 it is 87 %, and one sound name is suspected."""


@lru_cache(maxsize=65536)
def wrong_character(text: str) -> tuple[str, str]:
    """The first suspected word of ``text`` and the word that was meant; ("", "") if there is none."""
    for match in _RUN.finditer(_QUOTED.sub(lambda term: "·" * len(term.group()), text)):
        found = _in_run(match.group())
        if found:
            return found
    return "", ""


def is_word(text: str) -> bool:
    """Whether the dictionary has ``text``."""
    return _count(text) > 0


@lru_cache(maxsize=262_144)
def _count(word: str) -> int:
    """How often the dictionary counted ``word``; at least ``_OWN`` for a word of the field; 0 if it is neither."""
    if len(word) > _LONGEST:
        return 0
    lines = _dictionary()
    at = bisect_left(lines, f"{word} ")
    entry = lines[at].split(" ") if at < len(lines) else [""]
    counted = int(entry[1]) if entry[0] == word else 0
    return max(counted, _OWN) if word in _own_words() else counted


@cache
def _dictionary() -> list[str]:
    """The lines of jieba's dictionary, sorted: a word, its count, its part of speech.

    Only its text is used. It comes nearly sorted, so sorting it is quick; a mapping takes several times as long.
    """
    import jieba

    return sorted(Path(str(jieba.__file__)).with_name("dict.txt").read_text(encoding="utf-8").splitlines())


@cache
def _own_words() -> frozenset[str]:
    return frozenset(word for word in (*vocabulary(), *load("lookalikes")["补充词"]) if len(word) > 1)


@cache
def _likes() -> dict[str, dict[str, float]]:
    """Character → the characters it may stand for, and how much likelier each must make the text."""
    likes: dict[str, dict[str, float]] = {}
    syllables: dict[str, str] = {}
    for syllable, signs in load("homophones").items():
        syllables[syllable[:-1]] = syllables.get(syllable[:-1], "") + signs
    near = (*map(str, load("homophones").values()), *str(load("lookalikes")["形近"]).split())
    for groups, gain in ((syllables.values(), _FAR), (near, _NEAR)):
        for group in groups:
            for sign in group:
                likes.setdefault(sign, {}).update(dict.fromkeys((other for other in group if other != sign), gain))
    return likes


@cache
def _free(key: str) -> frozenset[str]:
    """Characters that combine with any other, so that no dictionary has all their words: 单场, 总馆; 只数, 夹数."""
    return frozenset(str(load("lookalikes")[key]))


def _in_run(run: str) -> tuple[str, str] | None:
    best: tuple[float, str, str] | None = None
    plain = None
    for at in _uncovered(run):
        left = max(0, at - _LONGEST + 1)
        for other, needed, start, end in _candidates(run[left : at + _LONGEST], at - left):
            changed = run[:at] + other + run[at + 1 :]
            plain = _likelihood(run) if plain is None else plain
            gain = _likelihood(changed) - plain
            if gain >= needed and (best is None or gain > best[0]):
                best = (gain, run[left + start : left + end], changed[left + start : left + end])
    return best[1:] if best else None


def _uncovered(run: str) -> list[int]:
    """The positions that no word of two characters or more covers, but for free prefixes and what follows them."""
    free = _free("自由前缀")
    covered = [bool(free.intersection(run[max(0, at - 1) : at + 1])) for at in range(len(run))]
    for start in range(len(run) - 1):
        for end in range(start + 2, min(start + _LONGEST, len(run)) + 1):
            if _count(run[start:end]):
                covered[start:end] = [True] * (end - start)
    if run[-1] in _free("自由后缀"):
        covered[-1] = True  # 弃考率: the measure, whatever stands before it
    return [at for at, hidden in enumerate(covered) if not hidden]


@lru_cache(maxsize=65536)
def _candidates(window: str, at: int) -> tuple[tuple[str, float, int, int], ...]:
    """Characters that make a common word at ``at`` of ``window``: each with the gain it needs and its longest word."""
    found = []
    spans = [(window[start:at], window[at + 1 : end], start, end) for start, end in _spans(len(window), at)]
    for other, needed in _likes().get(window[at], {}).items():
        words = [
            (end - start, start, end)
            for before, after, start, end in spans
            if _count(before + other + after) >= _COMMON
            and not (end - start == 2 and start == at and window[at + 1] in _free("自由后缀"))
        ]
        if words:
            found.append((other, needed, *max(words)[1:]))
    return tuple(found)


def _spans(length: int, at: int) -> list[tuple[int, int]]:
    """The slices of two to four characters that contain the position ``at``."""
    return [
        (start, start + size)
        for size in range(2, _LONGEST + 1)
        for start in range(max(0, at - size + 1), min(at, length - size) + 1)
    ]


def _likelihood(run: str) -> float:
    """Logarithm of the likelihood of the best division of ``run`` into words."""
    best = [0.0]
    for end in range(1, len(run) + 1):
        best.append(
            max(
                best[start] + _weight(_count(run[start:end]))
                for start in range(max(0, end - _LONGEST), end)
                if end - start == 1 or _count(run[start:end])
            )
        )
    return best[-1]


_ALL = 60_000_000
"""Words that jieba's dictionary counted."""


@cache
def _weight(count: int) -> float:
    return log(max(count, 1) / _ALL)
