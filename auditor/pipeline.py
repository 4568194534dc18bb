"""The whole job: read files, load facts, judge by rules. What a caller of the package uses.

``read(path) -> Book`` and ``audit(paths) -> Audit``; ``Audit.write(folder)`` leaves the reports.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from auditor import __version__
from auditor.errors import AuditorError, UnreadableFile, UsageError
from auditor.findings import Audit, Problem
from auditor.model import Book

_SUFFIXES = ".txt .tsv .csv .pdf .xlsx .xlsm .xls .et .docx .doc .wps .html .htm .zip"
SUFFIXES = frozenset(_SUFFIXES.split())
"""Endings of the files taken from a folder. A file named by itself is tried whatever its ending."""

_OTHERS = ".ofd .ods .odt .xlsb .rtf .ppt .pptx .rar .7z .jpg .jpeg .png .bmp .tif .tiff .ceb .caj"
OTHERS = frozenset(_OTHERS.split())
"""Endings that may hold a table but are not read: said when a folder holds one. Other files are no documents."""

IGNORED = ("~$", ".", "Thumbs.db", "desktop.ini")
"""Beginnings of names that office programs and systems leave in a folder; not worth a word."""


Progress: TypeAlias = Callable[[str, int, int], None]
"""Called after each file with its name, how many are done, and how many there are."""


def read(
    path: str | Path, *, id: str | None = None, password: str | None = None, mapping: Mapping[str, str] | None = None
) -> Book:
    """Read one file into its tree. ``id`` defaults to the file's stem.

    ``mapping`` binds columns that no form knows: 列名 → 字段 (``auditor.forms.load_map``).
    Raises UnreadableFile with what is wrong, for people.
    """
    from auditor.readers.base import load

    return _read_data(str(path), load(path), id=id or Path(path).stem, password=password, mapping=mapping)


def _read_data(
    where: str, data: bytes, *, id: str, password: str | None = None, mapping: Mapping[str, str] | None = None
) -> Book:
    from auditor.forms import read_book
    from auditor.readers import read_data

    try:
        return read_book(read_data(where, data, password=password), id=id, mapping=mapping)
    except AuditorError:
        raise
    except Exception as error:
        # A reader that meets what nobody foresaw: the file is named, the others go on.
        raise UnreadableFile(f"读取时出错（{type(error).__name__}）", where, "请把此文件反馈给开发者") from error


def audit(
    paths: Iterable[str | Path],
    rules: Sequence[str | Path] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    *,
    skip_bad_rules: bool = False,
    password: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Audit:
    """Audit files and folders by rule packs (names, rule files or folders).

    Without ``rules`` those of the project file count (``auditor.yaml``, upward from the files), else core.
    ``jobs`` > 1 reads files in that many processes; ``progress`` is told of every file read. ``skip_bad_rules``
    reports wrong rules as errors of the result and judges by the others; ``password`` opens protected files,
    ``mapping`` binds columns that no form knows (see ``read``). A file that
    cannot be read ends in ``Audit.unread`` and stops nothing. Raises UsageError for a path that does not
    exist, RuleFileError for a wrong rule file; both before any file is read.
    """
    from auditor.config import find_config
    from auditor.evidence import pinpoint
    from auditor.facts.load import load
    from auditor.rulebook import load_packs, run

    started = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    named = list(paths)
    files, skipped = expand(named)
    if rules is None:
        config = find_config(named)
        rules = config.rules if config else ("core",)
    rulebook = load_packs(rules, skip_bad_rules=skip_bad_rules)
    books, unread = read_files(files, jobs, progress, password=password, mapping=mapping)
    facts = load(books)
    try:
        outcomes, findings = run(rulebook, facts)
    finally:
        facts.close()
    pinpoint(findings, books)
    return Audit(
        engine=__version__,
        started=started,
        packs=[f"{pack.name} {pack.version}".strip() for pack in rulebook.packs],
        rule_count=len(outcomes),
        rules_sha256=rulebook.sha256,
        documents=books,
        rules=outcomes,
        findings=findings,
        unread=[*skipped, *unread],
    )


def expand(paths: Iterable[str | Path]) -> tuple[list[Path], list[Problem]]:
    """The files to read: those named, and those of named folders with a known ending, each once.

    Folders are searched through, in the order of names. The second list says which documents of a folder
    are of a kind that is not read. Raises UsageError for a path that does not exist, or if nothing is left to read.
    """
    named = [Path(path) for path in paths]
    for path in named:
        if not path.exists():
            raise UsageError("路径不存在", str(path), "请检查文件名和所在文件夹")
    files: dict[Path, Path] = {}
    skipped: list[Problem] = []
    for path in named:
        for file in [path] if not path.is_dir() else _walk(path):
            ending = file.suffix.lower()
            if not path.is_dir() or ending in SUFFIXES:
                files.setdefault(file.resolve(), file)
            elif ending in OTHERS:
                skipped.append(Problem(str(file), "不是可审核的文件格式，未读取；请另存为 PDF、xlsx 或 docx"))
    if not files:
        where = "、".join(str(path) for path in named)
        raise UsageError("没有可审核的文件", where, "可审核的格式：" + _SUFFIXES)
    return list(files.values()), skipped


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith(IGNORED))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What every file is opened with."""

    password: str | None = None
    mapping: Mapping[str, str] | None = None


_Task: TypeAlias = tuple[Path, str, _Opening]


def read_files(
    files: Sequence[Path],
    jobs: int = 1,
    progress: Progress | None = None,
    *,
    password: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> tuple[list[Book], list[Problem]]:
    """The book of every file, those of an archive one by one, and what could not be read; for the rest see ``audit``.

    A book's id is the stem of its file, made unique among ``files``.
    """
    opening = _Opening(password, mapping)
    tasks = [(file, id, opening) for file, id in zip(files, _ids(files), strict=True)]
    books: list[Book] = []
    unread: list[Problem] = []
    for done, (file, results) in enumerate(zip(files, _results(tasks, jobs), strict=True), 1):
        books.extend(result for result in results if isinstance(result, Book))
        unread.extend(result for result in results if isinstance(result, Problem))
        if progress:
            progress(file.name, done, len(files))
    return books, unread


def _results(tasks: list[_Task], jobs: int) -> Iterator[list[Book | Problem]]:
    workers = min(jobs, len(tasks))
    if workers <= 1:
        yield from map(_read_one, tasks)
        return
    # Dear to import, and needed here only.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from auditor.rulebook.sandbox import why_no_process

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(_read_one, task) for task in tasks]
        for future, (path, _, _) in zip(futures, tasks, strict=True):
            try:
                yield future.result()
            except Exception as error:
                # The process died (memory, a crash in a library): only this file is lost.
                why = why_no_process() or f"读取进程异常退出（{type(error).__name__}），可减少 --jobs 后重试"
                yield [Problem(str(path), why)]


def _read_one(task: _Task) -> list[Book | Problem]:
    """One file's book, or the books of an archive; what cannot be read is a Problem."""
    from auditor.readers import is_archive
    from auditor.readers.base import load

    path, id, opening = task
    try:
        data = load(path)
        if is_archive(data):
            return list(_read_members(str(path), data, id, opening))
        return [_read_data(str(path), data, id=id, password=opening.password, mapping=opening.mapping)]
    except AuditorError as error:
        return [Problem(str(path), str(error))]


def _read_members(path: str, data: bytes, id: str, opening: _Opening) -> Iterator[Book | Problem]:
    from auditor.readers.archive import members

    contents = members(path, data)
    names = [name for name, _ in contents.files]
    for (name, inner), inner_id in zip(contents.files, _ids(map(Path, names)), strict=True):
        where = f"{path}/{name}"
        try:
            yield _read_data(where, inner, id=f"{id}-{inner_id}", password=opening.password, mapping=opening.mapping)
        except AuditorError as error:
            yield Problem(where, str(error))
    for refused in contents.refused:
        yield Problem(f"{path}/{refused.source.cell or ''}".rstrip("/"), refused.why)
    if not contents.files and not contents.refused:
        yield Problem(path, "压缩包中没有可读的文件")


def _ids(files: Iterable[Path]) -> list[str]:
    """Each file's stem, made unique: "预算", "预算-2" …"""
    taken: set[str] = set()
    ids = []
    for file in files:
        stem, number = file.stem or "文件", 1
        id = stem
        while id in taken:
            number += 1
            id = f"{stem}-{number}"
        taken.add(id)
        ids.append(id)
    return ids
