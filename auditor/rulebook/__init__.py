"""Rules: YAML packs, checked and bound before they run, judged on the facts.

``load_packs(names or paths) -> RuleSet`` and ``run(rules, facts) -> (outcomes, findings)``.
"""

from auditor.rulebook.engine import run
from auditor.rulebook.find import builtin_packs, known_packs
from auditor.rulebook.ruleset import RuleFilesError, RuleSet, load_packs

__all__ = [
    "RuleFilesError",
    "RuleSet",
    "builtin_packs",
    "known_packs",
    "load_packs",
    "run",
]
