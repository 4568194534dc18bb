"""A PDF with highlights that carry notes, by PDFium: appended to the file, so that nothing of it is written anew."""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from auditor.annotate.marked import MarkedFile, Refused
from auditor.annotate.note import AUTHOR, Note
from auditor.grid import BBox
from auditor.readers.pdf import sniff
from auditor.results import TAIL

FINE = 100
"""Steps of a point in which PDFium is asked where a location of the shown page is: it takes whole numbers."""
_OPAQUE = 170
"""Of 255: text below a highlight stays readable, also in programs that do not multiply colours."""
_STRIP = 14.0
"""Points: a line of text of 10 to 12 points."""
_ICON = 20.0
"""Points: side of the sign of a note without a box, and its distance from the corner of the page."""


def recognises(data: bytes) -> bool:
    """Whether ``data`` is a PDF."""
    return sniff(data, "")


def mark(data: bytes, notes: Sequence[Note], password: str | None = None) -> MarkedFile:
    """The PDF ``data`` with a highlight at the box of each note. Raises Refused."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    outcome = MarkedFile()
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise Refused("文件有打开密码，或已无法打开") from error
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0:
            raise Refused("文件已加密，不能加批注（请另存为不加密的 PDF 再试）")
        by_page: dict[int, list[Note]] = {}
        for note in notes:
            number = note.source.page or 1
            by_page.setdefault(number if number <= len(document) else 1, []).append(note)
        for number, each in by_page.items():
            page = document[number - 1]
            for at, note in enumerate(each):
                _add(page, note, at, outcome)
            page.close()
        out = io.BytesIO()
        document.save(out, flags=pdfium.FPDF_INCREMENTAL)
    except pypdfium2.PdfiumError as error:
        raise Refused("PDF 无法改写（请用阅读软件另存后再试）") from error
    finally:
        document.close()
    outcome.data = out.getvalue().rstrip() + b"\n" + TAIL + b"\n"
    return outcome


def _add(page: Any, note: Note, at: int, outcome: MarkedFile) -> None:
    import pypdfium2.raw as pdfium

    box = note.source.bbox
    if box is not None and note.source.page is not None:
        outcome.placed += note.findings
        with _annotation(page, pdfium.FPDF_ANNOT_HIGHLIGHT, note) as annotation:
            for strip in _strips(box):
                left, bottom, right, top = _on_page(page, strip)
                quad = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
                pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
            left, bottom, right, top = _on_page(page, box)
            pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(left, top, right, bottom))
        return
    outcome.loose += note.findings
    with _annotation(page, pdfium.FPDF_ANNOT_TEXT, note) as annotation:
        corner = _ICON * (1 + at % 20)
        left, bottom, right, top = _on_page(page, (corner, _ICON, corner + _ICON, 2 * _ICON))
        pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(left, top, right, bottom))


def _strips(box: BBox) -> Iterator[BBox]:
    """The box as strips of the height of a line: many viewers round the ends of a highlight by its height, and that of
    a cell over several rows would reach far into its neighbours."""
    left, top, right, bottom = box
    count = max(1, math.ceil((bottom - top) / _STRIP))
    step = (bottom - top) / count
    for number in range(count):
        yield (left, top + number * step, right, top + (number + 1) * step)


@contextmanager
def _annotation(page: Any, kind: int, note: Note) -> Iterator[Any]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, kind)
    if not annotation:
        raise pypdfium2.PdfiumError("no annotation")
    try:
        red, green, blue = bytes.fromhex(note.colour)
        pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, _OPAQUE)
        for key, text in ((b"Contents", note.text), (b"T", AUTHOR)):
            value = (text + "\0").encode("utf-16-le", "replace")
            pointer = ctypes.cast(ctypes.create_string_buffer(value), ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFAnnot_SetStringValue(annotation, key, pointer)
        # Printed with the page, as a person who highlights by hand gets it.
        pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _on_page(page: Any, box: BBox) -> BBox:
    """(left, bottom, right, top) in the page's own coordinates of ``box`` on the page as shown: turned and cut."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        at_x, at_y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDF_DeviceToPage(
            page.raw, 0, 0, round(width * FINE), round(height * FINE), 0, round(x * FINE), round(y * FINE), at_x, at_y
        )
        corners.append((at_x.value, at_y.value))
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
