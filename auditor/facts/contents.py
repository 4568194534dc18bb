"""Fact table 目录: one row per table that the book's own contents list, and per table that they leave out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

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
from auditor.facts.table_head import budget_kind, out_of_order, place
from auditor.language.budget_kinds import kind_of, plain_title
from auditor.model import SOME_ROWS, Book
from auditor.paper import Listed, TableHead
from auditor.table_kinds import TableKind

CONTENTS = FactTable(
    "目录",
    "一行一张目录所列的表，或目录漏列的表；没有目录、目录不列表名的文件没有行",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("目录表名", TEXT, "目录所列的表名；漏列的为空文本", of=()),
        Column("目录表号", TEXT, "目录所列的表号，没有为空文本", of=()),
        Column("目录页码", COUNT, "目录所列的页码，没有为空", of=()),
        Column("实有表名", TEXT, "与之对应的表的表名；没有读到为空文本", of=()),
        Column("实有表号", TEXT, "与之对应的表的表号，没有为空文本", of=()),
        Column("实有位置", TEXT, "与之对应的表在何处，如 第9页；没有读到为空文本", of=()),
        Column("应列页码", COUNT, "照其他各条的页码，这一条应是几；看不出为空", of=()),
        Column("缺表", YES_NO, "目录列了，没有读到表", of=()),
        Column("漏列", YES_NO, "有表，目录没有列", of=()),
        Column("表名不同", YES_NO, "目录的表名与表上的表名有字不同（只是详略不同的不算）", of=()),
        Column("表号不同", YES_NO, "目录的表号与表上的表号不同", of=()),
        Column("次序不同", YES_NO, "表在文件中的先后与目录不同", of=()),
        Column("未读栏目", TEXT, "有表、页或行没有读出时为“部分行”，否则为空文本", of=()),
    )
    + PLACE_COLUMNS,
)

_SIGNS = re.compile(r"[^\w]+")
_LIKE = 0.8
"""Share of characters in which two titles without a kind agree to be the same one printed otherwise: one wrong
character in five at most."""


def contents_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 目录 without 行标识, and what each is about."""
    for number, book in books:
        pairs = _pairs(book)
        late = set(out_of_order([book.heads.index(head) if head else None for _, head in pairs]))
        pages = _pages(book, pairs)
        left = _left_out(book, pairs)
        for at, (listed, head) in enumerate([*pairs, *left]):
            source = listed.source if listed else head.source if head else None
            assert source is not None
            row = document_cells(book) | place_cells(source) | {
                "目录表名": listed.title if listed else "",
                "目录表号": listed.number if listed else "",
                "目录页码": listed.page if listed else None,
                "实有表名": head.title if head else "",
                "实有表号": head.number if head else "",
                "实有位置": place(head.source) if head else "",
                "应列页码": pages.get(at),
                "缺表": head is None,
                "漏列": listed is None,
                "表名不同": bool(listed and head and differs(listed.title, head.title)),
                "表号不同": bool(listed and head and listed.number and head.number
                              and listed.number.lstrip("0") != head.number.lstrip("0")),
                "次序不同": at in late,
                "未读栏目": "" if book.whole else SOME_ROWS,
            }  # fmt: skip
            title = listed.title if listed else head.title if head else ""
            who = identity(book, None, "目录", title)
            yield row, Subject(book.id, None, None, source, title, (number, 1_000_000, at), who)


def differs(listed: str, printed: str) -> bool:
    """Whether two titles of one table differ in a character; words that one of them leaves out make no difference."""
    codes = SequenceMatcher(None, _plain(listed), _plain(printed), autojunk=False).get_opcodes()
    return any(code[0] == "replace" for code in codes)


def _plain(title: str) -> str:
    return _SIGNS.sub("", plain_title(title)).replace("_", "")


def _pairs(book: Book) -> list[tuple[Listed | None, TableHead | None]]:
    """Each entry of the contents with its table: the same title, else the same kind, else a title hardly different.

    An entry of a kind that nobody knows, and without such a table, may be no table: it is left out.
    """
    free = [head for head in book.heads if not head.repeats]
    found: list[TableHead | None] = [None] * len(book.contents)

    def take(at: int, head: TableHead) -> None:
        found[at] = head
        free.remove(head)

    for at, entry in enumerate(book.contents):
        same = next((head for head in free if _plain(head.title) == _plain(entry.title)), None)
        if same is not None:
            take(at, same)
    for at, entry in enumerate(book.contents):
        if found[at] is None and (kind := _kind(book, entry.title)):
            alike = [head for head in free if _kind_of_head(book, head) == kind]
            if alike:
                take(at, max(alike, key=lambda head: _likeness(entry.title, head.title)))
    for at, entry in enumerate(book.contents):
        near = [head for head in free if _likeness(entry.title, head.title) >= _LIKE] if found[at] is None else []
        if near:
            take(at, near[0])
    return [
        (entry, head)
        for entry, head in zip(book.contents, found, strict=True)
        if head is not None or _kind(book, entry.title)
    ]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()


def _kind(book: Book, title: str) -> str:
    performance = TableKind.of_title(plain_title(title))
    if performance is not None:
        return str(performance)
    kind = kind_of(title.replace(book.department, "") if book.department else title)
    return kind.name if kind else ""


def _kind_of_head(book: Book, head: TableHead) -> str:
    if head.amounts is None:
        return _kind(book, head.title)
    kind = budget_kind(book, head)
    return kind.name if kind else ""


def _left_out(
    book: Book, pairs: Sequence[tuple[Listed | None, TableHead | None]]
) -> list[tuple[Listed | None, TableHead | None]]:
    """The budget tables that the contents leave out, if they list three at least and most of the book's."""
    held = [head for _, head in pairs if head is not None]
    missed = [
        head
        for head in book.heads
        if head not in held and not head.repeats and head.amounts is not None and budget_kind(book, head)
    ]
    return [(None, head) for head in missed] if len(held) >= 3 and len(missed) < len(held) else []


def _pages(book: Book, pairs: Sequence[tuple[Listed | None, TableHead | None]]) -> dict[int, int]:
    """By entry the page it should name, for entries that name another one than the rest of the contents lead to.

    The pages of the contents may be counted from another page than those of the file: what most entries agree on
    counts, three at least and two in three. Where the tables' pages print their own numbers, these are compared.
    """
    at_page = {
        at: head.source.page
        for at, (entry, head) in enumerate(pairs)
        if entry and head and entry.page is not None and head.source.page is not None
    }
    printed = {page.number: page.printed for page in book.page_texts if page.printed is not None}
    if all(page in printed for page in at_page.values()):
        at_page = {at: printed[page] for at, page in at_page.items()}
    listed = {at: entry.page for at, (entry, _) in enumerate(pairs) if entry and entry.page is not None}
    steps = {at: page - listed[at] for at, page in at_page.items()}
    most = Counter(steps.values()).most_common(1)
    if not most or most[0][1] < 3 or most[0][1] * 3 < 2 * len(steps):
        return {}
    usual = most[0][0]
    return {at: page - usual for at, page in at_page.items() if steps[at] != usual and page > usual}
