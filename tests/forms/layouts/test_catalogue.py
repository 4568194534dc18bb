"""The catalogue of layouts: each is reached, each table is read by the first that claims it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from auditor.forms import layouts
from auditor.forms.book import read_accounted
from auditor.forms.layouts.catalogue import LAYOUTS, layout_for
from auditor.readers.text import read_text
from auditor.table_kinds import TableKind
from tests.forms.grids import HEADER, OUTPUT, TITLE
from tests.forms.layouts.test_goals import DEPARTMENT, TRANSFER

FORM = "项目名称\t培训\n项目资金总额\t5\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人数\t≥9人\n"
REACHED = {
    "一项目一表": f"项目支出绩效目标表\n{FORM}",
    "项目一览表": f"{TITLE}{HEADER}\n培训项目\t5\t5\t\t培训\t{OUTPUT}\n",
    "部门整体支出绩效目标表": f"{DEPARTMENT}\t\t就业\t产出指标数量指标城镇就业\t≥\t28\t万人\t\n",
    "转移支付绩效目标表": f"{TRANSFER}\t产出指标\t数量指标\t移交人数\t100%\n",
    "预算表": "预算01表 收支总表\n科目名称\t金额\n教育支出\t5\n",
    "其他表": "甲\t乙\n丙\t丁\n",
}
"""A file for each layout by its name."""


def test_every_layout_of_the_catalogue_has_a_form_that_reaches_it() -> None:
    assert [layout.name for layout in LAYOUTS] == list(REACHED)


@pytest.mark.parametrize("name", REACHED)
def test_a_form_is_read_by_its_layout(name: str) -> None:
    book, tables, _ = read_accounted(read_text("made.txt", REACHED[name].encode()), id="made")
    assert [layout_for(table).name for table in tables] == [name]
    assert [entry.read for entry in book.ledger] == [name != "其他表"]


@pytest.mark.parametrize("title", ["部门整体支出绩效目标表", "某转移支付绩效目标表"])
def test_a_goal_printed_as_a_form_of_one_project_is_read_as_one(title: str) -> None:
    _, tables, _ = read_accounted(read_text("made.txt", f"{title}\n{FORM}".encode()), id="made")
    assert [layout_for(table).name for table in tables] == ["一项目一表"]


def test_a_kind_of_table_has_one_layout_at_least_that_reads_it() -> None:
    """The last claims everything; but no kind with a meaning of its own is left to it."""
    titles = {
        TableKind.PROJECTS: "项目支出绩效表",
        TableKind.SELF_EVALUATION: "项目支出绩效自评表",
        TableKind.DEPARTMENT: "部门整体支出绩效目标表",
        TableKind.TRANSFER: "某转移支付绩效目标表",
        TableKind.BUDGET: "收支总表",
    }
    for kind, title in titles.items():
        _, tables, _ = read_accounted(read_text("made.txt", f"{title}\n甲\t乙\n丙\t1\n".encode()), id="made")
        assert [table.kind for table in tables] == [kind]
        assert layout_for(tables[0]) is not LAYOUTS[-1]


def test_every_file_that_makes_a_layout_is_in_the_catalogue() -> None:
    """A new layout is one file and one entry: a file without an entry would never be asked."""
    made = {
        path.stem
        for path in Path(layouts.__file__).parent.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "LAYOUT" for to in node.targets)
    }
    assert made == {layout.read.__module__.rpartition(".")[2] for layout in LAYOUTS}
