"""Indicator names that say the same, exactly or nearly, found without comparing each name with every other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.language.lexicon import words
from auditor.language.paraphrase import ATTITUDES, NEAR, SAME, WIDER, Folded, core, folded, likeness
from auditor.language.text import half_width, normalised, without_template

_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=年级|季度|期|类|级|标段|批|阶段|号)|第[一二三四五六七八九十]+"
)
_SAME_WORDS = 97.0
_SAME_UNORDERED = 96.0
"""Ranks and not measurements: below 100 for the same name, above the 95 that the rules of duplicates ask for."""
_PARAPHRASED = {SAME: 95.0, WIDER: 90.0, NEAR: 86.0, "": 0.0}
"""Ranks of names that say the same in other words (``paraphrase``)."""
_SHORTEST_UNORDERED = 6
"""Characters of a core whose order may be ignored; in shorter ones it carries meaning. In the samples one pair depends
on it (采购计算机数量, 计算机采购数量)."""
_SHORTEST_EDITED = 6
"""Characters of a core in which one different character can be a typing error. In shorter ones it is another thing:
with 5, 设备使用率 and 设备利用率, 污水处理量 and 污水处理率 of the samples are pairs."""
_LONGEST_EDITED = 60
"""Above, leaving out each character in turn makes too many keys. No core of the samples has more than 20."""
_COMMON = 400
_ALIKE = 40
"""Names with one ending that are compared with each other. A project of the samples has at most 34 indicators; more
with one ending are a table of many projects read as one."""


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
    return _plain(first) == _plain(second) != ""


def score(first: str, second: str) -> float:
    """Similarity 0–100: 100 the same name, 97 the same words, 96 in another order, 95 other words for the same, 90 one
    name with a modifier more, less if one character differs.

    Names with different numbers, or that each have a word the other lacks ("教师培训人次", "学生培训人次"), score 0.
    """
    left, right = _plain(first), _plain(second)
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
    return max(_PARAPHRASED[likeness(first, second).relation], _edited(one, two))


def _edited(one: str, two: str) -> float:
    """Similarity of two cores that differ in one character (a typing error): 83 for 6 characters, 95 for 20; else 0."""
    if not one or not two or abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < _SHORTEST_EDITED:
        return 0.0
    from rapidfuzz.distance import DamerauLevenshtein

    distance = DamerauLevenshtein.distance(one, two, score_cutoff=1)
    return 100.0 * (1 - distance / max(len(one), len(two))) if distance <= 1 else 0.0


def near_pairs(names: Sequence[str], threshold: float = 85.0) -> list[tuple[int, int, float]]:
    """Pairs (i, j, score) of ``names`` with i < j and score ≥ ``threshold``, in order of (j, i).

    Of several equal names each later one is paired with the first only: three equal names are two repeats.
    Only names that share a key are compared. The keys of a name are its core and its core with any one character
    left out, and its folded form and the end of that (``paraphrase``), so the cost grows with the number of names
    and not with its square. The default of 85 keeps typing errors in cores of seven characters or more; at six,
    工程开工时间 and 工程完工时间 of the samples would be a pair.
    """
    found: dict[tuple[int, int], float] = {}
    first_of: dict[str, int] = {}
    for index, name in enumerate(names):
        first_of.setdefault(_plain(name), index)
    for first, second in _candidates(names):
        if first_of[_plain(names[first])] == first and (first, second) not in found:
            found[first, second] = score(names[first], names[second])
    alike = {pair: value for pair, value in found.items() if value >= threshold}
    earlier: dict[int, list[int]] = defaultdict(list)
    for first, second in alike:
        earlier[second].append(first)
    # Of three names alike, the third is a repeat of the first and need not be compared with the second as well.
    pairs = [
        (first, second, value)
        for (first, second), value in alike.items()
        if not any(alike.get((root, second), 0.0) >= value for root in earlier[first])
    ]
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def _candidates(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        for key in _keys(name):
            blocks[key].append(index)
    for key, members in blocks.items():
        if key[0] in "=~#^":
            yield from ((members[0], second) for second in members[1:])
        if key[0] in "=~#":
            continue
        # A name printed hundreds of times in one project is a table read twice and not a near-duplicate.
        compared = _first_of_each_fold(names, members) if key[0] in "^$" else members[:_COMMON]
        for at, second in enumerate(compared):
            for first in compared[:at]:
                if first != second:
                    yield (first, second) if first < second else (second, first)


def _first_of_each_fold(names: Sequence[str], members: Sequence[int]) -> list[int]:
    """The first member of each folded form, at most ``_ALIKE``; the others are compared with it under its own key."""
    first: dict[Folded, int] = {}
    for index in members:
        if len(first) == _ALIKE:
            break
        first.setdefault(folded(names[index]), index)
    return list(first.values())


@lru_cache(maxsize=262_144)
def _plain(name: str) -> str:
    return normalised(name)


@lru_cache(maxsize=262_144)
def _keys(name: str) -> frozenset[str]:
    whole, reduced = _plain(name), core(name)
    keys = {"=" + whole, "~" + reduced, "#" + unordered(name)} if whole else set()
    if _SHORTEST_EDITED <= len(reduced) <= _LONGEST_EDITED:
        keys |= {reduced[:at] + reduced[at + 1 :] for at in range(len(reduced))} | {reduced}
    if whole:
        reading = folded(name)
        keys |= {"^" + reading.text, "$" + reading.text[-reading.tail :]}
        # 对伙食满意度 may stand beside 伙食满意度.
        keys |= {"$" + (reading.about + head)[-reading.tail :] for head in ATTITUDES if reading.text.endswith(head)}
    # Names that differ in a number are never similar, so the numbers are part of every key.
    apart = "|" + "|".join(numbers(name))
    return frozenset(key + apart for key in keys if len(key) > 1)
