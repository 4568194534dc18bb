"""Merge what several reviewers decided. Where they disagree, both opinions are kept and none counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.findings import Decision
from auditor.review.file import Decisions


@dataclass(slots=True)
class Merged:
    """The outcome of a merge, and the fingerprints that it added, changed, or found in dispute."""

    decisions: Decisions
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)


def merge(current: Decisions, files: Iterable[Decisions], settle: bool = False) -> Merged:
    """Add the decisions of ``files``, one file after the other, to ``current``.

    The same person may change her mind: the later date counts, of two on one day the one read last. Two people who
    decide differently are in dispute, until a file is merged with ``settle``: its decisions replace all others.
    """
    settled = dict(current.settled)
    disputed = _by_fingerprint(current.disputed)
    for file in files:
        for opinion in [*file.settled.values(), *file.disputed]:
            id = opinion.fingerprint
            opinions = disputed.get(id) or ([settled[id]] if id in settled else [])
            opinions = [opinion] if settle else _with(opinions, opinion)
            settled.pop(id, None)
            disputed.pop(id, None)
            if len(opinions) == 1:
                settled[id] = opinions[0]
            else:
                disputed[id] = opinions
    before = {**{id: [made] for id, made in current.settled.items()}, **_by_fingerprint(current.disputed)}
    after = {**{id: [made] for id, made in settled.items()}, **disputed}
    merged = Merged(Decisions(settled, tuple(each for opinions in disputed.values() for each in opinions)))
    merged.added = sorted(after.keys() - before.keys())
    merged.changed = sorted(id for id in after.keys() & before.keys() if after[id] != before[id])
    merged.disputed = sorted(disputed)
    return merged


def _with(opinions: list[Decision], new: Decision) -> list[Decision]:
    """``opinions`` with ``new``, which takes the place of what the same person said before, and of the same choice.

    Of unsigned opinions nobody knows whether one person changed her mind.
    """
    kept = []
    for old in opinions:
        if old.decision == new.decision or (old.by == new.by and new.by):
            new = _later(old, new)
        else:
            kept.append(old)
    return [*kept, new]


def _later(old: Decision, new: Decision) -> Decision:
    return new if new.date >= old.date else old


def _by_fingerprint(opinions: Iterable[Decision]) -> dict[str, list[Decision]]:
    grouped: dict[str, list[Decision]] = {}
    for each in opinions:
        grouped.setdefault(each.fingerprint, []).append(each)
    return grouped
