"""Whether the streams of a PDF are whole: what a page draws is packed, and a damaged stream ends early without a word.

PDFium draws what it can of a damaged page and says nothing. So every packed stream of the file is unpacked once here,
which takes some milliseconds; only where one is not whole, or a page has no text, is pdfminer asked which page uses it.
"""

from __future__ import annotations

import base64
import io
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_STREAM = re.compile(rb">>\s{0,8}stream\r?\n")
_NUMBER = re.compile(rb"([0-9]{1,10})\s[0-9]{1,5}\s$")
_HEAD = 4_000
"""Bytes before a stream in which its object begins: the head of a stream has some hundred."""
_NO_TEXT = re.compile(rb"/(?:Subtype\s*/(?:Image|XML|Type1C|CIDFontType0C|OpenType)|Length1|Type\s*/Metadata)\b")
"""Streams without text: pictures, fonts, descriptions of the file."""
_CHUNK = 1 << 16
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that are unpacked in all: more than the pages of any book; a bomb must not take the time."""
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
"""In the object of a page."""
_SHOWS = re.compile(rb"(?:\([^()]*[^()\s][^()]*\)|<[0-9A-Fa-f\s]+>|\])\s*(?:Tj|TJ|'|\")")
"""Operators that show text, with something to show."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What the bytes of a file show. ``damaged``: numbers of the objects whose packed stream breaks off or fails its
    checksum. ``pages``: objects of pages, earlier versions that an update has replaced included."""

    damaged: frozenset[int]
    pages: int


def packed_data(data: bytes) -> Packed:
    """What is packed in ``data``. The streams of an encrypted file cannot be unpacked without its key and are left."""
    pages = len(_PAGE.findall(data))
    if b"/Encrypt" in data:
        return Packed(frozenset(), pages)
    left, found = MAX_UNPACKED, set()
    for match in _STREAM.finditer(data):
        begins = data.rfind(b"obj", max(0, match.start() - _HEAD), match.start())
        number, head = _NUMBER.search(data, max(0, begins - 20), max(0, begins)), data[begins : match.start()]
        if number is None or b"FlateDecode" not in head or _NO_TEXT.search(head):
            continue
        packed: bytes | memoryview = memoryview(data)[match.end() :]
        if b"ASCII85Decode" in head:
            end = data.find(b"~>", match.end())
            try:
                packed = base64.a85decode(data[match.end() : end])
            except ValueError:
                packed = b""
        try:
            for piece in _unpacked(packed, left):
                left -= len(piece)
                if b"ObjStm" in head:
                    pages += len(_PAGE.findall(piece))
        except zlib.error:
            found.add(int(number.group(1)))
        if left <= 0:
            break
    return Packed(frozenset(found), pages)


def _unpacked(packed: bytes | memoryview, limit: int) -> Iterator[bytes]:
    """What ``packed`` holds, in pieces of 1 MB, as far as ``limit`` allows. Raises zlib.error if it is damaged."""
    unpacker, size, start = zlib.decompressobj(), 0, 0
    waiting: bytes | memoryview = b""
    while not unpacker.eof and size < limit:
        if not waiting:
            if start >= len(packed):
                raise zlib.error("the stream breaks off")
            waiting = packed[start : start + _CHUNK]
            start += _CHUNK
        piece = unpacker.decompress(waiting, _CHUNK * 16)
        size += len(piece)
        yield piece
        waiting = unpacker.unconsumed_tail


class PageStreams:
    """What the pages of a file are drawn from, as pdfminer finds it; opened when the first page is asked for."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data, self._password = data, password
        self._pages: list[Any] | None = None

    def objects(self, index: int) -> set[int]:
        """Numbers of the streams that draw page ``index`` (0-based). May raise any exception on a broken file."""
        return {stream.objid or 0 for stream in self._streams(index) if stream is not None}

    def shows_text(self, index: int) -> bool:
        """Whether page ``index`` tries to show text, or lacks a part so that this cannot be known.

        May raise any exception on a broken file.
        """
        for stream in self._streams(index):
            if stream is None:
                return True
            packed = bool((stream.rawdata or b"").strip())
            drawing = stream.get_data()
            if _SHOWS.search(drawing) or (packed and stream.get_filters() and not drawing):
                return True
        return False

    def count(self) -> int:
        """Pages that the tree of pages holds, whatever number it claims; one that stands in it twice counts once.

        May raise any exception on a broken file.
        """
        return len(self._all())

    def _streams(self, index: int) -> Iterator[Any]:
        """The content streams of a page and the forms that it may draw; None for one that is missing."""
        from pdfminer.pdftypes import PDFStream, resolve1

        page = self._all()[index]
        for part in map(resolve1, page.contents):
            yield part if isinstance(part, PDFStream) else None
        waiting: list[Any] = [page.resources]
        seen: set[int] = set()
        while waiting:
            resources = resolve1(waiting.pop()) or {}
            for form in map(resolve1, (resolve1(resources.get("XObject")) or {}).values()):
                if not isinstance(form, PDFStream):
                    yield None
                elif form.objid not in seen and getattr(form.get("Subtype"), "name", "") == "Form":
                    seen.add(form.objid or 0)
                    yield form
                    waiting.append(form.get("Resources"))

    def _all(self) -> list[Any]:
        if self._pages is None:
            from pdfminer.pdfdocument import PDFDocument
            from pdfminer.pdfpage import PDFPage
            from pdfminer.pdfparser import PDFParser

            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            document = PDFDocument(PDFParser(io.BytesIO(self._data)), password=self._password or "")
            self._pages = list(PDFPage.create_pages(document))
        return self._pages
