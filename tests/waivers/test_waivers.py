"""Waivers: what they cover, what is said of them, and what is wrong with a waiver file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.findings import Audit, Finding, Outcome, RuleState, Severity, Status
from auditor.grid import Source
from auditor.model import Book, Indicator, Project
from auditor.table_kinds import TableKind
from auditor.waivers import Waiver, add, apply, read_waivers

HERE = Source("书.txt", line=1)
TODAY = date(2026, 6, 1)
SHA = "a" * 64


def book(id: str = "书") -> Book:
    names = ["亮灯率", "亮灯率", "满意度"]
    indicators = [Indicator(f"{id}/P1/I{n}", "", "", name, "", "", "", HERE) for n, name in enumerate(names, 1)]
    project = Project(f"{id}/P1", "1101", "路灯维护", TableKind.PROJECTS, HERE, indicators=indicators)
    return Book(id, f"{id}.txt", SHA, "text", "甲局", 2026, None, 1, projects=[project])


def finding(fingerprint: str, rule: str = "R-1", indicator: int | None = 1, document: str = "书") -> Finding:
    project = f"{document}/P1"
    at = f"{project}/I{indicator}" if indicator else None
    return Finding(
        fingerprint, rule, "custom", Severity.ERROR, Status.VIOLATION, document, project, at, [], HERE, "", "",
        None, None,
    )  # fmt: skip


def audit(*findings: Finding) -> Audit:
    rules = [Outcome(id, id, Severity.ERROR, RuleState.RAN, None, 0) for id in ("R-1", "R-2")]
    return Audit("0", "2026-06-01T00:00:00+08:00", ["core"], 2, "", [book(), book("乙")], rules, list(findings))


def waiver(**more: str) -> Waiver:
    given = {"rule": "R-1", "reason": "已核实", "place": "waivers.yaml 第2行第3列", **more}
    expires = date.fromisoformat(given.pop("expires", "2026-12-31"))
    return Waiver(expires=expires, **given)


FINDINGS = (("f1", "R-1", 1, "书"), ("f2", "R-1", 3, "书"), ("f3", "R-2", 1, "书"), ("f4", "R-1", None, "书"))


@pytest.mark.parametrize(
    ("given", "waived", "notice"),
    [
        pytest.param({"fingerprint": "f1"}, {"f1"}, None, id="by fingerprint"),
        pytest.param({"project": "1101", "indicator": "亮灯率"}, {"f1"}, None, id="by code and name"),
        pytest.param({"project": "路灯维护", "indicator": "亮灯率"}, {"f1"}, None, id="by project name"),
        pytest.param({"fingerprint": "f1", "document": SHA}, {"f1"}, None, id="this very file"),
        pytest.param({"fingerprint": "f1", "document": "b" * 64}, set(), "文件已变", id="another file"),
        pytest.param({"fingerprint": "f1", "expires": "2026-06-01"}, {"f1"}, None, id="the last day"),
        pytest.param({"fingerprint": "f1", "expires": "2026-05-31"}, set(), "到期", id="expired"),
        pytest.param({"fingerprint": "f9"}, set(), "没有用到：这一条已不再被标出", id="unused"),
        pytest.param({"fingerprint": "f3"}, set(), "没有用到", id="another rule's finding"),
        pytest.param({"rule": "R-9", "fingerprint": "f1"}, set(), "没有执行这条规则", id="a rule that did not run"),
        pytest.param({"indicator": "亮灯率"}, set(), "范围过宽（没有写明项目）", id="no project"),
        pytest.param({"project": "1101"}, set(), "范围过宽（没有写明三级指标）", id="no indicator"),
    ],
)
def test_what_a_waiver_covers(given: dict[str, str], waived: set[str], notice: str | None) -> None:
    result = audit(*(finding(*parts) for parts in FINDINGS))
    apply(result, [waiver(**given)], TODAY)
    assert {made.fingerprint for made in result.findings if made.status is Status.WAIVED} == waived
    for made in result.findings:
        assert (made.waiver is not None) == (made.status is Status.WAIVED)
        assert made.waiver is None or made.waiver.reason == "已核实"
    assert [message.message for message in result.notices if not notice or notice not in message.message] == []
    assert len(result.notices) == (notice is not None)


def test_a_project_alone_is_enough_for_findings_of_the_project() -> None:
    result = audit(finding("f4", indicator=None))
    apply(result, [waiver(project="1101")], TODAY)
    assert result.findings[0].status is Status.WAIVED


@pytest.mark.parametrize("findings", [[finding("a"), finding("b", document="乙")], [finding(str(n)) for n in range(6)]])
def test_a_waiver_that_covers_too_much_covers_nothing(findings: list[Finding]) -> None:
    result = audit(*(finding(f.fingerprint, document=f.document) for f in findings))
    apply(result, [waiver(project="1101", indicator="亮灯率")], TODAY)
    assert all(made.status is Status.VIOLATION for made in result.findings)
    assert "范围过宽" in result.notices[0].message


def test_what_is_added_is_read_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    one, two = waiver(fingerprint="f1", owner="张三", date="2026-06-01"), waiver(project="1101", indicator="=亮灯率: #")
    add(file, [one])
    file.write_text("# 由预算科维护\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    add(file, [two])
    assert file.read_text(encoding="utf-8").startswith("# 由预算科维护\n")
    assert [read.entry() for read in read_waivers(file)] == [one.entry(), two.entry()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waivers:\n- rule: R-1\n  fingerprint: f\n  expires: 2026-12-31\n", ("第2行第3列", "缺少 reason")),
        ("waivers:\n- rule: R-1\n  fingerprint: f\n  reason: 好\n", ("缺少 expires",)),
        ("waivers:\n- fingerprint: f\n  reason: 好\n  expires: 2026-12-31\n", ("缺少 rule",)),
        ("waivers:\n- rule: R-1\n  reason: 好\n  expires: 2026-12-31\n", ("没有写明豁免哪一条",)),
        ("waivers:\n- {rule: R-1, fingerprint: f, reason: 好, expires: 明年}\n", ("应为日期，不能是“明年”",)),
        ("waivers:\n- {rule: R-1, fingerprint: f, reason: 好, expires: 2026-02-30}\n", ("应为日期",)),
        (
            "waivers:\n- {rule: R-1, fingerprint: f, reasn: 好, reason: 好, expires: 2026-12-31}\n",
            ("“reasn”", "reason"),
        ),
        ("waiver:\n- rule: R-1\n", ("“waiver”", "waivers")),
        ("waivers:\n- R-1\n", ("第1条豁免应写作",)),
        ("waivers: [\n", ("YAML",)),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_place(text: str, told: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AuditorError) as caught:
        read_waivers(file)
    assert caught.value.exit_code == 2
    assert not [word for word in told if word not in str(caught.value)]


def test_an_empty_file_waives_nothing(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text("# 还没有\n", encoding="utf-8")
    assert read_waivers(file) == []
