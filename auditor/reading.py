"""What a file holds: its book, or the books of an archive, and a Problem for each document that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from auditor.encodings import file_name
from auditor.errors import AuditorError, UnreadableFile
from auditor.findings import Problem
from auditor.model import Book
from auditor.paths import shown
from auditor.workers import MEMORY, SECONDS, Begun, Ending, Lost, Workers


@dataclass(frozen=True, slots=True)
class Opening:
    """The options with which every file is opened, see ``pipeline.read``."""

    password: str | None = None
    mapping: Mapping[str, str] | None = None
    named: tuple[str | Path, ...] = ()
    """What the user named: files are shown relative to these folders (``paths.shown``)."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; ``id`` names its book."""

    path: Path
    id: str
    opening: Opening


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """A file of an earlier result in an archive."""

    path: str


Read: TypeAlias = Book | Problem | EarlierResult


def reading(files: Sequence[Path], jobs: int, opening: Opening) -> Workers[InputFile, list[Read]]:
    """``files`` as they are read, in up to ``jobs`` processes that start at once. The id of a book is the stem of its
    file, made unique among ``files``."""
    tasks = [InputFile(file, id, opening) for file, id in zip(files, _ids(files), strict=True)]
    return Workers(read_file, tasks, jobs)


def read_file(file: InputFile, done: int) -> Iterator[Begun | list[Read]]:
    """The work of a child process. Parts: the file itself, and if it is an archive, each document in it; the answer
    to the first part is then what else the archive holds."""
    from auditor.readers.archive import members
    from auditor.readers.base import load
    from auditor.readers.formats import is_archive
    from auditor.results import is_own

    where = shown(file.path, file.opening.named)
    if not done:
        yield Begun(where)
    try:
        data = load(file.path, where=where)
        contents = members(where, data) if is_archive(data) else None
    except Exception as error:
        yield [_problem(error, where)]
        return
    if contents is None:
        if not done:
            yield [_read(str(file.path), where, data, file.id, file.opening)]
        return
    own = [name for name, inner in contents.files if is_own(inner)]
    files = [(name, inner) for name, inner in contents.files if not is_own(inner)]
    if not done:
        refused = [(each.source.cell or "", each.why) for each in contents.refused]
        yield list(_beside(where, [name for name, _ in files], own, refused))
    for (name, inner), id in [*zip(files, _ids(Path(name) for name, _ in files), strict=True)][max(done - 1, 0) :]:
        yield Begun(f"{where}/{name}")
        original = f"{file.path}/{name}"
        yield [_read(original, f"{where}/{name}", inner, f"{file.id}-{id}", file.opening)]


def _beside(where: str, files: list[str], own: list[str], refused: list[tuple[str, str]]) -> Iterator[Read]:
    """What an archive holds beside the documents ``files``."""
    from auditor.results import JSON

    yield from (EarlierResult(f"{where}/{name}") for name in own)
    # The findings.json beside these pages is refused because of its ending. It belongs to the result: not reported.
    beside = {f"{name.rpartition('/')[0]}/{JSON}".lstrip("/") for name in own}
    refused = [(name, why) for name, why in refused if name not in beside]
    yield from (Problem(f"{where}/{name}".rstrip("/"), why) for name, why in refused)
    if not files and not refused:
        yield Problem(where, "压缩包中只有以前的审核结果" if own else "压缩包中没有可读的文件")


def _read(original: str, where: str, data: bytes, id: str, opening: Opening) -> Read:
    try:
        return book_of(original, where, data, id, opening)
    except Exception as error:
        return _problem(error, where)


def book_of(original: str, where: str, data: bytes, id: str, opening: Opening) -> Book:
    """The book in ``data``, which ``where`` names in sources and messages; ``original`` is its path on this machine.

    Raises UnreadableFile, whatever happens.
    """
    from auditor.forms import read_book
    from auditor.readers import read_data
    from auditor.results import refuse_own

    refuse_own(where, data)
    try:
        book = read_book(read_data(where, data, password=opening.password), id=id, mapping=opening.mapping)
        return replace(book, original=original)
    except AuditorError:
        raise
    except Exception as error:
        raise _unforeseen(error, where) from error


def _unforeseen(error: Exception, where: str) -> UnreadableFile:
    """An error of a reader that nobody expected: it is reported for this file, the others are read."""
    if isinstance(error, MemoryError):
        return UnreadableFile("内存不足，没有读完", where, "请按部门拆分后再试")
    return UnreadableFile(f"读取时出错（{type(error).__name__}）", where, "请把此文件反馈给开发者")


def _problem(error: Exception, where: str) -> Problem:
    return Problem(where, str(error if isinstance(error, AuditorError) else _unforeseen(error, where)))


_LOST = {
    Ending.OVERDUE: (f"读取超过 {SECONDS:g} 秒，已停止", "请按部门拆分后再试；文件不大的，请把它反馈给开发者"),
    Ending.DIED: (
        f"读取时内存超过 {MEMORY / 1e9:g} GB，或读取程序异常退出",
        "请用原来的软件打开并另存一份后再试；仍不能读取的，请把此文件反馈给开发者",
    ),
    Ending.UNSTARTED: ("读取文件的进程无法启动", "请关闭不用的程序后再试，并检查安全软件是否阻止了它"),
}


def problem_of(lost: Lost, file: str) -> Problem:
    """What to say of a document of ``file``, as shown, that was lost with the process that read it."""
    where = lost.part or file
    what, advice = _LOST[lost.ending]
    return Problem(where, str(UnreadableFile(what, where, advice)))


def _ids(files: Iterable[Path]) -> list[str]:
    """The stem of each file, made unique: "预算", "预算-2" …"""
    taken: set[str] = set()
    ids = []
    for file in files:
        stem, number = file_name(file.stem) or "文件", 1
        id = stem
        while id in taken:
            number += 1
            id = f"{stem}-{number}"
        taken.add(id)
        ids.append(id)
    return ids
