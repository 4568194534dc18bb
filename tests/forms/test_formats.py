"""The same book in other formats gives the same rows under the same projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.forms import read_book
from auditor.readers import read

FORMATS = (
    "chaoyang.docx",
    "chaoyang.html",
    "chaoyang.xls",
    "chaoyang-gb18030.csv",
    "chaoyang-calc.pdf",
    "chaoyang-writer.pdf",
    "chaoyang-chromium.pdf",
    "chaoyang-reportlab.pdf",
)
Rows = list[tuple[str, ...]]


def rows_of(path: Path) -> Rows:
    """Every indicator with its project, spaces aside (pages break lines where they like)."""
    book = read_book(read(path), id="made")
    cells = [
        (project.code, project.name, one.level1, one.level2, one.name, one.operator, one.value, one.unit)
        for project in book.projects
        for one in project.indicators
    ]
    return [tuple("".join(text.split()) for text in row) for row in cells]


@pytest.fixture(scope="module")
def expected(samples: Path) -> Rows:
    path = samples / "made" / "chaoyang.xlsx"
    if not path.exists():
        pytest.skip("samples/made is made by samples/make_samples.py")
    rows = rows_of(path)
    assert len(rows) == 528
    return rows


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_rows_and_owners(samples: Path, expected: Rows, name: str) -> None:
    path = samples / "made" / name
    if not path.exists():
        pytest.skip("samples/made is made by samples/make_samples.py")
    assert rows_of(path) == expected
