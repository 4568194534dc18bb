"""Indicators written as text in one cell: "更换路灯≥80盏；验收合格率≥98%", with marks and classes among them.

Only signs that a list has in any case (；, a run of marks 1. 2. 3., a class with a colon) cut a text by themselves. A
comma, a line break or a blank cuts it only if each piece then has a name, one operator and a number: else the
commas belong to a name, and the line breaks are wraps. Nothing is cut inside brackets or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.forms.cells.split import split_value
from auditor.forms.table.row import clean
from auditor.language.levels import fits, is_level1, is_level2, level1, level2
from auditor.language.lexicon import aliases
from auditor.language.operators import split_operator
from auditor.language.text import half_width
from auditor.language.units import read_unit

_PAIRS = dict(zip(")]】〕》”", "([【〔《“", strict=True))
_LONGEST = 4000
"""Most characters of a cell that is taken apart: some two hundred indicators. It only keeps a hostile file from costing
time."""
_ENDS = " \t\r\n　;；,，、。"
_WEAK = ("\n", "。", "，,", "、", " 　")
"""Signs that cut only between whole indicators, the strongest first."""
_CLASS = re.compile(
    r"([【\[（(〔]?)\s*([^\s：:;；,，。、【\[（(〔】\]）)〕≥≤=><0-9]{2,14})\s*([】\]）)〕]?)\s*([：:]?)"
)
"""数量指标：, 【数量指标】, （产出指标）. Fourteen characters: the longest class (社会公众或服务对象满意度指标)."""
_NUMERALS = "一二三四五六七八九十"
_MARKS = (
    re.compile(r"(?:三级)?指标\s*([0-9]{1,2}|[一二三四五六七八九十])\s*[：:、.．]\s*"),
    re.compile(r"([0-9]{1,2})\s*[.．](?![0-9])\s*"),
    re.compile(r"([0-9]{1,2})\s*、\s*"),
    re.compile(r"([0-9]{1,2})\s*[)）]\s*"),
    re.compile(r"[(（]\s*([0-9]{1,2})\s*[)）]\s*"),
    re.compile(r"[(（]\s*([一二三四五六七八九十])\s*[)）]\s*"),
    re.compile(r"([一二三四五六七八九十])\s*、\s*"),
    re.compile(r"([①-⑳])\s*"),
)
"""The styles of numbering. A mark counts only as the first of a list or the next after the one before it."""
_BEGIN = frozenset("0123456789一二三四五六七八九十指(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""What a mark can begin with."""
_DATED = re.compile(
    r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[底末初]?(?:[上中下]旬)?(?:之前|以前|前|之内|以内|内)?"
)
_AT_END = re.compile(r"[0-9][0-9.,]*(?:%|‰|[^0-9\s.,;:]{1,6})$")
"""A number with its unit at the end of a text: a choice, the longest units of the samples have six characters."""
_PLAIN = re.compile(r"[0-9.,]+(?:[-~至—–][0-9.,]+)?|[0-9年月日底末初上中下旬之以前内季度至-]+|[^0-9,，。、;；:]+")
"""A target that is one: a number or a range, a date, words without a number."""
_WORDY = 20
"""Most characters of a target in words after a colon (显著提升): a longer text is a sentence, and its colon may be part
of it. A choice."""


@dataclass(frozen=True, slots=True)
class Written:
    """One indicator of a cell. ``raw`` is the text as printed; ``classes`` the class words that head it, in order."""

    raw: str
    name: str
    operator: str = ""
    value: str = ""
    unit: str = ""
    classes: tuple[str, ...] = ()
    sure: bool = True
    """False: the text could not be taken apart safely; then the name is the text, or the value holds more than one."""


def written(text: str, heading: str = "") -> list[Written]:
    """The indicators of a cell in printed order, [] if it holds only classes, marks or signs.

    ``heading``: the class that the column's title names, the name of a cell that holds a target alone (满意度 | ≥90%).
    """
    if len(text) > _LONGEST:
        return [Written(text, _one_line(text), sure=False)]
    found: list[Written] = []
    classes: tuple[str, ...] = ()
    counted: dict[int, int] = {}
    waiting = list(_parts(text, ";；"))
    alone = len(waiting) == 1
    while waiting:
        piece, *rest = _cut(waiting.pop(0), counted)
        waiting[:0] = rest
        own, bare = _headed(piece, counted)
        classes = _under(classes, own)
        head = piece[: len(piece) - len(bare)]
        bare, *rest = _cut(bare, counted)
        waiting[:0] = rest
        if not any(sign.isalnum() for sign in bare):
            continue
        parts = _weakly(bare, _WEAK) or [bare]
        named = own[-1] if own else heading if alone else ""
        for part in parts:
            raw = part if len(parts) > 1 else head + part
            found.append(_read(part, raw.strip(_ENDS), classes, named if len(parts) == 1 else ""))
    return found


def _under(above: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """The classes of a text that prints ``own``, below the classes ``above`` it: 产出指标：数量：…；质量：…"""
    return (*(word for word in above if fits(level1(word), level2(own[0]))), *own) if own else above


def heads_class(text: str) -> bool:
    """Whether a text begins with the class of an indicator and a colon, or with one in brackets."""
    return bool(_headed(text, {})[0])


def _depths(text: str) -> list[bool]:
    """Whether each character is inside brackets, these included; one without its counterpart counts for nothing."""
    inside, opened = [False] * len(text), list[tuple[int, str]]()
    for place, sign in enumerate(half_width(text)):
        if sign in _PAIRS.values():
            opened.append((place, sign))
        elif sign in _PAIRS and any(other == _PAIRS[sign] for _, other in opened):
            while opened[-1][1] != _PAIRS[sign]:
                opened.pop()
            start, _ = opened.pop()
            inside[start : place + 1] = [True] * (place + 1 - start)
    return inside


def _cut(text: str, counted: dict[int, int]) -> list[str]:
    """``text`` in two, before the first class or mark within it, or whole."""
    inside = _depths(text)
    for place in range(1, len(text)):
        if inside[place] and inside[place - 1]:
            continue  # a bracket itself may begin a mark or a class
        parted = text[place - 1] in _ENDS
        if parted and text[place] not in _ENDS and _class_at(text, place) and text[:place].strip(_ENDS):
            return [text[:place], text[place:]]
        marked = _mark_at(text, place, counted, first=False)
        if marked and text[:place].strip(_ENDS) and (parted or _whole(text[:place])):
            return [text[:place], text[place:]]
    return [text]


def _headed(text: str, counted: dict[int, int]) -> tuple[tuple[str, ...], str]:
    """The classes at the beginning of ``text``, and the text without them and without marks."""
    classes: list[str] = []
    bare = text.lstrip(_ENDS)
    while True:
        marked = _mark_at(bare, 0, counted, first=True)
        if marked:
            style, number, end = marked
            counted[style] = number
            bare = bare[end:].lstrip(_ENDS)
            continue
        word = _class_at(bare, 0)
        if not word:
            return tuple(classes), bare
        classes.append(word[0])
        bare = bare[word[1] :].lstrip(_ENDS)


def _class_at(text: str, place: int) -> tuple[str, int] | None:
    """(class, where it ends) of a class word with a colon or in brackets at ``place``."""
    found = _CLASS.match(text, place)
    if not found:
        return None
    opening, word, closing, colon = found.groups()
    if bool(opening) != bool(closing) or not (colon or (opening and closing)):
        return None
    return (word, found.end()) if is_level1(word) or is_level2(word) else None


def _mark_at(text: str, place: int, counted: dict[int, int], first: bool) -> tuple[int, int, int] | None:
    """(style, number, where it ends) of a mark at ``place`` that is the next of its list, or the ``first`` of one."""
    if text[place : place + 1] not in _BEGIN or (place and text[place - 1] in "0123456789.．≥≤=><~-"):
        return None  # 1,000 and 2.5 are numbers
    for style, mark in enumerate(_MARKS):
        found = mark.match(text, place)
        if not found:
            continue
        number, before = _number(found[1]), counted.get(style, 0)
        if (before and number == before + 1) or (first and number == 1):
            return style, number, found.end()
    return None


def _number(mark: str) -> int:
    if mark in _NUMERALS:
        return _NUMERALS.index(mark) + 1
    return int(mark) if mark.isdecimal() else ord(mark) - ord("①") + 1


def _weakly(text: str, signs: tuple[str, ...]) -> list[str] | None:
    """The parts of ``text`` by weak signs if each of them is a whole indicator, else None."""
    if _whole(text):
        return [text]
    for place, sign in enumerate(signs):
        parts = list(_parts(text, sign))
        if len(parts) < 2:
            continue
        cut = [_weakly(part, signs[place + 1 :]) for part in parts]
        if all(cut):
            return [piece for pieces in cut for piece in pieces or ()]
    return None


def _parts(text: str, signs: str) -> Iterator[str]:
    """``text`` cut at ``signs`` outside brackets and numbers, empty parts left out."""
    inside, begin = _depths(text), 0
    for place, sign in enumerate(text):
        number = sign in ",，" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        if sign in signs and not inside[place] and not number:
            if text[begin:place].strip(_ENDS):
                yield text[begin:place]
            begin = place + 1
    if text[begin:].strip(_ENDS):
        yield text[begin:]


def _whole(text: str) -> bool:
    """Whether a text is one indicator with a name, an operator, a number and nothing else."""
    bare = _one_line(text)
    signs = _operators(bare)
    if len(signs) != 1:
        return False
    start, _ = signs[0]
    name, (_, value, unit) = bare[:start], split_value(bare[start:])
    if not re.search(r"[^\W\d_]", name):
        return False
    return (
        bool(value)
        and all(sign.isdigit() or sign in ".,+-~至—–%‰" for sign in value)
        and (bool(unit) or value[-1].isdigit())
    )


def _one_line(text: str) -> str:
    return clean(text.strip(_ENDS)).strip(_ENDS)


@cache
def _operator() -> re.Pattern[str]:
    """An operator within a text: a sign, or a word before a number. 以上 and the like stand behind a number."""
    listed = [word for word in aliases("operators", "符号") if word[0] > "一" and not word.startswith("以")]
    worded = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    return re.compile(rf"[>=<]=|=[><]|[≥≤≧≦⩾⩽><=﹥﹤]|(?:{worded})(?=\s*[0-9])")


def _operators(text: str) -> list[tuple[int, int]]:
    """Where operators stand outside brackets."""
    wide = half_width(text)
    depths = _depths(text)
    return [found.span() for found in _operator().finditer(wide) if not depths[found.start()]]


def _read(text: str, raw: str, classes: tuple[str, ...], heading: str) -> Written:
    """One indicator, taken apart as far as that is safe. ``heading`` is its name if it has none."""
    bare = _one_line(text)
    signs = _operators(bare)
    start = None if len(signs) > 1 else signs[0][0] if signs else _target(bare)
    name = heading if start == 0 else bare[:start].rstrip("：: ") if start else ""
    if start is None or not name:
        return Written(raw, bare, classes=classes, sure=False)
    target = bare[start:].lstrip("：: ")
    if not signs and target[:1] in ("(", "（"):
        target = target[1:-1]
    operator, value, unit = split_value(target)
    listed = bool(signs) or not unit or bool(read_unit(unit).dimension)
    return Written(raw, name, operator, value, unit, classes, listed and bool(_PLAIN.fullmatch(value)))


def _target(text: str) -> int | None:
    """Where the target begins in a text without an operator; None if that is not safe to say."""
    wide = half_width(text)
    depths = _depths(text)
    last = text.rfind("（") if "（" in text else text.rfind("(")
    if last > 0 and depths[last] and wide.endswith(")") and split_operator(wide[last + 1 : -1])[0]:
        return last  # 满意度（≥90%）
    colons = [place for place, sign in enumerate(wide) if sign == ":" and not depths[place]]
    if colons:
        rest = wide[colons[0] + 1 :].strip()
        plain = len(colons) == 1 and 0 < len(rest) <= _WORDY and not any(sign in ",，。、" for sign in rest)
        return colons[0] if plain and colons[0] else None  # 通行能力：显著提升
    dated = next((found.start() for found in _DATED.finditer(wide) if found.end() == len(wide)), None)
    found = _AT_END.search(wide)
    start = dated if dated is not None else found.start() if found else None
    if start is None or any(sign.isdigit() for sign in wide[:start]) or depths[start]:
        return None  # 3月至6月完成2次: which number is the target?
    if dated is not None:
        return start  # 完成时间2026年12月底前
    ordinal = wide[:start].endswith("第")
    return start if split_value(wide[start:])[2] and not ordinal else None  # 更换路灯80盏; not 第3期
