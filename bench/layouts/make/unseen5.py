"""How the documents of ``unseen5`` are laid out: one function a file, named by the first part of the file's name.

Forms of eighteen provinces as their clerks fill them in; workbooks here, Word files and PDFs in
``unseen5_more``, web pages and the export in ``unseen5_web``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, widened, workbook
from bench.layouts.make.unseen5_more import beside, money, owned, y08, y09, y10, y11, y12, y13, y14, y15
from bench.layouts.make.unseen5_web import y16, y17, y18

__all__ = ["y08", "y09", "y10", "y11", "y12", "y13", "y14", "y15", "y16", "y17", "y18"]


def dressed(path: Path, widths: Sequence[int], titles: int = 1, shares: bool = False) -> None:
    """Give a workbook its looks: a title in large type, widths, =3 as text; ``shares`` stores 95% as 0.95."""
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = load_workbook(path)
    for sheet in book:
        for n, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(n)].width = width
        for n in range(1, titles + 1):
            sheet.cell(n, 1).font = Font(name="方正小标宋简体", size=16, bold=True)
            sheet.cell(n, 1).alignment = Alignment(horizontal="center", vertical="center")
        for row in sheet.iter_rows():
            for cell in row:
                text = str(cell.value or "")
                if text.startswith("="):
                    cell.data_type = "s"
                if len(text) > 45:
                    sheet.row_dimensions[cell.row].height = 44
                if shares and isinstance(cell.value, str) and re.fullmatch(r"\d+(\.\d+)?%", cell.value):
                    percent = cell.value[:-1]
                    cell.value, cell.number_format = float(percent) / 100, "0.0%" if "." in percent else "0%"
    book.save(path)


def y01(d: Design, path: Path) -> None:
    """A sheet a project: the sums of the whole term and of the year, two goals, two value columns."""
    sheets: dict[str, Sequence[Block]] = {}
    for n, p in enumerate(d.projects, 1):
        term, year = p.amounts["实施周期"], p.amounts["2026年"]
        sums: Grid = [["", "资金总额", LEFT, "其中：财政资金", "其他资金"]]
        sums += [
            [label, money(a), LEFT, money(b), money(c)] for label, (a, b, c) in (("实施周期", term), ("2026年度", year))
        ]
        head = ["一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"]
        rows = ladder(p.rows, "name", lambda r: r.half(0), lambda r: r.half(1))
        form = [
            ["项目名称", p.name, LEFT, LEFT, "预算年度", str(d.year)],
            ["主管部门", d.department, LEFT, LEFT, "用款单位", p.head["用款"]],
            ["项目类型", p.head["类型"], LEFT, LEFT, "实施周期", p.head["期限"]],
            *beside("项目资金\n（万元）", sums),
            ["总体绩效目标", "实施周期目标", LEFT, LEFT, "年度目标", LEFT],
            [ABOVE, p.goal or "", LEFT, LEFT, p.goals["年度"], LEFT],
            *beside("绩效指标", [head, *rows]),
        ]
        foot = "填报人：　　　　　　联系电话：　　　　　　填报日期：2025年11月18日"
        sheets[f"项目{n}"] = ["项目支出绩效目标申报表", "", form, foot]
    workbook(path, sheets)
    dressed(path, [13, 13, 16, 26, 22, 22])


def y02(d: Design, path: Path) -> None:
    """The department's own form: income and spending side by side, then the tree of indicators."""
    p = d.projects[0]
    total, parts = p.total or "", {k: f"{v[0]:.2f}" for k, v in p.amounts.items()}
    form = widened([
        ["部门名称", p.name, LEFT, LEFT, "编制人数", "46"],
        ["主要职能", "统筹全市数据资源整合共享和开发利用，推进数字政府、数字经济、数字社会规划和建设。"],
        ["部门资金（万元）", "收入", LEFT, LEFT, "支出", LEFT],
        [ABOVE, "收入合计", LEFT, total, "支出合计", total],
        [ABOVE, "其中：财政拨款", LEFT, total, "其中：基本支出", parts["基本支出"]],
        [ABOVE, "其他资金", LEFT, "0.00", "项目支出", parts["项目支出"]],
        ["中长期目标", p.goals["中长期"]],
        ["年度目标", p.goal or ""],
        ["一级指标", "二级指标", "三级指标", LEFT, "全年目标值", "分值"],
        *[[a, b, name, LEFT, value, w] for a, b, name, value, w in ladder(p.rows, "name", "whole", "weight")],
    ])  # fmt: skip
    top = [f"{d.year}年度部门整体支出绩效目标表", "", "填报单位（盖章）：　　　　　　　　　　　　金额单位：万元"]
    workbook(path, {"部门整体支出": [*top, form, "注：1.收入合计应等于支出合计。2.各级指标分值合计为100分。"]})
    dressed(path, [15, 16, 18, 14, 20, 12])


def y03(d: Design, path: Path) -> None:
    """A row an indicator, rows of the units with their sums between, figures stored as numbers."""
    head = [
        ["单位名称", "项目名称", "预算数", "年度目标", "绩效指标", *[LEFT] * 8],
        [
            *[ABOVE] * 4,
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "权重",
            "指标方向性",
            "备注",
        ],
    ]
    rows: Grid = [["合计", "", str(sum(int(p.total or 0) for p in d.projects)), *[""] * 10]]
    before = ""
    for p in d.projects:
        unit = p.head["单位"]
        if unit != before:
            rows.append(
                [unit, "", str(sum(int(o.total or 0) for o in d.projects if o.head["单位"] == unit)), *[""] * 10]
            )
            before = unit
        own = [unit, p.name, p.total or "", p.goal or ""]
        rows += owned(own, ladder(p.rows, "name", "op", "value", "unit", "weight", "way", lambda r: ""))
    top = ["表6", f"{d.department}{d.year}年部门预算项目绩效目标表", "单位：元"]
    note = "说明：指标权重合计90分，另有10分为预算执行得分。"
    workbook(path, {"6 项目绩效目标": [*top, [*head, *rows], note]}, numbers=True)
    dressed(path, [16, 18, 12, 28, 11, 15, 20, 9, 11, 9, 7, 11, 8], titles=2)


def y04(d: Design, path: Path) -> None:
    """A sheet a project as watched in August; shares are stored as numbers with a percent format."""
    sheets: dict[str, Sequence[Block]] = {}
    for p in d.projects:
        kinds = ["年度资金总额", "其中：本级财政资金", "其他资金"]
        sums: Grid = [["", LEFT, *p.amounts, "执行率"]]
        lists = list(p.amounts.values())
        for n, kind in enumerate(kinds):
            spent, budget = lists[1][n], lists[0][n]
            share = f"{spent / budget * 100:.1f}%" if budget else "—"
            sums.append([kind, LEFT, *(f"{one[n]:g}" for one in lists), share])
        head = [
            "一级指标",
            "二级指标",
            "三级指标",
            "年初指标值",
            "1-8月完成情况",
            "全年预计完成情况",
            "偏差原因分析",
            "完成目标可能性",
        ]
        rows = ladder(p.rows, "name", "whole", "done", "expected", "cause", "chance")
        form = [
            ["项目名称", LEFT, p.name],
            ["主管部门及代码", LEFT, f"[186]{d.department}", LEFT, "实施单位", p.head.get("实施", d.department)],
            *beside("项目资金（万元）", sums),
            ["年度总体目标", LEFT, p.goal or ""],
            *beside("绩效指标", [head, *rows]),
        ]
        note = "填表说明：1.“完成目标可能性”填“确定能”“有可能”“完全不可能”。2.偏差原因限120字。"
        top = ["项目支出绩效运行监控表", f"（{d.year}年度　截至8月31日）"]
        sheets[p.name[:8]] = [*top, widened(form), note, "填报人：　　　　审核人：　　　　联系电话："]
    workbook(path, sheets, numbers=True)
    dressed(path, [10, 12, 16, 20, 18, 16, 16, 18, 14], shares=True)


def _self(d: Design, p: Project) -> Grid:
    kinds: Mapping[str, list[float]] = p.amounts
    sums: Grid = [["", LEFT, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]]
    for n, (kind, (a, b, c)) in enumerate(kinds.items()):
        rest = ["10", p.head["执行率"], p.head["执行得分"]] if n == 0 else ["—", f"{c / b * 100:.2f}%", "—"]
        label = kind if n == 0 else f"其中：{kind}" if n == 1 else kind
        sums.append([label, LEFT, f"{a:.2f}", f"{b:.2f}", f"{c:.2f}", *rest])
    head = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    rows = ladder(p.rows, "name", "whole", "actual", "points", "score", "cause")
    return widened([
        ["项目名称", p.name],
        ["主管部门", d.department, LEFT, LEFT, "实施单位", p.head["实施"]],
        *beside("项目资金（万元）", sums),
        ["年度总体目标", "预期目标", LEFT, LEFT, LEFT, "实际完成情况"],
        [ABOVE, p.goal or "", LEFT, LEFT, LEFT, p.head["完成"]],
        *beside("绩效指标", [head, *rows]),
        ["总分", LEFT, LEFT, LEFT, LEFT, LEFT, "100", p.head["总分"], ""],
    ])  # fmt: skip


def y05(d: Design, path: Path) -> None:
    """Two self-evaluations below each other on one sheet."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects, 1):
        blocks += [
            f"附件3-{n}",
            "项目支出绩效自评表",
            f"（{d.year}年度）",
            _self(d, p),
            "联系人：　　　　联系电话：",
            "",
        ]
    workbook(path, {"自评表": blocks})
    dressed(path, [10, 12, 14, 22, 16, 16, 8, 10, 24], titles=0)


def y06(d: Design, path: Path) -> None:
    """A row an indicator with column numbers, rows of the units without indicators; the units are indented."""
    head = [
        [
            "单位名称、项目名称",
            "项目年度绩效目标",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "指标属性",
            "指标内容",
        ],
        [str(n) for n in range(1, 11)],
    ]
    rows: Grid = [[d.department, *[""] * 9]]
    for p in d.projects:
        rows.append([f"　{p.head['单位']}", *[""] * 9])
        rows += owned([f"　　{p.name}", p.goal or ""], ladder(p.rows, "name", "op", "value", "unit", "attr", "content"))
    top = ["预算05-2表", "项目支出绩效目标表", f"单位名称：{d.department}"]
    workbook(path, {"项目支出绩效目标表05-2": [*top, [*head, *rows]]}, numbers=True)
    dressed(path, [26, 30, 11, 16, 24, 10, 12, 12, 11, 24], titles=2)


def sign(r: Row) -> str:
    """Operator and value in one cell."""
    return f"{r.op}{r.value}"


def y07(d: Design, path: Path) -> None:
    """A list of the tables, the department's own form, then a flat table of its projects."""
    whole, *projects = d.projects
    tail = ["指标值类型", "指标值", "计量单位", "指标解释", "评分标准"]
    columns = ("name", "type", sign, "unit", "explain", "rule")
    basic, tasks = (money(whole.amounts[k][0]) for k in ("基本支出", "项目支出"))
    total, fiscal = whole.total or "", whole.fiscal or ""
    own = widened([
        ["部门名称", LEFT, whole.name],
        ["年度预算申请（万元）", "资金总额", LEFT, total, LEFT, "其中：一般公共预算", LEFT, fiscal],
        [ABOVE, "基本支出", LEFT, basic, LEFT, "项目支出", LEFT, tasks],
        ["整体绩效目标", LEFT, whole.goal or ""],
        ["一级指标", "二级指标", "三级指标", *tail],
        *ladder(whole.rows, *columns),
    ])  # fmt: skip
    flat: Grid = [
        ["单位代码", "单位（专项）名称", "资金总额", "其中：财政拨款", "实施期绩效目标", "绩效指标", *[LEFT] * 7],
        [*[ABOVE] * 5, "一级指标", "二级指标", "三级指标", *tail],
    ]
    for p in projects:
        flat += owned(["403001", p.name, p.total or "", p.fiscal or "", p.goal or ""], ladder(p.rows, *columns))
    contents = [
        ["序号", "表名", "备注"],
        ["1", "整体支出绩效目标表", ""],
        ["2", "项目支出绩效目标表", ""],
        ["3", "政府采购预算表", "本年无此项，空表"],
    ]
    caption = [f"部门：{d.department}", "单位：万元"]
    workbook(path, {
        "目录": [f"{d.year}年部门预算公开表目录", contents],
        "整体支出绩效目标表": ["整体支出绩效目标表", *caption, own],
        "项目支出绩效目标表": ["项目支出绩效目标表", *caption, flat, "注：以上项目均为当年项目。"],
    })  # fmt: skip
    dressed(path, [14, 22, 20, 16, 24, 14, 16, 20, 11, 18, 10, 18, 18])
