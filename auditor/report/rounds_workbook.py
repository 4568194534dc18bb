"""Two rounds as a workbook: the counts by department, and every finding with what became of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from auditor.report.plain import plain
from auditor.results import GENERATOR
from auditor.rounds import Change, Step, counted
from auditor.visible import FORMULA

_COLUMNS = (
    ("变化", 10), ("部门", 20), ("级别", 11), ("项目编码", 24), ("项目名称", 22), ("指标", 20), ("原文", 30),
    ("问题", 44), ("建议", 36), ("规则", 14),
)  # fmt: skip
_FILLS = {Change.NEW: "#F8CBAD", Change.OPEN: "#FFE699", Change.GONE: "#C6E0B4", Change.UNKNOWN: "#E7E6E6"}


def encode(steps: Sequence[Step], started: str) -> bytes:
    """The bytes of the workbook; ``started`` is the ISO time of the later round. No cell is a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    day = datetime.fromisoformat(started).replace(hour=0, minute=0, second=0, tzinfo=None)
    book.set_properties({"title": "两次审核对比", "keywords": GENERATOR, "created": day})
    style = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "num_format": "@"}
    head = book.add_format({**style, "bold": True, "bg_color": "#D9E2F3"})
    texts = {False: book.add_format(style), True: book.add_format({**style, "quote_prefix": True})}
    fills = {change: book.add_format({**style, "bg_color": color}) for change, color in _FILLS.items()}
    number = book.add_format({**style, "num_format": "0"})

    page = book.add_worksheet("汇总")
    page.set_column(0, 0, 30)
    for column, title in enumerate(("部门", *Change)):
        page.write_string(0, column, title, head)
    for row, (department, counts) in enumerate(counted(steps).items(), 1):
        shown = plain(department)
        page.write_string(row, 0, shown, texts[shown.startswith(FORMULA)])
        for column, change in enumerate(Change, 1):
            page.write_number(row, column, counts[change, True] + counts[change, False], number)
    page.freeze_panes(1, 1)

    page = book.add_worksheet("明细")
    for column, (title, width) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    for row, step in enumerate(steps, 1):
        page.write_string(row, 0, step.change.value, fills[step.change])
        cells = (
            step.department, step.severity.label, step.code, step.project, step.indicator, step.raw, step.message,
            step.advice, step.rule,
        )  # fmt: skip
        for column, text in enumerate(map(plain, cells), 1):
            page.write_string(row, column, text, texts[text.startswith(FORMULA)])
    page.autofilter(0, 0, max(len(steps), 1), len(_COLUMNS) - 1)
    page.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()
