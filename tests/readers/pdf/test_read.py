"""The reader as a whole: broken and hostile files, limits, pages by several processes, pdfplumber as the oracle."""

from __future__ import annotations

import io
import random
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pdfplumber
import pytest

from auditor.errors import UnreadableFile
from auditor.grid import Grid, Line
from auditor.readers.pdf import sniff
from auditor.readers.pdf.glyphs import plain
from auditor.readers.pdf.read import read, read_pages
from auditor.readers.pdf.stream import NOTE
from tests.effort import at_most, unit
from tests.readers.pdf.paper import bar, line, pdf, ruled, text

XS, YS = [50.0, 150.0, 250.0, 350.0], [50.0, 80.0, 110.0, 140.0]
PLAIN = [*ruled(XS, YS), text(55, 70, "项目"), text(155, 100, "100"), text(255, 130, "目标")]
MADE = sorted((Path(__file__).parents[3] / "samples" / "made").glob("*.pdf"))
REAL = sorted((Path(__file__).resolve().parents[4] / "shared" / "real").glob("*.pdf"))
IMAGE = "q 380 0 0 280 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x41 EI Q"


def encrypted(password: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password, canPrint=1))
    canvas.drawString(100, 700, "Budget 2026")
    canvas.save()
    return out.getvalue()


def test_content_decides_not_the_name() -> None:
    assert sniff(pdf(PLAIN), "book.txt")
    assert sniff(b"\xef\xbb\xbf\n" + pdf(PLAIN), "book.pdf")
    assert not sniff("预算表".encode(), "book.pdf")


@pytest.mark.parametrize(("password", "said"), [(None, "需要打开密码"), ("wrong", "密码不对")])
def test_a_protected_file_asks_for_its_password(password: str | None, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as raised:
        read("x.pdf", encrypted("secret"), password=password)
    assert "--password" in str(raised.value)


def test_a_protected_file_opens_with_its_password() -> None:
    assert read("x.pdf", encrypted("secret"), password="secret").blocks[0].source.page == 1


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4 nonsense %%EOF", pdf()], ids=["head", "nonsense", "no pages"]
)
def test_a_broken_file_is_said_to_be_broken(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"损坏|没有任何页"):
        read("x.pdf", data)


def test_a_truncated_file_is_read_as_far_as_it_goes_and_said() -> None:
    data = pdf(PLAIN, PLAIN)
    found = read("x.pdf", data[: data.rindex(b"xref\n")])
    assert len(list(found.grids())) == 2
    assert "缺少结尾" in found.unread[0].why


def test_a_scanned_page_is_named_as_one() -> None:
    found = read("x.pdf", pdf([IMAGE], PLAIN))
    assert [(item.source.page, item.why) for item in found.unread] == [(1, "第 1 页是扫描图像，没有文字，未读")]
    assert len(list(found.grids())) == 1


def test_a_file_without_any_text_cannot_be_read() -> None:
    with pytest.raises(UnreadableFile, match="扫描件"):
        read("x.pdf", pdf([IMAGE], [IMAGE]))


def test_a_page_of_200_000_characters_is_read() -> None:
    full = [text(5, 5 + 2.9 * n, "F" * 2000, "F2", 1) for n in range(100)]
    with at_most(500):
        found = read("x.pdf", pdf(full, PLAIN))
    assert found.unread == []
    lines = [block.text for block in found.blocks if isinstance(block, Line)]
    assert sum(map(len, lines)) == 200_000


def test_a_page_beyond_the_limit_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["auditor.readers.pdf.read"], "MAX_CHARACTERS", 1000)
    found = read("x.pdf", pdf([text(5, 50, "F" * 2000, "F2", 1)], PLAIN))
    assert [item.source.page for item in found.unread] == [1]
    assert "文字过多" in found.unread[0].why
    assert [block.source.page for block in found.blocks] == [2]


def net(number: int) -> list[str]:
    """``number`` × ``number`` cells."""
    lines = [line(50 + 300 * n / number, 10, 50 + 300 * n / number, 290, 0.1) for n in range(number + 1)]
    return lines + [bar(50, 10 + 280 * n / number, 350, 10.1 + 280 * n / number) for n in range(number + 1)]


def test_a_table_of_10_000_cells_is_read() -> None:
    with at_most(250):
        found = read("x.pdf", pdf([*net(100), text(50.5, 12, "目", size=1)]))
    (grid,) = found.grids()
    assert (len(grid.rows), grid.width, grid.rows[0][0].text) == (100, 100, "目")


def test_a_table_beyond_the_limit_is_read_as_text_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["auditor.readers.pdf.lattice"], "MAX_CELLS", 1000)
    found = read("x.pdf", pdf([*net(50), text(55, 70, "项目")], PLAIN))
    assert "格子" in found.unread[0].why
    assert [type(block).__name__ for block in found.blocks] == ["Line", "Grid"]


def test_a_page_without_a_table_costs_no_more_than_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a lattice nor pdfplumber, and not even the box of a text that was already read."""
    asked: list[str] = []
    for module, name in (("read", "grid_of"), ("stream", "Stream.grids"), ("stream", "Stream.characters")):
        owner, _, last = name.rpartition(".")
        target = sys.modules[f"auditor.readers.pdf.{module}"]
        monkeypatch.setattr(getattr(target, owner) if owner else target, last, lambda *_: asked.append("asked"))
    pdfium = sys.modules["auditor.readers.pdf.pdfium"]
    boxes_of = pdfium._boxes_of

    def counted(shapes: list[int]) -> object:
        asked.extend(["box"] * len(shapes))
        return boxes_of(shapes)

    monkeypatch.setattr(pdfium, "_boxes_of", counted)
    prose = [text(40, 40 + 15 * n, "本部门二〇二六年预算编制说明如下", size=9) for n in range(15)]
    assert len(read("x.pdf", pdf(prose)).blocks) == 15
    assert asked == []


def test_a_single_character_of_a_font_that_is_not_embedded_is_not_lost() -> None:
    """PDFium shows a lone digit of such a font and leaves it out of its text."""
    found = read("x.pdf", pdf([*PLAIN, text(155, 70, "1"), text(255, 70, "万元")]))
    (grid,) = found.grids()
    assert [cell.text for cell in grid.rows[0]] == ["项目", "1", "万元"]
    assert found.unread == []


def test_a_table_without_lines_goes_by_the_places_of_its_words() -> None:
    words = [["Name", "Total", "Fiscal", "Other"], ["A", "100", "80", "20"], ["B", "200", "150", "50"]]
    words += [["C", "300", "300", "0"], ["D", "400", "100", "300"], ["E", "10", "10", "0"]]
    marks = [
        text(40 + 90 * column, 60 + 20 * row, word, "F2")
        for row, line_ in enumerate(words)
        for column, word in enumerate(line_)
    ]
    found = read("x.pdf", pdf([text(150, 30, "支出表"), *marks]))
    (grid,) = found.grids()
    assert grid.notes == [NOTE]
    assert [[cell.text for cell in row if cell.text] for row in grid.rows][-6:] == words
    assert all(cell.source.bbox for row in grid.rows for cell in row)


def test_prose_stays_lines() -> None:
    prose = [text(40, 40 + 15 * n, "本部门二〇二六年预算编制说明如下", size=9) for n in range(15)]
    found = read("x.pdf", pdf(prose))
    assert len(found.blocks) == 15
    assert not list(found.grids())


def test_pages_may_be_read_in_parts(tmp_path: Path) -> None:
    data = pdf(*[[*PLAIN, text(60, 30, f"标题{n}")] for n in range(7)])
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    whole = read(str(path), data)
    parts = [page for start in (0, 3, 6) for page in read_pages(str(path), start, start + 3)]
    assert [page.number for page in parts] == list(range(1, 8))
    assert [block for page in parts for block in page.blocks] == whole.blocks


def test_a_thousand_pages_in_flat_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(*[PLAIN] * 1000))
    pages = read_pages(str(path), 0, 1000)
    for _ in range(100):
        next(pages)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in pages) == 900
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_mutated_file_never_crashes() -> None:
    data = pdf(PLAIN, PLAIN)
    chance, loop = random.Random(3), unit()
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.3:
            del broken[chance.randrange(len(broken)) :]
        with at_most(500, loop), suppress(UnreadableFile):
            read("x.pdf", bytes(broken))


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_pdfplumber_finds_the_same_characters_in_our_cells(path: Path) -> None:
    """The oracle reads the text inside the box of each of 25 filled cells; only the order of lines may differ.

    It gives clipped text too, which a spreadsheet draws over its neighbours: there, ours must be part of its.
    """
    found = read(str(path), path.read_bytes())
    cells = [cell for grid in found.grids() for row in grid.rows for cell in row if cell.text]
    page_number = cells[len(cells) // 2].source.page or 1
    of_page = [cell for cell in cells if cell.source.page == page_number]
    with pdfplumber.open(path) as document:
        chars = document.pages[page_number - 1].dedupe_chars().chars
    for cell in random.Random(1).sample(of_page, min(25, len(of_page))):
        x0, top, x1, bottom = cell.source.bbox or (0, 0, 0, 0)
        theirs = Counter(
            plain(char["text"])
            for char in chars
            if x0 <= (char["x0"] + char["x1"]) / 2 <= x1
            and top <= (char["top"] + char["bottom"]) / 2 <= bottom
            and not char["text"].isspace()
        )
        ours = Counter("".join(cell.text.split()))
        assert ours <= theirs
        assert ours == theirs or path.stem == "chaoyang-calc"


@pytest.mark.skipif(not REAL, reason="the published books are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_published_books_are_read_whole(path: Path) -> None:
    found = read(str(path), path.read_bytes())
    assert found.unread == []
    assert {block.source.page for block in found.blocks} >= set(range(2, (found.pages or 0) + 1))
    assert sum(isinstance(block, Grid) for block in found.blocks) > 10


def test_a_last_row_overleaf_keeps_the_columns_of_its_table() -> None:
    """A total over two columns, alone on its page, draws no line between them."""
    above = [*ruled(XS, YS), *(text(x + 5, 70, mark) for x, mark in zip(XS, ("类", "款", "数"), strict=False))]
    below = [*ruled([50.0, 250.0, 350.0], [50.0, 80.0]), text(55, 70, "合计"), text(255, 70, "100")]
    *_, grid = read("x.pdf", pdf(above, below)).grids()
    ((total, covered, amount),) = grid.rows
    assert (total.text, total.colspan, covered.anchor, amount.text) == ("合计", 2, (0, 0), "100")


def test_another_table_overleaf_keeps_its_own_columns() -> None:
    below = [*ruled([50.0, 200.0, 350.0], [50.0, 80.0]), text(55, 70, "合计"), text(255, 70, "100")]
    *_, grid = read("x.pdf", pdf(PLAIN, below)).grids()
    assert grid.width == 2
