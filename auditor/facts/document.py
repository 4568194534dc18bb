"""Tables 文件 and 修正: one row a document, one row a repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.common import document_cells, identity, place_cells
from auditor.facts.facts import Subject
from auditor.facts.store import FactRow
from auditor.grid import Source
from auditor.language import levels
from auditor.language.lexicon import load
from auditor.model import Book, BudgetTable, Ownership, Project, Repair, RepairKind


def document_rows(books: Iterable[Book]) -> Iterator[tuple[FactRow, Subject]]:
    for number, book in enumerate(books):
        indicators = [indicator for goal in book.goals() for indicator in goal.indicators]
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
            "成本单列项目数": sum(_costs_apart(project) for project in book.projects),
            "成本列产出项目数": sum(_costs_under_output(project) for project in book.projects),
            "表头异写": _header_drift(book),
            "金额单位种类": _units(book),
            "无单位的表": [table.title for table in book.budget_tables if not table.unit and _has_amounts(table)],
            "缺少的公开表": _missing_tables(book),
            "重复的表号": _shared_numbers(book),
            "含项目绩效表": bool(book.projects),
            "含整体绩效表": bool(book.departments),
        }  # fmt: skip
        yield row, Subject(book.id, None, None, source, "", (number, -1, -1), identity(book, None))


def repair_rows(books: Iterable[Book]) -> Iterator[tuple[FactRow, Subject]]:
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


def _costs_apart(project: Project) -> bool:
    return any(levels.level1(indicator.level1) == "成本指标" for indicator in project.indicators)


def _costs_under_output(project: Project) -> bool:
    return any(
        levels.level1(indicator.level1) == "产出指标" and levels.level2(indicator.level2) == "成本指标"
        for indicator in project.indicators
    )


def _header_drift(book: Book) -> list[str]:
    """Titles of one column that a performance table's repeated headers print in several ways, "甲／乙"."""
    printed = {tuple(repair.raw.split(" | ")) for repair in _of_kind(book, RepairKind.REPEATED_HEADER)}
    heads = sorted(head for head in printed if any("三级指标" in title for title in head))
    alike = [head for head in heads if len(head) == len(heads[0])]
    columns = (sorted({"".join(title.split()) for title in titles}) for titles in zip(*alike, strict=True))
    return ["／".join(titles) for titles in columns if len(titles) > 1]


def _units(book: Book) -> list[str]:
    free = load("tables")["单位可与他表不同"]
    tables = (table for table in book.budget_tables if not any(word in table.title for word in free))
    return list(dict.fromkeys(table.unit for table in tables if table.unit))


def _has_amounts(table: BudgetTable) -> bool:
    return any(amount.number is not None for line in table.lines for amount in line.amounts.values())


def _missing_tables(book: Book) -> list[str]:
    """The tables a whole budget book has to publish and this one does not show; [] for a part of a book."""
    lists = load("tables")
    if len(book.budget_tables) < lists["完整预算至少几张表"]:
        return []
    titles = ["".join(table.title.split()) for table in book.budget_tables]

    def stands_for(title: str, words: dict[str, list[str]]) -> bool:
        return all(word in title for word in words["含有"]) and not any(word in title for word in words["不含"])

    wanted: dict[str, dict[str, list[str]]] = lists["规定公开的表"]
    return [name for name, words in wanted.items() if not any(stands_for(title, words) for title in titles)]


def _shared_numbers(book: Book) -> list[str]:
    titles: dict[str, set[str]] = {}
    for table in book.budget_tables:
        if table.number:
            titles.setdefault(table.number, set()).add(table.title)
    return [f"{number}（{'、'.join(sorted(named))}）" for number, named in titles.items() if len(named) > 1]


def _of_kind(book: Book, kind: RepairKind) -> list[Repair]:
    return [repair for repair in book.repairs if repair.kind is kind]


def _first_source(book: Book) -> Source:
    """Where a finding on the whole document points: its first project, else its first table."""
    for goal in book.goals():
        return goal.source
    return book.ledger[0].source if book.ledger else Source(book.path)
