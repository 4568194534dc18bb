"""绩效目标: is it empty of content, is its text whole."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze

_WORDS = re.compile(r"[一-鿿A-Za-z0-9]")
_CLAUSES = re.compile(r"[，,。；;、！!]+")
_AMOUNT = re.compile(r"\d|[一二两三四五六七八九十百千万]+(?:个|次|场|家|名|人|项|套|台|份|篇|期|类|处|%|％)")
_ORDINAL = re.compile(
    r"(?:^|[。；;\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、．,，是](?!\d)|[（(]\d{1,2}[)）]|(?:19|20)\d\d\s*年?"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("【", "】"), ("「", "」"))
_LEFTOVER = 2
_SHORT = 26
_NAMED = 6
_LONGEST_WORD = 6
_CUT = re.compile(r"[，,、：:（(《“]$|(?:以及|并且|包括|例如|通过|为了|和|及|与|或)$")
_DOUBLED = re.compile(r"，，|。。|；；|、、|,,|[，、；：][。，、；：]|[。][，、；：]")
_ELLIPSIS = re.compile(r"(?<=[一-鿿])(?:\.{3,}|…+)\s*(?=[一-鿿])")


def length(goal: str) -> int:
    """Characters without punctuation and spaces."""
    return len(_WORDS.findall(goal))


def has_number(goal: str) -> bool:
    """Whether the goal states an amount (list numbers and years do not count)."""
    return bool(_AMOUNT.search(_ORDINAL.sub(" ", half_width(goal))))


@lru_cache(maxsize=16384)
def weak(goal: str, project: str = "", department: str = "") -> str:
    """Why the goal says nothing to measure by, "" if it says something. An empty goal is not weak but missing."""
    bare = squeeze(goal)
    if not bare or has_number(bare):
        return ""
    left = _left_over(bare, project, department)
    if len(left) <= _LEFTOVER:
        return "只有“保障工作开展”之类的话，或只重复了项目名称"
    if length(bare) <= _SHORT and len(left) <= _NAMED and _is_slogan(bare):
        return "只写保障工作开展或正常运转，没有预期的产出和效果"
    if length(bare) <= _SHORT and _is_only_wish(bare):
        return "是口号，没有写明做什么、做多少"
    if length(bare) <= 5:
        return "过短，没有写明预期的产出和效果"
    return ""


@lru_cache(maxsize=16384)
def garbled(goal: str) -> str:
    """The place in the goal's text that looks wrong, with its surroundings; "" if none.

    Unpaired quotation marks and brackets, doubled punctuation, a sentence that ends in the middle.
    """
    bare = goal.strip()
    found = _DOUBLED.search(bare) or _ELLIPSIS.search(bare)
    if found:
        return _around(bare, found.start(), found.end())
    for opening, closing in _PAIRS:
        if bare.count(opening) != bare.count(closing):
            sign = opening if bare.count(opening) > bare.count(closing) else closing
            at = bare.rfind(sign)
            return _around(bare, at, at + 1)
    found = _CUT.search(bare) if length(bare) > 4 else None
    return _around(bare, found.start(), found.end()) if found else ""


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 8) : end + 6].strip()


def _left_over(goal: str, project: str, department: str) -> str:
    """Characters of the goal that neither a generic word nor a stretch of the project's name covers."""
    text = "".join(_WORDS.findall(goal))
    known = {*_generic(), *_pieces(project), *_pieces(department)}
    covered = [False] * len(text)
    for start in range(len(text)):
        for size in range(min(_LONGEST_WORD, len(text) - start), 0, -1):
            if text[start : start + size] in known:
                covered[start : start + size] = [True] * size
                break
    return "".join(sign for sign, hidden in zip(text, covered, strict=True) if not hidden)


def _pieces(text: str) -> set[str]:
    runs = re.findall(r"[一-鿿]+", text[:80])
    return {run[at : at + size] for run in runs for size in (4, 3, 2) for at in range(len(run) - size + 1)}


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(str(word) for word in load("goals")["泛词"])


def _is_only_wish(goal: str) -> bool:
    """Every clause opens with a verb of wishing well (打造…，营造…)."""
    opens = tuple(load("goals")["口号开头"])
    clauses = [clause for clause in _CLAUSES.split(goal) if clause]
    return all(clause.startswith(opens) for clause in clauses)


def _is_slogan(goal: str) -> bool:
    """Every clause opens with a verb of keeping things going and closes with 工作, 运转, 开展 …"""
    data = load("goals")
    clauses = [clause for clause in _CLAUSES.split(goal) if clause and length(clause) > 2]
    opens = tuple(data["开头"])
    closes = tuple(data["结尾"])
    return bool(clauses) and clauses[0].startswith(opens) and clauses[-1].endswith(closes)
