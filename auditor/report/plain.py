"""Texts of documents for files of office programs, which hold XML and may be executed."""

from __future__ import annotations

import re

from auditor.visible import SIGNS

LONGEST = 32_000
"""Characters of a cell that are written; Excel takes 32,767. findings.json has the whole text."""
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold beside the control characters: lone surrogates, U+FFFE and U+FFFF."""


def plain(text: str, limit: int = LONGEST) -> str:
    """``text`` with a visible sign for each character that acts or that XML cannot hold, cut at ``limit``.

    A carriage return becomes a line end: XML would change it.
    """
    if not text.isprintable():
        text = _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").translate(SIGNS))
    return text if len(text) <= limit else text[:limit] + "…"


def columns(text: str) -> int:
    """How many columns ``text`` takes where a Chinese character takes two."""
    return len(text.encode("gb18030", "replace"))


def lines(text: str, width: int) -> int:
    """How many lines ``text`` takes in a cell of ``width`` columns."""
    return sum(max(1, -(-columns(part) // width)) for part in text.split("\n"))
