"""The subjects of an invented book with their money, and the sums that its tables print of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Subject:
    """A 项 with its names from 类 down, and what is spent on it: of the general budget, a fund, and other money."""

    code: str
    names: tuple[str, str, str]
    basic: Decimal = ZERO
    project: Decimal = ZERO
    fund: Decimal = ZERO
    other: Decimal = ZERO
    """Paid by other money; a part of neither of the first three, and spent on projects."""

    @property
    def general(self) -> Decimal:
        return self.basic + self.project

    @property
    def fiscal(self) -> Decimal:
        return self.general + self.fund

    @property
    def total(self) -> Decimal:
        return self.fiscal + self.other


Column = Callable[[Subject], Decimal]
"""What a column prints of a subject."""
COLUMNS: dict[str, Column] = {
    "total": lambda one: one.total,
    "fiscal": lambda one: one.fiscal,
    "general": lambda one: one.general,
    "basic": lambda one: one.basic,
    "project": lambda one: one.project,
    "projects": lambda one: one.project + one.fund + one.other,
    "fund": lambda one: one.fund,
    "other": lambda one: one.other,
    "none": lambda one: ZERO,
}


def money(value: Decimal) -> str:
    """As a table prints it; nothing for 0."""
    return f"{value:,.2f}" if value else ""


def summed(subjects: Sequence[Subject], column: str) -> Decimal:
    """The sum of a column."""
    return sum(map(COLUMNS[column], subjects), ZERO)


def tree(subjects: Sequence[Subject], columns: Sequence[str], code: Callable[[str], str]) -> Iterator[str]:
    """The rows of a table by 类, 款 and 项: code, name, these columns. Subjects without money are left out."""
    printed: set[str] = set()
    for one in subjects:
        if not any(COLUMNS[column](one) for column in columns):
            continue
        for length, name in zip((3, 5, 7), one.names, strict=True):
            part = one.code[:length]
            if part not in printed:
                printed.add(part)
                below = [other for other in subjects if other.code.startswith(part)]
                sums = "｜".join(money(summed(below, column)) for column in columns)
                yield f"{code(part)}｜{name}｜{sums}"


def total_line(subjects: Sequence[Subject], columns: Sequence[str]) -> str:
    """The sums of all subjects."""
    return "｜".join(money(summed(subjects, column)) for column in columns)


def classes(subjects: Sequence[Subject], column: str) -> dict[str, Decimal]:
    """Name → sum of each 类 that has money."""
    found: dict[str, Decimal] = {}
    for one in subjects:
        if COLUMNS[column](one):
            found[one.names[0]] = found.get(one.names[0], ZERO) + COLUMNS[column](one)
    return found


def parts(code: str) -> str:
    """A code in the columns 类｜款｜项."""
    return "｜".join((code[:3], code[3:5], code[5:7]))
