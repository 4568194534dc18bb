"""Two rounds compared: nothing is called gone that was not looked for again."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.report.rounds_workbook import encode
from auditor.results import PastDocument, Result, is_own
from auditor.rounds import Change, compare, counted
from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor


def entry(id: str, rule: str = "R-1", status: str = "violation", document: str = "甲") -> dict[str, Any]:
    return {
        "fingerprint": id, "rule": rule, "status": status, "document": document, "severity": "error", "project": None,
        "indicator": None, "raw": "=1", "message": "问题", "advice": None,
    }  # fmt: skip


def result(*findings: dict[str, Any], document: str = "甲", department: str = "甲局", ran: str = "R-1") -> Result:
    documents = {document: PastDocument(department, 2026, "")}
    return Result("", "2026-03-01T00:00:00+08:00", documents, [*findings], {}, None, ran=frozenset(ran.split()))


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (result(), result(entry("f1")), Change.NEW),
        (result(entry("f1")), result(entry("f1")), Change.OPEN),
        (result(entry("f1")), result(), Change.GONE),
        (result(entry("f1")), result(document="改名"), Change.GONE),
        (result(entry("f1")), result(department="乙局"), Change.UNKNOWN),
        (result(entry("f1")), result(ran="R-2"), Change.UNKNOWN),
        (result(entry("f1")), result(entry("f1", status="waived")), Change.GONE),
        (result(entry("f1", status="waived")), result(entry("f1")), Change.NEW),
        (result(entry("f1", status="waived")), result(), None),
    ],
)
def test_what_became_of_a_finding(old: Result, new: Result, change: Change | None) -> None:
    assert [step.change for step in compare(old, new)] == ([change] if change else [])


def test_it_is_counted_by_department() -> None:
    steps = compare(result(entry("f1"), entry("f2")), result(entry("f2"), entry("f3")))
    assert counted(steps) == {"甲局": {(Change.NEW, True): 1, (Change.OPEN, True): 1, (Change.GONE, True): 1}}
    content = encode(steps, "2026-03-01T00:00:00+08:00")
    assert encode(steps, "2026-03-01T00:00:00+08:00") == content
    assert is_own(content)


def test_the_command_shows_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor) -> None:
    monkeypatch.chdir(tmp_path)
    for name, book in (("一", FAULTY), ("二", SOUND)):
        (tmp_path / "书.txt").write_text(book, encoding="utf-8")
        auditor_command("audit", "书.txt", "-o", name)
    ended = auditor_command("diff", "一", "二", "-o", "对比.xlsx")
    assert ended.code == 0
    assert ended.out.splitlines()[2].split() == ["书", "0（0）", "1（0）", "2（2）", "0（0）"]
    assert (tmp_path / "对比.xlsx").is_file()
    assert auditor_command("diff", "二", "一").code == 1
    assert "-o 应写 Excel 文件的名称" in auditor_command("diff", "一", "二", "-o", "对比.csv").err
