"""The stages in a row: read files, load facts, judge by rules, write reports. The public functions of the package.

``read(path) -> Book``, ``audit(paths) -> Audit`` and ``write(audit, folder)``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from auditor.encodings import file_name
from auditor.errors import AuditorError, UnreadableFile
from auditor.findings import Audit, Finding, Outcome, Problem, Terms
from auditor.model import Book
from auditor.paths import here, shown
from auditor.version import __version__

if TYPE_CHECKING:
    from auditor.config import Config
    from auditor.rulebook import RuleSet

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called after each file with its name, how many are done, and how many there are."""


def read(
    path: str | Path, *, id: str | None = None, password: str | None = None, mapping: Mapping[str, str] | None = None
) -> Book:
    """Read one file into a Book. ``id`` defaults to the file's stem.

    ``mapping`` binds columns whose titles are unknown to the forms: 列名 → 字段 (``auditor.forms.load_map``).
    ``Book.path`` is the path as reports show it (``auditor.paths``). Raises UnreadableFile with a message for people.
    """
    from auditor.readers.base import load

    where, opening = shown(path), _Opening(password, mapping)
    return _read_task(str(path), where, load(path, where=where), id or Path(path).stem, opening)


def _read_data(
    where: str, data: bytes, *, id: str, password: str | None = None, mapping: Mapping[str, str] | None = None
) -> Book:
    from auditor.forms import read_book
    from auditor.readers import read_data
    from auditor.results import refuse_own

    refuse_own(where, data)
    try:
        return read_book(read_data(where, data, password=password), id=id, mapping=mapping)
    except AuditorError:
        raise
    except Exception as error:
        # Unexpected reader error: report this file and continue with the rest.
        raise UnreadableFile(f"读取时出错（{type(error).__name__}）", where, "请把此文件反馈给开发者") from error


def audit(
    paths: Iterable[str | Path],
    rules: Sequence[str | Path] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    *,
    project: str | Path | None = None,
    skip_bad_rules: bool = False,
    password: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Audit:
    """Audit files and folders by rule packs (names, rule files or folders).

    Without ``rules``, those of the project file are used: of ``project``, or else of ``auditor.yaml`` in the current
    folder or the nearest above it; without one, the pack core. One that merely lies with the documents never counts.
    ``jobs`` > 1 reads files in that many processes; ``progress`` is called after every file. ``skip_bad_rules``
    reports wrong rules as errors of the result and judges by the others; ``password`` opens protected files,
    ``mapping`` binds columns with unknown titles (see ``read``). A file that cannot be read becomes an entry of
    ``Audit.unread``, and the others are still read; files of earlier results in a folder or archive are listed in
    ``Audit.skipped``. Raises UsageError for a path that does not exist or if no document is left, and RuleFileError
    for a wrong rule file, both before any file is read.
    """
    from auditor.config import find_config
    from auditor.inputs import expand
    from auditor.results import sift
    from auditor.rulebook import load_packs

    here()  # DuckDB aborts the process if the current folder is gone
    started = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    named = list(paths)
    files, other = expand(named)
    files, own = sift(files, [Path(path) for path in named])
    config = find_config(project) if rules is None or project is not None else None
    if rules is None:
        rules = config.rules if config else ("core",)
    rulebook = load_packs(rules, skip_bad_rules=skip_bad_rules)
    books, unread, inside = read_files(files, jobs, progress, password=password, mapping=mapping, named=named)
    judged = _judge(books, rulebook)
    return Audit(
        engine=__version__,
        started=started,
        packs=[f"{pack.name} {pack.version}".strip() for pack in rulebook.packs],
        rule_count=len(judged.outcomes),
        rules_sha256=rulebook.sha256,
        documents=judged.books,
        rules=judged.outcomes,
        findings=judged.findings,
        unread=[*other, *unread, *judged.lost],
        skipped=[*own, *inside],
        terms=_terms(rulebook, config, named),
    )


def _terms(rules: RuleSet, config: Config | None, named: Sequence[str | Path]) -> Terms:
    from auditor.rulebook.changed import changed_rules

    return Terms(
        project=config.shown if config else None,
        within=config is not None and any(config.path.is_relative_to(os.path.realpath(path)) for path in named),
        core=any(pack.name == "core" and pack.trusted for pack in rules.packs),
        changes=changed_rules(rules),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    books: list[Book]
    outcomes: list[Outcome]
    findings: list[Finding]
    lost: list[Problem]
    """Documents that could not be judged, and why."""


def _judge(books: list[Book], rules: RuleSet) -> _Judged:
    """Facts and findings of all books. If that fails, each book is tried by itself and those that fail are left out:
    an unexpected error costs the document that causes it, never the others."""
    try:
        return _judge_together(books, rules)
    except AuditorError:
        raise
    except Exception:
        lost: dict[str, Problem] = {}
        for book in books:
            try:
                _judge_together([book], rules)
            except Exception as error:
                why = f"审核时出错（{type(error).__name__}），这份文件没有审核。请把此文件反馈给开发者。"
                lost[book.id] = Problem(book.path, why)
        if not lost:
            raise
        kept = _judge_together([book for book in books if book.id not in lost], rules)
        return replace(kept, lost=list(lost.values()))


def _judge_together(books: list[Book], rules: RuleSet) -> _Judged:
    from auditor.evidence import pinpoint
    from auditor.facts.load import load
    from auditor.rulebook import run

    facts = load(books)
    try:
        outcomes, findings = run(rules, facts)
    finally:
        facts.close()
    pinpoint(findings, books)
    return _Judged(books, outcomes, findings, [])


def write(audit: Audit, folder: str | Path, *, evidence: bool = True, password: str | None = None) -> None:
    """Write ``index.html``, one page a department and ``findings.json`` into ``folder``: all, or none.

    An earlier result in ``folder`` is replaced. ``evidence``: pages of PDF documents show pictures of the cells
    at fault, for which the files are read once more (``password`` opens protected ones). Raises UsageError if
    the folder cannot be written or holds anything but an earlier result.
    """
    from auditor import report

    report.write(audit, Path(folder), evidence=evidence, password=password)


@dataclass(frozen=True, slots=True)
class _Opening:
    """The options with which every file is opened."""

    password: str | None = None
    mapping: Mapping[str, str] | None = None
    named: tuple[str | Path, ...] = ()
    """What the user named: files are shown relative to these folders."""


_Task: TypeAlias = tuple[Path, str, _Opening]


@dataclass(frozen=True, slots=True)
class _Own:
    """A file of an earlier result in an archive."""

    path: str


_Read: TypeAlias = Book | Problem | _Own


def read_files(
    files: Sequence[Path],
    jobs: int = 1,
    progress: Progress | None = None,
    *,
    password: str | None = None,
    mapping: Mapping[str, str] | None = None,
    named: Iterable[str | Path] = (),
) -> tuple[list[Book], list[Problem], list[str]]:
    """(books, unread files, files of earlier results in archives). Parameters as in ``audit``, ``named`` its ``paths``.

    Each member of an archive is a book. The id of a book is the stem of its file, made unique among ``files``.
    """
    opening = _Opening(password, mapping, tuple(named))
    tasks = [(file, id, opening) for file, id in zip(files, _ids(files), strict=True)]
    books: list[Book] = []
    unread: list[Problem] = []
    own: list[str] = []
    for done, (file, results) in enumerate(zip(files, _results(tasks, jobs), strict=True), 1):
        books.extend(result for result in results if isinstance(result, Book))
        unread.extend(result for result in results if isinstance(result, Problem))
        own.extend(result.path for result in results if isinstance(result, _Own))
        if progress:
            progress(file_name(file.name), done, len(files))
    return books, unread, own


def _results(tasks: list[_Task], jobs: int) -> Iterator[list[_Read]]:
    workers = min(jobs, len(tasks))
    if workers <= 1:
        yield from map(_read_one, tasks)
        return
    # Expensive import, only needed here.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from auditor.rulebook.sandbox import why_no_process

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(_read_one, task) for task in tasks]
        for future, (path, _, opening) in zip(futures, tasks, strict=True):
            try:
                yield future.result()
            except Exception as error:
                # The process died (memory, a crash in a library): only this file is lost.
                why = why_no_process() or f"读取进程异常退出（{type(error).__name__}），可减少 --jobs 后重试"
                yield [Problem(shown(path, opening.named), why)]


def _read_one(task: _Task) -> list[_Read]:
    """The book of a file, or the books of an archive. For what cannot be read there is a Problem instead."""
    from auditor.readers.base import load
    from auditor.readers.formats import is_archive

    path, id, opening = task
    where = shown(path, opening.named)
    try:
        data = load(path, where=where)
        if is_archive(data):
            return list(_read_members(path, where, data, id, opening))
        return [_read_task(str(path), where, data, id, opening)]
    except AuditorError as error:
        return [Problem(where, str(error))]


def _read_task(original: str, where: str, data: bytes, id: str, opening: _Opening) -> Book:
    book = _read_data(where, data, id=id, password=opening.password, mapping=opening.mapping)
    return replace(book, original=original)


def _read_members(path: Path, where: str, data: bytes, id: str, opening: _Opening) -> Iterator[_Read]:
    from auditor.readers.archive import members
    from auditor.results import JSON, is_own

    contents = members(where, data)
    own = [name for name, inner in contents.files if is_own(inner)]
    files = [(name, inner) for name, inner in contents.files if not is_own(inner)]
    yield from (_Own(f"{where}/{name}") for name in own)
    for (name, inner), inner_id in zip(files, _ids(Path(name) for name, _ in files), strict=True):
        member = f"{where}/{name}"
        try:
            yield _read_task(f"{path}/{name}", member, inner, f"{id}-{inner_id}", opening)
        except AuditorError as error:
            yield Problem(member, str(error))
    # The findings.json beside these pages is refused because of its ending. It belongs to the result: not reported.
    beside = {f"{name.rpartition('/')[0]}/{JSON}".lstrip("/") for name in own}
    refused = [each for each in contents.refused if each.source.cell not in beside]
    yield from (Problem(f"{where}/{each.source.cell or ''}".rstrip("/"), each.why) for each in refused)
    if not files and not refused:
        yield Problem(where, "压缩包中只有以前的审核结果" if own else "压缩包中没有可读的文件")


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
