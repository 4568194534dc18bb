"""Every producer's print of the chaoyang table gives the tree of the text sample, and cells that hold their text."""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2
import pytest

from auditor.forms import read_book
from auditor.model import Book, RepairKind
from auditor.readers import read
from auditor.readers.pdf.read import read as read_pdf
from tests.readers.pdf.paper import pdf, ruled, text

SAMPLES = Path(__file__).parents[3] / "samples"
PRINTS = sorted((SAMPLES / "made").glob("chaoyang-*.pdf"))
Tree = list[tuple[object, ...]]


def tree(book: Book, spaces: bool) -> Tree:
    """Projects with sums and goals, and indicators, as plain texts."""

    def plain(text: str) -> str:
        return text if spaces else "".join(text.split())

    found: Tree = []
    for project in book.projects:
        found.append((project.code, plain(project.name)))
        for line in project.funding:
            sums = [amount and amount.number for amount in (line.total, line.fiscal, line.other)]
            found.append((*sums, plain(line.goal)))
        for row in project.indicators:
            cells = (row.level1, row.level2, row.name, row.operator, row.value, row.unit)
            found.append((*map(plain, cells), row.ownership))
    return found


@pytest.fixture(scope="module")
def expected() -> Book:
    return read_book(read(SAMPLES / "chaoyang-government-2026.txt"), id="text")


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.stem)
def test_the_tree_is_that_of_the_text_sample(path: Path, expected: Book) -> None:
    """Cell for cell. A producer may drop the space at which it breaks a line: then, and only then, one is missing."""
    book = read_book(read(path), id="pdf")
    assert tree(book, spaces=False) == tree(expected, spaces=False)
    ours, theirs = tree(book, spaces=True), tree(expected, spaces=True)
    assert sum(mine != other for mine, other in zip(ours, theirs, strict=True)) <= 1
    assert [entry.why for entry in book.ledger if not entry.read] == []


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.stem)
def test_the_box_of_an_indicator_holds_its_name(path: Path) -> None:
    """The page's own text inside the box of 20 indicators a file; a hundred in all."""
    book = read_book(read(path), id="pdf")
    rows = [row for project in book.projects for row in project.indicators]
    document = pypdfium2.PdfDocument(path)
    for row in random.Random(5).sample(rows, 20):
        place = row.printed["三级指标"].source
        assert place.page is not None
        assert place.bbox is not None
        page = document[place.page - 1]
        left, top, right, bottom = place.bbox
        height = page.get_height()
        inside = page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert "".join(row.name.split())[:6] in "".join(inside.split())


def test_a_mapped_radical_is_a_repair_with_its_raw_form() -> None:
    marks = [*ruled([50, 150, 250], [50, 80, 110]), text(55, 70, "AB", "F3"), text(155, 70, "100")]
    book = read_book(read_pdf("x.pdf", pdf(marks)), id="x")
    (repair,) = (repair for repair in book.repairs if repair.kind is RepairKind.GLYPH)
    assert repair.read_as == "门户"
    assert repair.raw != "门户"
    assert repair.source.page == 1
