"""The list of findings as CSV for other programs and as Markdown for tickets and wikis."""

from __future__ import annotations

import csv
import io
import re

from auditor.report.judged import Judged
from auditor.report.outputs import Files, Output
from auditor.report.plain import plain
from auditor.report.rows import FindingRow, owner, rows
from auditor.results import GENERATOR, LIST_HEAD
from auditor.review.sheet import BY, CHOICE, FINGERPRINT, NOTE, REPLY
from auditor.visible import FORMULA

HEADS = (*LIST_HEAD.split(","), CHOICE, BY, REPLY, NOTE, "规则", FINGERPRINT)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~!&])")
"""Signs that Markdown reads as its own, or as HTML."""
_TABLE = ("级别", "项目", "指标", "问题", "建议", "位置")


def csv_files(judged: Judged) -> Files:
    """问题清单.csv in UTF-8 with the mark that Excel needs; an apostrophe keeps a text from acting as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADS)
    listed = [each for book in judged.audit.documents for each in rows(judged, book)]
    for number, each in enumerate(listed, 1):
        writer.writerow([number, *(_cell(text) for text in _texts(each))])
    yield "问题清单.csv", buffer.getvalue().encode("utf-8-sig")


def _texts(each: FindingRow) -> tuple[str, ...]:
    made = each.decision
    return (
        each.department, each.code, each.project, each.indicator, each.finding.raw, each.message, each.advice,
        each.basis, each.level, each.place, made.decision.value if made else "", made.by if made else "", each.reply,
        each.note, each.finding.rule, each.finding.fingerprint,
    )  # fmt: skip


def _cell(text: str) -> str:
    shown = plain(text)
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def markdown_files(judged: Judged) -> Files:
    """问题清单.md: the verdict on each document, and its findings as a table."""
    lines = [f"<!-- {GENERATOR} -->", "", "# 绩效目标审核问题清单", ""]
    for book in judged.audit.documents:
        verdict = judged.verdicts[book.id]
        said = _escaped(f"{verdict.sentence}{verdict.changes}{verdict.missed}")
        lines += [f"## {_escaped(owner(book))}", "", said, ""]
        listed = list(rows(judged, book))
        if listed:
            lines += [f"| {' | '.join(_TABLE)} |", "|---" * len(_TABLE) + "|"]
        for each in listed:
            texts = (each.level, each.project, each.indicator, each.message, each.advice, each.place)
            lines.append(f"| {' | '.join(map(_escaped, texts))} |")
        lines.append("")
    for problem in judged.audit.unread:
        lines += [_escaped(f"未能读取：{problem.path}：{problem.message}"), ""]
    yield "问题清单.md", ("\n".join(lines).rstrip("\n") + "\n").encode()


def _escaped(text: str) -> str:
    """``text`` on one line, as it is and never as markup."""
    return " ".join(_MARKDOWN.sub(r"\\\1", plain(text)).split())


OUTPUTS = (
    Output("问题清单（CSV）", csv_files, "csv", usual=False),
    Output("问题清单（Markdown）", markdown_files, "md", usual=False),
)
