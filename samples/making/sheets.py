"""Spreadsheets: XLSX with merged cells and print titles, XLS made from it, CSV in GB18030."""

from __future__ import annotations

import csv
import datetime
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samples.making.table import Table

THIN = Side(style="thin")
LONG_AGO = (2026, 1, 1, 0, 0, 0)


def typed(text: str) -> tuple[str | int | float, str]:
    """A cell as a finance office types it: amounts and targets are numbers with a number format."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{6}|\d+\.\d{6}", text):
        return float(text.replace(",", "")), "#,##0.000000"
    if re.fullmatch(r"0|[1-9]\d{0,9}", text):
        return int(text), "General"
    return text, "@" if text else "General"


def _draw(sheet: Worksheet, table: Table, size: float) -> None:
    width = len(table.widths)
    captions = [(table.title, "center"), *table.captions]
    for number, (text, align) in enumerate(captions, 1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
        sheet.cell(number, 1, text).alignment = Alignment(horizontal=align)
        sheet.cell(number, 1).font = Font("Noto Sans CJK SC", size=size + 4 if number == 1 else size, bold=number == 1)
    first = len(captions) + 1
    for column, millimetres in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = millimetres / 1.95
    for row, height in enumerate(table.heights(2.83 / size, size * 1.55, 3)):
        sheet.row_dimensions[first + row].height = round(height, 1)
        for column in range(width):
            sheet.cell(first + row, column + 1).border = Border(THIN, THIN, THIN, THIN)
    for (row, column), span in table.cells.items():
        cell = sheet.cell(first + row, column + 1)
        cell.value, cell.number_format = typed(span.text)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # "=8.00(家)" is a text, not a formula.
        cell.font = Font("Noto Sans CJK SC", size=size)
        cell.alignment = Alignment(horizontal=span.align, vertical="center", wrap_text=True)
        if span.rows > 1 or span.columns > 1:
            sheet.merge_cells(
                start_row=first + row,
                end_row=first + row + span.rows - 1,
                start_column=column + 1,
                end_column=column + span.columns,
            )
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "第 &P 页"
    if table.header_rows:
        sheet.print_title_rows = f"1:{len(captions) + table.header_rows}"


def write_xlsx(path: Path, sheets: dict[str, Table], size: float = 8) -> None:
    """One sheet per table; byte for byte the same on every run."""
    book = Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        _draw(book.create_sheet(name), table, size)
    book.properties.created = book.properties.modified = datetime.datetime(*LONG_AGO)
    book.save(path)
    repack(path)


def repack(path: Path) -> None:
    """Give every member of a ZIP the same date, so that making the file again gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, data in members:
            settled = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?=<)", b"2026-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), settled, zipfile.ZIP_DEFLATED)


def write_csv(path: Path, tables: list[Table], encoding: str, delimiter: str) -> None:
    """Merged cells as a spreadsheet exports them: the text in the first cell, the rest empty."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for table in tables:
            writer.writerow([table.title])
            writer.writerows([text] for text, _ in table.captions)
            for row in range(table.rows):
                cells = [table.cells.get((row, column)) for column in range(len(table.widths))]
                writer.writerow([cell.text if cell else "" for cell in cells])
            writer.writerow([])
