"""The catalogue of layouts: each is reached, each table is read by the first that claims it."""

from __future__ import annotations

import pytest

from auditor.forms.book import read_accounted
from auditor.forms.layouts.catalogue import layout_for
from auditor.forms.layouts.catalogue import layouts as all_layouts
from auditor.forms.layouts.layout import Claim
from auditor.readers.text import read_text
from auditor.table_kinds import TableKind
from tests.forms.grids import HEADER, OUTPUT, TITLE
from tests.forms.layouts.test_goals import DEPARTMENT, TRANSFER

FORM = "项目名称\t培训\n项目资金总额\t5\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人数\t≥9人\n"
REACHED = {
    "一项目一表": f"项目支出绩效目标表\n{FORM}",
    "项目一览表": f"{TITLE}{HEADER}\n培训项目\t5\t5\t\t培训\t{OUTPUT}\n",
    "横排汇总": "项目绩效汇总表\n项目名称\t数量指标\t质量指标\n培训\t培训人数≥9人\t合格率≥90%\n",
    "部门整体支出绩效目标表": f"{DEPARTMENT}\t\t就业\t产出指标数量指标城镇就业\t≥\t28\t万人\t\n",
    "转移支付绩效目标表": f"{TRANSFER}\t产出指标\t数量指标\t移交人数\t100%\n",
    "预算表": "预算01表 收支总表\n科目名称\t金额\n教育支出\t5\n",
    "文字": "网站首页\t政务公开\n办事服务\t互动交流\n",
    "表目录": "序号\t表名\t备注\n1\t整体支出绩效目标表\t\n2\t收支总表\t空表\n",
    "其他表": "甲\t乙\n丙\t4,012.50\n",
}
"""A file for each layout by its name."""


def test_every_layout_of_the_catalogue_has_a_form_that_reaches_it() -> None:
    assert {layout.name for layout in all_layouts()} == set(REACHED)


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
        assert layout_for(tables[0]) is not all_layouts()[-1]


@pytest.mark.parametrize("name", REACHED)
def test_claims_of_one_rank_exclude_one_another(name: str) -> None:
    _, tables, _ = read_accounted(read_text("made.txt", REACHED[name].encode()), id="made")
    for claim in Claim:
        claiming = [each for each in all_layouts() if each.claim is claim and each.claims(tables[0], tables[0].header)]
        assert len(claiming) <= 1
