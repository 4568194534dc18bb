"""docs/rules is what the packs say now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.rulebook import RuleSet, builtin_packs, load_packs
from auditor.ruledocs import INDEX, LEFT_OUT, MARK, pages_of, write_docs

BOOK = load_packs(builtin_packs())
HEADINGS = ("查什么", "为什么", "依据", "条件", "示例（标出、不标）", "例外", "参数", "严重程度")


def test_docs_are_current(root: Path) -> None:
    folder = root / "docs" / "rules"
    pages = pages_of(BOOK)
    stored = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.glob("*.md")
        if path.read_text(encoding="utf-8").startswith(MARK)
    }
    stale = sorted(name for name in pages.keys() | stored.keys() if pages.get(name) != stored.get(name))
    assert not stale, "run `make docs`"


def test_what_is_left_out_is_written_by_hand(root: Path) -> None:
    text = (root / "docs" / "rules" / LEFT_OUT).read_text(encoding="utf-8")
    assert not text.startswith(MARK)
    assert "|---|" in text


def test_every_rule_has_all_headings_in_order() -> None:
    pages = "".join(text for name, text in pages_of(BOOK).items() if name != INDEX)
    for rule in BOOK.rules:
        start = pages.index(f"\n## {rule.id} ")
        end = pages.find("\n## ", start + 1)
        assert tuple(re.findall(r"^### (.*)$", pages[start:end], re.MULTILINE)) == HEADINGS


def test_links_lead_somewhere() -> None:
    pages = pages_of(BOOK)
    for name, text in pages.items():
        for page, anchor in re.findall(r"\]\(([^)#]*)#([^)]*)\)", text):
            assert f'<a id="{anchor}"></a>' in pages[page or name]


def test_pages_without_rules_go_and_written_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(f"{MARK}\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("by hand\n", encoding="utf-8")
    made = write_docs(RuleSet(), tmp_path / ".")
    assert made == [tmp_path / INDEX]
    assert sorted(path.name for path in tmp_path.iterdir()) == [INDEX, "notes.md"]


def test_a_folder_that_is_a_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError):
        write_docs(RuleSet(), tmp_path / "file")
