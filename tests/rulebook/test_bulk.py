"""A rule that flags nearly every row of a table is a doubt of reading: one line, not a fault for each row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import readers
from auditor.facts.load import load
from auditor.findings import Finding, Severity, Status
from auditor.forms import read_book
from auditor.rulebook import load_packs
from auditor.rulebook.bulk import ROWS
from auditor.rulebook.engine import run
from tests.conftest import ROOT
from tests.rulebook.conftest import WriteRules, book

COLUMNS = ("绩效指标性质", "绩效度量单位", "二级指标")


def judged(title: str) -> list[Finding]:
    """The findings on a faultless table whose column ``title`` is printed under a title that nobody knows."""
    printed = readers.read(ROOT / "samples" / "made" / "chaoyang.xlsx")
    for grid in printed.grids():
        grid.rows = [[replace(cell, text=cell.text.replace(title, "甲乙丙")) for cell in row] for row in grid.rows]
    facts = load([read_book(printed, id="甲")])
    try:
        return run(load_packs(["core"]), facts)[1]
    finally:
        facts.close()


@pytest.mark.parametrize("title", COLUMNS)
def test_a_column_under_an_unknown_title_accuses_nobody(title: str) -> None:
    """It is read by what it holds, or its absence is a doubt: no error comes from the title alone."""
    told = {(one.rule, one.indicator or one.project) for one in judged(title) if _is_error(one)}
    sound = {(one.rule, one.indicator or one.project) for one in judged("没有这样的列名") if _is_error(one)}
    assert told <= sound


def _is_error(found: Finding) -> bool:
    return found.severity is Severity.ERROR and found.status is Status.VIOLATION


MARKED = "产出指标 | 数量指标 | 未填人数 | ≥ | 120 | 人"
SOUND = "产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人"


@pytest.mark.parametrize(
    ("marked", "sound", "severity", "status"),
    [
        (ROWS, 0, "error", Status.READING_DOUBT),
        (ROWS, 1, "error", Status.READING_DOUBT),
        (ROWS, 2, "error", Status.VIOLATION),  # less than nine of ten
        (ROWS - 1, 0, "error", Status.VIOLATION),  # a small table
        (ROWS, 0, "warning", Status.VIOLATION),  # a recommendation may hold for each row
        (ROWS, 0, "info", Status.VIOLATION),
    ],
)
def test_where_bulk_begins(rule: WriteRules, marked: int, sound: int, severity: str, status: Status) -> None:
    """Each document is judged by itself: the small one beside it keeps its faults."""
    one = book("甲", 指标=[MARKED] * marked + [SOUND] * sound)
    other = book("乙", 指标=[MARKED, SOUND])
    facts = load([one, other])
    rules = rule("三级指标 = '未填人数'", more=f"severity: {severity}")
    _, found = run(rules, facts)
    facts.close()
    assert [finding.status for finding in found if finding.document == "甲"] == [status] * marked
    assert [finding.status for finding in found if finding.document == "乙"] == [Status.VIOLATION]


def test_pairs_that_are_all_alike_stay_faults(rule: WriteRules) -> None:
    """Rows of 相似指标 exist only where two names are alike: a rule may flag each of them."""
    facts = load([book("甲", 指标=[SOUND] * (2 * ROWS))])
    _, found = run(rule("true", "相似指标", "severity: error"), facts)
    facts.close()
    assert len(found) >= ROWS
    assert {finding.status for finding in found} == {Status.VIOLATION}
