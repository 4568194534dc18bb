"""Doubtful sums of a list of projects: each belongs to the project that prints it."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.forms.layouts.layout import TableRead
from auditor.forms.table import vocabulary
from auditor.model import Repair


def own_doubtful(repairs: Iterable[Repair], result: TableRead) -> None:
    """Give the repair of a doubtful sum to the project whose own row prints it, or to the table (further lines)."""
    owners = {
        (role, amount.source): project
        for project in result.projects
        for role, amount in (
            (vocabulary.TOTAL, project.total), (vocabulary.FISCAL, project.fiscal), (vocabulary.OTHER, project.other)
        )
        if amount is not None
    }  # fmt: skip
    for repair in repairs:
        owner = owners.get((repair.field, repair.source))
        (owner.repairs if owner else result.repairs).append(repair)
