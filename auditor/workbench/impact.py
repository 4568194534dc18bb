"""What an edited rule file would change: the findings it adds and drops, compared with the packs in effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.facts.load import load
from auditor.findings import Finding, Outcome, RuleState
from auditor.model import Book
from auditor.rulebook import RuleSet, load_packs, run


@dataclass(slots=True)
class RuleImpact:
    """What changes for one rule on one document. ``before`` and ``after`` count its findings."""

    document: str
    rule: str
    before: int
    after: int
    added: list[Finding]
    dropped: list[Finding]
    changed: int
    """Number of findings in both, but with another severity, status, problem class, message or advice."""


@dataclass(slots=True)
class Impact:
    """The comparison. ``changes`` has only the rules and documents for which something differs."""

    before: RuleSet
    after: RuleSet
    changes: list[RuleImpact]
    failed: list[Outcome]
    """Rules that ended with an error when run with the edited file."""


def edited_book(file: str | Path, packs: Sequence[str | Path]) -> tuple[RuleSet, RuleSet]:
    """The rules in effect, and the rules with ``file``: it replaces the pack of the same name, or that it is an edited
    copy of (it has rules of the same ids, which cannot be in force twice), or is added.

    Raises RuleFilesError with the mistakes in any of them.
    """
    before = load_packs(packs)
    edited = load_packs([file])
    paths = {pack.path for pack in edited.packs}
    own = {pack.name for pack in edited.packs if pack.path == Path(file).resolve().as_posix()}
    ids = {rule.id for rule in edited.rules if rule.pack in own}
    kept = [pack for pack in packs if not _covered(pack, paths, own, ids)]
    return before, load_packs([*kept, file])


def _covered(pack: str | Path, paths: set[str], names: set[str], ids: set[str]) -> bool:
    """Whether the edited file already includes ``pack`` or replaces it."""
    main = load_packs([pack])
    replaced = any(info.path in paths or info.name in names for info in main.packs)
    return replaced or any(rule.id in ids for rule in main.rules)


def impact(before: RuleSet, after: RuleSet, books: Sequence[Book]) -> Impact:
    """Run both sets of rules on ``books`` and compare the findings by fingerprint."""
    facts = load(books, before.relations)
    # The relations that rules state (tie) are checked when facts are made, so changed ones need facts of their own.
    edited = facts if after.relations == before.relations else load(books, after.relations)
    try:
        _, old = run(before, facts)
        outcomes, new = run(after, edited)
    finally:
        facts.close()
        edited.close()
    olds, news = _grouped(old), _grouped(new)
    changes = []
    for key in dict.fromkeys([*olds, *news]):
        was, now = olds.get(key, {}), news.get(key, {})
        added = [now[mark] for mark in now if mark not in was]
        dropped = [was[mark] for mark in was if mark not in now]
        changed = sum(_says(was[mark]) != _says(now[mark]) for mark in was if mark in now)
        if added or dropped or changed:
            changes.append(RuleImpact(*key, len(was), len(now), added, dropped, changed))
    failed = [outcome for outcome in outcomes if outcome.outcome is RuleState.ERROR]
    return Impact(before, after, sorted(changes, key=lambda change: (change.document, change.rule)), failed)


def _grouped(findings: Sequence[Finding]) -> dict[tuple[str, str], dict[str, Finding]]:
    groups: dict[tuple[str, str], dict[str, Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.document, finding.rule), {})[finding.fingerprint] = finding
    return groups


def _says(finding: Finding) -> tuple[object, ...]:
    return finding.severity, finding.status, finding.problem, finding.message, finding.advice
