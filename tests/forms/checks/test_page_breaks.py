"""Tables that print the project's cells again in every row, and rows of theirs that the page's end cuts."""

from __future__ import annotations

import pytest

from auditor.forms import read_book
from auditor.model import Book, RepairKind
from tests.forms.grids import COST, HEADER, OUTPUT, SUBHEADER, book_of, grid, line, printed, project_table

OWN = ["12345678T00001-甲项目", "10.000000", "10.000000", "", "做好甲工作"]
NEXT = ["12345678T00002-乙项目", "20.000000", "20.000000", "", "做好乙工作"]
ROWS = [[*own, *cells.split("\t")] for own in (OWN, NEXT) for cells in (OUTPUT, COST, OUTPUT)]


def said(book: Book) -> list[tuple[str, str, list[str], int]]:
    return [(p.code, p.name, [line.goal for line in p.funding], len(p.indicators)) for p in book.projects]


EXPECTED = [
    ("12345678T00001", "甲项目", ["做好甲工作"], 3),
    ("12345678T00002", "乙项目", ["做好乙工作"], 3),
]


def test_cells_printed_in_every_row_are_one_project_with_one_funding() -> None:
    book = book_of(project_table(*("\t".join(row) for row in ROWS)))
    assert said(book) == EXPECTED
    assert not [repair for repair in book.repairs if repair.doubtful]


def test_a_code_in_a_column_of_its_own_may_be_repeated_too() -> None:
    header = HEADER.replace("项目名称", "项目编码\t项目名称")
    rows = ["\t".join([*row[0].split("-"), *row[1:]]) for row in ROWS]
    book = book_of("\n".join(["预算12表 项目支出绩效表", header, f"\t{SUBHEADER}", *rows]))
    assert said(book) == EXPECTED


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        (["12345678T00", *ROWS[1][1:]], ["001-甲项目", *[""] * 10]),
        ([*ROWS[1][:4], "做好甲", *ROWS[1][5:]], [*[""] * 4, "工作", *[""] * 6]),
        (["12345678T00001-甲", "", "", "", "做好", *[""] * 6], ["项目", *ROWS[1][1:4], "甲工作", *ROWS[1][5:]]),
        ([*[""] * 4, "做好", *[""] * 6], [*ROWS[1][:4], "甲工作", *ROWS[1][5:]]),
    ],
)
def test_a_row_cut_by_the_page_is_put_together(foot: list[str], head: list[str]) -> None:
    titles = [HEADER.split("\t"), SUBHEADER.split("\t")]
    pages = [grid([*titles, ROWS[0], foot]), grid([*titles, head, *ROWS[2:]], page=2)]
    book = read_book(printed(line("预算12表 项目支出绩效表"), *pages), id="made")
    assert said(book) == EXPECTED
    assert RepairKind.STITCHED in [repair.kind for repair in book.repairs]
