"""Fact tables 文件 (one row per document) and 修正 (one row per repair)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.column import COUNT, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    ROW,
    NumberedBook,
    document_cells,
    doubtful_columns,
    identity,
    place_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.indicator import indicator_doubts
from auditor.facts.particulars import project_doubts
from auditor.grid import Source
from auditor.language import levels
from auditor.language.budget_kinds import FINAL, budget_kinds
from auditor.language.lexicon import load
from auditor.model import SOME_ROWS, Book, BudgetTable, Ownership, Project, Repair, RepairKind
from auditor.ties.cells import kind_in

DOCUMENT = FactTable(
    "文件",
    "一行一个文件",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("项目数", COUNT, "项目个数", of=("项目.整行",)),
        Column("指标数", COUNT, "三级指标条数", of=("指标.整行",)),
        Column("误印符号数", COUNT, "指标性质误印（如“-”当作“=”）的行数", of=()),
        Column("误印符号", TEXT, "误印的符号原文", of=()),
        Column("误印数字数", COUNT, "小数点误印的单元格数", of=()),
        Column("移位行数", COUNT, "单元格移位的行数", of=()),
        Column("归属存疑行数", COUNT, "不能确定属于哪个项目的指标行数", of=()),
        Column("未读表数", COUNT, "未能读取的表或页数", of=()),
        Column("成本单列项目数", COUNT, "成本指标列为一级指标的项目数（2021年起的分类）", of=("指标.一级指标",)),
        Column(
            "成本列产出项目数",
            COUNT,
            "成本指标列在产出指标下的项目数（2015年的分类）",
            of=("指标.一级指标", "指标.二级指标"),
        ),
        Column("表头异写", TEXTS, "续表的表头写法不一致之处，没有为空列表", of=()),
        Column("金额单位种类", TEXTS, "各预算表注明的金额单位，惯用万元的“三公”经费表不计", of=()),
        Column("无单位的表", TEXTS, "没有注明金额单位的预算表", of=()),
        Column("缺少的公开表", TEXTS, "规定公开而没有读到的预算表；不是完整预算的文件为空列表", of=()),
        Column("缺号", TEXTS, "预算表的表号中间缺的号，如 02；没有编号或号码连续的为空列表", of=()),
        Column("重复的表号", TEXTS, "几张不同的预算表共用的表号", of=()),
        Column("含项目绩效表", YES_NO, "有项目支出绩效表", of=()),
        Column("含整体绩效表", YES_NO, "有部门整体支出绩效目标表", of=()),
        Column("未读栏目", TEXT, "有表、页或行没有读出时为“部分行”，否则为空文本", of=()),
        Column("存疑列", TEXTS, "所据的单元格读取时做过存疑修正的列名", of=()),
    )
    + PLACE_COLUMNS,
    parts=(("项目", "项目"), ("指标", "指标")),
)

REPAIR = FactTable(
    "修正",
    "一行一处读取时的修正",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("种类", TEXT, "修正种类（operator-glyph 等）", of=()),
        Column("列名", TEXT, "所在列，整行为空文本", of=()),
        Column("原文", TEXT, "印的是什么", of=()),
        Column("读作", TEXT, "读作什么", of=()),
        Column("存疑", YES_NO, "须对照原件核实", of=()),
    )
    + PLACE_COLUMNS,
)


def document_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 文件 without 行标识, and what each is about."""
    for number, book in books:
        projects = list(book.goals())
        indicators = [indicator for project in projects for indicator in project.indicators]
        glyphs = _of_kind(book, RepairKind.OPERATOR_GLYPH)
        source = _first_source(book)
        row = document_cells(book) | place_cells(source) | {
            "项目数": len(book.projects),
            "指标数": len(indicators),
            "误印符号数": len(glyphs),
            "误印符号": "、".join(dict.fromkeys(repair.raw for repair in glyphs)),
            "误印数字数": len(_of_kind(book, RepairKind.NUMBER_GLYPH)),
            "移位行数": len(_of_kind(book, RepairKind.SHIFTED_COLUMNS)),
            "归属存疑行数": sum(indicator.ownership is Ownership.DOUBTFUL for indicator in indicators),
            "未读表数": sum(not entry.read for entry in book.ledger),
            "成本单列项目数": sum(_costs_apart(project) for project in book.projects),
            "成本列产出项目数": sum(_costs_under_output(project) for project in book.projects),
            "表头异写": _header_drift(book),
            "金额单位种类": _units(book),
            "无单位的表": [head.title for head in book.heads if head.amounts and not head.unit],
            "缺少的公开表": _missing_tables(book),
            "缺号": _skipped_numbers(book),
            "重复的表号": _shared_numbers(book),
            "含项目绩效表": bool(book.projects),
            "含整体绩效表": bool(book.departments),
            "未读栏目": "" if book.whole else SOME_ROWS,
            "存疑列": doubtful_columns(DOCUMENT.doubtful({
                "项目": {cell for project in projects for cell in project_doubts(project)},
                "指标": {cell for indicator in indicators for cell in indicator_doubts(indicator)},
            })),
        }  # fmt: skip
        yield row, Subject(book.id, None, None, source, "", (number, -1, -1), identity(book, None))


def repair_rows(books: Iterable[NumberedBook]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 修正 without 行标识, and what each is about."""
    for number, book in books:
        for position, repair in enumerate(book.repairs):
            row = document_cells(book) | place_cells(repair.source) | {
                "种类": repair.kind.value,
                "列名": repair.field,
                "原文": repair.raw,
                "读作": repair.read_as,
                "存疑": repair.doubtful,
            }  # fmt: skip
            who = identity(book, None, repair.kind, repair.field, repair.raw)
            yield row, Subject(book.id, None, None, repair.source, repair.raw, (number, -1, position), who)


def _costs_apart(project: Project) -> bool:
    return any(levels.level1(indicator.level1) == "成本指标" for indicator in project.indicators)


def _costs_under_output(project: Project) -> bool:
    return any(
        levels.level1(indicator.level1) == "产出指标" and levels.level2(indicator.level2) == "成本指标"
        for indicator in project.indicators
    )


def _header_drift(book: Book) -> list[str]:
    """Columns whose title differs between the repeated headers of a performance table, e.g. "指标值／年度指标值"."""
    printed = {tuple(repair.raw.split(" | ")) for repair in _of_kind(book, RepairKind.REPEATED_HEADER)}
    heads = sorted(head for head in printed if any("三级指标" in title for title in head))
    alike = [head for head in heads if len(head) == len(heads[0])]
    columns = (sorted({"".join(title.split()) for title in titles}) for titles in zip(*alike, strict=True))
    return ["／".join(titles) for titles in columns if len(titles) > 1]


def _units(book: Book) -> list[str]:
    free = load("tables")["单位可与他表不同"]
    tables = (table for table in book.budget_tables if _kind(book, table) not in free)
    return list(dict.fromkeys(table.unit for table in tables if table.unit))


def _kind(book: Book, table: BudgetTable) -> str:
    kind = kind_in(book, table)
    return kind.name if kind is not None else ""


def _missing_tables(book: Book) -> list[str]:
    """The kinds of table that a complete budget must contain and this document lacks; [] for a part of a budget.

    ``rules/words/tables.yaml`` lists them, and says how many tables make a document a complete budget. They are named
    as in final accounts if the document has such.
    """
    if len(book.budget_tables) < load("tables")["完整预算至少几张表"]:
        return []
    printed = {_kind(book, table) for table in book.budget_tables}
    final = any(FINAL in table.title for table in book.budget_tables)
    missing = (kind for kind in budget_kinds() if kind.required and kind.name not in printed)
    return [kind.final_name if final else kind.name for kind in missing]


def _skipped_numbers(book: Book) -> list[str]:
    """Numbers that are missing between those of the budget tables (01, 03, 04 → 02)."""
    printed = {table.number for table in book.budget_tables if table.number.isdecimal()}
    values = {int(number) for number in printed}
    width = max(map(len, printed), default=0)
    between = range(min(values), max(values)) if values else ()
    return [f"{value:0{width}d}" for value in between if value not in values]


def _shared_numbers(book: Book) -> list[str]:
    titles: dict[str, set[str]] = {}
    for table in book.budget_tables:
        if table.number:
            titles.setdefault(table.number, set()).add(table.title)
    return [f"{number}（{'、'.join(sorted(named))}）" for number, named in titles.items() if len(named) > 1]


def _of_kind(book: Book, kind: RepairKind) -> list[Repair]:
    return [repair for repair in book.repairs if repair.kind is kind]


def _first_source(book: Book) -> Source:
    """The location of findings on the whole document: its first project, else its first table."""
    for goal in book.goals():
        return goal.source
    return book.ledger[0].source if book.ledger else Source(book.path)
