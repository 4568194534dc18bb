"""What a reader returns: the printed file as lines and grids of cells, each with its location.

A reader never guesses what a cell means. It records what is printed and where. Merged cells are kept as
spans, so that a form can distinguish "empty" from "covered by the cell above".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TypeAlias, TypeVar, dataclass_transform

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def record(cls: type[Record]) -> type[Record]:
    """A dataclass that only the type checker treats as frozen. Frozen at run time too, an object would take three times
    as long to create, and a book has about a hundred thousand cells. Pickled as its values, which takes three fifths
    of the time of the default; records have two fields or more."""
    made = dataclass(slots=True, unsafe_hash=True)(cls)
    values = attrgetter(*(each.name for each in fields(made)))  # type: ignore[arg-type]
    made.__reduce__ = lambda self: (made, values(self))  # type: ignore[method-assign]
    return made


BBox: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin at the top left of the page as it is shown."""


@record
class Source:
    """Where something is printed. Only the fields that the format has are filled."""

    file: str
    page: int | None = None
    """1-based page of a PDF."""
    bbox: BBox | None = None
    sheet: str | None = None
    cell: str | None = None
    """Spreadsheet address, "B7"; in Word and HTML files "表3 第2行第4列"."""
    line: int | None = None
    """1-based line of a text file."""


@record
class Cell:
    """One cell as printed.

    ``text`` is raw: nothing is joined, cut or normalised. The only exception: CJK radicals in a PDF's text layer are
    replaced by the characters they stand for. A position that a merged cell covers has an empty cell whose
    ``anchor`` is the (row, column) of the covering cell in the same grid.
    """

    text: str
    source: Source
    rowspan: int = 1
    colspan: int = 1
    anchor: tuple[int, int] | None = None
    hidden: bool = False
    """In a hidden row, column or sheet. It is read anyway and reported."""
    raw: str = ""
    """The text in the file's text layer, only where ``text`` differs from it (CJK radicals mapped)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any table: titles, "金额单位：万元", prose."""

    text: str
    source: Source


@dataclass(slots=True)
class Grid:
    """A table as printed: rows of cells. Rows of text dumps may differ in length; other formats give rectangles."""

    rows: list[list[Cell]]
    source: Source
    """Location of the whole table: page and box, or sheet, or first line."""
    notes: list[str] = field(default_factory=list)
    """The reader's remarks on this grid, in Chinese, for the ledger ("本表位于隐藏工作表")."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


Block: TypeAlias = Line | Grid

UNKNOWN = frozenset({"\ufffd", *map(chr, range(0xE000, 0xF900))})
"""Characters without a known meaning: letters that the file does not map to a text, and the private use area."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the file that could not be read, and the reason in Chinese. It becomes an entry of the ledger."""

    source: Source
    why: str
    shown: bool = True
    """Whether it shows to whoever opens the file. What does not (a comment in a web page, a script) is not
    published: the ledger says that it is there, and the file counts as read whole."""
    cells: frozenset[str] = frozenset()
    """Addresses of the cells of the sheet that are meant, if they are single cells."""


@dataclass(slots=True)
class Printed:
    """One whole input file as printed: its blocks in reading order.

    ``pages`` is the number of pages (PDF) and ``lines`` the number of lines (text), None where the
    format has none. ``unread`` lists what the reader could not read, ``blank`` the pages (1-based) that hold no text.
    """

    path: str
    sha256: str
    format: str
    blocks: list[Block]
    pages: int | None = None
    lines: int | None = None
    unread: list[Unread] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)

    def grids(self) -> Iterator[Grid]:
        """Only the tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Grid))


def unknown(text: str) -> int:
    """How many characters of ``text`` have no known meaning."""
    return 0 if UNKNOWN.isdisjoint(text) else sum(char in UNKNOWN for char in text)
