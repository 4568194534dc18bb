"""Runs of characters: text that a page prints without a gap, with its box in the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import not_
from typing import Any, TypeAlias

from auditor.grid import BBox
from auditor.readers.pdf.frame import Frame
from auditor.readers.pdf.matrix import squashed, tilted
from auditor.readers.pdf.pdfium import Page

_RUN = re.compile("[^ \r\n\t\x02￾]+[\x02￾]?|[\x02￾]")
# A hyphen at the end of a line ends its run: PDFium puts no line break between it and the text of the next line.

_Span: TypeAlias = tuple[int, int]
"""First character of a run, and the one behind its last."""

CENTRE = 0.5
"""The point of a line of text that decides its row: this share of its height above its baseline. A bit above its
middle, because text too long for its cell runs over the bottom of the cell, never over the top. At 0.35 the
sample of LibreOffice Writer is read wrong."""


DESCENT = 0.15
"""Share of a line's height below its baseline: an estimate, only for characters that PDFium does not give, for which
pdfplumber gives a box without a baseline."""
SHELF = 20.0
"""Points: runs are looked up by strips of the page of this height, about two lines. Affects only the speed."""
FEW = 8
"""Characters below each other that may just be narrow cells: so few never make a page count as printed sideways. An
estimate; the tests pass with 2 as well."""
UPRIGHT = 12.0
"""Points: a run less high than this cannot be vertical text: two characters of 6 points below each other."""
SPACE = 0.17
"""Share of a line's height: a wider gap counts as a space. In the usual fonts a space is 0.22 to 0.33 of the size, a
bit less in justified text; with 0.25 four of the sample renderings lose spaces."""
MIXED = 0.5
"""The same between a Chinese character and a Latin letter or digit, where word processors add about a quarter of the
size by themselves: twice that."""


@dataclass(slots=True)
class Run:
    """Characters ``start`` to ``stop`` of the page's text (-1: not in it), side by side on one baseline.

    Lines are found by ``base``, the baseline of the character's origin, not by the box: boxes of Type 3 glyphs are as
    high as the glyph, and a flat "一" would get into another line. Coordinates are those of the frame, y downwards.
    """

    text: str
    start: int
    stop: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float

    @property
    def box(self) -> BBox:
        return (self.x0, min(self.top, self.base), self.x1, max(self.bottom, self.base))

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return self.base - CENTRE * (self.bottom - self.top)


@dataclass(slots=True)
class PageText:
    """A page's text with its runs, in the frame that most of its text needs."""

    page: Page
    text: str
    frame: Frame
    runs: list[Run]
    hidden: list[Run] = field(default_factory=list)
    """Runs that do not show: the page clips them away, or they stand beyond its edges."""
    squashed: list[Run] = field(default_factory=list)
    """Runs pressed into a line or a point."""
    tilted: list[Run] = field(default_factory=list)
    """Runs askew, which stand in no row: watermarks."""
    blanks: list[tuple[float, float]] = field(default_factory=list)
    """Positions in the frame of texts without an outline: spaces at the end of a wrapped line."""

    _shelves: dict[int, list[Run]] = field(default_factory=dict)

    @property
    def edges(self) -> BBox:
        """The page, in the frame."""
        return (0.0, 0.0, self.frame.width, self.frame.height)

    def gap(self, before: Run, after: Run) -> str:
        """The text between two neighbouring runs of one line: the file's spaces, a space for a wide gap, or "".

        Spaces that PDFium itself adds for a gap are judged by the width of the gap.
        """
        if 0 < before.stop < after.start and self.text[before.stop : after.start].isspace():
            between = self.text[before.stop : after.start]
            if "\n" not in between and not self.page.generated(before.stop):
                return between
        width = after.x0 - before.x1
        mixed = _ideograph(before.text[-1]) != _ideograph(after.text[0])
        share = MIXED if mixed and _letters(before.text[-1], after.text[0]) else SPACE
        return " " if width > share * max(before.height, after.height) else ""

    def after(self, run: Run) -> str:
        """A space in the file after the last run of a line, else "". It shows that the line was wrapped at a space."""
        end = run.stop
        if 0 < end < len(self.text) and self.text[end] == " " and not self.page.generated(end):
            return " "
        for x, y in self.blanks:
            if abs(y - run.base) < 1 and abs(x - run.x1) < 0.3 * run.height:
                return " "
        return ""

    def add(self, text: str, box: BBox) -> None:
        """Add a character that PDFium did not give, with its box in the frame, unless another one is printed there."""
        x0, top, x1, bottom = box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if not any(run.x0 <= x <= run.x1 and run.top - 1 <= y <= run.bottom + 1 for run in self._around(y)):
            run = Run(text, -1, -1, x0, x1, top, bottom, bottom - DESCENT * (bottom - top))
            (self.runs if _within(run, self.edges) else self.hidden).append(run)
            self._file(run)

    def _around(self, y: float) -> list[Run]:
        """The runs printed near ``y``."""
        if not self._shelves:
            for run in [*self.runs, *self.hidden]:
                self._file(run)
        return self._shelves.get(int(y // SHELF), [])

    def _file(self, run: Run) -> None:
        first, last = int((run.top - 1) // SHELF), int((run.bottom + 1) // SHELF)
        for shelf in range(first, min(last, first + 100) + 1):
            self._shelves.setdefault(shelf, []).append(run)

    def split(self, run: Run) -> list[Run]:
        """The run character by character, each with its own box."""
        indices = range(run.start, run.stop)
        return _located(self.page, self.text, [(index, index + 1) for index in indices], self.frame)

    def objects(self, run: Run) -> list[Run]:
        """The run, divided where another text object begins: no text object prints into two cells."""
        if run.start < 0:
            return [run]
        parts: list[tuple[int, int]] = []
        owner = -1
        for index in range(run.start, run.stop):
            now = self.page.text_object(index)
            if now != owner or not parts:
                parts.append((index, index + 1))
            else:
                parts[-1] = (parts[-1][0], index + 1)
            owner = now
        return [run] if len(parts) < 2 else _located(self.page, self.text, parts, self.frame)


def page_text(page: Page, count: int) -> PageText:
    """Text and runs of a page with ``count`` characters, in the direction of most of its text."""
    text = page.text(count)
    spans = [found.span() for found in _RUN.finditer(text)]
    frame = Frame(page.box, page.rotation)
    spans, pressed, askew = _sorted_out(page, spans)
    runs = _located(page, text, spans, frame)
    turn = _turn(runs, frame, page) if runs else 0
    if turn:
        frame = Frame(page.box, page.rotation, turn)
        runs = _located(page, text, spans, frame)
    result = PageText(page, text, frame, [])
    result.runs = _straight(result, _visible(result, runs))
    result.tilted = _visible(result, _located(page, text, askew, frame))
    result.squashed = _located(page, text, pressed, frame)
    return result


def _sorted_out(page: Page, spans: list[_Span]) -> tuple[list[_Span], list[_Span], list[_Span]]:
    """The spans that stand in rows, those that are pressed into a line or a point, and those askew."""
    shapes = page.shapes([start for start, _ in spans])
    # A page has few: most have one.
    fates = {shape: (squashed(shape), tilted(shape)) for shape in set(shapes)}
    if not any(map(any, fates.values())):
        return spans, [], []
    sides = [(span, *fates[shape]) for span, shape in zip(spans, shapes, strict=True)]
    pressed = [span for span, flat, _ in sides if flat]
    page.take([place for start, stop in pressed for place in range(start, stop)])
    askew = [span for span, flat, slanting in sides if slanting and not flat]
    return [span for span, flat, slanting in sides if not (flat or slanting)], pressed, askew


def _visible(result: PageText, runs: list[Run]) -> list[Run]:
    """Runs that show; the others are added to ``result.hidden``. Some producers draw a cell that continues on the next
    page whole on both pages, each time clipped to the part of that page."""
    shown: list[Run] = []
    for run, shows in zip(runs, _showing(result, runs), strict=True):
        # Text objects that PDFium joined may lie apart, one of them beyond all bounds.
        parts = [run] if shows else result.objects(run)
        places = [shows] if shows else _showing(result, parts)
        if any(places):
            shown += compress(parts, places)
            result.hidden += compress(parts, map(not_, places))
        else:
            result.hidden.append(run)
    return shown


def _showing(result: PageText, runs: list[Run]) -> list[bool]:
    clips = result.page.clips([run.start for run in runs])
    page = result.edges
    return [
        _within(run, page) and (clip is None or _within(run, result.frame.box(clip)))
        for run, clip in zip(runs, clips, strict=True)
    ]


def _within(run: Run, box: BBox) -> bool:
    """Whether the run shows in ``box``: its middle is not above or below it, and it does not end left of it or begin
    right of it."""
    x0, y0, x1, y1 = box
    return y0 <= run.middle <= y1 and run.x1 >= x0 and run.x0 <= x1


def _located(page: Page, text: str, spans: list[tuple[int, int]], frame: Frame) -> list[Run]:
    starts = [start for start, _ in spans]
    origins, first, last = page.ends(starts, [stop - 1 for _, stop in spans])
    a, b, c, d, e, f = frame.matrix
    runs: list[Run] = []
    # PDFium gives a box as left, top, right, bottom.
    corners = zip(spans, _by(origins, 2), _by(first, 4), _by(last, 4), strict=True)
    if b == c == 0 and a > 0:
        for (start, stop), (_, base), (left, high, wide, low), (_, high2, wide2, low2) in corners:
            # Inline comparisons: calling max and min would double the time of this loop.
            right = wide2 if wide2 > wide else wide
            top, bottom = (high2 if high2 > high else high), (low2 if low2 < low else low)
            runs.append(Run(text[start:stop], start, stop, left + e, right + e, f - top, f - bottom, f - base))
        return runs
    for (start, stop), (x, y), (x0, top, x1, bottom), (x2, top2, x3, bottom2) in corners:
        left, high, right, low = frame.box((min(x0, x2), min(bottom, bottom2), max(x1, x3), max(top, top2)))
        runs.append(Run(text[start:stop], start, stop, left, right, high, low, b * x + d * y + f))
    return runs


def _struck_twice(page: Page, run: Run) -> bool:
    """Whether each character of a run is printed twice in one place: some producers imitate bold by filling a glyph and
    then drawing its outline."""
    places = list(_by(page.origins(list(range(run.start, run.stop))), 2))
    pairs = zip(places[::2], places[1::2], strict=False)
    near = 0.1 * run.height
    return all(abs(x1 - x0) < near and abs(y1 - y0) < near for (x0, y0), (x1, y1) in pairs)


def _by(flat: list[float], number: int) -> Iterator[Any]:
    """``flat`` in groups of ``number``."""
    return zip(*[iter(flat)] * number, strict=True)


def _straight(result: PageText, runs: list[Run]) -> list[Run]:
    """Runs on one baseline as they are; other ones (vertical or turned text) character by character."""
    straight: list[Run] = []
    for run in runs:
        text = run.text
        if text[::2] == text[1::2] and len(text) > 1 and _struck_twice(result.page, run):
            run.text = text[::2]
        # A Chinese character is as high as it is wide, a digit or Latin one up to twice as high: a run higher than 2.2
        # times the width of its characters is vertical text.
        if run.bottom - run.top > UPRIGHT and run.stop - run.start > 1:
            each = (run.x1 - run.x0) / (run.stop - run.start)
            if run.bottom - run.top > 2.2 * max(each, 0.5 * UPRIGHT):
                straight += result.split(run)
                continue
        straight.append(run)
    return straight


def _turn(runs: list[Run], frame: Frame, page: Page) -> int:
    """Quarter turns (0, 1, 3) after which most of the text runs from left to right."""
    long = [run for run in runs if run.stop - run.start > 1]
    tall = [run for run in long if run.height > 1.5 * (run.x1 - run.x0)]
    # Nearly all runs are single characters: their order on the page must decide.
    if 4 * sum(run.stop - run.start for run in long) < sum(run.stop - run.start for run in runs):
        return _turn_of_singles(runs, frame, page)
    # Less than half of the characters are in tall runs: a vertical heading in a usual table.
    if not tall or 2 * sum(run.stop - run.start for run in tall) < sum(run.stop - run.start for run in long):
        return 0
    if not _upright(tall, frame, page):
        return 0
    first, last = page.origins([run.start for run in tall]), page.origins([run.stop - 1 for run in tall])
    _, b, _, d, _, _ = frame.matrix
    downwards = 0
    for (x0, y0), (x1, y1) in zip(_by(first, 2), _by(last, 2), strict=True):
        downwards += 1 if b * (x1 - x0) + d * (y1 - y0) > 0 else -1
    return 3 if downwards > 0 else 1


def _turn_of_singles(runs: list[Run], frame: Frame, page: Page) -> int:
    """The same for a short page that PDFium gives character by character, by the direction from each to the next."""
    _, b, _, d, _, _ = frame.matrix
    a, c = frame.matrix[0], frame.matrix[2]
    places = list(_by(page.origins([run.start for run in runs]), 2))
    along = down = up = 0
    for run, (x0, y0), (x1, y1) in zip(runs, places, places[1:], strict=False):
        across, downwards = a * (x1 - x0) + c * (y1 - y0), b * (x1 - x0) + d * (y1 - y0)
        if abs(across) + abs(downwards) > 2.5 * max(run.height, run.x1 - run.x0):
            continue  # the next one is in another cell
        if abs(across) >= abs(downwards):
            along += 1
        elif downwards > 0:
            down += 1
        else:
            up += 1
    if down + up <= max(2 * along, FEW):
        return 0
    return 3 if down > up else 1


def _upright(tall: list[Run], frame: Frame, page: Page) -> bool:
    """Whether the characters of ``tall`` runs mostly follow each other vertically. A narrow cell with three characters
    on each line can be a tall run too, but its characters are side by side."""
    a, b, c, d, _, _ = frame.matrix
    steps = 0
    for run in tall:
        places = list(_by(page.origins(list(range(run.start, run.stop))), 2))
        moves = ((x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(places))
        steps += sum(1 if abs(b * x + d * y) > abs(a * x + c * y) else -1 for x, y in moves)
    return steps > 0


def _ideograph(char: str) -> bool:
    return "\u2e80" <= char < "\u3000" or "\u3040" <= char <= "\u9fff" or char >= "\U00020000"


def _letters(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()
