"""Paragraphs of the text outside the tables: put together as they were before they were printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import auditor
from auditor.forms.prose.paragraphs import paragraphs_of
from auditor.grid import Block, Cell, Grid, Line, Printed, Source
from auditor.model import Paragraph
from tests.conftest import ROOT

REAL = ROOT.parent / "shared" / "real"
EM = 12.0
LEFT, RIGHT = 56.0, 56.0 + 40 * EM


def page(number: int, *paragraphs: str, top: float = 70.0, indent: float = 2.0, width: int = 40) -> Iterator[Line]:
    """The lines of a page as a word processor breaks them: a number or a sign at the margin is not parted."""
    for paragraph in paragraphs:
        start, text = indent, paragraph
        while text:
            size = int(width - start)
            while 0 < size < len(text) and (text[size] in "，。；：、）0123456789.,万元" and text[size - 1].isascii()):
                size -= 1
            cut, text = text[:size], text[size:]
            x0 = LEFT + start * EM
            box = (x0, top, x0 + len(cut) * EM, top + EM)
            yield Line(cut, Source("书.pdf", page=number, bbox=box))
            top, start = top + 15, 0.0


def read(*blocks: Block, kind: str = "pdf") -> list[Paragraph]:
    return paragraphs_of(Printed("书.pdf", "", kind, list(blocks)))


LONG = (
    "本部门贯彻落实国家和本市有关方针政策，组织拟订全区发展规划并监督实施，指导各街道开展工作，协调解决运行中的问题。"
)
MONEY = "支出预算3000.00万元，其中：基本支出1000.00万元，比上年增加100.00万元；项目支出2000.00万元，主要原因是任务。"


@pytest.mark.parametrize("width", range(18, 41))
@pytest.mark.parametrize("indent", [2.0, 0.0])
def test_a_paragraph_is_the_same_wherever_the_margin_breaks_it(width: int, indent: float) -> None:
    given = [LONG, MONEY, "一、机构设置", LONG]
    found = read(*page(1, *given, indent=indent, width=width))
    assert "".join(one.text for one in found) == "".join(given)
    if indent:
        assert [one.text for one in found] == given


@pytest.mark.parametrize("cut", range(1, 3))
def test_a_paragraph_goes_on_over_the_page(cut: int) -> None:
    lines = list(page(1, LONG, MONEY, LONG, width=20))
    first, rest = lines[: len(lines) - cut], lines[len(lines) - cut :]
    moved = [Line(line.text, Source("书.pdf", page=2, bbox=line.source.bbox)) for line in rest]
    more = list(page(2, LONG, top=300, width=20))
    foot = [Line(f"- {number} -", Source("书.pdf", page=number, bbox=(200, 780, 220, 792))) for number in (1, 2)]
    found = read(*first, foot[0], *moved, *more, foot[1])
    assert [one.text for one in found] == [LONG, MONEY, LONG, LONG]
    assert {source.page for source in found[2].sources} == {1, 2}
    assert found[2].source.page == 1


def test_heads_of_pages_contents_and_captions_are_no_paragraphs() -> None:
    def head(number: int) -> Line:
        return Line("某区教育局2026年预算", Source("书.pdf", page=number, bbox=(56, 40, 200, 52)))

    grid = Grid([[Cell("项目", Source("书.pdf", page=4))]], Source("书.pdf", page=4))
    found = read(
        Line("目 录", Source("书.pdf", page=1, bbox=(200, 56, 230, 70))),
        Line("一、部门概况", Source("书.pdf", page=1, bbox=(56, 80, 150, 92))),
        Line("二、收支总表………………3", Source("书.pdf", page=1, bbox=(56, 95, 300, 107))),
        head(2),
        *page(2, "一、部门概况", LONG),
        head(3),
        *page(3, MONEY),
        head(4),
        Line("2026年部门收支总表", Source("书.pdf", page=4, bbox=(56, 70, 150, 82))),
        Line("金额单位：万元", Source("书.pdf", page=4, bbox=(400, 85, 480, 97))),
        grid,
        Line("注：本表为空表。", Source("书.pdf", page=4, bbox=(56, 400, 150, 412))),
    )
    assert [one.text for one in found] == ["一、部门概况", LONG, MONEY, "注：本表为空表。"]
    assert found[-1].section == ("2026年部门收支总表",)


def test_a_paragraph_knows_the_headings_above_it() -> None:
    texts = [
        "其他情况说明",
        "一、三公经费",
        "（一）出国费",
        "本年3万元。",
        "（二）接待费0万元。",
        "二、政府采购",
        "本年5万元。",
    ]
    found = read(*(Line(text, Source("书.docx", cell=f"第{at}段")) for at, text in enumerate(texts)), kind="docx")
    sections = {one.text: one.section for one in found if not one.heading}
    assert sections == {
        "本年3万元。": ("其他情况说明", "一、三公经费", "（一）出国费"),
        "（二）接待费0万元。": ("其他情况说明", "一、三公经费", "（一）出国费"),
        "本年5万元。": ("其他情况说明", "二、政府采购"),
    }


def test_a_text_broken_at_its_width_is_joined() -> None:
    lines = [LONG[at : at + 20] for at in range(0, len(LONG), 20)] + ["1.第一项。", "2.第二项。"]
    found = read(*(Line(text, Source("书.txt", line=at)) for at, text in enumerate(lines, 1)), kind="text")
    assert [one.text for one in found] == [LONG, "1.第一项。", "2.第二项。"]


def test_a_span_has_the_box_of_its_lines_only() -> None:
    found = read(*page(1, MONEY, width=20))[0]
    start = found.text.index("项目支出")
    box = found.place(start, start + 4).bbox
    assert box is not None
    assert box[3] - box[1] == EM
    whole = found.source.bbox
    assert whole is not None
    assert whole[3] - whole[1] > 2 * EM


@pytest.mark.parametrize(
    "name", ["commerce-2025-department", "commerce-2025-unit", "office-2025-department", "wanli-2025"]
)
def test_published_books_have_whole_sentences(name: str) -> None:
    path = REAL / f"putuo-{name}.pdf"
    if not path.exists():
        pytest.skip("published books are not here")
    body = [one for one in auditor.read(path).paragraphs if not one.heading and len(one.text) > 30]
    unfinished = [one.text for one in body if one.text[-1] not in "。：；"]
    assert len(body) > 30
    assert len(unfinished) <= 1, unfinished
