"""PDF by ReportLab. It wants TrueType outlines, which Noto CJK has not: Droid Sans Fallback has."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Drawn

from samples.making.table import Table

HAN = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
SIGNS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


def _styles(size: float) -> dict[str, ParagraphStyle]:
    return {
        name: ParagraphStyle(name, fontName="Han", fontSize=size, leading=size * 1.3, alignment=align, wordWrap="CJK")
        for name, align in ALIGN.items()
    }


def _markup(text: str) -> str:
    """Signs that the Han font lacks (℃, Ⅴ, digits of some builds) come from the other font."""
    known = pdfmetrics.getFont("Han").face.charToGlyph
    parts = [escape(s) if ord(s) in known else f'<font name="Signs">{escape(s)}</font>' for s in text]
    return "".join(parts)


def _drawn(table: Table, styles: dict[str, ParagraphStyle], heights: list[float]) -> Drawn:
    rows: list[list[Paragraph | str]] = [["" for _ in table.widths] for _ in range(table.rows)]
    lines: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    lines += [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    for (row, column), span in table.cells.items():
        rows[row][column] = Paragraph(_markup(span.text), styles[span.align])
        corner = (column + span.columns - 1, row + span.rows - 1)
        if span.rows > 1 or span.columns > 1:
            lines.append(("SPAN", (column, row), corner))
        lines.append(("BOX", (column, row), corner, 0.5, (0, 0, 0)))
    return Drawn(rows, [width * mm for width in table.widths], heights, style=TableStyle(lines))


def _fitting(text: str, width: float, lines: int, size: float) -> int:
    """How many signs of the text stand in so many lines of this width (points)."""
    used = 0.0
    for number, sign in enumerate(text):
        advance = size if ord(sign) > 0x2E7F else size * 0.65
        if used + advance > width:
            lines, used = lines - 1, 0.0
        if lines <= 0:
            return number
        used += advance
    return len(text)


def _pages(table: Table, heights: list[float], room: float, line: float) -> list[tuple[Table, list[float]]]:
    """Cut the table into pages, header repeated.

    ReportLab does not break inside a merged cell, so the cut is made here: a cell that crosses the page's
    end keeps as many of its lines as have room, and the rest of its text is printed on the next page.
    """
    head = sum(heights[: table.header_rows])
    starts, used = [table.header_rows], head
    for row in range(table.header_rows, table.rows):
        if used + heights[row] > room:
            starts.append(row)
            used = head
        used += heights[row]
    rest: dict[tuple[int, int], str] = {}
    pages: list[tuple[Table, list[float]]] = []
    for start, stop in zip(starts, [*starts[1:], table.rows], strict=True):
        page = Table(table.title, table.widths, header_rows=table.header_rows)
        for (row, column), span in table.cells.items():
            end = row + span.rows
            if row < table.header_rows:
                page.put(row, column, span.text, rows=span.rows, columns=span.columns, align=span.align)
            elif row < stop and end > start:
                first, last = max(row, start), min(end, stop)
                text = rest.get((row, column), span.text)
                lines = len(text) if end <= stop else int((sum(heights[first:last]) - 4) / line)
                width = sum(table.widths[column : column + span.columns]) * mm - 4
                fits = _fitting(text, width, lines, line / 1.3)
                rest[row, column] = text[fits:]
                place = table.header_rows + first - start
                page.put(place, column, text[:fits], rows=last - first, columns=span.columns, align=span.align)
        pages.append((page, [*heights[: table.header_rows], *heights[start:stop]]))
    return pages


def write_pdf(path: Path, tables: list[Table], size: float = 7.5) -> None:
    """One flow of tables with page numbers at the foot."""
    pdfmetrics.registerFont(TTFont("Han", str(HAN)))
    pdfmetrics.registerFont(TTFont("Signs", str(SIGNS)))
    styles = _styles(size)
    head = ParagraphStyle("head", styles["center"], fontSize=size + 4, leading=(size + 4) * 1.4)
    story: list[Flowable] = []
    for number, table in enumerate(tables):
        if number:
            story.append(PageBreak())
        story.append(Paragraph(_markup(table.title), head))
        story += [Paragraph(_markup(text), styles[align]) for text, align in table.captions]
        line = size * 1.3
        heights = [height + 1 for height in table.heights(2.83 / size, line, 4)]
        for place, (page, rows) in enumerate(_pages(table, heights, 165 * mm, line)):
            story += [PageBreak()] if place else []
            story.append(_drawn(page, styles, rows))

    def foot(canvas: object, document: SimpleDocTemplate) -> None:
        canvas.setFont("Signs", 7)  # type: ignore[attr-defined]
        canvas.drawCentredString(148 * mm, 6 * mm, f"- {document.page} -")  # type: ignore[attr-defined]

    document = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), invariant=1, title=tables[0].title,
        leftMargin=8 * mm, rightMargin=8 * mm, topMargin=10 * mm, bottomMargin=12 * mm,
    )  # fmt: skip
    document.build(story, onFirstPage=foot, onLaterPages=foot)
