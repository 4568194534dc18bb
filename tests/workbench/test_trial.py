"""A condition tried on real rows sees every kind of table that a rule can judge."""

from __future__ import annotations

import pytest

from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText
from auditor.table_kinds import FACT_KINDS, TableKind
from auditor.workbench.trial import try_condition

LINE = "产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人"
EXAMPLE = ExampleText.model_validate({"项目": {"项目名称": "培训", "项目总额": "100"}, "指标": [LINE]})


@pytest.mark.parametrize("kind", FACT_KINDS.values())
def test_rows_of_every_kind_are_judged(kind: TableKind) -> None:
    book = build_book(EXAMPLE, "甲")
    for project in book.projects:
        project.kind = kind
    facts = load([book])
    hits = try_condition(facts, f"表类 = '{kind.fact}' and 数值 > 100", "指标", {})
    facts.close()
    assert (hits.judged, len(hits.rows)) == (1, 1)
