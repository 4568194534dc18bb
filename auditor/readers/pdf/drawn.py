"""What a page draws besides the text that PDFium gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.readers.pdf.matrix import Box


@dataclass(slots=True)
class Drawn:
    """What a page draws besides text. ``thin``: boxes of thin objects and of the straight strokes of larger ones.

    ``images`` is the share of the page that its largest image covers, ``shapes`` how many objects are not thin.
    """

    thin: list[Box]
    images: float = 0.0
    shapes: int = 0
    blank: list[tuple[float, float]] = field(default_factory=list)
    """Origins of texts without any outline, most of them spaces. Page space."""
    lost: list[tuple[float, float]] = field(default_factory=list)
    """Origins of texts that PDFium may show but leaves out of the text: their font is not embedded, so PDFium does not
    know the outlines and assumes a width of zero. Page space."""
    flat: list[int] = field(default_factory=list)
    """Texts, and forms that hold texts, that their matrix presses into a line or a point, so that nobody sees them."""
    sizeless: int = 0
    """Texts of size zero."""
    truncated: bool = False
    """There are more objects than the limit; the rest was not read."""
