"""How the documents of ``seen`` are laid out: one function a file, named by the first part of the file's name."""

from __future__ import annotations

from pathlib import Path

from bench.layouts.make.design import Design, Project, Row
from bench.layouts.make.forms import ladder
from bench.layouts.make.grid import ABOVE, LEFT, Block, Grid, markup, printed, separated, word, workbook


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


def inside(rows: list[Row], *classes: str) -> str:
    """The indicators of the classes in one cell."""
    chosen = [row for row in rows if row.level1 in classes or row.level2 in classes]
    return "；".join(f"{r.name}{r.whole if r.op else '：' + r.value}" for r in chosen) or "—"


def s06(d: Design, path: Path) -> None:
    """A row a project, indicators inside the cells under the titles of their classes."""
    classes = ["成本指标", "数量指标", "质量指标", "时效指标", "社会效益指标", "生态效益指标", "满意度指标"]
    titles = [
        "序号",
        "项目名称",
        "预算金额（万元）",
        "绩效目标",
        "成本指标",
        "产出指标",
        LEFT,
        LEFT,
        "效益指标",
        LEFT,
        "满意度指标",
    ]
    form = [
        titles,
        [*[ABOVE] * 5, "数量指标", "质量指标", "时效指标", "社会效益指标", "生态效益指标", ABOVE],
    ]
    for n, p in enumerate(d.projects, 1):
        form.append([str(n), p.name, p.total or "", p.goal or "", *(inside(p.rows, one) for one in classes)])
    total = sum(float(p.total or 0) for p in d.projects)
    form.append(["合计", LEFT, f"{total:.2f}", *[""] * 8])
    blocks: list[Block] = [
        f"{d.year}年度部门预算项目支出绩效目标汇总表",
        f"编制单位：{d.department}",
        form,
        "注：绩效指标按核心指标填列。",
    ]
    workbook(path, {"绩效目标汇总": blocks})


def s07(d: Design, path: Path) -> None:
    """Three transfers in a text, cells parted by bars; both levels in one cell."""
    blocks: list[Block] = [f"{d.department}2026年市对下转移支付绩效目标公开", ""]
    for p in d.projects:
        central, region = p.amounts.values()
        form = [
            ["转移支付名称", p.name, "市级主管部门", p.head["市级主管部门"]],
            ["资金规模", f"{p.total}万元", f"其中：中央财政资金 {central}万元", f"自治区财政资金 {region}万元"],
            ["年度总体目标", p.goal or "", "", ""],
            ["指标分类", "指标名称", "考核要求", "说明"],
            *[[f"{r.level1}—{r.level2}", r.name, r.whole, r["note"]] for r in p.rows],
        ]
        blocks += ["转移支付区域绩效目标表", "（2026年度）", form, ""]
    path.write_text(separated([*blocks, "填报日期：2026年2月6日"], " | "), encoding="utf-8")


def s08(d: Design, path: Path) -> None:
    """A flat table with a header of two rows and column numbers; sheet two continues sheet one."""
    titles = [
        "序号",
        "项目编码",
        "项目名称",
        "项目预算（元）",
        "年度绩效目标",
        "绩效指标",
        LEFT,
        LEFT,
        "指标值",
        LEFT,
        LEFT,
        "分值",
    ]
    under = [*[ABOVE] * 5, "一级指标", "二级指标", "三级指标", "符号", "数值", "度量", ABOVE]
    flat = [_flat(n, p) for n, p in enumerate(d.projects, 1)]
    first: list[Block] = [
        "2026年部门预算项目绩效目标表",
        f"部门：{d.department}                         单位：元",
        [titles, under, [str(n) for n in range(1, 13)], *flat[0], *flat[1]],
    ]
    second: list[Block] = [flat[2], "注：分值合计90分，预算执行率另计10分。"]
    choices: list[Block] = [[["符号", "≥", "≤", "="], ["一级指标", "成本指标", "产出指标", "效益指标"]]]
    workbook(path, {"项目绩效": first, "项目绩效（续）": second, "字典": choices}, hidden="字典", numbers=True)


def _flat(n: int, p: Project) -> Grid:
    own = [str(n), p.code or "", p.name, p.total or "", p.goal or ""]
    rows = ladder(p.rows, "name", "op", "value", "unit", "weight")
    return [[*(own if at == 0 else [ABOVE] * 5), *row] for at, row in enumerate(rows)]


def s09(d: Design, path: Path) -> None:
    """Self-evaluation in Word: a table of money with scores above the indicators."""
    blocks: list[Block] = ["2025年度项目支出绩效自评表", f"填报部门：{d.department}（公章）"]
    for p in d.projects:
        money: Grid = []
        for source, (start, changed, spent) in p.amounts.items():
            rate = f"{spent / changed:.2%}" if changed else "—"
            points = ["10", f"{10 * spent / changed:.1f}"] if source == "合计" else ["—", "—"]
            money.append([ABOVE, source, f"{start:.2f}", f"{changed:.2f}", f"{spent:.2f}", rate, *points])
        score = sum(float(r["score"] or 0) for r in p.rows) + float(money[0][-1])
        form = [
            ["项目名称", p.name, LEFT, LEFT, "主管部门", p.head["主管部门"], LEFT, LEFT],
            ["实施单位", p.head["实施单位"], LEFT, LEFT, "自评年度", f"{d.year}年", LEFT, LEFT],
            ["项目资金（万元）", "资金来源", "年初预算", "调整后预算", "实际支出", "执行率", "分值", "得分"],
            *money,
            ["年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT],
            [ABOVE, p.goal or "", LEFT, LEFT, p.goals["实际完成情况"], LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "分值", "预期值", "实际完成", "得分", "偏差原因及改进"],
            *ladder(p.rows, "name", "weight", "whole", "actual", "score", "reason"),
            ["总分", LEFT, LEFT, "100", "", "", f"{score:.1f}", ""],
        ]
        blocks += [form, "自评人签字：            日期：2026年3月"]
    word(path, blocks)


def s10(d: Design, path: Path) -> None:
    """A CSV in GBK that repeats department and project on each line."""
    titles = ["部门名称", "项目代码", "项目名称", "预算金额（万元）", "总体目标", "指标大类", "指标小类", "指标名称"]
    table = [[*titles, "比较符", "考核值", "计量", "分值"]]
    for p in d.projects:
        own = [d.department, p.code or "", p.name, p.total or "", p.goal or ""]
        table += [[*own, r.level1, r.level2, r.name, r.op, r.value, r.unit, r["weight"]] for r in p.rows]
    text = separated(["项目绩效指标明细表", "年度：2026", table], ",")
    path.write_bytes(text.replace("\n", "\r\n").encode("gbk"))
