"""Fact table 叙述数额: an amount that the text tells, worked out and looked up in the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.facts.column import COUNT, NUMBER, TEXT, YES_NO, Column, FactRow, FactTable, FactValue
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    NumberedBook,
    decimal,
    document_cells,
    identity,
    place_cells,
)
from auditor.facts.facts import Subject
from auditor.language.budget_kinds import FINAL
from auditor.model import Book
from auditor.prose.against import InTable, Tables, difference, in_tables, is_known, unknown_paths
from auditor.prose.read import stated_in
from auditor.prose.reckon import reckon, repeated, sum_of, written
from auditor.prose.sides import mixed_sides, unbalanced
from auditor.prose.stated import Stated
from auditor.prose.subject import key
from auditor.ties.cells import sheets_of

STATED = FactTable(
    "叙述数额",
    "一行一个文字说明中的数额",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("是决算", YES_NO, "是决算书，不是预算书", of=()),
        Column("年度存疑", YES_NO, "文字中的年度多数与文件年度不合，文件年度可能读错", of=()),
        Column("章节", TEXT, "所在的各级标题，以“/”连接", of=()),
        Column("句子", TEXT, "所在的句子", of=()),
        Column("主体", TEXT, "数额说的是什么，如 “三公”经费；看不出为空文本", of=()),
        Column("数额原文", TEXT, "数字和单位，如 3,000.00万元", of=()),
        Column("数额", NUMBER, "金额折合万元，辆、个等为原数", of=()),
        Column("单位", TEXT, "万元、元、辆、个等", of=()),
        Column("小数位", COUNT, "印出的小数位数", of=()),
        Column("是金额", YES_NO, "单位是元、万元、亿元", of=()),
        Column("约数", YES_NO, "写明约、左右、以上的，不参加核对", of=()),
        Column("所述年度", COUNT, "这个数额前写明的年度，没有写为空", of=()),
        Column("比较", TEXT, "与以前年度比：增加、减少、持平；没有比较为空文本", of=()),
        Column("基数年度", COUNT, "与哪一年比；写“上年”或没有比较为空", of=()),
        Column("基数名称", TEXT, "与什么比，如 预算、预算执行数", of=()),
        Column("基数原文", TEXT, "写明的基数；没有写为空文本", of=()),
        Column("变动额原文", TEXT, "增加或减少多少；没有写为空文本", of=()),
        Column("变动率", NUMBER, "增减百分之几（7.14% 为 7.14）；没有写为空", of=()),
        Column("变动率原文", TEXT, "增减的百分比原文；没有写为空文本", of=()),
        Column("又写比较", TEXT, "同一处又写的另一种增减，如 写持平又写减少2.00万元；没有为空文本", of=()),
        Column("应为比较", TEXT, "按两个数额应为增加、减少或持平；相符或不能推算为空文本", of=()),
        Column("应为变动额", TEXT, "按两个数额应增减多少；相符或不能推算为空文本", of=()),
        Column("应为变动率", TEXT, "按数额算出的百分比；相符或不能推算为空文本", of=()),
        Column("占比", NUMBER, "占总数的百分之几；没有写为空", of=()),
        Column("占比原文", TEXT, "占比原文；没有写为空文本", of=()),
        Column("占比对象", TEXT, "占什么的比，及其数额；看不出为空文本", of=()),
        Column("应为占比", TEXT, "按两个数额算出的占比；相符或不能推算为空文本", of=()),
        Column("分项", TEXT, "文字列出的各部分及其数额；没有为空文本", of=()),
        Column("分项之和", TEXT, "各部分相加的和；没有列出或不能相加为空文本", of=()),
        Column("分项齐全", YES_NO, "各部分就是全部，如 基本支出和项目支出；没有列出为空", of=()),
        Column("分项不符", TEXT, "分项之和大于、小于本数；相符为空文本", of=()),
        Column("分项重复", TEXT, "各部分中写了两次的主体；没有为空文本", of=()),
        Column("分项变动", TEXT, "各部分增减相加的结果，与本数的增减不符时才有", of=()),
        Column("另述数额", TEXT, "同一主体在文字的另一处写的不同数额；没有为空文本", of=()),
        Column("另述句子", TEXT, "另一处的句子；没有为空文本", of=()),
        Column("科目", TEXT, "文字写明的类、款、项名称，以“-”连接；不是科目为空文本", of=()),
        Column("科目编码", TEXT, "表中这一科目的编码；没有找到为空文本", of=()),
        Column("科目不符", TEXT, "类、款、项名称与表中不同之处；相同为空文本", of=()),
        Column("表中无科目", YES_NO, "文字写全了类、款、项，而各支出表中没有这一科目", of=()),
        Column("另有增减", TEXT, "收支相同的另一项写的增减，与本项不同时才有，成句；没有为空文本", of=()),
        Column("收支混写", TEXT, "把收入写作支出或把支出写作收入的迹象，成句；没有为空文本", of=()),
        Column("通用单位", TEXT, "全文金额通用的单位，本数额的单位不同时才有；相同为空文本", of=()),
        Column("表中数额", TEXT, "表中同一项的金额和单位；没有找到为空文本", of=()),
        Column("表中位置", TEXT, "哪张表的哪一行哪一列；没有找到为空文本", of=()),
        Column("与表相差", TEXT, "文字与表相差多少，含单位；相符或没有找到为空文本", of=()),
        Column("读取存疑", YES_NO, "表中的单元格读取时存疑", of=()),
    )
    + PLACE_COLUMNS,
)

_YEARS = 3
"""Years that a text must name before they may outvote the year of the book."""
_USUAL = 5
"""Amounts in the usual unit for each one in another, and at least: fewer show no habit."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a book, understood."""

    book: Book
    number: int
    stated: list[Stated]

    @property
    def misdated(self) -> bool:
        """Whether most years of the text do not fit the year of the book: then that may be misread."""
        year = self.book.year
        named: list[int | None] = [one.year for one in self.stated if one.dated]
        compared: list[int | None] = [
            one.change.year for one in self.stated if one.change is not None and one.change.year is not None
        ]
        return any(
            len(years) >= _YEARS and 2 * years.count(right) < len(years)
            for years, right in ((named, year), (compared, year - 1 if year else None))
        )

    @property
    def final(self) -> bool:
        """Whether it is a book of final accounts."""
        return any(FINAL in table.title for table in self.book.budget_tables)


def prose_of(books: Iterable[NumberedBook]) -> list[Prose]:
    """The amounts that the text of each book tells; only books with text are kept."""
    return [
        Prose(book, number, stated_in(book.paragraphs, book.department)) for number, book in books if book.paragraphs
    ]


def stated_rows(proses: Iterable[Prose]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 叙述数额 without 行标识, and what each is about."""
    for prose in proses:
        if not prose.stated:
            continue
        tables = Tables(sheets_of(prose.book))
        final, misdated = prose.final, prose.misdated
        elsewhere = _elsewhere([one for one in prose.stated if not (final and one.planned)])
        matches = [None if final and stated.planned else in_tables(stated, tables) for stated in prose.stated]
        unknown = unknown_paths(prose.stated, matches, tables)
        balance, usual, last = unbalanced(prose.stated), _usual_unit(prose.stated), -1
        for position, (stated, found) in enumerate(zip(prose.stated, matches, strict=True)):
            source = stated.paragraph.place(stated.figure.start, stated.figure.end)
            row = document_cells(prose.book) | place_cells(source) | _said(stated) | _reckoned(stated, prose.stated)
            row |= _compared(stated, found, elsewhere.get(id(stated))) | {
                "是决算": final,
                "年度存疑": misdated,
                "表中无科目": id(stated) in unknown,
                "另有增减": balance.get(id(stated), ""),
                "收支混写": mixed_sides(stated, stated.at != last),
                "通用单位": usual if _strange(stated, usual) else "",
            }
            last = stated.at
            order = (prose.number, 2_000_000, position)
            who = identity(prose.book, None, *stated.paragraph.section, stated.subject)
            yield row, Subject(prose.book.id, None, None, source, stated.text, order, who)


def _usual_unit(stated: Sequence[Stated]) -> str:
    """The unit that nearly all amounts of money have, "" if there is none."""
    units = Counter(one.figure.unit for one in stated if one.figure.money)
    usual, times = units.most_common(1)[0] if units else ("", 0)
    return usual if times >= _USUAL * (units.total() - times) and times >= _USUAL else ""


def _strange(stated: Stated, usual: str) -> bool:
    """Whether an amount has another unit than all like it: nothing, or an item of the budget. Others may be prices."""
    figure = stated.figure
    return bool(usual) and figure.money and figure.unit != usual and (not figure.number or is_known(stated))


def _said(stated: Stated) -> dict[str, FactValue]:
    figure, change = stated.figure, stated.change
    return {
        "章节": "/".join(stated.paragraph.section),
        "句子": stated.text,
        "主体": stated.subject,
        "数额原文": figure.raw,
        "数额": decimal(figure.value),
        "单位": figure.unit,
        "小数位": figure.decimals,
        "是金额": figure.money,
        "约数": stated.rough,
        "所述年度": stated.year if stated.dated else None,
        "比较": change.direction if change else "",
        "基数年度": change.year if change else None,
        "基数名称": change.named if change else "",
        "基数原文": change.base.raw if change and change.base else "",
        "变动额原文": change.amount.raw if change and change.amount else "",
        "又写比较": change.also if change else "",
        "变动率": decimal(change.rate.number) if change and change.rate else None,
        "变动率原文": change.rate.raw if change and change.rate else "",
        "占比": decimal(stated.share.rate.number) if stated.share else None,
        "占比原文": stated.share.rate.raw if stated.share else "",
    }


def _reckoned(stated: Stated, known: Sequence[Stated]) -> dict[str, FactValue]:
    right, total = reckon(stated, known), sum_of(stated)
    return {
        "应为比较": right.direction,
        "应为变动额": right.change,
        "应为变动率": right.rate,
        "占比对象": right.share_of,
        "应为占比": right.share,
        "分项": "、".join(f"{part.subject}{part.figure.raw}" for part in total.parts) if total else "",
        "分项之和": written(total.value, stated.figure) if total else "",
        "分项齐全": total.exhaustive if total else None,
        "分项不符": total.wrong if total else "",
        "分项重复": repeated(stated),
        "分项变动": total.changes if total else "",
    }


def _compared(stated: Stated, found: InTable | None, other: Stated | None) -> dict[str, FactValue]:
    wrong = found is not None and not found.agrees
    return {
        "另述数额": other.figure.raw if other and found is None else "",
        "另述句子": other.text if other and found is None else "",
        "科目": "-".join(filter(None, stated.path)),
        "科目编码": found.code if found else "",
        "科目不符": found.named if found else "",
        "表中数额": found.raw if found else "",
        "表中位置": found.place if found else "",
        "与表相差": written(abs(difference(stated, found)), stated.figure) if found and wrong else "",
        "读取存疑": found is not None and (found.cell.doubtful or not found.cell.sheet.whole),
    }


def _elsewhere(stated: Sequence[Stated]) -> dict[int, Stated]:
    """For amounts of the same subject and year: an earlier one that is different."""
    first: dict[tuple[str, str, int | None], Stated] = {}
    found: dict[int, Stated] = {}
    for one in stated:
        if (
            one.rough
            or not one.subject
            or one.inner
            or not is_known(one)
            or (one.whole is not None and not is_known(one.whole))
        ):
            continue
        earlier = first.setdefault((key(one.subject), one.figure.kind, one.year), one)
        slack = one.figure.rounding + earlier.figure.rounding
        if abs(one.figure.value - earlier.figure.value) > slack:
            found[id(one)] = earlier
    return found
