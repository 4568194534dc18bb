"""Rules: YAML packs, checked and bound before they run, judged on the facts.

``load_packs(names or paths) -> RuleBook`` and ``run(rulebook, facts) -> (outcomes, findings)``;
``find_project(paths) -> Project | None`` is the project file (auditor.yaml) in force for documents.
"""

from auditor.rulebook.book import RuleBook, RuleFilesError, load_packs
from auditor.rulebook.engine import run
from auditor.rulebook.find import builtin_packs, known_packs
from auditor.rulebook.projectfile import Project, find_project

__all__ = [
    "Project",
    "RuleBook",
    "RuleFilesError",
    "builtin_packs",
    "find_project",
    "known_packs",
    "load_packs",
    "run",
]
