"""FactTable 资金: one row a funding line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.facts.common import ProjectContext, document_cells, identity, place_cells, printed, wan
from auditor.facts.facts import Subject
from auditor.facts.store import FactRow


def funding_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    for place in places:
        project = place.project
        for number, line in enumerate(project.funding, 1):
            row = document_cells(place.book) | place_cells(line.source) | {
                "项目标识": project.id,
                "项目名称": project.name,
                "序号": number,
                "重复印出": line.repeated,
                "项目总额": wan(line.total),
                "财政资金": wan(line.fiscal),
                "其他资金": wan(line.other),
                "项目总额原文": printed(line.total),
                "财政资金原文": printed(line.fiscal),
                "其他资金原文": printed(line.other),
                "绩效目标": line.goal,
            }  # fmt: skip
            order = (place.book_number, place.number, -1)
            who = identity(place.book, project, printed(line.total), printed(line.fiscal))
            yield row, Subject(place.book.id, project.id, None, line.source, line.raw or project.raw, order, who)
