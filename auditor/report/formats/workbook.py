"""问题清单.xlsx: every finding as a row that can be filtered, decided and sent; one sheet a department and one of all.

Written by XlsxWriter, which also writes rule sheets: it only writes, in one pass, and is several times
faster than openpyxl, whose strength is changing workbooks that exist.
``auditor review import`` reads the filled workbook back (``auditor.review.sheet``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from auditor.findings import Choice, Severity, Status
from auditor.report.judged import Judged
from auditor.report.outputs import Files, Output
from auditor.report.plain import lines, plain
from auditor.report.rows import FindingRow, owner, rows
from auditor.results import GENERATOR
from auditor.review.sheet import BEFORE, BY, CHOICE, FINGERPRINT, NOTE, REPLY, before
from auditor.visible import FORMULA

NAME = "问题清单.xlsx"
SUMMARY, ALL = "汇总", "全部"

COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 6), ("部门", 16), ("项目编码", 24), ("项目名称", 20), ("指标", 20), ("原文", 28), ("问题", 40),
    ("建议", 36), ("依据", 22), ("级别", 11), ("位置", 11), (CHOICE, 13), (BY, 10), (REPLY, 20), (NOTE, 20),
    (FINGERPRINT, 8), (BEFORE, 8),
)  # fmt: skip
"""Titles, and widths in digits of the body font: a code of 20 digits takes one line, a sentence three."""
_LINE, _MOST_LINES = 15, 14
"""Points of a line of text, and the most lines of a row; heights are written, since not every program works them out.
A longer text is seen when its row is drawn larger."""
_HIDDEN = (FINGERPRINT, BEFORE)
_FILLS = {Severity.ERROR: "#F8CBAD", Severity.WARNING: "#FFE699", Severity.INFO: "#E7E6E6"}
_DOUBT = "#DDEBF7"
_SHEET_NAME = 31
"""Characters that Excel allows for the name of a sheet."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def files(judged: Judged) -> Files:
    """The one workbook of a result."""
    yield NAME, encode(judged)


def encode(judged: Judged) -> bytes:
    """The bytes of the workbook; the same audit gives the same bytes. No cell is ever a formula or a link."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    day = datetime.fromisoformat(judged.audit.started).replace(hour=0, minute=0, second=0, tzinfo=None)
    # The keywords are the mark by which a later audit knows that this is not a document (auditor.results).
    book.set_properties({"title": "绩效目标审核问题清单", "keywords": GENERATOR, "created": day})
    sheets = _Sheets(book)
    documents = judged.audit.documents
    listed = {document.id: list(rows(judged, document)) for document in documents}
    sheets.summary(judged)
    if len(documents) != 1:
        sheets.listing(ALL, [row for each in listed.values() for row in each], ALL)
    names = sheet_names(owner(document) for document in documents)
    for document, name in zip(documents, names, strict=True):
        sheets.listing(name, listed[document.id], owner(document))
    book.close()
    return buffer.getvalue()


def sheet_names(owners: Iterable[str]) -> list[str]:
    """A name that Excel takes for each sheet, unique whatever the case of its letters."""
    taken = {SUMMARY, ALL, "history"}  # a name that Excel keeps for itself
    names = []
    for text in owners:
        stem = _NOT_IN_NAMES.sub("-", plain(text)).strip("' ")[:_SHEET_NAME].rstrip("' ") or "未识别部门"
        name, number = stem, 2
        while name.casefold() in taken:
            ending = f"-{number}"
            name, number = stem[: _SHEET_NAME - len(ending)] + ending, number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


class _Sheets:
    """Writes sheets in the same formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        style = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.head = book.add_format({**style, "bold": True, "bg_color": "#D9E2F3", "valign": "vcenter"})
        self.plain = book.add_format({**style, "num_format": "@"})
        self.quoted = book.add_format({**style, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format({**style, "num_format": "0"})
        self.fills = {grave: book.add_format({**style, "bg_color": color}) for grave, color in _FILLS.items()}
        self.doubt = book.add_format({**style, "bg_color": _DOUBT})

    def listing(self, name: str, shown: Sequence[FindingRow], title: str) -> None:
        """A sheet of findings. The column of the department is hidden where all rows are of one."""
        page = self.book.add_worksheet(name)
        self._paper(page, title)
        for column, (head, width) in enumerate(COLUMNS):
            hidden = head in _HIDDEN or (head == "部门" and name != ALL)
            page.set_column(column, column, width, None, {"hidden": hidden})
            page.write_string(0, column, head, self.head)
        at = [head for head, _ in COLUMNS].index
        for number, line in enumerate(shown, 1):
            page.write_number(number, 0, number, self.number)
            cells = _cells(line)
            page.set_row(number, _height(cells))
            for column, text in enumerate(cells, 1):
                self._text(page, number, column, text)
            page.write_string(number, at("级别"), line.level, self._fill(line))
        last = max(len(shown), 1)
        page.autofilter(0, 0, last, len(COLUMNS) - 1)
        page.freeze_panes(1, at("项目名称") + 1)
        page.data_validation(
            1, at(CHOICE), last, at(CHOICE),
            {
                "validate": "list", "source": list(Choice), "error_title": CHOICE,
                "error_message": f"请从{'、'.join(Choice)}中选一个，或留空。",
            },
        )  # fmt: skip

    def summary(self, judged: Judged) -> None:
        """The sheet that says of each document whether it may be published, and which could not be read."""
        page = self.book.add_worksheet(SUMMARY)
        self._paper(page, SUMMARY)
        heads = (
            "部门",
            "年度",
            "文件",
            "结论",
            *(each.label for each in Severity),
            "待核实",
            Status.WAIVED.label,
            "说明",
        )
        widths = (24, 8, 40, 12, 10, 10, 8, 10, 10, 70)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self.head)
        for row, document in enumerate(judged.audit.documents, 1):
            verdict = judged.verdicts[document.id]
            counts = verdict.counts
            said = verdict.sentence + verdict.missed
            texts = (owner(document), str(document.year or ""), document.path, verdict.level.value)
            for column, text in enumerate(texts):
                self._text(page, row, column, text)
            for column, number in enumerate(
                (counts.must, counts.should, counts.hint, counts.uncertain, counts.waived), len(texts)
            ):
                page.write_number(row, column, number, self.number)
            self._text(page, row, len(heads) - 1, said)
            needed = max(lines(text, width - 2) for text, width in ((texts[0], 24), (texts[2], 40), (said, 70)))
            page.set_row(row, _LINE * min(needed, _MOST_LINES))
        read = len(judged.audit.documents)
        for row, problem in enumerate(judged.audit.unread, read + 1):
            for column, text in enumerate(("", "", problem.path, "未能读取", "", "", "", "", "", problem.message)):
                self._text(page, row, column, text)
        page.autofilter(0, 0, max(read + len(judged.audit.unread), 1), len(heads) - 1)
        page.freeze_panes(1, 1)

    def _paper(self, page: Any, title: str) -> None:
        """Landscape A4 with the header row, the department and the page's number on each page."""
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        # An ampersand begins a code in a footer; 255 characters are all that Excel takes.
        page.set_footer(f"&L{plain(title, 100).replace('&', '&&')}&R第 &P 页，共 &N 页")

    def _fill(self, line: FindingRow) -> Any:
        return self.fills[line.finding.severity] if line.finding.status is Status.VIOLATION else self.doubt

    def _text(self, page: Any, row: int, column: int, text: str) -> None:
        shown = plain(text)
        page.write_string(row, column, shown, self.quoted if shown.startswith(FORMULA) else self.plain)


def _height(cells: Sequence[str]) -> int:
    shown = zip(cells, COLUMNS[1:], strict=True)
    # Two columns are kept free: no program breaks lines exactly at the width.
    needed = max(lines(text, width - 2) for text, (head, width) in shown if text and head not in _HIDDEN)
    return _LINE * min(needed, _MOST_LINES)


def _cells(line: FindingRow) -> tuple[str, ...]:
    """The texts of a row in the order of COLUMNS, from the second on."""
    made = line.decision
    return (
        line.department, line.code, line.project, line.indicator, line.finding.raw, line.message, line.advice,
        line.basis, line.level, line.place, made.decision.value if made else "", made.by if made else "", line.reply,
        line.note, line.finding.fingerprint, before(made),
    )  # fmt: skip


OUTPUTS = (Output("问题清单", files, "xlsx"),)
