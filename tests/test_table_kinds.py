"""The kinds of table: what tells them, where their goals hang."""

from __future__ import annotations

import pytest

from auditor.grid import Source
from auditor.model import Book, Project
from auditor.table_kinds import SHELVES, TableKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("年度项目支出绩效表", TableKind.PROJECTS),
        ("部门整体支出绩效目标申报表", TableKind.DEPARTMENT),
        ("转移支付绩效目标表", TableKind.TRANSFER),
        ("专项转移支付整体绩效目标表", TableKind.TRANSFER),
        ("项目支出绩效自评表", TableKind.SELF_EVALUATION),
        ("部门整体支出绩效自评表", TableKind.SELF_EVALUATION),
        ("部门收支总体情况表", None),
    ],
)
def test_a_title_tells_the_kind(title: str, kind: TableKind | None) -> None:
    assert TableKind.of_title(title) is kind


def test_goals_come_shelf_by_shelf_and_by_kind() -> None:
    book = Book("书", "书.txt", "", "text", "甲局", 2026, None, 1)
    for kind in (TableKind.TRANSFER, TableKind.SELF_EVALUATION, TableKind.DEPARTMENT, TableKind.PROJECTS):
        book.add(Project("", "", str(kind), kind, Source("书.txt")))
    assert [goal.name for goal in book.goals()] == [
        "项目支出绩效自评表", "项目支出绩效表", "部门整体支出绩效目标表", "转移支付绩效目标表"
    ]  # fmt: skip
    assert [goal.name for goal in book.by_kind(TableKind.SELF_EVALUATION)] == ["项目支出绩效自评表"]
    assert [shelf.key for shelf, goals in book.shelved() if goals] == [shelf.key for shelf in SHELVES]
