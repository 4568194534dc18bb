"""Fact table 页: one row per page of a document that has pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.column import COUNT, YES_NO, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    NumberedBook,
    document_cells,
    identity,
    place_cells,
)
from auditor.facts.facts import Subject
from auditor.grid import Source

PAGE = FactTable(
    "页",
    "一行一页；没有页码的格式没有行",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("空白", YES_NO, "没有文字", of=()),
        Column("夹在中间", YES_NO, "前面、后面都有有文字的页", of=()),
        Column("字数", COUNT, "读到的字数，空格不计", of=()),
        Column("同前页", COUNT, "前面哪一页印的完全一样（页码不计）；没有为空", of=()),
    )
    + PLACE_COLUMNS,
)


def page_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 页 without 行标识, and what each is about."""
    for number, book in books:
        texts = {page.number: page for page in book.page_texts}
        first: dict[str, int] = {}
        for page in sorted({*texts, *book.blank}):
            found = texts.get(page)
            source = Source(book.path, page)
            row = document_cells(book) | place_cells(source) | {
                "空白": found is None,
                "夹在中间": bool(texts) and min(texts) < page < max(texts),
                "字数": found.characters if found else 0,
                "同前页": first.get(found.digest) if found else None,
            }  # fmt: skip
            if found:
                first.setdefault(found.digest, page)
            who = identity(book, None, "页", str(page) if found is None else found.digest)
            yield row, Subject(book.id, None, None, source, "", (number, 1_000_000, page), who)
