"""Invented sound budget books with text beside their tables, in two manners of writing, as text files.

Every number of the text is worked out from those of the tables, so that a check that fails is a false alarm.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
SUBJECTS = (
    ("205", "教育支出", "20502", "普通教育", "2050201", "学前教育"),
    ("205", "教育支出", "20502", "普通教育", "2050202", "小学教育"),
    ("205", "教育支出", "20508", "进修及培训", "2050803", "培训支出"),
    ("208", "社会保障和就业支出", "20805", "行政事业单位养老支出", "2080502", "事业单位离退休"),
    ("208", "社会保障和就业支出", "20805", "行政事业单位养老支出", "2080505", "机关事业单位基本养老保险缴费支出"),
    ("210", "卫生健康支出", "21011", "行政事业单位医疗", "2101102", "事业单位医疗"),
    ("221", "住房保障支出", "22102", "住房改革支出", "2210201", "住房公积金"),
    ("221", "住房保障支出", "22102", "住房改革支出", "2210203", "购房补贴"),
)


@dataclass(frozen=True, slots=True)
class Sums:
    """The numbers of a book in 万元: by 项 (基本, 项目) for this year and the last, and the small tables."""

    year: int
    items: tuple[tuple[Decimal, Decimal], ...]
    last: tuple[tuple[Decimal, Decimal], ...]
    travel: tuple[Decimal, ...]
    """出国, 接待, 购置, 运行 of this year."""
    travel_last: tuple[Decimal, ...]
    bought: tuple[Decimal, Decimal, Decimal]
    running: Decimal
    cars: tuple[int, ...]

    @property
    def total(self) -> Decimal:
        return sum((one + other for one, other in self.items), Decimal(0))

    @property
    def basic(self) -> Decimal:
        return sum((one for one, _ in self.items), Decimal(0))


def sums(seed: int) -> Sums:
    """Numbers by chance."""
    chance = random.Random(seed)

    def some(low: int, high: int) -> Decimal:
        return Decimal(chance.randint(low * 100, high * 100)) * CENT

    items, last = [], []
    for place in range(len(SUBJECTS)):
        now = (some(20, 900), some(30, 800) if place < 3 else Decimal(0))
        items.append(now)
        last.append(tuple((part * chance.randint(80, 125) / 100).quantize(CENT) for part in now))
    travel = (Decimal(0), some(1, 6), Decimal(chance.choice((0, 18))), some(3, 20))
    travel_last = (Decimal(0), some(1, 6), Decimal(chance.choice((0, 18))), travel[3])
    return Sums(
        2026,
        tuple(items),
        tuple((one, other) for one, other in last),
        travel,
        travel_last,
        (some(5, 90), Decimal(0), some(5, 90)),
        some(40, 200),
        tuple(chance.randint(0, 4) for _ in range(3)),
    )


def money(value: Decimal) -> str:
    return f"{value:,.2f}"


def rate(part: Decimal, whole: Decimal) -> str:
    return f"{(part / whole * 100).quantize(CENT, ROUND_HALF_UP)}%"


def against(now: Decimal, last: Decimal, base: str, *, named: bool, percent: bool) -> str:
    """比2025年预算2,800.00万元增加200.00万元，增长7.14%."""
    if now == last:
        return f"与{base}持平"
    shown = f"{money(last)}万元" if named else ""
    more = "增加" if now > last else "减少"
    text = f"比{base}{shown}{more}{money(abs(now - last))}万元"
    if percent and last:
        text += f"，{'增长' if now > last else '下降'}{rate(abs(now - last), last)}"
    return text


def _tables(book: Sums) -> Iterator[str]:
    year, total = book.year, book.total
    classes: dict[str, Decimal] = {}
    for subject, (basic, project) in zip(SUBJECTS, book.items, strict=True):
        classes[subject[1]] = classes.get(subject[1], Decimal(0)) + basic + project
    yield from (f"{year}年单位收支总表", "单位：万元", "收入\t\t支出\t", "项目\t预算数\t项目\t预算数")
    left = [("一、财政拨款收入", total), ("二、事业收入", Decimal(0)), ("三、其他收入", Decimal(0)), ("", None)]
    for at, (name, value) in enumerate(classes.items()):
        label, amount = left[at] if at < len(left) else ("", None)
        number = "一二三四五六七八九"[at]
        yield f"{label}\t{money(amount) if amount is not None else ''}\t{number}、{name}\t{money(value)}"
    yield f"收入总计\t{money(total)}\t支出总计\t{money(total)}"
    for title in (f"{year}年单位支出总表", f"{year}年单位一般公共预算支出表"):
        yield from ("", title, "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出")
        rows: dict[str, list[Decimal]] = {}
        names: dict[str, str] = {}
        for subject, pair in zip(SUBJECTS, book.items, strict=True):
            for code, name in (subject[:2], subject[2:4], subject[4:]):
                names[code] = name
                rows.setdefault(code, [Decimal(0), Decimal(0)])
                rows[code] = [one + other for one, other in zip(rows[code], pair, strict=True)]
        for code, (basic, project) in rows.items():
            yield f"{code}\t{names[code]}\t{money(basic + project)}\t{money(basic)}\t{money(project)}"
        yield f"\t合计\t{money(total)}\t{money(book.basic)}\t{money(total - book.basic)}"
    abroad, guests, buy, run = book.travel
    yield from ("", f"{year}年单位“三公”经费和机关运行经费预算表", "单位：万元")
    yield "合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费\t\t\t机关运行经费"
    yield "\t\t\t小计\t购置费\t运行费\t"
    shown = (sum(book.travel), abroad, guests, buy + run, buy, run, book.running)
    yield "\t".join(money(Decimal(value)) for value in shown)


def plain(book: Sums) -> Iterator[str]:
    """The manner of some districts: no bases, few percentages, 其中 with parts."""
    year, total = book.year, book.total
    last = sum((one + other for one, other in book.last), Decimal(0))
    base = f"{year - 1}年预算"
    change = against(total, last, base, named=False, percent=False)
    turn = "增加" if total > last else "减少"
    yield f"{year}年单位预算编制说明"
    yield (
        f"{year}年，本单位收入预算{money(total)}万元，其中：财政拨款收入{money(total)}万元，{change}；"
        "事业收入0万元；其他收入0万元。"
    )
    yield (
        f"支出预算{money(total)}万元，其中：财政拨款支出预算{money(total)}万元，{change}。财政拨款支出预算中，"
        f"一般公共预算拨款支出预算{money(total)}万元，{change}；政府性基金拨款支出预算0万元，与{base}持平；"
        f"国有资本经营预算拨款支出预算0万元，与{base}持平。"
    )
    yield f"财政拨款收入支出{turn}的主要原因是人员和项目调整。"
    yield "财政拨款支出主要内容如下："
    for at, (subject, pair) in enumerate(zip(SUBJECTS, book.items, strict=True), 1):
        name = f"“{subject[1]}（类）{subject[3]}（款）{subject[5]}（项）”科目"
        yield f"{at}.{name}{money(sum(pair, Decimal(0)))}万元，主要用于{subject[5]}。"
    yield "其他相关情况说明"
    yield from _further(book, base, numbered=("（一）", "（二）", "（三）"), named=False)


def full(book: Sums) -> Iterator[str]:
    """The manner of others: every amount with its base, percentage and share."""
    year, total = book.year, book.total
    last = sum((one + other for one, other in book.last), Decimal(0))
    basic_last = sum((one for one, _ in book.last), Decimal(0))
    base = f"{year - 1}年"

    def stated(now: Decimal, before: Decimal) -> str:
        return against(now, before, base, named=True, percent=True)

    yield "一、收入预算情况说明"
    yield f"{year}年收入预算{money(total)}万元，{stated(total, last)}。其中：财政拨款收入{money(total)}万元，占100%。"
    yield "二、支出预算情况说明"
    project, project_last = total - book.basic, last - basic_last
    yield (
        f"{year}年支出预算{money(total)}万元，{stated(total, last)}。其中：基本支出{money(book.basic)}万元，"
        f"占支出预算的{rate(book.basic, total)}，{stated(book.basic, basic_last)}；项目支出{money(project)}万元，"
        f"占支出预算的{rate(project, total)}，{stated(project, project_last)}。"
    )
    yield "三、一般公共预算支出情况说明"
    classes: dict[str, list[Decimal]] = {}
    for subject, pair, before in zip(SUBJECTS, book.items, book.last, strict=True):
        rows = classes.setdefault(subject[1], [Decimal(0), Decimal(0)])
        rows[0] += sum(pair, Decimal(0))
        rows[1] += sum(before, Decimal(0))
    parts = "；".join(f"{name}{money(now)}万元，占{rate(now, total)}" for name, (now, _) in classes.items())
    yield f"一般公共预算财政拨款支出{money(total)}万元，主要用于以下方面：{parts}。"
    for at, (name, (this, earlier)) in enumerate(classes.items(), 1):
        yield f"{at}.“{name}”（类）{year}年预算{money(this)}万元，{stated(this, earlier)}，主要原因是人员和任务变化。"
    yield from _further(book, base, numbered=("1.", "2.", "3."), named=True)


def _further(book: Sums, base: str, numbered: tuple[str, str, str], *, named: bool) -> Iterator[str]:
    year = book.year
    abroad, guests, buy, run = book.travel
    old_abroad, old_guests, old_buy, old_run = book.travel_last

    def stated(now: Decimal, before: Decimal) -> str:
        return against(now, before, base, named=named, percent=named)

    yield "四、“三公”经费预算情况说明"
    whole, before = sum(book.travel, Decimal(0)), sum(book.travel_last, Decimal(0))
    yield f"{year}年“三公”经费预算数为{money(whole)}万元，{stated(whole, before)}。其中："
    yield f"{numbered[0]}因公出国（境）费{money(abroad)}万元，{stated(abroad, old_abroad)}，主要原因是没有任务。"
    yield (
        f"{numbered[1]}公务用车购置及运行费{money(buy + run)}万元，{stated(buy + run, old_buy + old_run)}，"
        f"主要原因是车辆更新情况不同。其中：公务用车购置费{money(buy)}万元，{stated(buy, old_buy)}；"
        f"公务用车运行费{money(run)}万元，{stated(run, old_run)}。"
    )
    yield f"{numbered[2]}公务接待费{money(guests)}万元，{stated(guests, old_guests)}，主要原因是按实际业务安排接待。"
    yield "五、机关运行经费情况说明"
    yield f"{year}年本单位财政拨款的机关运行经费预算为{money(book.running)}万元。"
    yield "六、政府采购预算情况说明"
    goods, works, services = book.bought
    yield (
        f"{year}年本单位政府采购预算{money(goods + works + services)}万元，其中：政府采购货物预算{money(goods)}万元、"
        f"政府采购工程预算{money(works)}万元、政府采购服务预算{money(services)}万元。"
    )
    yield "七、国有资产占有使用情况"
    one, two, rest = book.cars
    yield (
        f"截至{year - 1}年8月31日，本单位共有车辆{one + two + rest}辆，其中：机要通信用车{one}辆、应急保障用车{two}辆、"
        f"其他用车{rest}辆；单价100万元（含）以上设备（不含车辆）0台（套）。"
    )


MANNERS: tuple[Callable[[Sums], Iterator[str]], ...] = (plain, full)


def text(seed: int) -> str:
    """A book as a text file: cells apart by tabs, every paragraph a line."""
    book = sums(seed)
    prose = list(MANNERS[seed % len(MANNERS)](book))
    return "\n\n".join([*prose, ""]) + "\n" + "\n".join(_tables(book)) + "\n"
