"""What a department's clerk makes in Excel and Word: the projects of an invented office, written down."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.document import Document
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from auditor.forms import read_book
from auditor.model import Amount, Book
from auditor.readers import read_data

OFFICE = "青河区住房和城乡建设委员会"
TITLE = f"{OFFICE}2026年项目支出绩效目标表"
OWN = ("项目名称", "项目总额", "财政资金", "其他资金", "绩效目标")
CELLS = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
HEADER = (*OWN, *CELLS)


class Written(NamedTuple):
    """A project as the clerk means it: name, sums in 万元, goal, rows of six cells."""

    name: str
    total: str
    fiscal: str
    other: str
    goal: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def own(self) -> list[Any]:
        return [self.name, *(float(sum) for sum in self[1:4]), self.goal]


def _rows(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


PROJECTS = (
    Written(
        "路灯改造",
        "45",
        "40",
        "5",
        "更换老旧路灯80盏，改善夜间照明条件",
        _rows(
            "产出指标|数量指标|更换路灯数|≥|80|盏",
            "产出指标|数量指标|检修线路长度|≥|3.5|公里",
            "产出指标|质量指标|验收合格率|≥|98|%",
            "满意度指标|服务对象满意度指标|居民满意度|≥|90|%",
        ),
    ),
    Written(
        "公园维护",
        "30.5",
        "30.5",
        "0",
        "维护公园绿地3万平方米",
        _rows(
            "产出指标|数量指标|养护面积|≥|3|万平方米",
            "成本指标|经济成本指标|养护成本|≤|30.5|万元",
            "效益指标|社会效益指标|投诉下降率|≥|10|%",
        ),
    ),
    Written(
        "河道清淤",
        "1200",
        "1200",
        "0",
        "清淤河道12公里",
        _rows("产出指标|数量指标|清淤长度|≥|12|公里", "产出指标|时效指标|完成时间|≤|10|月"),
    ),
)


def value(text: str) -> Any:
    """A cell as a clerk types it: a number is a number in Excel."""
    return float(text) if text.replace(".", "", 1).isdigit() else text


def put(sheet: Worksheet, rows: Iterable[Sequence[Any]], top: int, left: int = 1) -> int:
    """Write rows with their upper left cell at (``top``, ``left``); the row below them."""
    for row in rows:
        for column, text in enumerate(row, left):
            if text not in (None, ""):
                sheet.cell(top, column, text)
        top += 1
    return top


def put_project(sheet: Worksheet, project: Written, top: int, merged: bool = True, left: int = 1) -> int:
    """Write a project of a list, its own cells and the classes merged down; the row below it."""
    own, rows = len(OWN), len(project.rows)
    put(sheet, [project.own], top, left)
    put(sheet, [[value(cell) for cell in row] for row in project.rows], top, left + own)
    if merged and rows > 1:
        for column in range(left, left + own):
            sheet.merge_cells(start_row=top, end_row=top + rows - 1, start_column=column, end_column=column)
        for column in (left + own, left + own + 1):
            merge_equal(sheet, column, top, top + rows - 1)
    return top + rows


def merge_equal(sheet: Worksheet, column: int, first: int, last: int) -> None:
    """Merge equal cells of a column that follow one another, as a clerk does with classes."""
    start = first
    for row in range(first + 1, last + 2):
        if row > last or sheet.cell(row, column).value != sheet.cell(start, column).value:
            if row - 1 > start:
                sheet.merge_cells(start_row=start, end_row=row - 1, start_column=column, end_column=column)
            start = row


def put_form(sheet: Worksheet, project: Written, top: int, left: int = 1) -> int:
    """Write a project as a form of its own, labels beside their values; the row below it."""
    lines: list[list[Any]] = [
        ["项目名称", project.name],
        ["项目资金总额（万元）", float(project.total)],
        ["其中：财政拨款", float(project.fiscal)],
        ["其他资金", float(project.other)],
        ["绩效目标", project.goal],
        list(CELLS),
    ]
    for row in range(top, top + 5):
        sheet.merge_cells(start_row=row, end_row=row, start_column=left + 1, end_column=left + 5)
    return put(sheet, [*lines, *([value(cell) for cell in row] for row in project.rows)], top, left)


def begin(sheet: Worksheet, header: Sequence[str] = HEADER, title: str = TITLE) -> int:
    """Write a title over the whole width, the unit and the header; the row below them."""
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
    return put(sheet, [[title], ["单位：万元"], header], 1)


def book_of(made: Workbook | Document) -> Book:
    """The book that is read from a workbook or a Word document."""
    memory = io.BytesIO()
    made.save(memory)
    name = "住建委.xlsx" if isinstance(made, Workbook) else "住建委.docx"
    return read_book(read_data(name, memory.getvalue()), id="made")


def workbook() -> tuple[Workbook, Worksheet]:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    return made, sheet


def document(title: str = TITLE) -> Document:
    made = docx.Document()
    made.add_paragraph(title)
    made.add_paragraph("单位：万元")
    return made


def turn_page(made: Document) -> None:
    made.add_page_break()  # type: ignore[no-untyped-call]


def word_table(made: Document, rows: Sequence[Sequence[str]], merges: Iterable[tuple[int, int, int, int]] = ()) -> None:
    """Add a table; ``merges`` are (first row, first column, last row, last column), whose first cell keeps its text."""
    table = made.add_table(len(rows), max(map(len, rows)))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    for top, left, bottom, right in merges:
        kept = rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = kept


def read_back(book: Book) -> list[Written]:
    """The projects as read, numbers without zeros at their ends."""
    return [
        Written(
            project.name,
            _plain(project.total),
            _plain(project.fiscal),
            _plain(project.other),
            project.goal,
            tuple((one.level1, one.level2, one.name, one.operator, one.value, one.unit) for one in project.indicators),
        )
        for project in book.projects
    ]


def _plain(amount: Amount | None) -> str:
    number = amount.number if amount else None
    return "" if number is None else f"{number.normalize():f}"


def listed(projects: Sequence[Written] = PROJECTS) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """A list as rows of texts with its header, and the merges of each project's own cells."""
    rows: list[list[str]] = [list(HEADER)]
    merges = []
    for project in projects:
        top = len(rows)
        own = [project.name, project.total, project.fiscal, project.other, project.goal]
        rows += [[*(own if not place else [""] * len(own)), *cells] for place, cells in enumerate(project.rows)]
        merges += [(top, column, len(rows) - 1, column) for column in range(len(OWN)) if len(rows) - 1 > top]
    return rows, merges


def classes(rows: list[list[str]], columns: Sequence[int] = (5, 6)) -> list[tuple[int, int, int, int]]:
    """The merges of equal classes that follow one another within a project."""
    merges = []
    for column in columns:
        start = 1
        for row in range(2, len(rows) + 1):
            if row == len(rows) or rows[row][column] != rows[start][column] or rows[row][0]:
                if row - 1 > start:
                    merges.append((start, column, row - 1, column))
                start = row
    return merges


def unread(book: Book) -> list[str]:
    """Why parts of the file were not read."""
    return [entry.why or "" for entry in book.ledger if not entry.read]


def doubts(book: Book) -> list[str]:
    return [f"{repair.kind}：{repair.raw}：{repair.read_as}" for repair in book.repairs if repair.doubtful]
