"""Messages filled from a row."""

from __future__ import annotations

import pytest

from auditor.rulebook.message import parse_template


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("项目“{名}”的目标", "项目“侨联‘侨之家’经费”的目标"),
        ("与{名}相同", "与侨联“侨之家”经费相同"),
        ("设为“{性质}{值}”", "设为“≥”"),
        ("“{值}”", "“（空）”"),
        ("目标为“{目标}”。", "目标为“做好工作”。"),
        ("目标：{目标}", "目标：做好工作。"),
        ("“{句号}”有误", "“。。”有误"),
    ],
)
def test_fill(template: str, filled: str) -> None:
    """A quoted cell has single marks inside and no full stop at its end, which the sentence sets itself; an empty cell
    shows nothing in a run, and （空） alone."""
    row = {"名": "侨联“侨之家”经费", "性质": "≥", "值": "", "目标": "做好工作。", "句号": "。。"}
    assert parse_template(template, row).fill(row) == filled
