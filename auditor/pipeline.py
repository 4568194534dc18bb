"""The stages in a row: read files, load facts, judge by rules, write reports. The public functions of the package.

``read(path) -> Book``, ``audit(paths) -> Audit`` and ``write(audit, folder)``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from auditor.encodings import file_name
from auditor.errors import AuditorError
from auditor.findings import Audit, Finding, Outcome, Problem, Terms
from auditor.model import Book
from auditor.paths import here, shown
from auditor.version import __version__

if TYPE_CHECKING:
    from auditor.config import Config
    from auditor.office import Office
    from auditor.reading import InputFile, Read
    from auditor.rulebook import RuleSet
    from auditor.ties.check import Tie
    from auditor.workers import Workers

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called after each file with its name, how many are done, and how many there are."""


def read(
    path: str | Path, *, id: str | None = None, password: str | None = None, mapping: Mapping[str, str] | None = None
) -> Book:
    """Read one file into a Book. ``id`` defaults to the file's stem.

    ``mapping`` binds columns whose titles are unknown to the forms: 列名 → 字段 (``auditor.forms.load_map``).
    ``Book.path`` is the path as reports show it (``auditor.paths``). The file is read in this process, without the
    bounds of time and memory of ``audit``. Raises UnreadableFile with a message for people.
    """
    from auditor.readers.base import load
    from auditor.reading import Opening, book_of

    where = shown(path)
    return book_of(str(path), where, load(path, where=where), id or Path(path).stem, Opening(password, mapping))


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
    department: str | None = None,
) -> Audit:
    """Audit files and folders by rule packs (names, rule files or folders).

    Without ``rules``, those of the project file are used: of ``project``, or else of ``auditor.yaml`` in the current
    folder or the nearest above it; without one, the pack core. One that merely lies with the documents never counts.
    Files are read in ``jobs`` processes beside this one, within bounds of time and memory (``auditor.workers``), and
    ``progress`` is called after every file. ``skip_bad_rules``
    reports wrong rules as errors of the result and judges by the others; ``password`` opens protected files,
    ``mapping`` binds columns with unknown titles (see ``read``), over those of the project file; ``department`` names
    the department of every document, whatever it prints. A file that cannot be read, or that ends the process
    that reads it, becomes an entry of ``Audit.unread``, and the others are still read; files of earlier results in a
    folder or archive are listed in ``Audit.skipped``. Raises UsageError for a path that does not exist or if no
    document is left, and RuleFileError for a wrong rule file, both before any file is reported.
    """
    from auditor.config import find_config
    from auditor.inputs import expand
    from auditor.reading import Opening, reading
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
    known = _columns(config, mapping)
    # The processes that read begin while the rules are loaded.
    with reading(files, jobs, Opening(password, known, tuple(named))) as workers:
        rulebook = load_packs(rules, skip_bad_rules=skip_bad_rules)
        books, unread, inside = _collect(files, named, workers, progress)
    for book in books if department else ():
        book.department, book.superior = department or "", ""
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
        ties=judged.ties,
        terms=_terms(rulebook, config, named),
    )


def _columns(config: Config | None, mapping: Mapping[str, str] | None) -> dict[str, str]:
    """The columns that the project file explains, and those of ``mapping``, which count first."""
    own = config.mapping if config else {}
    if not own and not mapping:
        return {}
    from auditor.forms import check_map

    return check_map(own, config.shown if config else "") | check_map(mapping or {})


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
    ties: dict[str, list[Tie]]
    """The relations between tables as checked, by document."""


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
    from auditor.evidence.cell_sources import pinpoint
    from auditor.facts.load import load
    from auditor.rulebook import run

    facts = load(books, rules.relations)
    try:
        outcomes, findings = run(rules, facts)
    finally:
        facts.close()
    pinpoint(findings, books)
    return _Judged(books, outcomes, findings, [], facts.ties)


def write(
    audit: Audit,
    folder: str | Path,
    *,
    evidence: bool = True,
    password: str | None = None,
    formats: Collection[str] | None = None,
    office: Office | None = None,
) -> dict[str, str]:
    """Write the result into ``folder``, all files or none: ``index.html``, one page a department, 问题清单.xlsx and
    ``findings.json``, or what the words of ``formats`` ask for (html, xlsx …); findings.json is always among them.
    ``office`` is who sends the letters (``auditor.office``).

    An earlier result in ``folder`` is replaced; its files that a person has edited since (a list that was filled in)
    are kept under another name, and the answer says which (name → new name). ``evidence``: pages of PDF documents show
    pictures of the cells at fault, for which the files are read once more (``password`` opens protected ones). Raises
    UsageError if the folder cannot be written or holds anything but an earlier result.
    """
    from auditor import report

    return report.write(audit, Path(folder), evidence=evidence, password=password, formats=formats, office=office)


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
    from auditor.reading import Opening, reading

    where = tuple(named)
    with reading(files, jobs, Opening(password, mapping, where)) as workers:
        return _collect(files, where, workers, progress)


def _collect(
    files: Sequence[Path],
    named: Sequence[str | Path],
    workers: Workers[InputFile, list[Read]],
    progress: Progress | None,
) -> tuple[list[Book], list[Problem], list[str]]:
    from auditor.reading import problem_of
    from auditor.workers import Lost

    books: list[Book] = []
    unread: list[Problem] = []
    own: list[str] = []
    for done, (file, answers) in enumerate(zip(files, workers, strict=True), 1):
        for answer in answers:
            for read in [problem_of(answer, shown(file, named))] if isinstance(answer, Lost) else answer:
                if isinstance(read, Book):
                    books.append(read)
                elif isinstance(read, Problem):
                    unread.append(read)
                else:
                    own.append(read.path)
        if progress:
            progress(file_name(file.name), done, len(files))
    return books, unread, own
