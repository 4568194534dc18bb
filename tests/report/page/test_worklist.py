"""What the lists of a page say of a finding: its project, what is printed, what is proposed, which unit it is of."""

from __future__ import annotations

import json

import pytest

from auditor.findings import Audit, Severity, Status
from auditor.grid import Source
from auditor.model import Indicator, PrintedCell, Project
from auditor.report.page.anchors import Numbers
from auditor.report.page.html import framed
from auditor.report.page.units import UNKNOWN, units
from auditor.report.page.worklist import embedded, in_script, lines
from auditor.table_kinds import TableKind
from tests.report.conftest import HOSTILE, at, book, finding


def test_a_line_says_what_is_printed_in_the_cells_at_fault(audit: Audit) -> None:
    book = audit.documents[0]
    findings = [f for f in audit.findings if f.document == book.id]
    made = {line.finding.rule: line for line in lines(book, findings, Numbers(book))}
    assert (made["PI-DIR-001"].project, made["PI-DIR-001"].current) == ("外办外事经费", "≥ 50 %")
    assert made["PI-MIS-001"].current == "二级指标 空"
    assert made["PI-PLA-001"].current == "财政资金 #####"
    assert (made["BK-PUB-001"].project, made["BK-PUB-001"].number, made["BK-PUB-001"].current) == ("文件整体", "", "")
    assert [line.position for line in lines(book, findings, Numbers(book))] == list(range(len(findings)))
    urgent = [line.finding for line in made.values() if line.urgent]
    assert {f.severity for f in urgent} == {Severity.ERROR}
    assert made["PI-OPR-001"].doubtful
    assert made["PI-OPR-001"].finding.status is Status.READING_DOUBT


def test_no_text_of_a_document_ends_the_data(audit: Audit) -> None:
    book = audit.documents[1]
    findings = [f for f in audit.findings if f.document == book.id]
    made = lines(book, findings, Numbers(book))
    text = embedded(book, made, {}, {}, [("第 1 行", HOSTILE[3])], [HOSTILE[0]])
    assert "<" not in text
    assert "\u202e" not in text
    data = json.loads(text)
    assert len(data["findings"]) == len(findings)
    assert HOSTILE[0] in data["texts"]
    assert len(data["texts"]) == len(set(data["texts"]))
    assert "\u2028" not in in_script("\u2028")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["人才局工作经费", "人才局人才发展经费", "民盟业务费"], ["人才局", "人才局", UNKNOWN]),
        (["人才局-工作经费", "人才局-平台运维"], ["人才局", "人才局"]),
        (["机管中心会务服务", "机管中心资产管理", "信访办接访"], ["机管中心", "机管中心", UNKNOWN]),
        (["举办培训班", "举办展览"], [UNKNOWN, UNKNOWN]),
        (["干部培训", "干部体检"], [UNKNOWN, UNKNOWN]),
        (["区委社会工作部工作", "区委社会工作部经费", "区委别的"], ["区委社会工作部", "区委社会工作部", UNKNOWN]),
        (["道路维护", "桥梁维护"], [UNKNOWN, UNKNOWN]),
    ],
)
def test_a_unit_is_the_shared_beginning_of_names(names: list[str], found: list[str]) -> None:
    projects = [Project(str(n), "", name, TableKind.PROJECTS, at(n)) for n, name in enumerate(names)]
    assert list(units(projects).values()) == found


def test_a_labelled_unit_counts_before_the_name() -> None:
    project = Project(
        "p", "", "人才局-经费", TableKind.PROJECTS, at(1), extra={"实施单位": " 区文化馆 ", "主管部门": "甲"}
    )
    assert units([project]) == {"p": "区文化馆"}


def test_a_row_of_a_page_has_a_number() -> None:
    def row(id_: str, page: int, top: float) -> Indicator:
        # The row begins with a cell merged over the rows below; its name has a box of its own.
        name = PrintedCell("甲", "甲", Source("a.pdf", page, (50, top, 60, top + 9)))
        source = Source("a.pdf", page, (0, 0, 60, 500))
        return Indicator(id_, "", "", "甲", "", "", "", source, printed={"三级指标": name})

    rows = [row("a", 9, 200), row("b", 9, 90), row("c", 10, 50)]
    project = Project("p", "", "甲", TableKind.PROJECTS, rows[0].source, indicators=rows)
    numbers = Numbers(book("甲", "甲局", [project]))
    assert [numbers.short(each) for each in rows] == ["9页2行", "9页1行", "10页1行"]
    found = finding("A", "vague", Severity.ERROR, indicator="a", source=rows[0].source)
    assert numbers.where(found) == "第 9 页第 2 行"
    assert numbers.where(finding("A", "vague", Severity.ERROR, source=rows[0].source)) == "第 9 页"


@pytest.mark.parametrize(
    ("raw", "cells", "shown"),
    [
        ("产出指标 | 甲 | ≥ | 5", {"≥"}, "产出指标 | 甲 | <mark>≥</mark> | 5"),
        ("<b> | ", {"<b>", ""}, "<mark>&lt;b&gt;</mark> | "),
        ("甲|乙", {"甲"}, "甲|乙"),
    ],
)
def test_the_cells_at_fault_are_framed(raw: str, cells: set[str], shown: str) -> None:
    assert framed(raw, cells) == shown
