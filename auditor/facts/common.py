"""What several fact tables share: columns, amounts in 万元, doubtful cells, identities."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from auditor.facts.column import COUNT, NUMBER, TEXT, WHOLE_ROW, YES_NO, Column, FactValue
from auditor.grid import Source
from auditor.language.levels import LEVEL1
from auditor.language.project_kind import project_kind
from auditor.model import FORM_CELLS, SOME_ROWS, Amount, Book, Indicator, Ownership, Project, Repair
from auditor.ties.cells import in_wan

ROW = (Column("行标识", "INTEGER", "本行在表内的序号，供程序定位，不用于判断", of=()),)
DOCUMENT_COLUMNS = (
    Column("文件", TEXT, "文件标识", of=()),
    Column("部门名称", TEXT, "部门名称，未能识别时为空", of=()),
    Column("年度", COUNT, "预算年度，未能识别时为空", of=()),
)
PLACE_COLUMNS = (
    Column("页码", COUNT, "所在页，无页码的格式为空", of=()),
    Column("行号", COUNT, "文本文件中的行号，其他格式为空", of=()),
)
PROJECT_COLUMNS = (
    Column("表类", TEXT, "所在表：项目、整体、转移支付、自评", of=()),
    Column("版式", TEXT, "表格版式（L1 等）", of=()),
    Column("项目标识", TEXT, "项目在本次审核中的唯一标识", of=()),
    Column("项目编码", TEXT, "拼接后的项目编码，无编码为空文本", of=("项目编码",)),
    Column("项目名称", TEXT, "拼接后的项目名称", of=("项目名称",)),
    Column(
        "项目类型",
        TEXT,
        "按名称和目标判断的项目类型：建设、购置、信息化运维、活动、培训、补助、办公等，未知为空",
        of=(),
        given=("项目名称", "绩效目标"),
    ),
    Column("类型依据", TEXT, "判断项目类型所据的文字，给人看的短语，未知为空文本", of=(), given=("项目类型",)),
    Column("项目总额", NUMBER, "项目总额，单位万元；无法识别为空", of=("项目总额",)),
    Column("财政资金", NUMBER, "其中财政资金，单位万元", of=("财政资金",)),
    Column("其他资金", NUMBER, "其中其他资金，单位万元", of=("其他资金",)),
    Column("绩效目标", TEXT, "绩效目标全文", of=("绩效目标",)),
    Column("未设栏目", TEXT, "本表式没有设置的栏目（项目总额、绩效目标等），以“、”连接；都有则为空文本", of=()),
    Column("未读栏目", TEXT, "可能印了而没有读出的栏目，以“、”连接；有行没有读出时含“部分行”；都读出了为空文本", of=()),
    Column("未用类别", TEXT, "全表没有一个项目设置的一级类别，其他类别则各项目都一样；没有为空文本", of=()),
    Column("归属存疑", YES_NO, "项目单元格有缺失，本行（或本项目某些行）可能属于别的项目或资金", of=()),
    Column("文件归属存疑", YES_NO, "本文件的项目单元格普遍缺失，几个项目的指标可能并在了一起", of=()),
)

_NIL = re.compile(r"\s*[-—–－]{1,2}\s*")
_LARGEST = Decimal(10) ** 27
"""DECIMAL(38, 10) holds 28 digits before the point; one is kept in reserve for sums. A larger number is a misprint, and
the columns with the printed text still show it."""


NumberedBook: TypeAlias = tuple[int, Book]
"""A book and its position among those of the audit."""


@dataclass(frozen=True, slots=True)
class ProjectContext:
    """A project within an audit, with what all of its rows have in common."""

    book: Book
    book_number: int
    project: Project
    number: int
    """Position in its book, counted over all its performance tables."""
    kind: str
    """表类."""
    owners_lost: bool = False
    """Whether so many project cells of the book are missing that no row is surely of its project (``owners_lost``)."""


def decimal(number: Decimal | None) -> Decimal | None:
    """``number``, or None if it is None or the fact tables cannot hold it."""
    return number if number is not None and number.is_finite() and abs(number) < _LARGEST else None


def wan(amount: Amount | None) -> Decimal | None:
    """The amount in 万元; None if its number or its unit cannot be read. A dash is the accountant's zero."""
    if amount is not None and _NIL.fullmatch(amount.raw):
        return Decimal(0)
    return None if amount is None else decimal(in_wan(amount))


def printed(amount: Amount | None) -> str:
    """The printed text of an amount, "" for None."""
    return amount.raw if amount else ""


def document_cells(book: Book) -> dict[str, FactValue]:
    """The values of ``DOCUMENT_COLUMNS``."""
    return {"文件": book.id, "部门名称": book.department or None, "年度": book.year}


def project_cells(place: ProjectContext) -> dict[str, FactValue]:
    """Document and project columns of any row of ``place``'s project."""
    project = place.project
    doubtful = any(indicator.ownership is Ownership.DOUBTFUL for indicator in project.indicators)
    kind = project_kind(project.name, project.goal)
    return document_cells(place.book) | {
        "表类": place.kind,
        "版式": project.layout,
        "项目标识": project.id,
        "项目编码": project.code,
        "项目名称": project.name,
        "项目类型": kind.name or None,
        "类型依据": kind.ground,
        "项目总额": wan(project.total),
        "财政资金": wan(project.fiscal),
        "其他资金": wan(project.other),
        "绩效目标": project.goal,
        "未设栏目": listed_cells(project.absent),
        "未读栏目": listed_cells(project.unread),
        "未用类别": "、".join(word for word in LEVEL1 if word in project.unused),
        "归属存疑": doubtful,
        "文件归属存疑": place.owners_lost,
    }


def listed_cells(cells: Collection[str]) -> str:
    """Cells of a form in the order forms print them, as one text."""
    return "、".join(cell for cell in (*FORM_CELLS, SOME_ROWS) if cell in cells)


def owners_lost(book: Book) -> bool:
    """Whether project cells are missing throughout the book, so that indicators of several projects may stand together.

    True from one doubtful row in twenty on. The limit has to tell a single accident from a fault in how the file was
    made; in the files at hand that is 0 against 657 of 977 rows. It lies near the lower end because a false violation
    does more harm than a true fault shown as a doubt.
    """
    owners = [indicator.ownership for project in book.projects for indicator in project.indicators]
    return owners.count(Ownership.DOUBTFUL) * 20 >= len(owners) > 0


def place_cells(source: Source) -> dict[str, FactValue]:
    """The values of ``PLACE_COLUMNS``."""
    return {"页码": source.page, "行号": source.line}


def doubtful_cells(
    repairs: Iterable[Repair], cells: Iterable[str], labels: Mapping[str, tuple[str, ...]] | None = None
) -> list[str]:
    """The columns whose cells were read with a doubtful repair.

    A doubtful repair of a whole row puts all its ``cells`` and ``WHOLE_ROW`` in doubt. ``labels``: printed label → the
    columns that the cell under it fills, for cells whose label differs from the column.
    """
    found: dict[str, None] = {}
    for repair in repairs:
        if repair.doubtful:
            columns = (labels or {}).get(repair.field, (repair.field,)) if repair.field else (*cells, WHOLE_ROW)
            found.update(dict.fromkeys(columns))
    return list(found)


def doubtful_columns(*groups: Iterable[str]) -> list[str]:
    """The content of 存疑列: every column that one of ``groups`` names, once."""
    return [name for name in dict.fromkeys(name for group in groups for name in group) if name != WHOLE_ROW]


def identity(book: Book, project: Project | None, *names: str) -> tuple[str, ...]:
    """What identifies the row in another run (``Subject.identity``)."""
    department = book.department or book.id
    return (department, str(book.year or ""), (project.code or project.name) if project else "", *names)


def indicator_identity(place: ProjectContext, indicator: Indicator) -> tuple[str, ...]:
    """``identity`` of a row about an indicator."""
    return identity(place.book, place.project, indicator.level2, indicator.name)
