"""Which files are read: the named files, and the documents in named folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from auditor.errors import UnreadableFile, UsageError, reason
from auditor.findings import Problem
from auditor.paths import shown
from auditor.readers.base import load
from auditor.readers.formats import HEAD, named, noticed, readable

STDIN = "-"
"""What many programs take for the standard input. A document has a name, which reports show, so it must be a file."""
IGNORED = ("~$", ".", "Thumbs.db", "desktop.ini")
"""Beginnings of the names of files that office programs and systems leave in folders; skipped without a report."""


def expand(paths: Iterable[str | Path]) -> tuple[list[Path], list[Problem]]:
    """The files to read: the named files and the documents in named folders, each once.

    Folders are searched with their subfolders, in the order of names. The second list says which documents and
    subfolders of a folder are not read, and why. Raises UsageError for a path that does not exist, or if there is
    nothing to read and nothing that could not be looked into.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if str(path) == STDIN and not path.exists():
            raise UsageError("不从标准输入读取", STDIN, "请先存成文件，再写上文件名")
        if not path.exists():
            raise UsageError("路径不存在", str(path), "请检查文件名和所在文件夹")
    # By real path, so that no file is read twice. Unlike Path.resolve, realpath accepts links that form a loop.
    files: dict[str, Path] = {}
    skipped: list[Problem] = []
    closed: list[Problem] = []
    for path in given:
        if not path.is_dir():
            # A file that the user names is always tried, whatever its name.
            files.setdefault(os.path.realpath(path), path)
            continue
        unlisted: list[OSError] = []
        for file in _walk(path, unlisted.append):
            where = shown(file, given)
            try:
                if _is_document(file, where):
                    files.setdefault(os.path.realpath(file), file)
            except UnreadableFile as error:
                skipped.append(Problem(where, str(error)))
        closed += [_closed(error, path, given) for error in unlisted]
    if not files and not closed:
        where = "、".join(str(path) for path in given)
        raise UsageError("没有可审核的文件", where, f"可审核的格式：{readable()}")
    return list(files.values()), skipped + closed


def _closed(error: OSError, folder: Path, given: list[Path]) -> Problem:
    """The folder that could not be listed, whole or from some point on: no permission, a network that fails."""
    return Problem(shown(error.filename or folder, given), f"文件夹打不开（{reason(error)}），其中的文件没有审核")


def _is_document(file: Path, where: str) -> bool:
    """Whether a file in a folder is a document to read: by its name, else by its content.

    Raises UnreadableFile for a document in a format that is not read, with the reason and advice.
    """
    by_name = named(file.name)
    if (by_name and by_name.read) or not file.is_file():
        # A known ending; errors in the content are reported when the file is read.
        return by_name is not None
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return by_name is not None
    try:
        found = noticed(where, head, lambda: load(file, where=where))
    except UnreadableFile:
        if by_name:
            raise
        return False
    if found and not found.read:
        raise found.refusal(where)
    return found is not None


def _walk(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith(IGNORED))
