"""The second half of ``unseen4``: the documents x09 to x16, and what both halves share."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from bench.layouts.make.design import Design
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, separated, widened, word, workbook
from bench.layouts.make.unseen3 import leaves
from bench.layouts.make.unseen3_more import half, led


def rim(label: str, rows: Grid) -> Grid:
    """The rows with one label, merged down, left of them."""
    return [[label if n == 0 else ABOVE, *row] for n, row in enumerate(rows)]


def x09(d: Design, path: Path) -> None:
    """Forms below each other on one sheet with empty rows between; the sums side by side in a line."""
    blocks: list[Block] = []
    for p in d.projects:
        titles = ["一级指标", "二级指标", "三级指标", "运算符号", "内容", "度量单位", "备注"]
        form = [
            ["预算部门名称", d.department, *[LEFT] * 2, "项目负责科室", LEFT, p.head["负责"]],
            ["项目名称", p.name, *[LEFT] * 2, "项目类型", LEFT, p.head["类型"]],
            ["项目资金（万元）", "总额", p.total or "", "财政拨款", p.fiscal or "", "其他资金", p.other or ""],
            ["年度绩效目标", p.goal or ""],
            ["", *[""] * 6],
            ["绩效指标", *[LEFT] * 6],
            titles,
            *ladder(p.rows, "name", "op", "value", "unit", "note"),
        ]
        blocks += [f"项目支出绩效目标表（{d.year}年度）", widened(form), "", ""]
    workbook(path, {"绩效目标": [*blocks, "注：运算符号填≥、≤、=；内容填数字或文字。"]}, numbers=True)


def x10(d: Design, path: Path) -> None:
    """A list of the projects with their money, then a form a project without it."""
    listed: Grid = [["序号", "项目名称", "预算安排（元）", LEFT, LEFT], [ABOVE, ABOVE, "合计", "财政资金", "自筹资金"]]
    listed += [[str(n), p.name, p.total or "", p.fiscal or "", p.other or ""] for n, p in enumerate(d.projects, 1)]
    blocks: list[Block] = [
        f"{d.year}年重点项目绩效目标",
        f"编制部门：{d.department}",
        "一、项目清单",
        listed,
        "二、绩效目标",
    ]
    for n, p in enumerate(d.projects, 1):
        form = [
            ["项目名称", p.name],
            ["承担单位", p.head["单位"]],
            ["绩效目标", p.goal or ""],
            ["一级指标", "二级指标", "绩效指标名称", "年度目标值"],
            *ladder(p.rows, "name", "whole"),
        ]
        blocks += [f"表{n}", widened(form)]
    word(path, [*blocks, "说明：项目清单与绩效目标同步公开，接受社会监督。"])


def x11(d: Design, path: Path) -> None:
    """A flat table under a header of three lines, with kinds of indicators only, over several pages."""
    first = ["部门名称", "项目编号", "项目名称", "年度预算（万元）", LEFT, "年度绩效目标", "绩效指标", *[LEFT] * 3]
    second = [*[ABOVE] * 3, "合计", "其中：一般公共预算", ABOVE, "指标设置", LEFT, "年度目标值", "分值"]
    head = [first, second, [*[ABOVE] * 6, "指标类型", "指标名称", ABOVE, ABOVE]]
    rows: Grid = []
    for p in d.projects:
        own = [p.code or "", p.name, p.total or "", p.fiscal or "", p.goal or ""]
        rows += led(own, ladder(p.rows, "name", "whole", "weight", levels=("level2",)))
    body = leaves(head, rim(d.department, rows), 8, [58, 56, 66, 52, 62, 150, 70, 108, 74, 34])
    title = f"<h3>{d.year}年部门预算项目绩效目标一览表</h3>"
    printed(path, f"{title}{body}<p>注：分值合计100分。</p>", "A4 landscape")


def x12(d: Design, path: Path) -> None:
    """A sheet a project: sources of the money below each other, two columns of targets."""
    sheets: dict[str, list[Block]] = {}
    for p in d.projects:
        sums: Grid = [["资金来源", LEFT, "金额"], ["合计", LEFT, p.total or ""]]
        sums += [["财政资金", LEFT, p.fiscal or ""], ["其他资金", LEFT, p.other or ""]]
        rows = ladder(p.rows, "name", half(0), half(1))
        form = [
            ["项目名称", p.name, LEFT, LEFT, "项目编码", p.code or ""],
            ["预算单位", d.department, LEFT, LEFT, "项目周期", p.head["周期"]],
            ["联系科室", p.head["联系"]],
            *rim("项目资金（万元）", sums),
            ["年度目标", p.goal or ""],
            *rim("绩效指标", [["一级指标", "二级指标", "三级指标", *(column for _, column in d.columns)], *rows]),
        ]
        sheets[(p.code or "")[-3:]] = ["一般性项目绩效目标申报表", f"（{d.year}年度）", widened(form), "", "填报人："]
    workbook(path, sheets)


def x13(d: Design, path: Path) -> None:
    """A page of a site: the money of a form is a sentence, the rows are numbered."""
    parts = []
    for p in d.projects:
        money = f"预算总额{p.total}万元，其中：财政资金{p.fiscal}万元，其他资金{p.other}万元"
        numbers = count(1)
        rows = [[str(next(numbers)), *row] for row in ladder(p.rows, "name", "whole", "standard", "note")]
        form = [
            ["项目名称", LEFT, p.name],
            ["项目类别", LEFT, p.head["类别"], LEFT, "责任处室", p.head["处室"], LEFT],
            ["资金安排", LEFT, money],
            ["绩效目标", LEFT, p.goal or ""],
            ["序号", "一级指标", "二级指标", "绩效指标名称", "指标值", "评价标准", "备注"],
            *rows,
        ]
        parts.append(f'<h3 style="text-align:center">专项资金绩效目标表</h3>\n{markup(widened(form))}')
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{d.year}年专项资金绩效目标公开</title>'
        "</head>\n<body>"
        f'<div id="top">{d.department}门户网站</div><div class="pos">首页 / 财政资金 / 绩效信息</div>\n'
        f"<h2>{d.department}{d.year}年专项资金绩效目标</h2><p>来源：{d.department}　时间：2026-03-02</p>\n"
        f"{'<br>'.join(parts)}\n<p>【打印本页】【关闭窗口】</p></body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def x14(d: Design, path: Path) -> None:
    """Forms of two projects and the department's own, printed on, with explanations and sources beside the rows."""
    pages = []
    for p in d.projects:
        whole = p.name == d.department
        parts = [[f"其中：{k}" if not n else k, LEFT, v] for n, (k, v) in enumerate(p.amounts.items())]
        sums = [
            ["资金总额", LEFT, p.total or ""],
            ["财政拨款", LEFT, p.fiscal or ""],
            ["其他资金", LEFT, p.other or ""],
        ]
        titles = ["一级指标", "二级指标", "三级指标", "指标值", "指标解释", "数据来源"]
        form = [
            ["部门名称" if whole else "项目名称", p.name],
            *([] if whole else [["主管部门", d.department]]),
            *rim("预算资金（万元）", [*sums, *parts]),
            ["年度总体目标", p.goal or ""],
            titles,
            *ladder(p.rows, "name", "whole", "explain", "source"),
        ]
        name = "部门整体支出" if whole else "项目支出"
        pages.append(f"<h3>{name}绩效目标表（{d.year}年度）</h3>{markup(widened(form))}")
    printed(path, "".join(pages) + "<p>填表人：　　　　审核人：　　　　填表日期：2026年1月</p>", "A4")


def x15(d: Design, path: Path) -> None:
    """A flat export: a project has a row of its own, its indicators stand in the rows below."""
    own = ["项目编码", "项目名称", "预算数", "其中财政拨款", "年度绩效目标"]
    rest = ["一级指标", "二级指标", "三级指标", "指标符号", "指标值", "计量单位", "权重", "备注"]
    table: Grid = [["项目信息", *[LEFT] * 4, "绩效指标", *[LEFT] * 7], [*own, *rest]]
    for p in d.projects:
        table.append([p.code or "", p.name, p.total or "", p.fiscal or "", p.goal or "", *[""] * 8])
        for r in p.rows:
            table.append([*[""] * 5, r.level1, r.level2, r.name, r.op, r.value, r.unit, r["weight"], r["note"]])
    lines: list[Block] = [
        f"单位：{d.department}",
        f"{d.year}年项目绩效目标导出（单位：元）",
        table,
        "注：权重合计90，预算执行率占10。",
    ]
    workbook(path, {"导出结果": lines}, numbers=True)


def x16(d: Design, path: Path) -> None:
    """A CSV export: lines of labels and values, then a table, project after project."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects):
        titles = ["序号", "一级指标", "二级指标", "三级指标", "指标关系", "指标值", "单位"]
        body = [[str(i), r.level1, r.level2, r.name, r.op, r.value, r.unit] for i, r in enumerate(p.rows, 1)]
        blocks += [
            [["项目支出绩效目标（2026年度）"]] if not n else [["", ""]],
            [
                ["填报单位", d.department, "金额单位", "万元"],
                ["项目名称", p.name, "项目编码", p.code or ""],
                ["年度资金总额", p.total or "", "其中：财政拨款", p.fiscal or "", "其他资金", p.other or ""],
                ["年度绩效目标", p.goal or ""],
                titles,
                *body,
            ],
        ]
    path.write_bytes(separated(blocks, ",").replace("\n", "\r\n").encode("gb18030"))
