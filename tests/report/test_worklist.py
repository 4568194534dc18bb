"""What the lists of a page say of a finding: its project, what is printed, what is proposed, which unit it is of."""

from __future__ import annotations

import json

import pytest

from auditor.findings import Audit, Severity, Status
from auditor.model import Project
from auditor.report.anchors import Numbers
from auditor.report.units import UNKNOWN, units
from auditor.report.worklist import embedded, in_script, lines
from auditor.table_kinds import TableKind
from tests.report.conftest import HOSTILE, at


def test_a_line_says_what_is_printed_in_the_cells_at_fault(audit: Audit) -> None:
    book = audit.documents[0]
    findings = [f for f in audit.findings if f.document == book.id]
    made = {line.finding.rule: line for line in lines(book, findings, Numbers(book).projects)}
    assert (made["PI-DIR-001"].project, made["PI-DIR-001"].current) == ("外办外事经费", "≥ 50 %")
    assert made["PI-MIS-001"].current == "二级指标 空"
    assert made["PI-PLA-001"].current == "财政资金 #####"
    assert (made["BK-PUB-001"].project, made["BK-PUB-001"].number, made["BK-PUB-001"].current) == ("文件整体", "", "")
    assert [line.position for line in lines(book, findings, Numbers(book).projects)] == list(range(len(findings)))
    urgent = [line.finding for line in made.values() if line.urgent]
    assert {f.severity for f in urgent} == {Severity.ERROR}
    assert made["PI-OPR-001"].doubtful
    assert made["PI-OPR-001"].finding.status is Status.READING_DOUBT


def test_no_text_of_a_document_ends_the_data(audit: Audit) -> None:
    book = audit.documents[1]
    findings = [f for f in audit.findings if f.document == book.id]
    made = lines(book, findings, Numbers(book).projects)
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
