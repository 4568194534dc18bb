"""Columns of a budget table: which one a term means, and which the header makes the sum of which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.language.text import half_width, squeeze
from auditor.ties.cells import USUAL

TOTALS = ("合计", "小计", "总计", "总数", "总额")
_OF_WHICH = ("其中", "扣除", "含:")
"""A title that begins so names a part of its neighbour, which is not added again."""


def pick(columns: Sequence[str], words: Sequence[str]) -> str | None:
    """The column that ``words`` mean (alternatives, "支出/合计" wants both), None if none or several would do.

    Without words it is the column of the total, or the only one.
    """
    return _pick(tuple(columns), tuple(words))


@lru_cache(maxsize=4096)
def _pick(columns: tuple[str, ...], words: tuple[str, ...]) -> str | None:
    for wanted in words or ("",):
        parts = [part for part in wanted.split("/") if part]
        fitting = [column for column in columns if all(_holds(column, part) for part in parts)]
        if best := _best(fitting, parts[-1] if parts else ""):
            return best
    return None


def _holds(column: str, word: str) -> bool:
    return any(word in plain for plain in _parts(column))


def _best(columns: Sequence[str], word: str) -> str | None:
    """The most fitting one: titled just so, then a total, then 预算数; the shallower first."""

    def rank(column: str) -> tuple[int, int]:
        parts = _parts(column)
        last = parts[-1]
        of_which = any(part.startswith(_OF_WHICH) for part in parts)
        order = [last == word, last.endswith(TOTALS), last in USUAL, last.endswith(word) and bool(word)]
        return (len(order) + 1 if of_which else order.index(True) if True in order else len(order)), len(parts)

    ranked = sorted(columns, key=rank)
    if len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1]):
        return None
    return ranked[0] if ranked else None


@lru_cache(maxsize=4096)
def _parts(column: str) -> tuple[str, ...]:
    return tuple(half_width(squeeze(part)) for part in column.split("/"))


@dataclass(frozen=True, slots=True)
class Adds:
    """``total`` is the sum of ``parts``; ``perhaps`` are columns that some tables count among them (其中 …)."""

    total: str
    parts: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


def sums_of(columns: Sequence[str]) -> Iterator[Adds]:
    """What the header of a table adds up: each column of a total, of the columns of its group and below.

    合计 | 基本支出/小计 | 基本支出/人员经费 | 基本支出/公用经费 | 项目支出: 合计 = 基本支出/小计 + 项目支出, and
    基本支出/小计 = 人员经费 + 公用经费.
    """
    yield from _group([(column, column.split("/")) for column in columns])


def _group(columns: list[tuple[str, list[str]]]) -> Iterator[Adds]:
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for column, path in columns:
        groups.setdefault(path[0], []).append((column, path[1:]))
    whole: list[str] = []
    parts: list[str] = []
    perhaps: list[str] = []
    for title, members in groups.items():
        plain = half_width(squeeze(title))
        if members[0][1]:
            yield from _group(members)
            own = [column for column, rest in members if _is_total(rest[-1]) and len(rest) == 1]
            within = own[:1] or [column for column, rest in members if len(rest) == 1]
            (perhaps if plain.startswith(_OF_WHICH) else parts).extend(within)
        elif _is_total(plain):
            whole += [column for column, _ in members]
        elif plain.startswith(_OF_WHICH):
            perhaps += [column for column, _ in members]
        else:
            parts += [column for column, _ in members]
    if len(whole) == 1 and len(parts) > 1:
        yield Adds(whole[0], tuple(parts), tuple(perhaps))


def _is_total(title: str) -> bool:
    return half_width(squeeze(title)).endswith(TOTALS)
