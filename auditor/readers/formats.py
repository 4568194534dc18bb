"""The catalogue of input formats: which there are, which endings they have, and which one a file is of.

A module of ``auditor/readers/`` that knows a format says so with ``FORMATS = (Format(…),)``; the catalogue is made of
these, so that a new format is one new module and nothing else. The modules are imported when the catalogue is first
asked; what is expensive (lxml, PDFium, xlrd) they import only when they read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import PurePath
from typing import Protocol

from auditor.catalogue import entries
from auditor.errors import UnreadableFile
from auditor.grid import Printed

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""First bytes of a ZIP container: of one with members, of an empty one."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the container of office programs before 2007."""
HEAD = 64 * 1024
"""As many first bytes tell every format but those that live in a container."""


class Proof(IntEnum):
    """How sure it is that content which a format recognises is of that format; the surer are asked first."""

    MARK = 1
    """It has a mark that no other format has."""
    CONTAINER = 2
    """A container that other formats use too."""
    MARKUP = 3
    """Text with tags."""
    DELIMITED = 4
    """Text in even rows."""
    TEXT = 5
    """Any text."""


class ReadFormat(Protocol):
    def __call__(self, path: str, data: bytes, *, password: str | None = None) -> Printed: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format, read or known and refused.

    ``name`` is what people call it, ``endings`` are those of its files in lower case, dot included. ``recognises(data,
    path)`` looks at the content, or ``marks`` says that it begins with one of these. ``read`` gives what is printed;
    a format without it is refused with ``advice`` on what to do instead.
    """

    name: str
    endings: tuple[str, ...]
    proof: Proof = Proof.MARK
    marks: tuple[bytes, ...] = ()
    recognises: Callable[[bytes, str], bool] | None = None
    read: ReadFormat | None = None
    advice: str = ""

    def is_content(self, data: bytes, path: str) -> bool:
        """Whether ``data``, named ``path``, is of this format."""
        return data.startswith(self.marks) or bool(self.recognises and self.recognises(data, path))

    def refusal(self, path: str) -> UnreadableFile:
        """What to say of the file ``path`` of a format that is not read."""
        # Latin letters stand off from Chinese ones.
        before, after = (" " if sign.isascii() else "" for sign in (self.name[0], self.name[-1]))
        return UnreadableFile(f"暂不支持{before}{self.name}{after}文件", path, self.advice)


@cache
def formats() -> tuple[Format, ...]:
    """Every format, the surest first."""
    found = [format for offered in entries("auditor.readers", "FORMATS") for format in offered]
    return tuple(sorted(found, key=lambda format: format.proof))


def named(path: str) -> Format | None:
    """The format whose ending ``path`` has."""
    ending = PurePath(path).suffix.lower()
    return next((format for format in formats() if ending in format.endings), None)


def recognised(data: bytes, path: str) -> Format | None:
    """The format of the whole content ``data``; where it tells nothing, the refused format that the name stands for."""
    for format in formats():
        if format.is_content(data, path):
            return format
    by_name = named(path)
    return by_name if by_name and by_name.read is None else None


def noticed(path: str, head: bytes, whole: Callable[[], bytes]) -> Format | None:
    """What a file that nobody named, found in a folder or an archive, is: None if it is not a document.

    The ending of a format that is read is enough; the content decides when it is read. Any other ending is looked
    behind: ``head`` are the first ``HEAD`` bytes, ``whole`` gives them all. An ending that no format has tells that
    the file is not meant as a document, unless it has the mark of one. Passes on what ``whole`` raises.
    """
    by_name = named(path)
    if by_name and by_name.read:
        return by_name
    for format in formats():
        if head.startswith(format.marks):
            return format
    contained = head.startswith((*ZIP, OLE))
    found = recognised(whole() if by_name or contained else head, path)
    return found if by_name or (found and found.proof is Proof.MARK) else None


def is_archive(data: bytes, path: str = "") -> bool:
    """Whether ``data`` is a container whose members are documents of their own, and not an office file."""
    if not data.startswith(ZIP):
        return False
    found = recognised(data, path)
    return found is not None and found.proof is Proof.CONTAINER


def readable() -> str:
    """The formats that are read, with their endings, as one line for people."""
    listed = (f"{format.name}（{' '.join(format.endings)}）" for format in formats() if format.read)
    return "、".join(listed)
