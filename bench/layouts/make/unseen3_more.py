"""The second half of ``unseen3``: the documents w09 to w16, and what both halves share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.layouts.make.design import Design, Row
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, separated, widened, word, workbook

NEW = '<div class="new"></div>'
"""Starts a new page of a print."""


def led(own: list[str], rows: Grid) -> Grid:
    """The rows with the cells of their owner, merged down, left of them."""
    return [[*(own if n == 0 else [ABOVE] * len(own)), *row] for n, row in enumerate(rows)]


def half(n: int) -> Callable[[Row], str]:
    """The cell of the n-th value column of a row."""
    return lambda row: row.half(n)


def w09(d: Design, path: Path) -> None:
    """Forms below each other on a sheet: what the cost is made of, then standards and expected values."""
    blocks: list[Block] = [f"{d.year}年市直部门预算项目支出绩效目标表", f"部门名称：{d.department}        单位：万元"]
    for p in d.projects:
        costs = [[k, v, "按年度计划测算"] for k, v in p.amounts.items()]
        rows = ladder(p.rows, "name", "standard", "whole", levels=("level2",))
        form = [
            ["项目名称", p.name],
            ["项目类别", p.head["项目类别"], "项目性质", p.head["项目性质"]],
            ["立项依据", p.head["立项依据"]],
            ["项目预算成本构成", "金额", "测算依据（公式）"],
            *costs,
            ["合计", p.total or "", ""],
            ["年度绩效目标", p.goal or ""],
            ["一级指标", "二级指标", "绩效标准", "当年预期实现值"],
            *rows,
        ]
        blocks += [widened(form), ""]
    workbook(path, {"Sheet1": [*blocks, "填报人：            联系电话：            填报日期：2025年12月"]})


def w10(d: Design, path: Path) -> None:
    """Self-evaluation, a form a page: three sums of money, target beside result, points and reasons."""
    points = {"产出指标": "50分", "效益指标": "30分", "满意度指标": "10分"}
    blocks: list[Block] = []
    for n, p in enumerate(d.projects):
        money: Grid = []
        for at, (source, sums) in enumerate(p.amounts.items()):
            rate = sums[2] / sums[1] if sums[1] else 0
            score = ["-", f"{rate:.2%}" if sums[1] else "-", "-"] if at else ["10", f"{rate:.2%}", f"{rate * 10:.1f}"]
            money.append([ABOVE, source, LEFT, *(f"{v:.2f}" for v in sums), *score])
        total = sum(float(r["score"] or 0) for r in p.rows) + float(money[0][-1])
        rows = ladder(p.rows, "name", "whole", "actual", "weight", "score", "reason")
        rows = [[f"{row[0]}（{points[row[0]]}）" if row[0] in points else row[0], *row[1:], LEFT] for row in rows]
        titles = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
        form = [
            ["项目名称", p.name],
            ["主管部门", p.head["主管部门"], LEFT, LEFT, "实施单位", p.head["实施单位"]],
            ["项目资金（万元）", "", LEFT, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            *money,
            ["年度总体目标", "预期目标", LEFT, LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT],
            [ABOVE, p.goal or "", LEFT, LEFT, LEFT, p.goals["实际完成情况"], LEFT, LEFT, LEFT],
            [*titles, "偏差原因分析及改进措施", LEFT],
            *rows,
            ["总分", *[LEFT] * 4, "100", f"{total:.1f}", "", LEFT],
        ]
        title = ("\f" if n else "") + f"{d.department}项目支出绩效自评表"
        blocks += [title, f"（{d.year}年度）", widened(form), "填表人：          联系电话："]
    word(path, blocks)


def w11(d: Design, path: Path) -> None:
    """A form a project that runs on from page to page; numbered indicators; the sums below each other."""
    body = [f"<h3>附件2</h3><h3>{d.department}{d.year}年度项目支出绩效目标表</h3>"]
    for p in d.projects:
        form = [
            ["项目名称", p.name],
            ["主管部门", p.head["主管部门"], LEFT, "实施单位", p.head["实施单位"]],
            ["项目资金\n（万元）", "年度资金总额：", LEFT, p.total or ""],
            [ABOVE, "其中：财政拨款", LEFT, p.fiscal or ""],
            [ABOVE, "其他资金", LEFT, p.other or ""],
            ["年度总体目标", p.goal or ""],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
            *[[ABOVE, *row] for row in ladder(p.rows, "name", "whole")],
        ]
        body.append("<p>单位：万元</p>" + markup(widened(form)))
    printed(path, "\n".join(body))


def w12(d: Design, path: Path) -> None:
    """Graded standards, header of two lines; a form below the other with its number in the title."""
    blocks: list[Block] = [f"{d.department}{d.year}年部门预算绩效文本"]
    for n, p in enumerate(d.projects, 1):
        rows = ladder(p.rows, "name", "description", "whole", "good", "fair", "poor", "basis", levels=("level1",))
        form = [
            ["项目编码", p.code or "", LEFT, LEFT, "项目名称", p.name],
            ["预算数", p.total or "", "其中：财政资金", p.fiscal or "", LEFT, "其他资金", p.other or "", LEFT],
            ["绩效目标", p.goal or ""],
            ["指标分类", "绩效指标", "绩效指标描述", "绩效指标评价标准", LEFT, LEFT, LEFT, "评价标准确定依据"],
            [ABOVE, ABOVE, ABOVE, "优", "良", "中", "差", ABOVE],
            *rows,
        ]
        blocks += [f"{n}.{p.name}绩效目标表", "单位：万元", widened(form), ""]
    workbook(path, {"项目绩效目标": blocks})


def w13(d: Design, path: Path) -> None:
    """A sheet of the budget system saved as CSV: merged cells are empty after their first line."""
    titles = [
        "预算单位",
        "项目编码",
        "项目名称",
        "项目金额",
        "一级指标",
        "二级指标",
        "三级指标",
        "计算符号",
        "年度指标值",
    ]
    table: Grid = [[*titles, "计量单位", "备注"]]
    for n, p in enumerate(d.projects):
        own = [d.department if n == 0 else ABOVE, p.code or "", p.name, p.total or ""]
        table += led(own, ladder(p.rows, "name", "op", "value", "unit", "note"))
    text = separated([f"{d.year}年度项目支出绩效目标（金额单位：万元）", table], ",")
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))


def w14(d: Design, path: Path) -> None:
    """Forms without levels that run on; weight and unit stand before operator and value."""
    body = [f"<h3>{d.year}年区级项目支出绩效目标表</h3>"]
    for p in d.projects:
        own, up = p.amounts.items()
        form = [
            ["项目名称", p.name, LEFT, "业务主管部门", p.head["主管部门"], LEFT],
            ["实施单位", p.head["实施单位"], LEFT, "项目类型", "一般性项目", LEFT],
            ["当年预算（万元）", p.total or "", own[0] + "（万元）", own[1], up[0] + "（万元）", up[1]],
            ["当年绩效目标", p.goal or "", *[LEFT] * 4],
            ["绩效指标", *[LEFT] * 5],
            ["指标名称", "指标权重", "计量单位", "指标性质", "指标值", "是否核心指标"],
            *[[r.name, r["weight"], r.unit, r.op, r.value, r["core"]] for r in p.rows],
        ]
        body.append(f"<p>编制单位：{d.department}</p>" + markup(form))
    printed(path, "\n".join(body))


def w15(d: Design, path: Path) -> None:
    """A flat sheet with column numbers, rows of the department and its unit, and numbers stored as numbers."""
    titles = ["单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值"]
    table: Grid = [[*titles, "度量单位", "指标属性", "指标内容"], [str(n) for n in range(1, 11)]]
    before = ""
    for p in d.projects:
        if (unit := p.head["单位名称"]) != before:
            table.append([unit, *[""] * 9])
        before = unit
        table += led([p.name, p.goal or ""], ladder(p.rows, "name", "op", "value", "unit", "attr", "content"))
    title = f"预算05-2表  {d.year}年部门项目支出绩效目标表"
    workbook(path, {"项目支出绩效目标表05-2": [title, f"单位名称：{d.department}", table]}, numbers=True)


def w16(d: Design, path: Path) -> None:
    """A page of a site: values of the whole term and of the year in two columns; sums likewise."""
    forms = []
    for p in d.projects:
        year = list(p.amounts.values())
        form = [
            ["项目名称", p.name],
            ["主管部门", p.head["主管部门"], "用款单位", LEFT, p.head["用款单位"]],
            ["实施周期", p.head["实施周期"]],
            ["项目资金（万元）", "", "实施周期金额", LEFT, "年度金额"],
            [ABOVE, "资金总额", p.total or "", LEFT, year[0]],
            [ABOVE, "其中：财政拨款", p.fiscal or "", LEFT, year[1]],
            [ABOVE, "其他资金", p.other or "", LEFT, year[2]],
            ["总体绩效目标", "实施周期目标", LEFT, LEFT, "年度目标"],
            [ABOVE, p.goal or "", LEFT, LEFT, p.goals["年度目标"]],
            ["一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"],
            *ladder(p.rows, "name", half(0), half(1)),
        ]
        forms.append("<h2>项目支出绩效目标表</h2>\n" + markup(widened(form), style='class="tb"'))
    index: Grid = [["索引号", "NS0312-2026-0047", "分类", "财政预决算"], ["发布机构", d.department, "文号", "无"]]
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{d.year}年{d.department}部门预算</title>'
        "<style>.tb td{border:1px solid #999}</style></head>\n<body>"
        "<div id='menu'><a>首页</a> <a>政务公开</a> <a>互动</a></div>\n"
        f"{markup(index)}\n<h1>{d.year}年{d.department}项目支出绩效目标</h1>\n"
        f"<div class='con'>{chr(10).join(forms)}</div>\n"
        "<div>打印本页　关闭窗口</div></body></html>\n"
    )
    path.write_text(page, encoding="utf-8")
