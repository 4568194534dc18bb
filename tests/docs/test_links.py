"""The documentation hangs together: every link leads somewhere, and the index leads to every page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "bench").rglob("*.md"),
        *(ROOT / "samples").glob("*.md"),
    ]
)


def links(page: Path) -> dict[str, Path]:
    """Links of ``page`` to files, as written and where they lead; not those into the web or within the page."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    written = [link for link in re.findall(r"\]\(([^()\s]+)\)", text) if "://" not in link and not link.startswith("#")]
    return {link: (page.parent / unquote(link).partition("#")[0]).resolve() for link in written}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link, target in links(page).items() if not target.exists()] == []


def test_the_index_leads_to_every_page() -> None:
    index = set(links(ROOT / "docs" / "README.md").values())
    within_rules = (ROOT / "docs" / "rules").glob("*.md")  # docs/rules/README.md leads to them
    others = {ROOT / "README.md", ROOT / "docs" / "README.md", ROOT / "bench" / "pdf" / "results.md"}
    held_out = (ROOT / "bench" / "accuracy" / "heldout").glob("*.md")
    assert set(PAGES) - index - set(within_rules) - others - set(held_out) <= set()


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_the_index(page: str) -> None:
    assert ROOT / "docs" / "README.md" in links(ROOT / page).values()
