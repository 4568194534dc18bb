"""How many rows of a table a reader gets right: the whole row exact, and under the right project.

Every reader's grids go through the same stage that makes the tree of projects and indicators. Titles and notes that
stand outside the tables, which only some readers give, are the same for all: the auditor's. Spaces and line ends do
not count.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypeAlias

from auditor.forms import read_book
from auditor.grid import Block, Line, Printed
from auditor.model import Book
from auditor.readers import read

Rows: TypeAlias = Counter[tuple[str, ...]]


def rows(book: Book) -> Rows:
    """Project, level 1, level 2, indicator, operator, value, unit; each as often as it is printed."""
    return Counter(
        tuple(
            "".join(text.split())
            for text in (
                project.code or project.name,
                *(row.level1, row.level2, row.name, row.operator, row.value, row.unit),
            )
        )
        for project in book.projects
        for row in project.indicators
    )


@cache
def expected(path: Path) -> Rows:
    """The rows of the text dump from which the compared files were made."""
    return rows(read_book(read(path), id="expected"))


def right(path: str, blocks: list[Block], truth: Path) -> float:
    """The share of the true rows that are found in ``blocks``, 0 to 1."""
    found = rows(read_book(Printed(path, "", "pdf", _with_lines(path, blocks)), id="found"))
    wanted = expected(truth)
    return sum((found & wanted).values()) / sum(wanted.values())


def _with_lines(path: str, blocks: list[Block]) -> list[Block]:
    if any(isinstance(block, Line) for block in blocks):
        return blocks
    lines = [block for block in read(path).blocks if isinstance(block, Line)]
    return sorted([*lines, *blocks], key=lambda block: (block.source.page or 0, not isinstance(block, Line)))
