"""The project file: found upward from where the reviewer stands, or named by her; checked like a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.config import find_config, passed_over
from auditor.pipeline import audit
from auditor.rulebook import RuleFilesError

RULES = "pack: 本市\nrules:\n- {id: PI-TST-001, name: 全部, over: 文件, where: 'true', message: 甲}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a folder of documents below it."""
    (tmp_path / "送审" / "一").mkdir(parents=True)
    (tmp_path / "规则.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "豁免.yaml").write_text("waivers: []\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "auditor.yaml").write_text(text, encoding="utf-8")


def test_it_is_found_upward_from_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_config() is None
    write(folder, "rules: [core, 规则.yaml]\nwaivers: 豁免.yaml\nfail_on: warning\n")
    monkeypatch.chdir(folder / "送审" / "一")
    found = find_config()
    assert found
    assert found.path == (folder / "auditor.yaml").resolve()
    assert found.rules == ("core", (folder / "规则.yaml").resolve())
    assert (found.waivers, found.baseline, found.fail_on) == ((folder / "豁免.yaml").resolve(), None, "warning")


def test_the_nearest_counts_and_one_below_never(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "送审", "fail_on: never\n")
    assert find_config() is None
    write(folder, "rules: [core]\n")
    monkeypatch.chdir(folder / "送审" / "一")
    found = find_config()
    assert found
    assert (found.rules, found.fail_on) == (("core",), "never")


def test_the_one_named_counts_wherever_it_lies(folder: Path) -> None:
    write(folder, "fail_on: warning\n")
    (folder / "送审" / "别名.yaml").write_text("fail_on: never\n", encoding="utf-8")
    found = find_config("送审/别名.yaml")
    assert found
    assert found.fail_on == "never"
    with pytest.raises(RuleFilesError, match=r"没有\.yaml"):
        find_config("没有.yaml")


def test_those_with_the_documents_are_told(folder: Path) -> None:
    write(folder, "rules: [core]\n")
    used = find_config()
    document = folder / "送审" / "一" / "书.txt"
    document.write_text("", encoding="utf-8")
    assert passed_over([document, "送审"], used) == []
    write(folder / "送审", "fail_on: never\n")
    assert passed_over([document, "送审"], used) == [(folder / "送审" / "auditor.yaml").resolve()]
    assert passed_over([document], find_config("送审/auditor.yaml")) == []


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
        find_config()
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
    write(folder / "送审", "rules: [beijing]\n")
    assert audit([target]).packs == ["本市"]
    assert any(pack.startswith("beijing") for pack in audit([target], project="送审/auditor.yaml").packs)
