"""``auditor annotate``: copies of the files that were sent, with the findings written at their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.inputs import Map, Packs, Password, ProjectFile
from auditor.cli.rounds import is_result, round_of
from auditor.errors import UnreadableFile, UsageError
from auditor.findings import Severity

if TYPE_CHECKING:
    from auditor.annotate import Copy, MarkedFile
    from auditor.rounds import Round

SUFFIX = ".批注"


def register(app: typer.Typer) -> None:
    app.command("annotate", cls=ChineseCommand, short_help="在原文件的副本上逐格标出问题、写批注")(command)


def command(
    path: Annotated[str, typer.Argument(metavar="PATH", help="审核结果，或要审核的文件、文件夹", show_default=False)],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="副本放在哪个文件夹，默认 批注", show_default=False)
    ] = "批注",
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--files",
            metavar="PATH",
            help="PATH 是审核结果时：原文件，或放着原文件的文件夹，可写多次",
            show_default=False,
        ),
    ] = None,
    no_hints: Annotated[bool, typer.Option("--no-hints", help=f"不批注“{Severity.INFO.label}”一级的问题")] = False,
    rules: Packs = None,
    project: ProjectFile = None,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """写出原文件的副本，有问题的单元格涂色并加批注：xlsx、docx 加批注，PDF 加高亮和注释。原文件不动。

    按内容核对原文件，审核后改动过的不批注。返回值：0 都已写出；3 有文件没有批注。
    """
    from auditor.annotate import annotate
    from auditor.handout import check, put

    folder = Path(output)
    round = round_of(path, rules, project, password, mapping)
    made = list(_copies(round, _originals(round, files or ([] if is_result(path) else [path])), no_hints, password))
    named = _names([copy.path for copy, _ in made], folder)
    check(named)
    failed = len(round.papers) - len(made) + len(round.unread)
    for (copy, shown), place, outcome in zip(made, named, annotate([copy for copy, _ in made]), strict=True):
        if isinstance(outcome, str):
            console.complain(console.visible_line(f"没有批注：{shown}：{outcome}"))
            failed += 1
            continue
        put(place, outcome.data)
        tell(place, outcome, sum(note.findings for note in copy.notes))
    return 3 if failed else 0


def tell(place: Path, outcome: MarkedFile, findings: int) -> None:
    """Say what was written, and what of the original the copy has lost."""
    loose = f"，其中 {outcome.loose} 条没有对应的单元格，写在文件开头" if outcome.loose else ""
    console.say(f"已写出：{place}（{findings} 条问题的批注{loose}）")
    if outcome.lost:
        console.complain(f"副本未保留：{'、'.join(outcome.lost)}；原文件没有改动")


def _copies(
    round: Round, originals: dict[str, Path], no_hints: bool, password: str | None
) -> Iterator[tuple[Copy, str]]:
    """The copies to make, with the names of their originals as shown; the documents without an original are said."""
    from auditor.annotate import Copy, notes

    for paper in round.papers:
        file = originals.get(paper.sha256)
        if file is None:
            where = console.visible_line(paper.path)
            console.complain(
                f"没有批注：{where}：找不到原文件，或它在审核后有改动；请用 --files 指明（压缩包中的请先解压）"
            )
            continue
        found = (
            finding
            for finding in round.findings
            if finding.document == paper.id and not (no_hints and finding.severity == Severity.INFO)
        )
        yield Copy(str(file), paper.sha256, tuple(notes(found)), password=password), paper.path


def _originals(round: Round, named: Iterable[str]) -> dict[str, Path]:
    """SHA-256 → the file: of those named, and of those at the places that the result gives."""
    from auditor.inputs import expand
    from auditor.readers.base import load, sha256

    given = list(named)
    files = expand(given)[0] if given else []
    files += [Path(paper.path) for paper in round.papers if Path(paper.path).is_file()]
    found: dict[str, Path] = {}
    for file in files:
        try:
            found.setdefault(sha256(load(file)), file)
        except UnreadableFile:  # reported when it was audited
            continue
    if given and round.papers and not found:
        raise UsageError("打不开任何原文件", "、".join(given))
    return found


def _names(paths: Iterable[str], folder: Path) -> list[Path]:
    """Where each copy is written: 名称.批注.xlsx, numbered where two are called the same."""
    taken: set[str] = set()
    named = []
    for path in map(Path, paths):
        name, number = f"{path.stem}{SUFFIX}{path.suffix}", 2
        while name.casefold() in taken:
            name, number = f"{path.stem}-{number}{SUFFIX}{path.suffix}", number + 1
        taken.add(name.casefold())
        named.append(folder / name)
    return named
