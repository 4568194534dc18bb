"""Paragraphs from printed lines: a PDF breaks them at the margin and at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from auditor.forms.prose.lines import ProseLine, prose_lines
from auditor.grid import BBox, Printed
from auditor.language.headings import NUMBERED, TITLE, heading_level
from auditor.model import Paragraph

ENDS = "。！？：；!?:;"
"""Signs that end a sentence, or a part of it that stands in a line of its own."""
_FIRST_WORD = re.compile(r"[A-Za-z0-9.,%％]+|.[，。、；：）》”]?")
_NARROW = re.compile(r"[ -~]")


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the text of a page begins and ends. ``indents``: paragraphs begin further in."""

    left: float
    right: float
    indents: bool


def paragraphs_of(printed: Printed) -> list[Paragraph]:
    """The paragraphs of a file in reading order, each with the headings that it stands under.

    Word and HTML files have one line a paragraph. Lines of a PDF are joined where the first word of the next line had
    no room in the line above; lines of a text where they fill its width.
    """
    lines = list(prose_lines(printed))
    prose = [line for line in lines if isinstance(line, ProseLine)]
    margins = _margins(prose)
    width = max((_width(line.text) for line in prose), default=0.0) if printed.format == "text" else 0.0
    usual = median(heights) if (heights := [_height(box) for line in prose if (box := line.source.bbox)]) else 0.0
    stack: list[tuple[int, str]] = []
    found: list[Paragraph] = []
    group: list[ProseLine] = []

    def close() -> None:
        if not group:
            return
        text = "".join(line.text for line in group)
        level = heading_level(text, _prominent(group, margins, usual))
        if level is not None:
            stack[:] = [(depth, title) for depth, title in stack if depth < level]
        section = tuple(title for _, title in stack)
        starts, at = [], 0
        for line in group:
            starts.append(at)
            at += len(line.text)
        sources = tuple(line.source for line in group)
        found.append(Paragraph(text, section, level is not None, tuple(starts), sources))
        if level is not None:
            stack.append((level, text))
        group.clear()

    for line in lines:
        if isinstance(line, str):
            close()
            stack[:] = [(TITLE, line)]
        elif group and not line.opens and _goes_on(group[-1], line, margins, width, len(group)):
            group.append(line)
        else:
            close()
            group.append(line)
    close()
    return found


def _goes_on(above: ProseLine, line: ProseLine, margins: dict[int, _Margins], width: float, size: int) -> bool:
    """Whether ``line`` continues the paragraph of ``above``, of which ``size`` lines are read."""
    ended = above.text.endswith(tuple(ENDS))
    numbered = NUMBERED.match(line.text) is not None
    one, two = above.source, line.source
    if one.bbox is None or two.bbox is None or one.page is None or two.page is None:
        full = width and _width(above.text) >= width - 2.0 and two.line == (one.line or 0) + 1
        return bool(full and not ended and not numbered and heading_level(above.text, False) is None)
    em = _height(one.bbox)
    if abs(em - _height(two.bbox)) > 0.15 * em or not 0 <= two.page - one.page <= 1:
        return False
    here, there = margins[one.page], margins[two.page]
    room = here.right - one.bbox[2] - _word(line.text) * em
    indented = two.bbox[0] - there.left > 0.8 * em
    if room > (1.2 if ended or (size == 1 and len(above.text) < 20) else 4.0) * em:
        return False
    if indented:
        return not ended and not numbered and room <= 0.5 * em and two.bbox[0] - there.left < 4 * em
    if there.indents and here.indents:
        return True
    return not ended and not numbered


def _margins(lines: Sequence[ProseLine]) -> dict[int, _Margins]:
    pages: dict[int, list[BBox]] = {}
    for line in lines:
        if line.source.bbox is not None and line.source.page is not None:
            pages.setdefault(line.source.page, []).append(line.source.bbox)
    if not pages:
        return {}
    lefts = {page: min(box[0] for box in boxes) for page, boxes in pages.items()}
    rights = {page: max(box[2] for box in boxes) for page, boxes in pages.items()}
    usual_left, usual_right = median(lefts.values()), median(rights.values())
    found: dict[int, _Margins] = {}
    for page, boxes in pages.items():
        em = median(map(_height, boxes))
        left, right = lefts[page], max(rights[page], usual_right - 3 * em)
        if 0.8 * em < left - usual_left < 4 * em:
            left = usual_left  # a page of paragraphs of one line each, all of them indented
        further = sum(1.2 * em < box[0] - left < 4 * em for box in boxes)
        found[page] = _Margins(left, right, further > 0 and any(box[2] > right - 3 * em for box in boxes))
    return found


def _prominent(group: Sequence[ProseLine], margins: dict[int, _Margins], usual: float) -> bool:
    """Whether a paragraph is printed larger than most, or alone in the middle of the page."""
    box, page = group[0].source.bbox, group[0].source.page
    if box is None or page is None:
        return False
    em, page_margins = _height(box), margins[page]
    middle = (page_margins.left + page_margins.right) / 2
    centred = abs((box[0] + box[2]) / 2 - middle) < em and box[0] - page_margins.left > 5 * em
    return em > 1.2 * usual or (centred and len(group) == 1)


def _word(text: str) -> float:
    """The width of the first word of a line, in characters: a number is not broken."""
    found = _FIRST_WORD.match(text)
    return _width(found.group()) if found else 1.0


def _width(text: str) -> float:
    """The width of a text in Chinese characters."""
    return len(text) - len(_NARROW.findall(text)) / 2


def _height(box: BBox) -> float:
    return box[3] - box[1]
