"""Reports: ``index.html``, one page a department and ``findings.json``, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.report.folder import prepare, replace

if TYPE_CHECKING:
    from auditor.findings import Audit

__all__ = ["prepare", "write"]


def write(audit: Audit, folder: Path, *, evidence: bool = True, password: str | None = None) -> None:
    """Write the whole result of ``audit`` into ``folder``: all files, or none.

    An earlier result in ``folder`` is replaced. ``evidence`` as in auditor.write. Raises UsageError if the
    folder cannot be written or holds anything but an earlier result (``prepare`` checks this before any work).
    """
    from auditor.report.judged import Judged
    from auditor.report.outputs import files

    with Judged.of(audit, evidence=evidence, password=password) as judged:
        replace(folder, files(judged))
