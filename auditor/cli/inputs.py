"""What several commands take: rule packs, files to look at, and the facts of those files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from auditor.cli import console
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.config import Config
    from auditor.facts.facts import Facts
    from auditor.findings import Problem
    from auditor.model import Book, LedgerEntry
    from auditor.review import Decisions
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
ProjectFile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="FILE",
        help="项目文件，默认当前文件夹或其上级的 auditor.yaml（如有）",
        show_default=False,
    ),
]
Paths: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="预算公开文件，或放着这些文件的文件夹", show_default=False)
]

Password: TypeAlias = Annotated[
    str | None, typer.Option("--password", metavar="密码", help="打开加密的 PDF 文件", show_default=False)
]
Map: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="列名=字段",
        help="不认识的列名当作哪一栏，可写多次；或写一个 YAML 文件",
        show_default=False,
    ),
]

WAIVERS = "waivers.yaml"
DECISIONS = "decisions.json"
CORE = "core"


def project_in_force(named: str | None, paths: Sequence[str | Path] = ()) -> Config | None:
    """The project file that ``--project`` names, or that of the current folder or the nearest above it.

    One that merely lies with ``paths`` does not count, which is said: a department may not set what it is judged by.
    """
    from auditor.config import find_config, passed_over

    project = find_config(named)
    for file in passed_over(paths, project):
        console.complain(
            f"没有使用 {typed(file)}：只有当前文件夹及其上级的项目文件才起作用；确要采用，请用 --project 指定"
        )
    return project


def typed(file: Path) -> str:
    """A path that the user can type from where she is."""
    current = Path.cwd()
    return str(file.relative_to(current) if file.is_relative_to(current) else file)


def packs_in_force(
    packs: Sequence[str] | None, project: str | None, paths: Sequence[str | Path] = ()
) -> list[str | Path]:
    """The packs named, or those of the project file (see ``project_in_force``), or core."""
    if packs:
        return list(packs)
    config = project_in_force(project, paths)
    return list(config.rules) if config else [CORE]


def waivers_in_force(named: str | None, project: Config | None) -> tuple[str | None, list[Waiver]]:
    """The waiver file as shown, and its waivers: the file named, or the project file's, or waivers.yaml here.

    Never one that merely lies beside the input: what a department sends in may not waive its own faults.
    """
    path: str | Path | None = named or (project.waivers if project else None)
    if path is None and Path(WAIVERS).is_file():
        path = WAIVERS
    if path is None:
        return None, []
    from auditor.paths import shown
    from auditor.waivers import read_waivers

    waivers = read_waivers(path)
    console.complain(f"使用豁免清单 {path}（{len(waivers)} 条）")
    return shown(path), waivers


def day_of(text: str, option: str) -> date:
    """The day that an option names: 2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日, with or without zeros.

    Raises UsageError.
    """
    found = re.fullmatch(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?", text.strip())
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[3]), int(found[5]))
    except ValueError:
        raise UsageError(f"{option} 应为日期，不能是“{text}”", advice="写作 2026-12-31 或 2026/12/31") from None


def decisions_file(named: str | None, project: Config | None) -> Path:
    """Where decisions are kept: the file named, the project file's, or decisions.json beside it (or here without one).

    Never one that merely lies beside the input: what a department sends in may not decide on its own faults.
    """
    if named is not None:
        return Path(named)
    if project is None:
        return Path(DECISIONS)
    return project.decisions or project.path.parent / DECISIONS


def decisions_in_force(named: str | None, project: Config | None) -> tuple[str | None, Decisions | None]:
    """The file of decisions as shown, and what it holds; (None, None) if there is none. A file named must be there."""
    file = decisions_file(named, project)
    if named is None and not file.is_file():
        if project and project.decisions:
            console.complain(f"处理意见文件 {typed(file)} 还没有，本次没有处理意见")
        return None, None
    from auditor.paths import shown
    from auditor.review import read_decisions

    decisions = read_decisions(file)
    more = f"，另有 {len({made.fingerprint for made in decisions.disputed})} 条意见不一致、未采用"
    console.complain(f"使用处理意见 {typed(file)}（{len(decisions.settled)} 条{more if decisions.disputed else ''}）")
    return shown(file), decisions


def mapping_of(given: Sequence[str] | None) -> dict[str, str]:
    """The values of ``--map``: 列名=字段 pairs and YAML files of them; later values override earlier ones."""
    if not given:
        return {}
    from auditor.forms import load_map, parse_map

    mapping: dict[str, str] = {}
    for item in given:
        # Anything else without "=" is a pair that lacks it, not a file that is missing.
        is_file = "=" not in item and (Path(item).exists() or Path(item).suffix.lower() in (".yaml", ".yml"))
        mapping |= load_map(item) if is_file else parse_map([item])
    return mapping


def mapping_in_force(given: Sequence[str] | None) -> dict[str, str]:
    """The columns that the project file explains, and those of ``--map``, which count first."""
    from auditor.config import find_config
    from auditor.forms import check_map

    config = find_config()
    return (check_map(config.mapping, config.shown) if config else {}) | check_map(mapping_of(given))


def read_books(paths: Sequence[str], password: str | None = None, given: Sequence[str] | None = None) -> list[Book]:
    """Every document of ``paths`` that can be read, members of archives among them; the others are reported on stderr.

    ``given`` are the values of ``--map``. Raises UsageError if nothing can be read.
    """
    from auditor.inputs import expand
    from auditor.pipeline import read_files
    from auditor.results import sift

    mapping = mapping_in_force(given)
    files, other = expand(paths)
    files, own = sift(files, [Path(path) for path in paths])
    books, unread, inside = read_files(files, password=password, mapping=mapping, named=paths)
    tell_skipped([*own, *inside])
    for problem in [*other, *unread]:
        tell_unread(problem)
    if not books:
        raise UsageError("没有读到任何文件", "、".join(paths))
    return books


def tell_skipped(own: Sequence[str]) -> None:
    """Say on stderr that files of earlier results were not read: one line for all of them."""
    if own:
        console.complain(f"跳过以前的审核结果 {len(own)} 个文件")


def tell_unread(problem: Problem) -> None:
    """Say on stderr which file could not be read, and why."""
    path, message = map(console.visible_line, (problem.path, problem.message))
    console.complain(f"未能读取：{'' if path in message else f'{path}：'}{message}")


def what_is_missing(entry: LedgerEntry) -> str:
    """Which table was not read, and why; a reason that concerns the file as a whole stands alone."""
    return "：".join(filter(None, [entry.title or entry.kind, entry.why or "原因不明"]))


@contextmanager
def facts_of(paths: Sequence[str], password: str | None = None, given: Sequence[str] | None = None) -> Iterator[Facts]:
    """The facts of the readable documents of ``paths``, opened as ``read_books`` does; 勾稽 by the core relations."""
    from auditor.facts.load import load
    from auditor.rulebook import load_packs

    facts = load(read_books(paths, password, given), load_packs(["core"]).relations)
    try:
        yield facts
    finally:
        facts.close()
