"""A finding's place is that of the cell at fault: what is printed in its box is the cell's text."""

from __future__ import annotations

import random
import unicodedata
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

import auditor
from auditor.evidence.cell_sources import Record, pinpoint, texts
from auditor.evidence.fault_cells import marked
from auditor.findings import Audit, Finding, Severity
from auditor.grid import Source
from auditor.model import Amount, Book, Funding, Indicator, PrintedCell, Project
from auditor.table_kinds import TableKind
from tests.evidence.conftest import PDFS, of
from tests.report.conftest import book, finding

NUMBER = 100
"""Findings whose box is read by another library."""


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _cell(audit: Audit, found: Finding) -> str | None:
    """The text of the one printed cell that ``found`` is about, None if there are several or none."""
    document = next(one for one in audit.documents if one.id == found.document)
    for project in (*document.projects, *document.departments):
        records: list[Record] = [project, *project.indicators]
        for record in records:
            if record.id == (found.indicator or found.project):
                shown = texts(record)
                columns = marked(found, shown)
                cell = record.printed.get(next(iter(columns))) if len(columns) == 1 else None
                return cell.raw if cell is not None and cell.source == found.source else None
    return None


def test_the_box_of_a_finding_holds_the_text_of_its_cell(printed: Audit, samples: Path) -> None:
    single = {found.fingerprint: cell for found in of(printed, PDFS[0]) if (cell := _cell(printed, found))}
    assert len(single) > NUMBER
    chosen = random.Random(7).sample(sorted(single), NUMBER // len(PDFS))
    wrong = []
    for name in PDFS:
        with pdfplumber.open(samples / "made" / f"{name}.pdf") as document:
            for found in of(printed, name):
                if found.fingerprint not in chosen:
                    continue
                cell = _cell(printed, found)
                assert cell is not None
                assert found.source.page is not None
                assert found.source.bbox is not None
                inside = document.pages[found.source.page - 1].within_bbox(_wider(found.source.bbox), strict=False)
                # By position: runs of a cell may be printed in any order.
                if _bare(cell) not in _bare(inside.extract_text() or ""):
                    wrong.append((name, cell, inside.extract_text()))
    assert wrong == []


def _wider(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return (box[0] - 0.5, box[1] - 0.5, box[2] + 0.5, box[3] + 0.5)


def test_every_finding_on_a_row_has_a_box_within_it(printed: Audit) -> None:
    for document in printed.documents:
        rows = {row.id: row.source for project in document.goals() for row in project.indicators}
        for found in of(printed, document.id):
            if found.indicator:
                box, row = found.source.bbox, rows[found.indicator]
                assert box is not None
                assert row.bbox is not None
                assert found.source.page == row.page
                assert row.bbox[0] <= box[0] < box[2] <= row.bbox[2]
                assert row.bbox[1] - 0.1 <= box[3]
                assert box[1] <= row.bbox[3] + 0.1


def test_a_finding_in_a_workbook_has_the_address_of_its_cell(samples: Path) -> None:
    audit = auditor.audit([samples / "made" / "chaoyang.xlsx"])
    found = next(one for one in audit.findings if one.rule == "PI-DIR-001")
    row = next(i for p in audit.documents[0].projects for i in p.indicators if i.id == found.indicator)
    assert found.source == row.printed["指标性质"].source
    assert found.source.sheet
    assert found.source.cell != row.source.cell


def test_a_finding_in_a_text_keeps_its_line(samples: Path) -> None:
    audit = auditor.audit([samples / "chaoyang-government-2026.txt"])
    rows = {i.id: i.source for p in audit.documents[0].goals() for i in p.indicators}
    assert all(one.source == rows[one.indicator] for one in audit.findings if one.indicator)


COLUMNS = {"一级指标": 0, "二级指标": 50, "三级指标": 100, "指标性质": 200, "指标值": 230, "度量单位": 260}


def at(left: float, top: float, right: float, bottom: float, page: int = 3) -> Source:
    return Source("甲.pdf", page, (left, top, right, bottom))


def _row(number: int, top: float, *, without: str = "") -> Indicator:
    cells = {
        column: PrintedCell("甲", "甲", at(x, top, x + (100 if column == "三级指标" else 30), top + 12))
        for column, x in COLUMNS.items()
        if column != without
    }
    # The row's own box holds the merged cell of the project at its left.
    row = Indicator(f"i{number}", "甲", "甲", "甲", "甲", "甲", "甲", at(-300, top, 290, top + 120), printed=cells)
    if without == "度量单位":
        row.unit = ""
    return row


def _book() -> tuple[Book, Project]:
    place = at(-300, 10, 290, 130)
    project = Project(
        "p", "1", "甲", TableKind.PROJECTS, place, indicators=[_row(1, 10, without="度量单位"), _row(2, 22)]
    )
    project.printed = {"项目名称": PrintedCell("甲", "甲", at(-300, 10, -200, 130))}
    money = Amount("#####", None, "万元", at(-200, 10, -150, 130))
    project.funding = [Funding(Amount("1", Decimal(1), "万元", at(-150, 10, -100, 130)), money, None, "", place)]
    return book("甲", "甲局", [project]), project


@pytest.mark.parametrize(
    ("problem", "given", "box"),
    [
        ("direction-conflict", {"indicator": "i2", "columns": ["指标性质"]}, (200, 22, 230, 34)),
        ("qualitative-conflict", {"indicator": "i2", "columns": ["指标性质", "指标值"]}, (200, 22, 260, 34)),
        ("missing-cell", {"indicator": "i1", "columns": ["度量单位"]}, (260, 10, 290, 22)),
        ("custom", {"indicator": "i1", "columns": []}, (0, 10, 260, 22)),
        ("malformed-code", {"columns": ["项目编码"]}, (-300, 10, -200, 130)),
        ("amount-conflict", {"columns": ["项目总额", "财政资金"]}, (-200, 10, -150, 130)),
        ("missing-category", {"columns": ["一级清单"]}, (-300, 10, 290, 130)),
    ],
)
def test_which_box(problem: str, given: dict[str, object], box: tuple[float, ...]) -> None:
    document, project = _book()
    about = project.indicators[int(str(given["indicator"])[1:]) - 1] if "indicator" in given else project
    found = finding("R", problem, Severity.ERROR, project="p", source=about.source, **given)
    pinpoint([found], [document])
    assert found.source.bbox == box
    assert found.source.page == 3


def test_a_place_that_is_not_the_row_s_is_kept() -> None:
    document, _ = _book()
    found = finding("R", "amount-conflict", Severity.ERROR, project="p", source=at(1, 2, 3, 4), columns=["财政资金"])
    pinpoint([found], [document])
    assert found.source.bbox == (1, 2, 3, 4)
