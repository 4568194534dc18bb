"""Pictures of parts of PDF pages: small, sharp enough to read, within bounds whatever the file holds."""

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
"""Pixels a point: text of five points can be read, and print is sharp."""
MAX_PIXELS = 4_000_000
"""Of one picture; a larger part is drawn smaller."""
MAX_IMAGE = 60_000_000
"""Pixels of all images on a page. PDFium unpacks them whole, however small the part that is drawn."""

_DEPTH = 8
"""Forms within forms whose images are counted."""
_LEVELS = 8
"""Shades of grey that are kept: enough for smooth letters, and a third of the bytes."""


class Drawing:
    """An open PDF of which parts are drawn. Raises Unavailable if it cannot be opened."""

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
        """The part ``box`` (points from the top left, within the page) of page ``number``. Raises Unavailable."""
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
        """Open page ``number`` and close the one before; 0 closes only."""
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
    """A PNG of few greys: half of what WebP takes to encode, and read by every browser."""
    step = 255 / (_LEVELS - 1)
    # Of a picture in mode L, indices into the palette that is put to it.
    indices: Any = image.convert("L").point([round(value / step) for value in range(256)])
    indices.putpalette([round(level * step) for level in range(_LEVELS) for _ in "rgb"])
    out = io.BytesIO()
    # Runs of one shade are all there is to find: twice as fast, and hardly larger.
    indices.save(out, format="PNG", bits=4, compress_type=zlib.Z_RLE)
    return out.getvalue()
