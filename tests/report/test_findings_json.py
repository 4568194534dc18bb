"""findings.json keeps to its public schema and says exactly what was found."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from auditor import resources
from auditor.findings import PROBLEMS, Audit
from auditor.grid import Source
from auditor.model import Amount, RepairKind
from auditor.report import findings_json


def schema() -> dict[str, Any]:
    """The shipped schema, closed: here a key that it does not name is a fault."""
    path = resources.folder("reports") / "findings-1.schema.json"
    return _closed(json.loads(path.read_text(encoding="utf-8")))  # type: ignore[no-any-return]


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {key: _closed(value) for key, value in part.items()}
    return closed | {"additionalProperties": False} if isinstance(part.get("properties"), dict) else closed


@pytest.fixture(scope="module")
def written(audit: Audit) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(findings_json.encode(audit))
    return loaded


def test_output_keeps_to_the_schema(written: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(written)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("documents", 0, "projects", 0, "total"), 173.44),
        (("documents", 0, "projects", 0, "total"), "1.734E+2"),
        (("findings", 0, "problem"), "nonsense"),
        (("findings", 0, "source", "bbox"), [1, 2]),
        (("findings", 0, "colour"), "red"),
        (("rules", 0, "outcome"), "passed"),
    ],
)
def test_schema_refuses(written: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    changed = json.loads(json.dumps(written))
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(changed)


def test_schema_names_every_problem_class() -> None:
    assert schema()["$defs"]["problem"]["enum"] == list(PROBLEMS)


@pytest.mark.parametrize("kind", RepairKind)
def test_every_repair_kind_fits_the_schema(kind: RepairKind) -> None:
    pattern = schema()["$defs"]["document"]["properties"]["repairs"]["items"]["properties"]["kind"]
    Draft202012Validator(pattern).validate(kind.value)


def test_values_are_those_of_the_document(written: dict[str, Any]) -> None:
    document = written["documents"][0]
    project = document["projects"][0]
    assert (project["total"], project["fiscal"], project["other"]) == ("173.440000", None, None)
    assert [line["total"] for line in project["funding"]] == ["173.440000", "600.719000"]
    assert (document["ledger"]["projects"], document["ledger"]["indicators"]) == (2, 8)
    assert [goal["name"] for goal in document["department_goals"]] == ["甲局"]


@pytest.mark.parametrize(
    ("number", "text"),
    [("86.000000", "86.000000"), ("0.00", "0.00"), ("1E+3", "1000"), ("-5.10", "-5.10"), ("0.0000001", "0.0000001")],
)
def test_decimals_are_written_as_printed(number: str, text: str) -> None:
    assert findings_json._amount(Amount(number, Decimal(number), "万元", Source("x"))) == text


def test_a_file_name_that_is_no_text_is_still_valid_json(audit: Audit) -> None:
    from dataclasses import replace

    odd = replace(audit, documents=[replace(audit.documents[2], path="坏\udc80名.txt")], findings=[])
    assert json.loads(findings_json.encode(odd).decode("utf-8"))["documents"][0]["path"] == "坏\udc80名.txt"
