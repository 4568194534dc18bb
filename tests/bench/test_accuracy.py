"""The labelled sets are judged no worse than last time, and the scoring counts as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.findings import Audit, Finding, Severity, Status
from auditor.grid import Source
from auditor.model import Book, Repair, RepairKind
from bench.accuracy import run
from bench.accuracy.score import OVERALL, Tally, score


@pytest.mark.parametrize("one", run.SETS, ids=lambda one: one.name)
def test_no_drop(one: run.LabelledSet) -> None:
    if not one.labels.exists():
        pytest.skip(f"labels of {one.name} are not part of the repository: {one.labels} (AUDITOR_GOLD)")
    assert run.check([one]) == [], "if this is meant: make accuracy"


def test_page_shows_the_committed_figures() -> None:
    results = json.loads(run.RESULTS.read_text(encoding="utf-8"))
    absent = [one for one in run.SETS if one.name not in results]
    assert run.PAGE.read_text(encoding="utf-8") == run.page(results, absent), "make accuracy"


def _finding(line: int, problem: str, **changes: object) -> Finding:
    finding = Finding(
        "",
        "",
        problem,
        Severity.ERROR,
        Status.VIOLATION,
        "d",
        None,
        None,
        [],
        Source("d", line=line),
        "",
        "",
        None,
        None,
    )
    for name, value in changes.items():
        setattr(finding, name, value)
    return finding


def test_counts(tmp_path: Path) -> None:
    rows = [
        {"line": 1, "problem": "vague", "must": True, "sure": [3, 3], "why": ""},
        {"line": 2, "problem": "vague", "must": False, "sure": [1, 0], "why": ""},
        {"line": 3, "problem": "vague", "must": True, "sure": [3, 3], "why": ""},
        {"line": 4, "problem": "vague", "must": True, "sure": [3, 3], "why": ""},
        {"line": 5, "problem": "malformed-number", "must": True, "sure": [3, 3], "why": ""},
        {"line": 6, "problem": "vague", "must": True, "sure": [3, 3], "why": ""},
    ]
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    book = Book("d", "d", "", "text", "", None, None, None)
    book.repairs.append(Repair(RepairKind.NUMBER_GLYPH, Source("d", line=5), "1,5", "1.5"))
    findings = [
        _finding(1, "vague"),
        _finding(1, "vague"),  # the same line and class counts once
        _finding(2, "vague"),  # in one reading only: true, not demanded
        _finding(3, "vague", status=Status.READING_DOUBT),  # found, and never false
        _finding(4, "vague", severity=Severity.INFO),  # not counted
        _finding(6, "vague", status=Status.WAIVED),  # not counted
        _finding(7, "vague"),  # false
        _finding(7, "vague-goal"),  # not labelled in this set
        _finding(8, "malformed-number", status=Status.READING_DOUBT),
    ]
    sound = tmp_path / "sound.jsonl"
    sound.write_text("".join(json.dumps({"line": line}) + "\n" for line in (2, 3, 4, 7, 9)), encoding="utf-8")
    measured = score(Audit("", "", [], 0, "", [book], [], findings), labels, sound)
    assert measured.tallies["vague"] == Tally(must=4, hit=2, found=3, true=2)
    assert measured.tallies["malformed-number"] == Tally(must=1, hit=1)
    assert measured.tallies[OVERALL] == Tally(must=5, hit=3, found=3, true=2)
    assert sorted(measured.missed) == [(4, "vague"), (6, "vague")]
    assert sorted(measured.unlabelled) == [(7, "vague")]
    assert sorted(measured.accused) == [(7, "vague"), (7, "vague-goal")]
    assert run.counts(measured)[run.SOUND] == {"rows": 5, "flagged": 1}


def test_sibling_classes_count_once(tmp_path: Path) -> None:
    rows = [{"line": line, "problem": "vague", "must": True, "sure": [3, 3], "why": ""} for line in (1, 2)]
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    findings = [
        _finding(1, "misclassified", also=["vague"]),  # the readers filed it under the sibling
        _finding(1, "vague"),
        _finding(2, "vague", also=["misclassified"]),
        _finding(3, "vague", also=["misclassified"]),  # nobody has it
    ]
    measured = score(Audit("", "", [], 0, "", [], [], findings), labels)
    assert measured.tallies[OVERALL] == Tally(must=2, hit=2, found=3, true=2)


@pytest.mark.parametrize(
    ("before", "now", "dropped"),
    [
        ({"must": 100, "hit": 90, "found": 50, "true": 50}, {"must": 100, "hit": 90, "found": 50, "true": 50}, 0),
        ({"must": 100, "hit": 90, "found": 50, "true": 50}, {"must": 100, "hit": 95, "found": 50, "true": 50}, 0),
        ({"must": 100, "hit": 90, "found": 50, "true": 50}, {"must": 100, "hit": 89, "found": 50, "true": 50}, 1),
        ({"must": 100, "hit": 90, "found": 50, "true": 50}, {"must": 100, "hit": 89, "found": 50, "true": 49}, 2),
    ],
)
def test_a_drop_is_told(before: dict[str, int], now: dict[str, int], dropped: int) -> None:
    assert len(run.drops({"set": {OVERALL: before}}, {"set": {OVERALL: now}})) == dropped


def test_small_classes_are_held_to_account_together_only() -> None:
    small = {"set": {"vague": {"must": 4, "hit": 4, "found": 4, "true": 4}}}
    assert run.drops(small, {"set": {"vague": {"must": 4, "hit": 1, "found": 4, "true": 1}}}) == []


@pytest.mark.parametrize(("flagged", "dropped"), [(1, 0), (2, 0), (3, 1)])
def test_a_sound_row_flagged_anew_is_told(flagged: int, dropped: int) -> None:
    before = {"set": {run.SOUND: {"rows": 5, "flagged": 2}}}
    assert len(run.drops(before, {"set": {run.SOUND: {"rows": 5, "flagged": flagged}}})) == dropped
