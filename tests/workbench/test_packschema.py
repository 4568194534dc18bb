"""The JSON Schema of rule files: every built-in pack fits it, every key is described, and every pack names it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor import resources
from auditor.rulebook import builtin_packs
from auditor.rulebook.source import read_yaml
from auditor.workbench.packschema import FIRST_LINE, encode, schema

RULES = resources.folder("rules")
FILES = [file for name in builtin_packs() for file in sorted((RULES / name).glob("*.yaml"))]


def test_the_schema_that_ships_is_the_one_that_is_made() -> None:
    assert (RULES / "pack.schema.json").read_bytes() == encode(), "auditor rules schema -o rules/pack.schema.json"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_pack_names_the_schema_and_fits_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.splitlines()[0] == FIRST_LINE.format(path="../pack.schema.json")
    jsonschema.validate(read_yaml(file.name, text.encode()).data, schema())


def test_every_key_is_described_in_chinese() -> None:
    made = schema()
    bare = [
        (name, key)
        for name, definition in [("", made), *made["$defs"].items()]
        for key, entry in definition.get("properties", {}).items()
        if not any(sign > "\u4e00" for sign in entry.get("description", ""))
    ]
    assert bare == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"serverity": "error"},
        {"severity": "fatal"},
        {"over": "指票"},
        {"problem": "nonsense"},
        {"id": "pi-1"},
        {"examples": {"flaged": []}},
    ],
    ids=str,
)
def test_an_editor_sees_the_mistake(wrong: dict[str, Any]) -> None:
    rule = {"id": "PI-TST-001", "name": "一", "over": "指标", "where": "数值 > 1", "message": "x"}
    jsonschema.validate({"rules": [rule]}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"rules": [rule | wrong]}, json.loads(encode()))
