"""The bytes of a document once more, after it was read: the same ones, or none."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.model import Book
from auditor.readers.base import load, sha256


class Unavailable(Exception):
    """The original cannot be shown. The message says why, in Chinese, for a report's reader."""


class Originals:
    """Fetches documents again. The last archive opened is kept, as its members are asked for one after the other."""

    def __init__(self) -> None:
        self._archive = ""
        self._members: dict[str, bytes] = {}

    def data(self, book: Book) -> bytes:
        """The bytes that ``book`` was read from. Raises Unavailable if they are gone or are not the same."""
        archive = _archive_of(book.path)
        try:
            data = self._member(archive, book.path[len(archive) + 1 :]) if archive else load(book.path)
        except UnreadableFile as error:
            raise Unavailable(f"原文件已无法读取（{error.what}）") from error
        if sha256(data) != book.sha256:
            raise Unavailable("原文件在读取后有改动")
        return data

    def _member(self, archive: str, name: str) -> bytes:
        from auditor.readers.archive import members
        from auditor.readers.pdf import sniff

        if archive != self._archive:
            # Let go of the one before first.
            self._archive, self._members = archive, {}
            files = members(archive, load(archive)).files
            self._members = {inner: data for inner, data in files if sniff(data, inner)}
        if name not in self._members:
            raise Unavailable("压缩包中已没有此文件")
        return self._members[name]


def _archive_of(path: str) -> str:
    """The archive whose member ``path`` names ("x.zip" of "x.zip/内/表.pdf"), "" for a file by itself."""
    if _is_file(path):
        return ""
    parts = (path[:position] for position, sign in enumerate(path) if sign == "/" and position)
    return next(filter(_is_file, parts), "")


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # a folder that may not be entered
        return False
