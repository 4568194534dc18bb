"""A PDF as a set of numbered objects, so that an attack can change any of them; its pages show the sound book."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.attack.books import forms
from tests.readers.pdf.paper import ruled, text

BOX = "[0 0 400 300]"
FONT = 3
"""Number of the Chinese font; 4 and 5 belong to it."""
FIRST = 10
"""Number of the first page; its content follows it."""


def stream(body: bytes, entries: str = "", length: int | str | None = None) -> bytes:
    size = len(body) if length is None else length
    return f"<< /Length {size} {entries} >>\nstream\n".encode() + body + b"\nendstream"


def deflated(body: bytes, entries: str = "") -> bytes:
    return stream(zlib.compress(body), f"/Filter /FlateDecode {entries}")


def content(number: int) -> str:
    """The marks of the page that shows the form ``number`` of the sound book."""
    table = forms()[number]
    ys = [20.0 + 24 * n for n in range(len(table))]
    marks = [*ruled([10.0, 85.0, 185.0, 305.0, 390.0], ys), text(12, 14, table[0].cells[0], size=8)]
    for line, top in zip(table[1:], ys[:-1], strict=True):
        for cell, left in zip(line.cells, (12, 87, 187, 307), strict=True):
            for part in range(0, len(cell), 12):
                marks.append(text(left, top + 10 + part * 0.9, cell[part : part + 12], size=7))
    return "\n".join(marks)


@dataclass
class Paper:
    """Objects by number; ``before`` and ``after`` stand around the file, ``xref`` replaces the table of objects."""

    objects: dict[int, bytes]
    trailer: str = "/Root 1 0 R"
    before: bytes = b""
    after: bytes = b""
    xref: bytes | None = None
    start: int | None = None
    pages: list[int] = field(default_factory=list)

    def set(self, number: int, body: str | bytes) -> Paper:
        self.objects[number] = body.encode("latin-1") if isinstance(body, str) else body
        return self

    def swap(self, number: int, old: str, new: str) -> Paper:
        found = self.objects[number]
        if old.encode() not in found:
            raise ValueError(f"object {number} has no {old}")
        self.objects[number] = found.replace(old.encode(), new.encode(), 1)
        return self

    def each_page(self, old: str, new: str) -> Paper:
        for number in self.pages:
            self.swap(number, old, new)
        return self

    def prepend(self, marks: str | bytes, page: int = 0) -> Paper:
        """More marks before those of a page."""
        number = self.pages[page] + 1
        body = self.objects[number].split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
        more = marks.encode("latin-1") if isinstance(marks, str) else marks
        return self.set(number, stream(more + b"\n" + body))

    def kids(self, numbers: Sequence[int], count: int | str | None = None) -> Paper:
        listed = " ".join(f"{number} 0 R" for number in numbers)
        return self.set(2, f"<< /Type /Pages /Count {len(numbers) if count is None else count} /Kids [{listed}] >>")

    def data(self) -> bytes:
        out, places = self.before + b"%PDF-1.7\n", {}
        parts = [out]
        at = len(out)
        for number, body in sorted(self.objects.items()):
            places[number] = at
            parts.append(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
            at += len(parts[-1])
        last = max(self.objects) + 1
        table = f"xref\n0 {last}\n0000000000 65535 f \n".encode() + b"".join(
            f"{places[number]:010d} 00000 n \n".encode() if number in places else b"0000000000 00001 f \n"
            for number in range(1, last)
        )
        start = at if self.start is None else self.start
        end = f"trailer << /Size {last} {self.trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return b"".join([*parts, table if self.xref is None else self.xref, end, self.after])


def book(pages: int = 4) -> Paper:
    """The sound book, a form a page."""
    made = Paper({}, pages=[FIRST + 2 * n for n in range(pages)])
    made.set(1, "<< /Type /Catalog /Pages 2 0 R >>").kids(made.pages)
    made.set(
        3, "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    )
    made.set(4, "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
                " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /W [1 95 500] >>")  # fmt: skip
    made.set(5, "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
                " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>")  # fmt: skip
    made.set(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at, number in enumerate(made.pages):
        made.set(
            number,
            f"<< /Type /Page /Parent 2 0 R /MediaBox {BOX} /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> >>",
        )
        made.set(number + 1, stream(content(at).encode()))
    return made
