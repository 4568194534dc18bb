"""Hostile documents of Word, workbooks of Excel 97 and archives: rows in wrappers, bombs, loops, lying directories."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.attack.books import book, docx_body, forms, members_of
from tests.attack.case import Case
from tests.attack.hostile import Catalogue
from tests.attack.hostile_excel import LAUGHS, members
from tests.readers.office import WORD, docx, packed, paragraph

DOCX, XLS, ZIP, XLSX = (Catalogue("office", ending) for ending in ("docx", "xls", "zip", "xlsx"))
BODY = docx_body(forms())


# Word.
def word(old: str, new: str, times: int = 1) -> bytes:
    if old not in BODY:
        raise ValueError(f"the document has no {old}")
    return docx(BODY.replace(old, new, times))


WHOLE = f"<w:document {WORD}><w:body>{BODY}</w:body></w:document>"
NAME = "<w:t>路灯检修处数</w:t>"
TR = "<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:r><w:t>产出指标"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TABLES = BODY.split("<w:tbl>")
for name in ("w:sdt><w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:bdo", "x", "w:hyperlink"):
    begin = f"<{name}>"
    end = "".join(f"</{one}>" for one in reversed(name.split("><")))
    title = name.replace("w:", "").replace("><", "-")
    DOCX.seen(
        f"docx rows in {title}",
        lambda b, e: docx(BODY.replace("<w:tr>", b + "<w:tr>").replace("</w:tr>", "</w:tr>" + e)),
        begin,
        end,
    )
    DOCX.seen(
        f"docx cells in {title}",
        lambda b, e: docx(BODY.replace("<w:tc>", b + "<w:tc>").replace("</w:tc>", "</w:tc>" + e)),
        begin,
        end,
    )
    DOCX.seen(f"docx one name in {title}", lambda b, e: word(NAME, b + "<w:r>" + NAME + "</w:r>" + e), begin, end)
    DOCX.seen(
        f"docx tables in {title}",
        lambda b, e: docx(BODY.replace("<w:tbl>", b + "<w:tbl>").replace("</w:tbl>", "</w:tbl>" + e)),
        begin,
        end,
    )
CHOICE = f'<mc:AlternateContent {MC}><mc:Choice Requires="x">{{}}</mc:Choice></mc:AlternateContent>'
DOCX.seen(
    "docx one row of a choice",
    lambda: docx(
        "<w:tbl>".join(
            [
                *TABLES[:3],
                TABLES[3]
                .replace(TR, CHOICE.split("{}", maxsplit=1)[0] + TR, 1)
                .replace("</w:tbl>", "</mc:Choice></mc:AlternateContent></w:tbl>", 1),
                *TABLES[4:],
            ]
        )
    ),
)
DOCX.seen(
    "docx tables in text boxes",
    lambda: docx(
        BODY.replace("<w:tbl>", "<w:p><w:r><w:pict><w:txbxContent><w:tbl>").replace(
            "</w:tbl>", "</w:tbl></w:txbxContent></w:pict></w:r></w:p>"
        )
    ),
)
DOCX.add("docx deleted rows", lambda: docx(BODY.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")))
DOCX.seen("docx hidden rows", lambda: docx(BODY.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")))
DOCX.seen("docx hidden text", lambda: docx(BODY.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")))
DOCX.seen(
    "docx span of a thousand million",
    lambda: word("<w:tcPr></w:tcPr>", '<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'),
)
DOCX.seen(
    "docx spans in each cell",
    lambda: word("<w:tcPr></w:tcPr>", '<w:tcPr><w:gridSpan w:val="63"/></w:tcPr>', -1),
)
DOCX.seen("docx merges that never begin", lambda: word("<w:tcPr></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>", -1))
DOCX.seen(
    "docx grid before of 10000",
    lambda: word("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="10000"/></w:trPr>', -1),
)
DOCX.seen(
    "docx tables 500 deep",
    lambda: docx("<w:tbl><w:tr><w:tc>" * 500 + BODY + "<w:p/></w:tc></w:tr></w:tbl>" * 500),
)
DOCX.seen("docx tables 30 deep", lambda: docx("<w:tbl><w:tr><w:tc>" * 30 + BODY + "<w:p/></w:tc></w:tr></w:tbl>" * 30))
DOCX.seen("docx 100000 empty paragraphs", lambda: docx("<w:p/>" * 100_000 + BODY))
DOCX.seen("docx paragraph of 20 MB", lambda: docx(paragraph("字" * 7_000_000) + BODY))
DOCX.seen("docx cell of 5 MB", lambda: word(NAME, f"<w:t>{'数' * 1_700_000}</w:t>"))
DOCX.seen("docx 100000 runs in a cell", lambda: word(NAME, NAME + "</w:r><w:r>" * 100_000))
DOCX.seen(
    "docx 30000 rows of two cells",
    lambda: word(
        "</w:tbl>", f"<w:tr>{'<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>' * 2}</w:tr>" * 30_000 + "</w:tbl>"
    ),
)
DOCX.add(
    "docx entities",
    lambda: docx(
        "",
        {
            "word/document.xml": LAUGHS
            + f"<w:document {WORD}><w:body>{paragraph('X')}</w:body></w:document>".replace("X", "&g;")
        },
    ),
)
DOCX.seen(
    "docx in UTF-16",
    lambda: docx(
        "",
        {"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + WHOLE).encode("utf-16")},
    ),
)
DOCX.add("docx without its document", lambda: packed({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}))
DOCX.seen(
    "docx with an altChunk",
    lambda: docx(BODY + '<w:altChunk r:id="x" xmlns:r="urn:r"/>', {"word/afchunk.html": "<table>" * 99}),
)
DOCX.add("docx cut off", lambda: docx(BODY)[:-300])


# Excel 97, and archives of all these.
def spoilt_xls(start: int, stop: int, byte: bytes) -> bytes:
    data = book("xls", "forms").data
    return data[:start] + byte * (stop - start) + data[stop:]


for start, stop in (
    (0, 8),
    (24, 80),
    (512, 1024),
    (1024, 1536),
    (1536, 1600),
    (2600, 3000),
    (4000, 4064),
    (4500, 5000),
):
    XLS.add(f"xls zeroed at {start}", lambda a, b: spoilt_xls(a, b, b"\0"), start, stop)
    XLS.add(f"xls filled at {start}", lambda a, b: spoilt_xls(a, b, b"\xff"), start, stop)
XLS.add(
    "xls sectors in a circle",
    lambda: book("xls", "forms").data.replace(struct.pack("<II", 3, 4), struct.pack("<II", 3, 3), 1),
)
XLS.add("xls cut off", lambda: book("xls", "forms").data[:4000])


def nested(depth: int) -> bytes:
    data = book("txt", "forms").data
    for n in range(depth):
        data = packed({f"{n}.zip" if n else "表.txt": data})
    return data


ZIP.seen("zip 2 deep", lambda: nested(2))
ZIP.seen("zip 200 deep", lambda: nested(200))
ZIP.seen("zip that leaves its folder", lambda: packed({"../../../表.txt": book("txt", "forms").data}))
ZIP.seen("zip of absolute names", lambda: packed({"/etc/表.txt": book("txt", "forms").data}))
ZIP.seen("zip of a name of 60000 letters", lambda: packed({"a" * 60_000 + ".txt": book("txt", "forms").data}))
ZIP.seen("zip of escapes in a name", lambda: packed({"表\x1b]0;x\x07.txt": book("txt", "forms").data}))
ZIP.seen(
    "zip of 3000 other files",
    lambda: packed({"表.txt": book("txt", "forms").data, **{f"{n}.png": b"x" for n in range(3000)}}),
)
ZIP.seen("zip of 300 books", lambda: packed({f"{n}.txt": book("txt", "forms").data for n in range(300)}))
ZIP.add("zip of 10 bombs", lambda: packed({f"{n}.txt": b"0" * 20_000_000 for n in range(10)}))
ZIP.seen(
    "zip with a bad member",
    lambda: packed({"表.txt": book("txt", "forms").data, "坏.xlsx": packed(members())[:900]}),
)


def overlapping(times: int) -> bytes:
    """A directory whose entries all name the same packed bytes."""
    data = packed({"表.txt": b"0" * 7_000_000})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, last = data[at:end], bytearray(data[end:])
    struct.pack_into("<HHI", last, 8, times, times, len(entry) * times)
    return data[:at] + entry * times + bytes(last)


ZIP.add("zip of 4000 entries over one member", lambda: overlapping(4000))
XLSX.seen(
    "zip in a zip in a workbook", lambda: packed({**members_of(packed(members())), "xl/embeddings/a.zip": nested(3)})
)


def cases() -> Iterator[Case]:
    for each in (DOCX, XLS, ZIP, XLSX):
        yield from each.cases()
