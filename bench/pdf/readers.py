"""The PDF readers that are compared: each gives the tables of a file as the auditor's grids.

Other libraries are called as their documentation shows first, without settings tuned for these files.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from auditor.grid import Block, Cell, Grid, Source

Read = Callable[[str], tuple[int, list[Block]]]
"""From the path of a file to its number of pages and what was read, in reading order."""


def _grid(path: str, page: int, rows: Iterable[Sequence[Any]]) -> Grid:
    """Rows of texts as a grid; None is a position that a merged cell covers."""
    place = Source(path, page)
    covered = Cell("", place, anchor=(0, 0))
    return Grid([[covered if text is None else Cell(str(text), place) for text in row] for row in rows], place)


def raw_text(path: str) -> tuple[int, list[Block]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(Path(path).read_bytes())
    pages = len(document)
    for index in range(pages):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return pages, []


def ours(path: str) -> tuple[int, list[Block]]:
    from auditor.readers.pdf.read import read

    printed = read(path, Path(path).read_bytes())
    return printed.pages or 0, printed.blocks


def plumber(path: str) -> tuple[int, list[Block]]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        tables = [(page.page_number, table) for page in document.pages for table in page.extract_tables()]
        return len(document.pages), [_grid(path, number, table) for number, table in tables]


def pymupdf(path: str) -> tuple[int, list[Block]]:
    document = importlib.import_module("pymupdf").open(path)
    tables = [(page.number + 1, table.extract()) for page in document for table in page.find_tables().tables]
    return len(document), [_grid(path, number, table) for number, table in tables]


def camelot(path: str) -> tuple[int, list[Block]]:
    tables = importlib.import_module("camelot").read_pdf(path, pages="all", flavor="lattice")
    # It does not mark covered positions but leaves their text empty: an empty cell counts as covered.
    return 0, [
        _grid(path, table.page, ([text or None for text in row] for row in table.df.itertuples(index=False, name=None)))
        for table in tables
    ]


READERS: dict[str, tuple[str, Read]] = {
    "PDFium, text only (the limit)": ("pypdfium2", raw_text),
    "auditor": ("auditor.readers.pdf.pdfium", ours),
    "pdfplumber `extract_tables()`": ("pdfplumber", plumber),
    "camelot `lattice`": ("camelot", camelot),
    "PyMuPDF `find_tables()`": ("pymupdf", pymupdf),
}
"""Name → the module whose import is not counted, and the reader."""
LIMIT, OURS, PLAIN = list(READERS)[:3]
