"""Hostile workbooks: bombs, lies of size, entities, merges, parts doubled or missing, rows out of order."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.attack.books import book, forms, xlsx_members
from tests.attack.case import Case
from tests.attack.hostile import Catalogue
from tests.readers.office import MAIN, packed

XLSX, XLSM, XLS, DOCX = (Catalogue("office", ending) for ending in ("xlsx", "xlsm", "xls", "docx"))
SHEET, STRINGS, BOOK, RELATIONS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 20}'>" for old, new in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY g SYSTEM 'file:///etc/hostname'>]>"


def members() -> dict[str, str | bytes]:
    return xlsx_members(forms())[0]


def xlsx(part: str, change: Callable[[str], str | bytes]) -> bytes:
    """The sound workbook with one part changed."""
    made = members()
    made[part] = change(str(made[part]))
    return packed(made)


def put(part: str, old: str, new: str, times: int = -1) -> bytes:
    """The sound workbook with ``old`` replaced in a part."""
    made = str(members()[part])
    if old not in made:
        raise ValueError(f"{part} has no {old}")
    return xlsx(part, lambda text: text.replace(old, new, times))


def declared(text: str, doctype: str) -> str:
    """An XML text with a document type behind its declaration."""
    return text.replace("?>", "?>" + doctype, 1)


def more(rows: str) -> bytes:
    return put(SHEET, "</sheetData>", rows + "</sheetData>")


def rows(numbers: range, cell: str, cells: int = 1) -> str:
    return "".join(f'<row r="{n}">{cell * cells}</row>' for n in numbers)


# Bombs and lies of size.
XLSX.seen("sheet of a million empty cells", lambda: more(rows(range(100, 10_100), "<c/>", 100)))
XLSX.seen("sheet of a million rows", lambda: more(rows(range(100, 1_000_100), "")))
XLSX.seen("one cell in the last corner", lambda: more('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
XLSX.seen("a cell beyond the last corner", lambda: more('<row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row>'))
XLSX.seen("dimension of everything", lambda: put(SHEET, "A1:K99", "A1:XFD1048576"))
XLSX.seen("dimension of nonsense", lambda: put(SHEET, "A1:K99", "Z-1:0:0"))
XLSX.seen(
    "merge of everything",
    lambda: put(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A90:XFD1048576"/></mergeCells>'),
)
XLSX.seen(
    "merge of the rows that are read",
    lambda: put(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
)
XLSX.seen(
    "a million merges",
    lambda: put(
        SHEET, "</sheetData>", "</sheetData><mergeCells>" + '<mergeCell ref="M1:N2"/>' * 1_000_000 + "</mergeCells>"
    ),
)


def shared(cells: int, length: int) -> bytes:
    """Cells behind the book that all show one long shared string."""
    made = members()
    made[STRINGS] = str(made[STRINGS]).replace("</sst>", f"<si><t>{'字' * length}</t></si></sst>")
    number = str(made[STRINGS]).count("<si>") - 1
    made[SHEET] = str(made[SHEET]).replace(
        "</sheetData>", rows(range(100, 100 + cells // 10), f'<c t="s"><v>{number}</v></c>', 10) + "</sheetData>"
    )
    return packed(made)


def shared_in_form(cells: int, length: int) -> bytes:
    """The same directly behind the last form's rows, so that they are taken for indicators."""
    made = members()
    made[STRINGS] = str(made[STRINGS]).replace("</sst>", f"<si><t>{'字' * length}</t></si></sst>")
    number = str(made[STRINGS]).count("<si>") - 1
    last = str(made[SHEET]).count("<row") + 3
    made[SHEET] = str(made[SHEET]).replace(
        "</sheetData>",
        rows(range(last + 1, last + 1 + cells // 4), f'<c t="s"><v>{number}</v></c>', 4) + "</sheetData>",
    )
    return packed(made)


XLSX.seen("6000 cells of one long string", lambda: shared(6000, 32_000))
XLSX.seen("6000 cells of one long string in a form", lambda: shared_in_form(6000, 32_000))
XLSX.seen("100000 cells of one string", lambda: shared(100_000, 2000))
XLSX.seen("a string of 10 MB", lambda: shared(10, 10_000_000))
XLSX.seen("a million shared strings", lambda: put(STRINGS, "</sst>", "<si><t>x</t></si>" * 1_000_000 + "</sst>"))
XLSX.seen("counts of shared strings that lie", lambda: put(STRINGS, "uniqueCount=", 'uniqueCount="4000000000" x='))
XLSX.add("shared strings are gone", lambda: packed({name: part for name, part in members().items() if name != STRINGS}))
XLSX.add("shared string numbers that lie", lambda: put(SHEET, "<v>", "<v>9"))
XLSX.add("shared string numbers below nothing", lambda: put(SHEET, "<v>", "<v>-"))
XLSX.add(
    "strings of a hundred million letters", lambda: xlsx(STRINGS, lambda text: text.replace("处数", "数" * 5_000_000))
)
XLSX.add("part of 300 MB", lambda: packed({**members(), SHEET: b" " * 270_000_000}))
XLSX.seen("other part of 100 MB", lambda: packed({**members(), "xl/media/image1.png": b"\0" * 100_000_000}))
XLSX.seen("4000 more parts", lambda: packed({**members(), **{f"xl/media/{n}.png": b"x" for n in range(4000)}}))
XLSX.seen("20000 more parts", lambda: packed({**members(), **{f"xl/media/{n}.png": b"x" for n in range(20_000)}}))


def sheets(number: int) -> bytes:
    made = members()
    made[BOOK] = str(made[BOOK]).replace(
        "</sheets>", "".join(f'<sheet name="s{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(number)) + "</sheets>"
    )
    return packed(made)


XLSX.seen("one sheet 1000 times", lambda: sheets(1000))
XLSX.seen("20000 sheets of one part", lambda: sheets(20_000))


def lying(name: str, data: bytes, field: int, value: int) -> bytes:
    """A container whose directory lies of a member: ``field`` is the place in its entry of a number of four bytes."""
    made = bytearray(data)
    at = data.rindex(name.encode()) - 46
    struct.pack_into("<I", made, at + field, value)
    return bytes(made)


XLSX.seen("packed size that lies", lambda: lying(SHEET, packed(members()), 20, 10))
XLSX.seen("size that lies", lambda: lying(SHEET, packed(members()), 24, 10))
XLSX.seen("size of 4 GB", lambda: lying(SHEET, packed(members()), 24, 0xFFFFFFFE))
XLSX.seen("checksum that lies", lambda: lying(SHEET, packed(members()), 16, 1))
XLSX.seen("place that lies", lambda: lying(SHEET, packed(members()), 42, 99_999))


def twice(first: str, second: str) -> bytes:
    """Two members of the same name."""
    import warnings

    memory, made = io.BytesIO(), members()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, part in made.items():
            if name == SHEET:
                container.writestr(name, first)
                container.writestr(name, second)
            else:
                container.writestr(name, part)
    return memory.getvalue()


EMPTY = f"<worksheet {MAIN}><sheetData/></worksheet>"
XLSX.seen("sheet twice, the second empty", lambda: twice(str(members()[SHEET]), EMPTY))
XLSX.seen("sheet twice, the first empty", lambda: twice(EMPTY, str(members()[SHEET])))
XLSX.seen("noise before the container", lambda: b"\0" * 5000 + packed(members()))
XLSX.seen("noise after the container", lambda: packed(members()) + b"\0" * 70_000)

# XML.
for name, part, old in (("sheet", SHEET, "<v>0</v>"), ("strings", STRINGS, "<t>花坛养护处数")):
    new = "<v>&g;</v>" if part == SHEET else "<t>&g;花坛养护处数"
    for kind, doctype in (
        ("bomb", LAUGHS),
        ("outside", OUTSIDE),
        ("another file", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"),
    ):
        XLSX.add(
            f"entities in {name}, {kind}",
            lambda part, old, new, doctype: xlsx(part, lambda text: declared(text.replace(old, new, 1), doctype)),
            part,
            old,
            new,
            doctype,
        )
for encoding in ("utf-16", "utf-32", "utf-7", "gb18030", "utf-8-sig", "cp037"):
    XLSX.seen(
        f"sheet in {encoding}",
        lambda encoding: xlsx(SHEET, lambda text: text.replace("UTF-8", encoding.upper()).encode(encoding)),
        encoding,
    )
    XLSX.add(
        f"entities in {encoding}",
        lambda encoding: xlsx(SHEET, lambda text: declared(text.replace("UTF-8", encoding), LAUGHS).encode(encoding)),
        encoding,
    )
XLSX.seen("strings in UTF-16", lambda: xlsx(STRINGS, lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16")))
XLSX.seen("strings in Latin letters", lambda: put(STRINGS, "UTF-8", "ISO-8859-1"))
XLSX.add("XML 100000 deep", lambda: more("<x>" * 100_000 + "</x>" * 100_000))
XLSX.add("an attribute of 20 MB", lambda: more('<row r="99" x="' + "y" * 20_000_000 + '"/>'))
XLSX.seen("200000 comments", lambda: more("<!-- -->" * 200_000))
XLSX.add("sheet cut off", lambda: xlsx(SHEET, lambda text: text[: len(text) // 2]))
XLSX.add("strings cut off", lambda: xlsx(STRINGS, lambda text: text[: len(text) // 2]))
XLSX.add("sheet is empty", lambda: packed({**members(), SHEET: b""}))

# Cells and rows as no program writes them.
ROW_NUMBERS = {
    "row numbers are missing": ("<row r=", "<row x="),
    "cells without a place": ("<c r=", "<c x="),
    "rows with one number": ('<row r="2', '<row r="7" x="2'),
    "rows of number zero": ('<row r="2', '<row r="0" x="2'),
    "rows below nothing": ('<row r="2', '<row r="-2'),
    "rows of words": ('<row r="2', '<row r="two" x="2'),
    "cells of one place": ('<c r="B2', '<c r="A7" x="'),
    "cells of an unknown kind": ('t="s"', 't="zzz"'),
    "cells of dates": ('t="s"', 't="d"'),
    "cells of errors": ('t="s"', 't="e"'),
    "cells in a wrapper": ("<c r=", "<x><c r="),
    "hidden rows": ('<row r="2', '<row hidden="1" r="2'),
    "rows of no height": ('<row r="2', '<row ht="0" customHeight="1" r="2'),
    "styles that are not there": ('s="3"', 's="4000000000"'),
    "styles below nothing": ('s="3"', 's="-1"'),
}
for name, (old, new) in ROW_NUMBERS.items():
    end = {"<x><c r=": "</c></x>"}.get(new)
    XLSX.seen(
        name,
        lambda old, new, end: xlsx(SHEET, lambda text: (text.replace("</c>", end) if end else text).replace(old, new)),
        old,
        new,
        end,
    )
XLSX.seen(
    "hidden columns", lambda: put(SHEET, "<sheetData>", '<cols><col min="1" max="16384" hidden="1"/></cols><sheetData>')
)
XLSX.seen("hidden sheet", lambda: put(BOOK, "<sheet ", '<sheet state="veryHidden" '))
XLSX.seen("filtered rows", lambda: put(SHEET, "</sheetData>", '</sheetData><autoFilter ref="A1:D40"/>'))
XLSX.add(
    "formulas without a value", lambda: xlsx(SHEET, lambda text: text.replace("<v>", "<f>1+").replace("</v>", "</f>"))
)
XLSX.seen("formulas to other files", lambda: put(SHEET, "<v>", "<f>[1]外!$A$1</f><v>"))
XLSX.seen("a formula of 1 MB", lambda: put(SHEET, "<v>", "<f>" + "1+" * 500_000 + "1</f><v>", 1))
XLSX.seen(
    "rich strings with readings",
    lambda: put(
        STRINGS, "<t>花坛养护处数</t>", "<r><t>花坛养</t></r><r><t>护处数</t></r><rPh sb='0' eb='2'><t>huatan</t></rPh>"
    ),
)
XLSX.seen("escapes in strings", lambda: put(STRINGS, "花坛养护处数", "花坛养护_x0000__x001B_处数"))
XLSX.seen("number formats of 100 KB", lambda: put("xl/styles.xml", "0.000000", "0" * 100_000))
XLSX.seen("number format of letters", lambda: put("xl/styles.xml", "0.000000", "[&gt;=1]&quot;;;;&quot;[$-F800]\\"))

# The package around them.
for part in (BOOK, RELATIONS, SHEET, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"):
    XLSX.add(
        f"without {part.rpartition('/')[2]}",
        lambda part: packed({n: p for n, p in members().items() if n != part}),
        part,
    )
XLSX.seen(
    "relation that leaves the package", lambda: put(RELATIONS, "worksheets/sheet1.xml", "../../../../etc/hostname")
)
XLSX.seen(
    "relation to the outside",
    lambda: put(RELATIONS, 'Target="worksheets', 'TargetMode="External" Target="http://127.0.0.1:9/worksheets'),
)
XLSX.seen("relation to the workbook itself", lambda: put(RELATIONS, "worksheets/sheet1.xml", "workbook.xml"))
XLSX.seen("relations of one name", lambda: put(RELATIONS, 'Id="rId2"', 'Id="rId1"'))
XLSX.seen("relations from the root", lambda: put(RELATIONS, 'Target="', 'Target="/xl/'))
XLSX.seen(
    "names in other letters",
    lambda: packed({name.upper() if name == SHEET else name: part for name, part in members().items()}),
)
XLSX.seen("names with backslashes", lambda: packed({name.replace("/", "\\"): part for name, part in members().items()}))
XLSX.seen(
    "strict names",
    lambda: xlsx(
        SHEET,
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
    ),
)
XLSX.add("names of another program", lambda: put(SHEET, "spreadsheetml/2006/main", "nobody"))
XLSM.seen("macros", lambda: book("xlsm", "forms").data)
XLSX.seen("macros named xlsx", lambda: book("xlsm", "forms").data)
XLS.seen("a workbook named xls", lambda: packed(members()))
DOCX.seen("a workbook named docx", lambda: packed(members()))
XLSX.add(
    "an encrypted package",
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(9000),
)


def cases() -> Iterator[Case]:
    for each in (XLSX, XLSM, XLS, DOCX):
        yield from each.cases()
