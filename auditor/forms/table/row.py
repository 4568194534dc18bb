"""Rows of a grid as the forms read them: texts by column, merged cells resolved, and what became of each row."""

from __future__ import annotations

import re
from enum import StrEnum

from auditor.forms.table.money_units import without_unit
from auditor.grid import Cell, Grid, Source
from auditor.language.text import squeeze

SEPARATOR = " | "
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters without a width: web pages and word processors leave them in cells."""


class RowRole(StrEnum):
    """What became of a row or a caption. In the end each has exactly one role, and none is UNREAD."""

    UNREAD = ""
    CAPTION = "caption"
    """A title, a unit of money, a year or a page number."""
    HEADER = "header"
    """Titles of columns or blocks, printed for the first time or repeated on the next page."""
    PROJECT = "project"
    """Names, sums and goals of a project, a department or a transfer."""
    INDICATOR = "indicator"
    STITCHED = "stitched"
    """The rest of the row above, after a page break."""
    BUDGET = "budget"
    """A line of a budget table."""
    TOTAL = "total"
    """Sums or scores over several rows."""
    GROUP = "group"
    """Who spends the money of the projects below, alone in its row."""
    NOTE = "note"
    """Remarks below a table, heads and feet of pages."""
    SIGNATURE = "signature"
    """Who filled in a form, and when."""
    EMPTY_CLASS = "empty-class"
    """A class of indicators that the form prints and that was left without any."""
    LEDGER = "ledger"
    """Not read, and reported in the ledger with the reason."""


class Row:
    """One row. ``role`` is set by the form that reads it; a row without a role is reported in the ledger as unread."""

    __slots__ = ("_filled", "_texts", "cells", "grid", "index", "role")

    def __init__(self, grid: Grid, index: int) -> None:
        self.grid = grid
        self.index = index
        self.role = RowRole.UNREAD
        self.cells = grid.rows[index]
        self._texts = [clean(cell.text) if cell.text else "" for cell in self.cells]
        self._filled = [(column, text) for column, text in enumerate(self._texts) if text]

    def __len__(self) -> int:
        return len(self.cells)

    def cell(self, column: int) -> Cell | None:
        """The cell at ``column``, None beyond the row's end."""
        return self.cells[column] if 0 <= column < len(self.cells) else None

    def text(self, column: int) -> str:
        """The cell's own text, line breaks joined, "" if empty, covered or absent."""
        return self._texts[column] if 0 <= column < len(self._texts) else ""

    def rename(self, column: int, text: str) -> None:
        """Read the header or label cell at ``column`` as ``text``; the grid keeps what is printed."""
        self._texts[column] = text
        self._filled = [(place, filled) for place, filled in enumerate(self._texts) if filled]

    def anchor(self, column: int) -> tuple[int, int] | None:
        """(row, column) of the merged cell that covers this position."""
        cell = self.cell(column)
        return cell.anchor if cell is not None else None

    def covered(self, column: int) -> bool:
        """Whether a merged cell that begins in a row above covers this position."""
        anchor = self.anchor(column)
        return anchor is not None and anchor[0] < self.index

    def resolved(self, column: int) -> Cell | None:
        """The cell, or the merged cell that covers it."""
        anchor = self.anchor(column)
        if anchor is None:
            return self.cell(column)
        row, place = anchor
        return self.grid.rows[row][place]

    def filled(self) -> list[tuple[int, str]]:
        """Columns with their texts, empty cells left out."""
        return self._filled

    @property
    def hidden(self) -> bool:
        """Whether the file shows none of its cells: a hidden row, or any row of a hidden sheet."""
        return all(cell.hidden for cell in self.cells)

    @property
    def empty(self) -> bool:
        """Whether nothing is printed in any cell."""
        return not self._filled

    @property
    def source(self) -> Source:
        """The location of the whole row: its line, its box on the page, or its first filled cell."""
        cells = [self.cells[column] for column, _ in self._filled] or self.cells
        if not cells:
            return self.grid.source
        first = cells[0].source
        boxes = [cell.source.bbox for cell in cells if cell.source.bbox is not None]
        if not boxes or first.bbox is None:
            return first
        left, top, right, bottom = zip(*boxes, strict=True)
        return Source(first.file, first.page, (min(left), min(top), max(right), max(bottom)), first.sheet, first.cell)

    @property
    def raw(self) -> str:
        """Filled cells in printed order."""
        return SEPARATOR.join(text for _, text in self.filled())


def rows_of(grid: Grid) -> list[Row]:
    """All rows of a grid that print anything or are covered by a merged cell."""
    return [
        row
        for row in (Row(grid, index) for index in range(len(grid.rows)))
        if not row.empty or any(cell.anchor is not None for cell in row.cells)
    ]


def clean(text: str) -> str:
    """Text of a cell on one line: a line break between Chinese characters is only a wrap and is removed.

    A space that the file has before the break is printed text and stays.
    """
    text = text.strip()
    if text.isprintable():
        return text
    text = _UNSEEN.sub("", text).strip()
    if "\n" not in text and "\r" not in text:
        return text
    joined, spaced = "", False
    for line in text.replace("\r", "\n").split("\n"):
        part = line.strip()
        if not part:
            continue
        latin = joined and joined[-1].isascii() and joined[-1].isalnum() and part[0].isascii() and part[0].isalnum()
        joined += (" " if latin or (joined and spaced) else "") + part
        spaced = line.endswith(" ")
    return joined


def join_wrapped(text: str) -> str:
    """``text`` without the spaces of a wrapped cell: only spaces between Latin words or digits are real."""
    parts = text.split()
    if len(parts) < 2:
        return text.strip()
    joined = parts[0]
    for part in parts[1:]:
        real = _latin(joined[-1]) and _latin(part[0])
        joined += (" " if real else "") + part
    return joined


def key(text: str) -> str:
    """A header or title cell for comparison: no spaces, no colons, stars or unit of money."""
    bare = without_unit(squeeze(text))
    for sign in "：:*★":
        bare = bare.replace(sign, "")
    return bare


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
