"""A workbook as Excel writes it: shared strings, styles, defined names, theme, comments, a hidden sheet with a list."""

from __future__ import annotations

import datetime
from pathlib import Path

import xlsxwriter

from samples.making.sheets import LONG_AGO, repack, typed
from samples.making.table import Table

OPERATORS = ("≥", "≤", "＝", "定性")
LIST = "选项"


def write_workbook(path: Path, sheets: dict[str, Table]) -> None:
    """One sheet per table, and a hidden one with the choices of a column; byte for byte the same on every run."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False})
    book.set_properties({"title": "绩效目标表", "author": "预算科", "created": datetime.datetime(*LONG_AGO)})
    for name, table in sheets.items():
        _draw(book, book.add_worksheet(name), table)
    choices = book.add_worksheet(LIST)
    choices.write_column(0, 0, OPERATORS)
    choices.hide()
    book.define_name(LIST, f"={LIST}!$A$1:$A${len(OPERATORS)}")
    book.close()
    repack(path)


def _draw(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    width = len(table.widths)
    captions = [(table.title, "center"), *table.captions]
    for number, (text, align) in enumerate(captions):
        look = {"font_name": "宋体", "font_size": 9 if number else 16, "bold": not number, "align": align}
        sheet.merge_range(number, 0, number, width - 1, text, book.add_format(look))
    first = len(captions)
    for column, millimetres in enumerate(table.widths):
        sheet.set_column(column, column, millimetres / 1.95)
    looks: dict[tuple[str, str], xlsxwriter.format.Format] = {}
    for (row, column), span in table.cells.items():
        value, code = typed(span.text)
        if (code, span.align) not in looks:
            look = {"font_name": "宋体", "font_size": 9, "border": 1, "text_wrap": True, "valign": "vcenter"}
            looks[code, span.align] = book.add_format(look | {"align": span.align, "num_format": code})
        place, style = (first + row, column), looks[code, span.align]
        if span.rows > 1 or span.columns > 1:
            sheet.merge_range(*place, place[0] + span.rows - 1, column + span.columns - 1, "", style)
        if not span.text:
            sheet.write_blank(*place, None, style)
        elif isinstance(value, str):
            sheet.write_string(*place, value, style)
        else:
            sheet.write_number(*place, value, style)
    last = first + table.rows - 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页")
    sheet.print_area(0, 0, last, width - 1)
    sheet.write_comment(first, 0, "按批复口径填列", {"author": "预算科"})
    if table.header_rows:
        begin = first + table.header_rows
        sheet.repeat_rows(0, begin - 1)
        sheet.freeze_panes(begin, 1)
        sheet.autofilter(begin - 1, 0, last, width - 1)
        sheet.data_validation(begin, width - 3, last, width - 3, {"validate": "list", "source": f"={LIST}"})
