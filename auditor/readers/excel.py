"""Excel workbooks: XLSX and XLSM read from the XML parts of the package, legacy XLS by xlrd.

Why XLSX is not read by a library: python-calamine is fast but gives no number formats and no hidden rows, so it cannot
tell 86 printed as "86.000000" from 86. openpyxl gives both, but expands every merged range cell by cell (one
hostile range fills the memory), loads styles and drawings strictly (files of other office suites fail on parts
that print nothing), and takes seconds for 50,000 cells. Only a few parts hold what is printed.
xlrd (BSD) is the only maintained reader of XLS with formats, merges and hidden rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.errors import UnreadableFile
from auditor.grid import Printed
from auditor.readers import package, xls, xlsx
from auditor.readers.base import sha256
from auditor.readers.formats import OLE, ZIP, Format
from auditor.readers.sheet import Sheet, SheetLayout

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book", "WORKBOOK", "BOOK"))


def sniff(data: bytes, path: str) -> bool:
    """Whether the content is a workbook; a protected or cut one counts, so that its message is the right one."""
    if data.startswith(OLE):
        return _ENCRYPTED in data or any(name in data for name in _STREAMS)
    if not data.startswith(ZIP):
        return False
    members = package.names(data)
    if members:
        return any(name.startswith("xl/") for name in members) and "[Content_Types].xml" in members
    return b"[Content_Types].xml" in data[:4096] and b"xl/" in data


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """Every sheet of the workbook. Hidden sheets are read too and marked by a note.

    Raises UnreadableFile for an encrypted, cut or spoilt workbook, or one without any text.
    """
    if _ENCRYPTED in data and data.startswith(OLE):
        raise UnreadableFile("文件已加密", path, "请在 Excel（或 Word）中取消密码后另存再试")
    layout = SheetLayout(path)
    printed = Printed(path, sha256(data), "excel", [])
    for sheet in _sheets(path, data):
        printed.blocks += layout.blocks(sheet)
    printed.unread = layout.unread
    if not printed.blocks and not printed.unread:
        raise UnreadableFile("工作簿中没有任何文字", path, "请确认文件内容后再试")
    return printed


def _sheets(path: str, data: bytes) -> Iterator[Sheet]:
    if data.startswith(OLE):
        return xls.sheets(data, path)
    return xlsx.sheets(package.Package(data, path))


def _is_plain(data: bytes, path: str) -> bool:
    return sniff(data, path) and not _is_binary(data, path)


def _is_binary(data: bytes, path: str) -> bool:
    return data.startswith(ZIP) and "xl/workbook.bin" in package.names(data)


FORMATS = (
    Format("Excel", (".xlsx", ".xlsm", ".xls", ".et"), recognises=_is_plain, read=read),
    Format("二进制工作簿（.xlsb）", (".xlsb",), recognises=_is_binary, advice="请在 Excel 中另存为 xlsx 后再试"),
)
