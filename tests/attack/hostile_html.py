"""Hostile web pages: nesting, spans, encodings, unclosed tags, rows where browsers show them and nobody looks."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from tests.attack.books import forms, html_tables
from tests.attack.case import Case
from tests.attack.hostile import Catalogue

HTML, MHT, TXT, CSV = (Catalogue("html", ending) for ending in ("html", "mht", "txt", "csv"))
BODY = html_tables(forms())
ROW = "<tr><td>产出指标</td><td>数量指标</td><td>路灯检修处数</td>"
"""The beginning of one indicator row of the third form."""
FIRST = "<tr><td>部门名称"
START, STOP = "<table border=1>\n", "</table>\n"


def page(body: str, head: str = "<meta charset=utf-8>", encoding: str = "utf-8") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>预算</title></head><body>{body}</body></html>".encode(encoding)


def third(change: Callable[[str], str]) -> bytes:
    """The page with the third form's table changed."""
    tables = BODY.split("<h2>")
    tables[3] = change(tables[3])
    return page("<h2>".join(tables))


def around(name: str) -> bytes:
    """All rows of the third table within an element."""
    return third(lambda one: one.replace(START, f"{START}<{name}>").replace(STOP, f"</{name}>{STOP}"))


# Wrappers: browsers show the rows of all of these, but for the last.
for name in (
    "form",
    "div",
    "font",
    "center",
    "span",
    "b",
    "a href=x",
    "section",
    "p",
    "label",
    "x-row",
    "tbody",
    "thead",
    "tfoot",
    "fieldset",
    "blockquote",
    "li",
    "details open",
    "main",
    "table",
    "nobr",
    "big",
    "marquee",
):
    HTML.seen(f"rows in {name.replace(' ', '-').replace('=', '-')}", around, name)
for name in ("font", "form", "div", "b"):
    HTML.seen(
        f"each row in {name}",
        lambda name: third(lambda one: one.replace("<tr>", f"<{name}><tr>").replace("</tr>", f"</tr></{name}>")),
        name,
    )
for name in ("div", "font", "form", "template", "noscript", "select", "button", "td"):
    HTML.seen(
        f"cells in {name}",
        lambda name: third(lambda one: one.replace("<td>", f"<{name}><td>").replace("</td>", f"</td></{name}>")),
        name,
    )
for name in (
    "script",
    "style",
    "template",
    "noscript",
    "textarea",
    "iframe",
    "xmp",
    "select",
    "svg",
    "math",
    "object",
    "canvas",
    "video",
    "plaintext",
    "noframes",
    "title",
):
    HTML.seen(
        f"table in {name}",
        lambda name: third(lambda one: one.replace(START, f"<{name}>{START}").replace(STOP, f"{STOP}</{name}>")),
        name,
    )
    HTML.seen(f"{name} left open", lambda name: third(lambda one: one.replace(START, f"<{name}>{START}")), name)

# Tags that are missing, doubled or too early.
BROKEN: dict[str, tuple[str, str]] = {
    "no end of rows": ("</tr>", ""),
    "no end of cells": ("</td>", ""),
    "no rows": ("<tr>", ""),
    "one row without tr": (ROW, ROW.replace("<tr>", "")),
    "one row that ends the table": (ROW, "</table>" + ROW),
    "one row that ends the page": (ROW, "</table></body></html>" + ROW),
    "one row in a table of its own": (ROW, "<tr><td colspan=4><table>" + ROW),
    "no end of the table": (STOP, ""),
    "one cell left open": ("<td>路灯检修处数</td>", "<td>路灯检修处数<td>"),
    "a tag left open": (ROW, '<a href="' + ROW),
    "a comment left open": (ROW, "<!-- " + ROW),
    "a comment ended wrongly": (ROW, "<!-- x --!>" + ROW),
    "a question": (ROW, "<?php echo 1 ?>" + ROW),
    "CDATA": (ROW, "<![CDATA[" + ROW.replace("路灯", "]]>路灯")),
    "a condition of Internet Explorer": (ROW, "<![if !supportMisalignedColumns]>" + ROW + "<![endif]>"),
    "row in a paragraph": (ROW, "<p>" + ROW),
    "caption among the rows": (ROW, "<caption>注</caption>" + ROW),
    "hr among the rows": (ROW, "<hr>" + ROW),
    "NUL before a row": (ROW, "\0" + ROW),
    "NUL in a tag": (ROW, ROW.replace("<tr>", "<t\0r>")),
    "NUL in a name": ("路灯检修处数", "路灯\0检修处数"),
    "marks of direction": ("路灯检修处数", "\u202e路灯检修处数\u202c\u2066"),
    "signs of no width": ("路灯检修处数", "路\u200b灯\u200d检\ufeff修\u00ad处数"),
    "surrogate as a number": ("路灯检修处数", "路灯&#xD800;检修&#x110000;处数"),
    "entity without an end": ("路灯检修处数", "路灯检修处数&nbsp&unknown&#12"),
    "hidden row": ("<tr><td>产出指标", '<tr style="display:none"><td>产出指标'),
    "hidden attribute": ("<tr><td>产出指标", "<tr hidden><td>产出指标"),
    "hidden table": (START, '<table style="visibility:hidden">'),
    "rowspan of a thousand million": ("<tr><td>产出指标", "<tr><td rowspan=1000000000>产出指标"),
    "rowspan of zero": ("<tr><td>产出指标", "<tr><td rowspan=0>产出指标"),
    "rowspan below nothing": ("<tr><td>产出指标", "<tr><td rowspan=-3>产出指标"),
    "colspan of a thousand million": (ROW, ROW.replace("<td>产出", "<td colspan=1000000000>产出")),
    "colspan is a word": (ROW, ROW.replace("<td>产出", "<td colspan=many>产出")),
    "spans in each cell": ("<td>", "<td rowspan=65534 colspan=1000>"),
    "script in a cell": ("路灯检修处数", "路灯<script>alert('检修')</script>检修处数"),
    "picture in a cell": ("路灯检修处数", "<img src=x onerror=alert(1)>路灯检修处数"),
}
for name, (old, new) in BROKEN.items():
    HTML.seen(name, lambda old, new: third(lambda one: one.replace(old, new)), old, new)

# The page as a whole.
HTML.seen("cut in the third table", lambda: page(BODY)[: page(BODY).index("路灯检修处数".encode())])
HTML.seen(
    "cut between two tables", lambda: page(BODY)[: page(BODY).index("<h2>青川市2026年项目支出绩效目标表（3）".encode())]
)
HTML.seen("everything after the end", lambda: page("") + BODY.encode())
HTML.seen(
    "two pages in one",
    lambda: page("<h2>".join(BODY.split("<h2>")[:3])) + page("<h2>" + "<h2>".join(BODY.split("<h2>")[3:])),
)
HTML.seen("no html, head or body", BODY.encode)
HTML.seen(
    "in a frame written in an attribute", lambda: page(f'<iframe srcdoc="{BODY.replace(chr(34), "&quot;")}"></iframe>')
)
HTML.seen("body left before the tables", lambda: page("<noframes></body>" + BODY))


def deep(name: str, depth: int) -> bytes:
    return page(f"<{name}>" * depth + BODY + f"</{name}>" * depth)


for name in ("div", "b", "font", "ul><li", "object"):
    HTML.seen(f"3000 deep in {name[:2]}", lambda name: deep(name, 3000), name)
HTML.seen("100000 deep in div", lambda: deep("div", 100_000))
HTML.seen("tables 300 deep", lambda: page("<table><tr><td>" * 300 + BODY + "</td></tr></table>" * 300))
HTML.seen("tables 5000 deep", lambda: page("<table><tr><td>" * 5000 + BODY))
HTML.seen("100000 tags left open", lambda: page("<b><i>" * 50_000 + BODY))
HTML.seen("5000 empty tables", lambda: page("<table></table>" * 5000 + BODY))
HTML.seen("a tag of 100000 attributes", lambda: page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + BODY))
HTML.seen("an attribute of 5 MB", lambda: page("<p title='" + "x" * 5_000_000 + "'>" + BODY))
HTML.seen("a word of 5 MB", lambda: page("<p>" + "字" * 1_700_000 + "</p>" + BODY))
HTML.seen("a cell of 5 MB", lambda: third(lambda one: one.replace("正常运行", "正常运行" * 400_000)))
HTML.seen(
    "a name of 100000 letters",
    lambda: third(lambda one: one.replace("<td>路灯检修</td>", f"<td>{'路灯' * 50_000}</td>")),
)
HTML.seen("1000000 entities", lambda: page("<p>" + "&lt;" * 1_000_000 + "</p>" + BODY))
HTML.seen("200000 comments", lambda: page("<!-- -->" * 200_000 + BODY))
HTML.seen("50000 rows of two cells", lambda: page(BODY + "<table>" + "<tr><td>a<td>b" * 50_000 + "</table>"))
HTML.seen("20000 rows behind a form", lambda: page(BODY.rsplit(STOP, 1)[0] + "<tr><td>a<td>b" * 20_000 + "</table>"))
HTML.seen("row of 20000 cells", lambda: page(BODY + "<table><tr>" + "<td>a" * 20_000 + "</table>"))
HTML.seen(
    "bomb of entities",
    lambda: (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "'
        + b"&a;" * 999
        + b'">]>'
        + page(BODY).replace(b"<!DOCTYPE html>", b"")
    ),
)
HTML.seen(
    "picture of 5 MB in the page",
    lambda: page(f"<img src=data:image/png;base64,{base64.b64encode(bytes(4_000_000)).decode()}>" + BODY),
)

# Encodings: said rightly, wrongly, or not at all.
for said, written in (
    ("utf-8", "gb18030"),
    ("gb2312", "utf-8"),
    ("gb2312", "gb18030"),
    ("utf-16", "utf-8"),
    ("utf-7", "utf-8"),
    ("iso-8859-1", "gb18030"),
    ("big5", "gb18030"),
    ("nonsense", "utf-8"),
    ("", "gb18030"),
    ("", "utf-8"),
    ("utf-16", "utf-16"),
    ("", "utf-16-le"),
    ("", "utf-32"),
    ("", "utf-8-sig"),
    ("", "utf-16-be"),
):
    HTML.seen(
        f"says {said or 'nothing'} is {written}",
        lambda said, written: page(BODY, f"<meta charset={said}>" if said else "", written),
        said,
        written,
    )
HTML.add("UTF-7", lambda: page(BODY, "<meta charset=utf-7>", "utf-7"))
HTML.seen(
    "bytes that are no UTF-8 in a note",
    lambda: page("<p>@@</p>" + BODY).replace(b"@@", b"\xff\xfe\xc0\x80\xed\xa0\x80"),
)
HTML.seen(
    "bytes that are no UTF-8 in a name",
    lambda: page(BODY).replace("路灯检修处数".encode(), "路灯检".encode() + b"\xff\xfe" + "修处数".encode()),
)


# Single-file pages.
def archived(body: bytes, head: str) -> bytes:
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        + head.encode()
        + b"\r\n"
        + body
        + b"\r\n--B--\r\n"
    )


B64 = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
MHT.seen("mht in base64", lambda: archived(base64.encodebytes(page(BODY)), B64))
MHT.seen("mht in base64 cut off", lambda: archived(base64.encodebytes(page(BODY))[:3000], B64))
MHT.seen("mht in base64 with noise", lambda: archived(base64.encodebytes(page(BODY)).replace(b"A", b"%", 9), B64))
MHT.seen("mht of an unknown encoding", lambda: archived(page(BODY), B64.replace("base64", "x-uuencode")))
MHT.seen(
    "mht without its last mark",
    lambda: archived(page(BODY), B64.replace("base64", "8bit")).replace(b"--B--", b""),
)
MHT.seen(
    "mht 500 deep",
    lambda: (
        b"".join(
            b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
            for n in range(500)
        )
        + archived(page(BODY), B64.replace("base64", "8bit"))
    ),
)
MHT.seen(
    "mht of 2000 parts",
    lambda: archived(page(BODY), B64.replace("base64", "8bit")).replace(
        b"--B\r\n", b"--B\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 2000 + b"--B\r\n"
    ),
)

# Plain text and CSV.
TEXT = "\n".join("\n".join("\t".join(line.cells) for line in one) for one in forms()) + "\n"
TXT.seen("text with 20000 short lines behind", (TEXT + "a\tb\n" * 20_000).encode)
TXT.seen("text with 200000 short lines behind", (TEXT + "a\tb\n" * 200_000).encode)
TXT.seen("text with a line of 10 MB", (TEXT + "a" * 10_000_000).encode)
TXT.seen("text with a line of a million cells", (TEXT + "a\t" * 1_000_000).encode)
TXT.seen("text in UTF-16 with NUL", lambda: TEXT.replace("路灯检修处数", "路灯\0检修处数").encode("utf-16"))
TXT.seen(
    "text with escapes of terminals",
    lambda: TEXT.replace("路灯检修处数", "路灯\x1b]0;x\x07\x1b[2J检修处数").encode(),
)
TXT.seen("text with ends of old machines", lambda: TEXT.replace("\n", "\r").encode())
TXT.seen("text with ends of Unicode", lambda: TEXT.replace("\n", "\u2028").encode())
TXT.seen("text with form feeds", lambda: TEXT.replace("\n", "\x0b").encode())
CSV.seen(
    "csv with a quote left open",
    lambda: TEXT.replace("\t", ",").replace("路灯检修处数", '"路灯检修处数').encode(),
)
CSV.seen("csv with cells of semicolons", lambda: TEXT.replace("\t", ";").encode())
CSV.seen("csv with NUL", lambda: TEXT.replace("\t", ",").replace("路灯检修处数", "路灯\0检修处数").encode())
CSV.add("csv of a million quotes", lambda: b'"' * 1_000_000)


HTML.seen("signs of loss in each row", lambda: page(BODY.replace("指标", "\ufffd\ufffd")))


def cases() -> Iterator[Case]:
    for each in (HTML, MHT, TXT, CSV):
        yield from each.cases()
