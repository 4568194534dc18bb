"""The text of a page: out of its web archive, decoded, cut where it is nested too deep, and whether it ends early."""

from __future__ import annotations

import codecs
import re

from auditor import encodings
from auditor.errors import UnreadableFile
from auditor.readers import text as plain_text

MAX_NESTING = 10_000
"""Elements that stand open at one place. Browsers show about 500 levels; the time to parse grows with the square of the
depth, and is a fifth of a second at this one."""

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = frozenset(
    [
        *("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),  # elements without content
        *("body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt"),
        *("tbody", "td", "tfoot", "th", "thead", "tr"),  # elements that the next of their kind ends
        *("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "stop", "use"),  # drawings: <path/>
    ]
)
"""Elements that never stand open within one another without a further element between them."""
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)
_PAGE_END = re.compile(r"</html", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)table[\s>]", re.IGNORECASE)


def is_archive(data: bytes) -> bool:
    """Whether ``data`` is a web archive (MHT): a mail of several parts."""
    head = data[:4096].lstrip().lower()
    return head.startswith((b"mime-version:", b"from:", b"content-type: multipart/related")) and b"multipart/" in head


def page_of(data: bytes, path: str) -> str:
    """The text of the page in ``data``. Raises UnreadableFile if there is none, or its encoding is unknown."""
    return _decoded(_unwrapped(data, path), path)


def bounded(page: str) -> str:
    """``page`` up to the tag that would nest deeper than ``MAX_NESTING``: the whole page, unless it is hostile."""
    opened = [name for end, name in _TAG.findall(page) if not end]
    if len(opened) <= MAX_NESTING or sum(name.lower() not in _FLAT for name in opened) <= MAX_NESTING:
        return page
    depth = 0
    for tag in _TAG.finditer(page):
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth + (-1 if tag[1] else 1))
            if depth > MAX_NESTING:
                return page[: tag.start()]
    return page


def how_cut(page: str) -> str:
    """How the source shows that the file ends before the page does, in Chinese; "" where it does not.

    Whoever writes <html> also writes </html>, last of all; in a part of a page without them every table is closed. A
    file that ends within a tag was cut in any case.
    """
    last = page.rfind("<")
    if last >= 0 and re.match(r"<(?:[/!?]?[a-zA-Z][^<>]*|/|!-*)?\Z", page[last:]):
        return "在一个标签中间结束"
    if _PAGE_END.search(page):
        return ""
    if _PAGE.search(page):
        return "没有 </html>"
    ends = [bool(end) for end in _TABLE.findall(page)]
    return "最后的表格没有 </table>" if ends.count(False) > ends.count(True) else ""


def _unwrapped(data: bytes, path: str) -> bytes:
    """The page inside a web archive, other data as it is.

    Raises UnreadableFile for Excel 2003 XML (its tables are not HTML tables) and for an archive without a page."""
    if _WORKBOOK in data[:65536]:
        raise UnreadableFile("暂不支持 Excel 2003 的 XML 表格", path, "请在 Excel 中另存为 xlsx 后再试")
    if not is_archive(data):
        return data
    import email

    for part in email.message_from_bytes(data).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            return payload
    raise UnreadableFile("网页文件不完整或已损坏", path, "请重新保存网页后再试")


def _decoded(data: bytes, path: str) -> str:
    """By byte order mark, then as declared, then as a text file is decoded."""
    mark, encoding = encodings.marked(data)
    if encoding:
        return data[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        # Pages that declare gb2312 use GBK's further characters all the time.
        name = encodings.CHINESE if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else name
        try:
            return data.decode(codecs.lookup(name).name)
        except (LookupError, UnicodeError):
            pass
    try:
        return plain_text.decode(data, path)
    except UnreadableFile:
        if declared:
            return data.decode("utf-8" if declared[1].lower().startswith(b"utf") else encodings.CHINESE, "replace")
        raise
