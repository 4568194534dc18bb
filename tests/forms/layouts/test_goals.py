"""部门整体支出绩效目标表 and 转移支付绩效目标表."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.model import Book, RepairKind
from auditor.table_kinds import TableKind
from tests.forms.grids import book_of

DEPARTMENT = """预算13表 部门整体支出绩效目标表

(2026年度)

部门名称\t\t某市某局\t\t\t\t\t
总体资金情况（万元）\t\t预算支出总额\t财政拨款\t\t\t其他资金\t
\t\t\t合计\t基本支出\t项目支出\t合计\t基本支出
\t\t131.9\t123.2\t66.1\t57.1\t8.7\t4.5
整体绩效目标\t整体绩效目标\t坚持稳中求进\t\t\t\t\t
\t其他说明\t无\t\t\t\t\t
\t\t活动\t绩效指标\t指标性质\t指标值\t度量单位\t
"""
TRANSFER = """预算14表 某某转移支付资金绩效目标表

(2026年度)

转移支付名称\t某转移支付-某方向\t市级主管部门\t某市某局\t
资金情况(万元)\t年度金额:\t9119.7025\t\t
\t其中:中央财政资金\t1000\t\t
\t市级财政资金\t8119.7025\t\t
\t其他资金\t\t\t
年度总体目标\t年度目标\t\t\t
\t分离管理服务工作。\t\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t指标值
"""


@pytest.fixture
def department() -> Book:
    rows = (
        "\t\t就业管理\t产出指标数量指标城镇新增就业\t≥\t28\t万人\t",
        "\t劳动关系\t效益指标社会效益指标劳动关系和谐稳定\t定性\t优\t\t\t",
        "\t劳动关系\t产出指标时效指标按期完成率\t-\t100\t%\t\t",
    )
    return book_of(DEPARTMENT + "\n".join(rows) + "\n")


def test_the_department_names_the_book(department: Book) -> None:
    assert (department.department, department.year, department.whole) == ("某市某局", 2026, True)


def test_department_sums_by_their_two_header_lines(department: Book) -> None:
    funding = department.departments[0].funding[0]
    sums = [amount.number if amount else None for amount in (funding.total, funding.fiscal, funding.other)]
    assert sums == [Decimal("131.9"), Decimal("123.2"), Decimal("8.7")]
    assert funding.goal == "坚持稳中求进"


def test_department_indicators_wherever_they_stand(department: Book) -> None:
    read = department.departments[0].indicators
    assert [(i.activity, i.level1, i.level2, i.name, i.operator, i.value, i.unit) for i in read] == [
        ("就业管理", "产出指标", "数量指标", "城镇新增就业", "≥", "28", "万人"),
        ("劳动关系", "效益指标", "社会效益指标", "劳动关系和谐稳定", "定性", "优", ""),
        ("劳动关系", "产出指标", "时效指标", "按期完成率", "=", "100", "%"),
    ]
    assert [RepairKind.SHIFTED_COLUMNS in [r.kind for r in i.repairs] for i in read] == [False, True, True]


def test_a_department_table_without_indicators_is_told() -> None:
    entry = book_of(DEPARTMENT).ledger[0]
    assert (entry.read, entry.why) == (False, "没有找到指标行")


def test_a_department_table_without_a_header_is_told() -> None:
    entry = book_of(DEPARTMENT.rpartition("\t\t活动")[0]).ledger[0]
    assert not entry.read
    assert "没有找到指标表头" in (entry.why or "")


def test_transfer() -> None:
    rows = (
        "\t产出指标\t数量指标\t分离的比例\t100%\n\t\t\t新办理的比例\t≥95%\n\t效益指标\t经济效益指标\t费用承担\t合理\n"
    )
    book = book_of(TRANSFER + rows)
    transfer = book.transfers[0]
    assert (transfer.kind, transfer.name) == (TableKind.TRANSFER, "某转移支付-某方向")
    assert transfer.extra == {
        "市级主管部门": "某市某局",
        "年度目标": "分离管理服务工作。",
        "中央财政资金": "1000",
        "市级财政资金": "8119.7025",
    }
    assert transfer.goal == "分离管理服务工作。"
    assert transfer.total is not None
    assert transfer.total.number == Decimal("9119.7025")
    assert transfer.fiscal is not None
    assert transfer.fiscal.number == Decimal("9119.7025")
    assert [(i.level1, i.level2, i.name, i.operator, i.value, i.unit) for i in transfer.indicators] == [
        ("产出指标", "数量指标", "分离的比例", "", "100", "%"),
        ("产出指标", "数量指标", "新办理的比例", "≥", "95", "%"),
        ("效益指标", "经济效益指标", "费用承担", "", "合理", ""),
    ]
    assert [repair.kind for repair in transfer.indicators[1].repairs] == [
        RepairKind.INHERITED_LEVEL,
        RepairKind.INHERITED_LEVEL,
        RepairKind.SPLIT_VALUE,
    ]


def _department(name: str, sums: str, goal: str) -> str:
    return DEPARTMENT.replace("某市某局", name).replace("131.9\t123.2", sums).replace("坚持稳中求进", goal)


def _transfer(name: str, total: str, goal: str) -> str:
    return TRANSFER.replace("某转移支付-某方向", name).replace("9119.7025", total).replace("分离管理", goal)


def _goals(book: Book) -> list[tuple[str, str, str, list[str]]]:
    return [
        (goal.name, goal.total.raw if goal.total else "", goal.goal, [one.name for one in goal.indicators])
        for goal in (*book.departments, *book.transfers)
    ]


def test_a_second_department_in_one_table_is_a_second_goal() -> None:
    first = _department("甲局", "131.9\t123.2", "坚持稳中求进") + "\t\t就业\t产出指标数量指标城镇就业\t≥\t28\t万人\t\n"
    second = _department("乙局", "50\t40", "服务企业") + "\t\t企业\t产出指标数量指标走访企业\t≥\t9\t家\t\n"
    book = book_of(first + second.partition("(2026年度)\n\n")[2])
    assert _goals(book) == [
        ("甲局", "131.9", "坚持稳中求进", ["城镇就业"]),
        ("乙局", "50", "服务企业", ["走访企业"]),
    ]
    assert book.whole


def test_a_second_transfer_in_one_table_is_a_second_goal() -> None:
    first = _transfer("甲转移支付", "100", "移交") + "\t产出指标\t数量指标\t移交人数\t100%\n"
    second = _transfer("乙转移支付", "200", "培训") + "\t\t数量指标\t培训人数\t≥9人\n"
    book = book_of(first + second.partition("(2026年度)\n\n")[2])
    assert _goals(book) == [
        ("甲转移支付", "100", "移交服务工作。", ["移交人数"]),
        ("乙转移支付", "200", "培训服务工作。", ["培训人数"]),
    ]
    assert [one.level1 for goal in book.transfers for one in goal.indicators] == ["产出指标", ""], "levels end, too"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("资金情况(万元)\t年度金额:\t8\t\t\n", True),
        ("\t其中:财政资金\t\t1000\t50\n", True),
        ("\t年度金额:\t\t8\t8\n", True),
        ("年度总体目标\t年度目标\t\t按期完成\t完成\n", True),
        ("转移支付名称\t甲转移支付\t\t\t\n", False),
    ],
)
def test_a_row_with_a_label_of_the_head_is_never_an_indicator(row: str, told: bool) -> None:
    text = _transfer("甲转移支付", "100", "移交") + "\t产出指标\t数量指标\t移交人数\t100%\n"
    book = book_of(text + row)
    assert [goal[3] for goal in _goals(book)] == [["移交人数"]]
    assert any("未能归入" in (entry.why or "") for entry in book.ledger) == told


def test_the_head_again_on_the_next_page_is_the_same_goal() -> None:
    row = "\t产出指标\t数量指标\t移交人数\t100%\n"
    header = TRANSFER.rpartition("\n绩效指标")[2]
    again = (
        "转移支付名称\t甲转移支付\t市级主管部门\t某市某局\t\n绩效指标"
        + header
        + "\t产出指标\t数量指标\t移交次数\t3次\n"
    )
    goal = book_of(_transfer("甲转移支付", "100", "移交") + row + again).transfers
    assert [[one.name for one in each.indicators] for each in goal] == [["移交人数", "移交次数"]]
    assert RepairKind.REPEATED_ROW in [repair.kind for repair in goal[0].repairs]


def test_a_second_goal_without_its_own_header_has_its_indicators() -> None:
    first = _transfer("甲转移支付", "100", "移交") + "\t产出指标\t数量指标\t移交人数\t100%\n"
    second = _transfer("乙转移支付", "200", "培训").partition("(2026年度)\n\n")[2].rpartition("绩效指标\t一级")[0]
    book = book_of(first + second + "\t产出指标\t数量指标\t培训人数\t≥9人\n")
    assert _goals(book)[1:] == [("乙转移支付", "200", "培训服务工作。", ["培训人数"])]


FORMS = {
    "department": (
        """预算13表 部门整体支出绩效目标表
部门（单位）名称\t{name}\t\t\t
总体资金情况（万元）\t预算支出总额\t其中：财政拨款\t其他资金\t
\t{total}\t{total}\t0\t
当年整体绩效目标\t{goal}\t\t\t
活动\t绩效指标\t指标性质\t指标值\t度量单位
养护\t产出指标数量指标{name}养护处数\t≥\t12\t处
""",
        "departments",
    ),
    "transfer": (
        """预算14表 转移支付绩效目标表
转移支付名称\t{name}\t市级主管部门\t青川市园林局\t
资金情况\t年度金额\t\t资金总额\t{total}万元
\t中央资金\t\t中央补助\t60.00万元
\t\t\t市级资金\t30.00万元
年度目标\t\t\t{goal}\t
绩效指标\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t{name}养护处数\t≥12处
""",
        "transfers",
    ),
    "transfer under a department": (
        """预算14表 转移支付绩效目标表
部门（单位）名称\t青川市园林局\t\t\t
转移支付名称\t{name}\t\t\t
资金情况（万元）\t年度金额：\t{total}\t\t
年度目标\t{goal}\t\t\t
\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t{name}养护处数\t≥12处
""",
        "transfers",
    ),
    "project": (
        """项目支出绩效目标表
项目名称\t{name}\t\t\t
项目资金（万元）\t年度资金总额：\t{total}\t\t
年度目标\t{goal}\t\t\t
\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t{name}养护处数\t≥12处
""",
        "projects",
    ),
}
OWNERS = (
    ("古树保护所", "90.00", "保护古树十二株"),
    ("花坛养护站", "80.50", "养护花坛九处"),
    ("喷泉管理处", "7", "保持喷泉运行"),
)


@pytest.mark.parametrize("titled", [True, False], ids=["each under the title", "one title"])
@pytest.mark.parametrize("kind", FORMS)
def test_several_of_a_kind_in_one_file_are_each_their_own(kind: str, titled: bool) -> None:
    form, shelf = FORMS[kind]
    texts = [form.format(name=name, total=total, goal=goal) for name, total, goal in OWNERS]
    title, _, _ = form.partition("\n")
    text = texts[0] + "".join(one if titled else one.removeprefix(title + "\n") for one in texts[1:])
    book = book_of(text)
    assert [
        (goal.name, goal.total and goal.total.number, goal.goal, [one.name for one in goal.indicators])
        for goal in getattr(book, shelf)
    ] == [(name, Decimal(total), goal, [f"{name}养护处数"]) for name, total, goal in OWNERS]
    assert book.whole
