"""临江区园林绿化局, invented: a budget book with the nine tables of Shanghai, in 元; every relation holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tests.forms.final_accounts.book import FinalBook, Sheet
from tests.whole_books.amounts import ZERO, Subject, classes, money, parts, summed, total_line, tree

BODY = "临江区园林绿化局"
_AGED = ("社会保障和就业支出", "行政事业单位养老支出")
_TOWN = ("城乡社区支出", "城乡社区管理事务")
SUBJECTS = (
    Subject("2080501", (*_AGED, "行政单位离退休"), Decimal("1554200.00")),
    Subject("2080505", (*_AGED, "机关事业单位基本养老保险缴费支出"), Decimal("1763240.32")),
    Subject("2101101", ("卫生健康支出", "行政事业单位医疗", "行政单位医疗"), Decimal("782960.64")),
    Subject("2120101", (*_TOWN, "行政运行"), Decimal("11920480.16"), Decimal("110000.00")),
    Subject("2120199", (*_TOWN, "其他城乡社区管理事务支出"), project=Decimal("46140000.00")),
    Subject("2210201", ("住房保障支出", "住房改革支出", "住房公积金"), Decimal("1741560.88")),
)
_ECONOMIC: Sequence[tuple[str, str, str, Sequence[tuple[str, str, str]]]] = (
    ("301", "工资福利支出", "人员", (
        ("01", "基本工资", "2540680.00"), ("02", "津贴补贴", "9100240.00"),
        ("08", "机关事业单位基本养老保险缴费", "1763240.32"), ("13", "住房公积金", "1741560.88"))),
    ("302", "商品和服务支出", "公用", (
        ("01", "办公费", "520000.00"), ("17", "公务接待费", "18000.00"), ("31", "公务用车运行维护费", "84000.00"),
        ("28", "工会经费", "248420.80"))),
    ("303", "对个人和家庭的补助", "人员", (("02", "退休费", "1746300.00"),)),
)  # fmt: skip
_BLANK = "｜" * 6


def _beside(
    left: Sequence[tuple[str, Decimal]], right: Sequence[tuple[str, Sequence[Decimal]]], columns: int
) -> list[str]:
    rows = []
    for at in range(max(len(left), len(right))):
        a, b = left[at] if at < len(left) else ("", ZERO)
        c, sums = right[at] if at < len(right) else ("", [ZERO] * columns)
        rows.append(f"{a}｜{money(b)}｜{c}｜{'｜'.join(map(money, sums))}")
    return rows


def _numbered(names: Sequence[str]) -> list[str]:
    return [f"{'一二三四五六七八'[at]}、{name}" for at, name in enumerate(names)]


def _totals() -> str:
    total, by = summed(SUBJECTS, "total"), classes(SUBJECTS, "total")
    left = [("一、财政拨款收入", total), ("1. 一般公共预算资金", total), ("2. 政府性基金", ZERO)]
    left += [(name, ZERO) for name in ("3. 国有资本经营预算", "二、事业收入", "三、事业单位经营收入", "四、其他收入")]
    right = [(name, [value]) for name, value in zip(_numbered(list(by)), by.values(), strict=True)]
    head = ["本年收入｜<｜本年支出｜<", "项目｜预算数｜项目｜预算数"]
    return "\n".join([*head, *_beside(left, right, 1), f"收入总计｜{money(total)}｜支出总计｜{money(total)}"])


def _fiscal() -> str:
    total, by = summed(SUBJECTS, "general"), classes(SUBJECTS, "general")
    left = [("一、一般公共预算资金", total), ("二、政府性基金", ZERO), ("三、国有资本经营预算", ZERO)]
    right = [(name, [value, value, ZERO, ZERO]) for name, value in zip(_numbered(list(by)), by.values(), strict=True)]
    head = [
        "财政拨款收入｜<｜财政拨款支出｜<｜<｜<｜<",
        "项目｜预算数｜项目｜合计｜一般公共预算｜政府性基金预算｜国有资本经营预算",
    ]
    sums = f"收入总计｜{money(total)}｜支出总计｜{money(total)}｜{money(total)}｜｜"
    return "\n".join([*head, *_beside(left, right, 4), sums])


def _by_subject(over: str, titles: str, columns: tuple[str, ...]) -> str:
    wide = "｜<" * (len(columns) - 1)
    head = [
        f"项目｜<｜<｜<｜{over}{wide}",
        f"功能分类科目编码｜<｜<｜功能分类科目名称｜{titles}",
        "类｜款｜项｜^" + "｜^" * len(columns),
    ]
    return "\n".join([*head, *tree(SUBJECTS, columns, parts), f"合计｜<｜<｜<｜{total_line(SUBJECTS, columns)}"])


def _empty(over: str) -> str:
    head = [
        f"项目｜<｜<｜<｜{over}｜<｜<",
        "功能分类科目编码｜<｜<｜功能分类科目名称｜合计｜基本支出｜项目支出",
        "类｜款｜项｜^｜^｜^｜^",
    ]
    return "\n".join([*head, _BLANK, _BLANK, "合计｜<｜<｜<｜｜｜"])


def _basic() -> str:
    head = [
        "项目｜<｜<｜一般公共预算基本支出｜<｜<",
        "部门预算经济分类科目编码｜<｜经济分类科目名称｜合计｜人员经费｜公用经费",
        "类｜款｜^｜^｜^｜^",
    ]
    rows, sums = [], {"人员": ZERO, "公用": ZERO}
    for code, name, kind, below in _ECONOMIC:
        whole = sum((Decimal(value) for *_, value in below), ZERO)
        sums[kind] += whole
        lines = [(code, "", name, whole), *((code, part, label, Decimal(value)) for part, label, value in below)]
        for first, second, label, value in lines:
            each = (money(value), "") if kind == "人员" else ("", money(value))
            rows.append(f"{first}｜{second}｜{label}｜{money(value)}｜{'｜'.join(each)}")
    total = sum(sums.values(), ZERO)
    assert total == summed(SUBJECTS, "basic"), (total, summed(SUBJECTS, "basic"))
    return "\n".join([*head, *rows, f"合计｜<｜<｜{'｜'.join(map(money, (total, *sums.values())))}"])


_TRAVEL = """
“三公”经费预算数｜<｜<｜<｜<｜<｜机关运行经费预算数
合计｜因公出国(境)费｜公务接待费｜公务用车购置及运行费｜<｜<｜^
^｜^｜^｜小计｜购置费｜运行费｜^
10.20｜｜1.80｜8.40｜｜8.40｜87.04
"""


def note(what: str) -> str:
    """The note below an empty table."""
    return f"注：本部门2026年无{what}预算财政拨款安排的预算，故本表为空表。"


def _sheet(title: str, drawn: str, unit: str = "元", below: tuple[str, ...] = ()) -> Sheet:
    return Sheet(f"2026年{title}", (f"2026年{title}", f"编制部门：{BODY}", f"单位：{unit}"), drawn, "", below)


_INCOME = "合计｜财政拨款收入｜事业收入｜事业单位经营收入｜其他收入"
_SPENT = "合计｜基本支出｜项目支出"
SHEETS = (
    _sheet("部门财务收支预算总表", _totals()),
    _sheet("部门收入预算总表", _by_subject("收入预算", _INCOME, ("total", "fiscal", "none", "none", "none"))),
    _sheet("部门支出预算总表", _by_subject("支出预算", _SPENT, ("total", "basic", "projects"))),
    _sheet("部门财政拨款收支预算总表", _fiscal()),
    _sheet(
        "部门一般公共预算支出功能分类预算表",
        _by_subject("一般公共预算支出", _SPENT, ("general", "basic", "project")),
    ),
    _sheet("部门政府性基金预算支出功能分类预算表", _empty("政府性基金预算支出"), below=(note("政府性基金"),)),
    _sheet("部门国有资本经营预算支出功能分类预算表", _empty("国有资本经营预算支出"), below=(note("国有资本经营"),)),
    _sheet("部门一般公共预算基本支出部门预算经济分类预算表", _basic()),
    _sheet("部门“三公”经费和机关运行经费预算表", _TRAVEL, "万元"),
)
FRONT = (
    "临江区2026年区级部门预算",
    f"预算主管部门：{BODY}",
    "目 录",
    "一、部门主要职能",
    "二、部门预算表",
    *(f"{at}．{sheet.title} {'…' * 30}{at + 1}" for at, sheet in enumerate(SHEETS, 1)),
    "三、其他相关情况说明",
)
BOOK = FinalBook("shanghai", FRONT, SHEETS)
