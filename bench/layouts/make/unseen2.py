"""How the documents of ``unseen2`` are laid out: one function a file, named by the first part of the file's name."""

from __future__ import annotations

import unicodedata
from itertools import count, groupby, zip_longest
from pathlib import Path

from bench.layouts.make.design import Design, Row
from bench.layouts.make.forms import ladder, once
from bench.layouts.make.grid import (
    ABOVE,
    LEFT,
    Block,
    Grid,
    drawn,
    markup,
    plain,
    printed,
    separated,
    widened,
    word,
    workbook,
)


def framed(grid: Grid) -> str:
    """The grid in a frame of line characters, as old systems print it."""
    sizes = [max(_wide(row[c]) for row in grid) for c in range(len(grid[0]))]
    rules = ["─" * (-(-size // 2) + 1) for size in sizes]
    body = [
        "│".join(["", *(text + " " * (2 * len(rule) - _wide(text)) for text, rule in zip(row, rules, strict=True)), ""])
        for row in grid
    ]
    middle = f"├{'┼'.join(rules)}┤"
    return "\n".join([f"┌{'┬'.join(rules)}┐", f"\n{middle}\n".join(body), f"└{'┴'.join(rules)}┘"])


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


def v01(d: Design, path: Path) -> None:
    """Frames of line characters in GBK; pages of ten lines that repeat the header; money in a frame of its own."""
    titles = ["序", "一级", "二级", "考核内容", "关系", "目标数", "计量", "权重"]
    pages: list[str] = []
    for p in d.projects:
        money = [
            ["项目总投资", "以前年度已安排", "本年安排合计", "其中：一般公共预算", "单位自筹"],
            [*p.amounts.values(), p.total or "", p.fiscal or "", p.other or ""],
        ]
        lines = plain(ladder(p.rows, "name", "op", "value", "unit", "weight"))
        rows = [[str(n), *line] for n, line in enumerate(lines, 1)]
        head = f"申报项目：{p.name}\n{framed(money)}\n年度目标：{p.goal}\n"
        cut = len(rows) * 2 // 3
        pages += [f"{head}{framed([titles, *rows[:cut]])}", f"（续表）{p.name}\n{framed([titles, *rows[cut:]])}"]
    top = f"{d.year}年项目支出绩效目标批复表\n批复单位：{d.department}        金额：万元\n"
    told = [f"{top}{page}\n            第{n}页  共{len(pages)}页\n" for n, page in enumerate(pages, 1)]
    note = "注：指标权重合计90分，预算执行率10分。\n经办：        复核：        签发：\n"
    path.write_bytes(("\f".join(told) + note).replace("\n", "\r\n").encode("gbk"))


def v02(d: Design, path: Path) -> None:
    """Two halves side by side: costs and outputs left, effects and satisfaction right; a sheet a project."""
    sheets: dict[str, list[Block]] = {}
    for p in d.projects:
        left = [r for r in p.rows if r.level1 in {"成本指标", "产出指标"}]
        right = [r for r in p.rows if r not in left]
        halves = [list(zip(once([r.level2 for r in half]), half, strict=True)) for half in (left, right)]
        rows = [[*_half(a), *_half(b)] for a, b in zip_longest(*halves)]
        form = [
            ["项目名称", p.name, LEFT, "项目负责人", p.head["项目负责人"], LEFT],
            ["主管部门", d.department, LEFT, "起止时间", p.head["起止时间"], LEFT],
            ["年度目标", p.goal or "", *[LEFT] * 4],
            ["成本指标、产出指标", LEFT, LEFT, "效益指标、满意度指标", LEFT, LEFT],
            ["二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
            *rows,
            ["资金来源", "金额（万元）", LEFT, "主管部门审核意见", "同意按此目标申报。", LEFT],
            ["财政资金", p.fiscal or "", LEFT, ABOVE, ABOVE, ABOVE],
            ["其他资金", p.other or "", LEFT, ABOVE, ABOVE, ABOVE],
            ["项目资金合计", p.total or "", LEFT, ABOVE, ABOVE, ABOVE],
        ]
        sheets[p.name] = [
            "附2",
            f"{d.year}年度项目绩效目标申报表",
            form,
            "单位负责人：        财务负责人：        填报人：",
        ]
    workbook(path, sheets)


def _half(pair: tuple[str, Row] | None) -> list[str]:
    return [pair[0], pair[1].name, pair[1].whole] if pair else ["", "", ""]


def v03(d: Design, path: Path) -> None:
    """Transfers with the values of the districts beside that of the city; a page a transfer."""
    blocks: list[Block] = [f"{d.department}关于下达2026年市对县补助资金区域绩效目标的附件"]
    for n, p in enumerate(d.projects, 1):
        form: Grid = [
            ["补助资金名称", LEFT, p.name, *[LEFT] * 4],
            ["市级主管部门", LEFT, d.department, *[LEFT] * 4],
            ["年度目标", LEFT, p.goal or "", *[LEFT] * 4],
            ["项目", LEFT, LEFT, "全市", *p.amounts],
            ["分配金额（万元）", LEFT, LEFT, p.total or "", *p.amounts.values()],
            ["绩效指标", LEFT, LEFT, "年度指标值", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "全市", *p.amounts],
            *ladder(p.rows, "name", "whole", *p.amounts),
        ]
        mark = "\f" if n > 1 else ""
        blocks += [f"{mark}附件{n}", "市对县补助资金绩效目标分解表", form]
    word(path, [*blocks, "抄送：各县（区）财政局。"], landscape=True)


def v04(d: Design, path: Path) -> None:
    """Value before name, classes on the right; the money by economic class with the sum in its last row."""
    body = ["<h3>2026年区级部门项目支出绩效目标公开表</h3>", f"<p>公开单位：{d.department}　　　单位：元</p>"]
    for n, p in enumerate(d.projects):
        head = [
            ["项目名称", p.name, "实施科室", p.head["实施科室"], "支出方向", p.head["支出方向"]],
            ["绩效目标", p.goal or "", *[LEFT] * 4],
        ]
        sums = [
            ["支出内容", "预算金额", "其中：财政拨款", "测算依据"],
            *[[k, v, v, "按定额测算"] for k, v in p.amounts.items()],
            ["合计", p.total or "", p.fiscal or "", ""],
        ]
        titles = ["要求", "指标值", "计量单位", "指标名称", "二级指标", "一级指标", "数据来源"]
        upper = [row[0] for row in ladder(p.rows)]
        rows = [
            [r.op, r.value, r.unit, r.name, r.level2, one, r["source"]] for r, one in zip(p.rows, upper, strict=True)
        ]
        new = ' class="new"' if n else ""
        body.append(f"<p{new}>（{n + 1}）</p>{markup(head)}{markup(sums)}{markup([titles, *rows], head=1)}")
    printed(path, "\n".join([*body, "<p>填表说明：要求栏填不低于、不高于、等于；定性指标不填。</p>"]), "A4 landscape")


def v05(d: Design, path: Path) -> None:
    """A tree: a line for the unit, each project, class and indicator."""
    whole = sum(float(p.total or 0) for p in d.projects)
    table: Grid = [
        ["层级", "编码", "名称", "金额", "计算符号", "指标值", "计量单位", "备注/目标"],
        ["1", "26TY", d.department, f"{whole:.2f}", "", "", "", ""],
    ]
    for p in d.projects:
        code = p.code or ""
        table.append(["2", code, p.name, p.total or "", "", "", "", p.goal or ""])
        for a, (level1, group) in enumerate(groupby(p.rows, lambda r: r.level1), 1):
            table.append(["3", f"{code}-{a}", level1, "", "", "", "", ""])
            for b, (level2, rows) in enumerate(groupby(group, lambda r: r.level2), 1):
                table.append(["4", f"{code}-{a}{b}", level2, "", "", "", "", ""])
                table += [
                    ["5", f"{code}-{a}{b}{c:02}", r.name, "", r.op, r.value, r.unit, ""] for c, r in enumerate(rows, 1)
                ]
    text = separated(["绩效目标树导出", "预算年度：2026；金额单位：万元", table], ",")
    path.write_text("\ufeff" + text, encoding="utf-8")


def v06(d: Design, path: Path) -> None:
    """Saved from a word processor: several indicators in a cell, numbered, their values numbered likewise."""
    parts = []
    for n, p in enumerate(d.projects, 1):
        money = f"共安排{p.total}万元，其中财政拨款{p.fiscal}万元、自筹{p.other}万元。"
        form: Grid = [
            ["项目名称", p.name, LEFT, LEFT],
            ["实施单位", d.department, LEFT, LEFT],
            ["资金安排情况", money, LEFT, LEFT],
            ["总体目标", p.goal or "", LEFT, LEFT],
            ["指标类别", "指标类型", "具体指标", "目标值"],
        ]
        groups = [(one, list(rows)) for one, rows in groupby(p.rows, lambda r: (r.level1, r.level2))]
        upper = once([one for (one, _), _ in groups])
        form += [
            [a, one[1], _listed([r.name for r in rows]), _listed([r.whole for r in rows])]
            for a, (one, rows) in zip(upper, groups, strict=True)
        ]
        table = markup(form, style='class=MsoTableGrid border=1 cellspacing=0 style="border-collapse:collapse"')
        cells = table.replace("<br>", "<br/>\n").replace("%", "<span lang=EN-US>%</span>")
        parts.append(
            f"<p class=MsoNormal align=center><b>项目绩效目标表（{n}）</b></p>{cells}<p class=MsoNormal>&nbsp;</p>"
        )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        "<style>p.MsoNormal {margin:0cm; font-size:10.5pt}</style></head><body lang=ZH-CN><div class=WordSection1>"
        f"<p class=MsoNormal>附件5</p><p class=MsoNormal>{d.department}2026年项目支出绩效目标</p>{''.join(parts)}"
        "<p class=MsoNormal>填报人：&nbsp;&nbsp;&nbsp;联系电话：</p></div></body></html>"
    )
    path.write_text(page, encoding="utf-8")


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1))


def v07(d: Design, path: Path) -> None:
    """History, target and later target side by side; money year by year; a list of the projects comes first."""
    listed = [["编号", "项目", "2026年预算"], *[[p.code or "", p.name, p.total or ""] for p in d.projects]]
    blocks: list[Block] = []
    for p in d.projects:
        years = list(p.amounts)
        form: Grid = [
            ["项目", p.name, LEFT, "编号", p.code or "", LEFT],
            ["年度目标", p.goal or "", *[LEFT] * 4],
            ["年度资金", *years[:2], "2026年预算", *years[2:]],
            ["万元", *[p.amounts[y] for y in years[:2]], p.total or "", *[p.amounts[y] for y in years[2:]]],
            ["一级指标", "二级指标", "三级指标", "2025年实际值", *[column for _, column in d.columns]],
            *ladder(p.rows, "name", "last", lambda r: r.half(0), lambda r: r.half(1)),
        ]
        blocks += ["中期财政规划项目绩效目标申报表", f"申报单位：{d.department}", form, "", ""]
    workbook(path, {"目录": ["项目目录（万元）", listed], "申报表": [*blocks, "本表一式两份。"]})


def v08(d: Design, path: Path) -> None:
    """Self-evaluation whose classes carry points; budget and spending one below the other; signatures in a table."""
    blocks: list[Block] = [f"谷仓县{d.year}年度项目支出绩效自评表"]
    for n, p in enumerate(d.projects):
        planned, spent = ([f"{pair[k]:.2f}" for pair in p.amounts.values()] for k in (0, 1))
        rates = [f"{b / a:.1%}" if a else "—" for a, b in p.amounts.values()]
        done = 10 * p.amounts["合计"][1] / p.amounts["合计"][0]
        score = done + sum(float(r["score"]) for r in p.rows)
        points = {
            k: sum(int(r["weight"]) for r in p.rows if k in (r.level1, r.level2))
            for r in p.rows
            for k in (r.level1, r.level2)
        }
        rows = [
            [text if text in {ABOVE, ""} or c > 1 else f"{text}（{points[text]}分）" for c, text in enumerate(row)]
            for row in ladder(p.rows, "name", "weight", "whole", "actual", "score", "reason")
        ]
        form: Grid = widened(
            [
                ["项目名称", p.name, LEFT, LEFT, "主管单位", d.department],
                ["资金（万元）", "", *p.amounts],
                [ABOVE, "预算数（A）", *planned],
                [ABOVE, "执行数（B）", *spent],
                [ABOVE, "执行率（B/A）", *rates],
                ["年初目标", p.goal or ""],
                ["完成情况", p.goals["完成情况"]],
                ["一级指标", "二级指标", "三级指标", "分值", "目标值", "完成值", "自评分", "未完成原因"],
                *rows,
                ["预算执行率（10分）", LEFT, LEFT, "10", "100%", rates[0], f"{done:.1f}", ""],
                ["自评总分", LEFT, LEFT, "100", "", "", f"{score:.1f}", ""],
            ]
        )
        sign: Grid = [["自评人", "", "复核人", "", "日期", "2026年2月20日"]]
        blocks += [f"{chr(12) if n else ''}单位：{d.department}", form, "", sign]
    word(path, blocks)


def v09(d: Design, path: Path) -> None:
    """A department whose first levels are lines across the table; kinds of spending crossed with sources."""
    blocks: list[Block] = [f"{d.year}年部门整体支出绩效目标表", f"编报部门：{d.department}　　单位：万元"]
    for p in d.projects:
        sums = [[kind, LEFT, *[f"{v:.2f}" for v in values], "", LEFT] for kind, values in p.amounts.items()]
        head: Grid = [
            ["单位名称", LEFT, p.name],
            ["总体目标", LEFT, p.goal or ""],
            ["支出类型", LEFT, "金额合计", "财政拨款", "其他资金", "说明", LEFT],
            *sums,
            ["合计", LEFT, p.total or "", p.fiscal or "", p.other or "", "无上年结转", LEFT],
        ]
        body: Grid = [["序号", "对应任务", "二级指标", "指标名称", "指标值", LEFT, "备注"]]
        numbers = count(1)
        for rank, (level1, rows) in zip("一二三四", groupby(p.rows, lambda r: r.level1), strict=False):
            body.append([f"{rank}、{level1}", *[LEFT] * 6])
            body += [[str(next(numbers)), r["task"], r.level2, r.name, r.whole, LEFT, ""] for r in rows]
        blocks += [widened(head), body, "单位负责人签字：　　　　编报日期："]
    drawn(path, blocks, (36, 100, 90, 210, 110, 120, 90), head=1, turned=True)


def v10(d: Design, path: Path) -> None:
    """A ledger that runs from the unit on the left to the project on the right; the money on a sheet of its own."""
    table: Grid = [["单位", "值", "符号", "指标", "二级", "一级", "项目名称", "项目编号"]]
    for p in d.projects:
        table += [[r.unit, r.value, r.op, r.name, r.level2, r.level1, p.name, p.code or ""] for r in p.rows]
        table.append(["", "", "", f"小计：{len(p.rows)}条", "", "", "", p.code or ""])
    money: Grid = [["项目编号", "预算合计", "财政资金", "其他资金", "项目名称"]]
    money += [[p.code or "", p.total or "", p.fiscal or "", p.other or "", p.name] for p in d.projects]
    sheets: dict[str, list[Block]] = {
        "指标": [f"{d.department}2026年度绩效指标台账", table],
        "资金": ["项目资金台账（万元）", money],
    }
    workbook(path, sheets, numbers=True)
