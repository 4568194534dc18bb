"""审核意见 as PDF: the Word letters, converted by LibreOffice where it is installed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from shutil import which

from auditor.errors import UsageError
from auditor.report.formats import letter_docx
from auditor.report.judged import Judged
from auditor.report.outputs import Files, Output
from auditor.results import TAIL

PROGRAMS = ("soffice", "libreoffice")
START, EACH = 60, 10
"""Seconds allowed for the start of LibreOffice (about 5 on an old machine) and for a letter (below 1)."""


def program() -> str:
    """Where LibreOffice is. Raises UsageError with what to do instead if it is not installed."""
    found = next(filter(None, map(which, PROGRAMS)), None)
    if found is None:
        advice = "请安装 LibreOffice，或写 --format docx，再用 Word 或 WPS 另存为 PDF"
        raise UsageError("--format pdf 需要 LibreOffice，这台电脑上没有找到", advice=advice)
    return found


def files(judged: Judged) -> Files:
    """A PDF for each letter, with the pages numbered and the department named on each as in the Word file.

    Unlike other formats it holds the time of its making. Raises UsageError if LibreOffice does not convert them.
    """
    letters = dict(letter_docx.files(judged))
    if not letters:
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # Plain names: some builds of LibreOffice do not find others in a locale without Chinese.
        sources = [place / f"{number}.docx" for number in range(len(letters))]
        for source, content in zip(sources, letters.values(), strict=True):
            source.write_bytes(content)
        _convert(sources, place)
        for name, source in zip(letters, sources, strict=True):
            made = source.with_suffix(".pdf")
            if not made.is_file():
                raise UsageError("LibreOffice 没有转换成 PDF", name, "请写 --format docx，再用 Word 或 WPS 另存为 PDF")
            yield str(Path(name).with_suffix(".pdf")), made.read_bytes().rstrip() + b"\n" + TAIL + b"\n"


def _convert(sources: list[Path], place: Path) -> None:
    # A profile of its own: one that is open on the desktop would take the task and end at once.
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [program(), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(place)]
    try:
        subprocess.run(
            [*command, *map(str, sources)],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=START + EACH * len(sources),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise UsageError("LibreOffice 没有响应", advice="请写 --format docx，再用 Word 或 WPS 另存为 PDF") from None


OUTPUTS = (Output("审核意见（PDF）", files, "pdf", usual=False, ready=program),)
