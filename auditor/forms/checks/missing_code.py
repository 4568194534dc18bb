"""Names without a code in a table that prints codes."""

from __future__ import annotations

import re

from auditor.forms.table import vocabulary
from auditor.model import Project, Repair, RepairKind

_CODE_PART = re.compile(r"^[0-9]{3,20}[-－—][^0-9]|[0-9]{6,12}[A-Z][0-9]{6,12}")
"""A name that begins with the end of a code ("3212-培训费") or holds a piece of one ("培训费110105T0000321"): a line of
its cell was cut off, or ran into the next cell."""
_SURE = 10
"""Projects with a code that show that a table prints codes, if they are also nine of ten named ones.

A choice, not measured: no row of the samples or of bench/accuracy changes for any number from 1 on, or for a share from
0.5 to 0.99. Nine of ten (of at least ten) accepts one name without a code, and that is the name to look at.
"""


def doubt_uncoded(projects: list[Project]) -> None:
    """Mark names without a code as doubtful if the table's other projects have one.

    The code may have been cut off, or the row is not a project of its own.
    """
    named = [project for project in projects if project.name]
    coded = sum(bool(project.code) for project in named)
    sure = coded >= _SURE and coded >= 0.9 * len(named)
    for project in named:
        if coded and not project.code and (sure or _CODE_PART.search(project.name)):
            said = f"{project.name}（同表其他项目均印有编码，此处没有）"
            project.repairs.append(
                Repair(RepairKind.DOUBTFUL_CELL, project.source, project.name, said, vocabulary.NAME, doubtful=True)
            )
