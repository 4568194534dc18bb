"""ZIP archives of documents: unpacked in memory, within bounds, every member read as a separate document."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from auditor import encodings
from auditor.errors import UnreadableFile
from auditor.grid import Printed, Source, Unread
from auditor.readers import formats, package
from auditor.readers.formats import HEAD, ZIP, Format, Proof

MAX_FILES = 500
"""Documents in an archive. Far more than one delivery holds; bounds the time that one input can take."""
MAX_FILE = 200 * 1024 * 1024
"""Bytes of one member after inflating; the same as of a file outside an archive."""
MAX_ALL = 512 * 1024 * 1024
"""Bytes of all files of an archive, nested archives included: what a small machine can hold in memory."""
MAX_DEPTH = 2
"""An archive inside an archive is opened; an archive inside that one is not."""

_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(slots=True)
class Contents:
    """What an archive holds: ``files`` as (name within the archive, bytes), ``refused`` what was not read, and why."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    size: int = 0
    """Bytes of all files."""


def sniff(data: bytes, path: str) -> bool:
    """Whether the content is a ZIP but not an office file; office formats are asked first."""
    return data.startswith(ZIP)


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """Always raises UnreadableFile: an archive is not a document, it holds some: see ``members``."""
    contents = members(path, data)
    if not contents.files:
        why = "；".join(unread.why for unread in contents.refused[:3])
        raise UnreadableFile(f"压缩包中没有可读的文件{'：' + why if why else ''}", path, "请确认压缩包内容")
    raise UnreadableFile(f"压缩包中有 {len(contents.files)} 个文件", path, "请解压后逐个读取，或用 auditor audit 审核")


def members(path: str, data: bytes) -> Contents:
    """The documents in an archive, those of nested archives included ("内层.zip/表.xlsx").

    Reported in ``refused``: names that lead out of the archive (absolute, drive letters, ".."), encrypted or
    damaged members, kinds that are not read, all beyond ``MAX_FILES``, ``MAX_DEPTH`` and the bounds of ``Package``.
    Raises UnreadableFile if the archive itself cannot be opened.
    """
    contents = Contents()
    _collect(path, data, "", 1, contents)
    return contents


def _collect(path: str, data: bytes, prefix: str, depth: int, contents: Contents) -> None:
    container = package.Package(data, path)
    for info in container.members():
        name = _name(info)
        if info.is_dir() or any(part in name for part in _CLUTTER):
            continue
        shown = prefix + name
        source = Source(file=path, cell=shown)
        why = _refusal(name, len(contents.files))
        if why:
            contents.refused.append(Unread(source, f"{_printable(shown)}：{why}"))
            if len(contents.refused) > MAX_FILES:
                return
            continue
        try:
            inside = _document(container, info, name, min(MAX_FILE, MAX_ALL - contents.size))
            if not formats.is_archive(inside, name):
                contents.files.append((shown, inside))
                contents.size += len(inside)
            elif depth == MAX_DEPTH:
                raise UnreadableFile(f"压缩包嵌套超过 {MAX_DEPTH} 层，未读取", path)
            else:
                _collect(path, inside, f"{shown}/", depth + 1, contents)
        except UnreadableFile as error:
            why = str(UnreadableFile(error.what, _printable(shown), error.advice)).rstrip("。")
            contents.refused.append(Unread(source, why))


def _document(container: package.Package, info: zipfile.ZipInfo, name: str, limit: int) -> bytes:
    """The bytes of a member that is read. Raises UnreadableFile for any other, and one that is empty or spoilt."""
    kept: list[bytes] = []

    def whole() -> bytes:
        if not kept:
            kept.append(container.part(info, limit))
            if not kept[0]:
                raise UnreadableFile("文件是空的（0 字节）")
        return kept[0]

    found = formats.noticed(name, container.head(info, HEAD), whole)
    if found is None:
        raise UnreadableFile("不是可读的文件类型，未读取")
    if found.read is None:
        raise found.refusal(container.path)
    return whole()


FORMATS = (Format("压缩包", (".zip",), Proof.CONTAINER, recognises=sniff, read=read),)


def _refusal(name: str, files: int) -> str:
    parts = PurePosixPath(name.replace("\\", "/"))
    # "/etc/表.pdf", "../表.pdf", "C:表.pdf"; a NUL would cut the name short.
    if parts.is_absolute() or ".." in parts.parts or ":" in name or "\0" in name:
        return "文件名指向压缩包之外，已拒绝"
    return f"压缩包中文件超过 {MAX_FILES} 个，未读取" if files >= MAX_FILES else ""


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag zipfile assumes code page 437, but Chinese Windows writes GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return encodings.decode(raw)[0]
    except UnicodeDecodeError:
        return info.filename


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:200])
