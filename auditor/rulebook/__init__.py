"""Rules: YAML packs, checked and bound before they run, judged on the facts.

``load_packs(names or paths) -> RuleBook`` and ``run(rulebook, facts) -> (outcomes, findings)``.
"""

from auditor.rulebook.book import RuleBook, RuleFilesError, builtin_packs, load_packs
from auditor.rulebook.engine import run

__all__ = ["RuleBook", "RuleFilesError", "builtin_packs", "load_packs", "run"]
