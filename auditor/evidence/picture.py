"""Pictures of parts of PDF pages: small, sharp enough to read, within limits for any file."""

from __future__ import annotations

import ctypes
import io
import zlib
from types import TracebackType
from typing import TYPE_CHECKING, Any

from auditor.evidence.original import Unavailable
from auditor.grid import BBox

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2.0
"""Pixels for each point: text of five points is readable on screen and sharp in print."""
MAX_PIXELS = 4_000_000
"""Pixels of one picture; a larger part is drawn at a smaller scale. Three times the largest crop that
``gather`` asks for (``WIDEST`` × ``TALLEST`` at ``SCALE``), so only other callers reach it."""
MAX_IMAGE = 60_000_000
"""Pixels of all images on a page. PDFium decodes whole images however small the part that is drawn: this many take
some 240 MB. A scanned A4 page of 600 dpi has 35 million."""

_DEPTH = 8
"""Depth of nested form objects whose images are counted: nesting may be endless in a hostile file."""
_LEVELS = 8
"""Shades of grey that are kept: enough for smooth letters, with a third of the bytes."""


class Drawing:
    """An open PDF, to draw parts of its pages. Raises Unavailable if it cannot be opened."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            raise Unavailable("原文件有打开密码，或已无法打开") from error
        self._number = 0
        self._page: Any = None

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._turn(0)
        self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of page ``number`` (from 1) as it is shown, in points. Raises Unavailable."""
        self._turn(number)
        width, height = self._page.get_size()
        return float(width), float(height)

    def png(self, number: int, box: BBox) -> bytes:
        """The part ``box`` (points from the top left, within the page) of page ``number`` (from 1) as a PNG.

        Raises Unavailable if it cannot be drawn."""
        import pypdfium2

        width, height = self.size(number)
        x0, top, x1, bottom = box
        area = (x1 - x0) * (bottom - top)
        scale = min(SCALE, (MAX_PIXELS / area) ** 0.5) if area > 0 else SCALE
        try:
            crop = (x0, height - bottom, width - x1, top)
            bitmap = self._page.render(scale=scale, crop=crop, grayscale=True)
            image = bitmap.to_pil()
            encoded = _encoded(image)
            bitmap.close()
        except (pypdfium2.PdfiumError, ValueError, OSError, MemoryError) as error:
            raise Unavailable("页面无法绘制") from error
        return encoded

    def _turn(self, number: int) -> None:
        """Close the open page and open page ``number``; 0 only closes."""
        import pypdfium2

        if number == self._number:
            return
        if self._page is not None:
            self._page.close()
        self._page, self._number = None, 0
        if not number:
            return
        try:
            page = self._document[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise Unavailable("页面无法打开") from error
        if _image_pixels(page) > MAX_IMAGE:
            page.close()
            raise Unavailable("页面中的图片过大")
        self._page, self._number = page, number


def _image_pixels(page: Any) -> int:
    import pypdfium2.raw as pdfium

    count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    waiting = [(count, get, page.raw, 0)]
    width, height = ctypes.c_uint(), ctypes.c_uint()
    total = 0
    while waiting:
        count, get, holder, depth = waiting.pop()
        for place in range(max(0, count(holder))):
            shape = get(holder, place)
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                if pdfium.FPDFImageObj_GetImagePixelSize(shape, width, height):
                    total += width.value * height.value
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                waiting.append((pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, shape, depth + 1))
    return total


def _encoded(image: Image) -> bytes:
    """The image as a PNG with few shades of grey: encodes in half the time of WebP, and every browser can read it."""
    step = 255 / (_LEVELS - 1)
    # A grey picture (mode L) whose values become indices into a palette of ``_LEVELS`` greys.
    indices: Any = image.convert("L").point([round(value / step) for value in range(256)])
    indices.putpalette([round(level * step) for level in range(_LEVELS) for _ in "rgb"])
    out = io.BytesIO()
    # Compress only runs of one value: twice as fast, and hardly larger, as such pictures repeat little else.
    indices.save(out, format="PNG", bits=4, compress_type=zlib.Z_RLE)
    return out.getvalue()
