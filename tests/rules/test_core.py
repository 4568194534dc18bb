"""The core pack: its worked examples, what every rule must say, and its accuracy on a labelled book."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

import auditor
from auditor.findings import PROBLEMS, Severity, Status
from auditor.rulebook import load_packs
from auditor.rulebook.examples import run_examples

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(os.environ.get("AUDITOR_GOLD", ROOT.parent / "shared" / "gold")) / "chaoyang.labels.jsonl"
SAMPLE = ROOT / "samples" / "chaoyang-government-2026.txt"
UNLABELLED = {"boilerplate", "table-tie", "missing-table", "publication", "custom"}
TOLD_BY_REPAIR = {
    "operator-glyph": "invalid-operator",
    "number-glyph": "malformed-number",
    "joined-code": "malformed-code",
}

CORE = load_packs(["core"])


def test_examples() -> None:
    assert [str(case) for case in run_examples(CORE) if not case.passed] == []


@pytest.mark.parametrize("rule", CORE.rules, ids=lambda rule: rule.id)
def test_every_rule_is_documented(rule) -> None:  # type: ignore[no-untyped-def]
    text = rule.text
    assert text.why
    assert text.advice
    assert text.basis
    assert text.problem in PROBLEMS
    assert len(text.examples.flagged) >= 2
    assert len(text.examples.clean) >= 2
    assert not re.search(r"[！!]|系统检测", text.message)
    assert len(re.findall(r"[。？]", text.message + (text.advice or ""))) <= 3


@pytest.mark.skipif(not GOLD.exists(), reason=f"没有标注数据 {GOLD}")
def test_accuracy() -> None:
    labels = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    must = {(label["line"], label["problem"]) for label in labels if label["must"]}
    known = {(label["line"], label["problem"]) for label in labels}
    scored = {label["problem"] for label in labels} - UNLABELLED
    audit = auditor.audit([SAMPLE])
    found: set[tuple[int | None, str]] = set()
    told: set[tuple[int | None, str]] = set()
    for finding in audit.findings:
        key = (finding.source.line, finding.problem)
        if finding.status is Status.READING_DOUBT:
            told.add(key)
        elif finding.problem in scored and finding.severity is not Severity.INFO:
            found.add(key)
    told |= {
        (repair.source.line, TOLD_BY_REPAIR[repair.kind.value])
        for repair in audit.documents[0].repairs
        if repair.kind.value in TOLD_BY_REPAIR
    }
    assert len(found & known) / len(found) >= 0.95
    assert len(must & (found | told)) / len(must) >= 0.90
    for problem, count in Counter(problem for _, problem in must).items():
        if count >= 10:
            hit = {key for key in must if key[1] == problem} & (found | told)
            made = {key for key in found if key[1] == problem}
            assert len(hit) / count >= 0.85, problem
            assert len(made & known) / len(made) >= 0.85, problem
