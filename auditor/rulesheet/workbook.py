"""The workbook's file: written by XlsxWriter, read by this program's XLSX reader; all cells are texts."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from auditor.errors import UsageError
from auditor.rulesheet.sheets import Content, SheetError, from_sheets, to_sheets
from auditor.rulesheet.yamltext import replace
from auditor.visible import FORMULA


def write_sheet(content: Content, path: str | Path) -> None:
    """Write a pack as a workbook. Raises UsageError if it cannot be written."""
    replace(Path(path), encode_workbook(content))


def encode_workbook(content: Content) -> bytes:
    """The workbook's bytes; the same pack gives the same bytes. No cell is ever a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 1, 1)})
    style = {"num_format": "@", "text_wrap": True, "valign": "top"}
    head = book.add_format({**style, "bold": True, "bg_color": "#E7EEF7", "bottom": 1})
    plain = book.add_format(style)
    quoted = book.add_format({**style, "quote_prefix": True})
    for sheet in to_sheets(content):
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max(len(sheet.rows[0]), 1) + 3, 20, plain)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, plain)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell:
                    form = quoted if cell.startswith(FORMULA) else plain
                    page.write_string(row, column, cell, head if row == 0 else form)
        page.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def read_sheet(path: str | Path) -> tuple[Content, dict[str, int]]:
    """The pack of a workbook as plain data, and the row of each rule by id.

    Raises UnreadableFile if the file is not a workbook, UsageError with sheet and row for a wrong cell.
    """
    from auditor.readers.base import load
    from auditor.readers.package import Package
    from auditor.readers.xlsx import sheets

    tables: dict[str, list[list[str]]] = {}
    for sheet in sheets(Package(load(path), str(path))):
        if sheet.unread or sheet.uncalculated:
            why = sheet.unread[0] if sheet.unread else "有公式没有计算结果，请改为文字"
            raise UsageError(f"工作表“{sheet.name}”：{why}", str(path))
        height = 1 + max((row for row, _ in sheet.texts), default=-1)
        width = 1 + max((column for _, column in sheet.texts), default=-1)
        if height * width > MAX_GRID:
            raise UsageError(f"工作表“{sheet.name}”过大", str(path))
        tables[sheet.name] = [[sheet.texts.get((row, column), "") for column in range(width)] for row in range(height)]
    try:
        return from_sheets(tables)
    except SheetError as error:
        raise UsageError(str(error), str(path)) from None


MAX_GRID = 2_000_000
"""Cells of a sheet's rectangle; a real pack has some thousands."""
