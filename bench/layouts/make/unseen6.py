"""How the documents of ``unseen6`` are laid out: one function a file, named by the first part of the file's name.

Forms of twelve more provinces and cities; workbooks here, Word files, PDFs, the web page and the export in
``unseen6_more``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder, once
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, widened, workbook
from bench.layouts.make.unseen5_more import beside
from bench.layouts.make.unseen6_more import z06, z07, z08, z09, z10, z11, z12

__all__ = ["z06", "z07", "z08", "z09", "z10", "z11", "z12"]


def dressed(path: Path, titles: Sequence[str], **widths: Sequence[int]) -> None:
    """Titles in large type in the middle, widths of the columns (by sheet or for ``all``), texts that begin with =."""
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = load_workbook(path)
    for n, sheet in enumerate(book):
        for column, width in enumerate(widths.get(f"s{n}", widths.get("all", [])), 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row in sheet.iter_rows():
            for cell in row:
                text = str(cell.value or "")
                if isinstance(cell.value, int | float) and cell.column <= 6 and _is_money(row[0].value, row[1].value):
                    cell.number_format = "#,##0.00"
                if text.startswith("="):
                    cell.data_type = "s"
                if any(title in text for title in titles) and len(text) < 40:
                    cell.font = Font(name="方正小标宋_GBK", size=18)
                    cell.alignment = Alignment(horizontal="center", vertical="center")
                    sheet.row_dimensions[cell.row].height = 30
                elif len(text) > 40:
                    lines = max(text.count("\n") + 1, len(text) // 30 + 1)
                    sheet.row_dimensions[cell.row].height = max(sheet.row_dimensions[cell.row].height or 0, 15 * lines)
        sheet.page_setup.paperSize, sheet.sheet_view.zoomScale = 9, 85
    book.save(path)


def _is_money(*labels: object) -> bool:
    return any(word in str(label) for label in labels for word in ("资金", "拨款"))


def _tasks(p: Project) -> Grid:
    tasks = [line.split("|") for line in p.head["任务"].splitlines() if line]
    return [
        ["任务名称", "主要内容", LEFT, "预算金额（万元）", LEFT, LEFT],
        [ABOVE, ABOVE, LEFT, "总额", "财政拨款", "其他资金"],
        *[[name, what, LEFT, *sums] for name, what, *sums in tasks],
        ["金额合计", LEFT, LEFT, p.total or "", p.fiscal or "", p.other or ""],
    ]


def z01(d: Design, path: Path) -> None:
    """The department's tasks with their money, then a transfer whose two trees stand beside each other."""
    whole, fund = d.projects
    rows = ladder(whole.rows, "name", lambda r: r.half(1))
    own = widened([
        ["部门（单位）名称", LEFT, whole.name],
        *beside("年度\n主要\n任务", _tasks(whole)),
        ["年度总体目标", LEFT, whole.goal or ""],
        *beside("年\n度\n绩\n效\n指\n标", [
            ["一级指标", "二级指标", LEFT, "指标内容", "指标值", LEFT],
            *[[a, b, ABOVE if b == ABOVE else LEFT, name, value, LEFT] for a, b, name, value in rows],
        ]),
    ])  # fmt: skip
    (a, b, c), (x, y, z) = ([f"{n:.2f}" for n in one] for one in fund.amounts.values())
    sides = [
        ["一级\n指标", "二级指标", "指标内容", "指标值", "二级指标", "指标内容", "指标值"],
        *[[*_side(r, 0), *_side(r, 1)] for r in fund.rows],
    ]
    ranks = list(zip(*[list(once([r.level1 for r in fund.rows])), *_ranks(fund)], strict=True))
    for row, (one, left, right) in zip(sides[1:], ranks, strict=True):
        row[:] = [one, left, *row[:2], right, *row[2:]]
    form = widened([
        ["专项（项目）名称", LEFT, fund.name],
        ["主管部门", LEFT, d.department, LEFT, "实施单位", LEFT, fund.head["用款"], LEFT],
        ["资金金额\n（万元）", LEFT, "实施期资金总额：", a, LEFT, "年度资金总额：", x, LEFT],
        [ABOVE, LEFT, "其中：财政拨款", b, LEFT, "其中：财政拨款", y, LEFT],
        [ABOVE, LEFT, "其他资金", c, LEFT, "其他资金", z, LEFT],
        ["总体\n目标", f"实施期总目标（{fund.head['期限']}）", LEFT, LEFT, LEFT, "年度目标", LEFT, LEFT],
        [ABOVE, fund.goal or "", LEFT, LEFT, LEFT, fund.goals["年度"], LEFT, LEFT],
        *beside("绩\n效\n指\n标", sides),
    ])  # fmt: skip
    note = "备注：1.绩效指标可选择填写。2.根据需要可往下续表。3.专项资金实行分年度安排的，年度目标填报当年内容。"
    workbook(path, {
        "表13": ["表13", f"{d.year}年部门整体支出绩效目标表", "", own, note],
        "表14": ["表14", f"{d.year}年专项资金总体绩效目标表", "", form, note],
    })  # fmt: skip
    dressed(path, ["绩效目标表"], s0=[8, 13, 18, 14, 20, 14, 14], s1=[8, 8, 15, 20, 14, 15, 20, 18])


def _side(row: Row, n: int) -> list[str]:
    value = row.half(n)
    return [row.name if value else "", value]


def _ranks(p: Project) -> list[list[str]]:
    left = list(once([r.level2 for r in p.rows], [r.level1 for r in p.rows]))
    return [left, left]


def z02(d: Design, path: Path) -> None:
    """A row a project, a column a class, in each cell the numbered indicators of the class."""
    heads, sums = ["数量指标", "质量指标", "时效指标", "成本指标"], ["合计", "财政资金", "其他资金"]
    table: Grid = [
        ["序号", "项目名称", "项目类别", "预算资金", LEFT, LEFT, "年度绩效目标", "绩效指标", *[LEFT] * 5, "备注"],
        [*[ABOVE] * 3, *sums, ABOVE, "产出指标", LEFT, LEFT, LEFT, "效益指标", "满意度指标", ABOVE],
        [*[ABOVE] * 7, *heads, ABOVE, ABOVE, ABOVE],
    ]  # fmt: skip
    for n, p in enumerate(d.projects, 1):
        own = [p.total or "", p.fiscal or "", p.other or ""]
        classes = [_within(p, head) for head in [*heads, "效益指标", "满意度指标"]]
        table.append([str(n), p.name, p.head["类别"], *own, p.goal or "", *classes, ""])
    table.append(["合计", LEFT, LEFT, "2172.6", "1972.6", "200", *[""] * 8])
    top = [f"{d.department}{d.year}年度项目绩效目标汇总表", f"填报部门（盖章）：{d.department}　　　　单位：万元"]
    foot = "填表人：　　　　　　　联系电话：　　　　　　　填表时间：2026年1月12日"
    workbook(path, {"Sheet1": [*top, table, foot]}, numbers=True)
    dressed(path, ["汇总表"], all=[6, 16, 10, 9, 9, 9, 28, 24, 20, 22, 20, 22, 18, 8])


def _within(p: Project, head: str) -> str:
    rows = [r for r in p.rows if head in {r.level2 or r.level1, r.level1 if not r.level2 else ""}]
    if len(rows) == 1:
        return rows[0].name + rows[0].whole
    return "；\n".join(f"{n}.{r.name}{r.whole}" for n, r in enumerate(rows, 1))


def z03(d: Design, path: Path) -> None:
    """A sheet a project: points before the target, what was reached and scored after it."""
    sheets: dict[str, Sequence[Block]] = {}
    for n, p in enumerate(d.projects, 1):
        years = ["年初预算数（A）", "全年预算数（B）", "全年执行数（C）"]
        sums: Grid = [["", LEFT, *years, "分值", "执行率（C/B）", "得分"]]
        for kind, (a, b, c) in p.amounts.items():
            rest = ["10", p.head["执行率"], p.head["执行得分"]] if len(sums) == 1 else ["/", "/", "/"]
            sums.append([kind, LEFT, f"{a:g}", f"{b:g}", f"{c:g}", *rest])
        head = ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分", "未完成原因分析"]
        form = widened([
            ["项目名称", LEFT, p.name],
            ["主管部门", LEFT, d.department, LEFT, LEFT, "实施单位", p.head["实施"]],
            *beside("项目资金（万元）", sums),
            ["年度总体目标", "年初设定目标", LEFT, LEFT, LEFT, "全年实际完成情况"],
            [ABOVE, p.goal or "", LEFT, LEFT, LEFT, p.head["完成"]],
            *beside("绩效指标", [head, *ladder(p.rows, "name", "points", "whole", "actual", "score", "cause")]),
            ["总　　分", LEFT, LEFT, LEFT, "100", "", "", p.head["总分"], ""],
        ])  # fmt: skip
        note = "注：得分一档最高不能超过该指标分值上限；定性指标根据完成情况分为达成、部分达成、未达成三档。"
        sheets[f"附表{n}"] = [f"附表{n}", f"项目支出绩效自评表（{d.year}年度）", "", form, note]
    workbook(path, sheets, numbers=True)
    dressed(path, ["绩效自评表"], all=[9, 12, 15, 22, 14, 17, 17, 14, 22])


def z04(d: Design, path: Path) -> None:
    """A sheet a project: the year's target in the middle of operator, four quarters and the unit."""
    sheets: dict[str, Sequence[Block]] = {}
    levels = ["一级指标", "二级指标", "三级指标"]
    for p in d.projects:
        total, fiscal, other = p.total or "", p.fiscal or "", p.other or ""
        head: Grid = [
            [*levels, "指标性质", "全年\n目标值", "分季度计划（累计）", LEFT, LEFT, LEFT, "计量单位"],
            [*[ABOVE] * 5, "一季度", "二季度", "三季度", "四季度", ABOVE],
        ]  # fmt: skip
        form = widened([
            ["项目名称", LEFT, p.name, LEFT, LEFT, "项目编码", LEFT, p.code or ""],
            ["立项依据", LEFT, p.head["立项"], LEFT, LEFT, "项目期限", LEFT, p.head["期限"]],
            ["资金总额", LEFT, total, "其中：财政拨款", LEFT, fiscal, LEFT, "其他资金", LEFT, other],
            ["年度绩效目标", LEFT, p.goal or ""],
            *head,
            *ladder(p.rows, "name", "op", "value", "q1", "q2", "q3", "q4", "unit"),
        ])  # fmt: skip
        top = ["项目绩效目标申报表", f"（{d.year}年度）", f"预算部门（公章）：{d.department}　　　　　　金额单位：万元"]
        sheets[p.name] = [*top, form, "分管领导：　　　　　　财务负责人：　　　　　　经办人："]
    workbook(path, sheets, numbers=True)
    dressed(path, ["申报表"], all=[11, 15, 22, 9, 18, 9, 9, 9, 9, 10])


POINTS = [
    ("立项必要性", "是否符合国家和自治区决策部署、部门职责和现实需求", "20"),
    ("投入经济性", "成本测算是否充分，投入与产出是否匹配", "20"),
    ("绩效目标合理性", "目标是否明确，指标是否细化、量化", "20"),
    ("实施方案可行性", "组织、进度和保障措施是否健全", "20"),
    ("筹资合规性", "资金来源是否合规，筹资风险是否可控", "20"),
]
SCORES = {"88": ["19", "17", "17", "17", "18"], "82": ["18", "15", "15", "16", "18"]}


def z05(d: Design, path: Path) -> None:
    """A sheet with the assessment's points and one with the targets, a project."""
    sheets: dict[str, Sequence[Block]] = {}
    for n, p in enumerate(d.projects, 1):
        scores = SCORES[p.head["得分"]]
        said = ["符合要求" if score > "16" else "需进一步细化" for score in scores]
        rows = [[*one, score, words] for one, score, words in zip(POINTS, scores, said, strict=True)]
        check: Grid = [
            ["项目名称", p.name, LEFT, LEFT, LEFT],
            ["申报单位", "商工信局", "申请资金（万元）", LEFT, p.total or ""],
            ["评估内容", "评估要点", "分值", "评分", "评估意见"],
            *rows,
            ["合计", LEFT, "100", p.head["得分"], ""],
            ["评估结论", p.head["结论"], LEFT, LEFT, LEFT],
        ]
        form = widened([
            ["项目名称", LEFT, p.name],
            ["主管部门", LEFT, d.department, LEFT, "项目属性", "新增项目"],
            ["项目资金\n（万元）", LEFT, "申请资金总额", p.total or ""],
            [ABOVE, LEFT, "其中：财政资金", p.fiscal or ""],
            [ABOVE, LEFT, "自筹资金", p.other or ""],
            ["总体目标", LEFT, p.goal or ""],
            ["一级指标", "二级指标", "三级指标", "指标值", "计量单位", "指标值设定依据"],
            *ladder(p.rows, "name", lambda r: f"{r.op}{r.value}", "unit", "basis"),
        ])  # fmt: skip
        foot = "评估专家（签字）：　　　　　　　　2025年10月　日"
        sheets[f"{n}-1事前评估"] = [f"附件{n}-1", "新增项目事前绩效评估表", "", check, foot]
        sheets[f"{n}-2绩效目标"] = [f"附件{n}-2", "新增项目绩效目标表", f"（{d.year}年度）", form]
    workbook(path, sheets)
    dressed(path, ["评估表", "目标表"], s0=[16, 40, 9, 9, 18], s2=[16, 40, 9, 9, 18], all=[13, 16, 26, 16, 12, 18])
