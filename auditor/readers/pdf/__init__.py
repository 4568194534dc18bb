"""PDF: ruled tables by the page's own lines, other tables by the positions of their words, the rest as lines."""

from __future__ import annotations

from auditor.grid import Printed
from auditor.readers.formats import Format


def sniff(data: bytes, path: str) -> bool:
    """Whether the bytes are a PDF: its mark may stand after some leading bytes. ``path`` does not matter."""
    return b"%PDF-" in data[:1024]


def _read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    # Expensive import, only needed here.
    from auditor.readers.pdf.read import read

    return read(path, data, password=password)


FORMATS = (Format("PDF", (".pdf",), recognises=sniff, read=_read),)
