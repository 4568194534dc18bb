"""Indicator names that say the same, exactly or nearly, found without comparing each name with every other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.language.lexicon import load, words
from auditor.language.segment import cut
from auditor.language.text import half_width, normalised, without_template

_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=年级|季度|期|类|级|标段|批|阶段|号)|第[一二三四五六七八九十]+"
)
_SAME_WORDS = 97.0
_SAME_UNORDERED = 96.0
"""Ranks and not measurements: below 100 for the same name, above the 95 that the rules of duplicates ask for."""
_SHORTEST_UNORDERED = 6
"""Characters of a core whose order may be ignored; in shorter ones it carries meaning. In the samples one pair depends
on it (采购计算机数量, 计算机采购数量)."""
_SHORTEST_EDITED = 6
"""Characters of a core in which one different character can be a typing error. In shorter ones it is another thing:
with 5, 设备使用率 and 设备利用率, 污水处理量 and 污水处理率 of the samples are pairs."""
_LONGEST_EDITED = 60
"""Above, leaving out each character in turn makes too many keys. No core of the samples has more than 20."""
_LONGEST = 200
"""A longer text is not a name; the longest one of the samples has 72 characters."""
_COMMON = 400


@lru_cache(maxsize=262_144)
def core(name: str) -> str:
    """A name reduced to the words that carry meaning: fillers (全年, 工作 …) and punctuation dropped,
    synonyms joined. Equal cores say the same."""
    bare = half_width(without_template(name))[:_LONGEST]
    for word, same in load("measure")["同义"].items():
        bare = bare.replace(word, same)
    fillers = words("measure", "可略词")
    tokens = [token for token in cut(bare) if token not in fillers and token.strip("、，,。;；:：“”\"'（）()《》 -·")]
    if len(tokens) > 2 and tokens[-1] in words("measure", "计数尾"):
        tokens = tokens[:-1]
    return "".join(tokens)


@lru_cache(maxsize=262_144)
def unordered(name: str) -> str:
    """The core's characters sorted, "" if their order says who does what ("教师对学生…")."""
    reduced = core(name)
    if len(reduced) < _SHORTEST_UNORDERED or any(sign in reduced for sign in words("measure", "有序词")):
        return ""
    return "".join(sorted(reduced))


@lru_cache(maxsize=262_144)
def numbers(name: str) -> tuple[str, ...]:
    """Numbers and ordinals of a name: names that differ in them are not similar."""
    return tuple(_NUMBER.findall(half_width(without_template(name))))


def same_name(first: str, second: str) -> bool:
    """Whether two names are the same but for template text, punctuation, spaces and width."""
    return normalised(first) == normalised(second) != ""


def score(first: str, second: str) -> float:
    """Similarity 0–100: 100 the same name, 97 the same words, 96 in another order, less if one character differs.

    Names with different numbers, or that each have a word the other lacks ("教师培训人次", "学生培训人次"), score 0.
    """
    left, right = normalised(first), normalised(second)
    if not left or not right:
        return 0.0
    if left == right:
        return 100.0
    if numbers(first) != numbers(second):
        return 0.0
    one, two = core(first), core(second)
    if one and one == two:
        return _SAME_WORDS
    if unordered(first) and unordered(first) == unordered(second):
        return _SAME_UNORDERED
    if not one or not two or abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < _SHORTEST_EDITED:
        return 0.0
    return _edited(one, two)


def _edited(one: str, two: str) -> float:
    """Similarity of two cores that differ in one character (a typing error): 83 for 6 characters, 95 for 20; else 0."""
    from rapidfuzz.distance import DamerauLevenshtein

    distance = DamerauLevenshtein.distance(one, two, score_cutoff=1)
    return 100.0 * (1 - distance / max(len(one), len(two))) if distance <= 1 else 0.0


def near_pairs(names: Sequence[str], threshold: float = 85.0) -> list[tuple[int, int, float]]:
    """Pairs (i, j, score) of ``names`` with i < j and score ≥ ``threshold``, in order of (j, i).

    Of several equal names each later one is paired with the first only: three equal names are two repeats.
    Only names that share a key are compared. The keys of a name are its core and its core with any one character
    left out, so the cost grows with the number of names and not with its square. The default of 85 keeps typing
    errors in cores of seven characters or more; at six, 工程开工时间 and 工程完工时间 of the samples would be a pair.
    """
    found: dict[tuple[int, int], float] = {}
    first_of: dict[str, int] = {}
    for index, name in enumerate(names):
        first_of.setdefault(normalised(name), index)
    for first, second in _candidates(names):
        if first_of[normalised(names[first])] == first and (first, second) not in found:
            found[first, second] = score(names[first], names[second])
    pairs = [(first, second, value) for (first, second), value in found.items() if value >= threshold]
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def _candidates(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        for key in _keys(name):
            blocks[key].append(index)
    for key, members in blocks.items():
        if key[0] in "=~#":
            yield from ((members[0], second) for second in members[1:])
            continue
        # A name printed hundreds of times in one project is a table read twice and not a near-duplicate.
        for at, second in enumerate(members[:_COMMON]):
            for first in members[:at]:
                if first != second:
                    yield (first, second) if first < second else (second, first)


@lru_cache(maxsize=262_144)
def _keys(name: str) -> frozenset[str]:
    whole, reduced = normalised(name), core(name)
    keys = {"=" + whole, "~" + reduced, "#" + unordered(name)} if whole else set()
    if _SHORTEST_EDITED <= len(reduced) <= _LONGEST_EDITED:
        keys |= {reduced[:at] + reduced[at + 1 :] for at in range(len(reduced))} | {reduced}
    # Names that differ in a number are never similar, so the numbers are part of every key.
    apart = "|" + "|".join(numbers(name))
    return frozenset(key + apart for key in keys if len(key) > 1)
