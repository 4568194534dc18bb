"""Fact table 表格: one row per table of a document, with what is printed above and below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from auditor.facts.column import COUNT, TEXT, YES_NO, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    NumberedBook,
    document_cells,
    identity,
    place_cells,
)
from auditor.facts.facts import Subject
from auditor.grid import Source
from auditor.language.budget_kinds import BudgetKind, kind_of, nearly, plain_title
from auditor.language.empty_notes import says_empty, speaks_of
from auditor.model import SOME_ROWS, Book
from auditor.paper import TableHead
from auditor.table_kinds import TableKind

TABLE_HEAD = FactTable(
    "表格",
    "一行一张表（预算表、绩效表），看表名、题注、说明和它在全书中的位置",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("表名", TEXT, "表的标题", of=()),
        Column("表号", TEXT, "表的编号，如 03；没有为空文本", of=()),
        Column("表种", TEXT, "预算表的种类，如 收支总表；绩效表和看不出种类的为空", of=()),
        Column("表名疑为", TEXT, "表名只差一个字的表种，本文件没有别的表是这一种；没有为空文本", of=()),
        Column("目录列表", YES_NO, "本文件的目录列出了各表", of=()),
        Column("预算表", YES_NO, "是预算表，不是绩效表", of=()),
        Column("印出单位", TEXT, "表上印的金额单位；没有印为空文本", of=()),
        Column("表名年份", COUNT, "表名（或表名下一行）的年份；没有为空", of=()),
        Column("多数年份", COUNT, "其他各表大多数的年份；不足三张或各不相同为空", of=()),
        Column("编制单位", TEXT, "题注“编制部门”“编制单位”等后面的名称，没有为空文本", of=()),
        Column("多数编制单位", TEXT, "其他各表大多数题注的编制单位；不足三张或各不相同为空文本", of=()),
        Column("主体词", TEXT, "表名称“部门”还是“单位”；没有或两样都有为空文本", of=()),
        Column("多数主体词", TEXT, "其他各表的表名大多数称“部门”还是“单位”；不足三张或各不相同为空文本", of=()),
        Column("题注词", TEXT, "题注称“编制部门”还是“编制单位”，即 部门 或 单位；没有为空文本", of=()),
        Column("多数题注词", TEXT, "其他各表的题注大多数称“部门”还是“单位”；不足三张或各不相同为空文本", of=()),
        Column("有数格数", COUNT, "有金额（不是零）的单元格个数；绩效表和没有读出的表为空", of=()),
        Column("说明", TEXT, "表下或表内的注、说明原文，没有为空文本", of=()),
        Column("说明为空表", YES_NO, "说明称本表没有数据", of=()),
        Column("说明另指", TEXT, "说明只提到的另一种表，如 国有资本；没有为空文本", of=()),
        Column("他表有空表说明", YES_NO, "本文件另有空表附了说明", of=()),
        Column("前面同表", TEXT, "前面已印有同名同内容的表，在何处；没有为空文本", of=()),
        Column("表号倒序", YES_NO, "按在文件中的先后，表号次序与其他表不一致", of=()),
        Column("未读栏目", TEXT, "有表、页或行没有读出时为“部分行”，否则为空文本", of=()),
    )
    + PLACE_COLUMNS,
)

_FIXED = re.compile(r"部门预算(?:支出)?经济分类|部门经济分类|单位[：:]?(?:万元|元|千元|亿元)|主管部门")
"""Words with 部门 or 单位 that say nothing of whose book it is."""
Value = TypeVar("Value", bound=Hashable)


def table_head_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 表格 without 行标识, and what each is about."""
    for number, book in books:
        heads = book.heads
        kinds = [budget_kind(book, head) for head in heads]
        years = others([head.year for head in heads])
        bodies = others([head.body for head in heads])
        words = [_word(head.title) for head in heads]
        labels = [_word(head.label) for head in heads]
        words_of_others, labels_of_others = others(words), others(labels)
        late = set(out_of_order([int(head.number) if head.number.isdecimal() else None for head in heads]))
        noted = {at for at, head in enumerate(heads) if not head.amounts and says_empty(head.note)}
        for at, head in enumerate(heads):
            kind = kinds[at]
            row = document_cells(book) | place_cells(head.source) | {
                "表名": head.title,
                "表号": head.number,
                "表种": kind.name if kind else "",
                "表名疑为": "" if kind or head.amounts is None else _lacking(head, kinds),
                "目录列表": bool(book.contents),
                "预算表": head.amounts is not None,
                "印出单位": head.unit,
                "表名年份": head.year,
                "多数年份": years[at],
                "编制单位": head.body,
                "多数编制单位": bodies[at] or "",
                "主体词": words[at],
                "多数主体词": words_of_others[at] or "",
                "题注词": labels[at],
                "多数题注词": labels_of_others[at] or "",
                "有数格数": head.amounts,
                "说明": head.note,
                "说明为空表": says_empty(head.note),
                "说明另指": speaks_of(head.note, head.title),
                "他表有空表说明": bool(noted - {at}),
                "前面同表": place(head.repeats) if head.repeats else "",
                "表号倒序": at in late,
                "未读栏目": "" if book.whole else SOME_ROWS,
            }  # fmt: skip
            who = identity(book, None, head.title, head.number)
            yield row, Subject(book.id, None, None, head.source, head.title, (number, 1_000_000, at), who)


def budget_kind(book: Book, head: TableHead) -> BudgetKind | None:
    """The kind of a budget table; None for performance tables."""
    if TableKind.of_title(plain_title(head.title)) is not None:
        return None
    title = head.title.replace(book.department, "") if book.department else head.title
    return kind_of(title, head.columns)


def place(source: Source) -> str:
    """Where something is printed, for people: 第3页, 工作表“表2”, 第40行."""
    if source.page is not None:
        return f"第{source.page}页"
    if source.sheet:
        return f"工作表“{source.sheet}”"
    return f"第{source.line}行" if source.line else source.cell or "前面"


def others(values: Sequence[Value]) -> list[Value | None]:
    """For each value what most of the other ones say; None where fewer than three of them say anything, or a quarter of
    them something else: a book of several units has captions of each, and nobody is wrong."""
    told = Counter(value for value in values if value)
    found: list[Value | None] = []
    for value in values:
        rest = told - Counter([value]) if value else told
        most = rest.most_common(1)
        sure = most and most[0][1] >= 3 and most[0][1] * 4 > 3 * rest.total()
        found.append(most[0][0] if sure else None)
    return found


def out_of_order(numbers: Sequence[int | None]) -> list[int]:
    """The positions that must move so that the numbers ascend: those outside the longest ascending run."""
    ends: list[int] = []
    at_end: list[int] = []
    before: dict[int, int] = {}
    for position, value in enumerate(numbers):
        if value is None:
            continue
        length = bisect_left(ends, value + 1)
        if length:
            before[position] = at_end[length - 1]
        ends[length:] = [value, *ends[length + 1 :]]
        at_end[length:] = [position, *at_end[length + 1 :]]
    kept: set[int] = set()
    last = at_end[-1] if at_end else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    return [position for position, value in enumerate(numbers) if value is not None and position not in kept]


def _word(text: str) -> str:
    """部门 or 单位, as a title or a label calls whose table it is; "" if neither or both."""
    found = [word for word in ("部门", "单位") if word in _FIXED.sub("", text)]
    return found[0] if len(found) == 1 else ""


def _lacking(head: TableHead, kinds: Sequence[BudgetKind | None]) -> str:
    """The one kind that the title names but for one wrong character, and that no other table is of."""
    found = [kind.name for kind in nearly(head.title) if kind not in kinds]
    return found[0] if len(found) == 1 else ""
