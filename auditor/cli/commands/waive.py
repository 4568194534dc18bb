"""``auditor waive``: suppresses findings that a responsible person accepts, in the waiver file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.inputs import day_of
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.results import Result

FILE = "waivers.yaml"
MANY = 20
"""Above this many matches ``--all`` is required."""


def register(app: typer.Typer) -> None:
    app.command("waive", cls=ChineseCommand, short_help="豁免审核结果中的问题，写明理由和期限")(command)


def command(
    findings: Annotated[
        str, typer.Argument(metavar="FINDINGS", help="审核结果文件夹，或其中的 findings.json", show_default=False)
    ],
    rule: Annotated[str, typer.Option("--rule", metavar="ID", help="豁免这条规则标出的问题", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么可以不改", show_default=False)],
    expires: Annotated[
        str,
        typer.Option("--expires", metavar="日期", help="到哪一天为止，如 2026-12-31", show_default=False),
    ],
    project: Annotated[
        str | None,
        typer.Option(
            "--project", metavar="项目", help="只豁免这个项目的（编码、名称或页面上的序号）", show_default=False
        ),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", metavar="名称", help="只豁免这条三级指标的", show_default=False)
    ] = None,
    fingerprint: Annotated[
        str | None,
        typer.Option(
            "--fingerprint", metavar="指纹", help="只豁免这一条（findings.json 中的 fingerprint）", show_default=False
        ),
    ] = None,
    owner: Annotated[str, typer.Option("--owner", metavar="姓名", help="谁决定的", show_default=False)] = "",
    this_file: Annotated[bool, typer.Option("--this-file", help="只对这一版文件有效，文件改动后失效")] = False,
    every: Annotated[bool, typer.Option("--all", help=f"问题超过 {MANY} 条时也一并豁免")] = False,
    output: Annotated[
        str, typer.Option("--waivers", "-o", metavar="FILE", help=f"豁免清单，默认 {FILE}", show_default=False)
    ] = FILE,
) -> int:
    """豁免审核结果中的问题：在豁免清单里逐条写明规则、对象、理由、期限。再审核时这些问题列为“已豁免”，不再计数。

    按问题的指纹逐条豁免，行号、页码变动后仍然有效；部门改了名称的指标不再豁免。
    """
    from auditor.results import read_result
    from auditor.waivers import Waiver, add

    until = day_of(expires, "--expires")
    if until < date.today():
        raise UsageError(f"--expires {expires} 已经过去")
    if not reason.strip():
        raise UsageError("--reason 不能为空")
    result = read_result(findings)

    numbered = _numbered(result, project)

    def chosen(entry: dict[str, Any]) -> bool:
        names = result.rows.get(entry["project"] or "", {})
        return (
            entry["rule"] == rule.upper()
            and (fingerprint is None or entry["fingerprint"].startswith(fingerprint))
            and (project is None or entry["project"] == numbered or project in (names.get("编码"), names.get("名称")))
            and (indicator is None or result.rows.get(entry["indicator"] or "", {}).get("名称") == indicator)
        )

    found = [entry for entry in result.findings if entry["status"] != "waived" and chosen(entry)]
    if not found:
        raise UsageError("审核结果中没有这样的问题", result.path, "请核对规则编号、项目和指标名称")
    if len(found) > MANY and not every:
        raise UsageError(f"共有 {len(found)} 条问题，范围过宽", advice="用 --project、--indicator 缩小，或加 --all")
    waivers = [
        Waiver(
            rule=entry["rule"],
            fingerprint=entry["fingerprint"],
            project=(names := result.rows.get(entry["project"] or "", {})).get("编码") or names.get("名称", ""),
            indicator=result.rows.get(entry["indicator"] or "", {}).get("名称", ""),
            reason=reason.strip(),
            owner=owner.strip(),
            date=date.today().isoformat(),
            expires=until,
            document=past.sha256 if this_file and (past := result.documents.get(entry["document"])) else "",
        )
        for entry in found
    ]
    add(Path(output), waivers)
    for entry in found:
        console.say(f"豁免 {entry['rule']}：{entry['message']}")
    console.say(f"已写入 {len(waivers)} 条：{output}（到 {until} 为止）")
    return 0


def _numbered(result: Result, project: str | None) -> str | None:
    """The id of the project with this number on its page, None if ``project`` is not a number, or is a code or a name.

    Raises UsageError if several documents have a project of this number.
    """
    if project is None or any(project in (row.get("编码"), row.get("名称")) for row in result.rows.values()):
        return None
    found = [id for id, row in result.rows.items() if row.get("序号") == project]
    if len(found) > 1:
        raise UsageError(f"审核结果中有 {len(found)} 份文件，都有第 {project} 号项目", advice="请改写项目的编码或名称")
    return found[0] if found else None
