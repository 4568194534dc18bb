"""Opening a PDF: passwords, broken files, and the limits within which one is read."""

from __future__ import annotations

from auditor.errors import UnreadableFile
from auditor.grid import Source, Unread
from auditor.readers.pdf.pdfium import Document, PdfiumError

MAX_PAGES = 5_000
"""Pages of one file that are read. The published books have some hundreds at most; more bounds the time."""
MAX_CHARACTERS = 400_000
"""Characters of one page that are read, in some seconds. The fullest page of a published book has about 4,000."""
MAX_TEXT = 5_000_000
"""Characters of one file that are kept: 1,250 of the fullest pages. What follows is reported."""
MAX_OBJECTS = 200_000
"""Drawn objects, and as many lines, of one page that are looked at: four for each of ``lattice.MAX_CELLS`` cells."""


def open_document(path: str, data: bytes, password: str | None) -> Document:
    """The opened PDF ``data``. Raises UnreadableFile if it is protected, broken, or has no pages."""
    try:
        document = Document(data, password)
    except PdfiumError as error:
        if error.password:
            what = "打开密码不对" if password else "PDF 已加密，需要打开密码"
            raise UnreadableFile(what, path, "请用 --password 给出密码，或另存为不加密的 PDF 后再试") from error
        raise UnreadableFile("PDF 文件已损坏或不完整，无法打开", path, "请重新下载或重新导出后再试") from error
    if len(document) == 0:
        document.close()
        raise UnreadableFile("PDF 里没有任何页", path, "请重新下载或重新导出后再试")
    return document


def cut_off(path: str, data: bytes) -> Unread | None:
    """The entry for a truncated file: PDFium opens it anyway, perhaps with fewer pages. None if the end is there."""
    if b"%%EOF" in data[-2048:]:
        return None
    return Unread(Source(path), "PDF 文件不完整（缺少结尾），可能缺页，请与原件核对页数")
