"""How many rows of a table a reader gets right: the whole row exact, and under the right project.

All readers' grids go through the same plain stage. It finds the columns by position and not by name, so that one
misread letter of a header does not cost a reader the whole page: the first column is the project, the last six are the
levels, the indicator and its value. Spaces and line ends do not count, and CJK radicals count as the characters they
look like. A row without a level at the top of a page continues the row above.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypeAlias

from auditor.forms import read_book
from auditor.grid import Block, Grid
from auditor.readers import read
from auditor.readers.pdf.glyphs import plain

Rows: TypeAlias = Counter[tuple[str, ...]]
"""Project code, level 1, level 2, indicator, operator, value, unit; each as often as it is printed."""

WIDTH = 6
"""Columns from level 1 to the unit."""


def _clean(text: str) -> str:
    return "".join(plain(text).split())


@cache
def expected(path: Path) -> Rows:
    """The rows of the text dump from which the compared files were made."""
    book = read_book(read(path), id="expected")
    return Counter(
        tuple(map(_clean, (project.code, row.level1, row.level2, row.name, row.operator, row.value, row.unit)))
        for project in book.projects
        for row in project.indicators
    )


def right(blocks: list[Block], truth: Path) -> float:
    """The share of the true rows that are found in ``blocks``, 0 to 1."""
    wanted = expected(truth)
    found = found_rows(blocks, {row[0] for row in wanted})
    return sum((found & wanted).values()) / sum(wanted.values())


def found_rows(blocks: list[Block], codes: set[str]) -> Rows:
    """Every row of the grids, under the project whose cell covers it or stands above it."""
    owners: list[str] = [""]
    rows: list[tuple[int, list[str]]] = []
    for grid in (block for block in blocks if isinstance(block, Grid)):
        head = True
        for cells in grid.rows:
            texts = [_clean(cell.text) for cell in cells]
            values = texts[-WIDTH:]
            # The two header lines, which most pages repeat.
            if len(texts) <= WIDTH or any("级指标" in text for text in values) or not (texts[0] or any(values)):
                continue
            if cells[0].anchor is None:
                _begin(owners, texts[0], head, codes)
            if head and rows and not values[0]:
                rows[-1] = (rows[-1][0], [above + below for above, below in zip(rows[-1][1], values, strict=True)])
            else:
                rows.append((len(owners) - 1, values))
            head = False
    names = [next((code for code in codes if owner.startswith(code)), owner) for owner in owners]
    return Counter((names[owner], *values) for owner, values in rows)


def _begin(owners: list[str], text: str, head: bool, codes: set[str]) -> None:
    """A project's cell begins. At the top of a page it may continue or repeat the last project of the page before."""
    if head and not (owners[-1] and any(text.startswith(code) for code in codes)):
        owners[-1] += text
    else:
        owners.append(text)
