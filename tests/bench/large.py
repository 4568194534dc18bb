"""A workbook of a thousand projects with faults in nearly every row: what a whole city's list may be like."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from openpyxl import Workbook

TITLES = [
    "项目编码", "项目名称", "项目总额", "财政资金", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质",
    "本年绩效指标值", "绩效度量单位",
]  # fmt: skip
UNITS = ("人才局", "信访办", "机管中心", "商务局", "政法委", "组织部", "研究室", "外办")
ROWS = (
    ("成本指标", "经济成本指标", "指标1：建设成本控制", "≥", "50", "%"),
    ("产出指标", "数量指标", "工作完成情况", "≥", "95", "%"),
    ("产出指标", "质量指标", "工作完成质量", "≥", "95", "%"),
    ("产出指标", "时效指标", "完成时间", "≤", "14", "月"),
    ("效益指标", "社会效益指标", "社会效益明显", "≥", "100", "%"),
    ("满意度指标", "服务对象满意度指标", "指标6：服务对象满意度", "≤", "90", "%"),
)


def write(path: Path, projects: int = 1_000) -> None:
    """Write the workbook: ``projects`` of six rows each, with about eleven findings."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("项目支出绩效表")
    sheet.append(["青河区2026年部门预算项目支出绩效表"])
    sheet.append(TITLES)
    for number, unit in zip(range(1, projects + 1), cycle(UNITS)):
        head = [f"11010526T{number:011d}", f"{unit}第{number}号业务工作经费", 10 + number % 90, 10 + number % 90,
                f"做好第{number}号各项工作。"]  # fmt: skip
        for row, (level1, level2, name, *target) in enumerate(ROWS):
            sheet.append([*(head if row == 0 else [None] * 5), level1, level2, name, *target])
    book.save(path)


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
