"""The made samples: one table as many kinds of file, and the same tree out of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import readers
from auditor.forms import read_book
from auditor.grid import Cell, Grid, Line
from auditor.model import Book, Indicator, Project
from auditor.pipeline import audit
from samples.making import chaoyang, shanghai
from samples.making.table import Table
from samples.making.workbook import LIST

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MADE = SAMPLES / "made"
SOURCE = SAMPLES / "chaoyang-government-2026.txt"
OFFICE = (
    "chaoyang.xlsx",
    "chaoyang.xls",
    "chaoyang.docx",
    "chaoyang.html",
    "chaoyang-gb18030.csv",
    "chaoyang-excel.xlsx",
)
PDF = (
    "chaoyang-calc.pdf",
    "chaoyang-writer.pdf",
    "chaoyang-chromium.pdf",
    "chaoyang-chromium-dashed.pdf",
    "chaoyang-reportlab.pdf",
)


@cache
def book(path: Path) -> Book:
    return read_book(readers.read(path), id="book")


def tree(given: Book) -> list[tuple[Any, ...]]:
    """What the book says, without where it says it and how it was repaired."""
    return [line for project in [*given.projects, *given.departments] for line in _lines(project)]


def _lines(project: Project) -> list[tuple[Any, ...]]:
    funding = [
        [amount and (amount.raw, amount.number, amount.unit) for amount in (line.total, line.fiscal, line.other)]
        for line in project.funding
    ]
    goals = [line.goal for line in project.funding]
    head = (str(project.kind), project.code, project.name, funding, goals, project.extra)
    return [head, *((project.code, *_cells(indicator)) for indicator in project.indicators)]


def _cells(one: Indicator) -> tuple[Any, ...]:
    texts = (one.level1, one.level2, one.name, one.operator, one.value, one.unit, one.activity)
    return (*texts, one.number, one.upper, one.extra, str(one.ownership))


def blankless(value: Any) -> Any:
    """Without blanks: one at the end of a wrapped line is not printed, so no PDF holds it."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, (list, tuple)):
        return [blankless(part) for part in value]
    return {key: blankless(part) for key, part in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_gives_the_tree_of_the_text(name: str) -> None:
    assert tree(book(MADE / name)) == tree(book(SOURCE))


@pytest.mark.parametrize("name", PDF)
def test_a_pdf_gives_the_tree_of_the_text(name: str) -> None:
    assert blankless(tree(book(MADE / name))) == blankless(tree(book(SOURCE)))


@pytest.mark.parametrize("name", OFFICE + PDF)
def test_department_and_year_are_read(name: str) -> None:
    read = book(MADE / name)
    assert (read.department, read.year) == ("北京市朝阳区人民政府", 2026)


@pytest.mark.parametrize("name", OFFICE)
def test_nothing_of_an_office_file_is_left_unread(name: str) -> None:
    assert [entry.why for entry in book(MADE / name).ledger if not entry.read] == []


@pytest.mark.parametrize(
    ("name", "ending"), [(OFFICE[0], "pdf"), (OFFICE[1], "docx"), (OFFICE[2], "xlsx"), (PDF[4], "xls")]
)
def test_content_decides_not_the_ending(name: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"表.{ending}"
    path.write_bytes((MADE / name).read_bytes())
    assert readers.read(path).format == readers.read(MADE / name).format


def test_the_list_on_a_hidden_sheet_is_read_as_text_outside_tables() -> None:
    assert [entry.why for entry in book(MADE / OFFICE[5]).ledger if entry.source.sheet == LIST] == ["4 行表外文字"]


def _printed(cells: list[list[Cell]]) -> dict[tuple[int, int], tuple[str, int, int]]:
    return {
        (row, column): (cell.text, cell.rowspan, cell.colspan)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
        if cell.anchor is None
    }


def _drawn(table: Table) -> dict[tuple[int, int], tuple[str, int, int]]:
    return {place: (span.text, span.rows, span.columns) for place, span in table.cells.items()}


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        *((name, [chaoyang.projects(SOURCE), chaoyang.department(SOURCE)]) for name in (*OFFICE[:4], OFFICE[5])),
        ("linjiang-forms.xlsx", [shanghai.form(applied) for applied in shanghai.APPLIED]),
    ],
)
def test_every_cell_and_span_is_read_as_it_was_written(name: str, tables: list[Table]) -> None:
    printed = readers.read(MADE / name)
    assert [_printed(grid.rows) for grid in printed.grids()] == [_drawn(table) for table in tables]
    blocks = [block for block in printed.blocks if block.source.sheet != LIST]
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        text for table in tables for text in (table.title, *(caption for caption, _ in table.captions))
    ]
    kinds = [type(block) for block in blocks]
    per_table = len(kinds) // len(tables)
    assert kinds == ([Line] * (per_table - 1) + [Grid]) * len(tables)


OF_OTHER_TABLES = ("PI-PUB-", "PI-TIE-")
"""Rules on the budget tables, of which only the text has any."""


def found(name: Path) -> list[tuple[str | None, ...]]:
    """Findings without their place: rule, status, whose, and what is said, blanks aside."""
    judged = audit([name])
    document = judged.documents[0].id

    def whose(identity: str | None) -> str:
        return (identity or "").replace(document, "", 1)

    return sorted(
        (one.rule, str(one.status), whose(one.project), whose(one.indicator), blankless(one.message))
        for one in judged.findings
        if not one.rule.startswith(OF_OTHER_TABLES)
    )


@pytest.fixture(scope="module")
def expected() -> list[tuple[str | None, ...]]:
    """Findings of the text."""
    return found(SOURCE)


@pytest.mark.parametrize("name", OFFICE + PDF)
def test_the_findings_are_those_of_the_text(name: str, expected: list[tuple[str | None, ...]]) -> None:
    assert expected
    assert found(MADE / name) == expected
