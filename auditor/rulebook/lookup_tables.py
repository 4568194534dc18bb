"""Custom lists: CSV and XLSX files of a pack as tables in which its rules look rows up.

The files are untrusted: only inside the pack's folder, of limited size, with cells of text, numbers, 是 and 否.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path, PureWindowsPath

from auditor import encodings
from auditor.errors import reason
from auditor.facts.column import FactValue
from auditor.facts.schema import COUNT, NUMBER, TABLES, TEXT, YES_NO, Column, FactTable
from auditor.facts.store import batches
from auditor.rulebook.pack import TableText
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.suggestions import did_you_mean

SUFFIXES = (".csv", ".xlsx")
TYPES = {"文字": TEXT, "数字": NUMBER, "整数": COUNT, "是否": YES_NO}
MAX_BYTES = 20_000_000
MAX_INFLATED = 200_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
ROW = Column("行标识", "INTEGER", "名单中的行序", of=())

_NAME = re.compile(r"[\w（）()·—-]{1,40}")
_NUMBER = re.compile(r"[-+]?\d{1,24}(\.\d{1,10})?")
_YES = {"是": True, "真": True, "TRUE": True, "否": False, "假": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as read: ``table`` has the name and columns that rules write, ``batches`` the rows in transport form."""

    table: FactTable
    physical: str
    pack: str
    path: str
    rows: int
    batches: tuple[str, ...]
    data: bytes
    """The file's bytes, for the hash over everything that decides the findings."""

    @property
    def stored(self) -> FactTable:
        """The table as it is named in the database."""
        return FactTable(self.physical, self.table.meaning, self.table.columns)


def read_list(name: str, text: TableText, folder: Path, pack: str, number: int) -> ListTable:
    """Read the list ``name`` of a pack in ``folder``. Raises ConditionError with what is wrong, for people."""
    if not _NAME.fullmatch(name):
        raise ConditionError(f"名单名称“{name}”写法不对", "用汉字、字母和数字，不超过40字")
    if name in TABLES:
        raise ConditionError(f"名单不能与事实表“{name}”同名", "请换一个名称")
    if len(text.columns) > MAX_COLUMNS:
        raise ConditionError(f"名单的列过多（上限 {MAX_COLUMNS} 列）")
    for column, kind in text.columns.items():
        if kind not in TYPES:
            raise ConditionError(f"列“{column}”没有“{kind}”这种类型", did_you_mean(kind, TYPES, "类型"))
        if not _NAME.fullmatch(column) or column == ROW.name:
            raise ConditionError(f"列名“{column}”写法不对", "用汉字、字母和数字，不超过40字")
    path = inside(folder, text.file)
    data = _bytes(path)
    lines = _csv_lines(data) if path.suffix.lower() == ".csv" else _xlsx_lines(data, text.sheet)
    columns = (ROW, *(Column(column, TYPES[kind], "", of=()) for column, kind in text.columns.items()))
    table = FactTable(name, f"规则包 {pack} 的名单", columns)
    rows = list(_rows(lines, text.columns))
    encoded = tuple(batches(table, rows))
    return ListTable(table, f"名单{number}", pack, path.as_posix(), len(rows), encoded, data)


def inside(folder: Path, name: str) -> Path:
    """The file ``name`` within ``folder``. Raises ConditionError if it is outside the folder or missing."""
    windows = PureWindowsPath(name)
    if not name or "\x00" in name or ":" in name or windows.root or windows.drive or ".." in windows.parts:
        raise ConditionError(f"文件“{name}”不在规则包的文件夹内", "只写文件夹内的相对路径，如 指标库.csv")
    root = folder.resolve()
    path = (root / Path(*windows.parts)).resolve()
    if not path.is_relative_to(root):
        raise ConditionError(f"文件“{name}”不在规则包的文件夹内", "请把文件本身放进来，不要用链接")
    if path.suffix.lower() not in SUFFIXES:
        raise ConditionError(f"名单只能是 {'、'.join(SUFFIXES)} 文件", f"不能是“{name}”")
    if not path.is_file():
        raise ConditionError(f"找不到文件“{name}”", f"应在 {root} 中")
    return path


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConditionError(f"文件打不开（{reason(error)}）") from None
    if len(data) > MAX_BYTES:
        raise ConditionError(f"文件过大（上限 {MAX_BYTES // 1_000_000} MB）", "请只保留要用的行和列")
    return data


def _csv_lines(data: bytes) -> Iterator[list[object]]:
    try:
        text, _ = encodings.decode(data)
    except UnicodeDecodeError:
        raise ConditionError("CSV 文件的编码无法识别", "请另存为 UTF-8 编码的 CSV") from None
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error:
        raise ConditionError("CSV 文件有误", "请用 Excel 另存一次") from None


def _xlsx_lines(data: bytes, sheet: str | None) -> Iterable[Sequence[object]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            inflated = sum(member.file_size for member in container.infolist())
            if inflated > MAX_INFLATED or any(_lies(container, member) for member in container.infolist()):
                raise ConditionError("xlsx 文件展开后异常庞大，已拒绝")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = book.sheet_names[0] if sheet is None and book.sheet_names else sheet or ""
        if name not in book.sheet_names:
            raise ConditionError(f"没有工作表“{name}”", did_you_mean(name, book.sheet_names, "工作表"))
        return book.get_sheet_by_name(name).to_python(nrows=MAX_ROWS + 2)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        raise ConditionError("xlsx 文件读不出", "请用 Excel 另存一次") from None


def _lies(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to more bytes than it declares."""
    if member.is_dir():
        return False
    with container.open(member) as stream:
        left = member.file_size
        while part := stream.read(1 << 20):
            left -= len(part)
    return left < 0


def _rows(lines: Iterable[Sequence[object]], columns: dict[str, str]) -> Iterator[dict[str, FactValue]]:
    """The rows below the header that names the columns; blank rows are left out."""
    each = iter(lines)
    header = [str(cell).strip() for cell in next(each, [])]
    for column in columns:
        if column not in header:
            raise ConditionError(f"文件里没有“{column}”这一列", did_you_mean(column, header, "列"))
        if header.count(column) > 1:
            raise ConditionError(f"文件里有两列“{column}”")
    places = [(column, header.index(column), _READ[kind]) for column, kind in columns.items()]
    number = 0
    for line, cells in enumerate(each, 2):
        if not any(str(cell).strip() for cell in cells):
            continue
        if number >= MAX_ROWS:
            raise ConditionError(f"名单过长（上限 {MAX_ROWS} 行）")
        row: dict[str, FactValue] = {ROW.name: number}
        for column, at, read in places:
            cell = cells[at] if at < len(cells) else ""
            try:
                row[column] = read(cell)
            except (ValueError, InvalidOperation):
                what = f"第{line}行的“{column}”不是{columns[column]}（“{str(cell)[:20]}”）"
                raise ConditionError(what, "改正这一格，或把该列写作 文字") from None
        number += 1
        yield row


def _text(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip() or None


def _number(cell: object) -> Decimal | None:
    text = (_text(cell) or "").replace(",", "").replace("，", "")
    if not text:
        return None
    if isinstance(cell, float):
        # A sheet's binary float means the decimal number it shows; the tables hold ten decimal places.
        text = f"{cell:.10f}"
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _whole(cell: object) -> int | None:
    number = _number(cell)
    if number is None:
        return None
    if number != int(number) or abs(number) >= 2**31:
        raise ValueError(str(cell))
    return int(number)


def _yes_no(cell: object) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = (_text(cell) or "").upper()
    if not text:
        return None
    if text not in _YES:
        raise ValueError(text)
    return _YES[text]


_READ: dict[str, Callable[[object], FactValue]] = {"文字": _text, "数字": _number, "整数": _whole, "是否": _yes_no}
