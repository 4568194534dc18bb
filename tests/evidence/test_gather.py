"""Pictures of findings: one a row, the cell within its frame, bounded, and never in the way of a report."""

from __future__ import annotations

import base64
import io
import multiprocessing
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import auditor
from auditor import workers
from auditor.evidence import apart
from auditor.evidence.gather import Evidence, Limits
from auditor.evidence.original import Originals
from auditor.evidence.wanted import needed
from auditor.findings import Audit, Finding, Severity, Status
from auditor.grid import Source
from auditor.model import Book
from tests import misbehaving
from tests.evidence.conftest import PDFS, drawn, of
from tests.report.conftest import book, finding


def _document(printed: Audit, name: str = PDFS[0]) -> tuple[Book, list[Finding]]:
    return next(one for one in printed.documents if one.id == name), of(printed, name)


@pytest.fixture(scope="module")
def evidence(printed: Audit) -> Evidence:
    return drawn(*_document(printed), Originals())


def _image(uri: str) -> Image.Image:
    kind, _, data = uri.partition(",")
    assert kind == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_every_finding_that_needs_one_has_its_picture(printed: Audit, evidence: Evidence) -> None:
    _, findings = _document(printed)
    assert evidence.note == ""
    for found in findings:
        shown = evidence.pictures([found])
        assert bool(shown) or not needed(found)
    wanted = {(found.indicator or found.project, found.source.page) for found in findings if needed(found)}
    assert len(evidence.crops) == len(wanted)


def test_a_frame_lies_in_its_picture_where_the_cell_is(printed: Audit, evidence: Evidence) -> None:
    _, findings = _document(printed)
    for found in filter(needed, findings):
        (picture,) = evidence.pictures([found])
        (frame,) = picture.frames
        left, top, right, bottom = picture.crop.box
        assert found.source.bbox is not None
        assert frame.x + left == pytest.approx(found.source.bbox[0], abs=0.1)
        assert frame.x + frame.width <= right - left
        assert frame.y + frame.height <= bottom - top
        assert frame.width > 5
        assert frame.height > 5


def test_a_picture_shows_the_ink_of_the_framed_cell(printed: Audit, evidence: Evidence) -> None:
    _, findings = _document(printed)
    for found in [one for one in findings if one.problem == "vague" and needed(one)][:20]:
        (picture,) = evidence.pictures([found])
        image = _image(picture.crop.image).convert("L")
        scale = image.width / (picture.crop.box[2] - picture.crop.box[0])
        (frame,) = picture.frames
        inner = (frame.x + 2, frame.y + 2, frame.x + frame.width - 2, frame.y + frame.height - 2)
        left, top, right, bottom = (round(edge * scale) for edge in inner)
        shades = image.crop((left, top, right, bottom)).tobytes()
        assert min(shades) < 100
        assert max(shades) == 255


def test_findings_of_one_row_share_a_picture_and_one_cell_has_one_frame(printed: Audit, evidence: Evidence) -> None:
    _, findings = _document(printed)
    first = next(one for one in findings if one.indicator and needed(one))
    lighter = replace(first, severity=Severity.INFO, fingerprint="other")
    (picture,) = evidence.pictures([lighter, first])
    (frame,) = picture.frames
    assert frame.severity is first.severity


@pytest.mark.parametrize(
    ("severity", "status", "wanted"),
    [
        (Severity.ERROR, Status.VIOLATION, True),
        (Severity.WARNING, Status.VIOLATION, True),
        (Severity.INFO, Status.VIOLATION, False),
        (Severity.INFO, Status.READING_DOUBT, True),
        (Severity.WARNING, Status.NEEDS_REVIEW, True),
        (Severity.ERROR, Status.WAIVED, False),
    ],
)
def test_which_findings_need_one(severity: Severity, status: Status, wanted: bool) -> None:
    assert needed(finding("R", "vague", severity, status=status)) is wanted


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(number=5), "已附 5 处"),
        (Limits(characters=20_000), "上限"),
        (Limits(seconds=-1.0), "绘制过慢"),
    ],
)
def test_bounds_are_kept_and_said(printed: Audit, limits: Limits, says: str) -> None:
    document, findings = _document(printed)
    evidence = drawn(document, findings, Originals(), limits=limits)
    assert says in evidence.note
    graver = {found.severity for found in findings if evidence.pictures([found])}
    assert graver <= {Severity.ERROR, Severity.WARNING}
    assert sum(len(crop.image) for crop in evidence.crops.values()) < limits.characters + 50_000


def test_graver_ones_come_first(printed: Audit) -> None:
    document, findings = _document(printed)
    rows = {
        found.indicator or found.project for found in findings if found.severity is Severity.ERROR and needed(found)
    }
    evidence = drawn(document, findings, Originals(), limits=Limits(number=len(rows)))
    assert {key[0] for key in evidence.crops} == rows


def _written(tmp_path: Path, samples: Path) -> tuple[Path, Audit]:
    path = tmp_path / "甲.pdf"
    path.write_bytes((samples / "made" / f"{PDFS[0]}.pdf").read_bytes())
    return path, auditor.audit([path])


def test_a_file_that_has_gone_or_changed_gives_none_and_says_so(tmp_path: Path, samples: Path) -> None:
    path, audit = _written(tmp_path, samples)
    document, findings = audit.documents[0], audit.findings
    path.write_bytes(path.read_bytes() + b"\n")
    assert drawn(document, findings, Originals()) == Evidence(note="未附原件截图：原文件在读取后有改动。")
    path.unlink()
    assert "找不到文件" in drawn(document, findings, Originals()).note
    auditor.write(audit, tmp_path / "out")
    assert "未附原件截图" in (tmp_path / "out" / "甲.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 nothing", b"%PDF-1.4\n%%EOF", b"\x00" * 100, b"%PDF-1.7\n" + b"[" * 50_000], ids=range(4)
)
def test_a_file_that_is_no_pdf_gives_none(tmp_path: Path, data: bytes) -> None:
    from auditor.readers.base import sha256

    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    found = finding("R", "vague", Severity.ERROR, source=Source(str(path), 1, (1, 1, 9, 9)))
    evidence = drawn(book("x", "甲局", [], path=str(path), sha256=sha256(data)), [found], Originals())
    assert not evidence.crops
    assert evidence.note


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (999, (0.0, 0.0, 9.0, 9.0)),
        (1, (5000.0, 0.0, 5009.0, 9.0)),
        (1, (0.0, -90.0, 9.0, -80.0)),
        (1, (9.0, 9.0, 1.0, 1.0)),
    ],
)
def test_a_place_that_is_not_on_the_page_gives_none(samples: Path, page: int, box: tuple[float, ...]) -> None:
    path = samples / "made" / f"{PDFS[0]}.pdf"
    document = auditor.read(path)
    found = finding("R", "vague", Severity.ERROR, source=Source(str(path), page, box))  # type: ignore[arg-type]
    evidence = drawn(document, [found], Originals())
    assert all(crop.box[2] - crop.box[0] < 60 for crop in evidence.crops.values())
    assert evidence.crops or "1 处未附" in evidence.note


def test_a_member_of_an_archive_is_shown_too(tmp_path: Path, samples: Path) -> None:
    data = (samples / "made" / f"{PDFS[0]}.pdf").read_bytes()
    archive = tmp_path / "汇总.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("内/表一.pdf", data)
        made.writestr("内/表二.pdf", data)
    audit = auditor.audit([archive])
    originals = Originals()
    for document in audit.documents:
        evidence = drawn(document, of(audit, document.id), originals, limits=Limits(number=3))
        assert len(evidence.crops) == 3
    archive.write_bytes(b"PK\x03\x04")
    assert "未附原件截图" in drawn(document, of(audit, document.id), Originals()).note


def test_a_text_document_is_not_opened_again(tmp_path: Path) -> None:
    found = finding("R", "vague", Severity.ERROR)
    assert drawn(book("甲", "甲局", [], path=str(tmp_path / "gone")), [found], Originals()) == Evidence()


def test_a_protected_file_is_shown_only_with_its_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    from auditor.readers.base import sha256

    path = tmp_path / "密.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 700, "12345")
    canvas.save()
    found = finding("R", "vague", Severity.ERROR, source=Source(str(path), 1, (90, 120, 160, 150)))
    document = book("密", "甲局", [], path=str(path), sha256=sha256(path.read_bytes()))
    assert drawn(document, [found], Originals()).note == "未附原件截图：原文件有打开密码，或已无法打开。"
    (crop,) = drawn(document, [found], Originals(), password="secret").crops.values()
    assert min(_image(crop.image).convert("L").tobytes()) < 100


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_a_turned_page_is_shown_as_it_is_read(tmp_path: Path, turns: int) -> None:
    from reportlab.pdfgen.canvas import Canvas

    from auditor.readers.base import sha256

    path = tmp_path / "转.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.rect(20, 300, 60, 30, fill=1)
    canvas.setPageRotation(turns)
    canvas.save()
    # The black box on the page as it is shown, from the top left.
    box = {0: (20, 70, 80, 100), 90: (300, 20, 330, 80), 180: (320, 300, 380, 330), 270: (70, 320, 100, 380)}[turns]
    found = finding("R", "vague", Severity.ERROR, source=Source(str(path), 1, box))
    document = book("转", "甲局", [], path=str(path), sha256=sha256(path.read_bytes()))
    (picture,) = drawn(document, [found], Originals()).pictures([found])
    image = _image(picture.crop.image).convert("L")
    (frame,) = picture.frames
    scale = image.width / (picture.crop.box[2] - picture.crop.box[0])
    edges = (frame.x + 1, frame.y + 1, frame.x + frame.width - 1, frame.y + frame.height - 1)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    assert max(image.crop((left, top, right, bottom)).tobytes()) < 100
    assert image.getpixel((1, 1)) == 255


def test_a_page_with_a_giant_image_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from auditor.evidence import picture
    from auditor.readers.base import sha256

    monkeypatch.setattr(picture, "MAX_IMAGE", 100)
    path = tmp_path / "图.pdf"
    canvas = Canvas(str(path))
    canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 10, 10, 100, 100)
    canvas.save()
    found = finding("R", "vague", Severity.ERROR, source=Source(str(path), 1, (90, 120, 160, 150)))
    document = book("图", "甲局", [], path=str(path), sha256=sha256(path.read_bytes()))
    assert "页面中的图片过大 1 处" in drawn(document, [found], Originals()).note


@pytest.mark.parametrize("does", ["睡", "占", "抛", "停", "崩"])
def test_what_drawing_does_costs_the_pictures_of_its_document(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    data = (samples / "made" / "linjiang-forms.pdf").read_bytes()
    names = ["甲", does, "乙"]
    for name in names:
        (tmp_path / f"{name}.pdf").write_bytes(data)
    audit = auditor.audit([tmp_path / f"{name}.pdf" for name in names])
    auditor.write(audit, tmp_path / "sound")
    if does == "睡":
        monkeypatch.setattr(workers, "SECONDS", 5.0)
    monkeypatch.setattr(workers, "MEMORY", 1_000_000_000)
    monkeypatch.setattr(apart, "draw", misbehaving.draw)
    auditor.write(audit, tmp_path / "out")
    for name in ("甲", "乙"):
        assert (tmp_path / "out" / f"{name}.html").read_bytes() == (tmp_path / "sound" / f"{name}.html").read_bytes()
    page = (tmp_path / "out" / f"{does}.html").read_text(encoding="utf-8")
    assert "未附原件截图：绘制" in page
    assert ("已停止" in page) is (does == "睡")
    assert "data:image/png" not in page
    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_start_costs_the_pictures(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("no more processes")

    audit = auditor.audit([samples / "made" / "linjiang-forms.pdf"])
    monkeypatch.setattr(workers, "Child", refused)
    auditor.write(audit, tmp_path / "out")
    assert "绘制截图的进程无法启动" in (tmp_path / "out" / "linjiang-forms.html").read_text(encoding="utf-8")
