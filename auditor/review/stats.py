"""How often each rule was right, by what reviewers decided on its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.findings import Choice, Decision
from auditor.results import Result


@dataclass(frozen=True, slots=True)
class Precision:
    """One rule. ``findings`` counts all that the results hold, ``choices`` those that were decided."""

    rule: str
    findings: int
    choices: Mapping[Choice, int]

    @property
    def right(self) -> int:
        """Confirmed, or corrected by the department, which is a confirmation too."""
        return self.choices.get(Choice.TRUE, 0) + self.choices.get(Choice.CORRECTED, 0)

    @property
    def judged(self) -> int:
        """Found right or wrong. What a department still has to explain is neither."""
        return self.right + self.choices.get(Choice.FALSE_ALARM, 0)

    @property
    def share(self) -> float | None:
        """The part that was right; None if nothing was judged."""
        return self.right / self.judged if self.judged else None


def precision(results: Iterable[Result], decisions: Mapping[str, Decision]) -> tuple[list[Precision], int]:
    """(A record for each rule with a decision, the least precise first; how many decisions are on no finding of them).

    A finding that stands in several results counts once.
    """
    rules = {str(entry["fingerprint"]): str(entry["rule"]) for result in results for entry in result.findings}
    findings = Counter(rules.values())
    choices: dict[str, Counter[Choice]] = {}
    for id, made in decisions.items():
        if id in rules:
            choices.setdefault(rules[id], Counter())[made.decision] += 1
    rated = [Precision(rule, findings[rule], counts) for rule, counts in choices.items()]
    rated.sort(key=lambda each: (each.share is None, each.share or 0, each.rule))
    return rated, sum(id not in rules for id in decisions)
