"""What a page shows only when there is something to show: originals, a baseline, waivers, further columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.evidence.gather import Evidence
from auditor.findings import Audit, Finding, Gone, Problem, Severity, Status, Waived
from auditor.grid import Source
from auditor.model import Indicator, Project
from auditor.report import write
from auditor.report.issues import entries
from auditor.report.page.anchors import Numbers
from auditor.report.page.department import context
from auditor.report.page.projects import block
from auditor.report.verdict import judge
from auditor.table_kinds import TableKind
from tests.report.conftest import HOSTILE, at, book, finding
from tests.report.formats.test_pages import OURS, Page


def written(audit: Audit, folder: Path) -> dict[str, str]:
    write(audit, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}


def one(audit: Audit, findings: list[Finding], **given: object) -> Audit:
    """``audit`` with these findings on 甲局 alone."""
    return replace(audit, documents=audit.documents[:1], findings=findings, **given)  # type: ignore[arg-type]


def test_a_page_is_bounded_and_says_what_it_left_out(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = len(audit.documents[0].projects[0].indicators)
    same = [finding("C", "vague", Severity.ERROR, project="p1", line=n) for n in range(6, 11)]
    alone = finding("A", "vague", Severity.ERROR, project="p1", indicator=f"p1-i{rows}")
    page = Page(written(one(audit, [*same, alone]), tmp_path / "whole")["甲局-2026.html"])
    assert "未在本页列出" not in page.text
    monkeypatch.setattr("auditor.report.page.anchors.ROWS", 0)
    monkeypatch.setattr("auditor.report.issues.LISTED", 2)
    made = written(one(audit, [*same, alone]), tmp_path / "short")["甲局-2026.html"]
    assert "另有 3 处未在本页列出，全部见 findings.json。" in made
    assert f"另有 {rows - 1} 条指标未在本页列出" in made
    assert made.count('<tbody id="r') == 1  # the row that has an entry of its own


def test_without_a_baseline_nothing_is_said_of_one(audit: Audit, tmp_path: Path) -> None:
    for text in written(audit, tmp_path / "out").values():
        assert "与上次相比" not in text
        assert "本次新增" not in text


def test_against_a_baseline_new_and_gone_are_told(audit: Audit, tmp_path: Path) -> None:
    findings = [
        finding("A", "vague", Severity.ERROR, project="p1", indicator="p1-i1", new=True),
        finding("B", "vague", Severity.ERROR, project="p1", indicator="p1-i2", new=False),
        *(finding("C", "vague", Severity.ERROR, project="p1", line=n, new=n > 8) for n in range(6, 11)),
    ]
    gone = [
        Gone("x", "D", Severity.WARNING, "甲局-2026", "已改的问题。", ""),
        Gone("y", "D", Severity.INFO, "乙", "别处。", ""),
    ]
    pages = written(one(audit, findings, baseline="上次/findings.json（2026-01-01）", gone=gone), tmp_path / "out")
    page = Page(pages["甲局-2026.html"])
    assert "与上次相比：新增 3 处，已消除 1 处（上次结果：上次/findings.json（2026-01-01））。" in page.text
    assert "已改的问题。" in page.text
    assert "别处。" not in page.text
    assert re.findall("新增(?: [0-9]+ 处)?</b>", pages["甲局-2026.html"]) == ["新增 2 处</b>", "新增</b>"]
    assert "与上次相比：新增 3 处，已消除 2 处" in Page(pages["index.html"]).text


def test_waivers_show_reason_owner_and_expiry(audit: Audit, tmp_path: Path) -> None:
    waiver = Waived("上级文件规定的指标。", "2026-12-31", "王某", "2026-03-01")
    given = {"status": Status.WAIVED, "project": "p1", "indicator": "p1-i1"}
    findings = [finding("A", "vague", Severity.ERROR, waiver=waiver, **given)]
    notices = [Problem("豁免.yaml:3", "已过期")]
    pages = written(one(audit, findings, notices=notices), tmp_path / "out")
    text = Page(pages["甲局-2026.html"]).text
    assert "豁免理由：上级文件规定的指标。 · 责任人：王某 · 豁免日期：2026-03-01 · 有效期至：2026-12-31" in text
    assert "豁免.yaml:3 已过期" in Page(pages["index.html"]).text


def test_only_what_is_waived_for_one_reason_is_one_entry() -> None:
    waivers = [Waived("甲", "2026-12-31")] * 3 + [Waived("乙", "2026-12-31")] * 3
    given = [finding("A", "vague", Severity.ERROR, status=Status.WAIVED, waiver=each) for each in waivers]
    assert [len(entry.findings) for entry in entries(given, {})] == [3, 3]


def test_hints_are_one_line_a_rule_and_a_number_at_the_row(audit: Audit) -> None:
    document = audit.documents[0]
    hints = [
        finding("H", "boilerplate", Severity.INFO, project=project, indicator=f"{project}-i1", line=n)
        for n, project in enumerate(("p1", "p2", "d1"), 1)
    ]
    shown = context(audit, document, hints, judge(document, hints, []), Evidence())
    (entry,) = shown["hints"]
    assert len(entry.findings) == 3
    blocks = [each for _, group in shown["groups"] for each in group]
    assert [each.entries for each in blocks] == [[], [], []]
    assert [row.labels for each in blocks for row in each.rows[:1]] == [[entry]] * 3
    assert all(row.clean for each in blocks for row in each.rows)


def test_further_columns_of_a_layout_are_shown(audit: Audit, tmp_path: Path) -> None:
    long = "完成率达到百分之九十得满分，每少一个百分点扣一分。"
    extra = {"权重": "10", "评分标准": long, HOSTILE[0]: HOSTILE[1]}
    rows = [Indicator(f"e{n}", "产出指标", "数量指标", "甲", "≥", "1", "次", at(n), extra=extra) for n in range(1, 3)]
    project = Project("e", "", "甲", TableKind.SELF_EVALUATION, at(1), indicators=rows, extra={"主管部门": "丁局"})
    made = block(project, [], {}, Numbers(book("甲", "甲局", [project])), Evidence())
    assert [title for title, _ in made.columns][-1] == "权重"
    assert [title for title, _ in made.rows[0].further] == ["评分标准", HOSTILE[0]]
    pages = written(replace(audit, documents=[book("甲", "甲局", [project])], findings=[]), tmp_path / "out")
    text = Page(pages["甲.html"]).text
    for part in ("权重", f"评分标准 {long}", "主管部门 丁局", HOSTILE[1]):
        assert part in text


def test_the_row_as_printed_stands_by_its_faults(audit: Audit, tmp_path: Path) -> None:
    page = written(audit, tmp_path / "out")["甲局-2026.html"]
    assert "<summary>原文 第 15 行</summary>成本指标|经济成本指标|建设成本控制|≥|50|%" in page


@pytest.fixture(scope="module")
def pdf(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pdf") / "out"
    return written(auditor.audit([samples / "made" / "chaoyang-calc.pdf"]), folder)


def test_a_page_holds_each_picture_once(pdf: dict[str, str]) -> None:
    text = pdf["chaoyang-calc.html"]
    page = Page(text)
    assert set(page.tags) <= OURS
    images = re.findall('<image id="(c[0-9]+)"', text)
    uses = re.findall('<use href="#(c[0-9]+)"', text)
    assert len(images) == len(set(images)) > 200
    assert set(uses) == set(images)
    assert page.tags["rect"] >= len(uses)
    assert len(text) < 6_000_000


def test_without_evidence_there_is_none(samples: Path, tmp_path: Path) -> None:
    auditor.write(auditor.audit([samples / "made" / "chaoyang-calc.pdf"]), tmp_path / "out", evidence=False)
    text = (tmp_path / "out" / "chaoyang-calc.html").read_text(encoding="utf-8")
    assert "<image" not in text
    assert "原件截图" not in text


def test_pages_are_made_one_at_a_time(audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from auditor.report.formats import pages
    from auditor.report.page import html

    steps: list[str] = []
    render, write_bytes = html.render, Path.write_bytes

    def rendered(template: str, scripts: tuple[str, ...], context: Mapping[str, Any]) -> bytes:
        steps.append("render")
        return render(template, scripts, context)

    def put(path: Path, data: bytes) -> int:
        steps.append("write")
        return write_bytes(path, data)

    monkeypatch.setattr(pages, "render", rendered)
    monkeypatch.setattr(Path, "write_bytes", put)
    write(audit, tmp_path / "out", formats=["html"])
    assert steps == [*["render", "write"] * 4, "write"]


def test_a_place_without_a_page_needs_no_file(audit: Audit, tmp_path: Path) -> None:
    found = finding("A", "vague", Severity.ERROR, source=Source("gone.pdf", 3, (1, 2, 3, 4)))
    page = written(one(audit, [found]), tmp_path / "out")["甲局-2026.html"]
    assert "未附原件截图：原文件已无法读取（找不到文件）。" in page
