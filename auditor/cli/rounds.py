"""What the commands on rounds take: an earlier result, or documents that are audited for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import console
from auditor.cli.inputs import mapping_of, tell_skipped, tell_unread

if TYPE_CHECKING:
    from auditor.findings import Audit
    from auditor.rounds import Round


def is_result(path: str) -> bool:
    """Whether ``path`` is a result: its folder or its findings.json."""
    from auditor.results import JSON, bears_mark

    file = Path(path)
    return file.name == JSON or bears_mark(file / JSON if file.is_dir() else file)


def audited(
    path: str, rules: list[str] | None, project: str | None, password: str | None, mapping: list[str] | None
) -> Audit:
    """The audit of the documents at ``path``; what could not be read is said."""
    import auditor

    with console.progress("已读取") as progress:
        audit = auditor.audit(
            [path],
            rules or None,
            project=project,
            progress=progress,
            password=password,
            mapping=mapping_of(mapping),
        )
    tell_skipped(audit.skipped)
    for problem in audit.unread:
        tell_unread(problem)
    return audit


def round_of(
    path: str, rules: list[str] | None, project: str | None, password: str | None, mapping: list[str] | None
) -> Round:
    """The result at ``path``, or what an audit of the documents there finds."""
    from auditor.paths import shown
    from auditor.results import read_result
    from auditor.rounds import Round

    if is_result(path):
        return Round.of(read_result(path))
    return Round.judged(audited(path, rules, project, password, mapping), shown(path))
