"""Applies rules to facts and makes findings. Every rule ends as ran, skipped or error, the last two with a reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.facts.facts import Facts, Subject
from auditor.facts.store import put
from auditor.findings import Finding, Outcome, RuleState, Status
from auditor.rulebook.absence import judge
from auditor.rulebook.bulk import Bulk
from auditor.rulebook.query import OTHERS, PLACED, SECONDS, Answer, Query, ask_all, query_of
from auditor.rulebook.ruleset import Rule, RuleSet
from auditor.table_kinds import FACT_KINDS


@dataclass(slots=True)
class _Ranked:
    order: tuple[int, ...]
    finding: Finding


def run(
    book: RuleSet,
    facts: Facts,
    seconds: float = SECONDS,
    on_rule: Callable[[Outcome], None] | None = None,
) -> tuple[list[Outcome], list[Finding]]:
    """Judge ``facts`` by every rule of ``book``.

    ``seconds`` is the time limit of each rule; ``on_rule`` is called with every outcome. Returns one outcome per rule
    in the order of ``book``, and the findings in the order of document, project, indicator and rule. A rule that
    fails has no findings and its outcome is error.
    """
    reasons = {rule.id: _why_skipped(rule, facts) for rule in book.rules}
    running = [rule for rule in book.rules if reasons[rule.id] is None]
    queries = {rule.id: query_of(rule, seconds) for rule in running}
    answers = {answer.rule: answer for answer in _answers(running, facts, queries)}
    bulk = Bulk(facts)
    outcomes: list[Outcome] = []
    ranked: list[_Ranked] = []
    for position, rule in enumerate(book.rules):
        reason = reasons[rule.id]
        if reason is not None:
            outcome = _outcome(rule, RuleState.SKIPPED, reason)
        elif (answer := answers[rule.id]).error is not None:
            outcome = _outcome(rule, RuleState.ERROR, answer.error)
        else:
            found = list(_findings(rule, position, answer, facts, queries[rule.id].cells, bulk))
            ranked.extend(found)
            outcome = _outcome(rule, RuleState.RAN, None, len(found))
        outcomes.append(outcome)
    for bad in book.broken:
        outcomes.append(Outcome(bad.id, bad.name, bad.severity, RuleState.ERROR, f"规则有误，没有执行：{bad.why}", 0))
    if on_rule:
        for outcome in outcomes:
            on_rule(outcome)
    ranked.sort(key=lambda item: item.order)
    return outcomes, [item.finding for item in ranked]


def _answers(rules: Sequence[Rule], facts: Facts, queries: Mapping[str, Query]) -> Iterator[Answer]:
    inside = [queries[rule.id] for rule in rules if rule.trusted]
    outside = [queries[rule.id] for rule in rules if not rule.trusted]
    lists = {rule.join.list.physical: rule.join.list for rule in rules if rule.join}
    for query in inside:
        for name in query.lists:
            put(facts.connection, lists[name].stored, lists[name].batches)
    yield from ask_all(facts.connection, inside)
    if outside:
        from auditor.rulebook.sandbox import ask_guarded

        yield from ask_guarded(facts.connection, outside, list(lists.values()))


def _outcome(rule: Rule, state: RuleState, why: str | None, findings: int = 0) -> Outcome:
    return Outcome(rule.id, rule.text.name, rule.text.severity, state, why, findings)


def _why_skipped(rule: Rule, facts: Facts) -> str | None:
    if not rule.text.enabled:
        return f"规则已停用：{rule.why_disabled}" if rule.why_disabled else "规则已停用"
    kinds = facts.kinds(rule.table.name)
    if kinds is not None:
        if not kinds & set(rule.text.in_):
            some = "" if len(rule.text.in_) == len(FACT_KINDS) else f"{'、'.join(rule.text.in_)}类的"
            return f"所审文件中没有{some}“{rule.table.name}”"
    elif not facts.subjects[rule.table.name]:
        return f"所审文件中没有“{rule.table.name}”"
    return None


def _findings(
    rule: Rule, position: int, answer: Answer, facts: Facts, cells: tuple[str, ...], bulk: Bulk
) -> Iterator[_Ranked]:
    marked = list(rule.table.cells(rule.columns))
    lineage = rule.table.lineage(rule.columns)
    seen: Counter[str] = Counter()
    told = [(line, row, why) for line, row in _rows(answer, cells) if (why := judge(rule.text.absent, row)) is not None]
    bulky = bulk.doubts(rule, (line[0] for line, _, _ in told))
    for (key, doubt, doubtful, *_), row, why in told:
        reason = bulky.get(key) or why or None
        shown = row | {
            column: [facts.names.get(id, id) for id in row[column] or ()] for column in OTHERS if column in row
        }
        subject = facts.subject(rule.table.name, key)
        named = [str(row[column]) for column in PLACED if row.get(column)]
        identity = "\x1f".join((rule.id, *subject.identity))
        seen[identity] += 1
        yield _Ranked(
            (*subject.order, position),
            Finding(
                fingerprint=_fingerprint(identity, seen[identity]),
                rule=rule.id,
                problem=rule.text.problem,
                severity=rule.text.severity,
                status=_status(rule, bool(doubt or reason) or not {*lineage, *named}.isdisjoint(doubtful or ())),
                document=subject.document,
                project=subject.project,
                indicator=subject.indicator,
                others=_others(rule, subject, row),
                source=subject.source,
                raw=subject.raw,
                message=rule.message.fill(shown),
                advice=rule.advice.fill(shown) if rule.advice else None,
                suggestion={name: template.fill(shown) for name, template in rule.suggestion.items()} or None,
                basis=list(rule.basis),
                # The cells that a report marks: the one that the row names (占位列), else all that the rule read.
                columns=(named and list(rule.table.cells(named))) or marked,
                doubt=reason,
                also=list(rule.text.also),
            ),
        )


def _rows(answer: Answer, cells: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every flagged row as answered, and its cells by column."""
    return ((line, dict(zip(cells, line[3:], strict=True))) for line in answer.rows)


def _others(rule: Rule, subject: Subject, row: dict[str, Any]) -> list[str]:
    named = [id for column in OTHERS if column in rule.where.columns and column in row for id in row[column] or ()]
    return list(dict.fromkeys([*subject.others, *named]))


def _status(rule: Rule, doubtful: bool) -> Status:
    if doubtful:
        return Status.READING_DOUBT
    return Status.NEEDS_REVIEW if rule.text.review else Status.VIOLATION


def _fingerprint(identity: str, occurrence: int) -> str:
    """Rests on content only, so that it stays the same when lines, pages or paths change."""
    return hashlib.sha256(f"{identity}\x1f{occurrence}".encode()).hexdigest()[:32]
