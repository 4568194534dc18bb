"""A whole book as a file of each format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from auditor import read
from auditor.model import Book
from tests.forms.final_accounts.book import FinalBook
from tests.forms.final_accounts.formats import FORMATS as DRAWN
from tests.forms.final_accounts.formats import pdf

FORMATS: dict[str, Callable[[FinalBook], bytes]] = {**DRAWN, "book.pdf": partial(pdf, row=16)}
"""File name → what writes it. Rows of 16 points: each table has a page of its own, as the contents say."""


def read_back(book: FinalBook, file: str, folder: Path) -> Book:
    """The book as read from a file of this name; its id is the name of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_bytes(FORMATS[file](book))
    return replace(read(path), id=folder.name)
