"""The project file: found upward from the documents, checked like a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.config import find_config
from auditor.errors import UsageError
from auditor.pipeline import audit
from auditor.rulebook import RuleFilesError

RULES = "pack: 本市\nrules:\n- {id: PI-TST-001, name: 全部, over: 文件, where: 'true', message: 甲}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "送审" / "一").mkdir(parents=True)
    (tmp_path / "规则.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "豁免.yaml").write_text("waivers: []\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "auditor.yaml").write_text(text, encoding="utf-8")


def test_it_is_found_upward(folder: Path) -> None:
    assert find_config([folder / "送审"]) is None
    write(folder, "rules: [core, 规则.yaml]\nwaivers: 豁免.yaml\nfail_on: warning\n")
    found = find_config([folder / "送审" / "一", folder / "送审"])
    assert found
    assert found.path == (folder / "auditor.yaml").resolve()
    assert found.rules == ("core", (folder / "规则.yaml").resolve())
    assert (found.waivers, found.baseline, found.fail_on) == ((folder / "豁免.yaml").resolve(), None, "warning")


def test_the_nearest_counts_and_two_are_an_error(folder: Path) -> None:
    write(folder, "rules: [core]\n")
    write(folder / "送审" / "一", "fail_on: never\n")
    found = find_config([folder / "送审" / "一"])
    assert found
    assert (found.rules, found.fail_on) == (("core",), "never")
    with pytest.raises(UsageError, match="不同的"):
        find_config([folder / "送审" / "一", folder / "送审"])


@pytest.mark.parametrize(
    ("text", "line", "column", "named"),
    [
        ("rule: [core]", 1, 1, ["rule", "rules"]),
        ("rules: [cor]", 1, 9, ["cor", "core"]),
        ("rules: core", 1, 8, ["列表"]),
        ("rules: []", 1, 8, ["不能为空"]),
        ("rules: [/etc/passwd]", 1, 9, ["相对路径"]),
        ("rules: ['//server/share']", 1, 9, ["相对路径"]),
        ("fail_on: warn", 1, 10, ["warn", "warning"]),
        ("waivers: 没有.yaml", 1, 10, ["没有.yaml"]),
        ("waivers: 'C:\\x.yaml'", 1, 10, ["相对路径"]),
        ("rules: [core", 2, 1, ["括号"]),
        ("", 1, 1, ["空的"]),
        ("[core]", 1, 1, ["键: 值"]),
    ],
)
def test_a_mistake_is_told_where_it_stands(folder: Path, text: str, line: int, column: int, named: list[str]) -> None:
    write(folder, text + "\n")
    with pytest.raises(RuleFilesError) as raised:
        find_config([folder / "送审"])
    first = raised.value.errors[0]
    assert "auditor.yaml" in first.where
    assert (first.line, first.column) == (line, column), str(first)
    assert all(word in str(first) for word in named), str(first)


def test_an_audit_without_rules_uses_it(folder: Path, samples: Path) -> None:
    target = folder / "送审" / "预算.txt"
    target.write_bytes((samples / "chaoyang-government-2026.txt").read_bytes())
    write(folder, "rules: [规则.yaml]\n")
    assert audit([target]).packs == ["本市"]
    assert audit([target], rules=["core"]).packs[0].startswith("core")
