"""Tables without ruling lines, by the places of their words: pdfplumber's text strategy.

It is some twenty times slower than the lattice and it guesses, so only pages whose text stands in columns get there.
"""

from __future__ import annotations

import gc
import io
import logging
from itertools import pairwise
from typing import Any

from auditor.grid import BBox, Cell, Grid, Source
from auditor.readers.pdf.cells import APART, lines_of
from auditor.readers.pdf.glyphs import changed, plain
from auditor.readers.pdf.text_runs import PageText

MIN_ROWS, MIN_COLUMNS = 4, 4
"""Lines in a row, and texts on each, that make a page worth a look."""
FULL = 20_000
"""Of a page that is handed to pdfplumber: it takes some 50 µs a character."""
NOTE = "本表没有表格线，按文字的位置分列，请与原件核对"
_SETTINGS: dict[str, Any] = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def in_columns(text: PageText) -> bool:
    """Whether some lines of the page, one below the other, are each made of several texts far apart."""
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
    """pdfplumber over the same bytes, opened when the first page needs it."""

    def __init__(self, path: str, data: bytes, password: str | None) -> None:
        self.path, self._data, self._password = path, data, password
        self._document: Any = None

    def close(self) -> None:
        # Closing the document itself would walk the pages of a broken file once more.
        if self._document is not None:
            self._document.stream.close()

    def grids(self, number: int) -> list[Grid]:
        """Tables of page ``number`` (1-based), with a note that their columns are inferred.

        Raises whatever pdfplumber does on a broken page.
        """
        page = self._page(number)
        try:
            tables = page.find_tables(_SETTINGS)
            return [self._grid(table, number) for table in tables if len(table.rows) >= MIN_ROWS]
        finally:
            self._release(page)

    def characters(self, number: int) -> list[tuple[str, BBox]]:
        """Characters of page ``number`` with their boxes on the page as it is shown.

        Raises whatever pdfplumber does on a broken page.
        """
        page = self._page(number)
        try:
            return [(str(c["text"]), (c["x0"], c["top"], c["x1"], c["bottom"])) for c in page.chars]
        finally:
            self._release(page)

    @staticmethod
    def _release(page: Any) -> None:
        page.close()
        gc.collect(0)  # what it leaves behind is full of cycles, and the collector may be paused

    def _page(self, number: int) -> Any:
        if self._document is None:
            import pdfplumber

            # What pdfminer finds odd in a file is nothing that a reviewer could act on.
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            self._document = pdfplumber.open(io.BytesIO(self._data), password=self._password or "")
        return self._document.pages[number - 1]

    def _grid(self, table: Any, number: int) -> Grid:
        rows: list[list[Cell]] = []
        for row, texts in zip(table.rows, table.extract(), strict=True):
            cells: list[Cell] = []
            for box, text in zip(row.cells, texts, strict=True):
                printed = plain(text or "")
                raw = text if text and changed(text) else ""
                cells.append(Cell(printed, self._source(number, box or row.bbox), raw=raw))
            if any(cell.text.strip() for cell in cells):
                rows.append(cells)
        return Grid(rows, self._source(number, table.bbox), [NOTE])

    def _source(self, number: int, box: BBox) -> Source:
        x0, top, x1, bottom = box
        return Source(self.path, number, (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))
