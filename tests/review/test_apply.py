"""Decisions carried into an audit, and where the file of them is looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auditor import resources
from auditor.cli.app import run
from auditor.findings import Severity, Status
from auditor.report.verdict import count
from auditor.review import Choice, Decision, Decisions, apply, write_decisions
from tests.cli.books import FAULTY
from tests.waivers.test_waivers import audit, finding


@pytest.mark.parametrize(
    ("status", "choice", "after", "counted"),
    [
        (Status.VIOLATION, Choice.TRUE, Status.VIOLATION, 1),
        (Status.VIOLATION, Choice.FALSE_ALARM, Status.WAIVED, 0),
        (Status.VIOLATION, Choice.CORRECTED, Status.VIOLATION, 1),
        (Status.VIOLATION, Choice.ASKED, Status.VIOLATION, 1),
        (Status.READING_DOUBT, Choice.TRUE, Status.VIOLATION, 1),
        (Status.NEEDS_REVIEW, Choice.TRUE, Status.VIOLATION, 1),
        (Status.READING_DOUBT, Choice.FALSE_ALARM, Status.WAIVED, 0),
        (Status.READING_DOUBT, Choice.ASKED, Status.READING_DOUBT, 0),
        (Status.WAIVED, Choice.TRUE, Status.WAIVED, 0),
    ],
)
def test_what_a_decision_does(status: Status, choice: Choice, after: Status, counted: int) -> None:
    made = finding("f1")
    made.status = status
    result = audit(made, finding("f2"))
    decision = Decision("f1", choice, "查过原件", "张三", "2026-03-01")
    apply(result, {"f1": decision, "f9": Decision("f9", Choice.FALSE_ALARM)})
    assert made.status is after
    assert count([made]).must == counted
    assert result.decisions["f1"] == decision
    assert result.findings[1].status is Status.VIOLATION
    if after is Status.WAIVED and status is not Status.WAIVED:
        assert made.waiver is not None
        assert (made.waiver.reason, made.waiver.owner, made.waiver.expires) == ("查过原件", "张三", "")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a faulty book in a folder below it and its findings decided to be false alarms."""
    (tmp_path / "送审").mkdir()
    (tmp_path / "送审" / "书.txt").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["audit", "送审", "-o", "初审"]) == 1
    found = json.loads((tmp_path / "初审" / "findings.json").read_bytes())["findings"]
    graves = [entry["fingerprint"] for entry in found if entry["severity"] == Severity.ERROR.value]
    decided = {id: Decision(id, Choice.FALSE_ALARM, by="张三", date="2026-03-01") for id in graves}
    write_decisions(tmp_path / "意见.json", Decisions(decided))
    return tmp_path


@pytest.mark.parametrize(
    ("lies", "project", "options", "code"),
    [
        ("意见.json", None, ["--decisions", "意见.json"], 0),
        ("decisions.json", None, [], 0),
        ("decisions.json", "rules: [core]\n", [], 0),
        ("区/意见.json", "decisions: 区/意见.json\n", [], 0),
        ("意见.json", "decisions: 还没有.json\n", [], 1),
        ("送审/decisions.json", None, [], 1),
        ("送审/decisions.json", "rules: [core]\n", [], 1),
        ("decisions.json", None, ["--ignore-waivers"], 1),
        ("意见.json", None, ["--decisions", "没有.json"], 2),
    ],
)
def test_where_decisions_are_found(
    lies: str, project: str | None, options: list[str], code: int, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / lies).parent.mkdir(exist_ok=True)
    (place / "意见.json").rename(place / lies)
    if project:
        (place / "auditor.yaml").write_text(project, encoding="utf-8")
    assert run(["audit", "送审", "-o", "审核结果", *options]) == code
    said = capsys.readouterr()
    assert ("使用处理意见" in said.err) == (code == 0)
    assert ("还没有" in said.err) == (project is not None and "还没有" in project)
    if code == 0:
        result = json.loads((place / "审核结果" / "findings.json").read_bytes())
        Draft202012Validator(
            json.loads((resources.folder("reports") / "findings-1.schema.json").read_text(encoding="utf-8"))
        ).validate(result)
        decided = [entry for entry in result["findings"] if "decision" in entry]
        assert decided
        assert {entry["decision"]["decision"] for entry in decided} == {"误报"}
        assert {entry["status"] for entry in decided} == {"waived"}
        assert result["run"]["decisions"] == lies
        assert f"处理意见 {lies}" in said.out
