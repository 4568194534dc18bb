"""One title of a column: the field it names, its period, and whether it names a group of columns."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.forms.table import vocabulary
from auditor.forms.table.part_of_year import is_part_of_year, part_of_year
from auditor.forms.table.row import key
from auditor.forms.table.title_grammar import REVISED, field_of
from auditor.language.text import half_width

_IN_FORCE = re.compile(REVISED)
_POINTS = re.compile(r"\(\d{1,3}(?:\.\d)?分?\)$")
_CLIPPED = re.compile(r"[0-9。，,；;]")
_YEARS = (
    (re.compile(r"[二三四五]年|20[0-9]{2}年?度?[-—–~至到]20[0-9]{2}年"), "长期"),
    (re.compile(r"20[0-9]{2}年"), "年度"),
)
"""Periods named by years: 三年指标值, 2025-2027年指标值; 2026年指标值."""
_UNDERSTOOD = 50
"""The rank of a title that the grammar takes apart: a listed word is better."""
_BEST = -1
"""The rank of the target that is in force: 调整后指标值 is better than 指标值 beside it."""
_WORST = 99
"""The rank of a word found inside a longer text: any other title is better."""
_KEPT = 32_768
"""Texts whose reading is kept: every cell of a book is looked up, and the samples have up to 5,000 different ones."""
LONGEST = 400
"""Most characters of a cell that is looked up; a longer one is prose. It only keeps a hostile file from costing time:
no row of the samples or of bench/accuracy changes for 30 to 4,000."""


def title_key(text: str) -> str:
    """A header cell for look-up: ``key``, half-width, without points or the period after it ("指标值(长期)")."""
    return _title_key(text) if len(text) <= LONGEST else ""


@lru_cache(maxsize=_KEPT)
def _title_key(text: str) -> str:
    bare = _POINTS.sub("", half_width(key(text)))
    head, _, tail = bare.rstrip(")").rpartition("(")
    return head if head and _is_period(tail) and bare.endswith(")") else bare


def _is_period(bare: str) -> bool:
    return bare in vocabulary.spellings("期间") or is_part_of_year(bare)


def is_period(text: str) -> bool:
    """Whether a cell names a period and nothing else: 长期, 全年, 1-6月."""
    return _is_period(title_key(text))


def role_of(text: str, contained: bool = False) -> str:
    """The fact column a header cell names, "" if none.

    ``contained`` also accepts a word of four or more characters inside a text that is not a title itself: in some PDFs
    text of the row below is in the header cell ("34.800000财政资金"). The rest of the text must hold figures or
    punctuation, or more than 12 characters. Both numbers are a choice: no row of the samples or of bench/accuracy
    changes for words of 2 to 5 or a rest of 3 to 20 characters.
    """
    return ranked(text, contained)[0] if len(text) <= LONGEST else ""


@lru_cache(maxsize=_KEPT)
def ranked(text: str, contained: bool = False) -> tuple[str, int]:
    """(field, rank) of a title, the lowest rank being the best; ``contained`` as in ``role_of``."""
    bare = title_key(text)
    table = vocabulary.spellings("表头")
    if bare in table:
        return table[bare]
    understood = field_of(bare)
    if understood == vocabulary.VALUE and _IN_FORCE.match(bare):
        return understood, _BEST
    if understood:
        return understood, _UNDERSTOOD
    if contained and len(bare) > 4:
        for word in sorted((word for word in table if len(word) >= 4 and word in bare), key=len, reverse=True):
            rest = bare.replace(word, "", 1)
            if len(rest) > 12 or _CLIPPED.search(rest):
                return table[word][0], _WORST
    return "", _WORST


def period_of(text: str) -> str:
    """长期 or 年度 if a title says so ("指标值(长期)", "年度绩效指标"), else ""."""
    return _period_of(text) if len(text) <= LONGEST else ""


@lru_cache(maxsize=_KEPT)
def _period_of(text: str) -> str:
    bare = half_width(key(text))
    table = vocabulary.spellings("期间")
    tail = bare.rstrip(")").rpartition("(")[2]
    if tail != bare and _is_period(tail):
        return table[tail][0] if tail in table else part_of_year(tail)
    listed = next((table[word][0] for word in sorted(table, key=len, reverse=True) if bare.startswith(word)), "")
    return part_of_year(bare) or listed or next((period for pattern, period in _YEARS if pattern.match(bare)), "")


def known_title(text: str) -> bool:
    """Whether a header cell names a field, a group of columns or a column that is kept under its title."""
    bare = title_key(text)
    grades = vocabulary.spellings("等级档")
    return bool(role_of(text)) or bare in vocabulary.listed("其他列") or bare in grades or is_group(text)


def is_group(text: str) -> bool:
    """Whether a cell is the title of a block of columns or rows: 绩效指标, 长期目标, 年度绩效指标."""
    bare = title_key(text)
    return role_of(text) == vocabulary.GLUED or (bool(period_of(text)) and bare.endswith(("指标", "目标")))
