"""Calls PDFium to read: a document's pages, their characters and their paths, as plain numbers.

PDFium has one function call for each character and path. Doing this in a Python loop would take longer than all the
rest of the reading. So the calls run in bulk through ``map`` into one buffer, and only for the characters that
matter: the first and the last of each run.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, repeat
from typing import Any

import pypdfium2

from auditor.readers.pdf.binding import ADDRESS, HANDLE, INT, bind
from auditor.readers.pdf.drawn import Drawn
from auditor.readers.pdf.matrix import IDENTITY, Box, Matrix, Shape, moved, moved_box, squashed, times
from auditor.readers.pdf.notes import flatten_notes

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""Kinds of page objects (FPDF_PAGEOBJ_*)."""
_SHAPES = frozenset((PATH, IMAGE))
LINE_TO, MOVE_TO = 0, 2
"""Kinds of path segments (FPDF_SEGMENT_*)."""
MAX_DEPTH = 6
"""Depth of nested form objects that is read. A pasted table is one or two deep; a file may nest without end."""
NARROW = 0.01
"""Points: a narrower text PDFium leaves out (kSizeEpsilon in cpdf_textpage.cpp)."""
HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, and for a letter that is mapped to U+0000."""
WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


class PdfiumError(Exception):
    """PDFium could not open a document or a page. ``password`` says that the password is missing or wrong."""

    def __init__(self, what: str, password: bool = False) -> None:
        super().__init__(what)
        self.password = password


_load_page = bind("FPDF_LoadPage", HANDLE, HANDLE, INT)
_close_page = bind("FPDF_ClosePage", None, HANDLE)
_page_box = bind("FPDF_GetPageBoundingBox", INT, HANDLE, ADDRESS)
_rotation = bind("FPDFPage_GetRotation", INT, HANDLE)
_load_text = bind("FPDFText_LoadPage", HANDLE, HANDLE)
_close_text = bind("FPDFText_ClosePage", None, HANDLE)
_count_chars = bind("FPDFText_CountChars", INT, HANDLE)
_get_text = bind("FPDFText_GetText", INT, HANDLE, INT, INT, ADDRESS)
_unicode = bind("FPDFText_GetUnicode", ctypes.c_uint, HANDLE, INT)
_unmapped = bind("FPDFText_HasUnicodeMapError", INT, HANDLE, INT)
_hyphen = bind("FPDFText_IsHyphen", INT, HANDLE, INT)
_generated = bind("FPDFText_IsGenerated", INT, HANDLE, INT)
_origin = bind("FPDFText_GetCharOrigin", INT, HANDLE, INT, ADDRESS, ADDRESS)
_loose_box = bind("FPDFText_GetLooseCharBox", INT, HANDLE, INT, ADDRESS)
_char_matrix = bind("FPDFText_GetMatrix", INT, HANDLE, INT, ADDRESS)
_text_object = bind("FPDFText_GetTextObject", HANDLE, HANDLE, INT)
_count_objects = bind("FPDFPage_CountObjects", INT, HANDLE)
_get_object = bind("FPDFPage_GetObject", HANDLE, HANDLE, INT)
_form_count = bind("FPDFFormObj_CountObjects", INT, HANDLE)
_form_object = bind("FPDFFormObj_GetObject", HANDLE, HANDLE, ctypes.c_ulong)
_object_type = bind("FPDFPageObj_GetType", INT, HANDLE)
_bounds = bind("FPDFPageObj_GetBounds", INT, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
_matrix = bind("FPDFPageObj_GetMatrix", INT, HANDLE, ADDRESS)
_set_matrix = bind("FPDFPageObj_SetMatrix", INT, HANDLE, ADDRESS)
_draw_mode = bind("FPDFPath_GetDrawMode", INT, HANDLE, ADDRESS, ADDRESS)
_count_segments = bind("FPDFPath_CountSegments", INT, HANDLE)
_segment = bind("FPDFPath_GetPathSegment", HANDLE, HANDLE, INT)
_segment_point = bind("FPDFPathSegment_GetPoint", INT, HANDLE, ADDRESS, ADDRESS)
_segment_type = bind("FPDFPathSegment_GetType", INT, HANDLE)
_text_font = bind("FPDFTextObj_GetFont", HANDLE, HANDLE)
_size_of_text = bind("FPDFTextObj_GetFontSize", INT, HANDLE, ADDRESS)
_text_of_object = bind("FPDFTextObj_GetText", ctypes.c_ulong, HANDLE, HANDLE, ADDRESS, ctypes.c_ulong)
_embedded = bind("FPDFFont_GetIsEmbedded", INT, HANDLE)
_clip_path = bind("FPDFPageObj_GetClipPath", HANDLE, HANDLE)
_clip_count = bind("FPDFClipPath_CountPaths", INT, HANDLE)
_clip_segments = bind("FPDFClipPath_CountPathSegments", INT, HANDLE, INT)
_clip_segment = bind("FPDFClipPath_GetPathSegment", HANDLE, HANDLE, INT, INT)
_segment_close = bind("FPDFPathSegment_GetClose", INT, HANDLE)


class Page:
    """An open page. ``box`` is its visible part in page space, ``rotation`` quarter turns clockwise."""

    def __init__(self, handle: int) -> None:
        self._page = handle
        self._text: int = _load_text(handle) or 0
        self._given: set[int] = set()
        rect = (ctypes.c_float * 4)()
        found = _page_box(handle, ctypes.addressof(rect))
        left, top, right, bottom = list(rect) if found else (0.0, 842.0, 595.0, 0.0)
        self.box: Box = (left, bottom, right, top)
        self.rotation: int = _rotation(handle) % 4

    def close(self) -> None:
        if self._text:
            _close_text(self._text)
        _close_page(self._page)

    def count(self) -> int:
        """Number of characters, including those that PDFium adds between words and lines."""
        return max(0, _count_chars(self._text)) if self._text else 0

    def text(self, count: int) -> str:
        """The first ``count`` characters, exactly that many, so that positions are indices. Unknown ones are U+FFFD:
        letters that the font's table maps to no text, or does not list."""
        if not self._text or not count:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = _get_text(self._text, 0, count, ctypes.addressof(buffer))
        text = buffer.raw[: max(0, 2 * (written - 1))].decode("utf-16-le", "surrogatepass")
        if len(text) != count:
            codes = map(_unicode, repeat(self._text), range(count))
            text = "".join(chr(code) if 0 < code < 0x110000 else "�" for code in codes)
        return self._known(text)

    def _known(self, text: str) -> str:
        """``text`` with U+FFFD for letters without a mapping. PDFium gives them as U+FFFE, which may be a hyphen at
        the end of a line, or as their number in the font."""
        if HYPHEN in text:
            signs = enumerate(text)
            text = "".join(
                "\ufffd" if sign == HYPHEN and not _hyphen(self._text, place) else sign for place, sign in signs
            )
        # One of each character is asked first: a call for every character takes a twentieth of the time of reading.
        samples = dict(zip(text, range(len(text)), strict=True)).values()
        if not any(map(_unmapped, repeat(self._text), samples)):
            return text
        lost = map(_unmapped, repeat(self._text), range(len(text)))
        return "".join("\ufffd" if bad and sign != " " else sign for sign, bad in zip(text, lost, strict=True))

    def ends(self, first: Sequence[int], last: Sequence[int]) -> tuple[list[float], list[float], list[float]]:
        """Origins (x, y) of the characters at ``first``, boxes (left, top, right, bottom) of those at ``first`` and
        at ``last``: flat, in page space."""
        return self.origins(first), self._boxes(first), self._boxes(last)

    def generated(self, index: int) -> bool:
        """Whether PDFium added this character because of a gap, and the file does not contain it."""
        return bool(_generated(self._text, index) == 1)

    def text_object(self, index: int) -> int:
        """A number that identifies the text object that printed this character."""
        return _text_object(self._text, index) or 0

    def shapes(self, indices: Sequence[int]) -> list[Shape]:
        """How each character is stretched and turned on the page, its size aside."""
        number = len(indices)
        buffer = (ctypes.c_float * (6 * number))()
        start = ctypes.addressof(buffer)
        _run(map(_char_matrix, repeat(self._text), indices, range(start, start + 24 * number, 24)))
        flat = buffer[:]
        return list(zip(flat[::6], flat[1::6], flat[2::6], flat[3::6], strict=True))

    def straightened(self, flat: Sequence[int]) -> str:
        """What the texts and forms ``flat`` would show if nothing pressed them. To be called when all else is read."""
        upright = (ctypes.c_float * 6)(*IDENTITY)
        _run(map(_set_matrix, flat, repeat(ctypes.addressof(upright))))
        again: int = _load_text(self._page) or 0
        try:
            return "".join(_text_of(shape, again) for shape in flat if _object_type(shape) == TEXT)
        finally:
            _close_text(again)

    def take(self, indices: Sequence[int]) -> list[int]:
        """The text objects that printed these characters; they count as read."""
        printed = list(map(_text_object, repeat(self._text), indices))
        self._given.update(printed)
        return printed

    def clips(self, indices: Sequence[int]) -> list[Box | None]:
        """The box to which each character is clipped; None if it is not clipped."""
        paths = list(map(_clip_path, self.take(indices)))
        counts = list(map(_clip_count, paths))
        return [_clip_box(path, count) if count > 0 else None for path, count in zip(paths, counts, strict=True)]

    def origins(self, indices: Sequence[int]) -> list[float]:
        """The origin on the baseline of each character at ``indices``: x, y, x, y … in page space."""
        number = len(indices)
        buffer = (ctypes.c_double * (2 * number))()
        start = ctypes.addressof(buffer)
        stop = start + 16 * number
        _run(map(_origin, repeat(self._text), indices, range(start, stop, 16), range(start + 8, stop + 8, 16)))
        return buffer[:]

    def _boxes(self, indices: Sequence[int]) -> list[float]:
        number = len(indices)
        buffer = (ctypes.c_float * (4 * number))()
        start = ctypes.addressof(buffer)
        _run(map(_loose_box, repeat(self._text), indices, range(start, start + 16 * number, 16)))
        return buffer[:]

    def drawn(self, thin: float, limit: int) -> Drawn:
        """Lines and images of the page, at most ``limit`` objects and as many segments.

        ``thin`` is the greatest thickness of a line, in points. A thinner object is returned as its box; of a larger
        one only the straight strokes and the thin subpaths are returned.
        """
        number = max(0, _count_objects(self._page))
        objects = list(map(_get_object, repeat(self._page), range(min(number, limit))))
        drawn = Drawn([], truncated=number > limit)
        self._collect(objects, IDENTITY, thin, limit, drawn, 0)
        return drawn

    def _collect(self, objects: list[int], outer: Matrix, thin: float, limit: int, drawn: Drawn, depth: int) -> None:
        # Texts that were already read are skipped.
        given = self._given
        objects = [shape for shape in objects if shape not in given]
        kinds = list(map(_object_type, objects))
        _sort_texts(list(compress(objects, map(TEXT.__eq__, kinds))), outer, drawn)
        shapes = list(compress(objects, map(_SHAPES.__contains__, kinds)))
        boxes = _boxes_of(shapes)
        if outer != IDENTITY:
            boxes = [moved_box(box, outer) for box in boxes]
        lines = [x1 - x0 <= thin or y1 - y0 <= thin for x0, y0, x1, y1 in boxes]
        drawn.thin += compress(boxes, lines)
        area = (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])
        for shape, line, (left, bottom, right, top) in zip(shapes, lines, boxes, strict=True):
            if line:
                continue
            drawn.shapes += 1
            if _object_type(shape) == IMAGE:
                drawn.images = max(drawn.images, (right - left) * (top - bottom) / area if area > 0 else 0.0)
            elif len(drawn.thin) < limit:
                drawn.thin += _strokes(shape, outer, thin, limit)
        for form in compress(objects, map(FORM.__eq__, kinds)):
            if len(drawn.thin) >= limit or depth >= MAX_DEPTH:
                drawn.truncated = True
                return
            inner = max(0, min(_form_count(form), limit))
            content = list(map(_form_object, repeat(form), range(inner)))
            matrix = times(_matrix_of(form), outer)
            if squashed(matrix[:4]):
                drawn.flat.append(form)
            self._collect(content, matrix, thin, limit, drawn, depth + 1)


def _sort_texts(texts: list[int], outer: Matrix, drawn: Drawn) -> None:
    """Enter texts that PDFium leaves out of the text of the page, by why it does so."""
    lost = squashed(outer[:4])
    for shape, (left, bottom, right, top) in zip(texts, _boxes_of(texts), strict=True):
        if not (lost or right - left < NARROW or bottom == top):
            continue
        matrix = times(_matrix_of(shape), outer)
        if squashed(matrix[:4]) or 0 < right - left < NARROW:
            drawn.flat.append(shape)
        elif left == right and not _font_size(shape):
            drawn.sizeless += 1
        elif left == right:
            (drawn.blank if _embedded(_text_font(shape)) else drawn.lost).append(matrix[4:])


def _run(calls: Iterator[Any]) -> None:
    """Make all the calls and discard their results."""
    deque(calls, maxlen=0)


def _boxes_of(shapes: list[int]) -> list[Box]:
    number = len(shapes)
    buffer = (ctypes.c_float * (4 * number))()
    start = ctypes.addressof(buffer)
    columns = [range(start + 4 * k, start + 16 * number + 4 * k, 16) for k in range(4)]
    _run(map(_bounds, shapes, *columns))
    values = iter(buffer[:])
    return list(zip(values, values, values, values, strict=True))


def _matrix_of(shape: int) -> Matrix:
    buffer = (ctypes.c_float * 6)()
    if not _matrix(shape, ctypes.addressof(buffer)):
        return IDENTITY
    a, b, c, d, e, f = buffer
    return (a, b, c, d, e, f)


def _font_size(text: int) -> float:
    size = ctypes.c_float()
    return size.value if _size_of_text(text, ctypes.addressof(size)) else 0.0


def _text_of(text: int, page: int) -> str:
    """What the text object shows, as the text ``page`` knows it."""
    buffer = ctypes.create_string_buffer(_text_of_object(text, page, None, 0))
    written = _text_of_object(text, page, ctypes.addressof(buffer), len(buffer))
    return buffer.raw[: max(0, written - 2)].decode("utf-16-le", "replace")


def _strokes(shape: int, outer: Matrix, thin: float, limit: int) -> list[Box]:
    """Boxes of the straight strokes of a path; for a filled path, the boxes of its thin subpaths."""
    modes = (ctypes.c_int * 2)()
    _draw_mode(shape, ctypes.addressof(modes), ctypes.addressof(modes) + 4)
    fill, stroke = modes
    matrix = times(_matrix_of(shape), outer)
    subpaths: list[list[tuple[float, float]]] = []
    point = (ctypes.c_float * 2)()
    address = ctypes.addressof(point)
    found: list[Box] = []
    for index in range(min(max(0, _count_segments(shape)), limit)):
        segment = _segment(shape, index)
        _segment_point(segment, address, address + 4)
        place = moved(point[0], point[1], matrix)
        kind = _segment_type(segment)
        if kind == MOVE_TO or not subpaths:
            subpaths.append([])
        path = subpaths[-1]
        path.append(place)
        if stroke and kind == LINE_TO and len(path) > 1:
            found.append(_box_of(path[-2:]))
        if stroke and _segment_close(segment) and len(path) > 1:
            found.append(_box_of([path[-1], path[0]]))
    if fill and not stroke:
        found = [_box_of(path) for path in subpaths if len(path) > 1]
    return [box for box in found if box[2] - box[0] <= thin or box[3] - box[1] <= thin]


def _clip_box(clip: int, count: int) -> Box | None:
    """The intersection of the boxes of all paths of a clip. The clip of a cell is one rectangle; at most 16
    paths of 64 segments are read, to bound the time."""
    point = (ctypes.c_float * 2)()
    address = ctypes.addressof(point)
    left, bottom, right, top = -1e9, -1e9, 1e9, 1e9
    for path in range(min(count, 16)):
        points = []
        for index in range(min(max(0, _clip_segments(clip, path)), 64)):
            _segment_point(_clip_segment(clip, path, index), address, address + 4)
            points.append((point[0], point[1]))
        if points:
            x0, y0, x1, y1 = _box_of(points)
            left, bottom, right, top = max(left, x0), max(bottom, y0), min(right, x1), min(top, y1)
    return (left, bottom, right, top)


def _box_of(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


class Document:
    """An open PDF. Raises PdfiumError if it cannot be opened."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            asked = code == WRONG_PASSWORD or bool(re.search("password", str(error), re.IGNORECASE))
            raise PdfiumError(str(error), password=asked) from error
        self._handle = ctypes.cast(self._document.raw, ctypes.c_void_p).value or 0

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        self._document.close()

    @contextmanager
    def page(self, index: int) -> Iterator[Page]:
        """The page at ``index`` (0-based), closed at the end, so that memory does not grow with the number of pages."""
        handle = _load_page(self._handle, index)
        if handle and flatten_notes(handle):
            _close_page(handle)
            handle = _load_page(self._handle, index)
        if not handle:
            raise PdfiumError("page")
        page = Page(handle)
        try:
            yield page
        finally:
            page.close()
