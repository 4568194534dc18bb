"""Is each gold row printed in its file? ``python -m bench.layouts.make.verify FOLDER`` names those that are not.

The files are read with the usual libraries, not with the product. Exit code 1 where anything of a gold is not printed.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import Any

from bench.layouts.text import fold


def text_of(path: Path) -> str:
    """All text of a file without spaces."""
    match path.suffix:
        case ".pdf":
            import pdfplumber

            with pdfplumber.open(path) as book:
                found = "".join("".join(_cells(page)) for page in book.pages)
        case ".xlsx":
            from openpyxl import load_workbook

            rows = (row for sheet in load_workbook(path) for row in sheet.iter_rows())
            found = "".join(_shown(cell) for row in rows for cell in row if cell.value is not None)
        case ".docx":
            from docx import Document

            file: Any = Document(str(path))
            found = "".join([*(p.text for p in file.paragraphs), *_unmerged(file)])
        case _:
            raw = path.read_bytes()
            try:
                found = raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                found = raw.decode("gb18030")
            found = html.unescape(re.sub(r"<[^>]+>", "", found)) if path.suffix == ".html" else found
    return fold(found)


def _shown(cell: Any) -> str:
    share = "%" in cell.number_format and not isinstance(cell.value, str)
    return f"{cell.value * 100:g}%" if share else str(cell.value)


def _cells(page: Any) -> list[str]:
    tables = [cell or "" for table in page.extract_tables() for row in table for cell in row]
    return [*tables, page.extract_text()]


def _unmerged(book: Any) -> list[str]:
    return [cell.text for table in book.tables for row in table.rows for cell in row.cells]


def missing(gold: dict[str, Any], text: str) -> list[str]:
    """What the gold says and the text does not print."""
    text = text.replace(",", "")
    wanted = [gold["department"]]
    for project in gold["projects"]:
        sums = [project[k] for k in ("total", "fiscal", "other") if project[k]]
        wanted += [project["name"], project["goal"] or "", *sums]
        for row in project["indicators"]:
            wanted += [row["name"], row["value"] or "", row["unit"] or "", row["level2"] or ""]
    return [one for one in wanted if fold(one).replace(",", "") not in text]


def main(folder: str) -> int:
    """Print what is not printed, a line a file."""
    bad = 0
    for path in sorted(Path(folder).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lost = missing(gold, text_of(path.parent / gold["file"]))
        rows = sum(len(p["indicators"]) for p in gold["projects"])
        print(f"{gold['file']}: {len(gold['projects'])} projects, {rows} rows; not printed: {lost or 'none'}")
        bad += len(lost)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
