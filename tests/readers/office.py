"""Office files made by hand, so that a test says exactly what stands in the file, and spoilt ones can be made."""

from __future__ import annotations

import io
import zipfile
from html import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES = f"""<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="170" formatCode="0.000000"/></numFmts>
<borders><border><left/></border><border><left style="thin"/></border></borders>
<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="170" borderId="1"/><xf numFmtId="9" borderId="1"/>
<xf numFmtId="0" borderId="1"/></cellXfs></styleSheet>"""
"""Cell styles: 0 General without frame, then framed: 1 six places, 2 percent, 3 General."""


def packed(members: dict[str, str | bytes]) -> bytes:
    """A ZIP of these members."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return memory.getvalue()


def text_cell(reference: str, text: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number_cell(reference: str, number: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{number}</v></c>'


def sheet(*rows: str, merges: str = "", before: str = "") -> str:
    """A worksheet; each row is "<row …>…</row>", merges are references divided by blanks."""
    merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in merges.split())
    data = f"<sheetData>{''.join(rows)}</sheetData>"
    return f"<worksheet {MAIN}>{before}{data}<mergeCells>{merged}</mergeCells></worksheet>"


def row(number: int, *cells: str, hidden: bool = False) -> str:
    state = " hidden='1'" if hidden else ""
    return f"<row r='{number}'{state}>{''.join(cells)}</row>"


def xlsx(sheets: dict[str, str], hidden: tuple[str, ...] = (), extra: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of worksheets by name; ``extra`` adds or replaces members."""
    entries, relations = "", f'<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>'
    members: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    for number, (name, content) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        entries += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        relations += f'<Relationship Id="r{number}" Type="{KIND}/worksheet" Target="worksheets/s{number}.xml"/>'
        members[f"xl/worksheets/s{number}.xml"] = content
    members["xl/workbook.xml"] = f"<workbook {MAIN} {RELATED}><sheets>{entries}</sheets></workbook>"
    members["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    members["xl/styles.xml"] = STYLES
    return packed(members | (extra or {}))


def shared(*texts: str, said: int | None = None) -> dict[str, str | bytes]:
    """``extra`` of a workbook of one sheet that has these shared strings; ``said``: how many it says it has."""
    relations = (
        f'<Relationships><Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r1" Type="{KIND}/worksheet" Target="worksheets/s1.xml"/>'
        f'<Relationship Id="t" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    count = len(texts) if said is None else said
    strings = f'<sst {MAIN} count="{count}" uniqueCount="{count}">{items}</sst>'
    return {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}


def docx(body: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A document with this body."""
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(extra or {})})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"
