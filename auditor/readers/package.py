"""A ZIP container opened with care: XLSX, XLSM and DOCX files, and plain archives.

Nothing in the container is trusted: not the sizes it claims, not its names, not its XML.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml import etree

MAX_MEMBERS = 5_000
"""Parts of one container: a workbook of 2,000 sheets with their relations stays below it."""
MAX_PART = 256 * 1024 * 1024
"""Bytes of one part after decompression. A sheet of a million cells has about 60 MB."""
MAX_TOTAL = 512 * 1024 * 1024
"""Bytes of everything decompressed from one container: what a small machine can hold in memory."""
MAX_RATIO = 300
"""Decompressed to compressed bytes. zlib reaches 1,032 on zeros; very repetitive sheets reach about 60."""
RATIO_FROM = 8 * 1024 * 1024
"""Bytes from which the ratio is checked: smaller parts do no harm whatever their ratio."""

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})["']""")
_PLAIN = frozenset((b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"gbk", b"gb18030"))
"""Encodings in which a search for ASCII bytes finds every DOCTYPE and ENTITY."""
_BOMB = "压缩内容展开后异常庞大，疑似压缩炸弹，已拒绝"
_TRUNCATED = "文件不完整或已损坏"
_AGAIN = "请重新下载或导出后再试"

SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
)
"""What zipfile and its decompressors raise on damaged input."""


def names(data: bytes) -> list[str]:
    """Names of the container's members; [] if its directory cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return container.namelist()
    except SPOILT:
        return []


def local_name(element: etree._Element) -> str:
    """The element's tag without its namespace; "" for a comment or a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Package:
    """An open container whose parts are read within bounds."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises UnreadableFile for a truncated container or one with too many members."""
        self.path = path
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except SPOILT as error:
            raise UnreadableFile(_TRUNCATED, path, _AGAIN) from error
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise UnreadableFile(f"压缩内容超过 {MAX_MEMBERS} 个文件，已拒绝", path, "请拆分后再试")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def members(self) -> list[zipfile.ZipInfo]:
        """Every member, in the order of the directory."""
        return self._zip.infolist()

    def head(self, info: zipfile.ZipInfo, size: int) -> bytes:
        """The first ``size`` bytes of a member; b"" if it is encrypted or spoilt, which ``part`` says."""
        try:
            with self._zip.open(info) as stream:
                return stream.read(size)
        except SPOILT:
            return b""

    def part(self, name: str | zipfile.ZipInfo, limit: int = MAX_PART) -> bytes:
        """The bytes of one part, decompressed in pieces so that a zip bomb is stopped before it fills the memory.

        Raises UnreadableFile if the part is missing, encrypted, damaged or too large.
        """
        info = self._members.get(name) if isinstance(name, str) else name
        if info is None:
            raise UnreadableFile(f"{_TRUNCATED}（缺少 {name}）", self.path, _AGAIN)
        if info.flag_bits & 1:
            raise UnreadableFile("文件已加密", self.path, "请取消密码后另存再试")
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(1 << 20):
                    size += len(piece)
                    ratio = size / max(1, info.compress_size)
                    if size > min(limit, self._left) or (size > RATIO_FROM and ratio > MAX_RATIO):
                        raise UnreadableFile(_BOMB, self.path, "请确认文件来源")
                    pieces.append(piece)
        except SPOILT as error:
            raise UnreadableFile(_TRUNCATED, self.path, _AGAIN) from error
        self._left -= size
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element:
        """A part as an XML tree. Raises UnreadableFile if it is spoilt or declares entities."""
        from lxml import etree

        data = self._checked(name)
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(_TRUNCATED, self.path, _AGAIN) from error

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of these local names, in the order of their end tags, for parts too large for a tree.

        An element is emptied when the next one is asked for; only wanted elements and their content are kept.
        """
        from lxml import etree

        data = self._checked(name)
        wanted = [f"{{*}}{tag}" for tag in tags]
        try:
            for _, element in etree.iterparse(
                io.BytesIO(data), events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(_TRUNCATED, self.path, _AGAIN) from error

    def _checked(self, name: str) -> bytes:
        """The bytes of a part. Raises UnreadableFile if it declares entities: Office never does, attacks do (billion
        laughs, XXE)."""
        data = self.part(name)
        bare = data.replace(b"\0", b"") if b"\0" in data[:64] else data
        declared = _ENCODING.match(bare[:400].lstrip(b"\xef\xbb\xbf\xff\xfe"))
        if _ENTITIES.search(bare) or (declared and declared[1].lower() not in _PLAIN):
            raise UnreadableFile("文件中含有不安全的 XML 实体定义，已拒绝", self.path, "请用 Office 另存后再试")
        return data
