"""CSV, Markdown, JUnit and SARIF: all findings, nothing executed, valid for their readers, known as ours."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from auditor.findings import Audit, Choice, Decision, RuleState, Severity, Status
from auditor.inputs import expand
from auditor.report import write
from auditor.report.formats.workbook import COLUMNS
from auditor.report.outputs import chosen, outputs
from auditor.results import LIST_HEAD, is_own
from auditor.visible import FORMULA

ALL = [output.format for output in outputs()]


@pytest.fixture(scope="module")
def out(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats") / "out"
    write(audit, folder, evidence=False, formats=chosen(",".join(word for word in ALL if word != "pdf")))
    return folder


def test_csv_has_a_row_a_finding_and_no_formula(audit: Audit, out: Path) -> None:
    content = (out / "问题清单.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    heads, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert len(lines) == len(audit.findings)
    assert {len(line) for line in lines} == {len(heads)}
    assert not [cell for line in lines for cell in line if cell.startswith(FORMULA)]
    assert heads[: len(LIST_HEAD.split(","))] == [head for head, _ in COLUMNS][: len(LIST_HEAD.split(","))]


def test_markdown_has_a_line_a_finding_and_no_markup_of_others(audit: Audit, out: Path) -> None:
    text = (out / "问题清单.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| 级别")]
    assert len(lines) == len(audit.findings)
    assert not re.search(r"(?<!\\)<script", text)
    assert "\\<script\\>" in text


def test_junit_has_a_suite_a_document_and_a_case_a_rule(audit: Audit, out: Path) -> None:
    root = ElementTree.fromstring((out / "junit.xml").read_bytes())
    suites = root.findall("testsuite")
    assert len(suites) == len(audit.documents) + len(audit.unread)
    own = suites[0]
    assert len(own.findall("testcase")) == len(audit.rules) == int(own.get("tests") or 0)
    assert len(own.findall("testcase/error")) == sum(rule.outcome is RuleState.ERROR for rule in audit.rules) == 1
    assert len(own.findall("testcase/skipped")) == sum(rule.outcome is RuleState.SKIPPED for rule in audit.rules)
    failed = {case.get("name", "").split()[0] for case in own.findall("testcase") if case.find("failure") is not None}
    grave = {
        each.rule
        for each in audit.findings
        if each.document == "甲局-2026" and each.status is Status.VIOLATION and each.severity is not Severity.INFO
    }
    assert failed == grave


def test_sarif_has_every_finding_with_its_level_and_fingerprint(audit: Audit, out: Path) -> None:
    data = json.loads((out / "findings.sarif").read_bytes())
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    assert len(run["results"]) == len(audit.findings)
    for made, finding in zip(run["results"], audit.findings, strict=True):
        assert run["tool"]["driver"]["rules"][made["ruleIndex"]]["id"] == made["ruleId"]
        assert (made["kind"] == "fail") == (finding.status in (Status.VIOLATION, Status.WAIVED))
        assert (made["level"] == "none") == (made["kind"] == "review")
        assert ("suppressions" in made) == (finding.status is Status.WAIVED)
        assert made["message"]["text"]
        uri = made["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(uri) & set(' "<>\\^`{|}')
    assert run["invocations"][0]["executionSuccessful"] is False


def test_every_format_that_a_folder_walk_would_read_is_known_as_ours(out: Path) -> None:
    taken, _ = expand([out])
    assert [file.name for file in taken if not is_own(file.read_bytes())] == []


def test_the_same_audit_gives_the_same_bytes_in_every_format(audit: Audit, out: Path, tmp_path: Path) -> None:
    write(audit, tmp_path / "out", evidence=False, formats=chosen(",".join(word for word in ALL if word != "pdf")))
    first = {file.name: file.read_bytes() for file in out.iterdir()}
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == first


def test_a_decision_stands_in_sarif(audit: Audit, tmp_path: Path) -> None:
    from dataclasses import replace

    id = audit.findings[0].fingerprint
    write(
        replace(audit, decisions={id: Decision(id, Choice.TRUE)}), tmp_path / "out", evidence=False, formats=["sarif"]
    )
    data = json.loads((tmp_path / "out" / "findings.sarif").read_bytes())
    assert data["runs"][0]["results"][0]["properties"]["decision"] == "属实"
