"""What a form has a place for, and what may stand in what was not read."""

from __future__ import annotations

import pytest

from auditor.forms.book import read_book
from auditor.forms.layouts.catalogue import read_table
from auditor.forms.places import doubt_rows
from auditor.forms.stitch import tables_of
from auditor.forms.table.row import RowRole
from auditor.model import SOME_ROWS
from auditor.readers import read_data
from tests.forms.grids import OUTPUT, book_of, book_on, project_table
from tests.forms.test_one_wrong_character import ONCE, TWICE, as_grid
from tests.readers.office import row, sheet, text_cell, xlsx

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
    ("title", "value", "unit", "hidden"),
    [
        ("符号", "稳步推进", "", True),
        ("关系", "2026年11月底前", "", True),
        ("绩效指标性质", "稳步推进", "", False),
        ("符号", "500", "", False),
        ("符号", "500", "人", False),
    ],
)
def test_a_column_of_signs_asks_none_of_a_target_in_words(title: str, value: str, unit: str, hidden: bool) -> None:
    rows = f"一级指标｜二级指标｜三级指标｜{title}｜指标值｜单位\n产出指标｜数量指标｜扫描卷数｜≥｜500｜卷\n"
    book = book_on("项目支出绩效目标表", f"{rows}^｜质量指标｜扫描质量｜｜{value}｜{unit}")
    assert ("指标性质" in book.projects[0].indicators[1].unread) == hidden


def test_a_formula_without_result_puts_the_cells_of_its_row_in_doubt() -> None:
    rows = ["项目名称|护河", "项目总额|60", "一级指标|二级指标|三级指标|指标值"]
    rows += ["产出指标|数量指标|护河长度|≥12公里", "产出指标|质量指标|合格率|{}"]
    lines = [
        row(number, *(_typed(f"{'ABCD'[place]}{number}", text) for place, text in enumerate(line.split("|"))))
        for number, line in enumerate(rows, 1)
    ]
    book = read_book(read_data("a.xlsx", xlsx({"项目支出绩效目标表": sheet(*lines)})), id="a")
    (goal,) = book.projects
    assert [(one.name, one.value, one.unread) for one in goal.indicators] == [
        ("护河长度", "12", set()),
        ("合格率", "", {SOME_ROWS}),
    ]


def _typed(place: str, text: str) -> str:
    return f"<c r='{place}'><f>B1*2</f></c>" if text == "{}" else text_cell(place, text)


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
