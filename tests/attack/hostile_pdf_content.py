"""Hostile PDFs: what stands on the pages. Broken streams, letters without a meaning, pictures, what hides the marks."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from itertools import count

from tests.attack.case import Case
from tests.attack.hostile import Catalogue
from tests.attack.hostile_pdf import FORM, NEXT, but
from tests.attack.paper import BOX, book, content, deflated, stream

PDF = Catalogue("pdf", "pdf")

# Streams.
LENGTHS: dict[str, int | str] = {
    "too long": 10**9,
    "below nothing": -1,
    "zero": 0,
    "another object": "99 0 R",
    "its own": "13 0 R",
}
for name, length in LENGTHS.items():
    PDF.seen(f"length {name}", lambda length: book().set(13, stream(content(1).encode(), length=length)).data(), length)


def spoilt_stream(change: str) -> bytes:
    packed = bytearray(zlib.compress(content(1).encode()))
    half = len(packed) // 2
    if change == "cut":
        del packed[half:]
    elif change == "zeroed":
        packed[half:] = bytes(len(packed) - half)
    elif change == "flipped":
        packed[half : half + 8] = bytes(byte ^ 255 for byte in packed[half : half + 8])
    else:
        packed[:] = b"\0" * len(packed)
    return book().set(13, stream(bytes(packed), "/Filter /FlateDecode")).data()


for change in ("cut", "zeroed", "flipped", "gone"):
    PDF.seen(f"stream {change}", spoilt_stream, change)
for filters in (
    "/ASCII85Decode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/JBIG2Decode",
    "/Unknown",
    "[/FlateDecode /FlateDecode]",
):
    PDF.seen(
        f"filter {filters.strip('[/]').replace('/', '')}",
        lambda filters: book().set(13, stream(content(1).encode(), f"/Filter {filters}")).data(),
        filters,
    )
PDF.seen(
    "predictor of lies",
    lambda: book().set(13, deflated(content(1).encode(), "/DecodeParms << /Predictor 15 /Columns 999999999 >>")).data(),
)
PDF.seen("page whose content is missing", lambda: book().swap(12, "/Contents 13 0 R", "/Contents 998 0 R").data())


def bomb(times: int) -> bytes:
    """Spaces of 1 MB times ``times`` before the marks, packed twice."""
    packer = zlib.compressobj(1)
    megabyte = b" " * 1_000_000
    inner = b"".join(packer.compress(megabyte) for _ in range(times))
    inner += packer.compress(content(0).encode()) + packer.flush()
    return book().set(11, stream(zlib.compress(inner, 9), "/Filter [/FlateDecode /FlateDecode]")).data()


PDF.seen("stream of 100 MB", lambda: bomb(100))
PDF.seen("stream of 500 MB", lambda: bomb(500))
PDF.seen("200000 levels of state", lambda: book().prepend("q " * 200_000).data())
PDF.seen("200000 levels of arrays", lambda: book().prepend("[" * 200_000).data())
PDF.seen("object of 100000 arrays", lambda: book().set(99, "[" * 100_000).data())
PDF.seen(
    "1000000 segments", lambda: book().set(11, deflated((content(0) + "\n1 1 m 2 2 l S" * 1_000_000).encode())).data()
)
PDF.seen(
    "300000 rectangles", lambda: book().set(11, deflated((content(0) + "\n1 1 1 1 re f" * 300_000).encode())).data()
)
PDF.seen(
    "net of 600 by 600 lines",
    lambda: (
        book()
        .set(
            11,
            deflated(
                (
                    content(0)
                    + "".join(f"\n0 {n / 2} m 400 {n / 2} l S {n / 2} 0 m {n / 2} 300 l S" for n in range(600))
                ).encode()
            ),
        )
        .data()
    ),
)
PDF.seen(
    "400000 letters",
    lambda: (
        book().set(11, deflated((content(0) + "\nBT /F2 1 Tf 5 5 Td " + "(abcd) Tj " * 100_000 + "ET").encode())).data()
    ),
)
PDF.seen(
    "text of 5 MB",
    lambda: book().set(11, deflated((content(0) + "\nBT /F2 1 Tf (" + "a" * 5_000_000 + ") Tj ET").encode())).data(),
)
PDF.seen("every letter 30 times", lambda: book().set(11, deflated((content(0) + "\n").encode() * 30)).data())


# Fonts: letters that are printed but say nothing.
def mapped(to: str) -> bytes:
    """The second page in a font of its own whose letters mean ``to`` (a number in hexadecimal)."""
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        + "100 beginbfrange\n"
        + "".join(f"<{n:02x}00> <{n:02x}ff> <{to}>\n" for n in range(0x4E, 0x9F))
        + "endbfrange\nendcmap end"
    )
    paper = book().set(20, paper_font("/ToUnicode 21 0 R")).set(21, stream(cmap.encode()))
    return paper.swap(12, "/F1 3 0 R", "/F1 20 0 R").data()


def paper_font(extra: str) -> str:
    return f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] {extra} >>"


PDF.seen("letters mean U+0000", lambda: mapped("0000"))
PDF.seen("letters mean U+FFFD", lambda: mapped("fffd"))
PDF.seen("letters mean a private sign", lambda: mapped("e000"))
PDF.seen("letters mean 200 signs each", lambda: mapped("4e00" * 200))
PDF.seen("letters without a mapping", lambda: book().set(20, paper_font("")).swap(12, "/F1 3 0 R", "/F1 20 0 R").data())
PDF.seen("font is missing", lambda: book().swap(12, "/F1 3 0 R", "/F1 97 0 R").data())
PDF.seen(
    "font descends from itself",
    lambda: (
        book()
        .set(
            3,
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [3 0 R] >>",
        )
        .data()
    ),
)
PDF.seen(
    "encoding is its own",
    lambda: (
        book()
        .set(20, stream(b"begincmap /X usecmap endcmap", "/Type /CMap /CMapName /X /UseCMap 20 0 R"))
        .swap(3, "/UniGB-UCS2-H", "20 0 R")
        .data()
    ),
)
PDF.seen(
    "letter draws itself",
    lambda: (
        book()
        .swap(10, "/F2 6 0 R", "/F2 20 0 R")
        .prepend("BT /F2 9 Tf (a) Tj ET")
        .set(
            20,
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
            " /FirstChar 97 /LastChar 97 /Widths [9]"
            " /CharProcs << /a 21 0 R >> /Encoding << /Differences [97 /a] >>"
            " /Resources << /Font << /F2 20 0 R >> >> >>",
        )
        .set(21, stream(b"9 0 d0 BT /F2 9 Tf (a) Tj ET"))
        .data()
    ),
)


# Pictures, and pages that hold nothing else.
def picture(entries: str, body: bytes = b"\x00\x01\x02\xff" * 99) -> bytes:
    paper = book().set(13, stream(b"q 400 0 0 300 0 0 cm /I Do Q"))
    paper.swap(12, "/Font", f"/XObject << /I {NEXT} 0 R >> /Font")
    return paper.set(NEXT, stream(body, f"/Type /XObject /Subtype /Image {entries}")).data()


GREY = "/ColorSpace /DeviceGray /BitsPerComponent 8"
PICTURES = {
    "JBIG2 noise": f"/Width 99 /Height 99 {GREY} /Filter /JBIG2Decode",
    "JPX noise": f"/Width 99 /Height 99 {GREY} /Filter /JPXDecode",
    "JPEG noise": f"/Width 99 /Height 99 {GREY} /Filter /DCTDecode",
    "fax of a million columns": "/Width 1000000 /Height 9 /BitsPerComponent 1 /Filter /CCITTFaxDecode"
    " /DecodeParms << /K -1 /Columns 1000000 >>",
    "picture of 100000 by 100000": f"/Width 100000 /Height 100000 {GREY}",
    "picture below nothing": f"/Width -9 /Height -9 {GREY}",
    "mask is the picture": f"/Width 9 /Height 9 {GREY} /SMask {NEXT} 0 R",
}
for name, entries in PICTURES.items():
    PDF.seen(f"one page is {name}", picture, entries)
PDF.seen("one page is blank", lambda: book().set(13, stream(b"")).data(), without=1)
PDF.seen("picture within the marks", lambda: book().prepend("BI /W 999999 /H 999999 /CS /RGB /BPC 16 ID x EI").data())
PDF.seen(
    "pattern of a million tiles",
    lambda: (
        book()
        .prepend("/Pattern cs /P scn 0 0 400 300 re f 0 g")
        .swap(10, "/Font", f"/Pattern << /P {NEXT} 0 R >> /Font")
        .set(
            NEXT,
            stream(
                b"0 0 1 1 re f",
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001"
                " /Resources << >>",
            ),
        )
        .data()
    ),
)
PDF.seen(
    "pattern of itself",
    lambda: (
        book()
        .prepend("/Pattern cs /P scn 0 0 400 300 re f 0 g")
        .swap(10, "/Font", f"/Pattern << /P {NEXT} 0 R >> /Font")
        .set(
            NEXT,
            stream(
                b"/Pattern cs /P scn 0 0 9 9 re f",
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1"
                f" /Resources << /Pattern << /P {NEXT} 0 R >> >>",
            ),
        )
        .data()
    ),
)

# What else a PDF may hold.
PDF.seen(
    "resources far above",
    lambda: (
        book()
        .each_page("/Resources << /Font << /F1 3 0 R /F2 6 0 R >> >>", "")
        .swap(2, "/Type", "/Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> /Type")
        .data()
    ),
)
PDF.seen(
    "scripts and files",
    lambda: book().swap(1, "/Type", "/OpenAction << /S /JavaScript /JS (while\\(1\\);) >> /Type").data(),
)
PDF.seen(
    "layer switched off",
    lambda: (
        book()
        .prepend("/OC /L BDC", 1)
        .swap(12, "/Font", "/Properties << /L 20 0 R >> /Font")
        .set(20, "<< /Type /OCG /Name (x) >>")
        .swap(1, "/Type", "/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> /Type")
        .data()
    ),
)
PDF.seen(
    "form in a note",
    lambda: (
        book()
        .set(13, stream(b""))
        .swap(12, "/Type", "/Annots [20 0 R] /Type")
        .set(20, f"<< /Type /Annot /Subtype /Stamp /Rect {BOX} /AP << /N 21 0 R >> >>")
        .set(21, stream(content(1).encode(), f"{FORM} /Resources << /Font << /F1 3 0 R >> >>"))
        .data()
    ),
)
PDF.add(
    "encrypted by nobody",
    lambda: but(trailer="/Root 1 0 R /Encrypt << /Filter /Nobody /V 9 >>").data(),
)


def locked(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="o"), invariant=1)
    canvas.drawString(100, 700, "Budget 2026")
    canvas.save()
    return out.getvalue()


PDF.add("encrypted", lambda: locked("secret"))
PDF.add("encrypted without a password", lambda: locked(""))


def updated(pages: int) -> bytes:
    """``pages`` pages, each an object of its own with the first page's marks: long, but sound."""
    paper = book()
    numbers = count(NEXT)
    extra = [next(numbers) for _ in range(pages)]
    for number in extra:
        paper.set(
            number,
            f"<< /Type /Page /Parent 2 0 R /MediaBox {BOX} /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        )
    return paper.kids([*paper.pages, *extra]).data()


PDF.seen("2000 pages of the same form", lambda: updated(2000))


def cases() -> Iterator[Case]:
    return PDF.cases()
