"""Further hostile files of all formats, thought of by somebody who had not read the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tests.attack.books import book as sound
from tests.attack.books import docx_body, forms, html_tables
from tests.attack.case import Case
from tests.attack.hostile import Catalogue
from tests.attack.hostile_excel import SHEET, put
from tests.attack.hostile_pdf import FORM
from tests.attack.paper import BOX, book, content, stream
from tests.readers.office import docx

PDF = Catalogue("further", "pdf")
XLSX, DOCX, HTML, CSV, TXT = (Catalogue("further", ending) for ending in ("xlsx", "docx", "html", "csv", "txt"))

# Text of a PDF as producers write it.
for name, marks in {
    "letters squeezed to half": "50 Tz",
    "letters squeezed to a twentieth": "5 Tz",
    "letters far apart": "3 Tc",
    "letters raised": "3 Ts",
    "letters painted twice": "2 Tr 0.2 w",
    "small and then large": "0.01 0 0 0.01 0 0 cm 100 0 0 100 0 0 cm",
    "mirrored": "-1 0 0 1 400 0 cm",
    "upside down": "-1 0 0 -1 400 300 cm",
    "moved by half a page": "1 0 0 1 200 0 cm",
    "a font that is not there": "/F9 7 Tf",
}.items():
    PDF.seen(name, lambda marks: book().prepend(marks, 1).data(), marks)
PDF.seen("imitated bold", lambda: book().set(13, stream(f"{content(1)} 1 0 0 1 0.2 0 cm {content(1)}".encode())).data())
PDF.seen("white on black", lambda: book().prepend("0 g 0 0 400 300 re f 1 g 1 G", 1).data())
PDF.seen("crop that begins below zero", lambda: book().each_page(BOX, f"[-90 -90 500 400] /CropBox {BOX}").data())
PDF.seen("crop of the left half", lambda: book().swap(12, BOX, f"{BOX} /CropBox [0 0 200 300]").data())
PDF.seen(
    "box far from zero", lambda: book().prepend("1 0 0 1 9000 9000 cm", 1).swap(12, BOX, "[9000 9000 9400 9300]").data()
)
PDF.seen(
    "turned twice", lambda: book().prepend("0 1 -1 0 300 0 cm", 1).swap(12, BOX, "[0 0 300 400] /Rotate 90").data()
)
PDF.seen(
    "marks in two streams",
    lambda: (
        book()
        .set(13, stream(content(1)[: content(1).index("BT", 900)].encode()))
        .set(30, stream(content(1)[content(1).index("BT", 900) :].encode()))
        .swap(12, "13 0 R", "[13 0 R 30 0 R]")
        .data()
    ),
)
PDF.seen(
    "fields that somebody filled in",
    lambda: (
        book()
        .set(13, stream(b""))
        .swap(12, "/Type", "/Annots [20 0 R] /Type")
        .set(20, f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect {BOX} /AP << /N 21 0 R >> >>")
        .set(21, stream(content(1).encode(), f"{FORM} /Resources << /Font << /F1 3 0 R >> >>"))
        .data()
    ),
)
PDF.seen(
    "an update that empties a page",
    lambda: book().data() + b"\n13 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n",
    without=1,
)
PDF.add("100000 notes", lambda: book().swap(12, "/Type", f"/Annots [{'20 0 R ' * 100_000}] /Type").data())

# Web pages.
BODY = html_tables(forms())
HEAD = "<tr><th>一级指标<th>二级指标<th>三级指标<th>指标值</tr>"


def web(old: str, new: str, times: int = -1) -> bytes:
    if old not in BODY:
        raise ValueError(f"the page has no {old}")
    return f"<!DOCTYPE html><meta charset=utf-8><body>{BODY.replace(old, new, times)}</body>".encode()


for name, old, new in (
    ("span of no rows", "<td>产出指标", "<td rowspan=0>产出指标"),
    ("span of a million columns", "<td>≥12处", "<td colspan=1000000>≥12处"),
    ("span of a million rows", "<td>≥90%", "<td rowspan=1000000>≥90%"),
    ("span below nothing", "<td>≥12处", "<td colspan=-3 rowspan=-9>≥12处"),
    ("spaces of all kinds", "处数", "&nbsp;&ensp;处&#8203;数&#xFEFF;"),
    ("signs that turn the text", "处数", "&#x202E;处数&#x202C;"),
    ("numbers in wide signs", "≥12处", "≥１２处"),
    ("a head in the middle", "<tr><td>效益指标", f"{HEAD}<tr><td>效益指标"),
    ("line breaks in each cell", "<td>", "<td><br>"),
    ("cells that wait to be closed", "</td>", ""),
    ("50 tables in each other", "<table", "<table><tr><td>" * 50 + "<table"),
    ("a font for each sign", "处数", "<font>处</font><b><i>数</i></b>"),
    ("deleted text", "≥98%", "<s>≥95%</s>≥98%"),
    ("numbers as entities", "≥12处", "&ge;&#49;&#50;处"),
):  # fmt: skip
    HTML.seen(name, web, old, new)
HTML.seen("named in another encoding", lambda: web("<td>", "<td>").replace(b"utf-8", b"gbk"))

# Plain text.
TEXT = sound("csv", "forms").data.decode("gb18030")
HALF = TEXT.index("项目名称", len(TEXT) // 2)
CSV.seen("half in another encoding", lambda: TEXT[:HALF].encode() + TEXT[HALF:].encode("gbk"))
CSV.seen("wide signs without a mark", lambda: TEXT.encode("utf-16-le"))
CSV.seen("wide signs the other way", lambda: TEXT.encode("utf-16-be"))
CSV.seen("NUL between the lines", lambda: TEXT.replace("\n", "\0\n").encode())
CSV.seen("lines that end as of old", lambda: TEXT.replace("\r\n", "\n").replace("\n", "\r").encode())
CSV.seen("a line of 5 MB", (TEXT + "x" * 5_000_000 + "\n").encode)
CSV.seen("a line of a million cells", (TEXT + "," * 1_000_000 + "\n").encode)
CSV.seen("a quote that is never closed", lambda: TEXT.replace("泵站改造处数", '"泵站改造处数').encode())
CSV.seen("semicolons", ("sep=;\n" + TEXT.replace(",", ";")).encode)
CSV.seen("tabs", lambda: TEXT.replace(",", "\t").encode())
CSV.seen("pages", lambda: TEXT.replace("部门名称", "\f部门名称").encode())
TXT.seen(
    "escapes of a terminal", lambda: sound("txt", "forms").data.replace("处数".encode(), "\x1b[31m处数\x1b[0m".encode())
)

# Word and Excel.
WORDS = docx_body(forms())
for name, old, new in (
    ("docx span of a million columns", "<w:tcPr></w:tcPr>", '<w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>'),
    ("docx cells merged without a first", "<w:tcPr></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>"),
    ("docx columns before each row", "<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="900000"/></w:trPr>'),
    ("docx tabs and breaks in names", "处数", "</w:t><w:br/><w:tab/><w:t>处数"),
):  # fmt: skip
    DOCX.seen(name, lambda old, new: docx(WORDS.replace(old, new)), old, new)
INSIDE, OUT = "<w:tbl><w:tr><w:tc>" * 50, "<w:p/></w:tc></w:tr></w:tbl>" * 50
DOCX.seen(
    "docx 50 tables in each other",
    lambda: docx(WORDS.replace("<w:tbl>", f"{INSIDE}<w:tbl>").replace("</w:tbl>", f"</w:tbl>{OUT}")),
)
MERGES = "</sheetData><mergeCells>{}</mergeCells>"
XLSX.seen(
    "a column merged to the end",
    lambda: put(SHEET, "</sheetData>", MERGES.format('<mergeCell ref="A90:A1048576"/><mergeCell ref="B90:B1048576"/>')),
)
XLSX.seen(
    "merges over each other",
    lambda: put(SHEET, "</sheetData>", MERGES.format('<mergeCell ref="F1:H99"/><mergeCell ref="G2:Z98"/>')),
)
XLSX.seen("merge the wrong way", lambda: put(SHEET, "</sheetData>", MERGES.format('<mergeCell ref="Z99:F1"/>')))
XLSX.seen("merge of nonsense", lambda: put(SHEET, "</sheetData>", MERGES.format('<mergeCell ref="::"/><mergeCell/>')))
XLSX.seen("kinds of cell that are none", lambda: put(SHEET, ' t="s"', ' t="zz"'))
XLSX.seen("styles that are not there", lambda: put(SHEET, "<c ", '<c s="99999" '))


def cases() -> Iterator[Case]:
    return chain.from_iterable(one.cases() for one in (PDF, XLSX, DOCX, HTML, CSV, TXT))
