"""``auditor audit``: exit codes, what it says and what it writes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.cli.commands.audit import exit_code
from auditor.findings import Audit, Finding, Outcome, Problem, RuleState, Severity, Status
from auditor.grid import Source
from auditor.model import Amount, Book, LedgerEntry, Project
from auditor.table_kinds import TableKind
from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor

HERE = Source("书.txt", line=1)


def book(*, read: bool = True, projects: int = 1) -> Book:
    entry = LedgerEntry("表12", "项目支出绩效表", 1, read, None if read else "没有表头", HERE)
    made = Book("书", "书.txt", "", "text", "甲局", 2026, None, 1, ledger=[entry])
    for number in range(projects):
        made.add(Project(f"书/p{number}", "", "甲", TableKind.PROJECTS, HERE))
    return made


def finding(severity: Severity, status: Status = Status.VIOLATION) -> Finding:
    return Finding(
        "f", "R-1", "custom", severity, status, "书", None, None, [], HERE, "", "有误", None, None
    )  # fmt: skip


def outcome(state: RuleState) -> Outcome:
    return Outcome("R-1", "规则", Severity.ERROR, state, None, 0)


def audit(**parts: object) -> Audit:
    fields: dict[str, object] = {"documents": [book()], "rules": [], "findings": [], **parts}
    return Audit("0", "2026-01-01T00:00:00+08:00", ["core"], 1, "", **fields)  # type: ignore[arg-type]


ERROR, WARNING, INFO = finding(Severity.ERROR), finding(Severity.WARNING), finding(Severity.INFO)


@pytest.mark.parametrize(
    ("result", "fail_on", "code"),
    [
        pytest.param(audit(), "error", 0, id="nothing found"),
        pytest.param(audit(findings=[ERROR]), "error", 1, id="an error"),
        pytest.param(audit(findings=[WARNING]), "error", 0, id="a warning below the threshold"),
        pytest.param(audit(findings=[WARNING]), "warning", 1, id="a warning at the threshold"),
        pytest.param(audit(findings=[INFO]), "warning", 0, id="hints never count"),
        pytest.param(audit(findings=[ERROR]), "never", 0, id="never"),
        pytest.param(audit(findings=[finding(Severity.ERROR, Status.READING_DOUBT)]), "error", 0, id="a doubt"),
        pytest.param(audit(findings=[finding(Severity.ERROR, Status.NEEDS_REVIEW)]), "error", 0, id="for review"),
        pytest.param(audit(findings=[finding(Severity.ERROR, Status.WAIVED)]), "error", 0, id="waived"),
        pytest.param(audit(unread=[Problem("坏.txt", "空")]), "never", 3, id="an unread file"),
        pytest.param(audit(documents=[book(read=False)], findings=[ERROR]), "error", 3, id="an unread table"),
        pytest.param(audit(documents=[book(projects=0)]), "error", 3, id="no performance table"),
        pytest.param(
            audit(documents=[book(projects=0)], findings=[ERROR]), "error", 1, id="no table, and a rule says so"
        ),
        pytest.param(audit(rules=[outcome(RuleState.ERROR)], findings=[ERROR]), "error", 3, id="a crashed rule"),
        pytest.param(audit(rules=[outcome(RuleState.SKIPPED)]), "error", 0, id="a skipped rule"),
    ],
)
def test_exit_code(result: Audit, fail_on: str, code: int) -> None:
    assert exit_code(result, fail_on) == code


def test_a_faulty_book_ends_with_1_and_its_report(tmp_path: Path, auditor_command: Auditor) -> None:
    path = tmp_path / "书.txt"
    path.write_text(FAULTY, encoding="utf-8")
    ended = auditor_command("audit", path, "-o", tmp_path / "结果")
    assert ended.code == 1, ended.err
    assert str(tmp_path / "结果" / "index.html") in ended.out
    assert ended.out.splitlines()[2].split() == ["未识别部门", "书.txt", "须修改", "2", "0", "0", "0", "1", "6"]
    assert ended.err.splitlines() == ["已读取 1/1：书.txt"]
    result = json.loads((tmp_path / "结果" / "findings.json").read_text(encoding="utf-8"))
    assert {finding["problem"] for finding in result["findings"]} >= {"direction-conflict"}
    assert auditor_command("audit", path, "-o", tmp_path / "结果", "--fail-on", "never").code == 0


def test_a_sound_book_ends_with_0(tmp_path: Path, auditor_command: Auditor) -> None:
    path = tmp_path / "书.txt"
    path.write_text(SOUND, encoding="utf-8")
    ended = auditor_command("audit", path, "-o", tmp_path / "结果")
    assert ended.code == 0, ended.out + ended.err


def test_a_console_of_code_page_936_is_no_obstacle(tmp_path: Path, auditor_process: Auditor) -> None:
    path = tmp_path / "书⻔.txt"
    path.write_text(FAULTY, encoding="utf-8")
    ended = auditor_process("audit", path, "-o", tmp_path / "结果⻔", env={"PYTHONIOENCODING": "gbk"})
    assert ended.code == 1, ended.err
    assert "报告：" in ended.out


def test_several_processes_find_the_same(tmp_path: Path, auditor_process: Auditor) -> None:
    for name, text in (("甲", FAULTY), ("乙", SOUND), ("丙", FAULTY)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    results = []
    for jobs in ("1", "2"):
        out = tmp_path / f"结果{jobs}"
        inputs = sorted(tmp_path.glob("*.txt"))
        assert auditor_process("audit", *inputs, "-o", out, "--jobs", jobs).code == 1
        result = json.loads((out / "findings.json").read_text(encoding="utf-8"))
        del result["run"]["started"]
        results.append(result)
    assert results[0] == results[1]


def test_tree_shows_what_was_read(tmp_path: Path, auditor_command: Auditor) -> None:
    path = tmp_path / "书.txt"
    path.write_text(SOUND, encoding="utf-8")
    lines = auditor_command("tree", path).out.splitlines()
    assert lines[1] == "└─ 11010526T000000000001 路灯维护经费　总额 86.000000 万元"
    assert lines[3:6] == ["   ├─ 产出指标", "   │  ├─ 数量指标", "   │  │  └─ 维修路灯数量　≥ 1200盏"]
    lines[1].encode("gbk")


def test_tree_as_json_is_an_entry_of_documents(tmp_path: Path, auditor_process: Auditor) -> None:
    path = tmp_path / "书.txt"
    path.write_text(SOUND, encoding="utf-8")
    ended = auditor_process("tree", path, "--json", env={"PYTHONIOENCODING": "utf-8"})
    document = json.loads(ended.out)
    assert document["projects"][0]["name"] == "路灯维护经费"
    assert Decimal(document["projects"][0]["total"]) == Amount("86", Decimal(86), "万元", HERE).number


def test_every_rule_is_listed_and_shown(auditor_command: Auditor) -> None:
    listed = auditor_command("rules", "list")
    assert listed.code == 0
    ids = [line.split()[0] for line in listed.out.splitlines()[:-1]]
    assert len(ids) == len(set(ids)) >= 35
    for id_ in ids[:: max(1, len(ids) // 5)]:
        shown = auditor_command("rules", "show", id_)
        assert shown.code == 0
        assert shown.out.startswith(id_)
        assert "条件" in shown.out
        assert "依据" in shown.out
