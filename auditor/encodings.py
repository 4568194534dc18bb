"""How the bytes of a Chinese text are read: by byte order mark, else UTF-8, else GB18030."""

from __future__ import annotations

import codecs

CHINESE = "gb18030"
"""What Windows and Excel in China write without saying so; it holds all of GB 2312 and GBK."""

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
    """The text of ``data`` without its mark, and its encoding. Raises UnicodeDecodeError if there is none.

    GB18030 decodes nearly everything, so that a caller who needs to know whether it is a text at all looks further
    (``readers.text.decode``).
    """
    mark, encoding = marked(data)
    if encoding:
        return data[len(mark) :].decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode(CHINESE), CHINESE
