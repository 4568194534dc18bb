"""Every finding stands at its cell, the copy is otherwise what was sent, and nothing is written over."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import auditor
from auditor.annotate import MarkedFile, annotate, notes
from auditor.annotate.copies import Copy
from auditor.annotate.note import AUTHOR, Note
from auditor.findings import Status
from auditor.grid import Source
from auditor.readers.base import sha256
from auditor.readers.word import cells
from auditor.results import bears_mark, is_own
from auditor.rounds.round import PastFinding, Round
from tests.conftest import ROOT

MADE = ROOT / "samples" / "made"


def judged(path: Path) -> Round:
    return Round.judged(auditor.audit([path], rules=["core"]), str(path))


def copied(path: Path, made: tuple[Note, ...]) -> MarkedFile | str:
    (outcome,) = annotate([Copy(str(path), sha256(path.read_bytes()), made)])
    return outcome


def comments_of_workbook(data: bytes) -> Callable[[PastFinding], list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))

    def at(finding: PastFinding) -> list[str]:
        sheet, address = book[str(finding.source.sheet)], str(finding.source.cell)
        covering = (area for area in sheet.merged_cells.ranges if address in area)
        first = next(covering, None)
        cell = sheet.cell(first.min_row, first.min_col) if first else sheet[address]
        coloured = cell.fill.fill_type == "solid"
        return [cell.comment.text] if cell.comment and cell.comment.author == AUTHOR and coloured else []

    return at


def comments_of_document(data: bytes) -> Callable[[PastFinding], list[str]]:
    document = docx.Document(io.BytesIO(data))
    places = cells(document.element.body)
    texts = {comment.comment_id: comment.text for comment in document.comments}

    def at(finding: PastFinding) -> list[str]:
        starts = places[str(finding.source.cell)].iter("{*}commentRangeStart")
        return [texts[int(str(next(iter(start.attrib.values()))))] for start in starts]

    return at


def comments_of_pdf(data: bytes) -> Callable[[PastFinding], list[str]]:
    found: dict[int, list[tuple[tuple[float, ...], str]]] = {}
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        height = page.get_height()
        for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
            assert pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT
            area = pdfium.FS_RECTF()
            assert pdfium.FPDFAnnot_GetRect(annotation, area)
            box = (area.left, height - area.top, area.right, height - area.bottom)
            found.setdefault(number + 1, []).append((box, contents(annotation)))

    def at_box(finding: PastFinding) -> list[str]:
        box = finding.source.bbox
        assert box is not None
        here = found.get(finding.source.page or 0, [])
        return [text for each, text in here if max(abs(a - b) for a, b in zip(each, box, strict=True)) < 0.1]

    return at_box


def contents(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


@pytest.mark.parametrize(
    ("name", "comments"),
    [
        ("chaoyang.xlsx", comments_of_workbook),
        ("chaoyang-excel.xlsx", comments_of_workbook),
        ("linjiang-forms.xlsx", comments_of_workbook),
        ("chaoyang.docx", comments_of_document),
        ("linjiang-forms.pdf", comments_of_pdf),
        ("chaoyang-writer.pdf", comments_of_pdf),
    ],
)
def test_every_finding_stands_at_its_cell(
    name: str, comments: Callable[[bytes], Callable[[PastFinding], list[str]]], tmp_path: Path
) -> None:
    before = (MADE / name).read_bytes()
    round = judged(MADE / name)
    outcome = copied(MADE / name, tuple(notes(round.findings)))
    assert isinstance(outcome, MarkedFile), outcome
    written = comments(outcome.data)
    missing = [
        finding
        for finding in round.findings
        if finding.status != Status.WAIVED
        if not any(finding.message in text and finding.rule in text for text in written(finding))
    ]
    assert missing == []
    assert (outcome.placed, outcome.loose) == (len(round.findings), 0)
    assert (MADE / name).read_bytes() == before
    assert is_own(outcome.data)
    (tmp_path / "副本").write_bytes(outcome.data)
    assert bears_mark(tmp_path / "副本")


def test_a_workbook_keeps_its_cells_formats_merges_charts_and_comments(tmp_path: Path) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目", "金额"])
    sheet.append(["=cmd|' /C calc'!A0", 1200.5])
    sheet["A2"].data_type = "s"
    sheet["B2"].number_format = "#,##0.00"
    sheet["B2"].comment = Comment("请核对", "张三")
    sheet["C2"] = "=B2*2"
    sheet.merge_cells("A3:B4")
    sheet["A3"] = "合并"
    sheet.column_dimensions["A"].width = 33
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "E5")
    path = tmp_path / "表.xlsx"
    book.save(path)
    places = {"A2": "一\x00\ud800", "B2": "=二", "B4": "三", "ZZZZ9": "四"}
    made = tuple(Note(Source("", sheet="Sheet", cell=cell), text, "FFE699") for cell, text in places.items())
    outcome = copied(path, tuple(Note(each.source, _plain(each.text), each.colour) for each in made))
    assert isinstance(outcome, MarkedFile), outcome
    assert (outcome.placed, outcome.loose) == (3, 1)
    assert any("公式" in what for what in outcome.lost)
    copy = openpyxl.load_workbook(io.BytesIO(outcome.data))["Sheet"]
    assert (copy["A2"].value, copy["A2"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert (copy["B2"].value, copy["B2"].number_format) == (1200.5, "#,##0.00")
    assert copy["C2"].value == "=B2*2"
    assert copy["B2"].comment.text == "请核对\n=二"
    assert copy["A3"].comment.text == "三"
    assert "四" in copy["A1"].comment.text
    assert [str(area) for area in copy.merged_cells.ranges] == ["A3:B4"]
    assert copy.column_dimensions["A"].width == 33
    assert any("charts/chart" in name for name in ZipFile(io.BytesIO(outcome.data)).namelist())


def _plain(text: str) -> str:
    from auditor.report.plain import plain

    return plain(text)


def test_what_the_copy_of_a_workbook_loses_is_said(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "文本框.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("表").insert_textbox(2, 2, "说明")
    book.close()
    outcome = copied(path, ())
    assert isinstance(outcome, MarkedFile)
    assert outcome.lost == ["形状和文本框"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [False, True], ids=["whole page", "cut page"])
def test_a_highlight_lies_where_the_reader_sees_the_cell(turned: int, cut: bool, tmp_path: Path) -> None:
    from reportlab.pdfgen import canvas

    path = tmp_path / "页.pdf"
    page = canvas.Canvas(str(path), pagesize=(400, 300))
    page.setPageRotation(turned)
    if cut:
        page.setCropBox((20, 30, 380, 290))
    page.drawString(60, 60, "x")
    page.save()
    box = (50.0, 70.0, 120.0, 110.0)
    outcome = copied(path, (Note(Source("", page=1, bbox=box), "批注", "F8CBAD"),))
    assert isinstance(outcome, MarkedFile), outcome
    assert outcome.data.startswith(path.read_bytes().rstrip())
    image = pypdfium2.PdfDocument(outcome.data)[0].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")
    coloured = {
        (x, y) for x in range(image.width) for y in range(image.height) if min(image.getpixel((x, y))) < 250
        and max(image.getpixel((x, y))) > 200
    }  # fmt: skip
    inside = {(x, y) for x, y in coloured if 49 <= x <= 121 and 69 <= y <= 111}
    assert len(inside) > 0.9 * 70 * 40
    assert len(coloured - inside) < 30


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "书.xlsx"
    path.write_bytes((MADE / "linjiang-forms.xlsx").read_bytes())
    digest = sha256(path.read_bytes())
    path.write_bytes((MADE / "chaoyang.xlsx").read_bytes())
    (outcome,) = annotate([Copy(str(path), digest, ())])
    assert outcome == "原文件在读取后有改动"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("书.txt", "项目".encode(), "只有 xlsx、docx 和 PDF"),
        ("书.xls", (MADE / "chaoyang.xls").read_bytes(), "只有 xlsx、docx 和 PDF"),
        ("书.pdf", b"%PDF-1.7\n", "已无法打开"),
        ("书.docx", (MADE / "chaoyang.docx").read_bytes()[:20_000], "文档无法改写"),
    ],
    ids=["text", "the workbook of before 2007", "no PDF", "a cut document"],
)
def test_what_cannot_be_annotated_is_refused_with_a_reason(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    outcome = copied(tmp_path / name, (Note(Source("", sheet="表", cell="A1"), "批注", "F8CBAD"),))
    assert isinstance(outcome, str)
    assert why in outcome


def test_one_file_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n")
    good = MADE / "linjiang-forms.pdf"
    bad = Copy(str(tmp_path / "坏.pdf"), sha256(b"%PDF-1.7\n"), ())
    outcomes = list(annotate([bad, Copy(str(good), sha256(good.read_bytes()), ())]))
    assert [type(each) for each in outcomes] == [str, MarkedFile]
