"""Names without a code in a table that prints codes."""

from __future__ import annotations

import re

from auditor.forms.table import vocabulary
from auditor.model import Project, Repair, RepairKind

_CODE_PART = re.compile(r"^[0-9]{3,20}[-－—][^0-9]|[0-9]{6,12}[A-Z][0-9]{6,12}")
"""A name that begins with the end of a code, or holds a piece of one: a line of its cell was cut off or overran it."""
_SURE = 10
"""Coded projects that show that a table prints codes."""


def doubt_uncoded(projects: list[Project]) -> None:
    """A name without a code where the table's others have one: the code may have been cut off, or the row is none."""
    named = [project for project in projects if project.name]
    coded = sum(bool(project.code) for project in named)
    sure = coded >= _SURE and coded >= 0.9 * len(named)
    for project in named:
        if coded and not project.code and (sure or _CODE_PART.search(project.name)):
            said = f"{project.name}（同表其他项目均印有编码，此处没有）"
            project.repairs.append(
                Repair(RepairKind.DOUBTFUL_CELL, project.source, project.name, said, vocabulary.NAME, doubtful=True)
            )
