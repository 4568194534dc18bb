"""Make samples/made/ from the chaoyang text sample: the same table as every kind of file that reviewers receive.

    python -m samples.make_samples            all of them
    python -m samples.make_samples xlsx html  only those whose name holds one of the words

Needs the `samples` dependency group (openpyxl, python-docx, reportlab) and, on the path, `soffice`
(LibreOffice with Calc and Writer), `chromium`, and the fonts Noto Sans/Serif CJK, Droid Sans Fallback, DejaVu.
What it writes is committed; tests read the files and never run this.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from samples.making import chaoyang, shanghai, web
from samples.making.paper import write_pdf
from samples.making.sheets import write_csv, write_xlsx
from samples.making.word import write_docx
from samples.making.workbook import write_workbook

HERE = Path(__file__).parent
MADE = HERE / "made"
SOURCE = HERE / "chaoyang-government-2026.txt"

# Dates and identities that differ from run to run; each is replaced by as many bytes, so offsets stay true.
CHANGING = (rb"D:\d{14}", rb"(?<=<)[0-9A-Fa-f]{32}(?=>)", rb"(?<=/DocChecksum /)[0-9A-F]{32}")


def settle(path: Path) -> None:
    """Blank what a producer stamps into a PDF on every run."""
    data = path.read_bytes()
    for pattern in CHANGING:
        data = re.sub(pattern, lambda found: re.sub(rb"[0-9A-Fa-f]", b"0", found.group()), data)
    path.write_bytes(data)


def office(source: Path, target: Path) -> None:
    """Convert with LibreOffice; the target's suffix says into what."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", target.suffix[1:], "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        target.write_bytes(Path(folder, source.with_suffix(target.suffix).name).read_bytes())
    if target.suffix == ".pdf":
        settle(target)


def chromium(page: str, target: Path) -> None:
    """Print HTML to PDF with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += ["--no-pdf-header-footer", "--disable-pdf-tagging", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    settle(target)


def main(words: list[str]) -> None:
    """Write the files whose name holds one of ``words``; all when there are none."""
    MADE.mkdir(exist_ok=True)
    tables = [chaoyang.projects(SOURCE), chaoyang.department(SOURCE)]
    sheets = {"项目支出绩效表": tables[0], "部门整体支出绩效目标表": tables[1]}
    forms = [shanghai.form(applied) for applied in shanghai.APPLIED]
    form_sheets = {f"项目{number}": form for number, form in enumerate(forms, 1)}
    makers: dict[str, Callable[[Path], None]] = {
        "chaoyang.xlsx": lambda path: write_xlsx(path, sheets),
        "chaoyang-excel.xlsx": lambda path: write_workbook(path, sheets),
        "chaoyang.xls": lambda path: office(MADE / "chaoyang.xlsx", path),
        "chaoyang.docx": lambda path: write_docx(path, tables),
        "chaoyang.html": lambda path: web.write_html(path, tables),
        "chaoyang-gb18030.csv": lambda path: write_csv(path, tables, "gb18030", ","),
        "chaoyang-calc.pdf": lambda path: office(MADE / "chaoyang.xlsx", path),
        "chaoyang-writer.pdf": lambda path: office(MADE / "chaoyang.docx", path),
        "chaoyang-chromium.pdf": lambda path: chromium(web.html(tables, web.PLAIN), path),
        "chaoyang-chromium-dashed.pdf": lambda path: chromium(web.html(tables, web.DASHED), path),
        "chaoyang-reportlab.pdf": lambda path: write_pdf(path, tables),
        "linjiang-forms.pdf": lambda path: chromium(web.html(forms, web.FORM), path),
        "linjiang-forms.xlsx": lambda path: write_xlsx(path, form_sheets, 10),
    }
    for name, make in makers.items():
        if not words or any(word in name for word in words):
            target = MADE / name
            make(target)
            print(f"{target.stat().st_size:>9,}  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
