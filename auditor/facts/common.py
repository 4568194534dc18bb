"""Columns that several fact tables share, and the reading of amounts and doubts they need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from auditor.facts.store import FactValue
from auditor.grid import Source
from auditor.language.project_kind import project_kind
from auditor.language.units import read_unit
from auditor.model import Amount, Book, Indicator, Ownership, Project, Repair

INDICATOR_CELLS = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
PROJECT_CELLS = ("项目编码", "项目名称", "项目总额", "财政资金", "其他资金", "绩效目标")

# Beyond DECIMAL(38, 10); such a number is a misprint and stays readable as text.
_LARGEST = Decimal(10) ** 27


@dataclass(frozen=True, slots=True)
class ProjectContext:
    """A project within an audit, with what all its rows share."""

    book: Book
    book_number: int
    project: Project
    number: int
    """Position in its book, all tables counted on."""
    kind: str
    """表类."""
    owners_lost: bool = False
    """Whether the book's project cells are missing so often that no row's project is sure (``owners_lost``)."""


def decimal(number: Decimal | None) -> Decimal | None:
    """``number`` if the fact tables can hold it."""
    return number if number is not None and number.is_finite() and abs(number) < _LARGEST else None


def wan(amount: Amount | None) -> Decimal | None:
    """An amount in 万元; None if it or its unit cannot be read."""
    if amount is None or amount.number is None:
        return None
    factor = read_unit(amount.unit).factor
    return decimal(amount.number * factor) if factor is not None else None


def printed(amount: Amount | None) -> str:
    return amount.raw if amount else ""


def document_cells(book: Book) -> dict[str, FactValue]:
    return {"文件": book.id, "部门名称": book.department or None, "年度": book.year}


def project_cells(place: ProjectContext) -> dict[str, FactValue]:
    """Document and project columns of any row of ``place``'s project."""
    project = place.project
    doubtful = any(indicator.ownership is Ownership.DOUBTFUL for indicator in project.indicators)
    return document_cells(place.book) | {
        "表类": place.kind,
        "版式": project.layout,
        "项目标识": project.id,
        "项目编码": project.code,
        "项目名称": project.name,
        "项目类型": project_kind(project.name, project.goal) or None,
        "项目总额": wan(project.total),
        "财政资金": wan(project.fiscal),
        "其他资金": wan(project.other),
        "绩效目标": project.goal,
        "未设栏目": project.extra.get("未设栏目", ""),
        "归属存疑": doubtful,
        "文件归属存疑": place.owners_lost,
    }


def owners_lost(book: Book) -> bool:
    """Whether project cells are missing throughout the book, so that several projects' rows may have run together.

    One lost cell in a sound book is an accident; from one row in twenty on, it is how the file was made.
    """
    owners = [indicator.ownership for project in book.projects for indicator in project.indicators]
    return owners.count(Ownership.DOUBTFUL) * 20 >= len(owners) > 0


def place_cells(source: Source) -> dict[str, FactValue]:
    return {"页码": source.page, "行号": source.line}


def doubtful_columns(repairs: Iterable[Repair], cells: tuple[str, ...]) -> list[str]:
    """The columns whose reading is in doubt; a doubtful repair of a whole row is doubt of all its cells."""
    found: dict[str, None] = {}
    for repair in repairs:
        if repair.doubtful:
            found.update(dict.fromkeys([repair.field] if repair.field else cells))
    return list(found)


def identity(book: Book, project: Project | None, *names: str) -> tuple[str, ...]:
    """What a finding on this row is recognised by in another run (Subject.identity)."""
    department = book.department or book.id
    return (department, str(book.year or ""), (project.code or project.name) if project else "", *names)


def indicator_identity(place: ProjectContext, indicator: Indicator) -> tuple[str, ...]:
    return identity(place.book, place.project, indicator.level2, indicator.name)
