"""How the documents of ``seen`` are laid out: one function a file, named by the first part of the file's name."""

from __future__ import annotations

from pathlib import Path

from bench.layouts.make.design import Design
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, word, workbook


def s01(d: Design, path: Path) -> None:
    """A sheet a project; labels of money above the amounts; a hidden sheet of instructions."""
    sheets: dict[str, list[Block]] = {}
    for n, p in enumerate(d.projects, 1):
        money = [p.total or "", p.fiscal or "", *p.amounts.values()]
        form = [
            ["项目名称", p.name, LEFT, LEFT, "项目属性", p.head["项目属性"], LEFT],
            ["主管部门", p.head["主管部门"], LEFT, LEFT, "实施单位", p.head["实施单位"], LEFT],
            ["项目资金", "合计", "财政拨款", *p.amounts, LEFT],
            [ABOVE, *money, LEFT],
            ["年度绩效目标", p.goal or "", *[LEFT] * 5],
            ["一级指标", "二级指标", "三级指标", "符号", "目标值（年度）", "单位", "指标说明"],
            *ladder(p.rows, "name", "op", "value", "unit", "explain"),
            ["填表人：沈亦和", LEFT, "联系电话：", LEFT, "填表日期：2025年11月20日", LEFT, LEFT],
        ]
        sheets[f"项目{n}"] = [
            f"{d.year}年项目支出绩效目标表",
            f"部门（单位）：{d.department}      金额单位：万元",
            form,
        ]
    sheets["填报说明"] = [
        "填报说明",
        "一、目标值按年度填列，定性指标填写可评判的文字。",
        "二、符号从下拉列表中选取：≥、≤、=、定性。",
    ]
    workbook(path, sheets, hidden="填报说明")


def s02(d: Design, path: Path) -> None:
    """Two value columns; merged level cells that cross the page; the money side by side."""
    body = ["<h3>附件3</h3><h3>2026年度市级部门预算项目支出绩效目标表</h3>", f"<p>主管部门：{d.department}</p>"]
    for p in d.projects:
        head = [
            ["项目名称", p.name, LEFT, "项目类型", p.head["项目类型"]],
            ["实施单位", p.head["实施单位"], LEFT, "立项年度", p.head["立项年度"]],
            ["年度资金总额（万元）", p.total or "", "其中", "财政拨款", p.fiscal or ""],
            [ABOVE, ABOVE, ABOVE, "其他资金", p.other or ""],
            ["年度总体目标", p.goal or "", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "半年计划值", "全年计划值"],
        ]
        rows = ladder(p.rows, "name", lambda r: r.half(0), lambda r: r.half(1))
        body.append(markup([*head, *rows]))
    printed(path, "\n".join([*body, "<p>注：半年计划值为截至6月30日累计值。</p>"]))


def s03(d: Design, path: Path) -> None:
    """Amounts inside the cell of their label; operator and number in one cell, unit in the next."""
    blocks: list[Block] = ["闽桥县2026年县级部门项目支出绩效目标表", f"填报单位（盖章）：{d.department}    单位：万元"]
    for p in d.projects:
        amounts = [f"{k}：{v}" for k, v in p.amounts.items()]
        form = [
            ["项目名称", p.name, LEFT, LEFT, LEFT, LEFT],
            ["主管部门", p.head["主管部门"], LEFT, "项目单位", p.head["项目单位"], LEFT],
            ["项目周期", p.head["项目周期"], LEFT, LEFT, LEFT, LEFT],
            ["资金安排", f"资金总额：{p.total}", LEFT, f"当年财政拨款：{p.fiscal}", *amounts],
            ["绩效目标", p.goal or "", *[LEFT] * 4],
            ["指标分类", LEFT, "评价内容", "计划值", "计量", "设定依据"],
            *ladder(p.rows, "name", lambda r: r.op + r.value, "unit", "basis"),
        ]
        blocks += [form, ""]
    word(path, [*blocks, "审核人：          填报人：          填报日期：2026年1月12日"])


def s04(d: Design, path: Path) -> None:
    """A page of an old site: GBK, capital tags, tables within tables; unit before the value."""
    forms = []
    for p in d.projects:
        form = [
            ["项目名称", p.name, LEFT, LEFT, LEFT, LEFT],
            ["主管部门", p.head["主管部门"], LEFT, "项目单位", p.head["项目单位"], LEFT],
            ["项目资金(万元)", "年度资金总额", p.total or "", LEFT, LEFT, LEFT],
            [ABOVE, "其中：财政拨款", p.fiscal or "", "其他资金", p.other or "", LEFT],
            ["总体目标", p.goal or "", *[LEFT] * 4],
            ["一级指标", "二级指标", "指标名称", "单位", "指标值", "备注"],
            *ladder(p.rows, "name", "unit", lambda r: r.op + r.value, "note"),
        ]
        table = markup(form, style='BORDER=1 CELLSPACING=0 CELLPADDING=2 WIDTH="96%"')
        forms.append(
            f"<P ALIGN=center><FONT SIZE=4><B>项目支出绩效目标表</B></FONT></P><P>（2025年度）</P>{table}<BR>&nbsp;"
        )
    menu = "".join(f"<TD><A HREF=#>{t}</A></TD>" for t in ("网站首页", "政务公开", "办事服务", "互动交流"))
    page = (
        f'<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312"><TITLE>{d.department}'
        f"2025年部门预算公开</TITLE></HEAD><BODY><TABLE WIDTH=960 ALIGN=center><TR>{menu}</TR><TR><TD COLSPAN=4>"
        f"<H2>{d.department}2025年部门预算项目支出绩效目标公开</H2>发布时间：2025-02-18&nbsp;&nbsp;来源：办公室<HR>"
        f"{''.join(forms)}</TD></TR><TR><TD COLSPAN=4>相关阅读：<UL><LI>2024年部门决算公开<LI>机构职能</UL>"
        "版权所有&nbsp;转载请注明出处</TD></TR></TABLE></BODY></HTML>"
    )
    path.write_bytes(page.encode("gb18030"))


def s05(d: Design, path: Path) -> None:
    """Whole-department forms of two units on one sheet; a table of tasks with their money."""
    blocks: list[Block] = [f"{d.department}{d.year}年部门预算公开表"]
    for p in d.projects:
        sums: Grid = [["年度主要任务", task, LEFT, *[f"{v:.2f}" for v in v3]] for task, v3 in p.amounts.items()]
        form = [
            ["部门（单位）名称", p.name, *[LEFT] * 4],
            ["年度主要任务", "任务名称", LEFT, "预算金额（万元）", LEFT, LEFT],
            [ABOVE, ABOVE, LEFT, "总额", "财政拨款", "其他资金"],
            *[[ABOVE, *row[1:]] for row in sums],
            [ABOVE, "金额合计", LEFT, p.total or "", p.fiscal or "", p.other or ""],
            ["年度总体目标", p.goal or "", *[LEFT] * 4],
            ["年度绩效指标", "一级指标", "二级指标", "指标内容", LEFT, "指标值"],
            *[[ABOVE, a, b, name, LEFT, value] for a, b, name, value in ladder(p.rows, "name", "whole")],
        ]
        blocks += ["部门（单位）整体支出绩效目标表", "（2026年度）", form, ""]
    workbook(path, {"整体支出绩效目标": blocks})
