"""Tables on a console, and the place of a row, in the signs every Chinese console has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.cli.chinese import width
from auditor.grid import Source

WIDEST = 36
"""Columns a cell takes at most; the rest is cut with “…”."""


def columns(heading: Sequence[str], rows: Iterable[Sequence[object]], widest: int = WIDEST) -> Iterator[str]:
    """``rows`` below ``heading``, each column as wide as its widest cell."""
    shown = [[_cut(_flat(cell), widest) for cell in row] for row in rows]
    widths = [max(width(line[at]) for line in [list(heading), *shown]) for at in range(len(heading))]
    for line in [list(heading), ["─" * (size // 2) for size in widths], *shown]:
        yield "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()


def _flat(cell: object) -> str:
    from auditor.rulebook.message import show

    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None or cell == "" else " ".join(show(cell).split())


def _cut(text: str, widest: int) -> str:
    if width(text) <= widest:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > widest - 2:
            break
        kept += character
    return kept + "…"


def place(source: Source) -> str:
    """Where a row is printed: 第3页, 第12行, Sheet1!B7."""
    parts = []
    if source.page is not None:
        parts.append(f"第{source.page}页")
    if source.line is not None:
        parts.append(f"第{source.line}行")
    if source.cell is not None:
        parts.append(f"{source.sheet}!{source.cell}" if source.sheet else source.cell)
    elif source.sheet is not None:
        parts.append(source.sheet)
    return " ".join(parts)
