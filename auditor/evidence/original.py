"""Reads the bytes of a document again after the audit, and refuses them if they have changed."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.readers.base import load, sha256


class Unavailable(Exception):
    """The original cannot be shown. The message gives the reason in Chinese, for the reader of a report."""


class Originals:
    """Reads documents again. Keeps the last archive open, because its members are requested one after the other."""

    def __init__(self) -> None:
        self._archive = ""
        self._members: dict[str, bytes] = {}

    def data(self, path: str, digest: str) -> bytes:
        """The bytes at ``path``, a file or a member of an archive, whose SHA-256 was ``digest``.

        Raises Unavailable if the file is gone or has changed."""
        archive = _archive_of(path)
        try:
            data = self._member(archive, path[len(archive) + 1 :]) if archive else load(path)
        except UnreadableFile as error:
            raise Unavailable(f"原文件已无法读取（{error.what}）") from error
        if sha256(data) != digest:
            raise Unavailable("原文件在读取后有改动")
        return data

    def _member(self, archive: str, name: str) -> bytes:
        from auditor.readers.archive import members
        from auditor.readers.pdf import sniff

        if archive != self._archive:
            # Free the previous archive before the next one is loaded.
            self._archive, self._members = archive, {}
            files = members(archive, load(archive)).files
            self._members = {inner: data for inner, data in files if sniff(data, inner)}
        if name not in self._members:
            raise Unavailable("压缩包中已没有此文件")
        return self._members[name]


def _archive_of(path: str) -> str:
    """The archive part of ``path`` ("x.zip" of "x.zip/内/表.pdf"); "" if ``path`` is a file itself."""
    if _is_file(path):
        return ""
    parts = (path[:position] for position, sign in enumerate(path) if sign == "/" and position)
    return next(filter(_is_file, parts), "")


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # a folder without permission, or a name that is not allowed
        return False
