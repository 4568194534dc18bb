"""HTML pages, web archives (MHT), and exports named .xls that are HTML: what a browser shows of them."""

from __future__ import annotations

import codecs
import re

from auditor.grid import Printed
from auditor.readers.formats import HEAD, Format, Proof
from auditor.readers.html.source import is_archive

_OPEN = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)


def sniff(data: bytes, path: str) -> bool:
    """Whether the head of the content is HTML."""
    if is_archive(data):
        return True
    head = data[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")
    elif b"\0" in head:
        return False
    found = _OPEN.search(head)
    # "<!-- export --><table>…" is a page; "正文提到 <table> 标签" only mentions a tag: text stands before it.
    return bool(found and head[: found.start()].lstrip(b"\xef\xbb\xbf\xff\xfe").strip()[:1] in (b"", b"<"))


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """The page's tables and lines in order. Raises UnreadableFile if it holds no text or no known encoding."""
    # Expensive import, only needed here.
    from auditor.readers.html.page import read_page

    return read_page(path, data)


FORMATS = (Format("网页", (".html", ".htm", ".mht", ".mhtml"), Proof.MARKUP, recognises=sniff, read=read),)
