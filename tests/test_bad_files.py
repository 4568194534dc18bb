"""Files as nobody wants them: a clear line and exit code 3, or read all the same; of the others nothing is lost."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import auditor
from tests.cli.books import FAULTY
from tests.conftest import Auditor
from tests.effort import at_most
from tests.readers.office import docx, packed, paragraph, row, sheet, text_cell, xlsx
from tests.readers.pdf.paper import bar, line, pdf, ruled, text

IMAGE = "q 380 0 0 280 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x41 EI Q"
PAGE = [*ruled([50.0, 150.0, 250.0], [50.0, 80.0, 110.0]), text(55, 70, "项目"), text(155, 70, "100")]
NET = [line(50 + 3 * n, 10, 50 + 3 * n, 290, 0.1) for n in range(101)]
NET += [bar(50, 10 + 2.8 * n, 350, 10.1 + 2.8 * n) for n in range(101)]
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS += "]>"
"""Nine entities, each ten times the one before: a thousand million letters."""
HEAD = (
    "项目名称",
    "项目总额",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "绩效指标性质",
    "本年绩效指标值",
    "单位",
)
CELLS = ("路灯维护", "86", "保证路灯常亮。", "产出指标", "数量指标", "维修路灯数量", "≥", "1200", "盏")


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=1))
    canvas.drawString(100, 700, "Budget 2026")
    canvas.save()
    return out.getvalue()


def rows(number: int) -> list[str]:
    """Rows of a performance table as a worksheet has them: a title, a header, ``number`` indicators."""

    def cells(at: int, values: tuple[str, ...]) -> str:
        return row(at, *(text_cell(f"{'ABCDEFGHI'[column]}{at}", value, 3) for column, value in enumerate(values)))

    title = row(1, text_cell("A1", "预算表12 年度项目支出绩效表"))
    return [title, cells(2, HEAD), *(cells(at, CELLS) for at in range(3, 3 + number))]


def rising() -> bytes:
    """A ZIP of 20 kB with a text of 20 MB of one letter."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("表.txt", b"0" * 20_000_000)
    return memory.getvalue()


WORKBOOK = xlsx({"表": sheet(*rows(1))})
DOCUMENT = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{}</w:body>"

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an encrypted PDF": ("书.pdf", locked, "密码"),
    "a PDF cut to its head": ("书.pdf", lambda: pdf(PAGE)[:40], "损坏"),
    "a PDF without text": ("书.pdf", lambda: pdf([IMAGE], [IMAGE]), "扫描件"),
    "0 bytes": ("书.pdf", lambda: b"", "0 字节"),
    "a picture named .pdf": ("书.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "书.pdf"),
    "a zip bomb": ("包.zip", rising, "压缩"),
    "a zip bomb named .xlsx": ("表.xlsx", lambda: packed({"xl/workbook.xml": b"0" * 20_000_000}), "表.xlsx"),
    "a zip of ../ names": ("包.zip", lambda: packed({"../../逃.txt": FAULTY}), "../../逃.txt"),
    "an entity bomb in XLSX": (
        "表.xlsx",
        lambda: xlsx({"表": LAUGHS + sheet(*rows(1)).replace("路灯维护", "&i;")}),
        "实体",
    ),
    "an entity bomb in DOCX": (
        "书.docx",
        lambda: docx("", {"word/document.xml": LAUGHS + DOCUMENT.format(paragraph("&i;")).replace("&amp;", "&")}),
        "实体",
    ),
}
"""What is read of none of these: name, content, a word of the line that says so."""


def lines(text: str) -> list[str]:
    assert "Traceback" not in text
    return [line for line in text.splitlines() if not line.startswith("已读取")]


def result(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_file_is_one_line_and_exit_3_and_the_others_stand(
    kind: str, tmp_path: Path, auditor_command: Auditor
) -> None:
    name, make, word = REFUSED[kind]
    bad, good, out = tmp_path / name, tmp_path / "好.txt", tmp_path / "out"
    bad.write_bytes(make())
    good.write_text(FAULTY, encoding="utf-8")
    alone = auditor_command("audit", good, "-o", tmp_path / "alone", "--fail-on", "never")
    assert alone.code in (0, 3)

    with at_most(500):
        ended = auditor_command("audit", bad, good, "-o", out, "--fail-on", "never")

    assert ended.code == 3
    told = lines(ended.err)
    assert all(bad.name in line or good.name in line for line in told)
    assert sum(bad.name in line and word in line for line in told) == 1
    assert not list(tmp_path.parent.glob("逃*"))
    read = [document for document in result(out)["documents"] if document["projects"]]
    assert [document["path"] for document in read] == [good.name]
    found = [finding["fingerprint"] for finding in result(out)["findings"]]
    assert found == [finding["fingerprint"] for finding in result(tmp_path / "alone")["findings"]] != []


READ: dict[str, tuple[str, Callable[[], bytes], int, str]] = {
    "a truncated PDF": ("书.pdf", lambda: pdf(PAGE, PAGE)[: pdf(PAGE, PAGE).rindex(b"xref\n")], 0, "缺少结尾"),
    "a scanned page among others": ("书.pdf", lambda: pdf(PAGE, [IMAGE]), 0, "第 2 页是扫描图像"),
    "a text named .pdf": ("书.pdf", FAULTY.encode, 1, ""),
    "a workbook named .txt": ("表.txt", lambda: WORKBOOK, 1, ""),
    "a sheet of 50,000 cells": ("表.xlsx", lambda: xlsx({"表": sheet(*rows(5600))}), 1, ""),
    "a workbook with macros": (
        "表.xlsm",
        lambda: xlsx({"表": sheet(*rows(1))}, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(999)}),
        1,
        "",
    ),
    "a page of 200,000 characters": (
        "书.pdf",
        lambda: pdf([text(5, 5 + 2.9 * n, "F" * 2000, "F2", 1) for n in range(100)]),
        0,
        "",
    ),
    "a table of 10,000 cells": ("书.pdf", lambda: pdf([*NET, text(50.5, 12, "目", size=1)]), 0, ""),
}
"""What is read: name, content, projects, and a word of what is said of the rest."""


@pytest.mark.parametrize("kind", READ)
def test_what_can_be_read_of_an_odd_file_is_read_in_time(kind: str, tmp_path: Path) -> None:
    name, make, projects, word = READ[kind]
    path = tmp_path / name
    path.write_bytes(make())
    with at_most(500):
        book = auditor.read(path)
    assert len(book.projects) == projects
    assert word in " ".join(entry.why or "" for entry in book.ledger)


def test_every_cell_of_a_long_sheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(READ["a sheet of 50,000 cells"][1]())
    (project,) = auditor.read(tmp_path / "表.xlsx").projects
    assert len(project.indicators) == 5600


def test_a_protected_file_opens_with_its_password(tmp_path: Path) -> None:
    (tmp_path / "书.pdf").write_bytes(locked())
    done = auditor.audit([tmp_path / "书.pdf"], password="secret")
    assert len(done.documents) == 1
    assert done.unread == []
