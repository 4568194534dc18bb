"""How the documents of ``unseen3`` are laid out: one function a file, named by the first part of the file's name.

Sixteen families of forms, each as an ordinary department fills it in. The second half is in ``unseen3_more``.
"""

from __future__ import annotations

from pathlib import Path

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder, once
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, widened, word, workbook
from bench.layouts.make.unseen3_more import NEW, led, w09, w10, w11, w12, w13, w14, w15, w16

__all__ = ["w09", "w10", "w11", "w12", "w13", "w14", "w15", "w16"]


def leaves(head: Grid, rows: Grid, at: int, widths: list[int]) -> str:
    """A table cut after each ``at`` rows, as office programs print it: header again, merged cells cut at the edge."""
    columns = "<colgroup>" + "".join(f'<col style="width:{w}pt">' for w in widths) + "</colgroup>"
    pages = []
    for n in range(0, len(rows), at):
        first = ["" if text == ABOVE else text for text in rows[n]]
        table = markup([*head, first, *rows[n + 1 : n + at]], style='style="table-layout:fixed;overflow-wrap:anywhere"')
        pages.append(table.replace(">", ">" + columns, 1))
    return NEW.join(pages)


def w01(d: Design, path: Path) -> None:
    """A flat table over several pages: header of two lines, project cells merged down."""
    head = [
        ["项目编码", "项目名称", "项目总额", "其中：", LEFT, "绩效目标", "绩效指标", *[LEFT] * 5],
        [
            *[ABOVE] * 3,
            "财政资金",
            "其他资金",
            ABOVE,
            "一级指标",
            "二级指标",
            "三级指标",
            "绩效指标性质",
            "本年绩效指标值",
            "绩效度量单位",
        ],
    ]
    rows: Grid = []
    for p in d.projects:
        own = [p.code or "", p.name, p.total or "", p.fiscal or "", p.other or "", p.goal or ""]
        rows += led(own, ladder(p.rows, "name", "op", "value", "unit"))
    body = f"<h3>预算12表 项目支出绩效表</h3><p>部门：{d.department}　　　　　　　　金额单位：万元</p>"
    widths = [82, 62, 54, 54, 44, 118, 44, 60, 84, 44, 52, 44]
    printed(path, body + leaves(head, rows, 7, widths), "A4 landscape")


def w02(d: Design, path: Path) -> None:
    """A whole-department form a sheet; activity merged down; levels and name glued in one cell."""
    sheets: dict[str, list[Block]] = {}
    for p in d.projects:
        money = [p.total or "", p.fiscal or "", p.other or "", *p.amounts.values()]
        glued = [[f"{r.level1}-{r.level2}-{r.name}", LEFT, r.op, r.value, r.unit] for r in p.rows]
        activities = once([r["activity"] for r in p.rows])
        form: Grid = [
            ["部门（单位）名称", p.name, *[LEFT] * 4],
            ["总体资金情况", "预算支出总额", "其中：财政拨款", "其他资金", *p.amounts],
            [ABOVE, *money],
            ["整体绩效目标", p.goal or "", *[LEFT] * 4],
            ["活动", "绩效指标", LEFT, "指标性质", "指标值", "度量单位"],
            *[[a, *row] for a, row in zip(activities, glued, strict=True)],
        ]
        lines = [f"{d.department}部门整体支出绩效目标表", f"（{d.year}年度）", "金额单位：万元"]
        sheets["局本级" if "本级" in p.name else "图书馆"] = [*lines, form]
    workbook(path, sheets, numbers=True)


def w03(d: Design, path: Path) -> None:
    """A transfer a page; the sources of the money below each other; a left rim of labels."""
    blocks: list[Block] = ["附件5"]
    for n, p in enumerate(d.projects):
        sources = [[ABOVE, ("其中：" if at == 0 else "") + k, v] for at, (k, v) in enumerate(p.amounts.items())]
        rows = ladder(p.rows, "name", "whole", "note")
        form = [
            ["转移支付名称", p.name],
            ["市级主管部门", p.head["市级主管部门"], LEFT, "实施期限", p.head["实施期限"]],
            ["资金情况（万元）", "年度金额", p.total or ""],
            *sources,
            ["年度目标", p.goal or ""],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "备注"],
            *[[ABOVE, *row] for row in rows],
        ]
        blocks += [("\f" if n else "") + "市对下转移支付绩效目标表", f"（{d.year}年度）", widened(form)]
    word(path, [*blocks, "填表人：陆青禾        联系电话：        单位负责人签字："])


def w04(d: Design, path: Path) -> None:
    """A flat sheet in yuan with rows of sums of the department and its units; weights and directions."""
    titles = ["单位名称", "项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质"]
    table: Grid = [[*titles, "指标值", "度量单位", "权重", "指标方向性"]]

    def summed(label: str, projects: list[Project]) -> list[str]:
        return [label, "", f"{sum(float(p.total or 0) for p in projects):.0f}", *[""] * 9]

    table += [summed("合计", d.projects), summed(f"503-{d.department}", d.projects)]
    for unit in dict.fromkeys(p.head["单位名称"] for p in d.projects):
        own = [p for p in d.projects if p.head["单位名称"] == unit]
        table.append(summed(unit, own))
        for p in own:
            cells = [unit, p.name, p.total or "", p.goal or ""]
            table += led(cells, ladder(p.rows, "name", "op", "value", "unit", "weight", "direction"))
    note = "注：各项目指标权重合计90分，预算执行率权重10分，由系统自动生成。"
    workbook(
        path,
        {"部门预算项目绩效目标": ["部门预算项目绩效目标表（2026年度）", "金额单位：元", table, note]},
        numbers=True,
    )


def bracketed(r: Row) -> str:
    """A value with its unit in brackets."""
    return f"{r.op}{r.value}" + (f"({r.unit})" if r.unit else "")


def w05(d: Design, path: Path) -> None:
    """A project a page: money of the term and of the year side by side, two goals side by side."""
    pages = []
    for p in d.projects:
        year = list(p.amounts.values())
        form = [
            ["项目名称", p.name, LEFT, "项目类型", p.head["项目类型"]],
            ["主管部门", p.head["主管部门"], LEFT, "实施单位", p.head["实施单位"]],
            ["计划开始日期", p.head["计划开始日期"], LEFT, "计划完成日期", p.head["计划完成日期"]],
            ["项目资金（元）", "项目资金总额", p.total or "", "年度资金申请总额", year[0]],
            [ABOVE, "其中：财政资金", p.fiscal or "", "其中：当年财政拨款", year[1]],
            [ABOVE, "其他资金", p.other or "", "其他资金", year[2]],
            ["项目绩效目标", "项目总目标", LEFT, "年度总体目标", LEFT],
            [ABOVE, p.goal or "", LEFT, p.goals["年度总体目标"], LEFT],
            ["一级指标", "二级指标", "三级指标", LEFT, "年度指标值"],
            *[[a, b, name, LEFT, v] for a, b, name, v in ladder(p.rows, "name", bracketed)],
        ]
        title = f"<h3>财政项目支出绩效目标申报表</h3><h3>（{d.year}年度）</h3><p>申报单位名称：{d.department}</p>"
        pages.append(title + markup(form) + "<p>填报人：　　　　　　　　填报日期：2025年12月3日</p>")
    printed(path, NEW.join(pages))


def w06(d: Design, path: Path) -> None:
    """Long-term indicators left, annual ones right of them in the same rows."""
    blocks: list[Block] = [f"{d.department}{d.year}年部门预算项目支出绩效目标表", "单位：万元"]
    for p in d.projects:
        halves = []
        for n in (0, 1):
            kept = [r if r.half(n) else None for r in p.rows]
            ranks = list(once([r.level2 if r else "" for r in kept]))
            halves.append(
                [[rank, r.name if r else "", r.half(n) if r else ""] for rank, r in zip(ranks, kept, strict=True)]
            )
        outer = once([r.level1 for r in p.rows])
        form: Grid = [
            ["项目名称", p.name],
            ["主管部门及代码", p.head["主管部门及代码"], LEFT, LEFT, "项目执行单位", p.head["项目执行单位"]],
            ["项目起止时间", p.head["项目起止时间"]],
            ["项目资金", "资金总额", LEFT, p.total or "", "当年资金总额", LEFT, p.amounts["当年资金总额"]],
            [ABOVE, "其中：财政拨款", LEFT, p.fiscal or "", "其中：当年财政拨款", LEFT, p.amounts["当年财政拨款"]],
            ["总体目标", "长期目标", LEFT, LEFT, "年度目标", LEFT, LEFT],
            [ABOVE, p.goal or "", LEFT, LEFT, p.goals["年度目标"], LEFT, LEFT],
            ["一级指标", *(f"{t}（{k}）" for k in ("长期", "年度") for t in ("二级指标", "三级指标", "指标值"))],
            *[[a, *left, *right] for a, left, right in zip(outer, *halves, strict=True)],
        ]
        blocks += [widened(form), ""]
    word(path, [*blocks, "填报人：                    联系电话：0700-0000000"], landscape=True)


def w07(d: Design, path: Path) -> None:
    """An article of a site with three forms of special funds."""
    forms = []
    for p in d.projects:
        up, own = p.amounts.items()
        rows: Grid = ladder(p.rows, "name", "whole", "note")
        rows = [[row[0], row[1] or LEFT, *row[2:]] for row in rows]
        form: Grid = [
            ["项目名称", p.name],
            ["主管部门", p.head["主管部门"], "实施单位", p.head["实施单位"]],
            ["资金性质", p.head["资金性质"], "资金总额（万元）", p.total or ""],
            ["其中：" + up[0], up[1], own[0], own[1]],
            ["年度绩效目标", p.goal or ""],
            ["一级指标", "二级指标", "指标内容", "指标值", "备注"],
            *rows,
        ]
        forms.append(f"<p class='t'>专项资金绩效目标表</p><p class='t'>（{d.year}年度）</p>{markup(widened(form))}")
    links = "".join(f"<li><a href='#'>{t}</a></li>" for t in ("首页", "区情概览", "政务公开", "政务服务", "互动交流"))
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{d.department}{d.year}年专项资金'
        f"绩效目标</title><style>td{{padding:4px}} .t{{text-align:center}}</style></head><body>"
        f"<ul class='nav'>{links}</ul>"
        f"<div class='article'><h1>{d.department}{d.year}年专项资金绩效目标公开</h1><p>发布日期：2026-02-09　"
        f"来源：规划财务科　字号：大 中 小</p>{'<p>&nbsp;</p>'.join(forms)}<p>附件下载：无</p></div><div class='foot'>"
        f"主办：鹿河区人民政府办公室</div></body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def w08(d: Design, path: Path) -> None:
    """A form of the whole department and two of projects, each on a page of its own; scoring rules beside each row."""
    titles = [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值类型",
        "指标值",
        "计量单位",
        "指标解释",
        "评（扣）分标准",
        "备注",
    ]
    pages = []
    for p in d.projects:
        rows = ladder(p.rows, "name", "type", "value", "unit", "explain", "score", "note")
        if p.amounts:
            base, work = p.amounts.values()
            top: Grid = [
                ["部门名称", p.name],
                ["年度预算申请（万元）", "资金总额：", LEFT, p.total or ""],
                [ABOVE, "按收入性质分：", LEFT, LEFT, LEFT, "按支出性质分：", LEFT],
                [ABOVE, "其中：财政拨款", LEFT, p.fiscal or "", LEFT, "其中：基本支出", LEFT, base],
                [ABOVE, "其他资金", LEFT, p.other or "", LEFT, "项目支出", LEFT, work],
                ["部门职能概述", p.head["部门职能概述"]],
                ["整体绩效目标", p.goal or ""],
            ]
            name = "部门整体支出绩效目标表"
        else:
            top = [
                ["项目名称", p.name],
                ["主管部门", p.head["主管部门"], LEFT, LEFT, "实施单位", p.head["实施单位"]],
                ["年度预算申请（万元）", "资金总额：", LEFT, p.total or ""],
                [ABOVE, "其中：财政拨款", LEFT, p.fiscal or ""],
                [ABOVE, "其他资金", LEFT, p.other or ""],
                ["项目绩效目标", p.goal or ""],
            ]
            name = "项目支出绩效目标表"
        lead = f"<h3>{name}</h3><h3>（{d.year}年度）</h3><p>填报单位：{d.department}　　　　单位：万元</p>"
        pages.append(lead + markup(widened([*top, titles, *rows])))
    printed(path, NEW.join(pages), "A4 landscape")
