"""The unit of money that a line, a label, a header cell or a sum names: one grammar for all forms.

    named     = [announced] [人民币 [:]] unit [人民币]          金额单位：人民币元
    announced = [金额 | 货币 | 计量 | 计价] 单位 [:]
    unit      = [十 | 百 | 千 | 万 | 亿 …] (元 | a foreign currency)

It is in brackets, after a colon or slash, after a number, or alone. A unit without a factor in
``rules/words/units.yaml`` (美元) is recognised as well, so that its sums are not taken for 万元.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.language.numerals import SIGNS, parse_numeral
from auditor.language.text import half_width, squeeze

_CURRENCY = "[美港欧日澳加]?元|英镑|港币"
_UNIT = rf"(?P<unit>(?:[十百千万]?[百千万亿]|十)?(?:{_CURRENCY}))"
_YUAN = r"\(?人民币\)?:?"
_ANNOUNCED = r"(?:(?:金额|货币|计量|计价)?单位)"
_NAMED = rf"\(?[￥¥]?(?:{_YUAN})?\(?{_UNIT}\)*(?:\(?人民币\)?)?"
_ANNOUNCEMENT = re.compile(rf"{_ANNOUNCED}:?{_NAMED}(?![/每])")
_IN_BRACKETS = re.compile(rf"\((?:[^()]{{1,12}}[,;、])?(?:{_ANNOUNCED}:?)?{_NAMED}\)")
_BEHIND_SIGN = re.compile(rf"[:/](?:{_YUAN})?{_UNIT}:?$")
_ALONE = re.compile(rf"\(?{_NAMED}\)?")
_UNIT_CELL = re.compile(rf"\(?(?:{_ANNOUNCED}:\)?$|(?:{_ANNOUNCED}:?|{_YUAN}){_NAMED}\)*)")
_SUM = re.compile(
    rf"(?P<number>[-+]?[0-9][0-9,.\s]{{0,38}})(?:(?:{_NAMED}|(?P<short>[万亿]))整?)?"  # 318.50(万元), 3亿, 3万元整
)
_PARTS = re.compile(r"(?<=[0-9元])\s*[（(][^（）()]{0,20}[\u4e00-\u9fff][：:]?\s*[0-9][^（）()]{0,50}[)）]$")
"""What a sum is made of, behind it in the same cell: 245.00（财政拨款230.00，上年结转15.00）."""
_IN_WORDS = re.compile(rf"(?:大写:?)?(?P<words>[{SIGNS}]{{1,20}})元(?:[整正])?")
"""A sum in words: 叁佰万元整."""
_BESIDE = re.compile(r"\(([^()]{2,40})\)$")
"""The same sum once more, in brackets: 叁佰万元整（￥3,000,000.00元）, 300万元（大写：叁佰万元整）."""
_BRACKETS = str.maketrans(dict.fromkeys("【〔［[﹙", "(") | dict.fromkeys("】〕］]﹚", ")") | {"：": ":", "／": "/"})
_LONGEST = 200
"""Most characters of a text that is searched: titles, unit lines and labels are shorter, prose is longer. Saves time:
no row of the samples or of bench/accuracy changes for 20 to 2,000, nor for a unit cell of 12 to 300 characters."""


def unit_of(text: str) -> str:
    """The unit that a title, unit line, label or header cell names, "" if none ("资金情况（金额单位：元）" → 元)."""
    return _unit_of(text) if len(text) <= _LONGEST and _may_name(text) else ""


def without_unit(text: str) -> str:
    """A label or title without the unit it names ("资金情况（金额单位：元）" → 资金情况); a bare unit stays."""
    return _without_unit(text) if len(text) <= _LONGEST and _may_name(text) else text


def announces(text: str) -> bool:
    """Whether ``text`` announces the unit of money by the word 单位: 单位：万元."""
    return _may_name(text) and _ANNOUNCEMENT.search(_plain(text)) is not None


def is_unit_cell(text: str) -> bool:
    """Whether a cell holds only the unit, or announces the one in the next cell: 金额单位：元, 单位：, 人民币元."""
    return len(text) <= 30 and ("单位" in text or "人民币" in text) and _UNIT_CELL.fullmatch(_plain(text)) is not None


def is_unit(text: str) -> bool:
    """Whether a cell is a bare unit of money: 万元, （元）."""
    return len(text) <= 30 and _may_name(text) and _ALONE.fullmatch(_plain(text)) is not None


@lru_cache(maxsize=16384)
def split_sum(text: str) -> tuple[str, str] | None:
    """(number as printed, its own unit or "") of a sum ("￥318.50（万元）" → "318.50", 万元), None if not a sum."""
    if len(text) > 80:  # prose; 20 to 800 characters change no row of the samples, 10 would cut sums
        return None
    text = _PARTS.sub("", text)
    plain = _bare_sum(half_width(text).translate(_BRACKETS))
    found = _SUM.fullmatch(plain)
    if found is None:
        return _in_words(squeeze(plain)) if "元" in plain else None
    return found["number"].strip(), found["unit"] or (f"{found['short']}元" if found["short"] else "")


def _bare_sum(text: str) -> str:
    return re.sub(r"^\s*(?:人民币)?\s*[￥¥]?\s*", "", text).strip()


def _in_words(text: str) -> tuple[str, str] | None:
    """(number, unit) of a sum in words, alone or beside the same sum in figures, which then counts."""
    beside = _BESIDE.search(text)
    bare = text[: beside.start()] if beside else text
    words = _IN_WORDS.fullmatch(bare)
    if beside is not None:
        inside = beside.group(1).removeprefix("小写").lstrip(":")
        if words is not None and not _IN_WORDS.fullmatch(inside):
            return split_sum(_bare_sum(inside))
        return split_sum(bare) if _IN_WORDS.fullmatch(inside.removeprefix("人民币")) else None
    value = parse_numeral(words["words"]) if words else None
    return (f"{value:f}", "元") if value is not None else None


@lru_cache(maxsize=8192)
def _unit_of(text: str) -> str:
    plain = _plain(text)
    found = (
        _ANNOUNCEMENT.search(plain)
        or _IN_BRACKETS.search(plain)
        or _BEHIND_SIGN.search(plain)
        or _ALONE.fullmatch(plain)
    )
    return found["unit"] if found else ""


@lru_cache(maxsize=8192)
def _without_unit(text: str) -> str:
    bare = squeeze(text)
    if _ALONE.fullmatch(_plain(bare)) or _UNIT_CELL.fullmatch(_plain(bare)):
        return text
    for part in (_IN_BRACKETS, _ANNOUNCEMENT, _BEHIND_SIGN):
        found = part.search(_plain(bare))  # of the same length as ``bare``
        if found:
            bare = bare[: found.start()] + bare[found.end() :]
    return bare or text


def _plain(text: str) -> str:
    return half_width(squeeze(text)).translate(_BRACKETS)


def _may_name(text: str) -> bool:
    """Whether ``text`` holds one of the words that every unit of money ends with. Most cells do not: it saves time."""
    return "元" in text or "镑" in text or "港币" in text
