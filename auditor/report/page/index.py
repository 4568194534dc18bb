"""The first page: every department with its verdict, every problem class, unread files, rules that did not run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from auditor.findings import PROBLEMS, Audit, Decision, Finding, RuleState, Severity, Status
from auditor.model import Book
from auditor.report.issues import titles
from auditor.report.labels import ORDER, SEVERITIES
from auditor.report.page.charts import heat_map, severities
from auditor.report.page.worklist import must
from auditor.report.terms import sentence
from auditor.report.verdict import Level, Verdict

_CLASSES_SHOWN = 3
"""Problem classes in the line of a department: three fill about one line."""


@dataclass(slots=True)
class DepartmentLine:
    """One department (one document)."""

    book: Book
    file: str
    href: str
    verdict: Verdict
    decided: int
    """Must-fix findings with a decision."""
    projects: int
    indicators: int
    further: int
    """Goals of the department and transfers, and below their indicators."""
    further_indicators: int
    missed: int
    classes: list[tuple[str, int]]
    """The most frequent problem classes with their counts."""


@dataclass(slots=True)
class ClassLine:
    """One problem class over all departments."""

    problem: str
    title: str
    total: int
    by_severity: dict[Severity, int]
    departments: list[tuple[str, str, int]]
    """Page, name and count of the departments concerned, highest count first."""


def context(
    audit: Audit,
    verdicts: Mapping[str, Verdict],
    pages: Mapping[str, str],
    findings: Mapping[str, Sequence[Finding]],
) -> dict[str, Any]:
    """Everything the template ``index.html`` shows. ``verdicts``, ``pages`` and ``findings`` by document id."""
    lines = [
        _department(book, verdicts[book.id], quote(pages[book.id]), _decided(findings[book.id], audit.decisions))
        for book in audit.documents
    ]
    levels = list(Level)
    lines.sort(key=lambda line: (levels.index(line.verdict.level), -line.verdict.counts.must))
    counted = [(name(line.book), _severities(line.verdict)) for line in lines]
    return {
        "bars": severities(counted),
        "heat": heat_map(audit.findings, {line.book.id: name(line.book) for line in lines}, titles(audit.rules)),
        "audit": audit,
        "terms": sentence(audit.terms, audit.findings),
        "started": _time(audit.started),
        "lines": lines,
        "levels": [(level, sum(line.verdict.level is level for line in lines)) for level in Level],
        "new": Counter(f.document for f in audit.findings if f.new is True and f.status is not Status.WAIVED),
        "severities": SEVERITIES,
        "words": {severity.value: severity.label for severity in Severity},
        "sums": [
            sum(getattr(line.verdict.counts, counted) for line in lines)
            for counted in ("must", "should", "hint", "uncertain")
        ],
        "classes": _classes(audit.findings, lines),
        "rules": sorted(audit.rules, key=lambda outcome: (ORDER[outcome.severity], -outcome.findings)),
        "not_run": [outcome for outcome in audit.rules if outcome.outcome is not RuleState.RAN],
        "ran": sum(outcome.outcome is RuleState.RAN for outcome in audit.rules),
    }


def _severities(verdict: Verdict) -> dict[Severity, int]:
    counts = verdict.counts
    return {Severity.ERROR: counts.must, Severity.WARNING: counts.should, Severity.INFO: counts.hint}


def _decided(findings: Sequence[Finding], decisions: Mapping[str, Decision]) -> int:
    return sum(f.fingerprint in decisions for f in findings if must(f))


def _department(book: Book, verdict: Verdict, href: str, decided: int) -> DepartmentLine:
    return DepartmentLine(
        book=book,
        file=re.split(r"[/\\]", book.path)[-1],
        href=href,
        verdict=verdict,
        decided=decided,
        projects=len(book.projects),
        indicators=sum(len(project.indicators) for project in book.projects),
        further=len(book.further()),
        further_indicators=sum(len(goal.indicators) for goal in book.further()),
        missed=sum(not entry.read for entry in book.ledger),
        classes=[
            (PROBLEMS.get(problem, problem), n) for problem, n in verdict.counts.problems.most_common(_CLASSES_SHOWN)
        ],
    )


def _classes(findings: Sequence[Finding], lines: Sequence[DepartmentLine]) -> list[ClassLine]:
    graded: dict[str, Counter[Severity]] = {}
    documents: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.status is Status.VIOLATION:
            graded.setdefault(finding.problem, Counter())[finding.severity] += 1
            documents.setdefault(finding.problem, Counter())[finding.document] += 1
    known = {line.book.id: line for line in lines}
    made = [
        ClassLine(
            problem=problem,
            title=PROBLEMS.get(problem, problem),
            total=sum(counts.values()),
            by_severity=dict(counts),
            departments=[
                (known[id_].href, name(known[id_].book), n)
                for id_, n in documents[problem].most_common()
                if id_ in known
            ],
        )
        for problem, counts in graded.items()
    ]
    return sorted(made, key=lambda line: (-line.by_severity.get(Severity.ERROR, 0), -line.total))


def name(book: Book) -> str:
    """The department's name, or the document's id where the name is unknown."""
    return book.department or book.id


def _time(started: str) -> str:
    try:
        time = datetime.fromisoformat(started)
    except ValueError:
        return started
    return f"{time.year} 年 {time.month} 月 {time.day} 日 {time:%H:%M}"
