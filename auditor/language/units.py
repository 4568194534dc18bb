"""Units of measure: canonical form, dimension, and the factor of money into 万元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from auditor.language.lexicon import load, words
from auditor.language.text import half_width, squeeze

_DIMENSIONS = (
    "比率", "数量", "次数", "人", "单位", "金额", "时长", "频率",
    "面积", "长度", "体积重量", "能量", "数据量", "分值", "其他",
)  # fmt: skip
_CHOICES = re.compile(r"[（(][^（()）]{0,30}[)）]$")
_LONGEST_WORD = 6
"""Characters of the longest unit that is looked for in a running text (百万千瓦时)."""
_FACTORS = {
    word: Decimal(10) ** zeros
    for word, zeros in (("亿", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("千", 3), ("百", 2))
}
_SCALES = tuple(_FACTORS)
_TIMES = frozenset(("时长",))
_PRODUCTS = frozenset((("人", "时长"), ("数量", "时长"), ("体积重量", "长度"), ("人", "长度"), ("人", "数量")))
"""人天, 台时, 吨公里, 人公里, 人份: neither of the two."""
_LISTED = re.compile(r"[（(、，,/）)]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit understood. ``canonical`` and ``dimension`` are "" for a unit that is not listed.

    ``whole``: a count that cannot have decimals. ``factor``: number × factor = 万元 (pure money units only).
    ``rate``: a compound such as 元/人 or 次/年.
    """

    canonical: str = ""
    dimension: str = ""
    factor: Decimal | None = None
    whole: bool = False
    rate: bool = False


@cache
def _table() -> dict[str, tuple[str, str]]:
    listed: dict[str, tuple[str, str]] = {}
    data = load("units")
    for dimension in _DIMENSIONS:
        for canonical, others in data[dimension].items():
            for word in (canonical, *(others or ())):
                listed.setdefault(str(word), (str(canonical), dimension))
    return listed


@lru_cache(maxsize=8192)
def read_unit(text: str) -> Unit:
    """The unit a cell names: "人/次" → 人次, "万平方米", "元/人·月", "个(台、套、件、辆)" → 个."""
    bare = squeeze(half_width(text))
    if not bare or len(bare) > 40:  # a sentence in the wrong cell; the longest unit of the samples has 10
        return Unit()
    listed = _table()
    if bare in listed:
        return _plain(*listed[bare])
    inner = bare.strip("()")
    if inner in listed:
        return _plain(*listed[inner])
    choice = _CHOICES.search(bare)
    if choice and choice.start():
        return read_unit(bare[: choice.start()])
    if "/" in bare or "每" in bare[1:]:
        return _compound(bare)
    for scale in _SCALES:
        rest = bare.removeprefix(scale)
        if rest != bare and rest in listed:
            canonical, dimension = listed[rest]
            if dimension != "金额":
                return Unit(scale + canonical, dimension)
    return _joined(bare)


@cache
def _conversions() -> dict[str, tuple[str, Decimal]]:
    table = load("units")["换算"]
    return {unit: (base, Decimal(factor)) for base, units in table.items() for unit, factor in units.items()}


def _plain(canonical: str, dimension: str) -> Unit:
    factor = load("units")["万元系数"].get(canonical) if dimension == "金额" else None
    return Unit(
        canonical,
        dimension,
        factor=Decimal(factor) if factor else None,
        whole=canonical in words("units", "整数单位"),
        rate=dimension == "频率",
    )


def _joined(bare: str) -> Unit:
    """Two listed units in one word: 台套 (things), 幅次 (times), 亩次 (an area), 人天 and 吨公里 (neither)."""
    scale = next((scale for scale in _SCALES if bare.startswith(scale) and bare not in _table()), "")
    word = bare.removeprefix(scale)
    for cut in range(1, len(word)):
        first, last = (_table().get(part, ("", ""))[1] for part in (word[:cut], word[cut:]))
        if first in ("数量", "单位") and last in (first, "次数"):
            return Unit(bare, last)
        if first in ("面积", "长度", "体积重量") and last == "次数":
            return Unit(bare, first)
        if (first, last) in _PRODUCTS:
            return Unit(bare, "其他")
    return Unit()


def _compound(bare: str) -> Unit:
    head, *rest = re.split(r"[/每]", bare)
    upper = read_unit(head)
    if not upper.dimension:
        return Unit()
    lower = [part for chunk in rest for part in re.split(r"[·.、*]", chunk) if part]
    per_time = any(read_unit(part).dimension in _TIMES for part in lower)
    dimension = upper.dimension
    if per_time and dimension in ("次数", "时长", "数量"):
        dimension = "频率"
    return Unit("/".join((upper.canonical, "·".join(lower))), dimension, rate=True)


def in_base(number: Decimal, canonical: str) -> tuple[Decimal, str]:
    """``number`` of the unit ``canonical`` in the unit it converts to exactly: 2 小时 → (7200, 秒), 万平方米 → 平方米.

    A unit without a conversion in ``rules/words/units.yaml`` comes back as it is, without its scale (万册 → 册).
    """
    if canonical in _conversions():
        base, factor = _conversions()[canonical]
        return (number * factor).normalize(), base
    for scale, times in _FACTORS.items():
        rest = canonical.removeprefix(scale)
        if rest and rest != canonical and canonical not in _table():
            return in_base(number * times, _table().get(rest, (rest, ""))[0])
    return number.normalize(), canonical


@lru_cache(maxsize=8192)
def unit_words(text: str) -> tuple[str, ...]:
    """The units that a cell names: "个（台、套）" → 个, 台, 套; "万页" → 万页, 页. A compound (元/人) stays whole."""
    bare = squeeze(half_width(text))
    if "(" not in bare or not _CHOICES.search(bare):
        plain = bare.lstrip("".join(_FACTORS))
        return (bare, plain) if plain and plain != bare and bare not in _table() else (bare,) if bare else ()
    return tuple(part for part in _LISTED.split(bare) if part)


def unit_at(text: str, further: tuple[str, ...] = ()) -> str:
    """The longest unit word that ``text`` begins with, of the lexicon or of ``further``; "" if there is none."""
    listed = _table()
    for size in range(min(len(text), _LONGEST_WORD), 0, -1):
        word = text[:size]
        if word in listed or word in further:
            return word
        if size > 1 and word[0] in "万亿千百" and word[1:] in listed:
            return word
    return ""
