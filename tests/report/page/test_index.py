"""The first page over two hundred departments: found, summed up, drawn, and linked to the lists behind each number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor.findings import Audit, Choice, Decision, Finding, Severity, Status
from auditor.report import write
from auditor.report.page.charts import BARS, RULES, STEPS, heat_map, severities
from tests import browser as chromium
from tests.report.conftest import book, finding

MANY = 200
PLACES = ("东", "西", "南", "北", "上", "下", "前", "后", "新", "老")
OFFICES = ("教育", "卫生", "水务", "农业", "文化", "商务", "交通", "住建", "财政", "民政")


def city(audit: Audit) -> Audit:
    """``audit`` with ``MANY`` departments; the n-th has n % 7 must-fix findings and n % 11 warnings."""
    books, found = [], []
    for n in range(MANY):
        name = f"{PLACES[n % 10]}{PLACES[n // 10 % 10]}区{OFFICES[n // 20]}局"
        made = replace(book(f"d{n:03d}", name, audit.documents[0].projects), ledger=audit.documents[0].ledger[:1])
        books.append(made)
        for k in range(n % 7):
            found.append(finding(f"R-{k}", "vague", Severity.ERROR, document=made.id, line=1000 * n + k))
        for k in range(n % 11):
            found.append(finding(f"W-{k % 3}", "vague", Severity.WARNING, document=made.id, line=1000 * n + 500 + k))
    return replace(audit, documents=books, findings=found, unread=[])


@pytest.fixture(scope="module")
def many(audit: Audit) -> Audit:
    return city(audit)


@pytest.fixture(scope="module")
def page(many: Audit, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("index") / "out"
    decided = many.findings[0].fingerprint
    write(replace(many, decisions={decided: Decision(decided, Choice.TRUE)}), out, evidence=False)
    return (out / "index.html").as_uri()


@pytest.fixture
def at(browser: chromium.Browser, page: str) -> Callable[[str], None]:
    def opened(hash_: str = "") -> None:
        browser.open(page + hash_)
        browser.run("localStorage.clear()")
        browser.open(page + hash_)
        assert browser.errors == []

    return opened


def test_the_foot_sums_up_what_is_shown(browser: chromium.Browser, at: Callable[[str], None], many: Audit) -> None:
    sums = "[...document.querySelectorAll('#departments tfoot td.n')].slice(0, 2).map((c) => Number(c.textContent))"
    at("")
    must = sum(f.severity is Severity.ERROR for f in many.findings)
    assert browser.run(sums) == [must, len(many.findings) - must]
    browser.run("q.value = '教育 '; q.dispatchEvent(new Event('input'))")
    assert browser.run("document.getElementById('shown').textContent") == f"显示 20 / {MANY}"
    assert browser.run(sums)[0] == sum(n % 7 for n in range(20))
    assert browser.run("location.hash").startswith("#q=")
    at("#level=须修改&q=教育")
    shown = "[...document.querySelectorAll('#departments tbody tr')].filter((r) => !r.hidden).length"
    assert browser.run(shown) == sum(n % 7 > 0 for n in range(20))
    at("#q=没有这样的局")
    assert browser.run("document.getElementById('none').checkVisibility()")


def test_a_number_leads_to_its_list(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    at("")
    href, n = browser.run("(([a]) => [a.href, a.textContent])(document.querySelectorAll('#departments td.error a'))")
    browser.open(href)
    assert browser.run("document.getElementById('shown').textContent").startswith(f"显示 {n} /")
    assert browser.run("[...document.querySelectorAll('.card')].every((c) => c.classList.contains('error'))")


def test_progress_comes_from_the_files_and_from_this_browser(
    browser: chromium.Browser, at: Callable[[str], None], many: Audit
) -> None:
    at("")
    cell = "document.querySelector('[data-document={}]').textContent"
    document = many.findings[0].document
    number = sum(f.document == document and f.severity is Severity.ERROR for f in many.findings)
    assert browser.run(cell.format(document)) == f"1 / {number}"
    browser.run("localStorage.setItem('auditor/progress/d006', '[4,6]')")
    browser.run("localStorage.setItem('auditor/progress/d005', '[4,9]')")  # of another result
    browser.run("location.reload()")
    browser.open(browser.run("location.href"))
    assert browser.run(cell.format("d006")) == "4 / 6"
    assert browser.run(cell.format("d005")) == "0 / 5"


def test_heads_sort_by_key(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    at("")
    browser.run("document.querySelector('#departments th button').focus()")
    for kind in ("keyDown", "keyUp"):
        browser._call(
            "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13
        )
    assert browser.run("document.querySelector('#departments th').ariaSort") == "ascending"


@pytest.mark.parametrize(
    ("count", "most", "shade"), [(1, 1, 1), (1, 100, 1), (3, 100, 2), (100, 100, STEPS), (2, 2, STEPS)]
)
def test_shades_grow_with_the_count(count: int, most: int, shade: int) -> None:
    findings = [
        finding("R", "vague", Severity.ERROR, document=d, line=n)
        for d, k in (("a", count), ("b", most))
        for n in range(k)
    ]
    drawn = heat_map(findings, {"a": "甲", "b": "乙"}, {})
    assert drawn is not None
    assert {tile.title: tile.shade for tile in drawn.tiles}[f"甲：R {count} 处"] == shade


def test_the_pictures_say_what_they_leave_out() -> None:
    counted = [(f"部门{n}", {Severity.ERROR: n}) for n in range(BARS + 6)]
    drawn = severities(counted)
    assert (len(drawn.bars), drawn.left_out) == (BARS, 5)  # the one without findings is nowhere
    assert [bar.name for bar in drawn.bars[:2]] == ["部门45", "部门44"]
    findings = [finding(f"R{n}", "vague", Severity.INFO, document="a", line=n) for n in range(RULES + 3)]
    heat = heat_map(findings, {"a": "甲"}, {"R1": "名称"})
    assert heat is not None
    assert (len(heat.rules), heat.left_out, len(heat.table)) == (RULES, 3, RULES + 3)


def _doubt(n: int) -> Finding:
    return finding("R", "vague", Severity.ERROR, document="a", status=Status.READING_DOUBT, line=n)


def test_doubts_are_not_drawn() -> None:
    assert heat_map([_doubt(1)], {"a": "甲"}, {}) is None
