"""Decoding the bytes of a Chinese text: by byte order mark, else as UTF-8, else as GB18030."""

from __future__ import annotations

import codecs
import os

CHINESE = "gb18030"
"""The encoding that Windows and Excel in China write without a mark; a superset of GB 2312 and GBK."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that ``data`` begins with, and the encoding it stands for; ``(b"", "")`` without one."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", ""))


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` without its mark, and its encoding. Raises UnicodeDecodeError if no encoding fits.

    GB18030 accepts nearly all bytes, so success does not mean that ``data`` is a text; ``readers.text.decode`` checks
    that as well.
    """
    mark, encoding = marked(data)
    if encoding:
        return data[len(mark) :].decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode(CHINESE), CHINESE


def torn(data: bytes) -> int:
    """How many bytes at the end of ``data`` begin a character that the end cuts off; 0 in a whole text, or in none."""
    mark, encoding = marked(data)
    if not encoding and data[-1:] < b"\x80":
        return 0
    for name in (encoding,) if encoding else ("utf-8", CHINESE):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            decoder.decode(data[len(mark) :])
        except UnicodeDecodeError:
            continue
        return len(decoder.getstate()[0])
    return 0


def file_name(name: str) -> str:
    """A file name as text for people and for the facts.

    Bytes that are not UTF-8 (a Chinese ZIP unpacked by ``unzip``) come from the system as lone surrogates, which no
    database stores; they are decoded as the Chinese text that they are.
    """
    if not any("\ud800" <= sign <= "\udfff" for sign in name):
        return name
    try:
        return decode(os.fsencode(name))[0]
    except UnicodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def on_disk(name: str) -> str:
    """A name of this program's making as the system takes it: in UTF-8 where the system's own encoding lacks its signs.

    So a Chinese name is the same file whatever the locale (``LC_ALL=C`` knows ASCII only).
    """
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return os.fsdecode(name.encode("utf-8", "replace"))
    return name
