"""The comparison as a workbook: 汇总, 问题, 改动."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from auditor.report.location import place
from auditor.report.plain import plain
from auditor.results import GENERATOR
from auditor.rounds.difference import DepartmentDifference, Difference, Fate


def encode(difference: Difference) -> bytes:
    """The bytes of the workbook; the same comparison gives the same bytes. No cell is ever a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    day = datetime.fromisoformat(difference.new.started).replace(hour=0, minute=0, second=0, tzinfo=None)
    book.set_properties({"title": "两轮审核对比", "keywords": GENERATOR, "created": day})
    fates = list(Fate)
    _sheet(
        book, "汇总",
        [("部门", 28), *((fate.value, 12) for fate in fates), ("改动", 8), ("其中未提意见", 14), ("未核对的原因", 50)],
        (
            [each.name, *(each.count(fate) for fate in fates), len(each.changes), each.silent, _unseen(each)]
            for each in difference.departments
        ),
    )  # fmt: skip
    _sheet(
        book, "问题",
        [("部门", 22), ("结果", 12), ("级别", 16), ("项目", 28), ("指标", 24), ("原文", 36), ("问题", 44), ("建议", 36),
         ("规则", 13), ("位置", 16), ("说明", 24)],
        (
            [each.name, traced.fate.value, traced.finding.grade, traced.project, traced.indicator,
             traced.finding.raw, traced.finding.message, traced.finding.advice, traced.finding.rule,
             place(traced.finding.source), traced.why]
            for each in difference.departments for traced in each.traced
        ),
    )  # fmt: skip
    _sheet(
        book, "改动",
        [("部门", 22), ("项目", 28), ("指标", 24), ("栏目", 12), ("原", 36), ("现", 36), ("目标放松", 10),
         ("上次是否提过意见", 18), ("位置", 16)],
        (
            [each.name, change.project, change.indicator, change.column, change.old, change.new,
             "是" if change.weaker else "", "是" if change.asked else "否", place(change.source)]
            for each in difference.departments for change in each.changes
        ),
    )  # fmt: skip
    book.close()
    return buffer.getvalue()


def _unseen(department: DepartmentDifference) -> str:
    missing = (f"本次没有文件 {path}" for path in department.missing)
    return "；".join([*missing, *(f"未能读全 {path}" for path in department.partial)])


def _sheet(book: Any, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | int]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, at, value, body)
            else:
                sheet.write_string(last, at, plain(value), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
