"""The verdict: may it be published, how much must change and where, was everything read."""

from __future__ import annotations

import pytest

from auditor.findings import Audit, Finding, Outcome, RuleState, Severity, Status
from auditor.model import LedgerEntry, Project
from auditor.report.verdict import Level, judge
from auditor.table_kinds import TableKind
from tests.report.conftest import at, book, finding

PROJECT = Project("p1", "1", "甲", TableKind.PROJECTS, at(1))
CRASHED = [Outcome("R", "规则", Severity.ERROR, RuleState.ERROR, "出错", 0)]
SKIPPED = [Outcome("R", "规则", Severity.ERROR, RuleState.SKIPPED, "缺表", 0)]
UNREAD = [LedgerEntry("附表", TableKind.OTHER, 0, False, "没有文字", at(9))]


def one(severity: Severity, status: Status = Status.VIOLATION) -> list[Finding]:
    return [finding("R", "vague", severity, status=status, project="p1")]


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({}, Level.READY),
        ({"findings": one(Severity.INFO)}, Level.READY),
        ({"findings": one(Severity.WARNING)}, Level.IMPROVE),
        ({"findings": one(Severity.ERROR)}, Level.CHANGE),
        ({"findings": one(Severity.ERROR, Status.WAIVED)}, Level.READY),
        ({"findings": one(Severity.ERROR, Status.READING_DOUBT)}, Level.CHECK),
        ({"findings": one(Severity.ERROR, Status.NEEDS_REVIEW)}, Level.CHECK),
        ({"findings": one(Severity.WARNING, Status.READING_DOUBT)}, Level.READY),
        ({"ledger": UNREAD}, Level.CHECK),
        ({"ledger": UNREAD, "findings": one(Severity.ERROR)}, Level.CHANGE),
        ({"outcomes": CRASHED}, Level.CHECK),
        ({"outcomes": SKIPPED}, Level.READY),
        ({"projects": []}, Level.CHECK),
    ],
)
def test_level(given: dict[str, list[object]], level: Level) -> None:
    read = {"ledger": given["ledger"]} if "ledger" in given else {}
    document = book("甲", "甲局", given.get("projects", [PROJECT]), **read)  # type: ignore[arg-type]
    verdict = judge(document, given.get("findings", []), given.get("outcomes", []))  # type: ignore[arg-type]
    assert verdict.level is level
    assert bool(verdict.missed) == ("ledger" in given)


def test_sentences_say_how_many_and_where(audit: Audit) -> None:
    document = audit.documents[0]
    verdict = judge(document, [f for f in audit.findings if f.document == document.id], audit.rules)
    assert verdict.sentence == "不宜按现稿公开，须修改后再公开。"
    assert verdict.changes == (
        "必须修改 3 处，涉及 1 个项目；建议修改 4 处；提示 1 处；另有 2 处疑似识别问题或需人工判断，未计入以上各数。"
    )
    assert verdict.missed == "有 1 处未能读取：附图。"
    assert verdict.reading == (
        "其余已读取：2 个项目、8 条指标，整体及转移支付绩效目标表 1 条指标，共 1 张表。"
        "读取时还原排版错乱 1 处，其中 1 处须对照原件核实。"
    )
