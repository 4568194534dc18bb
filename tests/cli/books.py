"""Small budget books as text dumps, written by the tests."""

from __future__ import annotations

HEADER = (
    "预算表12 年度项目支出绩效表\n"
    "\n"
    "金额单位：万元\n"
    "\n"
    "项目名称\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n"
    "\t\t财政资金\t其他资金\t\t\t\t\t\t\t\n"
)
GOAL = "完成城区道路路灯的日常维护，保证主次干道亮灯率不低于95%，全年维修路灯1200盏。"
ROWS = (
    f"11010526T000000000001-路灯维护经费\t86.000000\t86.000000\t\t{GOAL}\t产出指标\t数量指标\t维修路灯数量\t≥\t1200\t盏\n"
    "\t\t\t\t\t产出指标\t质量指标\t主次干道亮灯率\t≥\t95\t%\n"
    "\t\t\t\t\t产出指标\t时效指标\t故障修复时间\t≤\t2\t天\n"
    "\t\t\t\t\t成本指标\t经济成本指标\t维护总成本\t≤\t86\t万元\n"
    "\t\t\t\t\t效益指标\t社会效益指标\t夜间照明投诉下降率\t≥\t10\t%\n"
    "\t\t\t\t\t满意度指标\t服务对象满意度指标\t居民满意度\t≥\t90\t%\n"
)
SOUND = HEADER + ROWS
"""A book with one project and nothing grave to say of it."""

FAULTY = SOUND.replace("居民满意度\t≥\t90\t%", "居民满意度\t≤\t90\t%").replace(
    "86.000000\t86.000000", "#####\t86.000000"
)
"""The same with a satisfaction that must stay low, and an amount that the spreadsheet could not show."""
