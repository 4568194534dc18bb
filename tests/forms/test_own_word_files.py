"""Word files as a department's clerk makes them: vertical merges, tables cut by a page, cells merged unevenly."""

from __future__ import annotations

import pytest

from auditor.model import Book
from tests.forms.own_files import (
    CELLS,
    HEADER,
    OFFICE,
    PROJECTS,
    Written,
    book_of,
    classes,
    document,
    doubts,
    listed,
    read_back,
    turn_page,
    unread,
    word_table,
)

Merges = list[tuple[int, int, int, int]]
ROWS, OWN_MERGES = listed()
LAMPS = PROJECTS[0]


def _is_whole(book: Book, projects: tuple[Written, ...] = PROJECTS) -> None:
    assert read_back(book) == list(projects)
    assert (unread(book), doubts(book), book.department) == ([], [], OFFICE)


def _up(merges: Merges, by: int) -> Merges:
    return [(top - by, left, bottom - by, right) for top, left, bottom, right in merges]


@pytest.mark.parametrize(
    "merges",
    [
        [],
        OWN_MERGES,
        [*OWN_MERGES, *classes(ROWS)],
        [*OWN_MERGES, *classes(ROWS, (5,))],
        [merge for merge in OWN_MERGES if merge[1] != 4],  # the goal left out
        [merge for merge in OWN_MERGES if merge[1] in (0, 4)],  # the sums left out
        [(1, 0, 4, 0), (1, 1, 2, 1), (1, 2, 3, 2), (5, 0, 7, 0), (8, 0, 9, 0)],  # sums merged unevenly
    ],
)
def test_a_list_merged_in_any_way(merges: Merges) -> None:
    made = document()
    word_table(made, ROWS, merges)
    _is_whole(book_of(made))


@pytest.mark.parametrize("header", [True, False])
def test_a_list_in_two_tables(header: bool) -> None:
    made = document()
    first, merges = listed([LAMPS])
    word_table(made, first, [*merges, *classes(first)])
    turn_page(made)
    second, merges = listed(PROJECTS[1:])
    merges += classes(second)
    word_table(made, second if header else second[1:], merges if header else _up(merges, 1))
    _is_whole(book_of(made))


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("merged", [True, False])
def test_a_project_cut_between_two_tables(header: bool, merged: bool) -> None:
    made = document()
    first, merges = listed([LAMPS._replace(rows=LAMPS.rows[:2])])
    word_table(made, first, merges)
    turn_page(made)
    rest, further = listed(PROJECTS[1:])
    second = [list(HEADER), *([""] * 5 + list(row) for row in LAMPS.rows[2:]), *rest[1:]]
    merges = [(1, column, 2, column) for column in range(5) if merged] + _up(further, -2)
    word_table(made, second if header else second[1:], merges if header else _up(merges, 1))
    _is_whole(book_of(made))


def _form(project: Written) -> tuple[list[list[str]], Merges]:
    head = [
        ["项目名称", project.name],
        ["项目资金（万元）", "资金总额", project.total],
        ["", "其中：财政拨款", project.fiscal],
        ["", "其他资金", project.other],
        ["绩效目标", project.goal],
    ]
    rows = [row + [""] * (len(CELLS) - len(row)) for row in head]
    merges = [(1, 0, 3, 0), (0, 1, 0, 5), (4, 1, 4, 5), *((row, 2, row, 5) for row in (1, 2, 3))]
    return [*rows, list(CELLS), *map(list, project.rows)], merges


@pytest.mark.parametrize("cut", [None, 7, 8])
def test_forms_one_after_another_each_cut_by_a_page(cut: int | None) -> None:
    made = document()
    for project in PROJECTS:
        rows, merges = _form(project)
        word_table(made, rows[:cut], merges)
        turn_page(made)
        if cut is not None and rows[cut:]:
            word_table(made, rows[cut:])
    _is_whole(book_of(made))
