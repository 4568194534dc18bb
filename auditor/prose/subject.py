"""What an amount is stated of: its name without year, department and verb, and its place in the classification."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.headings import NUMBERED
from auditor.language.lexicon import load, words
from auditor.language.text import squeeze

_YEAR = re.compile(r"^(?:截至)?(?:20\d\d年度?|本年度?|当年|全年)(?![\d末底初])[，,]?")
_WHO = re.compile(r"^(?:[（(](?:部门|单位|本级|本部)[）)]|本部门|本单位|我部门|我单位|我局|本局|我委|我办)的?")
_JOINING = re.compile(r"^[\s，,：:、和及并的]+|^(?:以及|还有|另外|其中|涉及)[，,：:]?")
_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉（）()【】\[\]〔〕]+")
_LEVELS = re.compile(
    r"(?P<name>(?:[^“”\"（）()，。；：、\s]|[（(][^（）()类款项，。]{1,6}[）)]){2,50})[”\"]?[（(](?P<level>[类款项])[）)]"
)
_ORDER = "类款项"
_DASHED = re.compile(
    r"[“\"]([^“”\"，。；：—－-]{2,30}支出)[-—－]+([^“”\"，。；：—－-]{2,40})(?:[-—－]+([^“”\"，。；：—－-]{2,40}))?[”\"]"
)
TOTALS = ("合计", "共计", "总计", "小计")


def path_of(text: str) -> tuple[str, ...]:
    """Names of 类, 款 and 项 that a text gives: “教育支出（类）普通教育（款）…”, “教育支出-普通教育-学前教育”; "" for a
    level above that it leaves out."""
    named = {found["level"]: _bare(found["name"]) for found in _LEVELS.finditer(text)}
    if named:
        depth = max(map(_ORDER.index, named)) + 1
        return tuple(named.get(level, "") for level in _ORDER[:depth])
    dashed = _DASHED.search(text)
    if dashed:
        return tuple(_bare(name) for name in dashed.groups() if name)
    bare = _bare(text).removesuffix("科目").strip("，,：:和及“”")
    return (bare,) if bare in _classes() else ()


@cache
def _classes() -> frozenset[str]:
    """The names of the 类 of expenditure; one alone is enough to know what is meant."""
    return frozenset(str(name) for names in load("subjects")["支出功能分类"].values() for name in names)


def _bare(name: str) -> str:
    return NUMBERED.sub("", squeeze(name), count=1).strip('“”"-—－、')


def subject_of(text: str, names: tuple[str, ...]) -> str:
    """The subject that stands before a figure, "" if only words like 预算数 do. ``names``: of the department."""
    found = squeeze(text)
    while True:
        before = found
        found = NUMBERED.sub("", found, count=1) if NUMBERED.match(found) else found
        for cut in (_JOINING, _YEAR, _WHO):
            found = cut.sub("", found, count=1)
        for name in names:
            found = found.removeprefix(name)
        if found == before:
            break
    return _without(found, _suffixes()).strip("，,：:、的")


def is_generic(subject: str) -> bool:
    """Whether a subject says nothing by itself: 预算数, 年初预算."""
    return not subject or subject in words("prose", "泛指主体")


@lru_cache(maxsize=8192)
def key(subject: str) -> str:
    """A subject for comparison: “三公”经费预算数 and 三公经费 are the same."""
    bare = _MARKS.sub("", subject)
    return _without(bare, _ends()) or bare


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted(map(str, load("prose")["主体后缀"]), key=len, reverse=True))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(map(str, load("prose")["主体结尾"]), key=len, reverse=True))


def _without(text: str, ends: tuple[str, ...]) -> str:
    while True:
        end = next((end for end in ends if text.endswith(end) and len(text) > len(end)), None)
        if end is None:
            return "" if text in ends else text
        text = text[: -len(end)]
