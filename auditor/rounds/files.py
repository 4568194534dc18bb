"""The comparison as files: a page to read and a workbook to filter."""

from __future__ import annotations

from pathlib import Path

from auditor import handout
from auditor.report.html import render
from auditor.rounds import page, workbook
from auditor.rounds.difference import Difference

PAGE, BOOK = "两轮对比.html", "两轮对比.xlsx"


def write(difference: Difference, folder: Path) -> list[str]:
    """Write both files into ``folder``; their names. Raises UsageError where a file of somebody else has the name."""
    handout.check([folder / PAGE, folder / BOOK])
    handout.put(folder / PAGE, render("diff.html", "diff.js", page.context(difference)))
    handout.put(folder / BOOK, workbook.encode(difference))
    return [PAGE, BOOK]
