"""Header rows: which column holds what, by the words printed above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from auditor.forms import words
from auditor.forms.rows import Row, key

_BY_WORD: tuple[tuple[str, str], ...] = tuple(
    sorted(
        ((word, role) for role, spelled in words.HEADERS.items() for word in spelled),
        key=lambda pair: -len(pair[0]),
    )
)
_EXACT = dict(_BY_WORD)


@dataclass(frozen=True)
class Columns:
    """Columns of a performance table. ``roles``: fact column → column index; ``last``: the last bound column."""

    roles: dict[str, int]
    rows: int
    titles: dict[int, str] = field(default_factory=dict)
    """Printed titles by column, those of unknown columns included."""

    def over(self, above: Columns) -> Columns:
        """This repeated header, completed by the one ``above`` where text clipped into it hides a word."""
        taken = set(self.roles.values())
        kept = {role: place for role, place in above.roles.items() if place not in taken and role not in self.roles}
        return Columns({**kept, **self.roles}, self.rows, {**above.titles, **self.titles})

    def missing(self, needed: tuple[str, ...]) -> list[str]:
        return [role for role in needed if role not in self.roles]

    @cached_property
    def project(self) -> list[tuple[str, int]]:
        """The project's columns, left to right."""
        return self._placed(words.PROJECT_ROLES)

    @cached_property
    def indicator(self) -> list[tuple[str, int]]:
        """The six columns of an indicator, left to right."""
        return self._placed(words.INDICATOR_ROLES)

    @cached_property
    def extra(self) -> list[tuple[str, int]]:
        """Bound columns that belong neither to the project nor to the six cells of an indicator, left to right."""
        known = {*words.PROJECT_ROLES, *words.INDICATOR_ROLES, words.ACTIVITY, words.GLUED}
        return self._placed(tuple(role for role in self.roles if role not in known))

    def _placed(self, roles: tuple[str, ...]) -> list[tuple[str, int]]:
        return sorted(((role, self.roles[role]) for role in roles if role in self.roles), key=lambda pair: pair[1])


@lru_cache(maxsize=4096)
def role_of(text: str, contained: bool = False) -> str:
    """The fact column a header cell names, "" if none.

    ``contained`` also accepts a word of four or more characters inside other text: clipped text of the row below
    lands in header cells of some PDFs ("34.800000财政资金").
    """
    bare = key(text)
    if bare in _EXACT:
        return _EXACT[bare]
    if contained and len(bare) <= 400:
        return next((role for word, role in _BY_WORD if len(word) >= 4 and word in bare), "")
    return ""


def is_header(row: Row) -> bool:
    """Whether a row is the first header row of a performance table: it names the indicator and its value."""
    roles = {role_of(text) for _, text in row.filled()}
    named = words.LEVEL3 in roles or words.GLUED in roles
    if named and words.VALUE in roles:
        return True
    if roles <= {""}:
        return False  # not even one whole header word: a row of data
    loose = {role_of(text, contained=True) for _, text in row.filled()}
    return words.LEVEL3 in loose and words.VALUE in loose and words.LEVEL1 in loose


def is_subheader(row: Row) -> bool:
    """Whether a row below a header holds header words only (财政资金, 其他资金 under 其中)."""
    texts = [text for _, text in row.filled()]
    return bool(texts) and all(role_of(text, contained=True) in words.AMOUNT_ROLES for text in texts)


def bind(rows: list[Row]) -> Columns | None:
    """Columns by the first header row of ``rows`` and its second line; None if there is no header."""
    for place, row in enumerate(rows):
        if not is_header(row):
            continue
        roles: dict[str, int] = {}
        titles: dict[int, str] = {}
        for column, text in row.filled():
            titles[column] = text
            role = role_of(text, contained=True)
            if role and role not in roles:
                roles[role] = column
        count = 1
        if place + 1 < len(rows) and is_subheader(rows[place + 1]):
            count = 2
            for column, text in rows[place + 1].filled():
                titles[column] = text
                roles.setdefault(role_of(text, contained=True), column)
        return Columns(roles, count, titles)
    return None
