"""One character of one header or label cell changed, in every layout and format: no form may vanish without a word.

Only the second form (or the header of the one list) is changed, so that all others vouch for the file. Every row of the
book still stands in it: all must be reported, or the program must say that something was not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from tests.attack.books import FORMATS, LAYOUTS, Layout, Line, Table
from tests.attack.case import TIMES, Case, Made

WHOLE = 300
"""So many ``TIMES`` run the whole sweep, fewer a part of it."""
SWEPT = tuple(format for format in FORMATS if format not in {"xlsm", "zip"})
"""An XLSM is an XLSX and a ZIP holds other files: nothing new."""


def changed(cell: str, at: int) -> str:
    """The cell with one character wrong: another one, none, or twice, each in its turn."""
    return cell[:at] + ("淮", "", cell[at] * 2)[at % 3] + cell[at + 1 :]


def _places(tables: list[Table]) -> Iterator[tuple[int, int, int, int]]:
    """Table, line, column and character of each place to change."""
    heads = [(t, n) for t, one in enumerate(tables) for n, line in enumerate(one) if line.role in {"project", "head"}]
    starts = [heads.index((t, n)) for t, n in heads if tables[t][n].role == "project"]
    for t, n in heads[slice(*starts[1:3])] if starts else heads:
        for column in tables[t][n].labels:
            yield from ((t, n, column, at) for at in range(len(tables[t][n].cells[column])))


def _swept(format: str, layout: Layout, t: int, n: int, column: int, at: int) -> Made:
    tables = LAYOUTS[layout]()
    line: Line = tables[t][n]
    cells = (*line.cells[:column], changed(line.cells[column], at), *line.cells[column + 1 :])
    tables[t] = (*tables[t][:n], replace(line, cells=cells), *tables[t][n + 1 :])
    book = FORMATS[format](tables)
    return Made(book.data, book.projects, book.indicators)


def _all() -> Iterator[Case]:
    for format in SWEPT:
        for layout, tables in LAYOUTS.items():
            for t, n, column, at in _places(tables()):
                name = f"sweep/{format}/{layout}-{n}-{column}-{at}"
                yield Case(name, format, partial(_swept, format, layout, t, n, column, at))


def cases(times: int = TIMES) -> Iterator[Case]:
    # No common divisor with the numbers of columns or formats, so that the part is spread over all of them.
    step = 1 if times >= WHOLE else 7
    yield from list(_all())[::step]
