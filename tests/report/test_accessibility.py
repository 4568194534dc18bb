"""WCAG 2.2 A and AA by axe-core, which npm brings: no violation on any kind of page, whatever it is showing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import auditor
from auditor.findings import Audit
from auditor.report import write
from tests import browser as chromium

AXE = "4.14.1"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = f"""scrollTo(0, 0); axe.run(document, {{runOnly: {TAGS}, resultTypes: ['violations']}}).then((result) =>
    result.violations.map((v) => [v.id, ...v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120) + n.failureSummary)]))"""


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    """The source of axe-core, installed once by npm beside pytest's own cache."""
    cache = request.config.cache
    npm = shutil.which("npm")
    if npm is None or cache is None:
        pytest.skip("npm is not here, so axe-core is not: accessibility was not checked")
    folder = cache.mkdir(f"axe-core-{AXE}")
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        command = [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", f"axe-core@{AXE}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if not source.exists():
            pytest.skip(f"npm could not install axe-core: accessibility was not checked ({done.stderr.strip()[-200:]})")
    return source.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("axe") / "out"
    auditor.write(auditor.audit([samples / "chaoyang-government-2026.txt"]), out)
    return out


@pytest.fixture(scope="module")
def made(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("axe") / "out"
    write(audit, out)
    return out


def violations(browser: chromium.Browser, axe: str, url: str) -> list[object]:
    browser.open(url)
    browser.run(f"{axe}; 0")
    found: list[object] = browser.run(RUN)
    return found


@pytest.mark.parametrize(
    "page", ["index.html", *(f"chaoyang-government-2026.html#{h}" for h in ("", "view=rule", "view=unit&sev=error"))]
)
def test_a_sample_has_no_violation(browser: chromium.Browser, axe: str, sample: Path, page: str) -> None:
    name, _, hash_ = page.partition("#")
    assert violations(browser, axe, f"{(sample / name).as_uri()}#{hash_}") == []


@pytest.mark.parametrize("page", ["index.html", "甲局-2026.html", "丙局.html", "b-CON-1.html"])
def test_every_kind_of_content_has_no_violation(browser: chromium.Browser, axe: str, made: Path, page: str) -> None:
    assert violations(browser, axe, (made / page).as_uri()) == []


def test_the_checker_sees_a_violation(browser: chromium.Browser, axe: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<title>x</title><p style='color: #bbb'>grey on white</p>", encoding="utf-8")
    assert {found[0] for found in violations(browser, axe, bad.as_uri())} >= {"color-contrast", "html-has-lang"}  # type: ignore[index]
