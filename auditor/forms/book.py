"""Reads a printed file as a budget book: every table by its layout, and in the ledger what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from auditor.forms import department
from auditor.forms.accounts import account, doubt_misprints
from auditor.forms.checks.blanks import doubt_blank_sums
from auditor.forms.checks.unmapped import doubt_unmapped, unmapped_in, unmapped_outside
from auditor.forms.contents import listed_in
from auditor.forms.cut import cut
from auditor.forms.elsewhere import complete
from auditor.forms.layouts.catalogue import read_table
from auditor.forms.layouts.layout import TableRead
from auditor.forms.misprinted_labels import mend_labels
from auditor.forms.page_texts import page_texts
from auditor.forms.places import doubt_neighbours, doubt_parts, doubt_rows, settle
from auditor.forms.prose.paragraphs import paragraphs_of
from auditor.forms.stitch import tables_of
from auditor.forms.table.mapping import check_map
from auditor.forms.table.row import RowRole, clean
from auditor.forms.table.table import Caption, Table
from auditor.forms.table.table_title import split_title, year_of
from auditor.forms.table.vocabulary import BODY
from auditor.forms.table_heads import table_heads
from auditor.grid import Printed, Source
from auditor.model import Book, LedgerEntry, Repair, RepairKind
from auditor.table_kinds import TableKind


def read_book(printed: Printed, *, id: str, mapping: Mapping[str, str] | None = None) -> Book:
    """The book of one file. Everything that the file prints is in it, or in ``Book.ledger`` with the reason.

    ``id`` is the file's stem, made unique within an audit; ids of projects and indicators begin with it.
    ``mapping`` gives fields to columns and labels that are not known: 列名 → 字段 (``load_map``, ``parse_map``).
    Raises UsageError if it names an unknown field.
    """
    book, _, _ = read_accounted(printed, id=id, mapping=mapping)
    return book


def read_accounted(
    printed: Printed, *, id: str, mapping: Mapping[str, str] | None = None
) -> tuple[Book, list[Table], list[Caption]]:
    """Like ``read_book``, with the tables and the lines outside them; their ``role`` says what became of each."""
    book = Book(
        id=id,
        path=printed.path,
        sha256=printed.sha256,
        format=printed.format,
        department="",
        year=None,
        pages=printed.pages,
        lines=printed.lines,
    )
    whole, loose = tables_of(printed, check_map(mapping or {}))
    for table in whole:
        mend_labels(table)
    tables = [part for table in whole for part in cut(table)]
    reads = [(table, read_table(table)) for table in tables]
    complete(reads)
    for table, read in reads:
        _take(book, table, read)
    doubt_neighbours(reads)
    _ledger_loose(book, loose)
    book.ledger += unmapped_outside([*(caption for table in tables for caption in table.captions), *loose])
    if not tables:
        where = Source(file=printed.path)
        book.ledger.append(LedgerEntry("", "", 0, False, "文件中没有找到表格", where))
    cells = (cell for grid in printed.grids() for row in grid.rows for cell in row)
    book.repairs += [Repair(RepairKind.GLYPH, cell.source, cell.raw, cell.text) for cell in cells if cell.raw]
    for part in printed.unread:
        title = "" if part.shown else "不显示的内容"
        book.ledger.append(LedgerEntry(title, "", 0, not part.shown, part.why, part.source))
    doubt_parts(book.goals(), printed.unread)
    if printed.blank:
        why = f"第 {_ranges(printed.blank)} 页没有文字"
        where = Source(file=printed.path, page=printed.blank[0])
        book.ledger.append(LedgerEntry("空白页", str(TableKind.OTHER), 0, True, why, where))
    book.paragraphs = paragraphs_of(printed)
    _identify(book)
    _date(book, tables, loose)
    book.heads = table_heads(reads, loose)
    book.contents = listed_in(printed)
    book.page_texts, book.blank = page_texts(printed), list(printed.blank)
    return book, tables, loose


def _take(book: Book, table: Table, read: TableRead) -> None:
    """Enter what was read from a table in the tree and the ledger."""
    doubt_unmapped(table, read.projects)
    for goal in read.projects:
        book.add(goal)
    if read.budget is not None:
        book.budget_tables.append(read.budget)
    book.repairs += read.repairs + doubt_misprints(table, read)
    _enter(book, table, read)
    book.ledger += account(table, read)
    book.ledger += settle(table, read)
    doubt_rows(table, read)


def _enter(book: Book, table: Table, read: TableRead) -> None:
    why = read.why
    if why is not None:
        for row in table.rows:
            row.role = row.role or RowRole.LEDGER
    notes = dict.fromkeys(note for row in table.rows for note in row.grid.notes)
    # Five lines of 60 characters are enough to find the text in the file, and few enough for the ledger.
    strays = [f"表的两部分之间另有文字：{clean(caption.text)[:60]}" for caption in table.strays[:5]]
    said = "；".join(filter(None, (why, *read.remarks(), *strays, *notes))) or None
    unknown = tuple(read.unknown) if why is not None else ()
    book.ledger.append(LedgerEntry(table.title, str(table.kind), read.rows, why is None, said, table.source, unknown))
    book.ledger += unmapped_in(table)


def _ledger_loose(book: Book, loose: Iterable[Caption]) -> None:
    """Report lines outside every table: each title without a table, and the number of lines of prose."""
    prose: list[Caption] = []
    for caption in loose:
        caption.role = RowRole.LEDGER
        titled = split_title(caption.text)
        if titled and any(word in titled[1] for word in ("绩效", "预算", "支出", "收支")):
            book.ledger.append(LedgerEntry(titled[1], "", 0, False, "表名下面没有表格", caption.source))
        else:
            prose.append(caption)
    if prose:
        why = f"{len(prose)} 行表外文字"
        book.ledger.append(LedgerEntry("表外文字", str(TableKind.OTHER), len(prose), True, why, prose[0].source))


def _ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers, neighbours put together: "2、5—8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return "、".join("—".join(map(str, run)) for run in runs)


def _identify(book: Book) -> None:
    """Set ids in the order of reading, and collect all repairs in the book."""
    for number, project in enumerate(book.goals(), start=1):
        project.id = f"{book.id}/p{number}"
        book.repairs += doubt_blank_sums(project)
        book.repairs += project.repairs
        for place, indicator in enumerate(project.indicators, start=1):
            indicator.id = f"{project.id}/i{place}"
            book.repairs += indicator.repairs


def _date(book: Book, tables: list[Table], loose: list[Caption]) -> None:
    """Set year and department."""
    lines = [clean(caption.text) for table in tables for caption in table.captions] + [clean(c.text) for c in loose]
    years = Counter(year for year in map(year_of, lines) if year)
    book.year = years.most_common(1)[0][0] if years else None
    columns = [goal.extra.get(BODY, "") for goal in book.projects]
    found = department.find(tables, loose, [goal.name for goal in book.departments], columns, book.path)
    book.department, book.superior = found.name, found.superior
    if found.weak:
        why = f"部门名称“{found.name}”取自{found.weak}，请核对；不对的可用 --department 指明"
        book.ledger.append(LedgerEntry("部门名称", str(TableKind.OTHER), 0, True, why, Source(file=book.path)))
    if found.others:
        why = f"文件中的部门名称不一致：按“{found.name}”，另有{'、'.join(f'“{name}”' for name in found.others)}"
        book.ledger.append(LedgerEntry("部门名称", str(TableKind.OTHER), 0, True, why, Source(file=book.path)))
