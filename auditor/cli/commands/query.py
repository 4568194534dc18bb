"""``auditor query``: the facts of files, read by SQL."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import console
from auditor.cli.chinese import ChineseCommand
from auditor.cli.console_table import columns
from auditor.cli.inputs import Map, Password, facts_of
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.workbench.select import Rows

SHOWN = 200


def register(app: typer.Typer) -> None:
    app.command("query", cls=ChineseCommand, short_help="用 SQL 查询读到的项目和指标")(command)


def command(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="预算公开文件，或放着这些文件的文件夹", show_default=False)
    ],
    sql: Annotated[
        str,
        typer.Argument(
            metavar="SQL", help='如 "select 二级类别, count(*) from 指标 group by 二级类别"', show_default=False
        ),
    ],
    as_csv: Annotated[bool, typer.Option("--csv", help="输出 CSV（UTF-8，带标识，Excel 可直接打开）")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON（UTF-8）")] = False,
    password: Password = None,
    mapping: Map = None,
) -> int:
    """用一条 select 查询读到的内容，可以连接、分组、排序。表和列见 auditor facts。

    只能读，不能改任何文件；最多运行 30 秒。
    """
    from auditor.workbench.select import select

    if as_csv and as_json:
        raise UsageError("--csv 和 --json 只能写一个")
    with facts_of([path], password, mapping) as facts:
        result = select(facts, sql)
    if as_json:
        console.show_json(json.dumps(_records(result), ensure_ascii=False, indent=1))
    elif as_csv:
        console.show_data(_csv(result))
    else:
        for line in columns(result.columns, result.rows[:SHOWN]):
            console.show(line)
        more = f"，以上是前 {SHOWN} 行（全部请用 --csv 或 --json）" if len(result.rows) > SHOWN else ""
        console.show(f"共 {len(result.rows)} 行{more}")
    if result.cut:
        console.complain(f"结果超过 {len(result.rows)} 行，其余没有输出")
    return 0


def _records(result: Rows) -> list[dict[str, Any]]:
    names = _unique(result.columns)
    return [dict(zip(names, map(_plain, row), strict=True)) for row in result.rows]


def _unique(names: list[str]) -> list[str]:
    """Names of a join's columns that occur twice get a number, or one would hide the other."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return made


def _plain(cell: Any) -> Any:
    match cell:
        case Decimal():
            # As in findings.json: decimals are texts, never binary floats.
            return f"{cell.normalize():f}"
        case None | bool() | int() | float() | str():
            return cell
        case dict():
            return {str(key): _plain(value) for key, value in cell.items()}
        case list() | tuple():
            return [_plain(item) for item in cell]
        case _:
            return str(cell)


def _csv(result: Rows) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(map(console.visible, result.columns))
    for row in result.rows:
        writer.writerow([_guarded(cell) for cell in row])
    return "\ufeff" + buffer.getvalue().rstrip("\n")


def _guarded(cell: Any) -> Any:
    """The cell as a text that no spreadsheet takes for a formula and no terminal obeys: the documents are untrusted."""
    plain = _plain(cell)
    if isinstance(plain, (list, dict)):
        plain = json.dumps(plain, ensure_ascii=False)
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        plain = f"'{cell}"
    return console.visible(plain) if isinstance(plain, str) else plain
