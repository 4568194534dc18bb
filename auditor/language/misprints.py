"""Misprints in a name: text that cannot be right (乱码), and text that is probably meant otherwise (疑误 → 疑正)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.language.lexicon import words
from auditor.language.text import half_width, squeeze
from auditor.language.wrong_characters import is_word, wrong_character

_BROKEN = re.compile(
    r"[�▯■〓]|(?<=[一-龥])□(?=[一-龥]|$)|锟斤拷|烫烫|(?<=[一-龥])[?？]{2,}(?=[一-龥])|"
    r"(?<=[一-龥])\s*(?:and|or|of|the|for|with)\s*(?=[一-龥])|，，|、、|。。|，、|、，|的的|率率"
)
_DOUBLED = re.compile(r"([一-龥]{2,8})\1")
_LISTED_TWICE = re.compile(
    r"([一-龥]{2,3})[、，,；;和及与或]\1(?=[、，,；;和及与等或）)]|$)|([一-龥]{4,8})[、，,；;和及与或]\2"
)
"""招聘信息、招聘信息; a short item must end there, too: 小学、小学附属幼儿园."""
_UNIT_TWICE = re.compile(r"([一-龥]{1,3})[、，,/]\1(?=[、，,/）)]|$)")
_HOTLINE = re.compile(r"(?<!\d)(\d{2,4})(?=[^\d，,、；;]{0,4}(?:热线|专线|电话|平台))")
_AROUND_THE_CLOCK = re.compile(r"(?<![\dA-Za-z])[×xX*]\s*24(?=小时|[hH])|7[×xX*][24](?=小时|[hH])")


@lru_cache(maxsize=65536)
def broken(text: str) -> str:
    """The part of ``text`` that was lost in copying or converting (□, and, 、、); "" if there is none."""
    found = _BROKEN.search(text if text[:1] != "□" else "")  # □是□否 is a form to tick
    return text[max(0, found.start() - 4) : found.end() + 4].strip() if found else ""


@lru_cache(maxsize=65536)
def unpaired(text: str) -> str:
    """The bracket or quotation mark of which ``text`` has only one half; "" if none. Half-width brackets are enough."""
    for opening, closing in ("（）", "“”", "《》"):
        if text.count(opening) != text.count(closing) and not (opening == "（" and ("(" in text or ")" in text)):
            return opening if text.count(opening) > text.count(closing) else closing
    return ""


@lru_cache(maxsize=65536)
def misprint(text: str) -> tuple[str, str]:
    """What is probably misprinted in ``text`` and what was meant: ("办公办公", "办公"); ("", "") if nothing is."""
    bare = squeeze(text)
    return _doubled(bare) or _digit_lost(half_width(bare)) or wrong_character(bare)


@lru_cache(maxsize=4096)
def doubled_unit(text: str) -> str:
    """The measure word that a unit offers twice ("个(套、套、件)" → 套); "" if none."""
    found = _UNIT_TWICE.search(squeeze(text))
    return found.group(1) if found else ""


@lru_cache(maxsize=16384)
def misprint_of_sentence(text: str) -> tuple[str, str]:
    """As ``misprint``, for running text: it has more names and new words than names have, so single characters are not
    suspected."""
    bare = squeeze(text)
    return _doubled(bare) or _digit_lost(half_width(bare)) or ("", "")


def _doubled(text: str) -> tuple[str, str] | None:
    for match in _DOUBLED.finditer(text):
        once, after = match.group(1), text[match.end() : match.end() + 2]
        goes_on = any(is_word(once[-size:] + after[:more]) for size in (1, 2) for more in (1, 2) if after[:more])
        if not goes_on:  # 基础数据数据库建设: the second time it begins another word
            return match.group(), once
    listed = _LISTED_TWICE.search(text)
    return (listed.group(), listed.group(1) or listed.group(2)) if listed else None


@cache
def _hotlines() -> frozenset[str]:
    return words("lookalikes", "热线号码")


def _digit_lost(text: str) -> tuple[str, str] | None:
    clock = _AROUND_THE_CLOCK.search(text)
    if clock:
        return clock.group() + "小时", "7×24小时"
    for match in _HOTLINE.finditer(text):
        number = match.group()
        if number in _hotlines():
            continue
        meant = [known for known in _hotlines() if _without_one(known, number)]
        if len(meant) == 1:
            return number, meant[0]
    return None


def _without_one(known: str, number: str) -> bool:
    """Whether ``number`` is ``known`` with one digit left out."""
    return any(known[:at] + known[at + 1 :] == number for at in range(len(known)))
