"""The two published books: nothing lost, every row right, checked by another way of reading."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.forms.book import read_accounted
from auditor.forms.table.row import RowRole
from auditor.forms.table.table import Caption, Table
from auditor.model import Book, Indicator, Ownership, RepairKind
from auditor.readers import read

Accounted = tuple[Book, list[Table], list[Caption]]
LEVEL1 = {"成本指标", "产出指标", "效益指标", "满意度指标"}


@pytest.fixture(scope="module")
def books(samples: Path) -> dict[str, Accounted]:
    return {
        name: read_accounted(read(samples / f"{name}.txt"), id=name)
        for name in ("chaoyang-government-2026", "beijing-hrss-2026")
    }


@pytest.fixture(scope="module")
def chaoyang(books: dict[str, Accounted]) -> Book:
    return books["chaoyang-government-2026"][0]


@pytest.fixture(scope="module")
def hrss(books: dict[str, Accounted]) -> Book:
    return books["beijing-hrss-2026"][0]


def indicators(book: Book) -> list[Indicator]:
    return [indicator for project in book.projects for indicator in project.indicators]


def lines_of(samples: Path, name: str) -> list[str]:
    return (samples / f"{name}.txt").read_text(encoding="utf-8").split("\n")


def kinds(book: Book) -> Counter[RepairKind]:
    return Counter(repair.kind for repair in book.repairs)


@pytest.mark.parametrize(
    ("name", "first", "last"), [("chaoyang-government-2026", 621, 1177), ("beijing-hrss-2026", 693, 1706)]
)
def test_every_indicator_row_is_read_as_its_filled_cells_say(
    books: dict[str, Accounted], samples: Path, name: str, first: int, last: int
) -> None:
    """Another way of reading: the filled cells of the line from its level-1 word on, in order, no columns at all."""
    expected = {}
    for number, text in enumerate(lines_of(samples, name), start=1):
        filled = [cell.strip() for cell in text.split("\t") if cell.strip()]
        if first <= number <= last and set(filled) & LEVEL1:
            expected[number] = filled[min(filled.index(word) for word in set(filled) & LEVEL1) :]
    found = {}
    for indicator in indicators(books[name][0]):
        operator = indicator.printed["指标性质"].raw if "指标性质" in indicator.printed else ""
        cells = (indicator.level1, indicator.level2, indicator.name, operator, indicator.value, indicator.unit)
        found[indicator.source.line] = [cell for cell in cells if cell]
    assert found == expected


def test_chaoyang_counts(chaoyang: Book) -> None:
    assert (chaoyang.department, chaoyang.year) == ("北京市朝阳区人民政府", 2026)
    assert len(chaoyang.projects) == 83
    assert len(indicators(chaoyang)) == 528
    assert len({project.code for project in chaoyang.projects}) == 83
    assert [len(project.funding) for project in chaoyang.projects] == [1] * 83
    assert [len(department.indicators) for department in chaoyang.departments] == [18]
    assert chaoyang.whole


def test_chaoyang_has_no_doubtful_owner(chaoyang: Book) -> None:
    assert {indicator.ownership for indicator in indicators(chaoyang)} == {Ownership.PRINTED}


def test_chaoyang_codes_and_names_are_joined(chaoyang: Book, samples: Path) -> None:
    joined = {repair.source.line for repair in chaoyang.repairs if repair.kind is RepairKind.JOINED_CODE}
    lines = lines_of(samples, "chaoyang-government-2026")
    for project in chaoyang.projects:
        assert project.source.line is not None
        cell = lines[project.source.line - 1].split("\t")[0]
        assert f"{project.code}-{project.name}" == cell.replace(" ", "")
        assert (project.source.line in joined) == (" " in cell)
    named = {project.code: project.name for project in chaoyang.projects}
    assert named["11010524T000003210182"] == "人才局交流合作经费"
    assert named["11010522T000000418245"] == "机管中心区政府车位管理费"


def test_the_overflowed_sum_is_unknown_not_zero(chaoyang: Book) -> None:
    project = next(project for project in chaoyang.projects if project.source.line == 1010)
    assert project.name == "外办外事经费"
    assert project.total is not None
    assert project.total.number == Decimal("173.440000")
    assert project.fiscal is not None
    assert (project.fiscal.raw, project.fiscal.number) == ("#####", None)
    assert project.other is None


def test_hrss_counts(hrss: Book) -> None:
    assert (hrss.department, hrss.year) == ("北京市人力资源和社会保障局", 2026)
    assert len(indicators(hrss)) == 977
    assert len({project.code for project in hrss.projects}) == 25
    assert len(hrss.projects) == 25
    assert [len(department.indicators) for department in hrss.departments] == [11]
    assert [len(transfer.indicators) for transfer in hrss.transfers] == [4]
    assert hrss.whole


def test_hrss_keeps_every_row_with_a_name_or_a_sum(hrss: Book, samples: Path) -> None:
    expected = set()
    for number, text in enumerate(lines_of(samples, "beijing-hrss-2026"), start=1):
        cells = [cell.strip() for cell in text.split("\t")]
        words = [place for place, cell in enumerate(cells) if cell in LEVEL1]
        if 697 <= number <= 1706 and words and any(cells[: words[0]]):
            expected.add(number)
    assert len(expected) == 41
    assert {line.source.line for project in hrss.projects for line in project.funding} == expected


def test_hrss_repairs(hrss: Book) -> None:
    glyphs = [repair for repair in hrss.repairs if repair.kind is RepairKind.OPERATOR_GLYPH]
    assert Counter((repair.raw, repair.read_as, repair.doubtful) for repair in glyphs) == {("-", "=", True): 175}
    assert kinds(hrss)[RepairKind.DOUBTFUL_CELL] == 18
    assert [repair.source.line for repair in hrss.repairs if repair.kind is RepairKind.MISSING_LEVEL] == [
        1036,
        1061,
        1085,
    ]
    assert [repair.source.line for repair in hrss.repairs if repair.kind is RepairKind.REPEATED_ROW] == [
        846,
        848,
        850,
        852,
    ]


@pytest.mark.parametrize(
    ("line", "total", "fiscal", "other"),
    [
        (697, "33545259", "33545259", None),
        (698, "600719000", "600719000", None),
        (947, "30.000000", "30.000000", None),
        (959, "13.843441518", "13.843441518", None),  # its 260.000000 stands where the goal should
        (1006, "611.170000", "611.170000", None),
        (1103, "42.00000", None, "42.00000"),
        (1202, "20.000000", "20.000000", None),
        (1576, "11.195000", "11.195000", None),
        (1606, "19.988000", "19.988000", None),
    ],
)
def test_hrss_sums_wherever_they_stand(
    hrss: Book, line: int, total: str, fiscal: str | None, other: str | None
) -> None:
    funding = next(one for project in hrss.projects for one in project.funding if one.source.line == line)
    sums = [amount.number if amount else None for amount in (funding.total, funding.fiscal, funding.other)]
    assert sums == [Decimal(text) if text else None for text in (total, fiscal, other)]


@pytest.mark.parametrize(
    ("line", "value", "number", "told"),
    [
        (700, "183,545259", "183.545259", True),
        (744, "26,32", "26.32", True),
        (724, "6,750", "6750", True),
        (876, "108.8561", "108.8561", False),
    ],
)
def test_hrss_commas_that_stand_for_points(hrss: Book, line: int, value: str, number: str, told: bool) -> None:
    indicator = next(one for one in indicators(hrss) if one.source.line == line)
    assert (indicator.value, indicator.number) == (value, Decimal(number))
    assert any(repair.kind is RepairKind.NUMBER_GLYPH and repair.doubtful for repair in indicator.repairs) == told


@pytest.mark.parametrize("name", ["chaoyang-government-2026", "beijing-hrss-2026"])
def test_every_line_of_the_file_is_accounted_for(books: dict[str, Accounted], samples: Path, name: str) -> None:
    book, tables, loose = books[name]
    roles: dict[int, RowRole] = {}
    for table in tables:
        for row in table.rows:
            assert row.source.line is not None
            roles[row.source.line] = row.role
        for caption in table.captions:
            assert caption.source.line is not None
            roles[caption.source.line] = caption.role
    for caption in loose:
        assert caption.source.line is not None
        roles[caption.source.line] = caption.role
    filled = {number for number, text in enumerate(lines_of(samples, name), start=1) if text.strip()}
    assert set(roles) == filled
    assert all(roles.values())
    entries = Counter(roles.values())
    everyone = [*book.projects, *book.departments, *book.transfers]
    assert entries[RowRole.INDICATOR] == sum(len(project.indicators) for project in everyone)
    assert entries[RowRole.LEDGER] == 0


@pytest.mark.parametrize("name", ["chaoyang-government-2026", "beijing-hrss-2026"])
def test_a_row_read_as_something_is_in_the_book(books: dict[str, Accounted], name: str) -> None:
    """Roles are promises: what a row is said to be must be found in the tree with that line."""
    book, tables, _ = books[name]
    everyone = [*book.projects, *book.departments, *book.transfers]
    held = {
        RowRole.INDICATOR: {one.source.line for project in everyone for one in project.indicators},
        RowRole.BUDGET: {line.source.line for table in book.budget_tables for line in table.lines},
    }
    for role, lines in held.items():
        assert {row.source.line for table in tables for row in table.rows if row.role == role} == lines


@pytest.mark.parametrize("name", ["chaoyang-government-2026", "beijing-hrss-2026"])
def test_ids_are_unique_and_every_repair_is_in_the_book(books: dict[str, Accounted], name: str) -> None:
    book = books[name][0]
    everyone = [*book.projects, *book.departments, *book.transfers]
    ids = [project.id for project in everyone] + [one.id for project in everyone for one in project.indicators]
    assert len(ids) == len(set(ids))
    assert all(identity.startswith(name + "/p") for identity in ids)
    gathered = {id(repair) for repair in book.repairs}
    assert all(id(repair) in gathered for project in everyone for repair in project.repairs)
    assert all(id(repair) in gathered for project in everyone for one in project.indicators for repair in one.repairs)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("chaoyang-government-2026", ["01", "03", "04", "05", "06", "07", "08", "09", "10", "11"]),
        ("beijing-hrss-2026", ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]),
    ],
)
def test_every_budget_table_is_read_once(books: dict[str, Accounted], name: str, titles: list[str]) -> None:
    book = books[name][0]
    assert [table.number for table in book.budget_tables] == titles
    assert {table.unit for table in book.budget_tables} == {"万元"}


@pytest.mark.parametrize(
    ("name", "number", "columns"),
    [
        ("chaoyang-government-2026", "03", ["合计", "基本支出", "项目支出"]),
        ("chaoyang-government-2026", "11", ["预算金额"]),
        ("chaoyang-government-2026", "07", ["预算数/合计", "预算数/人员经费", "预算数/公用经费"]),
        ("beijing-hrss-2026", "03", ["合计", "基本支出", "项目支出"]),
        ("beijing-hrss-2026", "05", ["预算数/合计", "预算数/基本支出/小计", "预算数/基本支出/人员经费"]),
        ("beijing-hrss-2026", "10", ["金额"]),
        ("beijing-hrss-2026", "11", ["预算金额"]),
    ],
)
def test_the_lines_of_a_budget_table_add_up_to_its_total(
    books: dict[str, Accounted], name: str, number: str, columns: list[str]
) -> None:
    """A row lost or a column moved would break the sum that the document itself prints."""
    table = next(table for table in books[name][0].budget_tables if table.number == number)
    total = next(line for line in table.lines if line.label == "合计")
    for column in columns:
        parts = [line.amounts[column].number for line in table.lines if line is not total and column in line.amounts]
        assert total.amounts[column].number == sum(part for part in parts if part is not None)


@pytest.mark.parametrize("name", ["chaoyang-government-2026", "beijing-hrss-2026"])
def test_no_doubt_says_that_something_is_read_as_itself(books: dict[str, Accounted], name: str) -> None:
    book = books[name][0]
    assert not [repair for repair in book.repairs if repair.doubtful and repair.raw == repair.read_as]
