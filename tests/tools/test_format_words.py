"""The layout of the word lists: wrapped, sorted where order says nothing, and in force."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
import yaml

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("format_words", ROOT / "tools" / "format_words.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_word_lists_are_formatted(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("before", "sort", "after"),
    [
        ("组: [乙, 甲, 乙]\n", True, "组: [乙, 甲]\n"),
        ("组: [乙, 甲]\n", False, "组: [乙, 甲]\n"),
        ("# 说明: [乙, 甲]\n组: 词\n", True, "# 说明: [乙, 甲]\n组: 词\n"),
        ("组:\n  子: [b, a]\n", True, "组:\n  子: [a, b]\n"),
    ],
)
def test_a_short_list_stays_on_its_line(tool: ModuleType, before: str, sort: bool, after: str) -> None:
    assert tool.formatted(before, sort) == after


def test_a_long_list_is_wrapped_and_means_the_same(tool: ModuleType) -> None:
    words = [f"词语{number:03}" for number in range(90)]
    text = f"组:\n  长: [{', '.join(reversed(words))}]\n后: [一]\n"
    wrapped = tool.formatted(text, True)
    assert max(map(tool._width, wrapped.splitlines())) <= tool.WIDTH
    assert yaml.safe_load(wrapped) == {"组": {"长": words}, "后": ["一"]}
    assert tool.formatted(wrapped, True) == wrapped
