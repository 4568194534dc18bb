"""The chaoyang text sample's 预算12表 and 预算13表 as tables with merged cells, like the department's print."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from samples.making.table import Table

LEVELS = ("成本指标", "产出指标", "效益指标", "满意度指标")
WRAPPED_CODE = re.compile(r"(\d{8}T[\d ]+?)-(.*)")


def _rows(source: Path, first: str, last: str | None) -> list[list[str]]:
    lines = source.read_text(encoding="utf-8").split("\n")
    start = next(number for number, text in enumerate(lines) if text.startswith(first))
    stop = next((n for n, text in enumerate(lines) if last and text.startswith(last)), len(lines))
    return [line.split("\t") for line in lines[start + 1 : stop] if "\t" in line]


def _project(printed: str) -> str:
    """Remove the spaces of wrapped cells: the dump breaks codes and names at the cell's width."""
    return printed.replace(" ", "") if re.search(r"\d{8}T", printed) else printed


def projects(source: Path) -> Table:
    """预算12表: 11 columns, two header lines, project cells merged over their indicators."""
    table = Table(
        "预算表12 年度项目支出绩效表",
        [35, 23, 23, 16, 62, 17, 22, 40, 12, 16, 13],
        [("金额单位：万元", "right")],
        header_rows=2,
    )
    header = ["项目名称", "项目总额", "", "", "绩效目标", "一级指标", "二级指标", "三级指标"]
    header += ["绩效指标性质", "本年绩效指标值", "绩效度量单位"]
    for column, text in enumerate(header):
        if text:
            table.put(0, column, text, rows=2, align="center")
    table.put(0, 2, "其中：", columns=2, align="center")
    table.put(1, 2, "财政资金", align="center")
    table.put(1, 3, "其他资金", align="center")

    body = [row for row in _rows(source, "预算表12", "预算13表") if any(level in row for level in LEVELS)]
    body = [row if len(row) == 11 else [*row[:3], "", *row[3:]] for row in body]
    starts = [number for number, row in enumerate(body) if row[0]] + [len(body)]
    for start, stop in pairwise(starts):
        head = body[start]
        for column, text in enumerate([_project(head[0]), *head[1:5]]):
            align = "right" if column in (1, 2, 3) else "left"
            table.put(2 + start, column, text, rows=stop - start, align=align)
    for number, row in enumerate(body):
        for column, text in enumerate(row[5:], 5):
            table.put(2 + number, column, text, align="center" if column >= 8 else "left")
    return table


def department(source: Path) -> Table:
    """预算13表: 部门名称, 总体资金情况, goal, then activities with levels 1 to 3 joined in one cell."""
    body = _rows(source, "预算13表", None)
    table = Table("预算13表 部门整体支出绩效目标表", [22, 28, 92, 32, 32, 32, 20, 20], [("(2026年度)", "center")])
    for number, printed in enumerate(body):
        row = [*printed, *[""] * (8 - len(printed))]
        if number == 0:
            table.put(0, 0, row[0], columns=2)
            table.put(0, 2, row[2], columns=6)
        elif number == 1:
            table.put(1, 0, row[0], rows=3, columns=2)
            table.put(1, 2, row[2], rows=2, align="center")
            table.put(1, 3, row[3], columns=3, align="center")
            table.put(1, 6, row[6], columns=2, align="center")
        elif number in (2, 3):
            for column in range(3 if number == 2 else 2, 8):
                table.put(number, column, row[column], align="center" if number == 2 else "right")
        elif number in (4, 5):
            if number == 4:
                table.put(4, 0, row[0], rows=2)
            table.put(number, 1, row[1])
            table.put(number, 2, row[2], columns=6)
        else:
            if number == 6:
                table.put(6, 0, row[0], rows=len(body) - 6)
            for column in range(1, 5):
                table.put(number, column, row[column])
            table.put(number, 5, row[5], columns=3)
    return table
