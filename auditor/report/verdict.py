"""The verdict on a document: computed once, before any report, and shown by every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from auditor.findings import Finding, Outcome, RuleState, Severity, Status
from auditor.model import Book

_NAMED = 5
"""Unread tables that the sentence names, about two lines of text; the ledger lists all of them."""


class Level(StrEnum):
    """Whether the document may be published as it is."""

    CHANGE = "须修改"
    """No: it has faults that must be corrected."""
    CHECK = "待核实"
    """Not decided yet: something was not read or not checked, or a person has to decide."""
    IMPROVE = "建议完善"
    """Yes, but some changes are recommended."""
    READY = "可公开"
    """Yes: nothing was found that needs a change."""


@dataclass(slots=True)
class Counts:
    """Findings by severity (violations only), and all others by status."""

    must: int = 0
    should: int = 0
    hint: int = 0
    review: int = 0
    doubt: int = 0
    waived: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    """Violations by problem class."""

    @property
    def violations(self) -> int:
        return self.must + self.should + self.hint

    @property
    def uncertain(self) -> int:
        """Findings that a person has to check before they count as faults."""
        return self.review + self.doubt


def count(findings: Iterable[Finding]) -> Counts:
    """Count findings, each once."""
    counts = Counts()
    for finding in findings:
        if finding.status is Status.NEEDS_REVIEW:
            counts.review += 1
        elif finding.status is Status.READING_DOUBT:
            counts.doubt += 1
        elif finding.status is Status.WAIVED:
            counts.waived += 1
        else:
            counts.problems[finding.problem] += 1
            if finding.severity is Severity.ERROR:
                counts.must += 1
            elif finding.severity is Severity.WARNING:
                counts.should += 1
            else:
                counts.hint += 1
    return counts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Chinese sentences for the first screen.

    ``sentence``: whether the document may be published; ``changes``: how much must be changed, and where;
    ``missed``: what was not read ("" if nothing); ``reading``: what was read.
    """

    level: Level
    sentence: str
    changes: str
    missed: str
    reading: str
    counts: Counts


def judge(book: Book, findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> Verdict:
    """The verdict on ``book``. ``findings`` are those of this book, ``outcomes`` of the whole run."""
    counts = count(findings)
    crashed = sum(outcome.outcome is RuleState.ERROR for outcome in outcomes)
    grave_doubts = sum(
        finding.severity is Severity.ERROR and finding.status in (Status.NEEDS_REVIEW, Status.READING_DOUBT)
        for finding in findings
    )
    nothing = not any(book.goals())
    if counts.must:
        level, sentence = Level.CHANGE, "不宜按现稿公开，须修改后再公开。"
    elif not book.whole:
        level, sentence = Level.CHECK, "尚不能认定可以公开：文件没有全部读取，未读部分须人工审核。"
    elif nothing:
        level, sentence = Level.CHECK, "尚不能认定可以公开：文件中没有读到绩效目标表。"
    elif crashed:
        level, sentence = Level.CHECK, f"尚不能认定可以公开：有 {crashed} 条规则执行出错，未能审核。"
    elif grave_doubts:
        level, sentence = Level.CHECK, f"尚不能认定可以公开：有 {grave_doubts} 处须先对照原件核实。"
    elif counts.should:
        level, sentence = Level.IMPROVE, "可以公开，建议先行完善。"
    else:
        level, sentence = Level.READY, "可以公开，未发现需要修改的问题。"
    return Verdict(level, sentence, _changes(counts, findings), _missed(book), _reading(book), counts)


def _changes(counts: Counts, findings: Sequence[Finding]) -> str:
    parts = []
    if counts.must:
        graves = [f for f in findings if f.status is Status.VIOLATION and f.severity is Severity.ERROR]
        projects = len({finding.project for finding in graves if finding.project})
        outside = sum(finding.project is None for finding in graves)
        where = [f"{projects} 个项目"] * bool(projects) + [f"文件本身 {outside} 处"] * bool(outside)
        parts.append(f"{Severity.ERROR.label} {counts.must} 处，涉及 {'，'.join(where)}")
    else:
        parts.append(f"没有{Severity.ERROR.label}之处")
    if counts.should:
        parts.append(f"{Severity.WARNING.label} {counts.should} 处")
    if counts.hint:
        parts.append(f"{Severity.INFO.label} {counts.hint} 处")
    if counts.uncertain:
        parts.append(f"另有 {counts.uncertain} 处疑似识别问题或需人工判断，未计入以上各数")
    return "；".join(parts) + "。"


def _missed(book: Book) -> str:
    missed = [entry for entry in book.ledger if not entry.read]
    if not missed:
        return ""
    more = " 等" if len(missed) > _NAMED else ""
    named = "、".join(entry.title or "无标题" for entry in missed[:_NAMED])
    # A column that a person can name in one option is worth a line of its own.
    columns = [f"“{entry.title or '无标题'}”：{entry.why}。" for entry in missed if entry.columns]
    return "".join((f"有 {len(missed)} 处未能读取：{named}{more}。", *columns[:_NAMED]))


def _reading(book: Book) -> str:
    tables = sum(entry.read for entry in book.ledger)
    said = f"{book.counted()}，共 {tables} 张表"
    sentence = f"{'全部读取' if book.whole else '其余已读取'}：{said}。"
    doubtful = sum(repair.doubtful for repair in book.repairs)
    if book.repairs:
        sentence += f"读取时还原排版错乱 {len(book.repairs)} 处"
        sentence += f"，其中 {doubtful} 处须对照原件核实。" if doubtful else "。"
    return sentence
