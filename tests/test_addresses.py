"""Where packages come from is the installer's configuration: no tracked file names a registry's address."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESS = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted)[\w.-]*/|--(?:default-|extra-)?index(?:-url)?[ =]")


def test_no_registry_is_named(root: Path) -> None:
    files = [root / "Makefile", root / "pyproject.toml", *(root / "requirements").iterdir(), *(root / ".ci").iterdir()]
    files += [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob(".github/**/*.yml")]
    named = [file.name for file in files if file.is_file() and ADDRESS.search(file.read_text(encoding="utf-8"))]
    assert named == []
