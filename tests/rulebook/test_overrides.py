"""Packs upon packs: what one may change of another, where that is kept, and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.facts.load import load
from auditor.findings import RuleState
from auditor.rulebook import RuleFilesError, RuleSet, load_packs, run
from tests.rulebook.conftest import book

BASE = """
pack: 基础
words: {坏词: [培训, 验收], 别的: [甲]}
renamed: {PI-OLD-001: PI-TST-001}
rules:
- {id: PI-TST-001, name: 词, over: 指标, message: 有词,
   where: "len(list_filter($坏词, lambda w: contains(三级指标, w))) > 0"}
- {id: PI-TST-002, name: 大, over: 指标, where: 数值 > $上限, with: {上限: 100}, message: 大}
- {id: PI-TST-003, name: 关, over: 指标, where: "true", message: 关, enabled: false}
"""


def packs(folder: Path, *upper: str) -> RuleSet:
    """The base pack with packs above it, each extending the one before."""
    (folder / "0.yaml").write_text(BASE, encoding="utf-8")
    for number, text in enumerate(upper, 1):
        head = f"pack: 第{number}层\nextends: [{number - 1}.yaml]\n"
        (folder / f"{number}.yaml").write_text(head + text, encoding="utf-8")
    return load_packs([folder / f"{len(upper)}.yaml"])


def flagged(rulebook: RuleSet, **more: Any) -> dict[str, int]:
    outcomes, _ = run(rulebook, load([book(**more)]))
    assert not [outcome.why for outcome in outcomes if outcome.outcome is RuleState.ERROR]
    return {outcome.id[-1]: outcome.findings for outcome in outcomes}


@pytest.mark.parametrize(
    ("upper", "found"),
    [
        ([], {"1": 2, "2": 1, "3": 0}),
        (["words: {坏词: {remove: [验收]}}"], {"1": 1, "2": 1, "3": 0}),
        (["words: {坏词: {add: [满意]}}"], {"1": 3, "2": 1, "3": 0}),
        (["words: {坏词: {remove: [验收]}}", "words: {坏词: {add: [满意, 成本]}}"], {"1": 3, "2": 1, "3": 0}),
        (["words: {坏词: {replace: []}}"], {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-002: {with: {上限: 90}}}"], {"1": 2, "2": 2, "3": 0}),
        (["override: {PI-TST-002: {with: {上限: 10}}}", "override: {PI-TST-002: {with: {上限: 1000}}}"],
         {"1": 2, "2": 0, "3": 0}),
        (["override: {PI-TST-003: {enabled: true}}"], {"1": 2, "2": 1, "3": 4}),
        (["disable: [{rule: PI-TST-001, reason: 不考核}]"], {"1": 0, "2": 1, "3": 0}),
        (["disable: [{rule: PI-OLD-001, reason: 不考核}]"], {"1": 0, "2": 1, "3": 0}),
        (["disable: [{rule: PI-TST-*, reason: 不考核}]", "override: {PI-TST-002: {enabled: true}}"],
         {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {部门: 财政局}}}"], {"1": 2, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {部门: [教育*]}}}"], {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {部门: [财?局, x]}}}"], {"1": 2, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {except: {年度: 2026}}}"], {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {except: {年度: 2025}}}"], {"1": 2, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {项目: [培训*, P-9]}}}"], {"1": 2, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {二级指标: 质量指标}}}"], {"1": 1, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {一级指标: 产出*}, except: {二级指标: 质量指标}}}"], {"1": 1, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {版式: L9}}}"], {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {部门: \"财政局' OR 'a'='a\"}}}"], {"1": 0, "2": 1, "3": 0}),
        (["override: {PI-TST-001: {only: {部门: '%'}}}"], {"1": 0, "2": 1, "3": 0}),
    ],
)  # fmt: skip
def test_a_pack_changes_what_it_extends(tmp_path: Path, upper: list[str], found: dict[str, int]) -> None:
    assert flagged(packs(tmp_path, *upper), 文件={"部门名称": "财政局"}) == found


def test_what_was_changed_is_kept_with_its_place(tmp_path: Path) -> None:
    made = packs(
        tmp_path,
        "override: {PI-TST-002: {severity: info, with: {上限: 90}, message: '比{指标值}大', reason: 本市从严}}\n"
        "words: {坏词: {add: [满意]}}",
        "disable: [{rule: PI-TST-002, reason: 今年不查}]",
    )
    rule = made.rule("PI-TST-002")
    assert rule
    assert [(c.what, c.old, c.new, c.pack, c.place.line, c.reason) for c in rule.changes] == [
        ("severity", "warning", "info", "第1层", 3, "本市从严"),
        ("message", "大", "比{指标值}大", "第1层", 3, "本市从严"),
        ("with.上限", 100, 90, "第1层", 3, "本市从严"),
        ("disabled", False, True, "第2层", 3, "今年不查"),
    ]
    assert (rule.original.severity, rule.text.severity, rule.text.message) == ("warning", "info", "比{指标值}大")
    assert rule.why_disabled == "今年不查（规则包 第2层）"
    renamed = made.rule("PI-OLD-001")
    assert renamed
    assert renamed.id == "PI-TST-001"
    assert [c.what for c in renamed.changes] == ["words.坏词"]
    assert run(made, load([book()]))[0][1].why == "规则已停用：今年不查（规则包 第2层）"


@pytest.mark.parametrize(
    ("upper", "line", "column", "named"),
    [
        ("override: {PI-TST-009: {severity: info}}", 3, 12, ["PI-TST-009", "PI-TST-001"]),
        ("override: {PI-TST-001: {severty: info}}", 3, 25, ["severty", "severity"]),
        ("override: {PI-TST-001: {severity: grave}}", 3, 35, ["grave", "error"]),
        ("override: {PI-TST-002: {with: {上线: 1}}}", 3, 32, ["上线", "上限"]),
        ("override: {PI-TST-002: {with: {上限: [1]}}}", 3, 32, ["单个值"]),
        ("override: {PI-TST-002: {message: '{数直}'}}", 3, 34, ["数直", "数值"]),
        ("override: {PI-TST-002: {only: {部们: x}}}", 3, 32, ["部们", "部门"]),
        ("override: {PI-TST-002: {only: {部门: '*a*a*a*a*'}}}", 3, 31, ["*"]),
        ("disable: [{rule: PI-TST-001}]", 3, 11, ["reason"]),
        ("disable: [{rule: PI-TST-001, reason: ''}]", 3, 38, ["不能为空"]),
        ("disable: [{rule: PI-TST-009, reason: x}]", 3, 18, ["PI-TST-009", "PI-TST-001"]),
        ("words: {坏词: [新]}", 3, 9, ["基础", "add"]),
        ("words: {坏字: {add: [新]}}", 3, 9, ["坏字", "坏词"]),
        ("words: {坏词: {remove: [培洲]}}", 3, 23, ["培洲", "培训"]),
        ("words: {坏词: {ad: [新]}}", 3, 14, ["ad", "add"]),
        ("requires: '>=99'", 3, 11, [">=99"]),
        ("requires: 最新", 3, 11, ["requires"]),
        ("tables: {甲: {file: 没有.csv, columns: {名称: 文字}}}", 3, 20, ["没有.csv"]),
        ("tables: {甲: {file: 0.yaml, columns: {名称: 文字}}}", 3, 20, [".csv"]),
        ("tables: {指标: {file: 没有.csv, columns: {名称: 文字}}}", 3, 21, ["同名"]),
    ],
)
def test_a_wrong_change_is_told_where_it_stands(
    tmp_path: Path, upper: str, line: int, column: int, named: list[str]
) -> None:
    with pytest.raises(RuleFilesError) as raised:
        packs(tmp_path, upper)
    first = raised.value.errors[0]
    assert (first.line, first.column) == (line, column), str(raised.value)
    assert all(word in str(first) for word in named), str(first)


def test_a_rule_of_a_pack_that_is_not_extended_cannot_be_changed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("override: {PI-TST-001: {severity: info}}", encoding="utf-8")
    with pytest.raises(RuleFilesError, match=r"extends: \[基础\]"):
        load_packs([tmp_path / "a.yaml", tmp_path / "b.yaml"])


def test_a_built_in_pack_changed_from_outside_stays_inside_unless_its_conditions_compute_with_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "本市.yaml"
    file.write_text(
        "extends: [core]\noverride: {PI-DIR-001: {severity: info}}\nwords: {成本类: {add: [其他成本]}}",
        encoding="utf-8",
    )
    made = load_packs([file])
    assert made.rule("PI-DIR-001").trusted  # type: ignore[union-attr]
    outside = [rule for rule in made.rules if not rule.trusted]
    assert outside
    assert all(any(change.what == "words.成本类" for change in rule.changes) for rule in outside)


def test_bad_rules_can_be_left_out_and_end_as_errors(tmp_path: Path) -> None:
    file = tmp_path / "规则.yaml"
    more = """
- {id: PI-TST-004, name: 错列, over: 指标, where: 数直 > 1, message: 甲}
- {id: PI-TST-005, name: 错键, over: 指标, wher: 数值 > 1, message: 甲}
"""
    file.write_text(BASE.rstrip() + more, encoding="utf-8")
    with pytest.raises(RuleFilesError) as raised:
        load_packs([file])
    assert len(raised.value.errors) == 3
    made = load_packs([file], skip_bad_rules=True)
    outcomes, _ = run(made, load([book()]))
    assert [outcome.outcome.value for outcome in outcomes] == ["ran", "ran", "skipped", "error", "error"]
    assert [outcome.id for outcome in outcomes[3:]] == ["PI-TST-004", "第11行的规则"]
    assert "是否想写“数值”" in (outcomes[3].why or "")


def test_the_error_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    where = "where: >-\n    度量单位 = '%'\n    and 数直 > 1"
    with pytest.raises(RuleFilesError) as raised:
        packs(tmp_path, f"rules:\n- id: PI-TST-009\n  name: 甲\n  over: 指标\n  {where}\n  message: 甲")
    assert str(raised.value).splitlines()[1:] == ["        and 数直 > 1", "        " + "    " + "^"]
