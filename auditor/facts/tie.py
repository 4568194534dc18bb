"""Fact table 勾稽: one row per relation of a budget book as it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.facts.column import COUNT, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable
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
from auditor.ties.check import Tie

TIES = FactTable(
    "勾稽",
    "一行一个核对过的表间、表内关系",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("规则编号", TEXT, "提出这个关系的规则", of=()),
        Column("关系", TEXT, "关系的名称，逐行、逐类核对的注明是哪一行、哪一类", of=()),
        Column("所涉表", TEXT, "所涉各表的标题", of=()),
        Column("状态", TEXT, "成立、不成立、未核对", of=()),
        Column("左式", TEXT, "左边的单元格和算式，含金额和单位；成立的不列", of=()),
        Column("右式", TEXT, "右边的单元格和算式", of=()),
        Column("差额", TEXT, "两边相差多少，含单位；不成立才有", of=()),
        Column("可能原因", TEXT, "差错的样子：错行、互换、差一万倍、漏项、印错数字；看不出为空文本", of=()),
        Column("可能原因句", TEXT, "可能原因写成一句话；看不出为空文本", of=()),
        Column("未核对原因", TEXT, "为什么没有核对，如 没有读到收入总表", of=()),
        Column("独立差错", YES_NO, "不成立，且不是别的差错引起的", of=()),
        Column("同因关系", TEXTS, "因同一差错而不成立的其他关系", of=()),
        Column("同因说明", TEXT, "同一差错还使哪些关系不成立，成句；没有为空文本", of=()),
        Column("核对个数", COUNT, "这一行代表几个等式（成立的合在一起）", of=()),
        Column("读取存疑", YES_NO, "有单元格读取时存疑，或所涉的表没有读全", of=()),
    )
    + PLACE_COLUMNS,
)

_NAMED = 3
"""Consequences that a message names one by one; more are only counted."""


def tie_rows(books: Iterable[NumberedBook], ties: Mapping[str, Iterable[Tie]]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 勾稽 without 行标识, and what each is about. ``ties``: id of a book → its relations as checked."""
    for number, book in books:
        for position, tie in enumerate(ties.get(book.id, ())):
            source = tie.source or Source(book.path)
            row = document_cells(book) | place_cells(source) | {
                "规则编号": tie.relation,
                "关系": tie.name,
                "所涉表": "、".join(tie.tables),
                "状态": str(tie.state),
                "左式": tie.left,
                "右式": tie.right,
                "差额": tie.difference,
                "可能原因": tie.cause,
                "可能原因句": f"{tie.cause}。" if tie.cause else "",
                "未核对原因": tie.why,
                "独立差错": tie.root,
                "同因关系": list(tie.follows),
                "同因说明": _consequences(tie),
                "核对个数": tie.count,
                "读取存疑": tie.doubtful,
            }  # fmt: skip
            who = identity(book, None, *tie.identity)
            yield row, Subject(book.id, None, None, source, tie.raw, (number, 1_000_000, position), who)


def _consequences(tie: Tie) -> str:
    if not tie.follows:
        return ""
    named = "；".join(tie.follows[:_NAMED])
    more = f"等 {len(tie.follows)} 处" if len(tie.follows) > _NAMED else ""
    return f"同一差错还使以下关系不成立：{named}{more}。"
