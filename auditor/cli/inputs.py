"""What several commands take: rule packs, files to look at, and the facts of those files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from auditor.cli import console

if TYPE_CHECKING:
    from auditor.facts.facts import Facts
    from auditor.model import Book
    from auditor.rulebook.projectfile import Project
    from auditor.waivers import Waiver

Packs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="PACK",
        help="规则包的名称、文件或文件夹，可写多次；默认按项目文件 auditor.yaml，没有则 core",
        show_default=False,
    ),
]
Paths: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="预算公开文件，或放着这些文件的文件夹", show_default=False)
]


WAIVERS = "waivers.yaml"
CORE = "core"


def project_of(paths: Sequence[str | Path] = ()) -> Project | None:
    """The project file (auditor.yaml) in force for ``paths``, or for the current folder."""
    from auditor.rulebook.projectfile import find_project

    return find_project(paths or ["."])


def packs_in_force(packs: Sequence[str] | None, paths: Sequence[str | Path] = ()) -> list[str | Path]:
    """The packs named, or those of the project file, or core."""
    if packs:
        return list(packs)
    project = project_of(paths)
    return list(project.rules) if project else [CORE]


def waivers_in_force(named: str | None, project: Project | None) -> list[Waiver]:
    """The waivers of the file named, or of the project file's, or of waivers.yaml in the current folder.

    Never of a file that merely lies beside the input: what a department sends in may not waive its own faults.
    """
    path: str | Path | None = named or (project.waivers if project else None)
    if path is None and Path(WAIVERS).is_file():
        path = WAIVERS
    if path is None:
        return []
    from auditor.waivers import read_waivers

    waivers = read_waivers(path)
    console.complain(f"使用豁免清单 {path}（{len(waivers)} 条）")
    return waivers


def read_books(paths: Sequence[str]) -> list[Book]:
    """Every file of ``paths`` that can be read; what cannot is told on stderr. Raises UsageError if none can."""
    import auditor
    from auditor.audit import expand
    from auditor.errors import AuditorError, UsageError

    files, skipped = expand(paths)
    for problem in skipped:
        console.complain(f"未能读取：{problem.path}：{problem.message}")
    books: list[Book] = []
    taken: dict[str, int] = {}
    for file in files:
        number = taken[file.stem] = taken.get(file.stem, 0) + 1
        try:
            books.append(auditor.read(file, id=file.stem if number == 1 else f"{file.stem}-{number}"))
        except AuditorError as error:
            console.complain(f"未能读取：{error}")
    if not books:
        raise UsageError("没有读到任何文件", "、".join(paths))
    return books


@contextmanager
def facts_of(paths: Sequence[str]) -> Iterator[Facts]:
    """The facts of every readable file of ``paths``."""
    from auditor.facts.load import load

    facts = load(read_books(paths))
    try:
        yield facts
    finally:
        facts.close()
