"""Titles of columns and labels with one wrong character, read as the one known word that they can be.

绩效标淮 is 绩效标准: one character is another one, and no other field has a word that near. 口级指标 may be 一级指标 or
二级指标 and stays unknown. Every cell read so is a ``Misprint``; ``forms/accounts`` makes it a doubtful repair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row, key
from auditor.forms.table.title import known_title, period_of, role_of, title_key
from auditor.grid import Cell
from auditor.language.levels import LEVEL1, is_level2
from auditor.language.operators import is_operator, split_operator
from auditor.language.text import half_width

_SHORTEST = 3
"""Fewest characters of a word with another character in it: of two characters half would be wrong."""
_MOVED = 4
"""Fewest characters of a word that lacks one or has one too many: of 指标值 two thirds would be left."""
_CONTRASTS = ("一二三四五", "上本当去前次下明全半", "年季月", "初末")
"""Characters that make another word of the same kind, and no misprint: 上年指标值 is not 本年指标值."""
_POINTS = "分值"
_LOOKED_AT = 20
"""Rows below a title whose cells are looked at: a form has about so many."""
_CONTEXT = 2
"""Known titles that must stand beside a misprinted one: then the row is a header, and not a label with its value."""

_DECISIVE = (*vocabulary.INDICATOR_ROLES[:3], vocabulary.GLUED, vocabulary.VALUE, vocabulary.NAME)
"""Fields without which the rows below cannot be read or owned: levels, value and the name of the project."""

GRADES = ("优", "良", "中", "差")
"""The grades of a value, in the order forms print them. With three of them the fourth needs no guess."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """A cell that was read as a known word: in which row, what stands there, and which field it then names.

    ``word`` is "" where it may be several words, or one that another cell has; then ``field`` lists them.
    """

    row: Row
    cell: Cell
    printed: str
    word: str
    field: str
    by_content: bool = False
    """The title is another word altogether: it was read as what its column holds."""
    certain: bool = False
    """Its place, its column and the titles beside it leave no other reading."""

    @property
    def decisive(self) -> bool:
        """Whether the cell may be one of several words, one of which says what a row is and whose it is."""
        return not self.word and any(role_of(word) in _DECISIVE for word in self.field.split("、"))


def mend_headers(rows: Sequence[Row]) -> list[Misprint]:
    """Read the misprinted titles in rows that are headers by their other cells; those that may be several stay."""
    mended: list[Misprint] = []
    for place, row in enumerate(rows):
        filled = row.filled()
        if len(filled) == len(GRADES):
            mended += _mend_grade(row)
        if len(filled) <= _CONTEXT or any(text in LEVEL1 for _, text in filled):
            continue
        if sum(1 for _, text in filled if role_of(text)) < _CONTEXT:
            continue
        odd = [(column, text) for column, text in filled if not _is_title(text)]
        if not odd or any(is_data(text) for _, text in filled):
            continue
        named = {role_of(text) for _, text in filled}
        periods = any(_period(text) for _, text in filled)
        for column, text in odd:
            near = near_words(text, "表头")
            if near:
                near = {field: word + _period(text) for field, word in near.items()}
            elif periods:
                near = _near_with_period(half_width(key(text)))
            # A field that another title names already is not meant, unless the form prints it for two periods.
            meant = [word for word in near.values() if role_of(word) and (periods or role_of(word) not in named)]
            if meant and role_of(meant[0]) == _POINTS and _targets(rows[place + 1 :], column):
                continue  # 指标数值 over ≥95: not 指标分值
            if len(near) == len(meant) == 1:
                mended.append(mend(row, column, meant[0], role_of(meant[0])))
            elif meant:
                mended.append(unclear(row, column, near))
    return mended


def _targets(rows: Sequence[Row], column: int) -> bool:
    """Whether the next rows have targets with a sign in the column."""
    return any(split_operator(row.text(column))[0] for row in rows[:_LOOKED_AT])


def _mend_grade(row: Row) -> list[Misprint]:
    """Read the one unknown cell of a line of grades as the one that is missing: 龘 | 良 | 中 | 差."""
    grades = vocabulary.spellings("等级档")
    found = {grades[key(text)][0] for _, text in row.filled() if key(text) in grades}
    odd = [column for column, text in row.filled() if key(text) not in grades]
    missing = [grade for grade in GRADES if grade not in found]
    return [mend(row, odd[0], missing[0], vocabulary.VALUE)] if len(odd) == len(missing) == 1 else []


def mend(row: Row, column: int, word: str, field: str, *, by_content: bool = False, certain: bool = False) -> Misprint:
    """Read the cell of ``row`` at ``column`` as ``word``."""
    printed = row.text(column)
    row.rename(column, word)
    return Misprint(row, row.cells[column], printed, word, field, by_content, certain)


def unclear(row: Row, column: int, near: Mapping[str, str]) -> Misprint:
    """Keep the cell as it is: it may be any of the words in ``near``."""
    return Misprint(row, row.cells[column], row.text(column), "", "、".join(near.values()))


def near_words(text: str, *parts: str) -> Mapping[str, str]:
    """Field → its best word one character from ``text``; {} for a known title.

    ``parts``: the parts of the vocabulary whose words are looked at. A word without a field is a field of its own.
    """
    bare = title_key(text)
    return _near(bare, parts) if len(bare) >= _SHORTEST else {}


def _contrast(word: str, bare: str) -> bool:
    """Whether two words of one length differ in characters that contrast."""
    pairs = [{one, other} for one, other in zip(word, bare, strict=False) if one != other]
    return len(word) == len(bare) and any(pair <= set(signs) for pair in pairs for signs in _CONTRASTS)


def _near_with_period(bare: str) -> Mapping[str, str]:
    """Field and period → the title with its period in brackets that is one character from ``bare``: 指标值(长斯)."""
    from rapidfuzz.distance import Levenshtein

    return {
        f"{field}{period}": f"{word}({sign})"
        for word, field in _words(("表头",)).items()
        for sign, (period, _) in vocabulary.spellings("期间").items()
        if Levenshtein.distance(f"{word}({sign})", bare, score_cutoff=1) == 1
    }


@lru_cache(maxsize=4096)
def _near(bare: str, parts: tuple[str, ...]) -> Mapping[str, str]:
    from rapidfuzz.distance import Levenshtein

    near: dict[str, str] = {}
    for word, field in _words(parts).items():
        if word == bare:
            return {}
        close = abs(len(word) - len(bare)) <= 1 and Levenshtein.distance(word, bare, score_cutoff=1) == 1
        if close and not _contrast(word, bare) and (len(word) == len(bare) or len(word) >= _MOVED):
            near.setdefault(field, word)
    return near


@cache
def _words(parts: tuple[str, ...]) -> Mapping[str, str]:
    """Word → what it names. A word without a field names itself, so that it is another one than every other."""
    words: dict[str, str] = {}
    for part in parts:
        words |= {word: field for word, (field, _) in vocabulary.spellings(part).items() if len(word) >= _SHORTEST}
    for part in ("其他列",) if "表头" in parts else ("标签", "资金列", "明细块"):
        words |= {word: word for word in vocabulary.listed(part) if len(word) >= _SHORTEST and word not in words}
    return words


def _period(text: str) -> str:
    """The period in brackets that ends a title: (长期) of 指标值(长期)."""
    bare = half_width(key(text))
    return bare.removeprefix(title_key(text)) if period_of(text) else ""


def _is_title(text: str) -> bool:
    """Whether a title is known. 二龘指标(长期) does not name a group of columns, only a period."""
    return bool(role_of(text)) or (known_title(text) and not _period(text))


def is_data(text: str) -> bool:
    """Whether a cell can be no title: a sum, an operator, the class of an indicator."""
    return is_amount(text) or is_operator(text) or is_level2(text)
