"""What is laid over a page shows, so it is read: stamps, and the fields of a form that somebody filled in."""

from __future__ import annotations

import pytest

from auditor.grid import Grid
from auditor.readers.pdf.read import read
from tests.readers.pdf.paper import pdf, ruled, text

LOOKS = "/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /Font << /F1 3 0 R >> >>"


def noted(kind: str, flags: int = 4) -> bytes:
    """A table with an empty cell, over which a note of this kind is laid."""
    shown = text(155, 75, "路灯养护")
    data = pdf([*ruled([50, 150, 250], [60, 80, 100]), text(55, 75, "项目名称")])
    note = f"<< /Type /Annot /Subtype /{kind} /F {flags} /Rect [0 0 400 300] /AP << /N 31 0 R >> >>"
    looks = f"<< {LOOKS} /Length {len(shown)} >>\nstream\n{shown}\nendstream"
    data = data.replace(b"/MediaBox", b"/Annots [30 0 R] /MediaBox", 1)
    more = f"\n30 0 obj\n{note}\nendobj\n31 0 obj\n{looks}\nendobj\n".encode()
    at = data.rindex(b"xref\n0")
    return data[:at] + more + data[at:]


@pytest.mark.parametrize("kind", ["Stamp", "Widget", "FreeText"])
def test_what_is_laid_over_a_page_is_read_where_it_shows(kind: str) -> None:
    (grid,) = (block for block in read("made.pdf", noted(kind)).blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.rows[0]] == ["项目名称", "路灯养护"]


def test_what_is_hidden_is_not() -> None:
    (grid,) = (block for block in read("made.pdf", noted("Stamp", flags=2)).blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.rows[0]] == ["项目名称", ""]
