"""How bytes become text: the mark, else UTF-8, else GB18030; each table row is one way a Chinese office writes."""

from __future__ import annotations

import codecs

import pytest

from auditor.encodings import decode, marked

TEXT = "项目支出绩效表 ≥90%"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_the_text_comes_without_its_mark(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize("data", [b"\xff\xff", b"\x81", codecs.BOM_UTF16_LE + b"\0"])
def test_what_is_in_no_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(data)


def test_without_a_mark_nothing_is_cut_off() -> None:
    assert marked(b"abc") == (b"", "")
