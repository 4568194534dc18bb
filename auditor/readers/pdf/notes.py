"""What is laid over a page: stamps, notes and the fields of a form that somebody filled in. Viewers show them, but
PDFium does not count them among the text."""

from __future__ import annotations

from auditor.readers.pdf.binding import HANDLE, INT, bind

_count = bind("FPDFPage_GetAnnotCount", INT, HANDLE)
_get = bind("FPDFPage_GetAnnot", HANDLE, HANDLE, INT)
_kind = bind("FPDFAnnot_GetSubtype", INT, HANDLE)
_close = bind("FPDFPage_CloseAnnot", None, HANDLE)
_flatten = bind("FPDFPage_Flatten", INT, HANDLE, INT)

MAX_NOTES = 1_000
"""Notes of one page that are looked at; a form has a field for each cell, some hundreds."""
_WITHOUT_LOOKS = (0, 2, 16)
"""FPDF_ANNOT_UNKNOWN, LINK and POPUP."""
_AS_SHOWN = 0
"""FLAT_NORMALDISPLAY: what a viewer shows, not what a printer prints."""


def flatten_notes(page: int) -> bool:
    """Make what is laid over the page a part of it; whether there was anything, so that it must be loaded again."""
    found = any(_looks(page, index) for index in range(min(max(0, _count(page)), MAX_NOTES)))
    return found and bool(_flatten(page, _AS_SHOWN))


def _looks(page: int, index: int) -> bool:
    note = _get(page, index)
    kind = _kind(note)
    _close(note)
    return kind not in _WITHOUT_LOOKS
