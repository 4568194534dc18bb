"""Tables as clerks draw them, written in the formats that departments publish.

A grid is a list of rows of cell texts; ``LEFT`` joins a cell to the one left of it, ``ABOVE`` to the one above it. A
block is a grid or a line of text. Nothing here knows the product that reads the files.
"""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Grid: TypeAlias = list[list[str]]
Block: TypeAlias = Grid | str
LEFT, ABOVE = "<", "^"
CHROMIUM = "chromium"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text and the rows and columns that it covers."""

    row: int
    column: int
    text: str
    down: int
    across: int


def cells(grid: Grid) -> Iterator[Cell]:
    """The cells of a grid without those that others cover."""
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in {LEFT, ABOVE}:
                continue
            across = next((n for n, after in enumerate(row[c + 1 :], 1) if after != LEFT), len(row) - c)
            down = next((n for n, below in enumerate(grid[r + 1 :], 1) if below[c] != ABOVE), len(grid) - r)
            yield Cell(r, c, text, down, across)


def widened(rows: Grid) -> Grid:
    """The rows with the last cell of the short ones joined to the right edge."""
    width = max(map(len, rows))
    return [[*row, *[LEFT] * (width - len(row))] for row in rows]


def plain(grid: Grid) -> Grid:
    """The grid without its joins: a covered cell is empty, as in an export."""
    return [["" if text in {LEFT, ABOVE} else text for text in row] for row in grid]


def workbook(path: Path, sheets: Mapping[str, Sequence[Block]], hidden: str = "", numbers: bool = False) -> None:
    """Write an Excel file; ``numbers`` stores plain figures as numbers, else all is text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin")
    book = Workbook()
    book.remove(book.active)
    for title, blocks in sheets.items():
        sheet = book.create_sheet(title)
        width, top = max((len(b[0]) for b in blocks if not isinstance(b, str)), default=1), 1
        for block in blocks:
            if isinstance(block, str):
                sheet.cell(top, 1, block)
                if block:
                    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=width)
                top += 1
                continue
            for cell in cells(block):
                at = sheet.cell(top + cell.row, 1 + cell.column, _stored(cell.text, numbers))
                at.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                at.alignment = Alignment(wrap_text=True, vertical="center")
                if cell.down > 1 or cell.across > 1:
                    end = (at.row + cell.down - 1, at.column + cell.across - 1)
                    sheet.merge_cells(start_row=at.row, start_column=at.column, end_row=end[0], end_column=end[1])
            top += len(block)
        if title == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)


def _stored(text: str, numbers: bool) -> str | int | float | None:
    if numbers and re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text or None


def word(path: Path, blocks: Sequence[Block], landscape: bool = False) -> None:
    """Write a Word file; a form feed in a line of text starts a new page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document: Any = Document()
    if landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for block in blocks:
        if isinstance(block, str):
            if block.startswith("\f"):
                document.add_page_break()
            document.add_paragraph(block.lstrip("\f"))
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]), style="Table Grid")
        for cell in cells(block):
            first = table.cell(cell.row, cell.column)
            if cell.down > 1 or cell.across > 1:
                first = first.merge(table.cell(cell.row + cell.down - 1, cell.column + cell.across - 1))
            first.text = cell.text
    document.save(path)


def markup(grid: Grid, head: int = 0, style: str = 'border="1"') -> str:
    """The grid as an HTML table; ``head`` rows are repeated on each page of a print."""
    lines: list[str] = [f"<table {style}>"]
    rows: dict[int, list[str]] = {r: [] for r in range(len(grid))}
    for cell in cells(grid):
        spans = "".join(f' {k}="{n}"' for k, n in (("rowspan", cell.down), ("colspan", cell.across)) if n > 1)
        rows[cell.row].append(f"<td{spans}>{html.escape(cell.text).replace(chr(10), '<br>')}</td>")
    for r, row in rows.items():
        opening = "<thead>" if head and r == 0 else "<tbody>" if r == head else ""
        lines.append(f"{opening}<tr>{''.join(row)}</tr>{'</thead>' if head and r == head - 1 else ''}")
    return "\n".join([*lines, "</tbody></table>"])


def printed(path: Path, body: str, page: str = "A4") -> None:
    """Print HTML to PDF with Chromium; ``page`` is the CSS size of the paper."""
    css = (
        f"@page {{ size: {page}; margin: 14mm }} body {{ font: 9.5pt 'Noto Serif CJK SC' }} h3, p {{ margin: 3pt 0 }}"
        "h3 { text-align: center } table { border-collapse: collapse; width: 100%; margin-bottom: 8pt }"
        "td { border: 0.6pt solid #000; padding: 3pt; vertical-align: middle } tr { break-inside: avoid }"
        ".new { break-before: page }"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(f'<meta charset="utf-8"><style>{css}</style>{body}', encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}"]
        subprocess.run([CHROMIUM, *options, source.as_uri()], check=True, capture_output=True, timeout=120)


def drawn(path: Path, blocks: Sequence[Block], widths: Sequence[int], head: int = 0, turned: bool = False) -> None:
    """Draw a PDF with one font; ``head`` rows are repeated, ``turned`` pages are upright and carry /Rotate 90."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8.5, leading=11, wordWrap="CJK")

    def turn(canvas: Any, _: Any) -> None:
        if turned:
            canvas.translate(A4[0], 0)
            canvas.rotate(90)

    def shown(block: Block) -> Any:
        return Paragraph(html.escape(block), text) if isinstance(block, str) else _table(block, text, widths, head)

    width, height = reversed(A4) if turned else A4
    document = BaseDocTemplate(str(path), pagesize=A4)
    frame = Frame(30, 30, width - 60, height - (130 if turned else 60))
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=turn))
    document.build([shown(block) for block in blocks])
    if turned:
        _rotate(path)


def _rotate(path: Path) -> None:
    from pypdfium2 import PdfDocument

    book = PdfDocument(path.read_bytes())
    for page in book:
        page.set_rotation(90)
    book.save(path)


def _table(grid: Grid, text: Any, widths: Sequence[int], head: int) -> Any:
    from reportlab.platypus import LongTable, Paragraph

    styles: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    content: list[list[Any]] = [[""] * len(row) for row in grid]
    for cell in cells(grid):
        last = (cell.column + cell.across - 1, cell.row + cell.down - 1)
        styles.append(("SPAN", (cell.column, cell.row), last))
        content[cell.row][cell.column] = Paragraph(html.escape(cell.text), text)
    return LongTable(content, colWidths=list(widths), repeatRows=head, style=styles, spaceAfter=8)


def separated(blocks: Sequence[Block], mark: str) -> str:
    """The blocks as lines of text whose cells ``mark`` separates; a comma gives CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for block in blocks:
        for row in [[block]] if isinstance(block, str) else plain(block):
            if mark == ",":
                writer.writerow(row)
            else:
                out.write(mark.join(text.replace("\n", " ") for text in row) + "\n")
    return out.getvalue()
