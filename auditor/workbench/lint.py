"""Lint checks for packs that load but are questionable. What does not load is an error before this."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.facts import Facts
from auditor.findings import RuleState
from auditor.rulebook import RuleSet, run
from auditor.rulebook.examples import build_book
from auditor.rulebook.query import query_of
from auditor.rulebook.ruleset import Rule

if TYPE_CHECKING:
    from auditor.model import Book

SHARED = 0.8
"""Two rules are reported as overlapping if one hits at least this share of the rows that the other hits. An estimate:
rules for different faults share few rows; a copy with a changed limit shares most."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should check. ``place`` is file, line and column."""

    rule: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.rule}：{self.text}"


def lint(book: RuleSet, others: RuleSet, documents: Sequence[Book] = ()) -> list[Remark]:
    """Remarks on the rules of ``book``, in the order of the rules.

    ``others`` are the rules they may overlap with. Conditions are run on the examples of both and on ``documents``.
    """
    remarks = [remark for rule in book.rules for remark in _form(rule)]
    names = Counter(rule.text.name for rule in book.rules)
    remarks += [_at(rule, f"有 {names[rule.text.name]} 条规则都叫“{rule.text.name}”") for rule in book.rules
                if names[rule.text.name] > 1]  # fmt: skip
    remarks += _reach(book, others, documents)
    order = {rule.id: number for number, rule in enumerate(book.rules)}
    return sorted(remarks, key=lambda remark: order[remark.rule])


def _form(rule: Rule) -> Iterator[Remark]:
    text = rule.text
    if not text.examples.flagged:
        yield _at(rule, "没有应标出的示例（examples 的 flagged），不能证明规则有效")
    if not text.examples.clean:
        yield _at(rule, "没有不应标出的示例（examples 的 clean），不能防止误报")
    if not text.why:
        yield _at(rule, "没有写为什么是问题（why）")
    if not text.advice:
        yield _at(rule, "没有写怎样修改（advice）")
    if not text.basis:
        yield _at(rule, "没有写依据（basis）；属审核惯例的写 practice")
    if not rule.message.columns:
        yield _at(rule, "提示语没有引用任何列（如 {三级指标}），看不出说的是哪一条")


def _reach(book: RuleSet, others: RuleSet, documents: Sequence[Book]) -> Iterator[Remark]:
    """Remarks on conditions that are never true, always true, or nearly the same as another rule's: on the examples,
    and by what DuckDB can prove."""
    from auditor.facts.load import load

    together = _together(book, others)
    facts = load([*_examples(together), *documents], together.relations)
    try:
        outcomes, findings = run(together, facts)
        hits: dict[str, set[tuple[object, ...]]] = {rule.id: set() for rule in together.rules}
        shared: dict[str, set[tuple[object, ...]]] = {rule.id: set() for rule in together.rules}
        real = {document.id for document in documents}
        for finding in findings:
            row = (finding.document, finding.project, finding.indicator, finding.source)
            hits[finding.rule].add(row)
            if finding.indicator or finding.document in real:
                # Findings on whole projects of examples do not count: such a project has one indicator only, so nearly
                # every rule on projects flags it.
                shared[finding.rule].add(row)
        failed = {outcome.id: outcome.why for outcome in outcomes if outcome.outcome is RuleState.ERROR}
        never = _never(book.rules)
        for rule in book.rules:
            if rule.id in failed:
                yield _at(rule, f"执行出错：{failed[rule.id]}")
                continue
            rows = _judged(rule, facts)
            if rule.id in never:
                yield _at(rule, "条件自相矛盾，永远不会成立")
            elif not hits[rule.id] and rule.text.enabled:
                yield _at(rule, f"在全部示例共 {rows} 行“{rule.table.name}”上都不成立，请核对条件和取值")
            # 20 rows: with fewer, a good rule may happen to hit all of them.
            elif rows >= 20 and len(hits[rule.id]) == rows:
                yield _at(rule, f"在全部示例共 {rows} 行“{rule.table.name}”上都成立，等于没有条件")
            yield from _overlaps(rule, together, shared)
    finally:
        facts.close()


def _together(book: RuleSet, others: RuleSet) -> RuleSet:
    own = {rule.id for rule in book.rules}
    return RuleSet(rules=[*book.rules, *(rule for rule in others.rules if rule.id not in own)])


def _examples(book: RuleSet) -> Iterator[Book]:
    number = 0
    for rule in book.rules:
        for text in (*rule.text.examples.flagged, *rule.text.examples.clean):
            number += 1
            try:
                yield build_book(text, f"示例{number}")
            except ValueError:
                continue  # `auditor rules test` says what is wrong with it


def _judged(rule: Rule, facts: Facts) -> int:
    kinds = "true"
    if any(column.name == "表类" for column in rule.table.columns):
        kinds = f"表类 IN ({', '.join(repr(str(kind)) for kind in rule.text.in_)})"
    row = facts.connection.execute(f'SELECT count(*) FROM "{rule.table.name}" WHERE {kinds}').fetchone()
    return int(row[0]) if row else 0


def _never(rules: Iterable[Rule]) -> set[str]:
    """Ids of rules whose condition DuckDB proves to be impossible (数值 > 5 and 数值 < 3)."""
    from auditor.facts.store import empty_database

    database = empty_database()
    # Ignore statistics: the tables are empty, so DuckDB would call every condition impossible.
    database.execute("SET disabled_optimizers = 'statistics_propagation'")
    found: set[str] = set()
    try:
        for rule in rules:
            query = query_of(rule)
            if query.lists:
                continue  # the lists are not in this database
            plan = database.execute(f"EXPLAIN {query.sql}", query.parameters).fetchall()
            if re.search("empty.result", str(plan), re.IGNORECASE):
                found.add(rule.id)
    finally:
        database.close()
    return found


def _overlaps(rule: Rule, together: RuleSet, hits: dict[str, set[tuple[object, ...]]]) -> Iterator[Remark]:
    own = hits[rule.id]
    for other in together.rules:
        same = own & hits[other.id]
        # Not compared: the rule itself; one shared row ("1 of 1" proves nothing); another class of problem.
        if other.id == rule.id or len(same) < 2 or rule.text.problem not in {other.text.problem, "custom"}:
            continue
        # Own 10 rows, the other 11, shared 9: the same rule twice. Own 10, the other 50, shared 9: contained in it.
        if len(same) >= SHARED * len(own) and len(same) >= SHARED * len(hits[other.id]):
            yield _at(rule, f"与 {other.id} {other.text.name} 几乎标出同样的行（{len(same)} 行），请只留一条")
        elif len(same) >= SHARED * len(own) and other.pack != rule.pack:
            yield _at(rule, f"标出的 {len(own)} 行中有 {len(same)} 行已由 {other.id} {other.text.name} 标出")


def _at(rule: Rule, text: str) -> Remark:
    return Remark(rule.id, str(rule.place), text)
