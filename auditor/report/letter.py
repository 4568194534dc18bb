"""审核意见: what a letter to a department says, in any format. Only what is to be sent: no hints, no internals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.findings import PROBLEMS, Choice, Finding, Severity, Status
from auditor.model import Book, Indicator
from auditor.office import Office
from auditor.report.issues import titles
from auditor.report.judged import Judged
from auditor.report.rows import advice_of, basis_of
from auditor.report.verdict import Level

BLANK = "＿＿＿＿＿＿"
"""Stands where the project file says nothing: to be filled in by hand."""
APART = 4
"""So many findings of one rule in a project are listed one by one; more with one remedy share a sentence."""
WHOLE = "文件整体"
"""The heading of findings that concern no single project."""


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered item: all findings of one rule in one project."""

    number: int
    indicators: str
    """Names with their targets, "" if no indicator is concerned."""
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one project. ``heading`` is its name with its code."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as texts, in the order of its parts. ``faults`` are to be corrected, ``questions`` to be explained."""

    title: str
    number: str
    addressee: str
    opening: str
    scope: str
    summary: str
    basis: tuple[str, ...]
    faults: tuple[Section, ...]
    questions: tuple[Section, ...]
    closing: str
    contact: str
    sender: str
    day: str


def sent(judged: Judged, book: Book) -> tuple[list[Finding], list[Finding]]:
    """What goes into the letter to the department of ``book``: what is to be corrected, and what is to be explained.

    If reviewers have decided on any finding of the document: those decided 属实, and those decided 待部门说明. If not:
    the faults that must be corrected. Hints are never sent, unless a reviewer confirmed one.
    """
    decisions = judged.audit.decisions
    found = judged.findings[book.id]
    chosen = [(each, decisions[each.fingerprint].decision) for each in found if each.fingerprint in decisions]
    if chosen:
        confirmed = [each for each, choice in chosen if choice is Choice.TRUE]
        return confirmed, [each for each, choice in chosen if choice is Choice.ASKED]
    return [each for each in found if _grave(each)], []


def _grave(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.status is Status.VIOLATION


def undecided(judged: Judged, book: Book) -> int:
    """How many faults that must be corrected are left out of the letter because only others were decided on."""
    decisions = judged.audit.decisions
    found = judged.findings[book.id]
    if not any(finding.fingerprint in decisions for finding in found):
        return 0
    return sum(_grave(each) and each.fingerprint not in decisions for each in found)


def letter(judged: Judged, book: Book) -> Letter | None:
    """The letter to the department of ``book``; None if there is nothing to send, but no clean bill of health either:
    what was not read or not decided yet cannot be called free of faults."""
    faults, questions = sent(judged, book)
    verdict = judged.verdicts[book.id]
    clean = verdict.level in (Level.READY, Level.IMPROVE) and not undecided(judged, book)
    if not faults and not questions and not clean:
        return None
    office = judged.office
    names = titles(judged.audit.rules)
    corrected = tuple(_sections(book, faults, names, 1))
    begun = 1 + sum(len(section.points) for section in corrected)
    department = book.department or BLANK
    year = f"{book.year}年度" if book.year else ""
    return Letter(
        title=f"关于{book.department or book.id}{year}绩效目标的审核意见",
        number=office.number,
        addressee=f"{department}：",
        opening=f"我单位对你单位{year}部门预算公开文件（{_file(book)}）中的绩效目标进行了审核，现将审核意见反馈如下。",
        scope=_scope(book),
        summary=_summary(book, faults, questions),
        basis=tuple(
            dict.fromkeys(text for each in (*faults, *questions) for text in basis_of(each).split("；") if text)
        ),
        faults=corrected,
        questions=tuple(_sections(book, questions, names, begun)),
        closing=_closing(office, bool(faults or questions)),
        contact=f"联系人：{office.contact or BLANK}　　电话：{office.phone or BLANK}",
        sender=office.sender or BLANK,
        day=_day(judged.audit.started),
    )


def _basis(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Each document once, with its number."""
    return tuple(dict.fromkeys(text for each in findings for text in basis_of(each).split("；") if text))


def _file(book: Book) -> str:
    return book.path.replace("\\", "/").rpartition("/")[2]


def _day(started: str) -> str:
    day = date.fromisoformat(started[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def _scope(book: Book) -> str:
    said = f"本次审核包括{book.counted()}。"
    missed = list(dict.fromkeys(entry.title or "无标题的表" for entry in book.ledger if not entry.read))
    if missed:
        more = f"等 {len(missed)} 处" if len(missed) > 5 else ""
        said += f"文件中的{'、'.join(missed[:5])}{more}未能审核，不在本意见范围内。"
    return said


def _summary(book: Book, faults: Sequence[Finding], questions: Sequence[Finding]) -> str:
    if not faults and not questions:
        return "经审核，未发现须修改后才能公开的问题。"
    said = ""
    if faults:
        projects = len({each.project for each in faults if each.project})
        kinds = Counter(PROBLEMS.get(each.problem, "其他") for each in faults).most_common()
        where = f"，涉及 {projects} 个项目" if projects else ""
        listed = "、".join(f"{name} {count} 处" for name, count in kinds)
        said = f"经审核，发现须修改的问题 {len(faults)} 处{where}：{listed}。请逐项修改后再公开。"
    if questions:
        said += f"{'另有' if faults else '经审核，有'} {len(questions)} 处请予说明。"
    return said


def _closing(office: Office, answered: bool) -> str:
    if not answered:
        return "请按规定公开。如有疑问，请与我单位联系。"
    when = office.deadline or f"{BLANK}前"
    return f"请于{when}将修改后的文件和逐项修改情况书面反馈我单位；对意见有异议的，请一并说明理由。"


def _sections(book: Book, findings: Iterable[Finding], names: dict[str, str], first: int) -> Iterator[Section]:
    """Findings by project in the order of the document, what concerns no project last; in each, by rule."""
    findings = list(findings)
    number = first
    for heading, own in _by_project(book, findings):
        groups: dict[str, list[Finding]] = {}
        for each in own:
            groups.setdefault(each.rule, []).append(each)
        indicators = {each.id: each for goal in book.goals() for each in goal.indicators}
        points = []
        for rule, group in groups.items():
            points.append(_point(number, group, indicators, names.get(rule, "")))
            number += 1
        yield Section(heading, tuple(points))


def _by_project(book: Book, findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    own: dict[str | None, list[Finding]] = {}
    known = {goal.id: goal for goal in book.goals()}
    for each in findings:
        own.setdefault(each.project if each.project in known else None, []).append(each)
    for id, goal in known.items():
        if id in own:
            yield goal.name + (f"（{goal.code}）" if goal.code else ""), own[id]
    if None in own:
        yield WHOLE, own[None]


def _point(number: int, group: Sequence[Finding], indicators: dict[str, Indicator], rule: str) -> Point:
    concerned = [indicators[each.indicator] for each in group if each.indicator in indicators]
    named = "；".join(dict.fromkeys(_target(each) for each in concerned))
    messages = list(dict.fromkeys(each.message for each in group))
    advices = list(dict.fromkeys(filter(None, (advice_of(each) for each in group))))
    if len(messages) > APART and len(advices) <= 1:
        what = "条指标" if len(concerned) == len(group) else "处"
        messages = [f"{rule or PROBLEMS.get(group[0].problem, '')}，共 {len(group)} {what}。"]
    return Point(number, named, _joined(messages), _joined(advices))


def _target(indicator: Indicator) -> str:
    value = f"{indicator.operator}{indicator.value}{indicator.unit}"
    return f"{indicator.name}（{value}）" if value else indicator.name


def _joined(texts: Sequence[str]) -> str:
    """``texts`` as one, numbered ①② … if there are several."""
    return "".join(texts) if len(texts) <= 1 else "".join(f"{_sign(at)}{text}" for at, text in enumerate(texts))


def _sign(at: int) -> str:
    return chr(ord("①") + at) if at < 20 else f"（{at + 1}）"
