"""What ``auditor audit`` says at its end: what went wrong on stderr, what was found and where it lies on stdout."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import console
from auditor.cli.console_table import columns
from auditor.cli.inputs import tell_skipped, tell_unread, what_is_missing
from auditor.findings import RuleState, Severity
from auditor.office import NOBODY

if TYPE_CHECKING:
    from auditor.findings import Audit
    from auditor.office import Office
    from auditor.report.judged import Judged

HEADS = ("部门", "文件", "年度", "结论", *(grade.label for grade in Severity), "待核实", "项目", "指标")
UNREAD = "未能读取"
WIDEST = 40
"""Columns of a name: 20 Chinese characters, so that the table keeps within 120 columns."""


def tell(audit: Audit, folder: Path, formats: Collection[str], office: Office) -> None:
    """The result in a table with the verdict on each document, and what a person has to know beside it."""
    from auditor.report.judged import Judged
    from auditor.report.outputs import LETTERS
    from auditor.report.terms import sentence

    _complain(audit)
    with Judged.of(audit, evidence=False, office=office) as judged:
        for line in columns(HEADS, _rows(judged), WIDEST):
            console.say(line)
        if LETTERS in formats:
            _letters(judged)
    if terms := sentence(audit.terms, audit.findings):
        console.say(terms)
    if audit.baseline:
        new = sum(finding.new is True for finding in audit.findings)
        console.say(f"与上次相比（{audit.baseline}）：新增 {new} 条，消失 {len(audit.gone)} 条")
    console.say(f"报告：{folder / 'index.html' if 'html' in formats else folder}")


def _complain(audit: Audit) -> None:
    tell_skipped(audit.skipped)
    for problem in audit.unread:
        tell_unread(problem)
    for book in audit.documents:
        for entry in book.ledger:
            if not entry.read:
                console.complain(console.visible_line(f"未能读全：{book.path}：{what_is_missing(entry)}"))
        if book.whole and not any(book.goals()):
            console.complain(console.visible_line(f"没有读到绩效目标表：{book.path}"))
    for rule in audit.rules:
        if rule.outcome is RuleState.ERROR:
            console.complain(f"规则未能执行：{rule.id} {rule.title}：{rule.why or '原因不明'}")
    for notice in audit.notices:
        console.complain(f"豁免清单：{notice.path}：{notice.message}")


def _rows(judged: Judged) -> Iterator[tuple[object, ...]]:
    """One row a document, one a file that was not read, and the sums if there are several."""
    sums = [0] * 6
    for book in judged.audit.documents:
        verdict = judged.verdicts[book.id]
        counts = verdict.counts
        numbers = (
            counts.must, counts.should, counts.hint, counts.uncertain, len(book.projects),
            sum(len(goal.indicators) for goal in book.goals()),
        )  # fmt: skip
        sums = [one + other for one, other in zip(sums, numbers, strict=True)]
        yield (book.department or "未识别部门", _name(book.path), book.year, verdict.level.value, *numbers)
    for problem in judged.audit.unread:
        yield ("", _name(problem.path), None, UNREAD, *([None] * len(sums)))
    if len(judged.audit.documents) > 1:
        yield ("合计", f"{len(judged.audit.documents)} 份文件", None, None, *sums)


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2] or path


def _letters(judged: Judged) -> None:
    from auditor.report.letter import letter, undecided
    from auditor.report.rows import owner

    written = 0
    for book in judged.audit.documents:
        if letter(judged, book) is not None:
            written += 1
        else:
            why = judged.verdicts[book.id].sentence
            console.complain(console.visible_line(f"没有写审核意见：{owner(book)}：没有要发的问题，但{why}"))
        if left := undecided(judged, book):
            grade = Severity.ERROR.label
            console.complain(
                console.visible_line(f"{owner(book)}：还有 {left} 条{grade}没有处理意见，没有写进审核意见")
            )
    if judged.office == NOBODY and written:
        console.complain("审核意见中的审核单位、联系人、期限留空：可在 auditor.yaml 的 letter: 下写明")
    console.say(f"审核意见：{written} 份")
