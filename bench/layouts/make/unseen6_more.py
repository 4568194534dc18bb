"""The Word files, PDFs, the web page and the export of ``unseen6``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, separated, widened, word
from bench.layouts.make.unseen5_more import PAGE, SLIM, beside


def centred(path: Path, *titles: str) -> None:
    """Lines that hold one of the titles stand in the middle in large type; the cells of tables are small."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    file: Any = Document(str(path))
    for line in file.paragraphs:
        if any(title in line.text for title in titles) and len(line.text) < 40:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in line.runs:
                run.font.size = Pt(18)
    for table in file.tables:
        for paragraph in table._tbl.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"):
            paragraph.get_or_add_rPr().sz_val = Pt(9)
    file.save(path)


def target(r: Row) -> str:
    """Operator and value in one cell, the unit elsewhere."""
    return f"{r.op}{r.value}"


def z06(d: Design, path: Path) -> None:
    """A letter of approval; a project is a sentence of money, one of its goal and a table of two levels."""
    blocks: list[Block] = [
        "琼溪市财政局",
        f"关于批复{d.department}{d.year}年项目支出绩效目标的函",
        "琼溪财绩函〔2026〕17号",
        f"{d.department}：",
        f"根据市人大批准的{d.year}年预算，现将你局项目支出绩效目标随部门预算一并批复（详见附件）。请据此组织预算执行，"
        "做好绩效运行监控，对偏离目标的及时纠正，年度终了后开展自评。",
        "特此函复。",
        "琼溪市财政局",
        "2026年2月20日",
        f"\f附件　　{d.department}{d.year}年项目支出绩效目标",
    ]
    for n, p in enumerate(d.projects, 1):
        rest = f"，单位自有资金{p.other}万元" if p.other else ""
        blocks += [
            f"{n}．项目名称：{p.name}",
            f"　　预算安排{p.total}万元，其中财政资金{p.fiscal}万元{rest}。",
            f"　　年度绩效目标：{p.goal}",
            [
                ["一级指标", "绩效指标", "指标值", "度量单位", "权重"],
                *ladder(p.rows, "name", target, "unit", "weight", levels=("level1",)),
                ["预算执行率（系统自动提取）", LEFT, "", "", "10"],
            ],
        ]
    word(path, blocks)
    centred(path, "琼溪市财政局", "关于批复", "附件")


def z07(d: Design, path: Path) -> None:
    """A form a project: what is bought, how and for how much, then numbered targets and how each is counted."""
    blocks: list[Block] = []
    for n, p in enumerate(d.projects):
        head = ["序号", "一级指标", "二级指标", "绩效指标", "目标值", "计算方法"]
        rows = [[str(i), *row] for i, row in enumerate(ladder(p.rows, "name", "whole", "method"), 1)]
        form = widened([
            ["项目名称", LEFT, p.name],
            ["购买主体", LEFT, d.department, LEFT, "承接主体类型", p.head["承接"]],
            ["指导性目录", LEFT, p.head["目录"], LEFT, "购买方式", p.head["方式"]],
            ["服务期限", LEFT, p.head["期限"]],
            ["预算金额", LEFT, f"{p.total}万元（{p.head['来源']}）"],
            ["购买内容及\n绩效目标", LEFT, p.goal or ""],
            head,
            *rows,
            ["购买主体\n意见", LEFT, "\n　　　　　　　　　　（盖章）　　　年　月　日"],
            ["财政部门\n意见", LEFT, "\n　　　　　　　　　　（盖章）　　　年　月　日"],
        ])  # fmt: skip
        blocks += [f"{chr(12) if n else ''}附件2", f"{d.year}年政府购买服务项目绩效目标申报表", form]
    word(path, blocks)
    centred(path, "申报表")


CAUSES = {"经费": 0, "制度": 1, "人员": 2, "硬件": 3, "其他": 4}
CHANCES = ["确定能", "有可能", "完全不可能"]


def _watched(row: Row) -> list[str]:
    ticks = ["√" if CAUSES.get(row["cause"]) == n else "" for n in range(5)]
    return [*ticks, row["why"], *("√" if row["chance"] == one else "" for one in CHANCES)]


def z08(d: Design, path: Path) -> None:
    """Monitoring in July across the paper: the causes and the chance are columns to tick."""
    blocks: list[Block] = []
    columns = ["一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况"]
    for n, p in enumerate(d.projects, 1):
        kinds = ["年度资金总额", "其中：财政拨款", "其他资金"]
        lists = list(p.amounts.values())
        sums: Grid = [["资金类别", LEFT, *_wide([*p.amounts, "执行率"])]]
        for k, kind in enumerate(kinds):
            rate = f"{lists[1][k] / lists[0][k] * 100:.1f}%" if lists[0][k] else "-"
            sums.append([kind, LEFT, *_wide([*(f"{one[k]:.2f}" for one in lists), rate])])
        head: Grid = [
            [*columns, "偏差原因分析", *[LEFT] * 5, "完成目标可能性", LEFT, LEFT],
            [*[ABOVE] * 6, "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", *CHANCES],
        ]  # fmt: skip
        rows = ladder(p.rows, "name", "whole", "done", "expected")
        watched = [[*row, *_watched(r)] for row, r in zip(rows, p.rows, strict=True)]
        form = widened([
            ["项目名称", LEFT, p.name],
            ["主管部门", LEFT, d.department, LEFT, LEFT, "实施单位", LEFT, p.head["实施"]],
            *beside("项目资金（万元）", sums),
            ["年度总体目标", LEFT, p.goal or ""],
            *beside("绩效指标", [*head, *watched]),
        ])  # fmt: skip
        blocks += [f"{chr(12) if n > 1 else ''}附件{n}", "项目支出绩效目标执行监控表", f"（{d.year}年1-7月）", form]
        blocks.append("注：1.偏差原因在对应栏打“√”，并在“原因说明”中简要说明。2.完成可能性在对应栏打“√”。")
    word(path, blocks, landscape=True)
    centred(path, "监控表")


def _wide(texts: list[str]) -> list[str]:
    spans = [4, 3, 3, 3]
    return [cell for text, span in zip(texts, spans, strict=True) for cell in [text, *[LEFT] * (span - 1)]]


def z09(d: Design, path: Path) -> None:
    """A form a page for each project that bonds pay for: the sources of money, two goals, two value columns."""
    pages = []
    for p in d.projects:
        capital, bonds, rest = p.amounts.values()
        head = ["一级指标", "二级指标", "三级指标", "实施期指标值", LEFT, "年度指标值"]
        rows = ladder(p.rows, "name", lambda r: r.half(0) or "/", lambda r: LEFT, lambda r: r.half(1) or "/")
        form = widened([
            ["项目名称", LEFT, p.name],
            ["项目主管部门", LEFT, d.department, LEFT, "项目单位", p.head["主体"]],
            ["投向领域", LEFT, p.head["领域"], LEFT, "建设期限", p.head["期限"]],
            ["项目总投资", LEFT, p.total or "", LEFT, "其中：项目资本金", capital],
            ["专项债券资金", LEFT, bonds, LEFT, "其他融资", rest],
            ["已发行专项债券", LEFT, p.head["已发行"], LEFT, "本年申请额度", p.head["本次"]],
            ["预期偿债来源", LEFT, p.head["收入"]],
            ["实施期目标", LEFT, p.goal or ""],
            [f"{d.year}年度目标", LEFT, p.goals["年度"]],
            head,
            *rows,
        ])  # fmt: skip
        top = f"<p>附件1</p><h3>地方政府专项债券项目资金绩效目标表</h3><p>（{d.year}年度）{'　' * 24}单位：万元</p>"
        pages.append(f"{top}{markup(form)}<p>项目单位负责人：　　　　　　　　主管部门审核人：　　　　　　　　</p>")
    printed(path, SLIM + PAGE.join(pages))


def z10(d: Design, path: Path) -> None:
    """The forms of three transfers below each other, broken where the page ends; three purses, goals in items."""
    parts = []
    for n, p in enumerate(d.projects, 1):
        kinds = list(p.amounts.items())
        sums = [["年度资金总额", LEFT, p.total or ""]]
        sums += [[f"其中：{k}" if i == 0 else f"　　　{k}", LEFT, v] for i, (k, v) in enumerate(kinds)]
        goal = (p.goal or "").replace("目标2：", "\n目标2：")
        head = ["一级指标", "二级指标", "三级指标", "指标值"]
        form = widened([
            ["专项名称", LEFT, p.name],
            ["省级主管部门", LEFT, p.head["省"], "实施期", f"{d.year}年"],
            ["市级财政部门", LEFT, p.head["财政"], "市级主管部门", d.department],
            *beside("资金情况\n（万元）", sums),
            ["总体目标", LEFT, goal],
            *beside("绩\n效\n指\n标", [head, *ladder(p.rows, "name", "whole")]),
        ])  # fmt: skip
        parts.append(f"<p>表3-{n}</p><h3>省级专项转移支付绩效目标申报表</h3>")
        parts += [f"<p style='text-align:center'>（{d.year}年度）</p>", markup(form)]
    printed(path, SLIM + "".join(parts))


def _page_form(d: Design, p: Project) -> str:
    whole = p.name == d.department
    own = [["部门名称", p.name, LEFT, "预算年度", f"{d.year}年"]]
    if not whole:
        own = [["项目名称", p.name, LEFT, "预算单位", p.head["实施"]]]
    label = "部门预算支出（元）" if whole else "项目预算（元）"
    form = widened([
        *own,
        [label, p.total or "", LEFT, "其中：财政拨款", p.fiscal or ""],
        ["年度总体目标" if whole else "绩效总目标", p.goal or ""],
        ["一级指标", "二级指标", "三级指标", "目标值", "单位"],
        *ladder(p.rows, "name", target, "unit"),
    ])  # fmt: skip
    title = "部门整体支出绩效目标表" if whole else "项目支出绩效目标表"
    return f'<p style="text-align:center"><strong>{title}</strong></p>\n{markup(form, style="class=tb")}'


def z11(d: Design, path: Path) -> None:
    """A page of the district's site with crumbs, a share bar and an editor's styles; the sums have commas."""
    title = f"{d.department}{d.year}年部门整体及重点项目绩效目标"
    body = "<p><br></p>\n".join(_page_form(d, p) for p in d.projects)
    body = body.replace("<td", '<td style="border:1px solid #000;padding:2px 7px"')
    path.write_text(
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}-鹏湾政府在线</title>\n'
        "<style>.tb{border-collapse:collapse;width:100%}</style></head>\n<body>\n"
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk">信息公开</a> &gt; '
        '<a href="/zjxx">资金信息</a> &gt; 财政预算</div>\n'
        f'<div class="art"><h2>{title}</h2>\n<div class="info"><span>来源：{d.department}</span>'
        "<span>发布时间：2026-02-11 10:26</span><span>字号：【大 中 小】</span></div>\n"
        f'<div class="news_cont">\n{body}\n<p>附件：'
        f'<a href="P020260211.pdf">{d.year}年部门预算.pdf</a></p></div></div>\n'
        '<div class="foot"><table><tr><td>网站地图</td><td>联系我们</td><td>隐私声明</td></tr>'
        "<tr><td colspan=3>主办：鹏湾区人民政府办公室</td></tr></table></div>\n</body></html>\n",
        encoding="utf-8",
    )


def z12(d: Design, path: Path) -> None:
    """An export, a line an indicator with all of its project; the unit stands before the value."""
    head = [
        "序号", "主管部门", "项目代码", "项目名称", "预算金额", "财政拨款", "年度目标",
        "一级指标", "二级指标", "三级指标", "计量单位", "指标值", "指标性质", "权重",
    ]  # fmt: skip
    lines: Grid = [head]
    for p in d.projects:
        own = [d.department, p.code or "", p.name, p.total or "", p.fiscal or "", p.goal or ""]
        for r in p.rows:
            cells = [r.level1, r.level2, r.name, r.unit, r.value, r.op, r["weight"]]
            lines.append([str(len(lines)), *own, *cells])
    path.write_bytes(separated([lines], ",").encode("utf-8-sig"))
