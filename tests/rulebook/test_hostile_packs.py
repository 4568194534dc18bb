"""What a pack from outside may ask for: depth is a rule's own fault, and no name of a built-in pack is free."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from auditor.errors import RuleFileError, UsageError
from auditor.facts.facts import Facts
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.ruleset import RuleFilesError
from auditor.workbench.impact import edited_book
from auditor.workbench.select import select
from tests.cli.books import SOUND
from tests.conftest import Auditor

DEEP = {
    "not": "not " * 800 + "数值 > 1",
    "brackets": "(" * 1900 + "数值 > 1" + ")" * 1900,
    "functions": "abs(" * 700 + "数值" + ")" * 700 + " > 1",
    "signs": "- " * 1900 + "数值 > 1",
    "sums": "数值" + "+1" * 1900 + " > 1",
    "lists": "[" * 1900 + "]" * 1900 + " is null",
    "subqueries": "(select " * 400 + "1" + ")" * 400 + " > 1",
}
LONG = {
    "and": " and ".join(["数值 > 1"] * 5000),
    "or": " or ".join(["数值 > 1"] * 5000),
    "mixed": " or not ".join(["(数值 > 1 and 数值 < 9)"] * 5000),
}
PACK = """\
pack: 外来
rules:
- {{id: MY-001, name: 深, problem: custom, severity: error, over: 指标, message: 改,
   where: "{where}"}}
- {{id: MY-002, name: 浅, problem: custom, severity: error, over: 指标, message: 改, where: 数值 > 1}}
"""


@pytest.mark.parametrize("where", [*DEEP.values(), *LONG.values()], ids=[*DEEP, *LONG])
def test_a_deep_or_long_condition_is_the_fault_of_its_rule(
    where: str, tmp_path: Path, auditor_command: Auditor
) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    file = tmp_path / "外来.yaml"
    file.write_text(PACK.format(where=where), encoding="utf-8")
    refused = auditor_command("audit", tmp_path / "书.txt", "--rules", file, "-o", tmp_path / "out")
    assert refused.code == 2
    assert "外来.yaml 第4行第11列：规则 MY-001 的 where：条件" in refused.err
    assert "深" in refused.err or "过长" in refused.err
    skipped = auditor_command("audit", tmp_path / "书.txt", "--rules", file, "--skip-bad-rules", "-o", tmp_path / "out")
    assert skipped.code == 3
    assert "规则未能执行：MY-001" in skipped.err
    assert "程序出错" not in skipped.err


@pytest.mark.parametrize("where", DEEP.values(), ids=DEEP)
def test_a_deep_query_is_told(where: str, facts: Facts) -> None:
    try:
        select(facts, f"select 1 from 指标 where {where}")
    except UsageError:
        return
    pytest.skip("shallow enough for a query")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="lists"),
        pytest.param("{a: " * 50_000, id="mappings"),
        pytest.param("\n".join(" " * depth + "a:" for depth in range(800)), id="indented"),
        pytest.param("- " * 50_000, id="dashes"),
    ],
)
def test_deep_yaml_has_a_place(text: str, tmp_path: Path) -> None:
    file = tmp_path / "深.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"嵌套过深|YAML写法有误|键必须是文字") as caught:
        load_packs([file])
    assert caught.value.line


def test_a_long_chain_of_extends_has_a_place(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.yaml").write_text(f"pack: p{number}\nextends: ['{number + 1}.yaml']\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match="继承的规则包过多") as caught:
        load_packs([tmp_path / "0.yaml"])
    assert (caught.value.line, caught.value.column) == (2, 11)


def test_packs_that_extend_each_other_crosswise_are_read_once(tmp_path: Path) -> None:
    levels, each = 9, 5
    for level in range(levels):
        below = [f"{level + 1}-{number}.yaml" for number in range(each)] if level + 1 < levels else []
        for number in range(each):
            text = f"pack: p{level}-{number}\nextends: {below}\nrules: []\n"
            (tmp_path / f"{level}-{number}.yaml").write_text(text, encoding="utf-8")
    started = time.monotonic()
    assert len(load_packs([tmp_path / "0-0.yaml"]).packs) == 1 + (levels - 1) * each
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("name", builtin_packs())
def test_no_pack_from_outside_takes_the_name_of_a_built_in_one(name: str, tmp_path: Path) -> None:
    (tmp_path / "外来.yaml").write_text(f"version: '9'\npack: {name}\nrules: []\n", encoding="utf-8")
    (tmp_path / f"{name}.yaml").write_text("rules: []\n", encoding="utf-8")
    for file, place in (("外来.yaml", (2, 7)), (f"{name}.yaml", (None, None))):
        with pytest.raises(RuleFilesError, match=f"“{name}”是内置规则包的名称") as caught:
            load_packs([tmp_path / file])
        (error,) = caught.value.errors
        assert (error.line, error.column) == place
        assert f"extends: [{name}]" in error.advice


def test_a_copy_of_a_built_in_pack_under_another_name_replaces_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    """The way of a reviewer who edits a built-in pack in Excel: export, rename, import, compare."""
    monkeypatch.chdir(tmp_path)
    exported = auditor_command("rules", "export", "self-evaluation", "-o", "表.xlsx")
    assert (exported.code, "另取名称" in exported.out) == (0, True)
    refused = auditor_command("rules", "import", "表.xlsx", "-o", "本区.yaml")
    assert (refused.code, "“self-evaluation”是内置规则包的名称" in refused.err) == (2, True)
    assert not Path("本区.yaml").exists()

    from auditor.rulesheet import dump, read_pack_data

    content = read_pack_data("self-evaluation") | {"pack": "本区自评"}
    Path("本区.yaml").write_text(dump(content), encoding="utf-8")
    before, after = edited_book("本区.yaml", ["self-evaluation"])
    assert [rule.id for rule in after.rules] == [rule.id for rule in before.rules]
    assert {rule.pack for rule in after.rules} == {"本区自评"}
