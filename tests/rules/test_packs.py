"""The packs beside core: they load alone and together, their cases come out, and they do not cry wolf."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import auditor
from auditor.findings import Audit, Finding, RuleState, Severity, Status
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.examples import run_examples
from tests.conftest import ROOT

PACKS = ("beijing", "central-2021", "classic-2015", "self-evaluation")
SAMPLES = ("beijing-hrss-2026.txt", "chaoyang-government-2026.txt")

FORM = """项目支出绩效自评表,,,,,,,
项目名称,学校午餐补助,,,,,,
项目资金(万元),,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,100.00,100.00,{spent},10,{rate},{points}
年度总体目标,预期目标,,,,实际完成情况,,
,为3000名学生提供午餐补助,,,,补助学生2950名,,
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施
产出指标(50分),数量指标,补助学生人数,≥3000人,2950人,20,{persons},学生转出
,质量指标,补助标准达标率,=100%,100%,15,15,
,时效指标,补助发放及时率,≥95%,96%,15,15,
效益指标(30分),社会效益指标,受益学生覆盖率,≥95%,{share},30,30,
满意度指标(10分),服务对象满意度指标,学生家长满意度,≥90%,92%,10,10,
总分,,,,,100,{total},
"""
SOUND = {"spent": "95.00", "rate": "95%", "points": "9.5", "persons": "19.67", "share": "96%", "total": "99.17"}


@cache
def audited(pack: str) -> Audit:
    return auditor.audit([ROOT / "samples" / name for name in SAMPLES], rules=[pack])


def found(pack: str, rule: str, document: str = "") -> list[Finding]:
    return [f for f in audited(pack).findings if f.rule == rule and f.document.startswith(document)]


def told(finding: Finding) -> tuple[str, int | None]:
    return finding.rule, finding.source.line


def test_every_pack_ships() -> None:
    assert set(PACKS) <= set(builtin_packs())


def test_all_packs_load_together() -> None:
    ids = [rule.id for rule in load_packs(builtin_packs()).rules]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("pack", PACKS)
def test_examples(pack: str) -> None:
    assert [str(case) for case in run_examples(load_packs([pack])) if not case.passed] == []


def test_examples_of_rules_that_are_off(tmp_path: Path) -> None:
    rules = load_packs(builtin_packs())
    off = [rule for rule in rules.rules if not rule.original.enabled]
    packs = sorted({rule.pack for rule in off})
    lines = [f"  {rule.id}: {{enabled: true, reason: 试用}}" for rule in off]
    pack = tmp_path / "on.yaml"
    pack.write_text("\n".join(["pack: 全开", f"extends: [{', '.join(packs)}]", "override:", *lines]), encoding="utf-8")
    switched = load_packs([pack])
    own = {rule.id for rule in off}
    tried = [case for case in run_examples(switched) if case.rule in own]
    assert {case.rule for case in tried} == own
    assert [str(case) for case in tried if not case.passed] == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_rule_fails_on_the_samples(pack: str) -> None:
    assert [outcome for outcome in audited(pack).rules if outcome.outcome is RuleState.ERROR] == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_cry_of_wolf(pack: str) -> None:
    """What a pack of a place or form adds on its own is little on a document that keeps to the form."""
    own = {rule.id for rule in load_packs([pack]).rules if rule.pack == pack}
    loud = [f for f in audited(pack).findings if f.rule in own and f.severity is not Severity.INFO]
    assert len(loud) <= len(SAMPLES)


def test_a_fault_of_the_whole_document_is_told_once() -> None:
    assert [finding.message for finding in found("classic-2015", "PI-C15-001", "chaoyang")] == [
        "本文件有 75 个项目把成本指标单列为一级指标。"
    ]


def test_beijing_requires_costs_of_every_project() -> None:
    usual = {f.source.line: f.severity for f in found("classic-2015", "PI-CMP-011", "chaoyang")}
    there = {f.source.line: f.severity for f in found("beijing", "PI-CMP-011", "chaoyang")}
    assert set(usual.values()) == {Severity.WARNING}
    assert there == dict.fromkeys(usual, Severity.ERROR)


def test_sums_printed_without_their_point_are_doubts() -> None:
    on_sums = [*found("beijing", "PI-AMT-005"), *found("beijing", "PI-BJ-001")]
    assert {finding.status for finding in on_sums if "33,545,259" in finding.message} == {Status.READING_DOUBT}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"rate": "90%", "points": "9"}, [("PI-SE-001", 2), ("PI-SE-004", 2)]),
        ({"points": "10", "total": "99.67"}, [("PI-SE-002", 2)]),
        ({"spent": "104.00", "rate": "104%", "points": "10", "total": "99.67"}, [("PI-SE-003", 2)]),
        ({"persons": "20", "total": "99.5"}, [("PI-SE-014", 8)]),
        ({"persons": "21", "total": "100.5"}, [("PI-SE-012", 8)]),
        ({"persons": "12", "total": "91.5"}, [("PI-SE-018", 8)]),
        ({"share": "160%"}, [("PI-SE-016", 11)]),
        ({"share": ""}, [("PI-SE-010", 11)]),
        ({"total": "98"}, [("PI-SE-004", 2)]),
    ],
)
def test_a_form_as_published(changed: dict[str, str], expected: list[tuple[str, int]], tmp_path: Path) -> None:
    path = tmp_path / "自评.csv"
    path.write_text(FORM.format_map(SOUND | changed), encoding="utf-8")
    findings = auditor.audit([path], rules=["self-evaluation"]).findings
    assert list(map(told, findings)) == expected
