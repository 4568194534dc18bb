"""The word list of docs/style.md holds in comments, docstrings and English pages."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "style.md"
AVOIDED = re.findall(r"^\| `(.+?)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
PATTERN = re.compile(rf"\b(?:{'|'.join(AVOIDED)})\b", re.IGNORECASE)

CODE = sorted(path for folder in ("auditor", "bench", "samples", "tools") for path in (ROOT / folder).rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every comment and docstring of a module."""
    with tokenize.open(path) as file:
        yield from (
            (t.start[0], t.string) for t in tokenize.generate_tokens(file.readline) if t.type == tokenize.COMMENT
        )
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def test_the_list_is_read() -> None:
    assert len(AVOIDED) >= 10
    assert PATTERN.search("Dear to import")
    assert PATTERN.search("the row is no header")
    assert not PATTERN.search("the row is no longer read")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_comments_and_docstrings_are_plain(path: Path) -> None:
    assert [(line, found.group()) for line, text in prose(path) for found in PATTERN.finditer(text)] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_are_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [found.group() for found in PATTERN.finditer(text)] == []
