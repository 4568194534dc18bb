"""``auditor audit``: read, judge, report."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.inputs import (
    Map,
    Packs,
    Password,
    ProjectFile,
    decisions_in_force,
    mapping_of,
    project_in_force,
    waivers_in_force,
)
from auditor.cli.told import tell
from auditor.errors import UsageError
from auditor.findings import FAIL_ON, RuleState, Severity
from auditor.office import NOBODY

if TYPE_CHECKING:
    from auditor.findings import Audit
    from auditor.model import Book
    from auditor.results import Result

LEVELS = ("error", "warning", "never")
LONGEST_NAME = 60
"""Most characters of a department's name; the longest of public bodies has about 40."""


def register(app: typer.Typer) -> None:
    app.command("audit", cls=ChineseCommand, short_help="审核文件，写出问题清单")(command)


def command(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="预算公开文件，或放着这些文件的文件夹", show_default=False)
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="结果文件夹，默认 audit-out", show_default=False)
    ] = "audit-out",
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="html,xlsx,…",
            help="写出哪几种格式，用逗号隔开；默认网页、问题清单和 findings.json",
            show_default=False,
        ),
    ] = None,
    rules: Packs = None,
    project: ProjectFile = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="error|warning|never",
            help="有这一级及以上的问题时返回 1："
            f"error {Severity.ERROR.label}（默认），warning {Severity.WARNING.label}，never 不因问题返回 1",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        str, typer.Option("--jobs", "-j", metavar="N", help="同时处理几个文件，默认 1", show_default=False)
    ] = "1",
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FINDINGS",
            help="以前的审核结果（文件夹或 findings.json），标出哪些问题是新的、哪些已消失",
            show_default=False,
        ),
    ] = None,
    waivers: Annotated[
        str | None,
        typer.Option(
            "--waivers", metavar="FILE", help="豁免清单，默认当前文件夹的 waivers.yaml（如有）", show_default=False
        ),
    ] = None,
    decisions: Annotated[
        str | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="处理意见文件，默认项目文件旁或当前文件夹的 decisions.json（如有）",
            show_default=False,
        ),
    ] = None,
    ignore_waivers: Annotated[
        bool, typer.Option("--ignore-waivers", help="不看豁免清单和处理意见，全部问题照列")
    ] = False,
    skip_bad_rules: Annotated[
        bool, typer.Option("--skip-bad-rules", help="跳过写错的规则，用其余规则审核，返回 3")
    ] = False,
    password: Password = None,
    mapping: Map = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department",
            metavar="NAME",
            help="各文件都按这一部门名称，用于文件没有写明部门或写得不对时",
            show_default=False,
        ),
    ] = None,
    no_evidence: Annotated[
        bool, typer.Option("--no-evidence", help="问题清单中不附 PDF 原件截图，文件更小、写得更快")
    ] = False,
) -> int:
    """审核预算公开文件，在结果文件夹中写出 index.html（总览）、每个部门一页的问题清单和 findings.json。

    返回值：0 没有须处理的问题；1 有问题；2 用法、设置或规则文件有误；
    3 有文件未能读全或没有绩效目标表，或有规则执行出错（其余结果照常写出）。
    """
    if fail_on not in {*LEVELS, None}:
        raise UsageError(f"--fail-on 只能是 {'、'.join(LEVELS)}，不能是“{fail_on}”")
    if not (jobs.isascii() and jobs.isdecimal() and int(jobs) >= 1):
        raise UsageError(f"--jobs 应是不小于 1 的整数，不能是“{jobs}”")

    if department is not None and not 0 < len(department := department.strip()) <= LONGEST_NAME:
        raise UsageError(f"--department 应是 1 至 {LONGEST_NAME} 个字的部门名称")

    import auditor
    from auditor import report
    from auditor.report.outputs import chosen

    chosen(formats)  # a wrong word is said before anything else
    folder = Path(output)
    config = project_in_force(project, [path for path in paths if Path(path).exists()])
    office = config.office if config else NOBODY
    asked = chosen(formats, letters=office != NOBODY)
    if config:
        console.complain(f"使用项目文件 {config.shown}")
    earlier = _baseline(baseline or (config.baseline if config else None))
    list_, waived = (None, []) if ignore_waivers else waivers_in_force(waivers, config)
    opinions, decided = (None, None) if ignore_waivers else decisions_in_force(decisions, config)
    report.prepare(folder)
    with console.progress("已读取") as progress:
        audit = auditor.audit(
            paths,
            rules or None,
            project=config.path if config else None,
            jobs=int(jobs),
            progress=progress,
            skip_bad_rules=skip_bad_rules,
            password=password,
            mapping=mapping_of(mapping),
            department=department,
        )
    level = fail_on or (config and config.fail_on) or FAIL_ON
    audit.terms = replace(audit.terms, waivers=list_, decisions=opinions, fail_on=level)
    if waived:
        from auditor.waivers import apply

        apply(audit, waived)
    if decided:
        from auditor.review import apply as decide

        decide(audit, decided.settled)
    if earlier:
        from auditor.baseline import compare

        compare(audit, earlier)
    kept = auditor.write(
        audit,
        folder,
        evidence=not no_evidence,
        password=password,
        formats=asked,
        office=office,
    )
    # The result is written: an interruption now comes too late to change what it is.
    with suppress(KeyboardInterrupt):
        for name, new in kept.items():
            console.complain(f"{name} 上次写出后有人改过，已留作 {new}")
        tell(audit, folder, asked, office)
    return exit_code(audit, level)


def _baseline(path: str | Path | None) -> Result | None:
    """Read before the audit writes: the baseline may lie in the very folder that is written."""
    if path is None:
        return None
    from auditor.results import read_result

    return read_result(path)


def exit_code(audit: Audit, fail_on: str = FAIL_ON) -> int:
    """0, 1 or 3, as the contract findings-1 says. Doubts of reading and waived findings never count as faults.

    An incomplete result (3) outweighs the findings (1): they are reported all the same, but are not all there are. A
    document without a performance table was not judged: 3, unless it has findings of its own.
    """
    if audit.unread or not all(book.whole for book in audit.documents):
        return 3
    if any(rule.outcome is RuleState.ERROR for rule in audit.rules):
        return 3
    if any(_nothing_to_judge(book) and not _faults(audit, fail_on, book.id) for book in audit.documents):
        return 3
    return 1 if _faults(audit, fail_on) else 0


def _faults(audit: Audit, fail_on: str, document: str | None = None) -> int:
    """How many faults are as grave as ``fail_on`` says, of one document or of all."""
    from auditor.report.verdict import count

    counts = count(finding for finding in audit.findings if document in (None, finding.document))
    return {"error": counts.must, "warning": counts.must + counts.should, "never": 0}[fail_on]


def _nothing_to_judge(book: Book) -> bool:
    return not any(book.goals())
