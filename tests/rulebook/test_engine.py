"""Every rule ends as ran, skipped or error; findings say what, where, how sure and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.findings import Finding, RuleState, Status
from auditor.rulebook import RuleSet, run
from auditor.rulebook.examples import build_book
from tests.rulebook.conftest import LINES, WriteRules, book


def one(rulebook: RuleSet, facts: Facts, seconds: float = 10) -> tuple[RuleState, str | None, list[Finding]]:
    outcomes, findings = run(rulebook, facts, seconds=seconds)
    assert outcomes[0].findings == len(findings)
    return outcomes[0].outcome, outcomes[0].why, findings


@pytest.mark.parametrize(
    ("where", "over", "more", "state", "findings", "why"),
    [
        ("数值 > 100", "指标", "", RuleState.RAN, 1, None),
        ("数值 > 1000", "指标", "", RuleState.RAN, 0, None),
        ("true", "指标", "", RuleState.RAN, 4, None),
        ("项目总额 = 100", "项目", "", RuleState.RAN, 1, None),
        ("true", "文件", "", RuleState.RAN, 1, None),
        ("true", "指标", "in: [整体]", RuleState.SKIPPED, 0, "整体"),
        ("true", "预算行", "", RuleState.SKIPPED, 0, "没有“预算行”"),
        ("true", "相似指标", "", RuleState.SKIPPED, 0, "没有“相似指标”"),
        ("true", "指标", "enabled: false", RuleState.SKIPPED, 0, "已停用"),
        ("数值 > 'abc'", "指标", "", RuleState.ERROR, 0, "abc"),
        ("指标值::integer > 1", "指标", "", RuleState.ERROR, 0, "优"),
    ],
)
def test_how_a_rule_ends(
    rule: WriteRules,
    facts: Facts,
    where: str,
    over: str,
    more: str,
    state: RuleState,
    findings: int,
    why: str | None,
) -> None:
    ended = one(rule(where, over, more), facts)
    assert (ended[0], len(ended[2])) == (state, findings), ended[1]
    assert why is None or why in (ended[1] or "")


def test_a_finding_carries_its_sibling_classes(rule: WriteRules, facts: Facts) -> None:
    _, _, findings = one(rule("数值 > 100", more="problem: vague\n  also: [compound, misclassified]"), facts)
    assert [(finding.problem, finding.also) for finding in findings] == [("vague", ["compound", "misclassified"])]


def test_an_erroneous_rule_does_not_stop_the_others(rules: WriteRules, facts: Facts) -> None:
    text = """
rules:
- {id: PI-TST-001, name: 甲, over: 指标, where: "数值 > 'abc'", message: 甲}
- {id: PI-TST-002, name: 乙, over: 指标, where: 数值 > 100, message: 乙}
"""
    outcomes, findings = run(rules(text), facts)
    assert [outcome.outcome for outcome in outcomes] == [RuleState.ERROR, RuleState.RAN]
    assert [finding.rule for finding in findings] == ["PI-TST-002"]


def test_a_finding_has_all_a_report_needs(rules: WriteRules, facts: Facts) -> None:
    text = """
rules:
- id: PI-TST-001
  name: 成本用了≥
  problem: direction-conflict
  severity: error
  over: 指标
  where: 方向 = '越小越好' and 指标性质 in $符号 and 数值 > $下限
  with: {符号: ["≥", ">"], 下限: 0.5}
  message: “{三级指标}”越小越好，却要求{指标性质}{数值}{度量单位}
  advice: 把“{指标性质}”改为“≤”
  suggest: {指标性质: "≤"}
  basis: [{document: 指引, number: 财预〔2021〕101号}]
"""
    _, _, (finding,) = one(rules(text), facts)
    assert finding.message == "“建设成本”越小越好，却要求≥50万元"
    assert finding.advice == "把“≥”改为“≤”"
    assert finding.suggestion == {"指标性质": "≤"}
    assert finding.columns == ["三级指标", "指标性质", "指标值"]
    assert (finding.document, finding.project, finding.indicator) == ("甲", "甲/P1", "甲/P1/I1")
    assert (finding.raw, finding.status, finding.basis[0].number) == (LINES[0], Status.VIOLATION, "财预〔2021〕101号")


@pytest.mark.parametrize(
    ("repair", "more", "status"),
    [
        ({}, "", Status.VIOLATION),
        ({}, "review: true", Status.NEEDS_REVIEW),
        ({}, "doubt: 数值 > 100", Status.READING_DOUBT),
        ({}, "doubt: 数值 > 1000", Status.VIOLATION),
        ({}, "doubt: 数值上限 > 1", Status.VIOLATION),
        ({"列名": "指标值", "存疑": True}, "", Status.READING_DOUBT),
        ({"列名": "指标值", "存疑": True}, "review: true", Status.READING_DOUBT),
        ({"列名": "指标值", "存疑": False}, "", Status.VIOLATION),
        ({"列名": "指标性质", "存疑": True}, "", Status.VIOLATION),
        ({"列名": "", "存疑": True}, "", Status.READING_DOUBT),
    ],
)
def test_doubt_of_reading_is_not_a_fault(
    rule: WriteRules, repair: dict[str, object], more: str, status: Status
) -> None:
    repairs = [{"种类": "shifted-columns", **repair}] if repair else []
    loaded = load([book(修正=repairs)])
    _, _, (finding,) = one(rule("数值 > 100", more=more), loaded)
    assert finding.status is status


def test_findings_are_ordered_by_document_project_indicator_and_rule(rules: WriteRules) -> None:
    text = """
rules:
- {id: PI-TST-001, name: 甲, over: 指标, where: "true", message: 甲}
- {id: PI-TST-002, name: 乙, over: 项目, where: "true", message: 乙}
- {id: PI-TST-003, name: 丙, over: 指标, where: 数值 > 100, message: 丙}
- {id: PI-TST-004, name: 丁, over: 文件, where: "true", message: 丁}
"""
    _, findings = run(rules(text), load([book("甲"), book("乙")]))
    each = ["4", "2", "1", "1", "3", "1", "1"]
    assert [finding.rule[-1] for finding in findings] == each + each
    assert [finding.document for finding in findings] == ["甲"] * 7 + ["乙"] * 7


def test_fingerprints_survive_moved_lines_and_tell_equal_rows_apart(rule: WriteRules) -> None:
    rulebook = rule("数值 > 100")
    twice: dict[str, Any] = {"指标": [LINES[1], LINES[0], LINES[1]]}
    before = one(rulebook, load([book(**twice, 文件={"部门名称": "财政局"})]))[2]
    after = one(rulebook, load([book("另存", 指标=[LINES[0], *twice["指标"]], 文件={"部门名称": "财政局"})]))[2]
    assert len({finding.fingerprint for finding in before}) == 2
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]


def test_projects_that_are_alike_are_named_in_messages_and_linked(rules: WriteRules) -> None:
    text = """
rules:
- {id: PI-TST-001, name: 甲, over: 项目, where: len(相同目标项目) > 0, message: "与{相同目标项目}相同"}
"""
    goal = {"绩效目标": "完成三场培训"}
    two = build_two({"项目名称": "甲项目", **goal}, {"项目名称": "乙项目", **goal})
    _, _, findings = one(rules(text), load([two]))
    assert [(finding.message, finding.others) for finding in findings] == [
        ("与乙项目相同", ["两个/P2"]),
        ("与甲项目相同", ["两个/P1"]),
    ]


def build_two(first: dict[str, str], second: dict[str, str]):  # type: ignore[no-untyped-def]
    from auditor.rulebook.pack import ExampleText

    return build_book(ExampleText.model_validate({"项目": first, "另有项目": [{"项目": second}]}), "两个")


def test_rules_cannot_change_the_facts(facts: Facts) -> None:
    cursor = facts.connection.cursor()
    cursor.execute("BEGIN TRANSACTION READ ONLY")
    for statement in ("DELETE FROM 指标", "DROP TABLE 指标", "CREATE MACRO length(x) AS 0"):
        with pytest.raises(Exception, match="read-only"):
            cursor.execute(statement)
        cursor.execute("ROLLBACK")
        cursor.execute("BEGIN TRANSACTION READ ONLY")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "COPY 指标 TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "RESET lock_configuration",
        "EXPORT DATABASE 'x'",
    ],
)
def test_the_database_reaches_nothing_outside(facts: Facts, statement: str) -> None:
    import duckdb

    with pytest.raises(duckdb.Error):
        facts.connection.execute(statement)


def test_no_books_skip_every_rule(rule: WriteRules) -> None:
    state, why, findings = one(rule("true"), load([]))
    assert (state, findings) == (RuleState.SKIPPED, [])
    assert why
