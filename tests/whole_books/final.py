"""澄江市气象局, invented: a 决算 book with its nine tables, contents and notes; every relation holds."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.final_accounts.book import FinalBook, Sheet
from tests.whole_books.amounts import ZERO, Subject, classes, money, summed, total_line, tree

BODY = "澄江市气象局"
_AGED = ("社会保障和就业支出", "行政事业单位养老支出")
_SKY = ("自然资源海洋气象等支出", "气象事务")
SUBJECTS = (
    Subject("2013601", ("一般公共服务支出", "其他共产党事务支出", "行政运行"), Decimal("12.40")),
    Subject("2080505", (*_AGED, "机关事业单位基本养老保险缴费支出"), Decimal("86.05")),
    Subject("2080506", (*_AGED, "机关事业单位职业年金缴费支出"), Decimal("43.02")),
    Subject("2101101", ("卫生健康支出", "行政事业单位医疗", "行政单位医疗"), Decimal("40.36")),
    Subject("2200501", (*_SKY, "行政运行"), Decimal("611.75")),
    Subject(
        "2200504",
        (*_SKY, "气象事业机构"),
        project=Decimal("98.50"),
        other=Decimal("12.60"),
    ),
    Subject("2200509", (*_SKY, "气象服务"), project=Decimal("236.18")),
    Subject("2210201", ("住房保障支出", "住房改革支出", "住房公积金"), Decimal("62.20")),
    Subject("2296003", ("其他支出", "彩票公益金安排的支出", "用于体育事业的彩票公益金支出"), fund=Decimal("20.00")),
)
_ECONOMIC = {
    "人员经费": (
        ("301", "工资福利支出", (("30101", "基本工资", "201.35"), ("30102", "津贴补贴", "330.10"),
                         ("30108", "机关事业单位基本养老保险缴费", "86.05"), ("30113", "住房公积金", "62.20"))),
        ("303", "对个人和家庭的补助", (("30302", "退休费", "55.40"),)),
    ),
    "公用经费": (
        ("302", "商品和服务支出", (("30201", "办公费", "42.18"), ("30206", "电费", "30.00"),
                          ("30217", "公务接待费", "1.50"), ("30231", "公务用车运行维护费", "11.00"))),
        ("310", "资本性支出", (("31002", "办公设备购置", "36.00"),)),
    ),
}  # fmt: skip
CARRIED = Decimal("25.80")
"""年初结转和结余 of the general budget, of which the whole is left at the end of the year."""
_OTHER_CARRIED = Decimal("3.40")


def _above(title: str, number: str) -> tuple[str, ...]:
    return (title, f"公开{number}表", f"部门：{BODY}　　金额单位：万元")


def _totals() -> str:
    general, fund = summed(SUBJECTS, "general"), summed(SUBJECTS, "fund")
    other = summed(SUBJECTS, "other")
    total = general + fund + other
    carried = CARRIED + _OTHER_CARRIED
    left = [
        ("一、一般公共预算财政拨款收入", general),
        ("二、政府性基金预算财政拨款收入", fund),
        ("三、国有资本经营预算财政拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", ZERO),
        ("六、经营收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、其他收入", other),
    ]
    ordinals = "一二三四五六七八"
    spent = list(classes(SUBJECTS, "total").items())
    right = [(f"{ordinals[at]}、{name}", value) for at, (name, value) in enumerate(spent)]
    right += [("", ZERO)] * (len(left) - len(right))
    rows = [
        *zip(left, right, strict=True),
        (("本年收入合计", total), ("本年支出合计", total)),
        (("使用非财政拨款结余", ZERO), ("结余分配", ZERO)),
        (("年初结转和结余", carried), ("年末结转和结余", carried)),
        (("总计", total + carried), ("总计", total + carried)),
    ]
    lines = [f"{a}｜{at}｜{money(b)}｜{c}｜{at + 12}｜{money(d)}" for at, ((a, b), (c, d)) in enumerate(rows, 1)]
    return "\n".join(["收入｜<｜<｜支出｜<｜<", "项目｜行次｜金额｜项目｜行次｜金额", *lines])


def _fiscal() -> str:
    general, fund = summed(SUBJECTS, "general"), summed(SUBJECTS, "fund")
    by = [classes(SUBJECTS, column) for column in ("fiscal", "general", "fund")]
    left = [
        ("一、一般公共预算财政拨款", general),
        ("二、政府性基金预算财政拨款", fund),
        ("三、国有资本经营预算财政拨款", ZERO),
    ]
    left += [("", ZERO)] * (len(by[0]) - len(left))
    right: list[tuple[str, list[Decimal]]] = [
        (f"{'一二三四五六七八'[at]}、{name}", [sums.get(name, ZERO) for sums in by]) for at, name in enumerate(by[0])
    ]
    total = general + fund
    left += [("本年收入合计", total), ("年初财政拨款结转和结余", CARRIED), ("　一般公共预算财政拨款", CARRIED)]
    left.append(("总计", total + CARRIED))
    right += [
        ("本年支出合计", [total, general, fund]),
        ("年末财政拨款结转和结余", [CARRIED, CARRIED, ZERO]),
        ("", [ZERO] * 3),
        ("总计", [total + CARRIED, general + CARRIED, fund]),
    ]
    lines = [
        f"{a}｜{at}｜{money(b)}｜{name}｜{at + 12}｜{'｜'.join(map(money, sums))}｜"
        for at, ((a, b), (name, sums)) in enumerate(zip(left, right, strict=True), 1)
    ]
    head = (
        "收入｜<｜<｜支出｜<｜<｜<｜<｜<\n"
        "项目｜行次｜金额｜项目｜行次｜合计｜一般公共预算财政拨款｜政府性基金预算财政拨款｜国有资本经营预算财政拨款"
    )
    return "\n".join([head, *lines])


def _by_subject(head: str, columns: tuple[str, ...]) -> str:
    rows = tree(SUBJECTS, columns, lambda code: code)
    return "\n".join([head, f"合计｜<｜{total_line(SUBJECTS, columns)}", *rows])


def _basic() -> str:
    def side(name: str) -> list[tuple[str, str, str]]:
        rows: list[tuple[str, str, str]] = []
        for code, label, below in _ECONOMIC[name]:
            rows.append((code, label, money(sum((Decimal(value) for *_, value in below), ZERO))))
            rows += below
        return rows

    left, right = side("人员经费"), side("公用经费")
    longest = max(len(left), len(right))
    blank = [("", "", "")]
    rows = zip(left + blank * (longest - len(left)), right + blank * (longest - len(right)), strict=True)
    sums = [sum((Decimal(v) for _, _, below in _ECONOMIC[name] for *_, v in below), ZERO) for name in _ECONOMIC]
    assert sum(sums) == summed(SUBJECTS, "basic"), (sums, summed(SUBJECTS, "basic"))
    head = "人员经费｜<｜<｜公用经费｜<｜<\n科目编码｜科目名称｜决算数｜科目编码｜科目名称｜决算数"
    lines = ["｜".join((*a, *b)) for a, b in rows]
    return "\n".join([head, *lines, f"人员经费合计｜<｜{money(sums[0])}｜公用经费合计｜<｜{money(sums[1])}"])


_FUND = (
    "项目｜<｜年初结转和结余｜本年收入｜本年支出｜<｜<｜年末结转和结余\n"
    "科目编码｜科目名称｜^｜^｜小计｜基本支出｜项目支出｜^"
)
_EMPTY = "项目｜<｜本年支出｜<｜<\n科目编码｜科目名称｜合计｜基本支出｜项目支出\n合计｜<｜｜｜"
_INCOME = (
    "项目｜<｜本年收入合计｜财政拨款收入｜上级补助收入｜事业收入｜经营收入｜附属单位上缴收入｜其他收入\n"
    "功能分类科目编码｜科目名称｜^｜^｜^｜^｜^｜^｜^"
)
_SPENT = (
    "项目｜<｜本年支出合计｜基本支出｜项目支出｜上缴上级支出｜经营支出｜对附属单位补助支出\n"
    "功能分类科目编码｜科目名称｜^｜^｜^｜^｜^｜^"
)
_GENERAL = "项目｜<｜本年支出｜<｜<\n功能分类科目编码｜科目名称｜小计｜基本支出｜项目支出"
_TRAVEL = """
预算数｜<｜<｜<｜<｜<｜决算数｜<｜<｜<｜<｜<
合计｜因公出国（境）费｜公务用车购置及运行费｜<｜<｜公务接待费｜合计｜因公出国（境）费｜公务用车购置及运行费｜<｜<｜公务接待费
^｜^｜小计｜公务用车购置费｜公务用车运行费｜^｜^｜^｜小计｜公务用车购置费｜公务用车运行费｜^
15.00｜｜13.00｜｜13.00｜2.00｜12.50｜｜11.00｜｜11.00｜1.50
"""
_DRAWN = {
    "收入支出决算总表": _totals(),
    "收入决算表": _by_subject(_INCOME, ("total", "fiscal", "none", "none", "none", "none", "other")),
    "支出决算表": _by_subject(_SPENT, ("total", "basic", "projects", "none", "none", "none")),
    "财政拨款收入支出决算总表": _fiscal(),
    "一般公共预算财政拨款支出决算表": _by_subject(_GENERAL, ("general", "basic", "project")),
    "一般公共预算财政拨款基本支出决算明细表": _basic(),
    "财政拨款“三公”经费支出决算表": _TRAVEL,
    "政府性基金预算财政拨款收入支出决算表": _by_subject(_FUND, ("none", "fund", "fund", "none", "fund", "none")),
    "国有资本经营预算财政拨款支出决算表": _EMPTY,
}
NOTE = "注：本部门2025年度没有国有资本经营预算财政拨款安排的支出，故本表为空表。"
SHEETS = tuple(
    Sheet(title, _above(title, f"{at:02d}"), drawn, "", (NOTE,) if drawn is _EMPTY else ())
    for at, (title, drawn) in enumerate(_DRAWN.items(), 1)
)
FRONT = (
    f"{BODY}2025年度部门决算",
    "目录",
    *(f"{at}. {title}{'.' * 40}{at + 1}" for at, title in enumerate(_DRAWN, 1)),
)
BOOK = FinalBook("final", FRONT, SHEETS)
