"""The invented documents print what their golds say, and the scorer counts what it should."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bench.layouts.check import HERE, SETS, measure
from bench.layouts.make.verify import missing, text_of

GOLDS = sorted(path for one in SETS for path in HERE.glob(f"{one}/*.gold.json"))


def read(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def perfect(gold: dict[str, Any]) -> dict[str, Any]:
    """What a reader would report that makes no mistake."""
    projects = copy.deepcopy(gold["projects"])
    ids: dict[tuple[str, str | None], str] = {}
    for p, project in enumerate(projects):
        project["id"] = ids[project["name"], None] = f"p{p}"
        for i, row in enumerate(project["indicators"]):
            row |= {"id": f"p{p}i{i}", "number": row["value"]}
            ids[project["name"], row["name"]] = row["id"]
    findings = [
        {
            "rule": "x",
            "message": "",
            "problem": fault["problem"],
            "severity": "error",
            "status": "violation",
            "project": ids[fault["project"], None],
            "indicator": ids[fault["project"], fault["indicator"]] if fault["indicator"] else None,
            "others": [],
        }
        for fault in gold["faults"]
    ]
    return {"documents": [{"department": gold["department"], "projects": projects}], "findings": findings}


SEVERAL = [path for path in GOLDS if len(read(path)["projects"]) > 1]
"""One of the mistakes moves a row to another project."""


def test_no_document_is_missing() -> None:
    assert [sum(path.parent.name == one for path in GOLDS) for one in SETS] == [10, 10, 10, 16, 16, 18, 12]


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name[:3])
def test_the_file_prints_what_the_gold_says(path: Path) -> None:
    gold = read(path)
    assert missing(gold, text_of(path.parent / gold["file"])) == []


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name[:3])
def test_a_reader_without_mistakes_has_full_marks(path: Path) -> None:
    gold = read(path)
    counts, notes = measure(gold, perfect(gold))
    assert notes == []
    assert counts["names"] == counts["cells"] == counts["rows"]
    assert (counts["totals"], counts["found"], counts["departments"]) == (counts["sums"], counts["planted"], 1)
    assert (counts["invented"], counts["false"]) == (0, 0)


@pytest.mark.parametrize("path", SEVERAL, ids=lambda path: path.name[:3])
def test_mistakes_cost_marks(path: Path) -> None:
    gold = read(path)
    result = perfect(gold)
    first, second, *_ = result["documents"][0]["projects"]
    row = first["indicators"].pop()
    second["indicators"].append({**row, "name": "没有印出的指标"})
    second["total"] = "0.01"
    result["documents"][0]["department"] = "某局"
    result["findings"] = [{**one, "indicator": None, "project": "p0", "problem": "x"} for one in result["findings"]]
    counts, _ = measure(gold, result)
    assert counts["names"] == counts["cells"] == counts["rows"] - 1
    assert (counts["invented"], counts["departments"], counts["found"]) == (1, 0, 0)
    assert counts["totals"] == counts["sums"] - (gold["projects"][1]["total"] is not None)
    assert counts["false"] == len(gold["faults"])


def test_no_findings_is_nothing_found() -> None:
    counts, notes = measure(read(GOLDS[0]), None)
    assert notes == ["no findings.json"]
    assert counts["names"] == 0
    assert counts["rows"] > 0
