"""A PDF as printed: lines and grids page by page, and what could not be read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from auditor.errors import UnreadableFile
from auditor.grid import Block, Grid, Printed, Source, Unread
from auditor.readers.base import load, sha256
from auditor.readers.limits import MAX_CELLS
from auditor.readers.pdf.cells import grid_of, lines_outside, place
from auditor.readers.pdf.continued import aligned
from auditor.readers.pdf.document import MAX_CHARACTERS, MAX_OBJECTS, MAX_PAGES, MAX_TEXT, cut_off, open_document
from auditor.readers.pdf.drawn import Drawn
from auditor.readers.pdf.lattice import Lattice, TooManyCells, lattices
from auditor.readers.pdf.pdfium import Document, Page, PdfiumError
from auditor.readers.pdf.ruling_lines import THIN, ruling_lines
from auditor.readers.pdf.stream import FULL, MIN_COLUMNS, MIN_ROWS, Stream, in_columns
from auditor.readers.pdf.streams import PageStreams, packed_data
from auditor.readers.pdf.text_runs import PageText, page_text

MAX_LOST = 1_000
"""Texts of one page that PDFium leaves out and pdfplumber reads instead. Real pages have a few lone characters of
this kind; a page full of them would take long and is reported instead."""
SCAN = 0.3
"""Share of a page without text that an image must cover for the page to be called scanned. A scan covers nearly all of
it, a logo or seal far less; the number only decides the wording of the report."""
MARK = 0.01
"""Share of a page without text that an image must cover to be reported: a seal of three centimetres covers more, a
smaller one holds nothing to read."""
SPECK = 1.0
"""Points: text less high and less wide than this for each character shows as a speck; the smallest print has four."""
SHAPES = 20
"""Shapes of a page without text from which on it may be letters drawn as outlines. A background or frame has a few."""


@dataclass(slots=True)
class PageRead:
    """One page (1-based ``number``) as printed. ``characters`` counts its printed text."""

    number: int
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    characters: int = 0
    shown: set[str] = field(default_factory=set)
    hidden: list[str] = field(default_factory=list)
    """Texts that the page clips away, or that stand beyond its edges; ``shown`` are the others."""


def read(path: str, data: bytes, *, password: str | None = None) -> Printed:
    """The whole file as printed.

    Raises UnreadableFile if it is protected, broken, without pages, or without any text (scanned).
    """
    document = open_document(path, data, password)
    try:
        pages = len(document)
        printed = Printed(path, sha256(data), "pdf", [], pages=pages)
        characters = cells = 0
        shown: set[str] = set()
        hidden: dict[int, list[str]] = {}
        with _without_collector():
            for page in _pages(document, path, data, password, 0, min(pages, MAX_PAGES)):
                if page.blocks and printed.blocks:
                    first, last = page.blocks[0], printed.blocks[-1]
                    if isinstance(first, Grid) and isinstance(last, Grid):
                        page.blocks[0] = aligned(first, last)
                printed.blocks += page.blocks
                printed.unread += page.unread
                characters += page.characters
                shown |= page.shown
                if page.hidden:
                    hidden[page.number] = page.hidden
                if not page.characters and not page.unread:
                    printed.blank.append(page.number)
                cells += sum(len(row) for block in page.blocks if isinstance(block, Grid) for row in block.rows)
                if (characters > MAX_TEXT or cells > MAX_CELLS) and page.number < pages:
                    what = f"{MAX_TEXT} 字" if characters > MAX_TEXT else f"{MAX_CELLS} 个单元格"
                    why = f"内容超过 {what}，第 {page.number + 1} 页起未读"
                    printed.unread.append(Unread(Source(path, page.number + 1), why))
                    break
    finally:
        document.close()
    if pages > MAX_PAGES and characters <= MAX_TEXT and cells <= MAX_CELLS:
        printed.unread.append(Unread(Source(path, MAX_PAGES + 1), f"超过 {MAX_PAGES} 页，第 {MAX_PAGES + 1} 页起未读"))
    printed.unread += _hidden(path, hidden, shown)
    cut = cut_off(path, data)
    if cut is not None:
        printed.unread.insert(0, cut)
    if not characters and not any("文字过多" in item.why for item in printed.unread):
        raise UnreadableFile(
            f"PDF 共 {pages} 页，没有一页有文字，可能是扫描件", path, "请向编制单位索取电子版，或先做文字识别（OCR）"
        )
    return printed


def read_pages(path: str, start: int, stop: int, *, password: str | None = None) -> Iterator[PageRead]:
    """Pages ``start`` to ``stop`` (0-based, ``stop`` excluded), one by one, so that processes may share a file.

    Raises UnreadableFile as ``read`` does, except for files without text.
    """
    data = load(path)
    document = open_document(path, data, password)
    try:
        yield from _pages(document, path, data, password, start, min(stop, len(document)))
    finally:
        document.close()


def _pages(
    document: Document, path: str, data: bytes, password: str | None, start: int, stop: int
) -> Iterator[PageRead]:
    stream, contents, packed = Stream(path, data, password), PageStreams(data, password), packed_data(data)
    broken, unused = packed.damaged, set(packed.damaged)
    try:
        for index in range(start, stop):
            try:
                with document.page(index) as page:
                    result = _page(page, path, index + 1, stream, contents)
            except PdfiumError:
                why = f"第 {index + 1} 页已损坏，未能读取"
                result = PageRead(index + 1, unread=[Unread(Source(path, index + 1), why)])
            if broken:
                _report_damage(result, path, contents, broken, unused)
                if index + 1 == len(document) and unused:
                    why = f"文件中有 {len(unused)} 段数据已损坏，不属于某一页（如字体数据），请与原件核对"
                    result.unread.append(Unread(Source(path), why))
            if index + 1 == len(document) < packed.pages and (why := _beyond(contents, len(document))):
                result.unread.append(Unread(Source(path, len(document) + 1), why))
            yield result
    finally:
        stream.close()


def _beyond(contents: PageStreams, pages: int) -> str:
    """What is said of pages that stand in the file behind the number of ``pages`` that it claims to have, which is
    what PDFium shows; "" if there are none."""
    try:
        found = contents.count()
    except Exception:  # pdfminer raises anything on a broken file
        return "PDF 的页数可能登记有误，请与原件核对页数"
    more = found - pages
    return f"PDF 登记为 {pages} 页，文件中实有 {found} 页，其余 {more} 页未读；请重新导出后再试" if more > 0 else ""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's cyclic garbage collector. A book has many cells and they form no cycles; scanning them again and
    again takes a twentieth of the time. pdfplumber's pages do form cycles and are collected one by one (``stream``)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _report_damage(
    result: PageRead, path: str, contents: PageStreams, broken: frozenset[int], unused: set[int]
) -> None:
    """Report a page that a damaged stream draws, and take what it draws from ``unused``."""
    try:
        mine = contents.objects(result.number - 1) & broken
    except Exception:  # pdfminer raises anything on a broken file; any page may be the damaged one
        mine = set(broken)
    unused -= mine
    if mine and (result.blocks or not result.unread):  # an empty page is reported already
        why = f"第 {result.number} 页的数据已损坏，未能读全，请与原件核对"
        result.unread.append(Unread(Source(path, result.number), why))


def _page(page: Page, path: str, number: int, stream: Stream, contents: PageStreams) -> PageRead:
    result = PageRead(number)
    where = Source(path, number)
    count = page.count()
    if count > MAX_CHARACTERS:
        result.unread.append(Unread(where, f"第 {number} 页文字过多（{count} 字，上限 {MAX_CHARACTERS} 字），未读"))
        return result
    text = page_text(page, count)
    drawn = page.drawn(THIN, MAX_OBJECTS)
    text.blanks = [(x, y) for x, y, _, _ in (text.frame.box((x, y, x, y)) for x, y in drawn.blank)]
    if drawn.lost:
        _recover(text, drawn.lost, stream, number, result)
    tilted = lines_outside(text, text.tilted, path, number)
    result.blocks = list(tilted)
    result.characters = sum(len(run.text) for run in (*text.runs, *text.tilted))
    result.shown = {run.text for run in text.runs}
    result.hidden = [run.text for run in text.hidden]
    result.unread += _not_placed(text, drawn, where, number)
    if not text.runs and not tilted:
        why = _why_empty(drawn, contents, number, seen=bool(count or drawn.blank or drawn.lost))
        if why and not result.unread:
            result.unread.append(Unread(where, f"第 {number} 页{why}"))
        return result
    if drawn.truncated:
        result.unread.append(Unread(where, f"第 {number} 页图形过多，部分表格线未读，请与原件核对"))
    tables = _tables(text, drawn.thin, path, number, result)
    placed = place(text, tables, number)
    grids = [grid_of(text, table, runs, path, number) for table, runs in zip(tables, placed.cells, strict=True)]
    lines = lines_outside(text, placed.loose, path, number)
    blocks: list[Block] = [*lines, *tilted, *grids]
    if not grids and in_columns(text):
        blocks = _without_rules(blocks, stream, number, result, where)
    result.blocks = _ordered(blocks, text)
    return result


def _why_empty(drawn: Drawn, contents: PageStreams, number: int, seen: bool) -> str:
    """What a page without text holds that was not read; "" if it is blank. ``seen``: PDFium found spaces."""
    if drawn.images > SCAN:
        return "是扫描图像，没有文字，未读"
    if drawn.thin:
        return "只有线条，没有可读的文字"
    if drawn.images > MARK:
        return "没有文字，只有图像，未读"
    if drawn.shapes > SHAPES:
        return "没有文字，只有图形，可能是转成轮廓的文字，未读"
    try:
        text = not seen and contents.shows_text(number - 1)
    except Exception:  # pdfminer raises anything on a broken page
        text = True
    return "有内容，但未能读出文字，请与原件核对" if text else ""


def _recover(text: PageText, lost: list[tuple[float, float]], stream: Stream, number: int, result: PageRead) -> None:
    """Add the characters that PDFium shows but leaves out of its text, read by pdfplumber; report those still lost."""
    frame = text.frame
    missing = {(round(x), round(y)) for x, y, _, _ in (frame.box((x, y, x, y)) for x, y in lost)}
    try:
        # Skip pdfplumber, which is slow, on a page with too much text or too many such characters.
        worth = len(text.text) <= FULL and len(missing) <= MAX_LOST
        for char, shown in stream.characters(number) if worth else ():
            if shown[0] == shown[2] and shown[1] == shown[3]:
                continue  # nobody sees it, and it would stand for all others at this point
            x0, top, x1, bottom = box = frame.read(shown)
            missing = {(x, y) for x, y in missing if not (x0 - 2 <= x <= x1 + 2 and top - 2 <= y <= bottom + 2)}
            if not char.isspace():
                text.add(char, box)
    except Exception:  # on a broken page pdfminer raises anything; what is missing is counted below
        pass
    if missing:
        why = f"第 {number} 页有 {len(missing)} 处文字所用字体未嵌入，未能读出，请与原件核对"
        result.unread.append(Unread(Source(stream.path, number), why))


def _not_placed(text: PageText, drawn: Drawn, where: Source, number: int) -> Iterator[Unread]:
    """What is said of text that stands in no row and no cell: it is too small to be seen, or askew."""
    specks = sum(len(run.text) for run in text.runs if run.height < SPECK and run.x1 - run.x0 < SPECK * len(run.text))
    pressed = "".join(run.text for run in text.squashed)
    pressed += text.page.straightened(drawn.flat) if drawn.flat else ""
    unseen = specks + drawn.sizeless + sum(not char.isspace() for char in pressed)
    if unseen:
        # The page is not read only if there is nothing else on it.
        alone = specks == sum(len(run.text) for run in (*text.runs, *text.tilted))
        yield Unread(where, f"第 {number} 页有 {unseen} 个字缩得看不见，未能读全，请与原件核对", shown=alone)
    if len({run.text for run in text.tilted}) >= MIN_ROWS * MIN_COLUMNS:
        yield Unread(where, f"第 {number} 页有文字是斜着印的，未能按表格读，请与原件核对")


def _hidden(path: str, hidden: dict[int, list[str]], shown: set[str]) -> Iterator[Unread]:
    """What is said of text that no page shows. A cell that two pages share may be drawn whole on both, and each shows
    its part."""
    for number, texts in hidden.items():
        if lost := sum(len(text) for text in texts if text not in shown):
            why = f"第 {number} 页有 {lost} 个字被裁去，或印在页面以外，看不见，没有审核"
            yield Unread(Source(path, number), why, shown=False)


def _tables(
    text: PageText, thin: list[tuple[float, float, float, float]], path: str, number: int, result: PageRead
) -> list[Lattice]:
    horizontal, vertical = ruling_lines(thin, text.page.box, text.frame)
    try:
        return lattices(horizontal, vertical)
    except TooManyCells as error:
        why = f"第 {number} 页的表格线围成 {error.args[0]} 个格子，超过上限，未按表格读，只读了文字"
        result.unread.append(Unread(Source(path, number), why))
        return []


def _without_rules(blocks: list[Block], stream: Stream, number: int, result: PageRead, where: Source) -> list[Block]:
    """The page's blocks, with the tables that pdfplumber finds in place of the lines inside them."""
    try:
        grids = stream.grids(number)
    except Exception as error:  # on a broken page pdfminer raises anything; the lines are kept
        why = f"第 {number} 页有无表格线的表，未能分列（{type(error).__name__}），只读了文字"
        result.unread.append(Unread(where, why))
        return blocks
    return [*grids, *(block for block in blocks if not any(_inside(block, grid) for grid in grids))]


def _inside(block: Block, grid: Grid) -> bool:
    box, outer = block.source.bbox, grid.source.bbox
    if box is None or outer is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _ordered(blocks: list[Block], text: PageText) -> list[Block]:
    """Blocks from top to bottom, then from left to right, in the direction of the text."""
    turn, width, height = text.frame.turn, text.frame.width, text.frame.height

    def top_left(block: Block) -> tuple[float, float]:
        x0, y0, x1, y1 = block.source.bbox or (0.0, 0.0, 0.0, 0.0)
        if turn == 1:
            return (x0, width - y1)
        if turn == 3:
            return (height - x1, y0)
        return (y0, x0)

    return sorted(blocks, key=top_left)
