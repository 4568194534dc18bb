"""The letters as PDF, where LibreOffice is there, and what is said where it is not."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import which

import pypdfium2
import pytest

from auditor.errors import UsageError
from auditor.findings import Audit
from auditor.inputs import expand
from auditor.report import write
from auditor.report.formats.letter_pdf import program
from auditor.report.outputs import chosen
from auditor.results import TAIL, bears_mark, is_own
from tests.conftest import Auditor


@pytest.mark.skipif(not any(map(which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed")
def test_each_letter_is_a_pdf_with_its_department_and_number_on_each_page(audit: Audit, tmp_path: Path) -> None:
    write(audit, tmp_path / "out", evidence=False, formats=chosen("docx,pdf"))
    letters = {file.stem for file in (tmp_path / "out").glob("*.docx")}
    assert {file.stem for file in (tmp_path / "out").glob("*.pdf")} == letters
    made = tmp_path / "out" / "审核意见-甲局.pdf"
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert all("甲局" in text for text in texts)
    assert all(re.search(rf"—\s*{number}\s*—", text) for number, text in enumerate(texts, 1))
    document.close()
    taken, _ = expand([tmp_path / "out"])
    assert [file for file in taken if not bears_mark(file)] == []


def test_without_libreoffice_it_is_said_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="需要 LibreOffice"):
        program()
    ended = auditor_command("audit", "没有这个文件.txt", "--format", "html,pdf")
    assert ended.code == 2
    assert "--format pdf 需要 LibreOffice，这台电脑上没有找到。请安装 LibreOffice，或写 --format docx" in ended.err


@pytest.mark.parametrize(
    ("content", "own"),
    [
        (b"%PDF-1.7\n...\n%%EOF\n" + TAIL + b"\n", True),
        (b"%PDF-1.7\n...\n%%EOF\n" + TAIL + b"\r\n", True),
        (b"%PDF-1.7\n" + TAIL + b"\n...\n%%EOF\n", False),
        (b"%PDF", False),
        (b"text\n" + TAIL, False),
    ],
)
def test_a_pdf_is_known_by_its_last_line(content: bytes, own: bool, tmp_path: Path) -> None:
    path = tmp_path / "某.pdf"
    path.write_bytes(content)
    assert is_own(content) is bears_mark(path) is own
