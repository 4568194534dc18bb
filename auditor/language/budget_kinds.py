"""The kinds of table of a budget book (表种), recognised by title and column titles, never by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze

FINAL = "决算"
"""A word of the titles of a book of final accounts."""


@dataclass(frozen=True, slots=True)
class BudgetKind:
    """One kind, as ``rules/words/tables.yaml`` records it."""

    name: str
    words: tuple[frozenset[str], ...]
    """A title of this kind has one word of each set …"""
    others: frozenset[str]
    """… and none of these."""
    columns: tuple[str, ...]
    """Words of the column titles, for a title that tells no kind; empty if they tell nothing."""
    required: bool
    """Whether every department must publish it (财预〔2016〕143号)."""
    final_name: str
    """What it is called in a book of final accounts."""

    def named_by(self, title: str) -> bool:
        """Whether a plain title (``plain_title``) is one of this kind."""
        return all(any(word in title for word in words) for words in self.words) and not any(
            word in title for word in self.others
        )


@cache
def budget_kinds() -> tuple[BudgetKind, ...]:
    """All kinds, in the order in which they are tried."""
    return tuple(
        BudgetKind(
            str(name),
            tuple(frozenset([words] if isinstance(words, str) else words) for words in entry["含有"]),
            frozenset(entry.get("不含", ())),
            tuple(entry.get("表头", ())),
            bool(entry.get("规定公开", False)),
            str(entry.get("决算", name)),
        )
        for name, entry in load("tables")["表种"].items()
    )


def kind_of(title: str, columns: Iterable[str] = ()) -> BudgetKind | None:
    """The kind of a table with this title and these column titles, None if neither tells one."""
    plain = plain_title(title)
    named = next((kind for kind in budget_kinds() if kind.named_by(plain)), None)
    if named is not None:
        return named
    heads = [squeeze(column) for column in columns]
    by_columns = (kind for kind in budget_kinds() if kind.columns)
    return next((kind for kind in by_columns if all(any(w in head for head in heads) for w in kind.columns)), None)


def nearly(title: str) -> list[BudgetKind]:
    """The kinds that every department publishes whose name a title without a kind has but for one wrong character."""
    plain = plain_title(title)
    return [
        kind
        for kind in budget_kinds()
        if kind.required and not any(word in plain for word in kind.others) and _misprinted(kind).search(plain)
    ]


@cache
def _misprinted(kind: BudgetKind) -> re.Pattern[str]:
    """The names of a kind with one character replaced, whatever is printed between the others: 收人预算总表."""
    names = {plain_title(name) for name in (kind.name, kind.final_name)}
    forms = [
        ".*".join("." if at == wrong else re.escape(char) for at, char in enumerate(name))
        for name in sorted(names)
        for wrong in range(len(name))
    ]
    return re.compile("|".join(f"(?:{form})" for form in forms))


def plain_title(title: str) -> str:
    """A title for comparison: without blanks, 收入支出 as 收支."""
    return half_width(squeeze(title)).replace("收入支出", "收支")
