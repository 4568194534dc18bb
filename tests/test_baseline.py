"""Comparing with an earlier audit: new and gone by fingerprints, and only what could be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import auditor
from auditor.baseline import compare
from auditor.errors import UsageError
from auditor.findings import Audit
from auditor.results import read_result
from tests.cli.books import FAULTY, HEADER, ROWS, SOUND


def audited(text: str, folder: Path, name: str = "书.txt", rules: tuple[str, ...] = ("core",)) -> Audit:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return auditor.audit([path], rules=list(rules))


def written(audit: Audit, folder: Path) -> Path:
    auditor.write(audit, folder)
    return folder


def test_the_same_book_has_nothing_new_and_nothing_gone(tmp_path: Path) -> None:
    before = written(audited(FAULTY, tmp_path / "甲"), tmp_path / "上次")
    moved = "说明\n\n" + FAULTY
    now = audited(moved, tmp_path / "乙")
    compare(now, read_result(before))
    assert {finding.new for finding in now.findings} == {False}
    assert now.gone == []
    assert now.baseline is not None
    assert now.baseline == f"findings.json（{now.started[:10]}）"


def test_a_corrected_fault_is_gone_and_a_fresh_one_is_new(tmp_path: Path) -> None:
    before = audited(FAULTY, tmp_path / "甲")
    fresh = SOUND.replace("维修路灯数量\t≥\t1200", "维修路灯数量\t≥\tXX")
    now = audited(fresh, tmp_path / "乙")
    compare(now, read_result(written(before, tmp_path / "上次")))
    old = {finding.fingerprint for finding in before.findings}
    assert {finding.fingerprint for finding in now.findings if finding.new} == {
        finding.fingerprint for finding in now.findings
    } - old
    assert any(finding.new and finding.problem == "placeholder" for finding in now.findings)
    assert "direction-conflict" not in {finding.problem for finding in now.findings}
    assert any(gone.rule.startswith("PI-DIR") for gone in now.gone)


def test_another_department_is_not_compared(tmp_path: Path) -> None:
    before = written(audited(FAULTY, tmp_path / "甲"), tmp_path / "上次")
    now = audited(HEADER + ROWS, tmp_path / "乙", "别的.txt")
    for book in now.documents:
        book.department = "别的局"
    compare(now, read_result(before))
    assert now.gone == []


def test_without_a_baseline_nothing_is_said(tmp_path: Path) -> None:
    now = audited(FAULTY, tmp_path)
    assert {finding.new for finding in now.findings} == {None}
    assert now.baseline is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x"}', '{"schema": "auditor/findings-1"}', "{" * 100_000])
def test_what_is_no_result_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"findings\.json"):
        read_result(tmp_path)


def test_the_result_says_it(tmp_path: Path) -> None:
    before = written(audited(FAULTY, tmp_path / "甲"), tmp_path / "上次")
    now = audited(SOUND, tmp_path / "乙")
    compare(now, read_result(before))
    result = json.loads((written(now, tmp_path / "这次") / "findings.json").read_text(encoding="utf-8"))
    assert {entry["rule"] for entry in result["gone"]} == {gone.rule for gone in now.gone} != set()
    assert result["baseline"] == now.baseline
