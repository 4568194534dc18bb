"""Tables 文件 and 修正: one row a document, one row a repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.common import document_cells, identity, place_cells
from auditor.facts.facts import Subject
from auditor.facts.store import Row
from auditor.grid import Source
from auditor.model import Book, Ownership, Repair, RepairKind


def document_rows(books: Iterable[Book]) -> Iterator[tuple[Row, Subject]]:
    for number, book in enumerate(books):
        groups = (book.projects, book.departments, book.transfers)
        indicators = [indicator for group in groups for project in group for indicator in project.indicators]
        glyphs = _of_kind(book, RepairKind.OPERATOR_GLYPH)
        source = _first_source(book)
        row = document_cells(book) | place_cells(source) | {
            "项目数": len(book.projects),
            "指标数": len(indicators),
            "误印符号数": len(glyphs),
            "误印符号": "、".join(dict.fromkeys(repair.raw for repair in glyphs)),
            "误印数字数": len(_of_kind(book, RepairKind.NUMBER_GLYPH)),
            "移位行数": len(_of_kind(book, RepairKind.SHIFTED_COLUMNS)),
            "归属存疑行数": sum(indicator.ownership is Ownership.DOUBTFUL for indicator in indicators),
            "未读表数": sum(not entry.read for entry in book.ledger),
            "含项目绩效表": bool(book.projects),
            "含整体绩效表": bool(book.departments),
        }  # fmt: skip
        yield row, Subject(book.id, None, None, source, "", (number, -1, -1), identity(book, None))


def repair_rows(books: Iterable[Book]) -> Iterator[tuple[Row, Subject]]:
    for number, book in enumerate(books):
        for position, repair in enumerate(book.repairs):
            row = document_cells(book) | place_cells(repair.source) | {
                "种类": repair.kind.value,
                "列名": repair.field,
                "原文": repair.raw,
                "读作": repair.read_as,
                "存疑": repair.doubtful,
            }  # fmt: skip
            who = identity(book, None, repair.kind, repair.field, repair.raw)
            yield row, Subject(book.id, None, None, repair.source, repair.raw, (number, -1, position), who)


def _of_kind(book: Book, kind: RepairKind) -> list[Repair]:
    return [repair for repair in book.repairs if repair.kind is kind]


def _first_source(book: Book) -> Source:
    """Where a finding on the whole document points: its first project, else its first table."""
    for group in (book.projects, book.departments, book.transfers):
        if group:
            return group[0].source
    return book.ledger[0].source if book.ledger else Source(book.path)
