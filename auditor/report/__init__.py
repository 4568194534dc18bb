"""Reports in one folder: pages, a list as a workbook, letters, ``findings.json`` (``outputs`` has all formats)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.report.folder import prepare, replace

if TYPE_CHECKING:
    from auditor.findings import Audit
    from auditor.office import Office

__all__ = ["prepare", "write"]


def write(
    audit: Audit,
    folder: Path,
    *,
    evidence: bool = True,
    password: str | None = None,
    formats: Collection[str] | None = None,
    office: Office | None = None,
) -> dict[str, str]:
    """Write the whole result of ``audit`` into ``folder``, in ``formats`` or the usual ones: all files, or none.

    An earlier result in ``folder`` is replaced; its files that a person has edited are kept under another name, and
    the answer says which (name → new name). ``evidence`` as in auditor.write. Raises UsageError if the
    folder cannot be written or holds anything but an earlier result (``prepare`` checks this before any work).
    """
    from auditor.report.judged import Judged
    from auditor.report.outputs import files

    with Judged.of(audit, evidence=evidence, password=password, office=office) as judged:
        return replace(folder, files(judged, formats))
