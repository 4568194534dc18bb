"""What an invented 决算 book is: drawings of its pages, and its lines in a gold of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Value(NamedTuple):
    """One amount of a book: the line it stands in, the column it stands under, as printed."""

    table: str
    code: str
    name: str
    column: str
    printed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a book.

    ``above`` are the lines printed above it, its title included. ``drawn`` is drawn as in ``tests.forms.grids.sheet``:
    cells parted by "｜", "^" covered by the cell above, "<" by the one to the left. ``gold``: a line "@ column｜column"
    names the columns of the lines below it, each ``code｜name｜amount｜amount``; an empty amount is none.
    """

    title: str
    above: tuple[str, ...]
    drawn: str
    gold: str
    below: tuple[str, ...] = ()
    """Lines printed below it: notes."""

    def values(self) -> Iterator[Value]:
        """Every amount that the gold names."""
        columns: list[str] = []
        for line in filter(None, (line.strip() for line in self.gold.split("\n"))):
            if line.startswith("@"):
                columns = [column.strip() for column in line[1:].split("｜")]
                continue
            code, name, *amounts = (cell.strip() for cell in line.split("｜"))
            assert len(amounts) == len(columns), line
            yield from (
                Value(self.title, code, name, column, amount)
                for column, amount in zip(columns, amounts, strict=True)
                if amount
            )


@dataclass(frozen=True, slots=True)
class FinalBook:
    """A 决算 book: its sheets in order. ``text_only`` lines open it: cover, contents, prose."""

    name: str
    front: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    def values(self) -> list[Value]:
        """Every amount of the book, in order."""
        return [value for sheet in self.sheets for value in sheet.values()]
