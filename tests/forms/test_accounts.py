"""What becomes of rows that no layout took, and of forms whose head cannot be read."""

from __future__ import annotations

import pytest

from auditor.forms.book import read_accounted
from auditor.forms.table.row import RowRole
from auditor.model import Book, RepairKind
from auditor.readers.text import read_text
from tests.forms.grids import book_of

FORM = """项目支出绩效目标表
项目名称\t{name}\t\t
项目总额\t60\t\t
绩效目标\t保持{name}正常运行\t\t
{head}
数量指标\t{name}处数\t按台账核定\t≥12处
质量指标\t验收合格率\t按合同约定\t≥98%
"""
HEAD = "一级指标\t二级指标\t绩效标准\t当年预期实现值"
NAMES = ("花坛养护", "喷泉维护", "路灯检修")


def three(head: str, place: int = 1) -> Book:
    """Three forms in one file, one of them with another head."""
    heads = [HEAD] * 3
    heads[place] = head
    return book_of("\n".join(FORM.format(name=name, head=one) for name, one in zip(NAMES, heads, strict=True)))


def owned(book: Book) -> dict[str, list[str]]:
    return {project.name: [one.name for one in project.indicators] for project in book.projects}


SOUND = {name: [f"{name}处数", "验收合格率"] for name in NAMES}


@pytest.mark.parametrize(
    "head",
    [
        "一级指标\t二级指标\t绩效标淮\t当年预期实现值",  # another character
        "一级指标\t二级指标\t绩效标准\t当年预期实值",  # one is missing
        "一级指标\t二级指标\t绩效标准准\t当年预期实现值",  # one too many
    ],
)
def test_a_title_with_one_wrong_character_is_read_with_a_doubt(head: str) -> None:
    book = three(head)
    assert owned(book) == SOUND
    assert book.whole
    doubts = [
        [r for one in p.indicators for r in one.repairs if r.kind is RepairKind.TITLE_GLYPH] for p in book.projects
    ]
    assert [len(each) for each in doubts] == [0, 2, 0]
    assert all(repair.doubtful for repair in doubts[1])


@pytest.mark.parametrize(
    "head",
    [
        "一级指标\t口级指标\t绩效标准\t当年预期实现值",  # may be one of three
        "一级指标\t考核项\t评分依据\t当年实现情况",  # titles that nobody knows
        "一级指标\t二级指标\t绩效标准\t上年预期实现值",  # another word, no misprint
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_head_that_cannot_be_read_costs_its_own_form_only(head: str, place: int) -> None:
    book = three(head, place)
    assert owned(book) == {name: rows for name, rows in SOUND.items() if name != NAMES[place]}
    assert any(not entry.read and entry.source.line for entry in book.ledger)


def test_a_form_without_any_head_of_indicators_is_said_and_owns_no_others() -> None:
    text = "\n".join(FORM.format(name=name, head=HEAD) for name in NAMES)
    book = book_of(text.replace(f"{HEAD}\n数量指标\t喷泉", "甲\t乙\t丙\t丁\n数量指标\t喷泉"))
    assert owned(book) == SOUND | {"喷泉维护": []}
    unread = [entry.why or "" for entry in book.ledger if not entry.read]
    assert any("喷泉维护处数" in why for why in unread)
    assert any("没有读出指标表头" in why for why in unread)


@pytest.mark.parametrize("first", ["事项\t喷泉维护\t\t\n", ""])
def test_a_form_whose_name_cannot_be_read_is_no_part_of_the_one_above(first: str) -> None:
    text = "\n".join(FORM.format(name=name, head=HEAD) for name in NAMES)
    book = book_of(text.replace("项目名称\t喷泉维护\t\t\n", first))
    assert owned(book) == {"" if name == "喷泉维护" else name: rows for name, rows in SOUND.items()}
    assert any("可能是“项目名称”" in (entry.why or "") for entry in book.ledger if not entry.read)


def test_a_form_below_a_budget_table_is_not_read_as_lines_of_it() -> None:
    budget = "预算04表 政府采购预算明细表\n采购类别\t金额\nA-货物\t1.00\n"
    rows = FORM.format(name="花坛养护", head="一级指标\t口级指标\t考核内容\t当年实现情况").split("\n", 1)[1]
    book = book_of(budget + rows)
    assert [entry.read for entry in book.ledger] == [True, False]
    assert len(book.budget_tables[0].lines) < 4


@pytest.mark.parametrize(
    ("row", "role"),
    [
        ("效益指标\t社会效益指标\t\t", RowRole.EMPTY_CLASS),
        ("注：本表一式两份，由主管部门汇总。\t\t", RowRole.NOTE),
        ("制表人：张三\t审核：李四\t\t", RowRole.SIGNATURE),
        ("财政部门批复意见\t同意按上述绩效目标执行。\t\t", RowRole.SIGNATURE),
        ("主管部门审核意见\t\t\t", RowRole.SIGNATURE),
    ],
)
def test_a_row_with_nothing_to_judge_has_a_role_and_counts_as_read(row: str, role: RowRole) -> None:
    text = FORM.format(name="花坛养护", head=HEAD) + row + "\n"
    book, tables, _ = read_accounted(read_text("made.txt", text.encode()), id="made")
    assert tables[-1].rows[-1].role == role
    assert book.whole
    assert any(row.split("\t", maxsplit=1)[0][:6] in (entry.why or "") for entry in book.ledger)


def test_the_class_of_an_indicator_is_never_taken_as_a_label_with_its_value() -> None:
    text = "项目支出绩效目标表\n项目名称\t甲\n项目总额\t60\n数量指标\t处数\t≥12处\n" + FORM.split("\n", 1)[1].format(
        name="乙", head=HEAD
    )
    book = book_of(text)
    assert not book.whole
    assert "数量指标" not in book.projects[0].extra
