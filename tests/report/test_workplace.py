"""A reviewer at work in a real browser: find, decide, save, reload, load, print."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

import auditor
from auditor.findings import Audit, Choice, Decision, Severity, Status
from auditor.report import write
from auditor.review.file import decode
from tests import browser as chromium

COUNT = "document.getElementById('shown').textContent"
PROGRESS = "document.getElementById('progress').textContent"
ROWS = "[...document.querySelectorAll('#view tr[data-line]')].filter((e) => e.checkVisibility()).length"


@pytest.fixture(scope="module")
def big(samples: Path) -> Audit:
    return auditor.audit([samples / "chaoyang-government-2026.txt"])


@pytest.fixture(scope="module")
def page(big: Audit, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("work") / "out"
    write(big, out)
    return (out / "chaoyang-government-2026.html").as_uri()


@pytest.fixture
def at(browser: chromium.Browser, page: str) -> Callable[[str], None]:
    """Opens the page at a hash, with an empty memory."""

    def opened(hash_: str = "") -> None:
        browser.open(page)
        browser.run("localStorage.clear()")
        browser.open(page + hash_)
        assert browser.errors == []

    return opened


def keys(browser: chromium.Browser, text: str) -> None:
    for key in text:
        browser._call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        browser._call("Input.dispatchKeyEvent", type="keyUp", key=key)


def must(audit: Audit) -> list[str]:
    """The fingerprints of the must-fix findings."""
    return [f.fingerprint for f in audit.findings if f.severity is Severity.ERROR and f.status is Status.VIOLATION]


def test_what_must_be_fixed_stands_first_and_leads_to_its_place(
    browser: chromium.Browser, at: Callable[[str], None], big: Audit
) -> None:
    at("")
    links = "[...document.querySelectorAll('#first tbody tr a')].map((a) => a.getAttribute('href').slice(2))"
    assert browser.run(links) == must(big)
    for selector in ("#first", "#sure", "#tools", "#by-project"):
        if selector != "#sure" or browser.run("document.querySelector('#sure') !== null"):
            browser.run(f"document.querySelector('{selector}').dataset.seen = 1")
    order = "[...document.querySelectorAll('[data-seen]')].map((e) => e.id)"
    assert [each for each in browser.run(order) if each != "sure"] == ["first", "tools", "by-project"]
    for fingerprint in must(big)[:3]:
        browser.run(f"document.querySelector('#first a[href=\"#f{fingerprint}\"]').click()")
        assert browser.run(f"document.getElementById('f{fingerprint}').checkVisibility()")
        box = browser.run(f"(({{top, bottom}}) => [top, bottom])"
                          f"(document.getElementById('f{fingerprint}').getBoundingClientRect())")  # fmt: skip
        assert 0 < box[0] < box[1] < browser.run("innerHeight")


def test_a_search_is_kept_in_the_address_and_across_a_reload(
    browser: chromium.Browser, at: Callable[[str], None], page: str, big: Audit
) -> None:
    at("")
    browser.run("document.getElementById('q').value = '信访办 '; q.dispatchEvent(new Event('input'))")
    time.sleep(0.3)
    shown = browser.run(COUNT)
    n, whole = (int(part) for part in shown.removeprefix("显示 ").split(" / "))
    assert 0 < n < whole == len(big.findings)
    hash_ = browser.run("location.hash")
    assert hash_.startswith("#q=")
    browser.open(page + hash_)
    assert browser.run(COUNT) == shown
    assert browser.run("document.getElementById('q').value") == "信访办"


def test_a_search_without_a_hit_says_so(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    at("#q=没有这样的字")
    assert "没有符合条件的问题" in browser.run("document.getElementById('view').innerText")
    browser.run("document.querySelector('#view button').click()")
    assert browser.run("document.getElementById('by-project').checkVisibility()")


def test_one_rule_s_rows_are_a_table_and_decided_at_once(
    browser: chromium.Browser, at: Callable[[str], None], page: str, big: Audit
) -> None:
    rule, number = Counter(f.rule for f in big.findings if f.severity is Severity.WARNING).most_common(1)[0]
    assert number >= 60
    at(f"#view=rule&rule={rule}")
    assert browser.run("document.querySelectorAll('.card').length") == 1
    assert browser.run(ROWS) == 60  # two screens, and a button for the rest
    browser.run("document.querySelector('.rest button')?.click()")
    assert browser.run(ROWS) == number
    browser.run("""(() => { by.value = '王某'; const [select, note] = document.querySelector('.card .deal').children;
        note.value = '全部核过'; select.value = '误报'; select.dispatchEvent(new Event('change')); })()""")
    assert f"共 {number} 处" in browser.run(PROGRESS)
    made = json.loads(browser.run("localStorage.getItem('auditor/decisions/chaoyang-government-2026')"))
    assert made["format"] == "auditor-decisions-1"
    assert {d["fingerprint"] for d in made["decisions"]} == {f.fingerprint for f in big.findings if f.rule == rule}
    assert {(d["decision"], d["note"], d["by"]) for d in made["decisions"]} == {("误报", "全部核过", "王某")}
    browser.open(f"{page}#view=rule&rule={rule}&state=误报")
    assert browser.run(COUNT).startswith(f"显示 {number} /")
    browser.open(f"{page}#view=state")
    assert browser.run("[...document.querySelectorAll('.card h3')].map((h) => h.textContent)") == ["未处理", "误报"]


def test_a_group_decision_can_be_undone(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    at("#view=rule")
    browser.run("""(() => { const [select] = document.querySelector('.card .deal').children;
        select.value = '属实'; select.dispatchEvent(new Event('change')); })()""")
    assert not browser.run(PROGRESS).startswith("已处理 0 /")
    browser.run("document.querySelector('#said button').click()")
    assert browser.run(PROGRESS).startswith("已处理 0 /")


def test_keys_go_from_finding_to_finding_and_decide(
    browser: chromium.Browser, at: Callable[[str], None], big: Audit
) -> None:
    at("")
    keys(browser, "j2jj1k3")
    first = must(big)
    made = json.loads(browser.run("localStorage.getItem('auditor/decisions/chaoyang-government-2026')"))
    assert {d["fingerprint"]: d["decision"] for d in made["decisions"]} == {
        first[0]: "误报",
        first[2]: "属实",
        first[1]: "已改",
    }
    assert browser.run(PROGRESS) == f"已处理 3 / {len(first)} 必须修改"
    keys(browser, "0/")
    assert browser.run(PROGRESS).startswith("已处理 2 /")
    assert browser.run("document.activeElement.id") == "q"
    browser._call("Input.dispatchKeyEvent", type="keyDown", key="Escape")
    keys(browser, "?")
    assert "待部门说明" in browser.run("document.querySelector('dialog').innerText")


def test_a_link_by_fingerprint_finds_what_is_folded_filtered_or_in_another_view(
    browser: chromium.Browser, page: str, big: Audit
) -> None:
    hints = [f for f in big.findings if f.severity is Severity.INFO]
    for hash_ in (f"#f{hints[-1].fingerprint}", f"#sev=error&at=f{hints[-1].fingerprint}"):
        browser.open(page + hash_)
        assert browser.run(f"document.getElementById('f{hints[-1].fingerprint}').checkVisibility()")


def test_saved_decisions_load_elsewhere(
    browser: chromium.Browser, at: Callable[[str], None], big: Audit, tmp_path: Path
) -> None:
    at("")
    browser.run("by.value = '王某'")
    browser.run("""(() => { const select = document.querySelector('#first .act select');
        select.value = '待部门说明'; select.dispatchEvent(new Event('change')); })()""")
    browser._call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.run("document.getElementById('save').click()")
    saved = tmp_path / "decisions.json"
    deadline = time.monotonic() + 20
    while not saved.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    (read,) = decode(saved.read_bytes(), "decisions.json").settled.values()
    assert (read.fingerprint, read.decision, read.by) == (must(big)[0], Choice.ASKED, "王某")
    given = json.loads(saved.read_text(encoding="utf-8"))
    (made,) = given["decisions"]
    assert list(made) == ["fingerprint", "decision", "note", "by", "date"]
    assert (made["fingerprint"], made["decision"], made["by"]) == (must(big)[0], "待部门说明", "王某")

    unknown = {"fingerprint": "0" * 32, "decision": "属实", "note": "", "by": "", "date": "2026-01-01"}
    bad = {"fingerprint": "1" * 32, "decision": "<b>", "note": "", "by": "", "date": ""}
    undated = {**unknown, "fingerprint": "2" * 32, "date": "昨天"}
    given["decisions"] += [unknown, bad, undated]
    saved.write_text(json.dumps(given), encoding="utf-8")
    at("")
    assert browser.run(PROGRESS).startswith("已处理 0 /")
    _choose(browser, saved)
    assert browser.run(PROGRESS).startswith("已处理 1 /")
    told = browser.run("document.getElementById('said').textContent")
    assert told == "载入 2 条处理意见，其中本页 1 条；2 条写法不对，未采用。"
    kept = json.loads(browser.run("localStorage.getItem('auditor/decisions/chaoyang-government-2026')"))
    assert [d["fingerprint"] for d in kept["decisions"]] == sorted([must(big)[0], "0" * 32])


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "auditor-decisions-2", "decisions": []}'])
def test_another_file_is_refused(
    browser: chromium.Browser, at: Callable[[str], None], tmp_path: Path, text: str
) -> None:
    at("")
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    _choose(browser, tmp_path / "x.json")
    assert "没有载入" in browser.run("document.getElementById('said').textContent")


def _choose(browser: chromium.Browser, file: Path) -> None:
    found: dict[str, Any] = browser._call("Runtime.evaluate", expression="document.getElementById('loaded')")["result"]
    browser._call("DOM.setFileInputFiles", objectId=found["objectId"], files=[str(file)])
    time.sleep(0.5)


def test_earlier_decisions_come_with_the_page(browser: chromium.Browser, big: Audit, tmp_path: Path) -> None:
    fingerprint = must(big)[1]
    known = {fingerprint: Decision(fingerprint, Choice.CORRECTED, "已发更正稿</script>", "李某", "2026-11-01")}
    write(replace(big, decisions=known), tmp_path / "out")
    browser.open((tmp_path / "out" / "chaoyang-government-2026.html").as_uri())
    browser.run("localStorage.clear()")
    browser.open((tmp_path / "out" / "chaoyang-government-2026.html").as_uri())
    assert browser.errors == []
    assert browser.run(PROGRESS) == f"已处理 1 / {len(must(big))} 必须修改"
    said = f"document.querySelector('#f{fingerprint} .said').textContent"
    assert browser.run(said) == "已改，已发更正稿</script>，李某"
    for date, counted in (("2026-10-31", "已改，已发更正稿</script>，李某"), ("2026-11-01", "误报")):
        here = {"fingerprint": fingerprint, "decision": "误报", "note": "", "by": "", "date": date}
        kept = json.dumps({"format": "auditor-decisions-1", "decisions": [here]}, ensure_ascii=False)
        browser.run(f"localStorage.setItem('auditor/decisions/chaoyang-government-2026', {json.dumps(kept)})")
        browser.open((tmp_path / "out" / "chaoyang-government-2026.html").as_uri())
        assert browser.run(said) == counted


def test_a_project_is_decided_at_once(browser: chromium.Browser, at: Callable[[str], None], big: Audit) -> None:
    at("#p39")
    browser.run("""(() => { const [select] = document.querySelector('#p39 > .deal').children;
        select.value = '待部门说明'; select.dispatchEvent(new Event('change')); })()""")
    project = big.documents[0].projects[38].id
    kept = json.loads(browser.run("localStorage.getItem('auditor/decisions/chaoyang-government-2026')"))
    assert {d["fingerprint"] for d in kept["decisions"]} == {
        f.fingerprint for f in big.findings if f.project == project
    }


def test_what_stands_once_for_many_rows_is_decided_once(
    browser: chromium.Browser, at: Callable[[str], None], big: Audit
) -> None:
    at("")
    browser.run("""(() => { const [select] = document.querySelector('#warnings .deal').children;
        select.value = '属实'; select.dispatchEvent(new Event('change')); })()""")
    _, number = Counter(f.rule for f in big.findings if f.severity is Severity.WARNING).most_common(1)[0]
    assert browser.run(PROGRESS).endswith(f"共 {number} 处")


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"decisions": 1}', '{"decisions": [null, {}]}'])
def test_a_broken_memory_is_no_obstacle(
    browser: chromium.Browser, at: Callable[[str], None], page: str, kept: str
) -> None:
    at("")
    browser.run(f"localStorage.setItem('auditor/decisions/chaoyang-government-2026', {json.dumps(kept)})")
    browser.open(page)
    assert browser.errors == []
    assert browser.run(PROGRESS).startswith("已处理 0 /")


def test_a_view_is_printed_as_it_is_filtered(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    def pages() -> int:
        return len(PdfDocument(b64decode(browser._call("Page.printToPDF", preferCSSPageSize=True)["data"])))

    at("#view=rule&sev=error")
    few = pages()
    assert few <= 8
    at("#view=rule")
    folded = pages()
    browser.run("window.print = () => {}; document.getElementById('print').click()")
    assert few <= folded < 2 * folded < pages()
    assert browser.run(ROWS) > 500


def test_a_row_as_printed_stands_between_its_neighbours(browser: chromium.Browser, at: Callable[[str], None]) -> None:
    at("")
    browser.run("document.querySelectorAll('#p39 .original')[1].open = true")
    time.sleep(0.3)
    rows = browser.run("""[...document.querySelectorAll('#p39 .original')[1].querySelectorAll('tr')]
        .map((row) => [row.className, row.cells[0].textContent])""")
    lines = ["栏目", *(f"第 {n} 行" for n in (886, 887, 888, 889, 891))]
    assert rows == [[c, line] for c, line in zip(["heads", "", "", "own", "", ""], lines, strict=True)]
    own = "document.querySelectorAll('#p39 .original')[1].querySelector('.own {}').textContent"
    assert browser.run(own.format("mark")) == "≤"
    assert browser.run(own.format("td:last-child")).endswith("企业安全生产知识能力提升满意度 | ≤ | 100 | %")
    heads = browser.run("document.querySelectorAll('#p39 .original')[1].querySelector('.heads').textContent")
    assert "一级指标 | 二级指标 | 三级指标" in heads
