"""Hostile PDFs: bombs, loops, lies, broken streams, pages that show nothing or show what has no text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.attack.case import Case
from tests.attack.hostile import Catalogue
from tests.attack.paper import BOX, Paper, book, content, stream

PDF = Catalogue("pdf", "pdf")
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 400 300]"
NEXT = 50
"""Numbers from here on are free."""


def drawing(name: str, number: int, paper: Paper | None = None) -> Paper:
    """A sound book whose first page draws the object ``number`` as well."""
    paper = paper or book()
    page = paper.pages[0]
    return paper.prepend(f"/{name} Do").swap(page, "/Font", f"/XObject << /{name} {number} 0 R >> /Font")


def form_tree(depth: int, width: int) -> bytes:
    """Each form draws the next ``width`` times: width to the power of depth drawings."""
    paper = drawing("F", NEXT, book(1))
    for n in range(depth):
        leaf = n == depth - 1
        inner = "" if leaf else f"/Resources << /XObject << /F {NEXT + n + 1} 0 R >> >>"
        paper.set(NEXT + n, stream(b"0 0 m 10 10 l S" if leaf else b"/F Do " * width, f"{FORM} {inner}"))
    return paper.data()


def form_loop(length: int) -> bytes:
    paper = drawing("F", NEXT)
    for n in range(length):
        after = NEXT + (n + 1) % length
        paper.set(NEXT + n, stream(b"/F Do", f"{FORM} /Resources << /XObject << /F {after} 0 R >> >>"))
    return paper.data()


PDF.add("form tree 8 by 10", lambda: form_tree(8, 10))
PDF.add("form tree 20 by 2", lambda: form_tree(20, 2))
PDF.add("form tree 40 by 4", lambda: form_tree(40, 4))
PDF.seen("form draws itself", lambda: form_loop(1))
PDF.seen("forms draw each other", lambda: form_loop(3))
PDF.add("forms 800 deep", lambda: form_tree(800, 1))


def but(**changes: Any) -> Paper:
    """The sound book with other surroundings."""
    return replace(book(), **changes)


# The tree of pages.
PDF.seen("kids hold their parent", lambda: book().kids([10, 12, 14, 16, 2]).data())
PDF.seen("kids hold what is missing", lambda: book().kids([10, 12, 14, 16, 999]).data())
PDF.seen("kids hold a font", lambda: book().kids([10, 12, 14, 16, 3]).data())
PDF.seen("count of a thousand million", lambda: book().kids([10, 12, 14, 16], 10**9).data())
PDF.seen("count below nothing", lambda: book().kids([10, 12, 14, 16], -5).data())
PDF.seen("count too small", lambda: book().kids([10, 12, 14, 16], 1).data())
PDF.seen("count is a word", lambda: book().kids([10, 12, 14, 16], "(four)").data())
PDF.seen("one page 3000 times", lambda: book().kids([10, 12, 14, 16] + [16] * 3000).data())
PDF.add(
    "10000 empty pages",
    lambda: book().set(20, f"<< /Type /Page /Parent 2 0 R /MediaBox {BOX} >>").kids([20] * 10_000).data(),
)


def deep_tree(depth: int) -> bytes:
    paper = book()
    for n in range(depth):
        below = "10 0 R 12 0 R 14 0 R 16 0 R" if n == depth - 1 else f"{NEXT + n + 1} 0 R"
        paper.set(NEXT + n, f"<< /Type /Pages /Count 4 /Parent {NEXT + n - 1 if n else 2} 0 R /Kids [{below}] >>")
    return paper.kids([NEXT], 4).data()


PDF.seen("tree of pages 2000 deep", lambda: deep_tree(2000))
PDF.seen("parent of all is its own parent", lambda: book().swap(2, "/Type", "/Parent 2 0 R /Type").data())
PDF.seen("page without a box", lambda: book().swap(12, f"/MediaBox {BOX}", "").data())

# Boxes, rotation and other coordinates.
for name, box in {
    "box of a thousand million points": "[0 0 1000000000 1000000000]",
    "box upside down": "[400 300 0 0]",
    "box of nothing": "[0 0 0 0]",
    "box of words": "[(a) /b null true]",
    "box of two numbers": "[0 0]",
    "box far away": "[1e30 1e30 3e30 3e30]",
    "box below zero": "[-400 -300 400 300]",
}.items():
    PDF.seen(name, lambda box: book().swap(12, BOX, box).data(), box)
for turn in (90, 180, 270, -90, 45, 10**9):
    PDF.seen(f"turned by {turn}", lambda turn: book().each_page("/Type", f"/Rotate {turn} /Type").data(), turn)
PDF.seen("unit of 1000 points", lambda: book().each_page("/Type", "/UserUnit 1000 /Type").data())
PDF.seen("matrix of nothing", lambda: book().prepend("0 0 0 0 0 0 cm", 1).data())
PDF.seen("matrix without end", lambda: book().prepend("1e38 0 0 1e38 1e38 1e38 cm", 1).data())
for flat in (
    "1 1 1 1 0 0",
    "1 -1 -1 1 90 90",
    "1 0 0 0 0 0",
    "0 1 0 1 0 0",
    "1e-9 0 0 1e9 0 0",
    "0.7 0.7 -0.7 0.7 0 0",
):
    PDF.seen(f"matrix {flat}", lambda flat: book().prepend(f"{flat} cm", 1).data(), flat)
PDF.seen("everything clipped", lambda: book().prepend("1 1 1 1 re W n", 1).data())
PDF.seen("text of size zero", lambda: book().set(13, stream(content(1).replace(" 7 Tf", " 0 Tf").encode())).data())
PDF.seen("text that is not painted", lambda: book().prepend("3 Tr", 1).data())

# The table of objects.
PDF.seen("no table of objects", lambda: book().data()[: book().data().rindex(b"xref\n0")])
PDF.seen("table of objects elsewhere", lambda: but(start=7).data())
PDF.seen(
    "table of objects of lies",
    lambda: but(xref=b"xref\n0 99\n" + b"0000000099 00000 n \n" * 99).data(),
)
PDF.seen("table of objects without end", lambda: but(xref=b"xref\n0 999999999\n").data())
PDF.seen(
    "earlier table is the same",
    lambda: but(trailer="/Root 1 0 R /Prev 9").data(),
)
PDF.add("no root", lambda: but(trailer="").data())
PDF.add("root is a page", lambda: but(trailer="/Root 10 0 R").data())
PDF.seen("2 MB before the head", lambda: but(before=b"\n" * 2_000_000).data())
PDF.seen("5 MB after the end", lambda: but(after=b"\0" * 5_000_000).data())
PDF.seen(
    "1000 updates",
    lambda: (
        book().data()
        + b"".join(
            b"\n9 0 obj\nnull\nendobj\nxref\n0 0\ntrailer << /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n"
            for _ in range(1000)
        )
    ),
)
PDF.add("a head alone", lambda: b"%PDF-1.7\n")
PDF.add("a head and noise", lambda: b"%PDF-1.7\n" + bytes(n * 73 % 256 for n in range(200_000)))


def cases() -> Iterator[Case]:
    return PDF.cases()
