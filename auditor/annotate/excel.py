"""A workbook with coloured cells and comments, by openpyxl: the library that changes workbooks that exist."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from zipfile import BadZipFile, ZipFile

from auditor.annotate.marked import MarkedFile, Refused
from auditor.annotate.note import APPLIED, AUTHOR, LONGEST, CellEdit, Edit, Note, joined
from auditor.readers.excel import sniff
from auditor.report.plain import plain
from auditor.results import GENERATOR

_LOST = (
    ("形状和文本框", "xl/drawings/", rb"<(xdr:)?sp[ >]"),
    ("图表的部分格式", "xl/charts/", b""),
    ("窗体控件", "xl/ctrlProps/", b""),
    ("ActiveX 控件", "xl/activeX/", b""),
    ("批注的对话串（改为普通批注）", "xl/threadedComments/", b""),
    ("切片器", "xl/slicers/", b""),
    ("数字签名", "_xmlsignatures/", b""),
    ("自定义数据", "customXml/", b""),
    ("迷你图、新式条件格式和数据验证", "xl/worksheets/", rb"<extLst"),
)
"""What openpyxl does not write again: how people call it, the parts that hold it, and what stands in them."""
_MACROS = "xl/vbaProject.bin"
_FORMULA = re.compile(rb"<f[ >]")
_WIDE, _CHARACTER, _LINE = 320, 12, 20
"""Pixels: width of a comment's box, of a Chinese character and height of a line in it."""
_TALLEST = 420


def recognises(data: bytes) -> bool:
    """Whether ``data`` is a workbook that can be annotated: not the binary format of before 2007."""
    return data.startswith(b"PK") and sniff(data, "")


def mark(data: bytes, notes: Sequence[Note], edits: Sequence[Edit] | None = None) -> MarkedFile:
    """The workbook ``data`` with ``edits`` made, and ``notes`` as comments at their cells. Raises Refused.

    Without ``edits`` the copy bears the mark of a result; with them it is a document to audit.
    """
    import openpyxl

    names, formulas = _parts(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True, keep_vba=_MACROS in names)
    except Exception as error:  # openpyxl raises whatever a part makes it raise
        raise Refused("工作簿无法改写（请在 Excel 中打开后另存为 xlsx 再试）") from error
    outcome = MarkedFile(lost=_lost(data, names))
    if formulas:
        outcome.lost.append("公式的计算结果（打开时重新计算）")
    for edit in edits or ():
        (outcome.applied if _applied(book, edit) else outcome.unapplied).append(edit)
    changed = {(cell.source.sheet, cell.source.cell) for edit in outcome.applied for cell in edit.cells}
    for note in _by_cell(book, [*notes, *(edit.otherwise for edit in outcome.unapplied)], outcome):
        _write(book, note, changed)
    for edit in outcome.applied:
        _comment(_cell(book, edit.cells[0].source.sheet, edit.cells[0].source.cell), edit.note)
    if edits is None:
        book.properties.keywords = GENERATOR
    out = io.BytesIO()
    book.save(out)
    outcome.data = out.getvalue()
    return outcome


def _cell(book: Any, sheet: str | None, address: str | None) -> Any:
    """The cell at an address, the covering one where it is merged; None if there is none."""
    from openpyxl.cell.cell import MergedCell

    if sheet not in book.sheetnames or not address or not hasattr(book[sheet], "cell"):
        return None
    page = book[sheet]
    try:
        cell = page[address]
    except (ValueError, KeyError, AttributeError):
        return None
    if isinstance(cell, MergedCell):
        ranges = (each for each in page.merged_cells.ranges if cell.coordinate in each)
        cell = next((page.cell(each.min_row, each.min_col) for each in ranges), None)
    return cell if hasattr(cell, "comment") else None


def _by_cell(book: Any, notes: Sequence[Note], outcome: MarkedFile) -> Iterator[Note]:
    """The notes by the cell in which they are written: those without one at the first cell, and counted."""
    first = next(sheet.title for sheet in book.worksheets)
    found: dict[tuple[str, str], Note] = {}
    for note in notes:
        cell = _cell(book, note.source.sheet, note.source.cell)
        if cell is None:
            outcome.loose += note.findings
            sheet = note.source.sheet if _cell(book, note.source.sheet, "A1") is not None else first
            cell = _cell(book, sheet, "A1")
        place = (cell.parent.title, cell.coordinate)
        found[place] = joined(found[place], note) if place in found else note
    outcome.placed = sum(note.findings for note in found.values()) - outcome.loose
    for (sheet, address), note in found.items():
        yield Note(type(note.source)(note.source.file, sheet=sheet, cell=address), note.text, note.colour)


def _write(book: Any, note: Note, changed: set[tuple[str | None, str | None]]) -> None:
    cell = _cell(book, note.source.sheet, note.source.cell)
    if (note.source.sheet, note.source.cell) not in changed:
        _fill(cell, note.colour)
    _comment(cell, note.text)


def _fill(cell: Any, colour: str) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=colour)


def _comment(cell: Any, text: str) -> None:
    """Add ``text`` to the comment of ``cell``; what a person has written there stays."""
    from openpyxl.comments import Comment

    if cell.comment is not None:
        text = plain(f"{cell.comment.text}\n{text}", LONGEST)
    comment = Comment(text, AUTHOR)
    lines = sum(1 + len(line) * _CHARACTER // _WIDE for line in text.split("\n"))
    comment.width, comment.height = _WIDE, min(_TALLEST, _LINE * (lines + 1))
    cell.comment = comment


def _applied(book: Any, edit: Edit) -> bool:
    """Make the edit, if each cell is one by itself and holds exactly the text that was read; else leave all alone."""
    cells = [_alone(book, each) for each in edit.cells]
    if any(cell is None for cell in cells):
        return False
    for cell, each in zip(cells, edit.cells, strict=True):
        number = _number(each.new) if isinstance(cell.value, int | float) else None
        cell.value = number if number is not None else plain(each.new)
        if number is None:
            # openpyxl would take a text that begins with "=" for a formula.
            cell.data_type = "s"
        _fill(cell, APPLIED)
    return True


def _alone(book: Any, edit: CellEdit) -> Any:
    """The cell of ``edit``, None if it is merged, calculated or holds another text."""
    page, address = edit.source.sheet, edit.source.cell
    cell = _cell(book, page, address)
    if cell is None or cell.coordinate != address or cell.data_type == "f":
        return None
    merged = any(address in each for each in book[page].merged_cells.ranges)
    return cell if not merged and _holds(cell.value, edit.old) else None


def _holds(value: object, text: str) -> bool:
    if value is None:
        return not text
    if isinstance(value, int | float):
        return _number(str(value)) == _number(text)
    return str(value).strip() == text.strip()


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _parts(data: bytes) -> tuple[list[str], bool]:
    """The names of the workbook's parts, and whether a sheet holds formulas. Raises Refused."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            sheets = (name for name in names if name.startswith("xl/worksheets/") and name.endswith("xml"))
            return names, any(_FORMULA.search(package.read(name)) for name in sheets)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refused("工作簿不完整或已损坏") from error


def _lost(data: bytes, names: Sequence[str]) -> list[str]:
    with ZipFile(io.BytesIO(data)) as package:

        def held(folder: str, sign: bytes) -> bool:
            parts = [name for name in names if name.startswith(folder) and name.endswith("xml")]
            if not sign:
                return any(name.startswith(folder) for name in names)
            return any(re.search(sign, package.read(name)) for name in parts)

        return [what for what, folder, sign in _LOST if held(folder, sign)]
