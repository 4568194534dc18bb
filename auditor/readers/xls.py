"""Legacy XLS (BIFF) through xlrd, which reads formats, borders, merges and hidden rows; macros are not run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from auditor.errors import UnreadableFile
from auditor.readers import biff
from auditor.readers.limits import MAX_CELLS, MAX_MERGES
from auditor.readers.numberformat import display, plain
from auditor.readers.sheet import Sheet

_ADVICE = "请用 Excel 打开核对后另存"


def sheets(data: bytes, path: str) -> Iterator[Sheet]:
    """Every worksheet, hidden ones too; a damaged sheet comes as far as it could be read, with the reason in
    ``unread``. Raises UnreadableFile if the workbook itself cannot be read."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        count = book.nsheets
    except Exception as error:  # On damaged records xlrd raises any kind of error.
        if "encrypted" in str(error).lower():
            raise UnreadableFile("工作簿已加密", path, "请在 Excel 中取消密码，另存为 xlsx 后再试") from error
        raise UnreadableFile("文件不完整或已损坏", path, "请用 Excel 另存为 xlsx 后再试") from error
    stream = bytes(book.mem)[: book.base + book.stream_len]
    if not biff.whole_globals(stream, book.base):
        yield Sheet("", unread=[f"工作簿的公共部分（文字、格式）已损坏，单元格的文字可能有误或缺失；{_ADVICE}"])
    for number in range(count):
        name = book.sheet_names()[number]
        sheet = Sheet(name)
        try:
            source = book.sheet_by_index(number)
            sheet.hidden = bool(source.visibility)
            _read(source, book, sheet)
            if not biff.whole_sheet(stream, book._sh_abs_posn[number]):
                sheet.unread.append(f"工作表“{name}”的数据不完整，部分单元格可能没有读到；{_ADVICE}")
        except Exception:
            sheet.unread.append(f"工作表“{name}”已损坏，未能完整读取")
        book.unload_sheet(number)
        yield sheet


def _read(source: Any, book: Any, sheet: Sheet) -> None:
    # xlrd gives the end row and column exclusively.
    ranges = source.merged_cells[:MAX_MERGES]
    sheet.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in ranges]
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        if len(sheet.texts) >= MAX_CELLS:
            sheet.unread.append(f"单元格超过 {MAX_CELLS} 个，第 {row + 1} 行起未读取")
            return
        for column in range(source.row_len(row)):
            cell = source.cell(row, column)
            style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
            if style is not None and any(
                (style.border.left_line_style, style.border.right_line_style,
                 style.border.top_line_style, style.border.bottom_line_style)
            ):  # fmt: skip
                sheet.bordered.add((row, column))
            text = _text(cell, style, book)
            if text.strip():
                sheet.texts[row, column] = text


def _text(cell: Any, style: Any, book: Any) -> str:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = Decimal(repr(cell.value))
        code = book.format_map[style.format_key].format_str if style is not None else "General"
        return display(number, code, bool(book.datemode)) if code else plain(number)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#错误"))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""
