"""Tables made by hand for the tests of forms."""

from __future__ import annotations

from auditor.forms import read_book
from auditor.grid import Block, Cell, Grid, Line, Printed, Source
from auditor.model import Book
from auditor.readers.text import read_text

HEADER = (
    "项目名称\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位"
)
SUBHEADER = "\t\t财政资金\t其他资金\t\t\t\t\t\t\t"
TITLE = "预算12表 项目支出绩效表\n金额单位：万元\n"
OUTPUT = "产出指标\t数量指标\t培训人数\t≥\t100\t人"
COST = "成本指标\t经济成本指标\t培训费用\t≤\t5\t万元"


def book_of(text: str) -> Book:
    """The Book of a text dump."""
    return read_book(read_text("made.txt", text.encode()), id="made")


def project_table(*rows: str) -> str:
    """The text of an L1 table with these rows below its two header lines."""
    return TITLE + "\n".join((HEADER, SUBHEADER, *rows)) + "\n"


def grid(rows: list[list[str]], page: int = 1, spans: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    """A rectangular grid; ``spans`` are (row, column, rowspan, colspan) of merged cells."""
    cells = [
        [
            Cell(text, Source("made.pdf", page=page, bbox=(x * 10.0, y * 10.0, x * 10.0 + 10, y * 10.0 + 10)))
            for x, text in enumerate(row)
        ]
        for y, row in enumerate(rows)
    ]
    for top, left, high, wide in spans:
        first = cells[top][left]
        for y in range(top, top + high):
            for x in range(left, left + wide):
                here = cells[y][x]
                cells[y][x] = (
                    Cell(first.text, first.source, high, wide)
                    if (y, x) == (top, left)
                    else Cell("", here.source, anchor=(top, left))
                )
    return Grid(cells, Source("made.pdf", page=page))


def printed(*blocks: Block) -> Printed:
    """A file that prints these blocks."""
    return Printed("made.pdf", "0" * 64, "pdf", list(blocks), pages=3)


def line(text: str) -> Line:
    return Line(text, Source("made.pdf", page=1))


def sheet(text: str, page: int = 1) -> Grid:
    """A grid drawn as text, cells parted by "｜": "^" is covered by the cell above, "<" by the one to the left."""
    rows = [[cell.strip() for cell in row.split("｜")] for row in text.strip().split("\n")]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    spans = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell in ("^", "<"):
                continue
            high = next((n for n in range(1, len(rows) - y) if rows[y + n][x] != "^"), len(rows) - y)
            wide = next((n for n in range(1, width - x) if row[x + n] != "<"), width - x)
            if high > 1 or wide > 1:
                spans.append((y, x, high, wide))
    bare = [["" if cell in ("^", "<") else cell for cell in row] for row in rows]
    return grid(bare, page, tuple(spans))


def book_on(title: str, *sheets: str, mapping: dict[str, str] | None = None) -> Book:
    """The Book of a file that prints a title and then these sheets, one a page."""
    pages = [sheet(text, page) for page, text in enumerate(sheets, 1)]
    return read_book(printed(*(line(text) for text in title.split("\n")), *pages), id="made", mapping=mapping)


def dumped(title: str, text: str) -> str:
    """The same drawing as a text dump: covered cells are empty, and nothing marks them."""
    rows = [
        "\t".join("" if cell.strip() in ("^", "<") else cell.strip() for cell in row.split("｜"))
        for row in text.strip().split("\n")
    ]
    return "\n".join([title, *rows])


def rows_of(book: Book) -> list[str]:
    """Every indicator of the book as one line, its cells parted by "｜"."""
    everyone = [*book.projects, *book.departments, *book.transfers]
    return [
        "｜".join((one.level1, one.level2, one.name, one.operator, one.value, one.unit))
        for project in everyone
        for one in project.indicators
    ]
