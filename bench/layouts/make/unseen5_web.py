"""The web pages and the export of ``unseen5``."""

from __future__ import annotations

from pathlib import Path

from bench.layouts.make.design import Design, Project
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Grid, markup, separated, widened
from bench.layouts.make.unseen5_more import beside


def _form(d: Design, p: Project) -> str:
    sums = [
        ["年度资金总额：", p.total or ""],
        ["其中：财政拨款", p.fiscal or ""],
        ["　　　其他资金", p.other or ""],
    ]
    rows = [["一级指标", "二级指标", "三级指标", "指标值"], *ladder(p.rows, "name", "whole")]
    form = widened([
        ["项目名称", LEFT, p.name],
        ["主管部门", LEFT, d.department, "实施单位", p.head["实施"]],
        *[["项目资金（万元）" if n == 0 else ABOVE, LEFT, a, b, LEFT] for n, (a, b) in enumerate(sums)],
        ["年度目标", LEFT, p.goal or ""],
        *beside("绩效指标", rows),
    ])  # fmt: skip
    table = markup(form, style="class=form cellspacing=0")
    return f'<p class="t">项目支出绩效目标表</p><p class="t">（{d.year}年度）</p>{table}'


def y16(d: Design, path: Path) -> None:
    """A page of the county's site: menu, the data of the file, paragraphs, the forms, links."""
    facts: Grid = [
        ["索引号：", "003142881/202601-00027", "信息分类：", "财政预决算"],
        ["发布机构：", d.department, "发文日期：", "2026-01-28"],
        ["标题：", f"{d.department}{d.year}年部门预算项目绩效目标公开", LEFT, LEFT],
    ]
    body = "\n".join(_form(d, p) for p in d.projects)
    path.write_text(
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{d.department}{d.year}年项目绩效目标公开</title>"
        "<style>.form td{border:1px solid #333;padding:4px}.t{text-align:center}.nav li{display:inline}</style>"
        '</head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>'
        f'<li><a href="/hdjl">互动交流</a></li></ul></div>{markup(facts, style="class=info")}<h1>{d.department}{d.year}'
        f"年部门预算项目绩效目标公开</h1><p>　　根据预算公开有关规定，现将我局{d.year}年3个重点项目的绩效目标公开如下，"
        f"涉及资金1523万元。欢迎社会各界监督，联系电话：0550-0000000。</p>\n{body}\n"
        '<p>打印本页　关闭窗口</p><ul class="links"><li><a href="#">2025年部门决算</a></li>'
        '<li><a href="#">2026年部门预算</a></li></ul></body></html>\n',
        encoding="utf-8",
    )


def y17(d: Design, path: Path) -> None:
    """A workbook saved as a web page: a line with the project's sums and goal, its indicators in the lines below."""
    head = [
        "项目编号",
        "项目名称",
        "资金总额",
        "其中：财政拨款",
        "其他资金",
        "绩效目标",
        "指标类别",
        "指标名称",
        "指标值",
        "计量单位",
        "备注",
    ]
    lines: Grid = [
        [f"{d.year}年度项目支出绩效目标公开表", *[LEFT] * 10],
        [f"编制单位：{d.department}", *[LEFT] * 5, "金额单位：万元", *[LEFT] * 4],
        head,
    ]
    for p in d.projects:
        lines.append([p.code or "", p.name, p.total or "", p.fiscal or "", p.other or "0.00", p.goal or "", *[""] * 5])
        lines += [[*[""] * 6, f"{r.level1}-{r.level2}", r.name, f"{r.op}{r.value}", r.unit, ""] for r in p.rows]
    lines.append(["单位负责人：", *[LEFT] * 3, "财务负责人：", *[LEFT] * 2, "制表人：", *[LEFT] * 3])
    table = markup(lines, style='border=0 cellpadding=0 cellspacing=0 width=1460 style="border-collapse:collapse"')
    table = table.replace("<td></td>", '<td class="xl66">&nbsp;</td>').replace("<td>", '<td class="xl65">')
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ProgId" content="Excel.Sheet">'
        "<style>.xl65{border:.5pt solid;white-space:normal}"
        ".xl66{border:.5pt solid}td{font-family:宋体;font-size:10.0pt}</style></head><body>\n"
        f"<!--[if !excel]>&nbsp;&nbsp;<![endif]-->\n{table}\n</body></html>\n",
        encoding="utf-8",
    )


def y18(d: Design, path: Path) -> None:
    """An export with three lines of title: a project's code, name, sums and goal stand in its first line only."""
    head = [
        "项目编码",
        "项目名称",
        "预算数",
        "其中：财政拨款",
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "运算符",
        "目标值",
        "计量单位",
        "权重",
    ]
    lines: Grid = [[f"{d.year}年项目支出绩效目标表"], [f"预算部门：[118]{d.department}"], ["金额单位：元"], head]
    for p in d.projects:
        for n, r in enumerate(p.rows):
            own = [p.code or "", p.name, p.total or "", p.fiscal or "", p.goal or ""] if n == 0 else [""] * 5
            lines.append([*own, r.level1, r.level2, r.name, r.op, r.value, r.unit, r["weight"]])
    path.write_bytes(separated([lines], ",").encode("gb18030"))
