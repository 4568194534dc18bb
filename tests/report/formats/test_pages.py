"""Every text of a document is shown as text; every finding is shown once; nothing else gets into a page."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.findings import Audit, Severity, Status
from auditor.report import write
from auditor.report.page.html import folded
from tests.report.conftest import HOSTILE, LONG

VOID = {"meta", "input", "br", "img"}
_TAGS = """html head meta title style body script header main section footer h1 h2 h3 p div span a b i small button
select option label input details summary table thead tbody tfoot tr th td ol ul li
svg use rect image output mark circle text path"""
OURS = set(_TAGS.split())


class Page(HTMLParser):
    """A page as a tree walk: its tags, attributes and text outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.parts: list[str] = []
        self.misplaced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ("div", "details", "table", "p", "section") and "p" in self.open:
            self.misplaced.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


@pytest.fixture(scope="module")
def folder(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "out"
    write(audit, out)
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}


NAMES = ["index.html", "甲局-2026.html", "b-CON-1.html", "丙局.html"]


@pytest.mark.parametrize("name", NAMES)
def test_only_our_own_markup_is_in_the_page(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    assert not page.open
    assert set(page.tags) <= OURS
    assert page.tags["style"] == 1
    assert page.tags["script"] == (1 if name == "index.html" else 2)  # the second is data
    assert not page.misplaced
    for tag, attribute, value in page.attributes:
        assert not attribute.startswith("on")
        assert attribute not in ("style", "src")
        if attribute == "href":
            allowed = {
                "a": r"#[pr]\d+|#[ef][\w-]+|#(ledger|doubts|rules|gone)|findings\.json|"
                r"[\w.%\-]+\.html(#view=rule&(sev|problem)=[\w-]+)?",
                "use": r"#c\d+",
                "image": r"data:image/png;base64,[\w+/=]+",
            }
            assert re.fullmatch(allowed[tag], value)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(pages: dict[str, Page], folder: Path, name: str) -> None:
    from urllib.parse import unquote

    ids = Counter(value for _, attribute, value in pages[name].attributes if attribute == "id")
    assert set(ids.values()) <= {1}
    for _, attribute, value in pages[name].attributes:
        if attribute == "href":
            if value.startswith("data:"):
                continue
            assert value[1:] in ids if value.startswith("#") else (folder / unquote(value.partition("#")[0])).is_file()


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_hostile_text_is_shown_as_text(pages: dict[str, Page], text: str) -> None:
    # Every cell of the row, its printed message and advice, the project's name and goal, at the least.
    assert pages["b-CON-1.html"].text.count(text) > 12


def test_hostile_text_reaches_the_index_as_text(pages: dict[str, Page]) -> None:
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[3]):
        assert text in pages["index.html"].text


def test_control_characters_are_made_visible(pages: dict[str, Page]) -> None:
    text = pages["b-CON-1.html"].text
    assert "\ufffd反转␀␇" in text
    assert not set(text) & {"\x00", "\x07", "\u202e"}


def test_long_text_is_folded_and_whole(pages: dict[str, Page]) -> None:
    assert len(Page(f"<p>{folded(LONG)}</p>").parts) == 3
    head, note, rest = Page(f"<div>{folded(LONG)}</div>").parts
    assert head + rest == LONG
    assert note == f"…全文 {len(LONG)} 字"
    assert "<script>结" in pages["b-CON-1.html"].text


def test_each_page_carries_its_policy(folder: Path) -> None:
    for path in folder.glob("*.html"):
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', path.read_text(encoding="utf-8"))
        assert policy
        assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
        assert "unsafe" not in policy[1]


def test_every_finding_is_counted_and_shown_once(pages: dict[str, Page], audit: Audit) -> None:
    page = pages["甲局-2026.html"]
    findings = [f for f in audit.findings if f.document == "甲局-2026"]
    violations = [f for f in findings if f.status is Status.VIOLATION]
    for severity, word in zip(Severity, ("必须修改", "建议修改", "提示"), strict=True):
        assert f"{word} {sum(f.severity is severity for f in violations)}" in page.text
    known = {f.fingerprint for f in findings}
    shown = [
        value[1:] for _, name, value in page.attributes if name == "id" and value.startswith("f") and value[1:] in known
    ]
    assert sorted(shown) == sorted(f.fingerprint for f in findings)


def test_sections_stand_in_a_reader_s_order(folder: Path) -> None:
    text = (folder / "甲局-2026.html").read_text(encoding="utf-8")
    headings = re.findall(r"<(?:h1|h2|section>\n<h3)>([^<]+)", text)
    assert headings == [
        *(
            "不宜按现稿公开，须修改后再公开。",
            "先改这些",
            "先核实这些",
            "按问题汇总",
            "建议修改",
            "项目支出绩效表",
            "部门整体支出绩效目标表",
        ),
        *("疑似识别问题与需人工判断", "提示", "已豁免", "审核依据", "未执行的规则", "读取情况"),
    ]
    assert "必须修改 3 处" in text[: text.index("按问题汇总")]
    assert "未能读取：附图" in text[: text.index("按问题汇总")]


def test_what_was_not_read_or_not_run_is_on_the_index(pages: dict[str, Page]) -> None:
    text = pages["index.html"].text
    for part in ("未能读取的文件", "✕ 1 处未读取", "执行出错", "超过 5 秒", "不能视为通过"):
        assert part in text


def test_an_audit_of_nothing_still_makes_an_index(audit: Audit, tmp_path: Path) -> None:
    from dataclasses import replace

    write(replace(audit, documents=[], findings=[], rules=[]), tmp_path / "out")
    assert "没有可审核的文件" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
