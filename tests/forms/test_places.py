"""What a form has a place for, and what may stand in what was not read."""

from __future__ import annotations

import pytest

from auditor.forms.layouts.catalogue import read_table
from auditor.forms.places import doubt_rows
from auditor.forms.table.row import RowRole
from auditor.forms.table.stitch import tables_of
from auditor.model import SOME_ROWS
from tests.forms.grids import OUTPUT, book_of, project_table
from tests.forms.test_one_wrong_character import ONCE, TWICE, as_grid

FORMS = ONCE | TWICE


@pytest.mark.parametrize("name", FORMS)
def test_a_row_that_is_not_read_puts_its_goal_in_doubt(name: str) -> None:
    fixture = FORMS[name]
    for place in range(len(fixture.rows())):
        (table,), _ = tables_of(as_grid(fixture.title, fixture.rows()), {})
        read = read_table(table)
        row = table.rows[place]
        for goal in read.projects:
            lost = [one for one in goal.indicators if one.source == row.source]
            if lost and row.role is RowRole.INDICATOR:
                goal.indicators = [one for one in goal.indicators if one not in lost]
                row.role = RowRole.LEDGER
                doubt_rows(table, read)
                assert SOME_ROWS in goal.unread


@pytest.mark.parametrize(
    ("title", "texts", "unread", "why"),
    [
        ("怎么数", ("人", "约三至五"), {"度量单位"}, "列“怎么数”不认识，按未读处理；可用 --map 怎么数=度量单位"),
        ("是否重点", ("是", "否"), set(), ""),  # a further column that can be no unit
        ("怎么数", ("", ""), set(), ""),
    ],
)
def test_a_column_nobody_knows_is_unread_if_it_can_be_a_missing_one(
    title: str, texts: tuple[str, str], unread: set[str], why: str
) -> None:
    rows = [f"培训班\t2\t2\t0\t完成培训\t{OUTPUT}", "\t" * 5 + OUTPUT.replace("培训人数", "参训人次")]
    text = project_table(*(row[: -len("人")] + unit for row, unit in zip(rows, texts, strict=True)))
    book = book_of(text.replace("绩效度量单位", title))
    (goal,) = book.projects
    assert goal.unread == unread
    assert ("度量单位" in goal.absent) is not bool(unread)
    assert [entry.why for entry in book.ledger if entry.columns] == [why] * bool(why)
    assert book.whole is not bool(why)


@pytest.mark.parametrize(
    ("titles", "unread"),
    [
        ("三级指标\t指标值\t指标内容", set()),
        ("三级指标\t指标内容\t指标值", set()),
        ("三级指标\t指标值\t三级指标", {"指标值"}),
        ("三级指标(长期)\t指标值\t三级指标(年度)", {"指标值"}),
    ],
)
def test_names_once_a_period_with_one_target_may_hide_the_other(titles: str, unread: set[str]) -> None:
    texts = {"指标值": "≥3场", "指标内容": "全年演出", "三级指标(年度)": "全年场次"}
    row = "\t".join(texts.get(title, "演出场次") for title in titles.split("\t"))
    text = f"项目支出绩效目标表\n项目名称\t送戏\n一级指标\t二级指标\t{titles}\n产出指标\t数量指标\t{row}\n"
    assert book_of(text).projects[0].unread - {SOME_ROWS} == unread
