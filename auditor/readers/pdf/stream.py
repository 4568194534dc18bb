"""Tables without ruling lines, found by the positions of their words: pdfplumber's text strategy.

It is about twenty times slower than the lattice and it guesses, so it is used only for pages with text in columns.
"""

from __future__ import annotations

import gc
import io
import logging
import re
from itertools import pairwise
from typing import Any

from auditor.grid import BBox, Cell, Grid, Source
from auditor.readers.pdf.cells import APART, lines_of
from auditor.readers.pdf.glyphs import changed, plain
from auditor.readers.pdf.text_runs import PageText

MIN_ROWS, MIN_COLUMNS = 4, 4
"""Consecutive lines, and texts on each line, that a page must have to be tried. Performance tables have five columns or
more, one of which may be empty; prose and lists have at most two texts on a line."""
FULL = 20_000
"""Characters of a page that pdfplumber may read: it takes about 50 µs for each, so a second in all. The fullest page of
a published book has about 4,000."""
_NUMBER = re.compile(r"\(cid:[0-9]+\)")
"""What pdfplumber gives for a letter that the font maps to no text: its number in the font."""
NOTE = "本表没有表格线，按文字的位置分列，请与原件核对"
_SETTINGS: dict[str, Any] = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def in_columns(text: PageText) -> bool:
    """Whether ``MIN_ROWS`` consecutive lines of the page have ``MIN_COLUMNS`` texts or more, separated by wide gaps."""
    if len(text.runs) < MIN_ROWS * MIN_COLUMNS or len(text.text) > FULL:
        return False
    standing = 0
    for line in lines_of(text.runs):
        gaps = sum(
            after.x0 - before.x1 > APART * max(before.height, after.height, 4.0) for before, after in pairwise(line)
        )
        standing = standing + 1 if gaps + 1 >= MIN_COLUMNS else 0
        if standing >= MIN_ROWS:
            return True
    return False


class Stream:
    """pdfplumber on the same bytes, opened when the first page needs it."""

    def __init__(self, path: str, data: bytes, password: str | None) -> None:
        self.path, self._data, self._password = path, data, password
        self._document: Any = None

    def close(self) -> None:
        # Closing the document itself would load the pages of a broken file again.
        if self._document is not None:
            self._document.stream.close()

    def grids(self, number: int) -> list[Grid]:
        """Tables of page ``number`` (1-based), with a note that their columns are inferred.

        May raise any exception on a broken page.
        """
        page = self._page(number)
        try:
            tables = page.find_tables(_SETTINGS)
            return [self._grid(table, number) for table in tables if len(table.rows) >= MIN_ROWS]
        finally:
            self._release(page)

    def characters(self, number: int) -> list[tuple[str, BBox]]:
        """Characters of page ``number`` with their boxes on the page as it is shown.

        May raise any exception on a broken page.
        """
        page = self._page(number)
        try:
            return [(_known(str(c["text"])), (c["x0"], c["top"], c["x1"], c["bottom"])) for c in page.chars]
        finally:
            self._release(page)

    @staticmethod
    def _release(page: Any) -> None:
        page.close()
        gc.collect(0)  # its objects form cycles, and the collector may be paused

    def _page(self, number: int) -> Any:
        if self._document is None:
            import pdfplumber

            # A reviewer cannot act on pdfminer's warnings about a file.
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            self._document = pdfplumber.open(io.BytesIO(self._data), password=self._password or "")
        return self._document.pages[number - 1]

    def _grid(self, table: Any, number: int) -> Grid:
        rows: list[list[Cell]] = []
        for row, texts in zip(table.rows, table.extract(), strict=True):
            cells: list[Cell] = []
            for box, given in zip(row.cells, texts, strict=True):
                text = _known(given or "")
                printed = plain(text)
                raw = text if text and changed(text) else ""
                cells.append(Cell(printed, self._source(number, box or row.bbox), raw=raw))
            if any(cell.text.strip() for cell in cells):
                rows.append(cells)
        return Grid(rows, self._source(number, table.bbox), [NOTE])

    def _source(self, number: int, box: BBox) -> Source:
        x0, top, x1, bottom = box
        return Source(self.path, number, (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))


def _known(text: str) -> str:
    """``text`` with U+FFFD for letters without a mapping, as ``pdfium.Page.text`` gives them."""
    return _NUMBER.sub("\ufffd", text)
