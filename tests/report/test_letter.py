"""审核意见: what is sent and what never is, how it is set, and that a hostile text or template breaks nothing."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from auditor.errors import UsageError
from auditor.findings import Audit, Choice, Decision, Finding, RuleState, Severity, Status
from auditor.model import Funding, LedgerEntry, Project
from auditor.office import NOBODY, Office
from auditor.pipeline import audit as audit_files
from auditor.report.formats.letter_docx import STYLES, files
from auditor.report.judged import Judged
from auditor.report.letter import APART, BLANK, letter
from auditor.report.outputs import chosen, usual
from auditor.results import is_own
from auditor.table_kinds import TableKind
from tests.conftest import ROOT
from tests.report.conftest import at, book, finding, indicator, money

OFFICE = Office("青河区财政局", "张三", "010-65090000", "2026年3月31日前", "青财绩〔2026〕12号")


def letters(audit: Audit, office: Office = NOBODY) -> dict[str, bytes]:
    with Judged.of(audit, evidence=False, office=office) as judged:
        return dict(files(judged))


def said(content: bytes) -> str:
    """All that a reader sees, table included."""
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def decided(audit: Audit, choices: dict[str, Choice]) -> Audit:
    return replace(audit, decisions={id: Decision(id, choice) for id, choice in choices.items()})


def sent(audit: Audit) -> tuple[set[str], set[str]]:
    with Judged.of(audit, evidence=False) as judged:
        made = letter(judged, audit.documents[0])
    if made is None:
        return set(), set()
    of = {each.message: each.fingerprint for each in audit.findings}
    shown = [
        {of[p.problem] for s in part for p in s.points if p.problem in of} for part in (made.faults, made.questions)
    ]
    return shown[0], shown[1]


GRAVE = {"PI-DIR-001-15-p1", "PI-MIS-001-16-p1", "PI-PLA-001-10-p1"}


@pytest.mark.parametrize(
    ("choices", "faults", "questions"),
    [
        ({}, GRAVE, set()),
        ({"PI-DIR-001-15-p1": Choice.TRUE}, {"PI-DIR-001-15-p1"}, set()),
        ({"PI-DIR-001-15-p1": Choice.FALSE_ALARM, "PI-MIS-001-16-p1": Choice.TRUE}, {"PI-MIS-001-16-p1"}, set()),
        ({"PI-DIR-001-15-p1": Choice.ASKED, "PI-MIS-001-16-p1": Choice.CORRECTED}, set(), {"PI-DIR-001-15-p1"}),
        ({"PI-OPR-001-17-p1": Choice.TRUE}, {"PI-OPR-001-17-p1"}, set()),
        ({"BK-PUB-001-1-None": Choice.TRUE}, {"BK-PUB-001-1-None"}, set()),
        ({"别的部门的": Choice.TRUE}, GRAVE, set()),
    ],
)
def test_what_is_sent(audit: Audit, choices: dict[str, Choice], faults: set[str], questions: set[str]) -> None:
    own = replace(
        audit, documents=audit.documents[:1], findings=[f for f in audit.findings if f.document == "甲局-2026"]
    )
    assert sent(decided(own, choices)) == (faults, questions)


def test_hints_ledger_and_internals_are_never_sent(audit: Audit) -> None:
    made = letters(audit, OFFICE)
    text = said(made["审核意见-甲局.docx"])
    hidden = ["未注明公开日期", "指标1：第1项工作", "疑为“=”", "PI-", "指纹", "附图中", "core", "sha"]
    assert [word for word in hidden if word in text] == []
    assert "文件中的附图未能审核" in text, "what was not read is not passed over in silence"


def test_it_reads_as_a_letter(audit: Audit) -> None:
    text = said(letters(audit, OFFICE)["审核意见-甲局.docx"])
    for part in (
        "关于甲局2026年度绩效目标的审核意见", "青财绩〔2026〕12号", "甲局：", "（甲局-2026.txt）", "一、审核范围",
        "二、总体意见",
        "须修改的问题 3 处，涉及 1 个项目", "三、须修改的问题",
        "外办外事经费（11010522T00000415634）", "建设成本控制（≥50%）",
        "绩效指标性质改为“≤”，或改用“成本节约率”等正向指标。", "四、审核依据", "财预〔2021〕101号", "五、有关要求",
        "请于2026年3月31日前将", "联系人：张三　　电话：010-65090000", "青河区财政局", "2026年3月1日",
    ):  # fmt: skip
        assert part in text, part


def test_what_the_project_file_does_not_say_is_left_blank(audit: Audit) -> None:
    text = said(letters(audit)["审核意见-甲局.docx"])
    assert text.count(BLANK) == 4
    assert "文号" not in text


def _whole(*findings: Finding, decisions: dict[str, Decision] | None = None, read: bool = True) -> Audit:
    rows = [indicator(n, 10 + n, f"产出指标|数量指标|第{n}项|≥|{n}|次") for n in range(1, 9)]
    funding = [Funding(money("1"), None, None, "", at(1))]
    project = Project("p1", "1101", "路灯", TableKind.PROJECTS, at(10), indicators=rows, funding=funding)
    made = book("甲局-2026", "甲局", [project])
    if not read:
        made.ledger.append(LedgerEntry("附表", TableKind.OTHER, 0, False, "看不清", at(90)))
    return Audit("0", "2026-03-01T14:05:00+08:00", [], 0, "", [made], [], list(findings), decisions=decisions or {})


def test_a_sound_book_gets_a_letter_that_says_so_and_one_not_read_whole_gets_none() -> None:
    assert "未发现须修改后才能公开的问题" in said(letters(_whole())["审核意见-甲局.docx"])
    assert letters(_whole(read=False)) == {}
    doubt = finding("R-1", "vague", Severity.ERROR, status=Status.READING_DOUBT)
    assert letters(_whole(doubt)) == {}
    grave = finding("R-1", "vague", Severity.ERROR, project="p1", line=1)
    other = finding("R-2", "vague", Severity.ERROR, project="p1", line=2)
    corrected = {grave.fingerprint: Decision(grave.fingerprint, Choice.FALSE_ALARM)}
    assert letters(_whole(replace(grave, status=Status.WAIVED), other, decisions=corrected)) == {}, "not decided yet"


@pytest.mark.parametrize("count", [1, 2, APART, APART + 1, 8])
def test_findings_of_one_rule_in_one_project_are_one_item(count: int) -> None:
    found = [
        finding(
            "R-1", "vague", Severity.ERROR, project="p1", indicator=f"p1-i{n}", line=n,
            message=f"第{n}项不可衡量。", advice="改。",
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    with Judged.of(_whole(*found), evidence=False) as judged:
        made = letter(judged, judged.audit.documents[0])
    assert made
    (section,) = made.faults
    (point,) = section.points
    assert all(f"第{n}项（≥{n}次）" in point.indicators for n in range(1, count + 1))
    told = sum(f"第{n}项不可衡量。" in point.problem for n in range(1, count + 1))
    assert told == count if count <= APART else f"共 {count} 条指标" in point.problem
    assert point.advice == "改。"


def test_the_typography_is_that_of_an_official_letter(audit: Audit) -> None:
    document: Any = docx.Document(BytesIO(letters(audit)["审核意见-甲局.docx"]))
    section = document.sections[0]
    size = [
        round(each.mm) for each in (section.page_width, section.page_height, section.top_margin, section.left_margin)
    ]
    assert size == [210, 297, 37, 28]
    body = document.styles["公文正文"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert document.styles["公文标题"].element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    fonts = next(p.blob.decode() for p in document.part.package.iter_parts() if "fontTable" in str(p.partname))
    assert "仿宋,FangSong" in fonts
    assert "PAGE" in section.footer._element.xml
    assert section.header.paragraphs[0].text == "关于甲局2026年度绩效目标的审核意见"


def test_the_same_audit_gives_the_same_bytes_known_as_ours(audit: Audit) -> None:
    first = letters(audit, OFFICE)
    assert letters(audit, OFFICE) == first
    assert all(is_own(content) for content in first.values())


def test_hostile_texts_and_names_make_valid_files(audit: Audit) -> None:
    odd = "".join(map(chr, range(32))) + "\ud800\ufffe\u202e<w:p>&" + "长" * 40_000
    hostile = Office(odd, odd, odd, odd, odd)
    made = letters(audit, hostile)
    assert len(made) == 2
    for name, content in made.items():
        assert re.fullmatch(r"审核意见-[\w.\-()（）]+\.docx", name)
        assert "\u202e" not in said(content)


def test_a_template_keeps_its_own_look(audit: Audit, tmp_path: Path) -> None:
    template: Any = docx.Document()
    template.add_paragraph("青河区财政局文件")
    style = template.styles.add_style(STYLES[3].name, 1)
    style.font.name = "自定字体"
    template.sections[0].footer.paragraphs[0].text = "自己的页脚"
    path = tmp_path / "模板.docx"
    template.save(path)
    document: Any = docx.Document(BytesIO(letters(audit, replace(OFFICE, template=path))["审核意见-甲局.docx"]))
    assert document.paragraphs[0].text == "青河区财政局文件"
    assert document.paragraphs[1].text.startswith("关于甲局")
    assert document.styles[STYLES[3].name].font.name == "自定字体"
    assert document.sections[0].footer.paragraphs[0].text == "自己的页脚"
    path.write_bytes(b"PK not a document")
    with pytest.raises(UsageError, match="模板打不开"):
        letters(audit, replace(OFFICE, template=path))


@pytest.mark.parametrize(
    ("asked", "formats"),
    [
        (None, usual()),
        ("docx", ["docx", "json"]),
        ("html, XLSX，docx", ["html", "xlsx", "docx", "json"]),
        ("json", ["json"]),
    ],
)
def test_formats_are_chosen_by_their_words(asked: str | None, formats: list[str]) -> None:
    assert chosen(asked) == formats
    assert usual() == ["html", "xlsx", "json"] or set(usual()) == {"html", "xlsx", "json"}
    assert chosen(None, letters=True) == [*usual(), "docx"]


@pytest.mark.parametrize("asked", ["", " , ", "pptx", "html;xlsx"])
def test_a_format_that_is_none_is_refused_with_those_there_are(asked: str) -> None:
    with pytest.raises(UsageError, match=r"--format .*可用的格式：.*docx"):
        chosen(asked)


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_the_longest_sample_is_a_letter_of_at_most_ten_pages(tmp_path: Path) -> None:
    import pypdfium2

    audit = audit_files([ROOT / "samples" / "chaoyang-government-2026.txt"])
    assert all(outcome.outcome is not RuleState.ERROR for outcome in audit.rules)
    ((name, content),) = letters(audit, OFFICE).items()
    (tmp_path / name).write_bytes(content)
    office = which("soffice")
    assert office
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / name],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = pypdfium2.PdfDocument((tmp_path / name).with_suffix(".pdf"))
    assert len(pages) <= 10
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert all("朝阳区人民政府" in text for text in texts), "the department stands on each page"
    assert all(re.search(rf"—\s*{number}\s*—", text) for number, text in enumerate(texts, 1))
    with Judged.of(audit, evidence=False) as judged:
        made = letter(judged, audit.documents[0])
    assert made
    shown = re.sub(r"\s", "", "".join(texts))
    # By code: quotation marks of a name come out of a PDF in several forms.
    headings = [section.heading.rpartition("（")[2].rstrip("）") for section in made.faults]
    assert [heading for heading in headings if heading not in shown] == [], "a table cut off at a page's end"
