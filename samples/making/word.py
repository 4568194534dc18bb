"""DOCX with merged cells; rows may break across pages, as in Word's default."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from samples.making.sheets import repack
from samples.making.table import Span, Table

ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def _element(name: str, **attributes: object) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _cell(span: Span | None, width: float, columns: int, merge: str | None) -> Any:
    cell, properties = _element("tc"), _element("tcPr")
    properties.append(_element("tcW", w=int(width * 56.7), type="dxa"))
    if columns > 1:
        properties.append(_element("gridSpan", val=columns))
    if merge:
        properties.append(_element("vMerge", val=merge))
    properties.append(_element("vAlign", val="center"))
    cell.append(properties)
    paragraph = _element("p")
    if span and span.text:
        if span.align != "left":
            style = _element("pPr")
            style.append(_element("jc", val=span.align))
            paragraph.append(style)
        run, text = _element("r"), _element("t")
        text.text = span.text
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        paragraph.append(run)
    cell.append(paragraph)
    return cell


def _table(table: Table) -> Any:
    xml, properties = _element("tbl"), _element("tblPr")
    properties.append(_element("tblW", w=int(sum(table.widths) * 56.7), type="dxa"))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz=4, color="000000"))
    properties.append(borders)
    properties.append(_element("tblLayout", type="fixed"))
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w=40, type="dxa"))
    properties.append(margins)
    xml.append(properties)
    grid = _element("tblGrid")
    for width in table.widths:
        grid.append(_element("gridCol", w=int(width * 56.7)))
    xml.append(grid)
    covered: dict[tuple[int, int], Span] = {}
    for row in range(table.rows):
        line = _element("tr")
        if row < table.header_rows:
            style = _element("trPr")
            style.append(_element("tblHeader"))
            line.append(style)
        column = 0
        while column < len(table.widths):
            span = table.cells.get((row, column))
            above = covered.get((row, column))
            shown = span or above or Span("")
            width = sum(table.widths[column : column + shown.columns])
            merge = "restart" if span and span.rows > 1 else "continue" if above and not span else None
            line.append(_cell(span, width, shown.columns, merge))
            if span:
                covered |= {(below, column): span for below in range(row + 1, row + span.rows)}
            column += shown.columns
        xml.append(line)
    return xml


def write_docx(path: Path, tables: list[Table], size: float = 8) -> None:
    """For each table, its title and captions as paragraphs and then the table."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(9)
    section.top_margin = section.bottom_margin = Mm(12)
    style = document.styles["Normal"]
    style.font.size = Pt(size)
    style.font.name = "Noto Sans CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    style.paragraph_format.space_after = Pt(0)
    for number, table in enumerate(tables):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call]
        for text, align in [(table.title, "center"), *table.captions]:
            document.add_paragraph(text).alignment = ALIGN[align]
        end = document.add_paragraph()
        end._p.addprevious(_table(table))
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.save(str(path))
    repack(path)
