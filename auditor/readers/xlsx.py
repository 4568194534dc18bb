"""XLSX and XLSM: the few parts of the package that hold what is printed (ECMA-376 part 1, 18).

Macros, links, charts and pictures are never opened.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import takewhile
from typing import TYPE_CHECKING

from auditor.errors import UnreadableFile
from auditor.readers.limits import MAX_CELLS, MAX_MERGES, MAX_TEXT
from auditor.readers.numberformat import BUILTIN, display
from auditor.readers.package import Package, local_name
from auditor.readers.sheet import Sheet, address, some

if TYPE_CHECKING:
    from lxml import etree

MAX_SHEETS = 2_000
"""Worksheets that are read. A workbook with a sheet a project has some hundreds."""
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""Excel's limits on the size of a sheet."""

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
MISSING = "#缺失"
"""Stands for a cell's text that the file refers to and does not hold; known by identity."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TYPED = re.compile(r"[-+]?\d[\d.,]*(?:%|[^\x00-\x7f]+(?:/[^\x00-\x7f]+)?)?")
"""A "formula" that calculates nothing: a target typed with its sign, as in =100% and =9处."""
_RELATION = "{*}Relationship"
_SHEET = "worksheet"
_OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
"""Sheets without cells of a table."""


@dataclass(slots=True)
class _Workbook:
    """What reading a sheet needs from the other parts of the workbook."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    """Number format of each cell style."""
    framed: list[bool] = field(default_factory=list)
    """Whether each cell style has a border."""
    epoch1904: bool = False
    unread: list[str] = field(default_factory=list)
    """What the workbook says it has and does not."""


def sheets(package: Package) -> Iterator[Sheet]:
    """Every worksheet, hidden ones too, in the workbook's order.

    A sheet that cannot be read comes empty, with the reason in ``unread``. Raises UnreadableFile if the
    workbook itself cannot be read.
    """
    main = _main_part(package)
    tree = package.xml(main)
    targets = _relations(package, main)
    book = _Workbook()
    for properties in tree.iter("{*}workbookPr"):
        book.epoch1904 = properties.get("date1904") in ("1", "true", "on")
    kinds = dict(targets.values())
    if (name := kinds.get("sharedStrings")) and name in package:
        _strings(package, name, book)
    if (name := kinds.get("styles")) and name in package:
        _styles(package.xml(name), book)
    declared = [entry for part in tree.iter("{*}sheets") for entry in part.iter("{*}sheet")]
    listed = {_relation_of(entry) for entry in declared}
    forgotten = [part for identity, (kind, part) in targets.items() if kind == _SHEET and identity not in listed]
    book.unread += [f"工作表 {posixpath.basename(part)} 没有登记在工作簿中，未读取" for part in forgotten]
    for number, entry in enumerate(declared[:MAX_SHEETS]):
        sheet = Sheet(entry.get("name", f"第{number + 1}张"), entry.get("state", "visible") != "visible")
        kind, part = targets.get(_relation_of(entry), ("", ""))
        if kind in _OTHER_SHEETS:
            continue
        try:
            _read(package, part, sheet, book)
        except UnreadableFile as error:
            sheet.unread.append(f"工作表“{sheet.name}”未能完整读取：{error.what}")
        yield sheet
    if len(declared) > MAX_SHEETS:
        book.unread.append(f"工作表超过 {MAX_SHEETS} 张，其余未读取")
    if book.unread:
        yield Sheet("", unread=book.unread)


def _relation_of(entry: etree._Element) -> str:
    return str(next((value for key, value in entry.attrib.items() if str(key).endswith("}id")), ""))


def _main_part(package: Package) -> str:
    for kind, name in _relations(package, "").values():
        if kind == "officeDocument":
            return name
    return "xl/workbook.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (kind, part name) of the parts inside the package that ``part`` refers to."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for entry in package.xml(relations).iter(_RELATION):
        if entry.get("TargetMode") != "External":
            target = entry.get("Target", "")
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[entry.get("Id", "")] = (entry.get("Type", "").rpartition("/")[2], inside)
    return found


def _strings(package: Package, part: str, book: _Workbook) -> None:
    said = 0
    for element in package.elements(part, "si", "sst"):
        if local_name(element) == "sst":
            said = _number(element.get("uniqueCount"))
        else:
            # One character more than is read: enough to see that a text is too long.
            book.strings.append(_text(element)[: MAX_TEXT + 1])
    if len(book.strings) < said:
        book.unread.append(f"共享文字表登记 {said} 条，只有 {len(book.strings)} 条，单元格的文字可能有误或缺失")


def _styles(tree: etree._Element, book: _Workbook) -> None:
    formats = dict(BUILTIN)
    for entry in tree.iterfind("{*}numFmts/{*}numFmt"):
        formats[_number(entry.get("numFmtId"))] = entry.get("formatCode", "General")
    borders = tree.iterfind("{*}borders/{*}border")
    framed = [any(side.get("style", "none") != "none" for side in border) for border in borders]
    for style in tree.iterfind("{*}cellXfs/{*}xf"):
        book.formats.append(formats.get(_number(style.get("numFmtId")), "General"))
        border = _number(style.get("borderId"))
        book.framed.append(0 <= border < len(framed) and framed[border])


def _read(package: Package, part: str, sheet: Sheet, book: _Workbook) -> None:
    row = -1
    astray: list[tuple[int, int]] = []
    for element in package.elements(part, "row", "cols", "mergeCell", "sheetData"):
        kind = local_name(element)
        for cell in _rowless(element):
            place = _place(cell.get("r", "")) or (max(row, 0), 0)
            astray += _cells([cell], place[0], sheet, book)
        if kind == "cols":
            for column in element.iterchildren("{*}col"):
                if column.get("hidden") in ("1", "true") or column.get("width") == "0":
                    first, last = _number(column.get("min")), _number(column.get("max"))
                    sheet.hidden_columns.update(range(max(first, 1) - 1, min(last, MAX_COLUMN)))
        elif kind == "mergeCell":
            first_ref, _, last_ref = element.get("ref", "").partition(":")
            first_place, last_place = _place(first_ref), _place(last_ref or first_ref)
            if first_place and last_place and len(sheet.merges) < MAX_MERGES:
                sheet.merges.append((*first_place, *last_place))
        elif kind == "row":
            cells = _printed(element, "c")
            named = next(filter(None, (_place(cell.get("r", "")) for cell in cells)), None)
            row = _number(element.get("r"), named[0] + 1 if named else row + 2) - 1
            if not 0 <= row < MAX_ROW:
                raise UnreadableFile("行号超出范围", package.path)
            if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                sheet.hidden_rows.add(row)
            astray += _cells(cells, row, sheet, book)
    if astray:
        places = some([address(*place) for place in astray])
        sheet.unread.append(f"单元格的地址重复，或与所在行不符，可能有内容没有读到：{places}；请用 Excel 打开核对")


def _rowless(element: etree._Element) -> list[etree._Element]:
    """The cells that stand before a row, or at the end of the sheet, without a row around them, in wrappers too."""
    near = reversed(element) if local_name(element) == "sheetData" else element.itersiblings(preceding=True)
    between = [*takewhile(lambda other: local_name(other) != "row", near)][::-1]
    return [cell for other in between for cell in other.iter("{*}c")]


def _cells(cells: list[etree._Element], row: int, sheet: Sheet, book: _Workbook) -> Iterator[tuple[int, int]]:
    """Enters the cells of a row in the sheet. Gives the places that another text has taken already, and those that
    cells give themselves in another row."""
    column = -1
    for cell in cells:
        if len(sheet.texts) >= MAX_CELLS or len(sheet.bordered) >= 2 * MAX_CELLS:
            raise UnreadableFile(f"单元格超过 {MAX_CELLS} 个，第 {row + 1} 行起未读取", "")
        place = _place(cell.get("r", ""))
        column = place[1] if place else column + 1
        if place and place[0] != row:
            yield place
        style = _number(cell.get("s"), 0)
        if 0 <= style < len(book.framed) and book.framed[style]:
            sheet.bordered.add((row, column))
        text = _cell_text(cell, style, book)
        if text is None and (typed := _typed(cell)):
            text = typed
            sheet.typed.append((row, column))
        if text is None:
            sheet.uncalculated.append((row, column))
        elif text is MISSING:
            sheet.unread.append(f"单元格 {address(row, column)} 的文字不在文件的共享文字表中，未读取")
        elif text.strip() and sheet.texts.setdefault((row, column), text) != text:
            yield row, column


def _printed(parent: etree._Element, name: str) -> list[etree._Element]:
    """The descendants of this name, those in wrappers that other programs put around them too; where a part is stored
    in two versions (mc:AlternateContent), only those of the first."""
    found: list[etree._Element] = []
    for child in parent:
        kind = local_name(child)
        if kind == name:
            found.append(child)
        elif kind == "AlternateContent":
            found += _printed(child[0], name) if len(child) else []
        elif kind and len(child):
            found += _printed(child, name)
    return found


def _cell_text(cell: etree._Element, style: int, book: _Workbook) -> str | None:
    """The cell as displayed; None for a formula without a stored result, MISSING for a text that is not in the file."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in _printed(cell, "is"))
    value = _printed(cell, "v")
    stored = (value[0].text or "") if value else ""
    if not stored:
        # Formula cells: <f>A1+1</f> without <v> has no stored result (None); with t="str" the result is "".
        return None if kind != "str" and _printed(cell, "f") else "".join(_text(item) for item in _printed(cell, "is"))
    if kind == "s":
        index = _number(stored)
        return book.strings[index] if 0 <= index < len(book.strings) else MISSING
    if kind == "b":
        stored = "TRUE" if stored.strip() == "1" else "FALSE"
    if kind in ("b", "str", "e", "d"):
        return _unescaped(stored)
    try:
        number = Decimal(stored.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return stored
    return display(number, book.formats[style] if 0 <= style < len(book.formats) else "General", book.epoch1904)


def _typed(cell: etree._Element) -> str:
    """What was typed, if the cell's formula refers to no cell and calculates nothing; else ""."""
    formula = "".join(part.text or "" for part in _printed(cell, "f")).strip()
    return f"={formula}" if _TYPED.fullmatch(formula) else ""


def _text(item: etree._Element) -> str:
    """A string item: its runs joined, without phonetic guides."""
    return _unescaped("".join(_runs(item)))


def _runs(item: etree._Element) -> Iterator[str]:
    for child in item:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name not in ("", "rPh", "phoneticPr", "rPr"):
            yield from _runs(child)


def _unescaped(text: str) -> str:
    r"""``text`` with ``_x000D_`` and the like replaced by the character: the escape for what XML cannot hold."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if 0xD800 <= code < 0xE000:
        return found[0]
    return chr(code) if code >= 32 or code in (9, 10, 13) else ""


def _place(reference: str) -> tuple[int, int] | None:
    """ "B7" → (6, 1)."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


def _number(text: str | None, default: int = -1) -> int:
    return int(text) if text and len(text) < 10 and text.strip().isascii() and text.strip().isdigit() else default
