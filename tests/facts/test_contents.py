"""Contents against tables: which title is which table, and where they differ."""

from __future__ import annotations

import pytest

from auditor.facts.contents import differs
from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText


@pytest.mark.parametrize(
    ("listed", "printed", "different"),
    [
        ("收支总表", "2026年部门收支预算总表", False),
        ("财政拨款“三公”经费支出表", '财政拨款"三公"经费支出表', False),
        ("财政拨款收入支出决算总表", "财政拨款收支决算总表", False),
        ("收入决算表", "收人决算表", True),
        ("2025年部门收入总表", "2026年部门收入总表", True),
        ("部门收入预算总表", "部门收入决算总表", True),
        ("2025年部门“三公”经费预算表", "2025年单位“三公”经费预算表", True),
    ],
)
def test_titles_differ_in_characters_and_not_in_length(listed: str, printed: str, different: bool) -> None:
    assert differs(listed, printed) is different


def rows(tables: list[tuple[str, int]], contents: list[tuple[str, int]]) -> list[tuple[object, ...]]:
    book = build_book(
        ExampleText.model_validate(
            {
                "表格": [{"表名": title, "页码": page, "有数格数": 3} for title, page in tables],
                "目录": [{"表名": title, "页码": page} for title, page in contents],
            }
        ),
        "例",
    )
    facts = load([book])
    found = facts.connection.execute("select 目录表名, 实有表名, 缺表, 漏列, 应列页码 from 目录").fetchall()
    facts.close()
    return found


def test_each_entry_has_its_table() -> None:
    tables = [("收支总表", 5), ("收入总表", 6), ("支出总表", 8), ("政府采购预算表", 9)]
    contents = [("收支总表", 3), ("收入总表", 4), ("支出总表", 6), ("财政拨款收支总表", 8)]
    assert rows(tables, contents) == [
        ("收支总表", "收支总表", False, False, None),
        ("收入总表", "收入总表", False, False, None),
        ("支出总表", "支出总表", False, False, None),
        ("财政拨款收支总表", "", True, False, None),
        ("", "政府采购预算表", False, True, None),
    ]


def test_a_page_that_differs_from_the_others() -> None:
    tables = [("收支总表", 5), ("收入总表", 6), ("支出总表", 8), ("财政拨款收支总表", 9)]
    contents = [("收支总表", 3), ("收入总表", 4), ("支出总表", 6), ("财政拨款收支总表", 17)]
    assert [row[-1] for row in rows(tables, contents)] == [None, None, None, 7]
