"""The comparison as files: a page to read and a workbook to filter."""

from __future__ import annotations

from pathlib import Path

from auditor import handout
from auditor.report.page.html import render
from auditor.rounds import page, workbook
from auditor.rounds.difference import Difference

PAGE, BOOK = "两轮对比.html", "两轮对比.xlsx"


def write(difference: Difference, place: Path) -> list[Path]:
    """Write the workbook to ``place`` if that names one, else both files into the folder ``place``; what was written.

    Raises UsageError where a file of somebody else has the name.
    """
    if place.suffix.lower() == Path(BOOK).suffix:
        handout.put(place, workbook.encode(difference))
        return [place]
    handout.check([place / PAGE, place / BOOK])
    handout.put(place / PAGE, render("diff.html", ("diff",), page.context(difference)))
    handout.put(place / BOOK, workbook.encode(difference))
    return [place / PAGE, place / BOOK]
