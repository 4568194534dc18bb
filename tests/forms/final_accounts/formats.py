"""A drawn book as a file of each format, made by the libraries that the tests have."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

from docx import Document
from openpyxl import Workbook
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Drawn

from auditor.grid import Grid
from tests.forms.final_accounts.book import FinalBook, Sheet
from tests.forms.grids import dumped, sheet


def text(book: FinalBook) -> bytes:
    """A text dump: nothing marks a merged cell, and its text stands in its first position."""
    parts = ["\n".join(book.front), *map(_dumped, book.sheets)]
    return "\n\n".join(parts).encode()


def _dumped(one: Sheet) -> str:
    return "\n\n".join(filter(None, (dumped("\n".join(one.above), one.drawn), "\n".join(one.below))))


def html(book: FinalBook) -> bytes:
    """A web page with rowspan and colspan."""
    lines = ['<html><head><meta charset="utf-8"></head><body>', *(f"<p>{escape(line)}</p>" for line in book.front)]
    for one in book.sheets:
        lines += [f"<p>{escape(line)}</p>" for line in one.above]
        rows = []
        for row in sheet(one.drawn).rows:
            cells = (
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{escape(cell.text)}</td>'
                for cell in row
                if cell.anchor is None
            )
            rows.append(f"<tr>{''.join(cells)}</tr>")
        lines.append(f"<table>{''.join(rows)}</table>")
        lines += [f"<p>{escape(line)}</p>" for line in one.below]
    return "\n".join([*lines, "</body></html>"]).encode()


def xlsx(book: FinalBook) -> bytes:
    """A workbook with a sheet for each table, its lines and merged cells; amounts are texts, as systems export them."""
    made = Workbook()
    first = made.active
    assert first is not None
    first.title = "封面"
    for line in book.front:
        first.append([line])
    for number, one in enumerate(book.sheets, 1):
        page = made.create_sheet(f"表{number}")
        for line in one.above:
            page.append([line])
        top = page.max_row if one.above else 0
        for y, row in enumerate(sheet(one.drawn).rows, top + 1):
            for x, cell in enumerate(row, 1):
                if cell.anchor is None:
                    page.cell(y, x, cell.text or None)
                    if cell.rowspan > 1 or cell.colspan > 1:
                        page.merge_cells(None, y, x, y + cell.rowspan - 1, x + cell.colspan - 1)
        for line in one.below:
            page.append([line])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def docx(book: FinalBook) -> bytes:
    """A Word document with merged cells."""
    made = Document()
    for line in book.front:
        made.add_paragraph(line)
    for one in book.sheets:
        for line in one.above:
            made.add_paragraph(line)
        drawn = sheet(one.drawn)
        table = made.add_table(len(drawn.rows), drawn.width)
        for y, row in enumerate(drawn.rows):
            for x, cell in enumerate(row):
                if cell.anchor is None:
                    place = table.cell(y, x)
                    if cell.rowspan > 1 or cell.colspan > 1:
                        place = place.merge(table.cell(y + cell.rowspan - 1, x + cell.colspan - 1))
                    place.text = cell.text
        for line in one.below or ("",):
            made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(book: FinalBook, row: int = 28) -> bytes:
    """A page a table, with ruled cells, if its rows, each so many points high, find room."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("han", fontName="STSong-Light", fontSize=7, leading=9, wordWrap="CJK")
    story: list[Flowable] = [Paragraph(escape(line), style) for line in book.front]
    for one in book.sheets:
        story += [
            PageBreak(),
            *(Paragraph(escape(line), style) for line in one.above),
            _ruled(sheet(one.drawn), style, row) if one.drawn else Spacer(1, 20),
        ]
        story += [Paragraph(escape(line), style) for line in one.below]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A3), invariant=1).build(story)
    return out.getvalue()


def _ruled(drawn: Grid, style: ParagraphStyle, row_height: int) -> Drawn:
    rows = [[Paragraph(escape(cell.text), style) if cell.text else "" for cell in row] for row in drawn.rows]
    lines: list[tuple[object, ...]] = []
    for y, row in enumerate(drawn.rows):
        for x, cell in enumerate(row):
            if cell.anchor is None:
                corner = (x + cell.colspan - 1, y + cell.rowspan - 1)
                lines += [("SPAN", (x, y), corner), ("BOX", (x, y), corner, 0.5, (0, 0, 0))]
    return Drawn(rows, [1080 / drawn.width] * drawn.width, [row_height] * len(rows), style=lines)


FORMATS: dict[str, Callable[[FinalBook], bytes]] = {
    "book.txt": text,
    "book.html": html,
    "book.xlsx": xlsx,
    "book.docx": docx,
    "book.pdf": pdf,
}
"""File name → what writes it."""
