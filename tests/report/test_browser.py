"""The pages in a real browser: nothing on the console, no request that leaves the file, filters that work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import auditor
from auditor.findings import Audit
from auditor.report import write
from tests import browser as chromium

PAGES = ["index.html", "甲局-2026.html", "b-CON-1.html", "丙局.html"]


@pytest.fixture(scope="module")
def folder(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "审核 结果"
    write(audit, out)
    return out


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_asks_for_nothing(browser: chromium.Browser, folder: Path, name: str) -> None:
    browser.open((folder / name).as_uri())
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
    assert len(browser.requests) == 1
    assert browser.run("document.styleSheets.length") == 1
    assert browser.run("getComputedStyle(document.querySelector('.verdict')).borderLeftStyle") == "solid"


def test_the_harness_sees_errors_and_requests(browser: chromium.Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    page = "<img src='http://127.0.0.1:9/x.png'><script>console.error('oops'); undefined.x</script>"
    bad.write_text(page, encoding="utf-8")
    browser.open(bad.as_uri())
    assert len(browser.errors) >= 2
    assert "http://127.0.0.1:9/x.png" in browser.requests


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 700])
def test_nothing_sticks_out_sideways(browser: chromium.Browser, folder: Path, name: str, width: int) -> None:
    browser._call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    browser.open((folder / name).as_uri())
    assert browser.run("document.documentElement.scrollWidth") <= width


SHOWN = """[...new Set([...document.querySelectorAll('#by-project [data-f]')].filter((e) => !e.closest('[hidden]'))
    .flatMap((e) => e.dataset.f.split(' ')))].length"""
COUNT = "document.getElementById('shown').textContent"


def test_filters_hide_and_show(browser: chromium.Browser, folder: Path) -> None:
    browser.open((folder / "甲局-2026.html").as_uri())
    assert browser.run(SHOWN) == 11
    assert browser.run(COUNT) == "显示 11 / 11"
    browser.run("document.querySelector('button[data-sev=error]').click()")
    assert browser.run(SHOWN) == 3
    assert browser.run(COUNT) == "显示 3 / 11"
    assert browser.run("location.hash") == "#sev=error"
    browser.run("problem.value = 'direction-conflict'; problem.dispatchEvent(new Event('change'))")
    assert browser.run(SHOWN) == 1
    assert browser.run("[...document.querySelectorAll('.project')].filter((p) => !p.hidden).length") == 1
    browser.run("document.getElementById('clear').click()")
    assert browser.run(SHOWN) == 11
    assert browser.run("location.hash") == ""


def test_a_link_opens_the_project_it_leads_to(browser: chromium.Browser, folder: Path) -> None:
    browser.open((folder / "甲局-2026.html").as_uri() + "#p2")
    assert browser.run("document.getElementById('p2').open") is True


def test_departments_can_be_sorted(browser: chromium.Browser, folder: Path) -> None:
    browser.open((folder / "index.html").as_uri())
    order = "[...document.querySelectorAll('.sortable')[0].tBodies[0].rows].map((r) => r.cells[3].innerText).join()"
    assert browser.run(order) == "8,3,0"
    browser.run("document.querySelectorAll('.sortable')[0].tHead.rows[0].cells[3].querySelector('button').click()")
    assert browser.run(order) == "8,3,0"
    browser.run("document.querySelectorAll('.sortable')[0].tHead.rows[0].cells[3].querySelector('button').click()")
    assert browser.run(order) == "0,3,8"


def test_everything_is_shown_without_scripts(browser: chromium.Browser, folder: Path) -> None:
    browser._call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open((folder / "甲局-2026.html").as_uri())
        assert browser.run("document.querySelectorAll('details.project[open]').length") == 1
        assert browser.run("document.getElementById('tools').hidden") is True
    finally:
        browser._call("Emulation.setScriptExecutionDisabled", value=False)


def test_pictures_of_the_original_are_seen_with_their_frames(
    browser: chromium.Browser, samples: Path, tmp_path: Path
) -> None:
    auditor.write(auditor.audit([samples / "made" / "chaoyang-calc.pdf"]), tmp_path / "out")
    browser.open((tmp_path / "out" / "chaoyang-calc.html").as_uri())
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
    opened = "document.querySelectorAll('.crop[open]').length"
    assert 0 < browser.run(opened) < browser.run("document.querySelectorAll('.crop').length")
    sizes = "[...document.querySelectorAll('.crop[open] {}')].every((e) => e.getBoundingClientRect().width > 5)"
    assert browser.run(sizes.format("use"))
    assert browser.run(sizes.format("rect"))
    within = """[...document.querySelectorAll('.crop[open] rect')].every((e) => {
        const frame = e.getBoundingClientRect(), whole = e.closest('svg').getBoundingClientRect();
        return frame.left >= whole.left - 2 && frame.right <= whole.right + 2 && frame.bottom <= whole.bottom + 2;
    })"""
    assert browser.run(within)
    browser.run("document.getElementById('originals').click()")
    assert browser.run("document.querySelectorAll('.crop:not([open])').length") == 0


@pytest.mark.parametrize("view", ["rule", "unit", "state"])
def test_hostile_texts_stay_texts_in_every_view(browser: chromium.Browser, folder: Path, view: str) -> None:
    browser.open(f'{(folder / "b-CON-1.html").as_uri()}#view={view}&q=<script>alert(1)</script>&at="><img src=x>')
    browser.run("localStorage.clear()")
    browser.run("document.getElementById('clear').click()")
    browser.run("document.querySelectorAll('#view .each').forEach((each) => { each.open = true; })")
    browser.run("document.getElementById('print').scrollIntoView()")
    assert browser.errors == []
    assert len(browser.requests) == 1
    assert browser.run("document.querySelectorAll('#view :is(script, img, style, iframe)').length") == 0
    assert "<script>alert(1)</script>" in browser.run("document.getElementById('view').textContent")


def test_what_is_new_can_be_shown_alone(browser: chromium.Browser, audit: Audit, tmp_path: Path) -> None:
    findings = [replace(f, new=n % 3 == 0) for n, f in enumerate(audit.findings) if f.document == "甲局-2026"]
    write(replace(audit, findings=findings, baseline="上次/findings.json"), tmp_path / "out")
    browser.open((tmp_path / "out" / "甲局-2026.html").as_uri() + "#new=1")
    assert browser.run(COUNT) == f"显示 {sum(f.new is True for f in findings)} / {len(findings)}"
    assert browser.run("document.getElementById('new').value") == "1"
