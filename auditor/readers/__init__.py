"""Readers: a file in, its lines and grids out. The content decides which reader is used, never the extension.

A new format is one module with ``sniff(data, path) -> bool`` and ``read(path, data, *, password) -> Printed``
and one row of ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.grid import Printed
from auditor.readers.base import load

__all__ = ["FORMATS", "Format", "is_archive", "read", "read_data"]


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the registry.

    ``hint`` looks at a few bytes and says whether the module is worth importing; then its ``sniff`` decides.
    ``sure``: bytes that pass the hint can be of no other format; without the module the file cannot be read.
    """

    title: str
    module: str
    hint: Callable[[bytes], bool]
    sure: bool = True


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_workbook(data: bytes) -> bool:
    # Sheets of a workbook lie under xl/; the old binary format is an OLE file.
    return (_is_zip(data) and b"xl/" in data) or _is_ole(data)


def _is_document(data: bytes) -> bool:
    return (_is_zip(data) and b"word/" in data) or _is_ole(data)


def _is_ole(data: bytes) -> bool:
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_html(data: bytes) -> bool:
    head = data[:65536].replace(b"\0", b"").lower()  # UTF-16 pages, too
    return b"<html" in head or b"<table" in head or b"<!doctype html" in head


def _may_be_csv(data: bytes) -> bool:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return b"\t" not in head and (b"," in head or b";" in head)


FORMATS: tuple[Format, ...] = (
    Format("PDF", "auditor.readers.pdf", _is_pdf),
    Format("Excel", "auditor.readers.excel", _is_workbook),
    Format("Word", "auditor.readers.word", _is_document),
    Format("压缩包", "auditor.readers.archive", _is_zip),
    Format("网页", "auditor.readers.html", _is_html, sure=False),
    Format("CSV", "auditor.readers.csv", _may_be_csv, sure=False),
    Format("文本", "auditor.readers.text", lambda data: True),
)
"""In the order they are asked; the text reader comes last and takes what no other reader takes."""


def read(path: str | Path, *, password: str | None = None) -> Printed:
    """The whole file as printed.

    ``password`` opens a protected PDF. Raises UnreadableFile, with a line a person can act on, when
    nothing of the file can be read.
    """
    return read_data(str(path), load(path), password=password)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP that is not an office file: each of its members is a separate document."""
    return _is_zip(data) and _format_of(data, "").module == "auditor.readers.archive"


def read_data(where: str, data: bytes, *, password: str | None = None) -> Printed:
    """The same for bytes already in memory; ``where`` names them in sources and messages."""
    entry = _format_of(data, where)
    printed: Printed = import_module(entry.module).read(where, data, password=password)
    return printed


def _format_of(data: bytes, where: str) -> Format:
    missing: Format | None = None
    for entry in FORMATS:
        if not entry.hint(data):
            continue
        if util.find_spec(entry.module) is None:
            missing = missing or (entry if entry.sure else None)
            continue
        module = import_module(entry.module)
        if (entry is FORMATS[-1] and missing is None) or module.sniff(data, where):
            return entry
    title = f"{missing.title} " if missing else ""
    raise UnreadableFile(f"暂不支持这种{title}文件", where, "请另存为 PDF、xlsx、docx 或文本文件后再试")
