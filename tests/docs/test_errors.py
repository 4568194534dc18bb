"""The map of errors in docs/architecture.md names every exception class of the package."""

from __future__ import annotations

import re

from tests.conftest import ROOT

CLASS = re.compile(r"^class (\w+)\((?:Exception|ValueError|\w+Error)\):", re.MULTILINE)


def test_every_exception_class_is_in_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("\n## Errors\n")[2].partition("\n## ")[0]
    listed = set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))
    defined = {
        name for path in (ROOT / "auditor").rglob("*.py") for name in CLASS.findall(path.read_text(encoding="utf-8"))
    }
    assert {"AuditorError", "TooManyCells"} <= defined
    assert listed == defined
