"""Projects that tables of purchases name, joined with those of the performance tables."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.load import load
from tests.forms.grids import COST, OUTPUT, book_of, project_table

PURCHASES = (
    "预算10表 政府采购预算明细表\n金额单位：元\n"
    "项目名称\t采购品目\t金额\n"
    "河道水质监测\t仪器\t600,000.00\n"
    "河道水质监测\t试剂\t400,000.00\n"
    "闸门更新改照\t设备\t80,000.00\n"
    "合计\t\t1,080,000.00\n"
)


def test_purchases_are_summed_by_project_in_the_unit_of_projects() -> None:
    projects = project_table(
        f"河道水质监测\t88\t88\t\t完成监测\t{OUTPUT}", f"\t\t\t\t\t{COST}",
        f"闸门更新改造\t90\t90\t\t完成更新\t{OUTPUT}", f"\t\t\t\t\t{COST}",
    )  # fmt: skip
    facts = load([book_of(f"{PURCHASES}\n{projects}")])
    rows = facts.connection.execute("select 项目名称, 采购金额, 对应总额, 近似项目 from 采购项目").fetchall()
    facts.close()
    assert rows == [
        ("河道水质监测", Decimal(100), Decimal(88), ""),
        ("闸门更新改照", Decimal(8), None, "闸门更新改造"),
    ]


def test_a_table_without_projects_has_no_rows() -> None:
    services = "预算11表 政府购买服务预算表\n金额单位：万元\n指导性目录\t预算金额\n物业管理服务\t60\n合计\t60\n"
    facts = load([book_of(services + "\n" + project_table(f"河道水质监测\t88\t88\t\t完成监测\t{OUTPUT}"))])
    assert facts.connection.execute("select count(*) from 采购项目").fetchone() == (0,)
    facts.close()
