"""The page of one department: what its template shows, section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.evidence.gather import Evidence
from auditor.findings import PROBLEMS, Audit, Basis, Finding, RuleState, Severity, Status
from auditor.model import Book, Repair
from auditor.report.issues import Entry, entries, titles
from auditor.report.labels import ORDER, REPAIRS, SEVERITIES, title
from auditor.report.location import place
from auditor.report.page.anchors import Numbers
from auditor.report.page.later import Later
from auditor.report.page.projects import Block, block
from auditor.report.page.rollup import frequent, gathered, hint
from auditor.report.page.ties import MARKS, section
from auditor.report.page.worklist import FIRST, decided, embedded, lines
from auditor.report.terms import sentence
from auditor.report.verdict import Verdict

LARGE = 2_000
"""Findings or rows from which a page builds its projects when they are first seen: the largest sample has half as many,
and a browser takes more than a second for the elements of more."""
_REPAIRS_SHOWN = 300
"""Repairs of one kind that a page lists, to keep the page small; findings.json has all of them."""


@dataclass(slots=True)
class RuleLine:
    """One line of the summary by rule: all violations of this rule in the document."""

    rule: str
    title: str
    severity: Severity
    problem: str
    count: int
    targets: list[tuple[str, str, str]]
    """Anchor, short text and name of each project concerned; the document itself is “文件”."""


@dataclass(slots=True)
class RepairKindLine:
    """All repairs of one kind."""

    title: str
    count: int
    doubtful: int
    shown: list[tuple[str, Repair]]
    """Location in words, and the repair."""


def context(
    audit: Audit,
    book: Book,
    findings: Sequence[Finding],
    verdict: Verdict,
    evidence: Evidence,
) -> dict[str, Any]:
    """Everything the template ``department.html`` shows. Each of ``findings`` is in exactly one entry."""
    names = titles(audit.rules)
    numbers = Numbers(book)
    by_project: dict[str | None, list[Finding]] = {}
    for finding in findings:
        key = finding.project if finding.project in numbers.projects else None
        by_project.setdefault(key, []).append(finding)

    rules = frequent(findings)
    groups: list[tuple[str, list[Block]]] = []
    for shelf, goals in book.shelved():
        if goals:
            shown = [block(each, by_project.get(each.id, []), names, numbers, evidence, rules) for each in goals]
            groups.append((shelf.heading, shown))
    blocks = [each for _, group in groups for each in group]
    violations = [finding for finding in findings if finding.status is Status.VIOLATION]
    own = entries((f for f in by_project.get(None, []) if _alone(f, rules)), names, "全文")
    warnings = entries((f for f in findings if gathered(f, rules)), names, "全文")
    warnings.sort(key=lambda entry: -len(entry.findings))
    hints = entries(filter(hint, findings), names, "全文", many=2)
    doubts = entries((f for f in findings if f.status in (Status.NEEDS_REVIEW, Status.READING_DOUBT)), names, "全文")
    waived = entries((f for f in findings if f.status is Status.WAIVED), names, "全文")
    for entry in own + [each for one in blocks for each in one.all_entries()] + doubts + warnings + hints + waived:
        entry.others = numbers.links(entry)
    for entry in own + doubts:
        entry.pictures = [evidence.pictures([finding]) for finding in entry.findings]
    for entry in doubts:
        numbers.doubts(entry)
    _label(hints, blocks)
    for one in blocks:
        one.tag_doubts(numbers)

    made = lines(book, findings, numbers)
    urgent = [line for line in made if line.urgent and not line.doubtful]
    large = len(findings) > LARGE or len(numbers.rows) > LARGE
    later = Later(large)
    printed = [(place(row.source), row.raw) for project in book.goals() for row in project.indicators]

    return {
        "made": made,
        "titles": names,
        "position": {line.finding.fingerprint: line.position for line in made},
        "first": urgent[:FIRST],
        "first_left": max(0, len(urgent) - FIRST),
        "sure": [line for line in made if line.urgent and line.doubtful][:FIRST],
        "sure_left": max(0, sum(line.urgent and line.doubtful for line in made) - FIRST),
        "decided": decided(made, audit.decisions),
        "later": later,
        "large": large,
        "data": lambda: embedded(book, made, names, audit.decisions, [] if evidence.crops else printed, later.bodies),
        "warnings": warnings,
        "book": book,
        "verdict": verdict,
        "terms": sentence(audit.terms, findings),
        "severities": SEVERITIES,
        "problems": PROBLEMS,
        "problems_present": sorted({f.problem for f in findings}, key=list(PROBLEMS).index),
        "summary": _summary(violations, own, [*warnings, *hints], blocks, names),
        "worst": sorted((b for b in blocks if b.counts.must), key=lambda b: -b.counts.must),
        "bases": _bases(findings),
        "own": own,
        "groups": groups,
        "doubts": doubts,
        "hints": hints,
        "evidence": evidence,
        "new": sum(f.new is True and f.status is not Status.WAIVED for f in findings),
        "gone": [each for each in audit.gone if each.document == book.id],
        "waived": waived,
        "project_of": {p.id: p for p in book.goals()},
        "anchors": numbers.projects,
        "rows": {row.id: row.number for one in blocks for row in one.rows},
        "ledger": sorted(book.ledger, key=lambda entry: entry.read),
        "unread": [entry for entry in book.ledger if not entry.read],
        "repairs": _repairs(book.repairs),
        "ties": section(audit.ties.get(book.id, ())),
        "marks": MARKS,
        "not_run": [outcome for outcome in audit.rules if outcome.outcome is not RuleState.RAN],
        "ran": sum(outcome.outcome is RuleState.RAN for outcome in audit.rules),
        "audit": audit,
        "place": place,
        "where": numbers.where,
        "title": title,
    }


def _alone(finding: Finding, rules: Collection[str]) -> bool:
    return finding.status is Status.VIOLATION and not hint(finding) and not gathered(finding, rules)


def _label(hints: Iterable[Entry], blocks: Iterable[Block]) -> None:
    """Give each hint a number as its label, and show this label at the rows it concerns."""
    rows = {row.id: row for one in blocks for row in one.rows}
    for number, entry in enumerate(hints, 1):
        entry.label = str(number)
        for finding in entry.findings:
            if finding.indicator in rows:
                rows[finding.indicator].labels.append(entry)


def _summary(
    violations: Iterable[Finding],
    own: Sequence[Entry],
    rolled: Sequence[Entry],
    blocks: Sequence[Block],
    names: Mapping[str, str],
) -> list[RuleLine]:
    targets: dict[tuple[str, Severity], list[tuple[str, str, str]]] = {}
    for entry in own:
        spots = targets.setdefault((entry.rule, entry.severity), [])
        if not spots:
            spots.append((entry.anchor, "文件", ""))
    for entry in rolled:
        targets.setdefault((entry.rule, entry.severity), []).append((entry.anchor, f"见“{entry.severity.label}”", ""))
    for one in blocks:
        seen: set[tuple[str, Severity]] = set()
        for entry in one.all_entries():
            key = (entry.rule, entry.severity)
            if key not in seen:
                seen.add(key)
                targets.setdefault(key, []).append((entry.anchor, one.number, one.name))
    counts: Counter[tuple[str, Severity]] = Counter()
    sample: dict[tuple[str, Severity], Finding] = {}
    for finding in violations:
        counts[finding.rule, finding.severity] += 1
        sample.setdefault((finding.rule, finding.severity), finding)
    lines = [
        RuleLine(
            rule=rule,
            title=names.get(rule) or PROBLEMS.get(finding.problem, finding.problem),
            severity=severity,
            problem=finding.problem,
            count=counts[rule, severity],
            targets=targets.get((rule, severity), []),
        )
        for (rule, severity), finding in sample.items()
    ]
    return sorted(lines, key=lambda line: (ORDER[line.severity], -line.count))


def _bases(findings: Iterable[Finding]) -> list[tuple[Basis, str]]:
    """Each document that the rules of ``findings`` cite, once, with the clauses they name."""
    clauses: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        for basis in finding.basis:
            named = clauses.setdefault((basis.document, basis.number), [])
            if basis.clause and basis.clause not in named:
                named.append(basis.clause)
    return [(Basis(document, number), "、".join(named)) for (document, number), named in clauses.items()]


def _repairs(repairs: Iterable[Repair]) -> list[RepairKindLine]:
    kinds: dict[str, list[Repair]] = {}
    for repair in repairs:
        kinds.setdefault(repair.kind, []).append(repair)
    lines = [
        RepairKindLine(
            title=REPAIRS[group[0].kind],
            count=len(group),
            doubtful=sum(repair.doubtful for repair in group),
            shown=[(place(repair.source), repair) for repair in group[:_REPAIRS_SHOWN]],
        )
        for group in kinds.values()
    ]
    return sorted(lines, key=lambda line: (-line.doubtful, -line.count))
