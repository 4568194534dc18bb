"""A rule file is data from a stranger: attacks through every field but ``where`` (test_predicate.py has those).

Each must be refused, or come to nothing: no file is read or written outside the pack, nothing reaches the
network, nothing hangs and nothing grows without bound.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import RuleFileError
from auditor.facts.facts import Facts
from auditor.findings import RuleState
from auditor.rulebook import find as find_module
from auditor.rulebook import load_packs, run
from auditor.rulebook.find import Known
from tests.effort import at_most

RULE = "{id: PI-TST-001, name: 甲, over: 指标, where: 'true', message: 甲%s}"
SECRET = "不可外泄的内容"
DEEP = "[" * 60 + "]" * 60
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=False)
)


def rule(more: str, **replaced: str) -> str:
    text = RULE % (f", {more}" if more else "")
    for old, new in replaced.items():
        text = text.replace(f"{old}: 指标" if old == "over" else f"{old}: 甲", f"{old}: {new}")
    return f"rules:\n- {text}\n"


def field(name: str, value: str) -> str:
    return rule(f"{name}: {value}")


TABLE = "tables: {库: {file: %s, columns: {名称: 文字}}}\n"
JOIN = TABLE % "库.csv" + "rules:\n- " + RULE % ', join: {table: 库, on: "%s", kind: exists}' + "\n"

REFUSED = {
    # doubt: an expression like where
    "doubt: second statement": field("doubt", "'true; drop table 指标'"),
    "doubt: subquery": field("doubt", "'(select true)'"),
    "doubt: file": field("doubt", "\"(select true from read_csv('/etc/passwd'))\""),
    "doubt: closing bracket": field("doubt", "'true) from 指标; drop table 指标; --'"),
    "doubt: environment": field("doubt", "\"getenv('PATH') = 'x'\""),
    # join.on, too
    "join: second statement": JOIN % "true; drop table 指标",
    "join: subquery": JOIN % "三级指标 in (select 名称 from 库)",
    "join: other table": JOIN % "三级指标 = 项目.项目名称",
    "join: closing bracket": JOIN % "true) or (select true",
    "join: comment": JOIN % "true) --",
    "join: file function": JOIN % "read_text('/etc/passwd') = 库.名称",
    "join: expensive function": JOIN % "len(repeat(库.名称, 1000000000)) > 0",
    "join: table that is none": rule("join: {table: '指标; drop table 指标', on: 'true', kind: exists}"),
    "join: fact table as list": rule("join: {table: 项目, on: 'true', kind: exists}"),
    # over and in become parts of the query
    "over: second statement": rule("", over="'指标; drop table 指标'"),
    "over: file": rule("", over="\"read_csv('/etc/passwd')\""),
    "over: catalogue": rule("", over="duckdb_settings()"),
    "in: quote": field("in", "[\"项目') or true; drop table 指标; --\"]"),
    # names of parameters and word lists
    "with: mapping": field("with", "{a: {b: 1}}"),
    "with: unused name with SQL": field("with", "{'x); drop table 指标; --': 1}"),
    "with: regular expression that blows up":
        "rules:\n- {id: PI-TST-001, name: 甲, over: 指标, where: 'regexp_matches(三级指标, $p)', message: 甲, "
        "with: {p: '((a{1000}){1000}){1000}'}}\n",
    "with: long regular expression":
        "rules:\n- {id: PI-TST-001, name: 甲, over: 指标, where: 'regexp_matches(三级指标, $p)', message: 甲, "
        f"with: {{p: '{'a' * 2000}'}}}}\n",
    # templates are no format strings
    "message: attribute": rule("", message="'{指标值.__class__.__mro__}'"),
    "message: index": rule("", message="'{指标值[0]}'"),
    "message: width": rule("", message="'{指标值:>1000000000}'"),
    "message: conversion": rule("", message="'{指标值!r}'"),
    "message: nested": rule("", message="'{指标值:{数值}}'"),
    "message: position": rule("", message="'{0}{}'"),
    "message: template language": rule("", message="'{{ config }}{% include \"/etc/passwd\" %}'"),
    "advice: attribute": field("advice", "'{指标值.__init__.__globals__}'"),
    "suggest: attribute": field("suggest", "{指标值: '{指标值.__class__}'}"),
    "suggest: column": field("suggest", "{'指标值\"; drop table 指标; --': x}"),
    # scopes become SQL
    "only: many wildcards": field("only", f"{{部门: '{'*a' * 100}'}}"),
    "only: endless name": field("only", f"{{部门: '{'a' * 5000}'}}"),
    "only: unknown key with SQL": field("only", "{'部门) or true; --': x}"),
    # lists
    "table: absolute": TABLE % "/etc/passwd",
    "table: above": TABLE % "../秘密.csv",
    "table: windows share": TABLE % "'\\\\server\\share\\x.csv'",
    "table: address": TABLE % "https://example.com/x.csv",
    "table: database": TABLE % "x.duckdb",
    "table: device": TABLE % "/dev/zero.csv",
    "table: type": "tables: {库: {file: 库.csv, columns: {名称: 'VARCHAR); drop table 指标; --'}}}\n",
    "table: column name": "tables: {库: {file: 库.csv, columns: {'名称\"; drop table 指标; --': 文字}}}\n",
    "table: name": "tables: {'库\"; drop table 指标; --': {file: 库.csv, columns: {名称: 文字}}}\n",
    "table: name of a fact table": "tables: {指标: {file: 库.csv, columns: {名称: 文字}}}\n",
    "table: row number": "tables: {库: {file: 库.csv, columns: {行标识: 整数}}}\n",
    # extends
    "extends: itself": "extends: [规则.yaml]\n",
    "extends: no rule file": "extends: [../秘密.txt]\n",
    "extends: absolute": "extends: [/etc/passwd]\n",
    "extends: address": "extends: ['https://example.com/x.yaml']\n",
    "extends: windows share": "extends: ['//server/share/x.yaml']\n",
    "extends: device": "extends: [/dev/zero]\n",
    "extends: nul": 'extends: ["a\\0b.yaml"]\n',
    "requires: slow pattern": f"requires: '{'>=1' * 20000}x'\n",
    # YAML
    "yaml: aliases": LAUGHS,
    "yaml: python object": "pack: !!python/object/apply:os.system ['touch 写出.txt']\n",
    "yaml: python name": "pack: !!python/name:os.system\n",
    "yaml: binary": "pack: !!binary aGVsbG8=\n",
    "yaml: merge": "rules:\n- <<: {id: PI-TST-001}\n",
    "yaml: depth": f"rules: {DEEP}\n",
    "yaml: nodes": "words: {a: [" + "x," * 250_000 + "x]}\n",
    "yaml: second document": "pack: a\n---\npack: b\n",
    "yaml: repeated key": "pack: a\npack: b\n",
    "yaml: huge number": f"pack: a\nversion: {'9' * 100_000}e999999999\nrules: x\n",
    "id: path": "rules:\n- {id: ../../x, name: 甲, over: 指标, where: 'true', message: 甲}\n",
    "problem: html": field("problem", "'<script>alert(1)</script>'"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A pack's folder beside a secret; afterwards nothing has changed."""
    inner = tmp_path / "包"
    inner.mkdir()
    (tmp_path / "秘密.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "秘密.csv").write_text(f"名称\n{SECRET}\n", encoding="utf-8")
    (inner / "库.csv").write_text("名称\n甲\n", encoding="utf-8")
    yield inner
    assert sorted(path.name for path in inner.iterdir()) == ["库.csv", "规则.yaml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["包", "秘密.csv", "秘密.txt"]
    assert (tmp_path / "秘密.txt").read_text(encoding="utf-8") == SECRET


def load_text(folder: Path, text: str):  # type: ignore[no-untyped-def]
    file = folder / "规则.yaml"
    file.write_text(text, encoding="utf-8")
    return load_packs([file])


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_an_attack_is_refused(folder: Path, text: str) -> None:
    with at_most(1000), pytest.raises(RuleFileError) as raised:
        load_text(folder, text)
    assert SECRET not in str(raised.value)


HARMLESS = {
    "with: quote": "rules:\n- {id: PI-TST-001, name: 甲, over: 指标, where: '三级指标 = $p', message: 甲, "
    'with: {p: "x\' or true; drop table 指标; --"}}\n',
    "only: quote": field("only", '{部门: "x\' or true) or (true; drop table 指标; --"}'),
    "except: quote": field("except", "{部门: \"') or ('a'='a\"}"),
    "only: like signs": field("only", "{部门: '%_^'}"),
    "message: percent": rule("", message="'%s %(x)s %n'"),
    "message: dollar": rule("", message="'$x $(x) `x`'"),
    "words: quote": 'words: {坏词: ["x\']); drop table 指标; --"]}\nrules:\n- {id: PI-TST-001, name: 甲, over: 指标, '
    "where: '三级指标 in $坏词', message: 甲}\n",
    "join: quote in the list": JOIN % "三级指标 = 库.名称",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_signs_of_sql_in_values_are_only_signs(folder: Path, facts: Facts, text: str) -> None:
    if "库" in text:
        (folder / "库.csv").write_text('名称\n"x\'); drop table 指标; --"\n', encoding="utf-8")
    outcomes, findings = run(load_text(folder, text), facts)
    assert outcomes[0].outcome is RuleState.RAN, outcomes[0].why
    assert facts.connection.execute("SELECT count(*) FROM 指标").fetchone() == (4,)
    assert all(SECRET not in finding.message for finding in findings)


def test_packs_that_extend_one_another_without_end_are_refused(folder: Path) -> None:
    inner = folder / "多"
    inner.mkdir()
    for number in range(30):
        (inner / f"{number}.yaml").write_text(f"extends: [{number + 1}.yaml]\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"过多|找不到"):
        load_packs([inner / "0.yaml"])
    for file in inner.iterdir():
        file.unlink()
    inner.rmdir()
    (folder / "规则.yaml").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    "value", ["os:system", "os.path:join", "../../etc", "json", "auditor.rules.core:x", "a b", "没有.的.包", "email"]
)
def test_an_entry_point_is_never_imported_or_followed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was imported")

    monkeypatch.setattr("importlib.metadata.EntryPoint.load", refuse)
    assert find_module._folder(value) is None


def test_a_package_cannot_take_the_name_of_a_built_in_pack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    thief = Known("core", tmp_path, False, "thief")
    monkeypatch.setattr(find_module, "_installed", lambda: {"core": thief})
    assert find_module.known_packs()["core"].trusted
    assert find_module.find_pack("core", None).path != tmp_path


def test_the_pack_of_an_installed_package_is_found_but_not_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "some_rules" / "packs" / "local").mkdir(parents=True)
    (tmp_path / "some_rules" / "__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    pack = tmp_path / "some_rules" / "packs" / "local" / "pack.yaml"
    pack.write_text("pack: 本地\n" + rule(""), encoding="utf-8")
    info = tmp_path / "some_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: some-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[auditor.packs]\nlocal = some_rules.packs.local\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    find_module._installed.cache_clear()
    try:
        made = load_packs(["local"])
    finally:
        find_module._installed.cache_clear()
    assert (made.packs[0].name, made.packs[0].source, made.rules[0].trusted) == ("本地", "some-rules", False)
