"""Rolling up loses no finding; marks fall on the cell that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.evidence.fault_cells import marked
from auditor.findings import Finding, Severity
from auditor.grid import Source
from auditor.model import RepairKind
from auditor.report.issues import MANY, entries
from auditor.report.labels import REPAIRS
from auditor.report.location import places
from tests.effort import at_most
from tests.report.conftest import finding

CELLS = {"二级指标": "", "三级指标": "建设成本控制", "指标性质": "≥", "指标值": "#####", "度量单位": "%"}


def _many(n: int) -> list[Finding]:
    return [finding("R", "vague", Severity.WARNING, project="p", indicator=f"i{k}", line=10 + k) for k in range(n)]


@pytest.mark.parametrize(("n", "made"), [(1, 1), (MANY - 1, MANY - 1), (MANY, 1), (40, 1)])
def test_the_same_rule_over_many_rows_is_one_entry(n: int, made: int) -> None:
    rolled = entries(_many(n), {"R": "名称空泛"})
    assert len(rolled) == made
    assert sum(len(entry.findings) for entry in rolled) == n


@pytest.mark.parametrize(("problem", "made"), [("template-residue", 1), ("vague", 2)])
def test_template_text_left_in_two_names_is_one_entry(problem: str, made: int) -> None:
    pair = [finding("R", problem, Severity.WARNING, project="p", indicator=f"i{k}", line=10 + k) for k in range(2)]
    assert len(entries(pair, {"R": "名称带模板文字"})) == made


def test_a_rolled_up_entry_says_how_many_and_where() -> None:
    different = _many(3)
    different[0].message = "另一句。"
    assert entries(different, {"R": "名称空泛"})[0].message == "本项目 3 条指标：名称空泛（第 10–12 行）。"
    assert entries(_many(3), {"R": "名称空泛"})[0].message == "本项目 3 条指标：问题（第 10–12 行）。"


def test_what_an_entry_says_is_not_gathered_again_for_each_of_its_rows() -> None:
    (entry,) = entries(_many(10_000), {"R": "名称空泛"})
    with at_most(10):
        assert not any(entry.advice for _ in entry.findings)


def test_every_repair_kind_has_words() -> None:
    assert set(REPAIRS) == set(RepairKind)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(list(Severity))), max_size=30))
def test_every_finding_is_in_exactly_one_entry(drawn: list[tuple[str, Severity]]) -> None:
    findings = [finding(rule, "vague", severity, line=n + 1) for n, (rule, severity) in enumerate(drawn)]
    shown = [id(each) for entry in entries(findings, {}) for each in entry.findings]
    assert sorted(shown) == sorted(map(id, findings))


@pytest.mark.parametrize(
    ("problem", "given", "cells"),
    [
        ("direction-conflict", {"columns": ["方向", "指标性质"]}, {"指标性质"}),
        ("direction-conflict", {"suggestion": {"三级指标": "成本节约率"}}, {"三级指标"}),
        ("missing-cell", {"columns": ["二级指标", "三级指标"]}, {"二级指标"}),
        ("placeholder", {"message": "指标值为“#####”。", "columns": ["占位符"]}, {"指标值"}),
        ("custom", {"columns": ["数值", "量纲", "部门名称"]}, {"指标值", "度量单位"}),
        ("amount-conflict", {"columns": ["一级指标", "数值", "三级指标"]}, {"指标值"}),
        ("custom", {}, set()),
    ],
)
def test_marked_cells(problem: str, given: dict[str, object], cells: set[str]) -> None:
    assert marked(finding("R", problem, Severity.ERROR, **given), CELLS) == cells


@pytest.mark.parametrize(
    ("fiscal", "cells"), [("#####", {"财政资金"}), ("50.00", {"项目总额", "财政资金", "其他资金"})]
)
def test_an_amount_that_cannot_be_read_is_marked_alone(fiscal: str, cells: set[str]) -> None:
    amounts = {"项目总额": "173.440000", "财政资金": fiscal, "其他资金": "", "项目名称": "甲"}
    found = finding("R", "amount-conflict", Severity.ERROR, columns=["项目总额", "财政资金", "其他资金"])
    assert marked(found, amounts) == cells


@pytest.mark.parametrize(
    ("sources", "text"),
    [
        ([Source("x", line=n) for n in (3, 1, 2, 7)], "第 1–3、7 行"),
        ([Source("x", page=n) for n in (2, 2, 4)], "第 2、4 页"),
        ([Source("x", sheet="表", cell=c) for c in ("B7", "B8")], "工作表“表” B7、工作表“表” B8"),
        ([Source("x", line=n) for n in range(0, 60, 2)], "第 0、2、4、6、8、10、12、14、16、18、20、22 行等，共 30 行"),
        ([Source("x")], ""),
    ],
)
def test_places(sources: list[Source], text: str) -> None:
    assert places(sources) == text
