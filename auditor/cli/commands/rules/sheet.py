"""``auditor rules export`` and ``import``: a pack as an Excel sheet, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import console
from auditor.errors import RuleFileError, UsageError


def export(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="规则包的名称、文件或文件夹", show_default=False)],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE.xlsx", help="写到这个文件", show_default=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """把规则包导出为 Excel 表格：一行一条规则，示例、参数、词表各一张工作表。改好后用 import 写回。"""
    from auditor.rulebook import builtin_packs
    from auditor.rulesheet import read_pack_data, write_sheet

    path = _target(output, ".xlsx", force)
    content = read_pack_data(pack)
    write_sheet(content, path)
    console.say(f"已写出 {len(content.get('rules') or ())} 条规则：{path}")
    if pack in builtin_packs():
        console.say(f"写回前请在工作表“规则包”中给 pack 另取名称：“{pack}”是内置规则包的名称")
    return 0


def import_(
    sheet: Annotated[str, typer.Argument(metavar="FILE.xlsx", help="改好的 Excel 表格", show_default=False)],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PACK.yaml", help="写到这个规则文件", show_default=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """把 Excel 表格写回规则文件。内容有误时不写，并指出工作表和行。"""
    from auditor.rulebook import load_packs
    from auditor.rulesheet import dump, read_sheet
    from auditor.rulesheet.yamltext import replace
    from auditor.workbench.packschema import FILE, FIRST_LINE

    path = _target(output, ".yaml", force)
    content, rows = read_sheet(sheet)
    before = path.read_bytes() if path.exists() else None
    replace(path, f"{FIRST_LINE.format(path=FILE)}\n{dump(content)}".encode())
    try:
        load_packs([path])
    except RuleFileError as error:
        told = [_in_sheet(one, rows, path) for one in getattr(error, "errors", [error])]
        if before is None:
            path.unlink()
        else:
            replace(path, before)
        raise UsageError("表格内容有误，没有写入\n  " + "\n  ".join(told), sheet) from None
    console.say(f"已写出 {len(rows)} 条规则：{path}")
    return 0


def _in_sheet(error: RuleFileError, rows: dict[str, int], path: Path) -> str:
    """The error with its place in the sheet instead of the file that was not kept."""
    import re

    lines = path.read_text(encoding="utf-8").splitlines()[: error.line or 0]
    ids = [found[1] for line in lines if (found := re.fullmatch(r"\s*- id: \"?([^\"]*)\"?", line))]
    row = rows.get(ids[-1]) if ids else None
    place = f"工作表“规则”第 {row} 行：" if row else ""
    return f"{place}{error.what}" + (f"。{error.advice}" if error.advice else "")


def _target(output: str, suffix: str, force: bool) -> Path:
    path = Path(output)
    endings = {".yaml", ".yml"} if suffix == ".yaml" else {suffix}
    if path.suffix.lower() not in endings:
        raise UsageError(f"输出文件应以 {suffix} 结尾", output)
    if path.exists() and not force:
        raise UsageError("文件已经存在", output, "换一个文件名，或加 --force 覆盖")
    return path
