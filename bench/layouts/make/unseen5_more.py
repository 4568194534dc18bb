"""The Word files and PDFs of ``unseen5``, and the parts that its other forms share with them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.layouts.make.design import Design, Project
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, widened, word, workbook

PAGE = '<div class="new"></div>'
SLIM = "<style>body { font-family: 'Droid Sans Fallback' } h3, b { font-weight: normal } h3 { font-size: 15pt }</style>"
"""A TrueType font, which Chromium embeds in part: the PDFs stay small and name each character as it is."""


def beside(label: str, rows: Grid) -> Grid:
    """The rows with one label, merged down, at their left."""
    return [[ABOVE if n else label, *row] for n, row in enumerate(rows)]


def owned(own: Sequence[str], rows: Grid) -> Grid:
    """The rows with the cells of their project, merged down, at their left."""
    return [[*([ABOVE] * len(own) if n else own), *row] for n, row in enumerate(rows)]


def money(value: float) -> str:
    """A sum as forms print it."""
    return f"{value:.2f}"


def titled(path: Path, blocks: Sequence[Block], *titles: str) -> None:
    """Write a Word file; lines that hold one of the titles stand in the middle in large type."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    word(path, blocks)
    file: Any = Document(str(path))
    for line in file.paragraphs:
        if any(title in line.text for title in titles):
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in line.runs:
                run.font.size, run.font.bold = Pt(16), True
    file.save(path)


def y08(d: Design, path: Path) -> None:
    """A form a project: its basis and money, then the long-term goal and the year's targets after two past years."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects):
        head: Grid = widened([
            ["项目名称", p.name, LEFT, "项目编码", p.code or ""],
            ["项目主管部门", d.department, LEFT, "项目执行单位", d.department],
            ["项目类型", p.head["类型"], LEFT, "起止年限", p.head["期限"]],
            ["立项依据", p.head["依据"]],
            ["项目总预算（万元）", p.total or "", LEFT, "项目当年预算（万元）", p.total or ""],
            ["项目资金来源", "资金总额", p.total or "", "其中：财政拨款", p.fiscal or ""],
            [ABOVE, "其他资金", p.other or "0.00", "上年结转", "0.00"],
            ["长期绩效目标", p.goals["长期"]],
            ["年度绩效目标", p.goal or ""],
        ])  # fmt: skip
        tail = ["前年", "上年", "预期当年实现值", "绩效标准"]
        table: Grid = [
            ["一级指标", "二级指标", "三级指标", "指标值", LEFT, LEFT, "指标值确定依据"],
            [*[ABOVE] * 3, *tail[:3], ABOVE],
            *ladder(p.rows, "name", "before", "last", "whole", "basis"),
        ]
        top = [f"{chr(12) if n else ''}表{n + 1}", f"{d.year}年部门预算项目申报表（绩效部分）", "单位：万元"]
        blocks += [*top, head, "年度绩效目标表", table]
    titled(path, blocks, "项目申报表")


def y09(d: Design, path: Path) -> None:
    """A letter that approves the goals, then a sentence of money, one of the goal and a small table a project."""
    blocks: list[Block] = [
        "甬塘县财政局文件",
        "甬财绩〔2026〕4号",
        f"甬塘县财政局关于批复{d.department}{d.year}年度项目绩效目标的通知",
        f"{d.department}：",
        f"你单位报送的{d.year}年度预算项目绩效目标收悉。经审核，现予批复（见附件），并就有关事项通知如下：",
        "一、请严格按照批复的绩效目标组织实施，不得随意调整。确需调整的，应于9月30日前报我局审核。",
        "二、请于8月底前开展绩效运行监控，次年3月底前完成绩效自评。",
        "甬塘县财政局",
        "2026年2月9日",
        f"\f附件：{d.department}{d.year}年度项目绩效目标批复表",
    ]
    for n, p in enumerate(d.projects):
        other = f"，{p.head['其他来源']}{p.other}万元" if p.other else ""
        blocks.append(f"（{'一二三'[n]}）{p.name}")
        blocks.append(f"批复资金{p.total}万元，其中县级财政资金{p.fiscal}万元{other}。")
        blocks.append(f"绩效目标：{p.goal}")
        rows = ladder(p.rows, "name", "whole", "remark", levels=("level2",))
        blocks.append([["指标类别", "指标名称", "目标值", "备注"], *rows])
    titled(path, blocks, "财政局文件", "关于批复")


def y10(d: Design, path: Path) -> None:
    """A form a transfer with the province's and the local money, at last the allotment to counties."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects, 1):
        sums = [
            ["年度金额", LEFT, p.total or ""],
            ["其中：省级补助", LEFT, str(p.amounts["省级补助"])],
            ["地方资金", LEFT, str(p.amounts["地方资金"])],
        ]
        head = ["一级指标", "二级指标", "三级指标", "指标值"]
        form = widened([
            ["专项名称", LEFT, p.name],
            ["省级主管部门", LEFT, "省文化和旅游厅", "市级财政部门", "闽浦市财政局"],
            ["市级主管部门", LEFT, d.department],
            *beside("资金情况（万元）", sums),
            ["年度目标", LEFT, p.goal or ""],
            *beside("绩效指标", [head, *ladder(p.rows, "name", "whole")]),
        ])  # fmt: skip
        blocks += [f"{chr(12) if n > 1 else ''}附件2-{n}", f"省级专项转移支付区域绩效目标表（{d.year}年度）", form]
    counties = ["闽浦市本级", "榕坪县", "芗林县", "合计"]
    shares = [[500, 330, 100], [476, 350, 100], [474, 320, 100], [1450, 1000, 300]]
    names = [f"{p.name}" for p in d.projects]
    table = [["地区", *names], *[[c, *map(str, s)] for c, s in zip(counties, shares, strict=True)]]
    titled(path, [*blocks, "\f附件3", "省级补助资金分配表", "单位：万元", table], "绩效目标表", "分配表")


def y11(d: Design, path: Path) -> None:
    """A form a project, one below the other, with all classes printed and the empty ones left in."""
    blocks: list[Block] = [f"{d.department}{d.year}年部门预算项目支出绩效目标表"]
    for p in d.projects:
        sums = [
            ["年度资金总额", LEFT, p.total or ""],
            ["其中：财政拨款", LEFT, p.fiscal or ""],
            ["上年结转", LEFT, ""],
            ["其他资金", LEFT, p.other or ""],
        ]
        head = ["一级指标", "二级指标", "三级指标", "指标值"]
        form = widened([
            ["项目名称", LEFT, p.name],
            ["主管部门及代码", LEFT, f"131-{d.department}", "实施单位", p.head["实施"]],
            ["项目资金（万元）", *sums[0]],
            *[[ABOVE, *one] for one in sums[1:]],
            ["年度绩效目标", LEFT, p.goal or ""],
            ["绩效指标", LEFT, LEFT, LEFT, LEFT],
            *[[a, b, name, value, LEFT] for a, b, name, value in [head, *ladder(p.rows, "name", "whole")]],
        ])  # fmt: skip
        blocks += ["项目支出绩效目标表", f"（{d.year}年度）", form, ""]
    titled(path, blocks, "绩效目标表", "年度）")


def y12(d: Design, path: Path) -> None:
    """An upright form a project that goes over the page: long texts first, then sums and targets."""
    pages = []
    for p in d.projects:
        total, fiscal, other = (f"{float(one or 0):,.2f}" for one in (p.total, p.fiscal, p.other))
        form = widened([
            ["项目名称", p.name, LEFT, "项目属性", p.head["属性"]],
            ["主管部门", d.department, LEFT, "实施单位", p.head["实施"]],
            ["计划开始日期", p.head["开始"], LEFT, "计划完成日期", p.head["完成"]],
            ["项目用途", p.head["用途"]],
            ["项目概况", p.head["概况"]],
            ["立项依据", p.head["依据"]],
            ["项目设立的必要性", p.head["必要"]],
            ["保证项目实施的制度、措施", p.head["制度"]],
            ["项目实施计划", p.head["计划"]],
            ["项目总预算（元）", total, LEFT, "项目当年预算（元）", total],
            ["其中：财政资金", fiscal, LEFT, "其他资金", other],
            ["项目总目标", p.goal or ""],
            ["一级目标", "二级目标", "三级目标", "指标目标值", LEFT],
            *[[*row, LEFT] for row in ladder(p.rows, "name", "whole")],
        ])  # fmt: skip
        top = f"<h3>财政项目支出绩效目标申报表</h3><p>（{d.year}年）　　填报单位：{d.department}　　单位：元</p>"
        pages.append(f"{top}{markup(form)}<p>填表人：　　　　　负责人：　　　　　填报日期：2025年12月5日</p>")
    printed(path, SLIM + PAGE.join(pages))


def y13(d: Design, path: Path) -> None:
    """A text in numbered parts; each project has a numbered heading and two tables, its money and its indicators."""
    parts = [
        f"<h3>{d.department}{d.year}年部门预算绩效文本</h3>",
        "<p><b>一、总体绩效目标</b></p><p>　　统筹城市更新和住房保障，改善群众居住条件，提升建设工程监管水平。</p>",
        "<p><b>二、分项绩效目标</b></p><p>　　（一）城市更新。完成年度老旧小区改造任务，群众满意度达到90%以上。</p>",
        "<p>　　（二）住房保障。低收入群体住房安全有保障，补助资金及时发放。</p>",
        "<p><b>三、预算项目绩效目标</b></p>",
    ]
    for n, p in enumerate(d.projects, 1):
        steps, use = p.head["进度"].split(";"), "预算规模及资金用途"
        sums = widened([
            ["项目编码", p.code or "", LEFT, LEFT, "项目名称", p.name, LEFT],
            [use, "预算数", p.total or "", "其中：财政资金", p.fiscal or "", "其他资金", p.other or ""],
            [ABOVE, p.head["用途"]],
            ["资金支出计划（%）", "3月底", LEFT, "6月底", "10月底", LEFT, "12月底"],
            [ABOVE, steps[0], LEFT, steps[1], steps[2], LEFT, steps[3]],
            ["绩效目标", p.goal or ""],
        ])  # fmt: skip
        head = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
        rows = [head, *ladder(p.rows, "name", "describe", "whole", "basis")]
        parts.append(f"<p><b>{n}、{p.name}绩效目标表</b></p><p>{'　' * 30}单位：万元</p>")
        parts += [markup(sums), markup(rows, head=1)]
    printed(path, SLIM + "".join(parts))


def _own(p: Project) -> Grid:
    head = ["指标名称", "指标权重", "计量单位", "指标性质", "指标值", "是否核心指标"]
    name = "项目名称" if p.code else "部门（单位）名称"
    code = ["项目编码", p.code] if p.code else ["预算年度", "2026"]
    return widened([
        [name, p.name, LEFT, code[0], code[1] or "", LEFT],
        ["预算总额（万元）", p.total or "", LEFT, "其中：财政拨款", p.fiscal or "", LEFT],
        ["年度绩效目标" if p.code else "当年整体绩效目标", p.goal or ""],
        head,
        *[[r.name, r["weight"], r.unit, r.op or "定性", r.value, r["core"]] for r in p.rows],
    ])  # fmt: skip


def y14(d: Design, path: Path) -> None:
    """The department's form and those of its projects one after the other; rows go over the page without a header."""
    whole, *projects = d.projects
    parts = [f"<p>附件5</p><h3>{d.year}年部门（单位）整体支出绩效目标表</h3>", markup(_own(whole))]
    for n, p in enumerate(projects):
        parts.append(
            f"<p>附件6-{n + 1}</p><h3>{d.year}年项目支出绩效目标表</h3><p>主管部门：{d.department}</p>{markup(_own(p))}"
        )
    printed(path, SLIM + "".join(parts), page="A4 landscape")


def y15(d: Design, path: Path) -> None:
    """A flat table across the paper with its header on each page and a line of sums at the end."""
    head = [
        ["预算单位", "项目名称", "预算资金", LEFT, LEFT, "年度绩效目标", "绩效指标", *[LEFT] * 5],
        [
            ABOVE,
            ABOVE,
            "预算总额",
            "财政拨款",
            "其他资金",
            ABOVE,
            "一级指标",
            "二级指标",
            "三级指标",
            "运算符号",
            "指标值",
            "度量单位",
        ],
    ]
    rows: Grid = []
    for p in d.projects:
        own = [p.head["单位"], p.name, p.total or p.head["总额"], p.fiscal or "", p.other or "0.00", p.goal or ""]
        rows += owned(own, ladder(p.rows, "name", "op", "value", "unit"))
    rows.append(["合计", LEFT, "699.80", "657.80", "42.00", *[""] * 7])
    top = [f"{d.year}年部门预算项目支出绩效目标表", f"部门名称：{d.department}{'　' * 40}单位：万元"]
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, f"{path.stem}.xlsx")
        workbook(book, {"项目支出绩效目标表": [*top, [*head, *rows]]})
        rows_before = 4 + sum(len(p.rows) for p in d.projects[:2])
        _paged(book, [13, 13, 9, 9, 9, 22, 11, 14, 17, 8, 8, 8], "1:4", rows_before)
        made = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(book)]
        subprocess.run(made, check=True, capture_output=True, timeout=120)


def _paged(book: Path, widths: Sequence[int], repeat: str, cut: int) -> None:
    """Set a workbook up for print: across the paper, as wide as it, rows repeated, a new page after row ``cut``."""
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    file: Any = load_workbook(book)
    sheet = file.active
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight, sheet.print_title_rows = 0, repeat
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16, bold=True), Alignment(horizontal="center")
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    for n in range(5, sheet.max_row + 1):
        sheet.row_dimensions[n].height = 30
    sheet.row_breaks.append(Break(id=cut))
    file.save(book)
