"""What holds, what does not, and what could not be checked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.model import BudgetTable
from auditor.rulebook import load_packs
from auditor.ties.check import Tie, TieState, ties_of
from auditor.ties.relation import Each, Relation, Sign, Structure, Term
from tests.ties.books import book, table

COLUMNS, CODES, TOTAL = (Relation(one.value, one.value, structure=one) for one in Structure)
SPENDING = table(
    "部门支出总表",
    "合计 | 基本支出 | 项目支出",
    "201 | 一般公共服务支出 | 30.00 | 10.00 | 20.00",
    "20103 | 政府办公厅事务 | 30.00 | 10.00 | 20.00",
    "2010301 | 行政运行 | 10.00 | 10.00 |",
    "2010302 | 一般行政管理事务 | 20.00 | | 20.00",
    "205 | 教育支出 | 12.00 | | 12.00",
    "20508 | 进修及培训 | 12.00 | | 12.00",
    "2050803 | 培训支出 | 12.00 | | 12.00",
    " | 合计 | 42.00 | 10.00 | 32.00",
)
ALL = [COLUMNS, CODES, TOTAL]


def failed(relations: Sequence[Relation], *tables: BudgetTable) -> list[Tie]:
    return [tie for tie in ties_of(book(*tables), relations) if tie.state is TieState.FAILS]


def edited(old: str, new: str) -> BudgetTable:
    """SPENDING with one line printed otherwise, or left out."""
    rows = [line.raw for line in SPENDING.lines]
    rows[rows.index(old)] = new
    return table(SPENDING.title, "合计 | 基本支出 | 项目支出", *filter(None, rows))


def test_a_sound_table_holds() -> None:
    ties = ties_of(book(SPENDING), ALL)
    assert {tie.state for tie in ties} == {TieState.HOLDS}
    assert {tie.relation: tie.count for tie in ties} == {"分栏合计": 8, "逐级科目": 12, "合计行": 3}


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("2010301 | 行政运行 | 10.00 | 10.00 |", "2010301 | 行政运行 | 100000.00 | 10.00 |", "相差 10,000 倍"),
        ("20508 | 进修及培训 | 12.00 | | 12.00", "20508 | 进修及培训 | 12.00 | | 13.00", "12.00"),
        ("205 | 教育支出 | 12.00 | | 12.00", "205 | 教育支出 | | | 12.00", "应为 12.00万元"),
        ("2010302 | 一般行政管理事务 | 20.00 | | 20.00", "", "少"),
        ("20508 | 进修及培训 | 12.00 | | 12.00", "", ""),
    ],
)
def test_one_fault_is_told_once_with_its_cause(old: str, new: str, cause: str) -> None:
    found = failed(ALL, edited(old, new))
    roots = [tie for tie in found if tie.root]
    assert len(roots) == 1, [tie.name for tie in roots]
    assert cause in roots[0].cause
    assert all("同一原因" in tie.cause for tie in found if not tie.root)
    assert len(roots[0].follows) == len(found) - 1


def test_two_amounts_exchanged() -> None:
    rows = [line.raw for line in SPENDING.lines]
    rows[2] = "2010301 | 行政运行 | 20.00 | 10.00 |"
    rows[3] = "2010302 | 一般行政管理事务 | 10.00 | | 20.00"
    (root,) = (tie for tie in failed(ALL, table(SPENDING.title, "合计 | 基本支出 | 项目支出", *rows)) if tie.root)
    assert "疑互换" in root.cause


def test_a_column_one_line_too_low() -> None:
    rows = ["A | 甲 | 10.00 | 10.00 |", "B | 乙 | 20.00 | | 20.00", "C | 丙 | 7.00 | | 7.00", "D | 丁 | | | "]
    sound = table("部门支出总表", "合计 | 基本支出 | 项目支出", *rows)
    assert not failed([COLUMNS], sound)
    low = table(
        "部门支出总表",
        "合计 | 基本支出 | 项目支出",
        "A | 甲 | | 10.00 |",
        "B | 乙 | 10.00 | | 20.00",
        "C | 丙 | 20.00 | | 7.00",
        "D | 丁 | 7.00 | | ",
    )
    (root,) = (tie for tie in failed([COLUMNS], low) if tie.root)
    assert "向下错了一行" in root.cause


@pytest.mark.parametrize("step", ["0.01", "1"])
def test_rounded_numbers_may_differ_by_their_rounding(step: str) -> None:
    """11.11 + 11.11 printed as 11.1 + 11.1 = 22.2 in 万元; the third 分 of a sum to the 分 may not."""
    rounded = table("部门支出总表", "合计 | 基本支出 | 项目支出", " | 甲 | 22.23 | 11.11 | 11.11")
    assert not failed([COLUMNS], rounded)
    exact = table("部门支出总表", "合计 | 基本支出 | 项目支出", " | 甲 | 22.23 | 11.11 | 11.11", unit="元")
    assert failed([COLUMNS], exact)


@pytest.mark.parametrize(
    ("amount", "unit", "holds"),
    [("42.01", "万元", False), ("42.004", "万元", True), ("420,040.00", "元", True), ("420,060.00", "元", False)],
)
def test_one_amount_printed_twice_is_rounded_once(amount: str, unit: str, holds: bool) -> None:
    relation = Relation("T", "采购", (Term(("政府采购表",)),), (Term(("支出总表",)),))
    other = table("政府采购预算表", "金额", f" | 合计 | {amount}", unit=unit)
    assert bool(failed([relation], other, table("部门支出总表", "合计", " | 合计 | 42.00"))) is not holds


def test_units_are_compared_in_one_unit() -> None:
    relation = Relation(
        "T", "合计", (Term(("支出总表",), ("合计",)),), (Term(("收支总表",), ("支出总计",), ("支出",)),)
    )
    yuan = table("部门支出总表", "合计", " | 合计 | 420,000.00", unit="元")
    wan = table("部门收支总表", "收入 | 支出", " | 支出总计 | | 42.00")
    assert not failed([relation], yuan, wan)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ([SPENDING], "没有读到收支总表"),
        ([SPENDING, table("部门收支总表", "支出", " | 合计数 | 42.00", " | 其他 | 1.00")], "没有找到“支出总计”行"),
        ([SPENDING, *(table("部门收支总表", "支出", " | 支出总计 | 42.00"),) * 2], "有 2 张收支总表"),
    ],
)
def test_what_was_not_checked_says_why(tables: list[BudgetTable], why: str) -> None:
    relation = Relation(
        "T", "合计", (Term(("支出总表",), ("合计",)),), (Term(("收支总表",), ("支出总计",), ("支出",)),)
    )
    (tie,) = ties_of(book(*tables), [relation])
    assert tie.state is TieState.UNCHECKED
    assert why in tie.why


def test_without_budget_tables_nothing_is_said() -> None:
    assert ties_of(book(), ALL) == []


@pytest.mark.parametrize(("left", "right", "holds"), [("5", "6", True), ("6", "6", True), ("7", "6", False)])
def test_at_most(left: str, right: str, holds: bool) -> None:
    relation = Relation("T", "采购", (Term(("政府采购表",)),), (Term(("支出总表",)),), Sign.AT_MOST)
    tables = (
        table("政府采购预算表", "金额", f" | 合计 | {left}.00"),
        table("部门支出总表", "合计", f" | 合计 | {right}.00"),
    )
    assert bool(failed([relation], *tables)) is not holds


@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_with_subtotals_by_name_is_not_added_up(rows: int) -> None:
    """Which lines a total adds up cannot be told without codes."""
    nested = table("资产表", "金额", " | 一、房屋 | 5.00", *[" | 1.办公用房 | 3.00"] * rows, " | 合计 | 5.00")
    assert ties_of(book(nested), [TOTAL]) == []


def test_every_relation_of_the_core_pack_can_be_checked() -> None:
    """Each names kinds of table that exist."""
    from auditor.language.budget_kinds import budget_kinds
    from auditor.ties.cells import PROJECTS, WHOLE

    known = {kind.name for kind in budget_kinds()} | {PROJECTS, WHOLE}
    relations = load_packs(["core"]).relations
    assert len(relations) > 20
    for relation in relations:
        for term in (*relation.left, *relation.right):
            assert set(term.kinds) <= known, relation.id


def test_a_relation_of_every_line() -> None:
    kind = ("支出总表",)
    relation = Relation(
        "T", "行", (Term(kind, columns=("合计",)),), (Term(kind, columns=("基本支出",)),), Sign.EQUAL, Each.LINE
    )
    one = table("部门支出总表", "合计 | 基本支出", "A | 甲 | 10.00 | 10.00", "B | 乙 | 20.00 | 21.00", "C | 丙 | | ")
    assert [tie.name for tie in failed([relation], one)] == ["行（B 乙）"]
