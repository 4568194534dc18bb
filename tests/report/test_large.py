"""A page of thousands of findings: light to open, nothing cut, all of it reachable and printable."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import auditor
from auditor.findings import Audit, Severity
from auditor.report import write
from auditor.report.page.department import LARGE
from tests import browser as chromium
from tests.bench import large

PROJECTS = 250


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    large.write(path, PROJECTS)
    made = auditor.audit([path])
    assert len(made.findings) == 11 * PROJECTS > LARGE
    return made


@pytest.fixture(scope="module")
def folder(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "out"
    write(audit, out)
    return out


@pytest.fixture
def page(browser: chromium.Browser, folder: Path) -> Iterator[str]:
    url = (folder / "large.html").as_uri()
    browser.open(url)
    browser.run("localStorage.clear()")
    yield url
    assert browser.errors == []


def test_a_thousand_projects_with_11_000_findings_fit_into_15_mb(folder: Path) -> None:
    assert (folder / "findings.json").stat().st_size * 1_000 / PROJECTS < 15_000_000


def test_projects_are_built_when_they_are_opened(browser: chromium.Browser, page: str) -> None:
    assert browser.run("document.querySelectorAll('.project').length") == PROJECTS
    assert browser.run("document.querySelectorAll('*').length") < 30 * PROJECTS
    assert browser.run("document.getElementById('large').checkVisibility()")
    browser.run("document.querySelector('#p7 > summary').click()")
    time.sleep(0.2)
    assert browser.run("document.querySelectorAll('#p7 tbody').length") == 6
    assert browser.run("document.querySelectorAll('#p8 tbody').length") == 0


def test_a_filter_reaches_what_is_not_built(browser: chromium.Browser, page: str) -> None:
    browser.open(f"{page}#q=第77号&sev=error")
    assert browser.run("document.getElementById('shown').textContent") == f"显示 3 / {11 * PROJECTS}"
    visible = "[...document.querySelectorAll('.project')].filter((p) => p.checkVisibility()).map((p) => p.id)"
    assert browser.run(visible) == ["p77"]
    browser.run("document.querySelector('#p77 > summary').click()")
    time.sleep(0.2)
    shown = "[...document.querySelectorAll('#p77 [data-f]')].filter((e) => e.checkVisibility()).length"
    assert browser.run(shown) == 3


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.INFO])
def test_a_link_leads_to_what_is_not_built(
    browser: chromium.Browser, page: str, audit: Audit, severity: Severity
) -> None:
    last = [finding for finding in audit.findings if finding.severity is severity][-1]
    browser.open(f"{page}#f{last.fingerprint}")
    assert browser.run("document.querySelector('.here').checkVisibility()")
    about = browser.run("document.querySelector('.here').innerText")
    name = next(p.name for p in audit.documents[0].projects if p.id == last.project)
    assert last.message[:20] in about or name in about


def test_a_table_says_how_much_it_has_not_shown(browser: chromium.Browser, page: str) -> None:
    browser.open(f"{page}#view=rule&rule=PI-DIR-001")
    rows = "document.querySelectorAll('#view tr[data-line]').length"
    assert browser.run(rows) < PROJECTS
    assert f"还有 {PROJECTS - browser.run(rows)} 处" in browser.run("document.querySelector('.rest').textContent")


@pytest.mark.parametrize(
    ("view", "selector", "number"), [("project", "#by-project .tree tbody", 6), ("rule", "#view tr[data-line]", 11)]
)
def test_paper_gets_everything(browser: chromium.Browser, page: str, view: str, selector: str, number: int) -> None:
    browser.open(f"{page}#view={view}")
    browser.run("window.print = () => {}; document.getElementById('print').click()")
    assert browser.run(f"document.querySelectorAll('{selector}').length") == number * PROJECTS
