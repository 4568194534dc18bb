"""Tiny PDFs for tests, written by hand: a page is a list of marks, coordinates in points from the top left."""

from __future__ import annotations

HEIGHT, WIDTH = 300.0, 400.0
SIZE = 10.0
RADICALS = {"A": 0x2ED4, "B": 0x2F3E, "C": 0x2ED3, "D": 0xF95A, "E": 0xE001, "F": 0xFFFD, "G": 0}
"""The characters that the font F3 prints, and what its ToUnicode table claims them to be."""


def text(x: float, y: float, string: str, font: str = "F1", size: float = SIZE) -> str:
    """``string`` with its baseline at ``y``. F1 is a Chinese font, F2 Helvetica, F3 one with radicals."""
    shown = f"<{string.encode('utf-16-be').hex()}>" if font == "F1" else f"({string})"
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm {shown} Tj ET"


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.5, dash: str = "") -> str:
    return f"{width} w [{dash}] 0 d {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """A filled rectangle."""
    return f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f"


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked rectangle."""
    return f"0.5 w {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S"


def clipped(x0: float, y0: float, x1: float, y1: float, mark: str) -> str:
    return f"q {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re W n {mark} Q"


def ruled(xs: list[float], ys: list[float]) -> list[str]:
    """All lines of a plain grid."""
    across = [line(xs[0], y, xs[-1], y) for y in ys]
    return across + [line(x, ys[0], x, ys[-1]) for x in xs]


def pdf(*pages: list[str], rotate: int = 0) -> bytes:
    """A file with a page for each list of marks."""
    mapping = "".join(f"<{ord(code):02x}> <{char:04x}>\n" for code, char in RADICALS.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(RADICALS)} beginbfchar\n{mapping}endbfchar\nendcmap end end"
    )
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{10 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /W [1 95 500] >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        "null",
    ]
    for number, marks in enumerate(pages):
        content = "\n".join(marks)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate}"
            f" /Contents {11 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R /F2 6 0 R /F3 7 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
