"""How the documents of ``unseen`` are laid out: one function a file, named by the first part of the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder, once
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, drawn, markup, separated, word, workbook


def number_and_sign(row: Row) -> str:
    """Operator and number in one cell."""
    return row.op + row.value


def u01(d: Design, path: Path) -> None:
    """A list of projects and three forms on one sheet; a header of two rows over the indicators."""
    listing = [
        ["序号", "项目名称", LEFT, "项目类别", "资金使用单位", LEFT, "预算数"],
        *[
            [str(n), p.name, LEFT, p.head["项目类别"], p.head["资金使用单位"], LEFT, p.total or ""]
            for n, p in enumerate(d.projects, 1)
        ],
    ]
    blocks: list[Block] = ["附表9  2026年项目支出预算表", f"部门：{d.department}    单位：万元", listing, ""]
    for n, p in enumerate(d.projects, 1):
        form = [
            ["项目名称", p.name, LEFT, LEFT, "项目类别", p.head["项目类别"], LEFT],
            ["资金使用单位", p.head["资金使用单位"], *[LEFT] * 5],
            ["项目资金总额", p.total or "", "财政拨款", p.fiscal or "", "其他资金", p.other or "", LEFT],
            ["年度绩效目标", p.goal or "", *[LEFT] * 5],
            ["绩效指标", LEFT, LEFT, "指标值", LEFT, LEFT, "指标值确定依据"],
            ["一级指标", "二级指标", "三级指标", "运算符", "数值", "计算单位", ABOVE],
            *ladder(p.rows, "name", "op", "value", "unit", "basis"),
        ]
        blocks += [f"附表10-{n}  2026年项目支出绩效目标表", "单位：万元", form, ""]
    workbook(path, {"预算公开表": blocks})


def u02(d: Design, path: Path) -> None:
    """Whole-department forms in Word; sources and structure of the budget in numbered lines."""
    blocks: list[Block] = [f"{d.department}", "2026年部门（单位）整体绩效目标表"]
    for n, p in enumerate(d.projects):
        special, own, basic, projects = (p.amounts[k] for k in ("财政专户管理资金", "单位资金", "基本支出", "项目支出"))
        form = [
            ["部门（单位）名称", p.name, LEFT, LEFT, LEFT],
            ["年度履职目标", p.goal or "", LEFT, LEFT, LEFT],
            ["预算情况", "部门预算总额（万元）", LEFT, LEFT, p.total or ""],
            [ABOVE, "1、资金来源：（1）政府预算资金", LEFT, LEFT, p.fiscal or ""],
            [ABOVE, "（2）财政专户管理资金", LEFT, LEFT, special],
            [ABOVE, "（3）单位资金", LEFT, LEFT, own],
            [ABOVE, "2、资金结构：（1）基本支出", LEFT, LEFT, basic],
            [ABOVE, "（2）项目支出", LEFT, LEFT, projects],
            ["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"],
            *ladder(p.rows, "name", "whole", "explain"),
        ]
        blocks += ["\f（单位二）" if n else "（单位一）", form]
    word(path, blocks)


def u03(d: Design, path: Path) -> None:
    """A wide table on turned pages; project cells merged down; column numbers."""
    titles = ["序号", "项目名称", "预算金额", "绩效目标", "绩效指标", LEFT, LEFT, "年度目标值", "计量单位", "设定依据"]
    under = [*[ABOVE] * 4, "一级指标", "二级指标", "三级指标", ABOVE, ABOVE, ABOVE]
    form: Grid = [titles, under, [str(n) for n in range(1, 11)]]
    for n, p in enumerate(d.projects, 1):
        own = [str(n), p.name, p.total or "", p.goal or ""]
        form += _beside(own, ladder(p.rows, "name", number_and_sign, "unit", "note"))
    across = 21  # the row that opens the second page: the cells that it would continue are empty there
    form[across] = ["" if text == ABOVE else text for text in form[across]]
    head = ["2026年部门预算项目支出绩效目标公开表", f"公开单位：{d.department}        金额单位：万元"]
    drawn(path, [*head, form], [24, 84, 48, 130, 58, 74, 130, 84, 60, 88], head=3, turned=True)


def _beside(own: Sequence[str], rows: Grid) -> Grid:
    """The cells of a project left of its rows, merged down."""
    return [[*(own if at == 0 else [ABOVE] * len(own)), *row] for at, row in enumerate(rows)]


def u04(d: Design, path: Path) -> None:
    """A page with a header of three rows; the name of an indicator stands before its classes."""
    titles = ["项目名称", "预算安排（万元）", LEFT, LEFT, "年度绩效目标", "年度绩效指标", *[LEFT] * 6]
    second = [ABOVE, "合计", "其中", LEFT, ABOVE, "指标名称", "指标值", LEFT, LEFT, "指标归属", LEFT, "责任股室"]
    third = [ABOVE, ABOVE, "财政资金", "其他资金", ABOVE, ABOVE, "符号", "数值", "单位", "类型", "类别", ABOVE]
    form: Grid = [titles, second, third]
    for p in d.projects:
        own = [p.name, p.total or "", p.fiscal or "", p.other or "", p.goal or ""]
        outer = list(once([r.level1 for r in p.rows]))
        rows = [[r.name, r.op, r.value, r.unit, r.level2, outer[n], r["owner"]] for n, r in enumerate(p.rows)]
        form += _beside(own, rows)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{d.department}2026年部门预算</title></head><body>'
        '<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 财政预决算</div>'
        f"<h1>{d.department}2026年部门预算项目绩效目标表</h1><p>发布日期：2026-01-28 浏览次数：163</p>"
        f"<p>根据预算公开要求，现将{d.department}项目绩效目标予以公布。</p>{markup(form, style='class=t')}"
        "<p>说明：数值栏为文字的，按是否达到判定。</p><p>主办单位：赣禾县人民政府办公室</p></body></html>"
    )
    path.write_text(page, encoding="utf-8")


def u05(d: Design, path: Path) -> None:
    """A sheet a project; the money of the term beside that of the year; levels printed upright."""
    sheets: dict[str, list[Block]] = {}
    for p in d.projects:
        year = list(p.amounts.values())
        rows = ladder(p.rows, "name", lambda _: LEFT, "whole", "score")
        upright = [["\n".join(row[0]) if row[0] != ABOVE else ABOVE, *row[1:]] for row in rows]
        form = [
            ["项目名称", p.name, LEFT, "项目属性", p.head["项目属性"], LEFT],
            ["主管部门", p.head["主管部门"], LEFT, "实施周期", p.head["实施周期"], LEFT],
            ["项目资金（万元）", "实施周期资金总额", p.total or "", "年度资金总额", year[0], LEFT],
            [ABOVE, "其中：财政拨款", p.fiscal or "", "其中：财政拨款", year[1], LEFT],
            [ABOVE, "其他资金", p.other or "", "其他资金", year[2], LEFT],
            ["总体目标", "实施周期总目标", LEFT, "年度目标", LEFT, LEFT],
            [ABOVE, p.goal or "", LEFT, p.goals["年度目标"], LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", LEFT, "预期值", "评分标准"],
            *upright,
        ]
        sheets[p.name[:10]] = ["项目支出绩效目标申报表", f"（{d.year}年度）", f"单位名称：{d.department}", form]
    sheets["选项"] = [[["项目属性", "跨年度", "当年度"], ["符号", "不少于", "不超过"]]]
    workbook(path, sheets, hidden="选项")


def u06(d: Design, path: Path) -> None:
    """Four forms in a PDF without level 1; merged cells that cross pages; weight before the value."""
    blocks: list[Block] = ["琼沙县2026年县级部门预算公开", f"表13        部门：{d.department}        单位：万元"]
    for p in d.projects:
        form = [
            ["项目编码", p.code or "", LEFT, "项目名称", p.name, LEFT],
            ["预算金额（万元）", f"总额 {p.total}", LEFT, f"财政资金 {p.fiscal}", f"其他资金 {p.other}", LEFT],
            ["绩效目标", p.goal or "", *[LEFT] * 4],
            ["指标类型", "指标名称", "权重", "指标方向", "指标值", "计量单位"],
            *ladder(p.rows, "name", "weight", "direction", number_and_sign, "unit", levels=["level2"]),
        ]
        blocks += ["项目支出绩效目标表（2026年度）", form]
    drawn(path, blocks, [90, 170, 40, 80, 90, 60])


def u07(d: Design, path: Path) -> None:
    """Self-evaluation of transfers: budget A, spent B and B/A; two forms on a sheet, one on the next."""
    forms = [_transfer(p) for p in d.projects]
    top = ["转移支付区域绩效目标自评表", f"（{d.year}年度）    填报单位：{d.department}"]
    note = "注：定量指标填写实际完成数，未完成的说明原因。"
    sheets: dict[str, list[Block]] = {
        "自评表1-2": [*top, forms[0], "", *top, forms[1], note],
        "自评表3": [*top, forms[2]],
    }
    workbook(path, sheets)


def _transfer(p: Project) -> Grid:
    lines = [(k, *v) for k, v in p.amounts.items()]
    lines.insert(0, ("年度资金总额", sum(a for _, a, _ in lines), sum(b for _, _, b in lines)))
    money: Grid = []
    for n, (source, budget, spent) in enumerate(lines):
        rate = f"{spent / budget:.2%}" if budget else "—"
        label = f"其中：{source}" if n == 1 else source
        money.append([ABOVE, label, LEFT, f"{budget:.2f}", f"{spent:.2f}", rate])
    return [
        ["转移支付名称", p.name, *[LEFT] * 4],
        ["主管部门", p.head["主管部门"], *[LEFT] * 4],
        ["资金情况（万元）", "", LEFT, "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）"],
        *money,
        ["总体目标", "年初设定目标", LEFT, LEFT, "全年实际完成情况", LEFT],
        [ABOVE, p.goal or "", LEFT, LEFT, p.goals["全年实际完成情况"], LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
        *ladder(p.rows, "name", "whole", "actual", "reason"),
    ]


def u08(d: Design, path: Path) -> None:
    """A wide summary in Word, sideways; the second level at the head of each line in a cell."""
    titles = ["序号", "项目名称", "资金安排（万元）", "年度绩效目标", "成本指标", "产出指标", "效益指标", "满意度指标"]
    form: Grid = [titles]
    for n, p in enumerate(d.projects, 1):
        parts = "，".join(f"{k}{v}" for k, v in p.amounts.items())
        classes = [_lines([r for r in p.rows if r.level1 == title]) for title in titles[4:]]
        form.append([str(n), p.name, f"{p.total}（{parts}）", p.goal or "", *classes])
    end = "单位负责人：        财务负责人：        制表人：    2026年1月"
    word(path, [f"{d.department}2026年度项目绩效目标一览表", form, end], landscape=True)


def _lines(rows: Sequence[Row]) -> str:
    lines = []
    for level, group in groupby(rows, lambda row: row.level2):
        lines.append(f"{level}：" + "；".join(f"{r.name}{r.whole if r.op else '：' + r.value}" for r in group))
    return "\n".join(lines)


def u09(d: Design, path: Path) -> None:
    """Three forms one below the other in a CSV: covered cells are empty, amounts have separators."""
    blocks: list[Block] = []
    for p in d.projects:
        total, fiscal, other = (f"{float(v or 0):,.2f}" for v in (p.total, p.fiscal, p.other))
        form = [
            ["黑沅县项目支出绩效目标申报表", *[LEFT] * 5],
            [f"填报单位：{d.department}", LEFT, LEFT, "2026年度", LEFT, "单位：万元"],
            ["项目名称", p.name, LEFT, "实施单位", p.head["实施单位"], LEFT],
            ["项目负责人", p.head["项目负责人"], LEFT, "项目期限", p.head["项目期限"], LEFT],
            ["资金来源", "合计", LEFT, "财政拨款", "其他资金", LEFT],
            [ABOVE, total, LEFT, fiscal, other, LEFT],
            ["年度目标", p.goal or "", *[LEFT] * 4],
            ["一级指标", "二级指标", "三级指标", "指标取值", "计量", "指标来源"],
            *ladder(p.rows, "name", number_and_sign, "unit", "source"),
            [""] * 6,
        ]
        blocks.append(form)
    path.write_bytes(separated(blocks, ",").replace("\n", "\r\n").encode("utf-8-sig"))


def u10(d: Design, path: Path) -> None:
    """Whole-department self-evaluation of three units in one Word file."""
    blocks: list[Block] = [f"{d.department}", "2025年度部门整体支出绩效自评表"]
    for p in d.projects:
        columns = list(zip(*p.amounts.values(), strict=True))
        money: Grid = []
        for label, values in [("资金总额", [sum(c) for c in columns]), *p.amounts.items()]:
            start, changed, spent = values
            rate = [f"{spent / changed:.2%}", "10", f"{10 * spent / changed:.1f}"] if label == "资金总额" else ["—"] * 3
            money.append([ABOVE, label, f"{start:.2f}", f"{changed:.2f}", f"{spent:.2f}", *rate])
        score = sum(float(r["score"]) for r in p.rows) + float(money[0][-1])
        form = [
            ["单位名称", p.name, *[LEFT] * 6],
            ["预算执行情况（万元）", "", "年初预算", "调整预算", "执行数", "执行率", "分值", "得分"],
            *money,
            ["年度绩效目标", p.goal or "", *[LEFT] * 6],
            ["目标完成情况", p.goals["完成情况"], *[LEFT] * 6],
            ["一级指标", "二级指标", "指标内容", "权重", "年度指标值", "全年完成值", "得分", "说明"],
            *ladder(p.rows, "name", "weight", "whole", "actual", "score", "reason"),
            ["自评总分", LEFT, LEFT, "100", "", "", f"{score:.1f}", ""],
        ]
        blocks += [form, "填表人：            联系电话：            填表时间：2026年3月12日"]
    word(path, blocks)
