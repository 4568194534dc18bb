"""A sum and a code held against those of the other projects of the table."""

from __future__ import annotations

import pytest

from auditor.facts.load import load
from auditor.rulebook import load_packs, run
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText

_ROW = ["产出指标 | 数量指标 | 巡护里程 | ≥ | 1200 | 公里"]


def _projects(**cells: list[str]) -> ExampleText:
    field, texts = next(iter(cells.items()))
    first, *others = ({"项目": {field: text, "项目名称": f"项目{at}"}, "指标": _ROW} for at, text in enumerate(texts))
    return ExampleText.model_validate({**first, "另有项目": others})


def _found(case: ExampleText, rule: str) -> list[str]:
    core = load_packs(["core"])
    _, findings = run(core, load([build_book(case, "b")]))
    return [finding.message for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("sums", "number"),
    [
        (["560000.00", "23.500000", "88.000000", "1,240.000000"], 1),
        (["19,264,000.00", "299,802,200", "23.5", "88.2", "61.0", "140.0", "45.5", "12.0", "95.8"], 2),
        (["124,000.000000", "23.500000", "88.000000", "1,240.000000"], 0),
        (["560000.00", "23.500000", "88.000000"], 0),
        (["3.2", "23.5", "88.0", "1,240.0"], 0),
    ],
)
def test_yuan_in_a_table_of_wan_yuan(sums: list[str], number: int) -> None:
    found = _found(_projects(项目总额=sums), "PI-IMP-001")
    assert len(found) == number
    assert all("万元" in message for message in found)


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (["33010226T0000O0051101", "33010226T000000051102", "33010226T000000051103"], ["第 14 位的字母“O”"]),
        (["33010226O000000051101", "33010226O000000051102", "33010226O000000051103"], []),
        (["33010226T000000051101", "33010226T000000051102"], []),
    ],
)
def test_a_letter_among_digits(codes: list[str], shown: list[str]) -> None:
    found = _found(_projects(项目编码=codes), "PI-COD-004")
    assert len(found) == len(shown)
    assert all(text in message for text, message in zip(shown, found, strict=True))


def test_the_usual_length_is_named() -> None:
    codes = ["33010226T00000005110", "33010226T000000051102", "33010226T000000051103"]
    (message,) = _found(_projects(项目编码=codes), "PI-COD-002")
    assert "为 20 位，同表其他 2 个项目为 21 位" in message
