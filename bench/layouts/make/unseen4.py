"""How the documents of ``unseen4`` are laid out: one function a file, named by the first part of the file's name.

Forms as clerks of sixteen other places fill them in. The second half is in ``unseen4_more``.
"""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from bench.layouts.make.design import Design, Row
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, drawn, markup, printed, widened, word, workbook
from bench.layouts.make.unseen3 import leaves
from bench.layouts.make.unseen3_more import NEW, led
from bench.layouts.make.unseen4_more import rim, x09, x10, x11, x12, x13, x14, x15, x16

__all__ = ["x09", "x10", "x11", "x12", "x13", "x14", "x15", "x16"]


def x01(d: Design, path: Path) -> None:
    """A project a page with labels on the left rim; the sums below each other."""
    pages = []
    for p in d.projects:
        sums = [["年度资金总额", p.total or ""], ["其中：财政拨款", p.fiscal or ""], ["其他资金", p.other or ""]]
        rows = [["一级指标", "二级指标", "三级指标", "指标值（包含数字及文字描述）"], *ladder(p.rows, "name", "whole")]
        form = [
            ["项目名称", p.name, LEFT, "项目编码", p.code or ""],
            ["主管部门", d.department, LEFT, "项目实施单位", p.head["实施"]],
            ["项目属性", p.head["属性"], LEFT, "项目期限", p.head["期限"]],
            *rim("项目资金（万元）", [[a, LEFT, b] for a, b in sums]),
            ["年度绩效目标", p.goal or ""],
            *rim("绩效指标", rows),
        ]
        title = f"<p>附件2</p><h3>财政支出项目绩效目标申报表</h3><h3>（{d.year}年度）</h3>"
        pages.append(f"{title}{markup(widened(form))}<p>单位负责人（签字）：　　　　财务负责人：　　　　填表人：</p>")
    printed(path, NEW.join(pages))


def x02(d: Design, path: Path) -> None:
    """Four classes side by side under a header of three lines; lines of sums of the units between."""
    classes = ["成本指标", "产出指标", "效益指标", "满意度指标"]
    upper = ["单位编码（项目编码）", "单位（项目）名称", "项目金额（万元）", LEFT, LEFT, "绩效目标", *[LEFT] * 7]
    middle = [ABOVE, ABOVE, "资金总额", "政府预算资金", "单位资金", *(t for c in classes for t in (c, LEFT))]
    table: Grid = [upper, middle, [*[ABOVE] * 5, *["三级指标", "指标值"] * 4]]
    before = ""
    for p in d.projects:
        unit = p.head["单位"]
        if unit != before:
            own = [one for one in d.projects if one.head["单位"] == unit]
            pairs = [[o.total, o.fiscal, o.other] for o in own]
            sums = [f"{sum(float(one[n] or 0) for one in pairs):.2f}" for n in range(3)]
            table.append([p.head["单位编码"], unit, *sums, *[""] * 8])
            before = unit
        halves = [[[r.name, r.whole] for r in p.rows if r.level1 == c] for c in classes]
        lines = [[t for half in line for t in half] for line in zip_longest(*halves, fillvalue=["", ""])]
        table += led([p.code or "", p.name, p.total or "", p.fiscal or "", p.other or ""], lines)
    top: list[Block] = ["预算14表", f"{d.year}年部门预算项目绩效目标汇总表", f"部门名称：{d.department}"]
    workbook(path, {"预算14表": [*top, table]})


def x03(d: Design, path: Path) -> None:
    """The form of the department with its tasks and their money, then a form a project."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects):
        rows = ladder(p.rows, "name", "whole")
        lines = [["一级指标", "二级指标", LEFT, "指标内容", "指标值"], *[[a, b, LEFT, *c] for a, b, *c in rows]]
        body = rim("年度绩效指标", lines)
        if not n:
            tasks = [
                ["任务名称", "主要内容", "预算金额（万元）", LEFT, LEFT],
                [ABOVE, ABOVE, "总额", "财政拨款", "其他资金"],
            ]
            tasks += [[k, f"按年度计划完成{k}工作", *(f"{s:.2f}" for s in v)] for k, v in p.amounts.items()]
            tasks.append(["金额合计", LEFT, p.total or "", p.fiscal or "", p.other or ""])
            top: Grid = [["部门（单位）名称", LEFT, p.name], *rim("年度主要任务", tasks)]
            form: Grid = [*top, ["年度总体目标", p.goal or ""], *body]
            blocks += ["表14", f"部门（单位）整体支出绩效目标表（{d.year}年度）", widened(form)]
            blocks.append("备注：年度绩效指标可选择填写。")
            continue
        sums = [["年度资金总额", p.total or ""], ["其中：财政拨款", p.fiscal or ""], ["其他资金", p.other or ""]]
        form = [
            ["专项（项目）名称", LEFT, p.name],
            ["主管部门", LEFT, d.department, LEFT, "实施期限", p.head["期限"]],
            *rim("资金金额（万元）", [[LEFT, *s] for s in sums]),
            ["总体目标", LEFT, p.goal or ""],
            *body,
        ]
        blocks += ["\f表13", f"部门专项业务经费绩效目标表（{d.year}年度）", widened(form)]
    word(path, blocks)


def signed(r: Row) -> str:
    """Operator and value in one cell."""
    return f"{r.op}{r.value}"


def x04(d: Design, path: Path) -> None:
    """A flat table with a title block and notes: operator and value in one cell, source and weight after the unit."""
    tail = ["绩效指标名称", "符号及值", "计量单位", "数据来源", "权重"]
    head = [
        ["序号", "项目名称", "资金安排（万元）", LEFT, LEFT, "年度绩效目标", "绩效指标", *[LEFT] * 6],
        [ABOVE, ABOVE, "合计", "财政拨款", "单位资金", ABOVE, "一级指标", "二级指标", *tail],
    ]
    rows: Grid = []
    for n, p in enumerate(d.projects, 1):
        own = [str(n), p.name, p.total or "", p.fiscal or "", p.other or "", p.goal or ""]
        rows += led(own, ladder(p.rows, "name", signed, "unit", "source", "weight"))
    total = f"{sum(float(p.total or 0) for p in d.projects):.1f}"
    rows.append(["合计", LEFT, total, *[""] * 10])
    lines = [f"{d.year}年部门预算项目绩效目标公开表", f"公开部门：{d.department}", ""]
    note = "备注：1.绩效指标权重合计90分，预算执行率10分。2.定性指标在“符号及值”栏填写文字。"
    workbook(path, {"公开11表": [*lines, [*head, *rows], "", note]}, numbers=True)


def x05(d: Design, path: Path) -> None:
    """A flat table over several pages: value and unit in one cell, project cells cut at the page."""
    head = [
        ["项目名称", "预算金额（元）", LEFT, LEFT, "绩效目标", "绩效指标", *[LEFT] * 4],
        [
            ABOVE,
            "总额",
            "其中：财政拨款",
            "其他资金",
            ABOVE,
            "一级指标",
            "二级指标",
            "三级指标",
            "目标值及单位",
            "权重",
        ],
    ]
    rows: Grid = []
    for p in d.projects:
        own = [p.name, p.total or "", p.fiscal or "", p.other or "", p.goal or ""]
        rows += led(own, ladder(p.rows, "name", "whole", "weight"))
    body = f"<h3>{d.year}年度项目支出绩效目标表</h3><p>部门名称：{d.department}</p>"
    body += leaves(head, rows, 9, [78, 58, 58, 56, 140, 54, 72, 110, 76, 36])
    printed(path, body + "<p>说明：指标权重合计90，另10为预算执行率。</p>", "A4 landscape")


def x06(d: Design, path: Path) -> None:
    """An announcement with forms of transfers as its attachments."""
    parts = []
    for n, p in enumerate(d.projects, 1):
        sums = [
            ["年度金额：", p.total or ""],
            *[["其中：" + k if not i else k, v] for i, (k, v) in enumerate(p.amounts.items())],
        ]
        form = [
            ["转移支付名称", p.name],
            ["市级主管部门", d.department],
            *rim("资金情况（万元）", [[a, LEFT, b] for a, b in sums]),
            ["区域绩效目标", p.goal or ""],
            *rim("绩效指标", [["一级指标", "二级指标", "三级指标", "指标值"], *ladder(p.rows, "name", "whole")]),
        ]
        table = markup(widened(form), style='width="96%" border="1" cellpadding="4"')
        parts.append(f"<p><strong>附件{n}</strong></p><p align='center'>转移支付区域绩效目标表</p>{table}")
    text = "各县（区）水务局、财政局：<br>　　现将补助资金区域绩效目标随文下达，请对照做好绩效运行监控。"
    page = (
        f"<html><head><meta charset='utf-8'><title>{d.department}关于下达补助资金区域绩效目标的通知</title></head>"
        f"<body><table width='100%'><tr><td>当前位置：首页 &gt; 政务公开 &gt; 资金信息</td></tr></table>"
        f"<h1>关于下达{d.year}年补助资金区域绩效目标的通知</h1><p>{text}</p><p align='right'>{d.department}</p>"
        f"{''.join(parts)}<p>浏览次数：126　打印　关闭</p></body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def x07(d: Design, path: Path) -> None:
    """Self-evaluation: sums of the start, the year and the spending, then target, points, result and score."""
    blocks: list[Block] = [f"{d.department}{d.year}年度项目支出绩效自评表"]
    for n, p in enumerate(d.projects):
        money: Grid = [["", LEFT, "年初预算数", "全年预算数", "全年执行数", "权重", "执行率", "得分"]]
        for at, (k, (first, year, spent)) in enumerate(p.amounts.items()):
            rate = f"{spent / year:.2%}" if year else "—"
            tail = ["—", rate, "—"] if at else ["10", rate, f"{10 * spent / year:.2f}"]
            money.append([k, LEFT, f"{first:.2f}", f"{year:.2f}", f"{spent:.2f}", *tail])
        score = float(money[1][-1]) + sum(float(r["score"]) for r in p.rows)
        titles = ["一级指标", "二级指标", "三级指标", "年度指标值", "权重", "实际完成值", "得分", "未完成原因"]
        form = [
            ["项目名称", p.name],
            ["自评单位", d.department],
            *rim("项目资金（万元）", money),
            ["年初设定目标", LEFT, LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT, LEFT],
            [p.goal or "", LEFT, LEFT, LEFT, p.goals["完成"], LEFT, LEFT, LEFT, LEFT],
            *rim("绩效指标", [titles, *ladder(p.rows, "name", "whole", "weight", "actual", "score", "reason")]),
            ["总分", LEFT, LEFT, LEFT, LEFT, "100", "", f"{score:.2f}", ""],
        ]
        blocks += [("\f" if n else "") + f"（{n + 1}）", widened(form), "填报人：            审核人："]
    word(path, blocks, landscape=True)


def x08(d: Design, path: Path) -> None:
    """Forms of approval one after another, cut wherever a page ends."""
    blocks: list[Block] = [f"{d.department}{d.year}年部门项目支出绩效目标批复表", "金额单位：元"]
    for p in d.projects:
        form = [
            ["项目名称", LEFT, p.name, "项目编号", p.code or ""],
            ["批复金额", LEFT, p.total or "", "其中：财政拨款／其他资金", f"{p.fiscal}／{p.other}"],
            ["批复目标", LEFT, p.goal or ""],
            ["一级指标", "二级指标", "三级指标", "评价标准", "指标值"],
            *ladder(p.rows, "name", "standard", "whole"),
            ["财政部门批复意见", LEFT, "同意按上述绩效目标执行。"],
        ]
        blocks.append(widened(form))
    drawn(path, [*blocks, "批复机关（盖章）：　　　　　　批复日期：　　年　　月　　日"], (76, 96, 160, 92, 100))
