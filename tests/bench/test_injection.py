"""Planted faults are found no worse than last time, at a few places a rule; `make injection` plants a thousand."""

from __future__ import annotations

import json
from itertools import islice
from random import Random

import pytest

from bench.accuracy.faults import PLANTERS
from bench.accuracy.injection import ALARMS, FEW, FOUND, RESULTS, Result, clean, drops, inject, inject_all, rulebook
from bench.accuracy.invent import LAYOUTS, invent, print_table
from bench.accuracy.planting import PROJECT


@pytest.fixture(scope="module")
def stored() -> dict[str, dict[str, float]]:
    data: dict[str, dict[str, float]] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return data


def test_planted_faults_are_found(stored: dict[str, dict[str, float]]) -> None:
    assert drops(stored["few"], inject_all(FEW, jobs=1)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_tables_stay_clean(layout: str, stored: dict[str, dict[str, float]]) -> None:
    said = clean(3000, layout)
    assert said.alarmed / said.rows <= max(ALARMS, stored["clean"][layout]), said.cases


def test_every_enabled_rule_is_in_the_results(stored: dict[str, dict[str, float]]) -> None:
    """A new rule is to be planted, too: `make injection`."""
    never = set(stored["never"])
    assert {rule.id for rule in rulebook().rules if rule.text.enabled} == stored["found"].keys() | never


def test_changes_are_of_rules_that_exist() -> None:
    assert PLANTERS.keys() <= {rule.id for rule in rulebook().rules}


@pytest.mark.parametrize("id", PLANTERS)
def test_a_change_changes_what_it_says(id: str) -> None:
    """The place it names is one of the project's rows, and differs from the clean project."""
    random = Random(id)
    for project, same in islice(zip(invent(7), invent(7), strict=True), 60):
        place = PLANTERS[id](random, project)
        if place is None:
            assert project == same
        else:
            assert project != same
            assert place == PROJECT or 0 <= place < len(project.rows)
            return
    pytest.fail("nothing to plant in 60 projects")


def test_invented_projects_are_the_same_for_a_seed_and_many() -> None:
    first, second = (list(islice(invent(3), 1500)) for _ in range(2))
    assert first == second
    assert len({row.cells for project in first for row in project.rows}) >= 8000
    assert len({project.label for project in first}) == len(first)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_are_those_of_the_rows(layout: str) -> None:
    projects = list(islice(invent(5), 50))
    printed = print_table(projects, layout)
    text = printed.text.splitlines()
    for project, lines in zip(projects, printed.lines, strict=True):
        assert [text[line - 1].rstrip("\t").endswith("\t".join(row.cells).rstrip("\t"))
                for row, line in zip(project.rows, lines, strict=True)] == [True] * len(lines)  # fmt: skip


def test_a_rule_that_finds_less_is_told() -> None:
    assert drops({"A": 1.0}, {"A": Result(planted=10, found=9)})
    assert drops({}, {"NEW": Result(planted=10, found=9)}), f"a new rule is to find {FOUND:.0%}"
    assert not drops({"A": 0.5}, {"A": Result(planted=10, found=5)}), "a known failure is not told again"


@pytest.mark.parametrize("id", ["PI-CMP-021", "PI-OPR-001", "PI-OPR-005", "PI-REL-003"])
def test_a_rule_that_steps_back_has_found_its_fault(id: str) -> None:
    result = inject([id], 8)[id]
    assert result.share == 1
    assert result.stood_in <= result.total
