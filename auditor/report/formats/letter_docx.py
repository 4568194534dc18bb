"""审核意见 as a Word file for each department, set as an official letter is (GB/T 9704-2012).

Written by python-docx (MIT). docxtpl was the other choice: there a user's template holds the loops, and a slip in it is
an error inside a template language. Here a template is any Word file: its letterhead, margins and styles are kept, and
the letter is appended in styles that she may define (``STYLES``); those that she does not are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from auditor.report import names
from auditor.report.formats.package import timeless
from auditor.report.judged import Judged
from auditor.report.letter import Letter, Section, letter
from auditor.report.outputs import Files, Output
from auditor.report.plain import plain
from auditor.report.rows import owner
from auditor.results import GENERATOR

PREFIX = "审核意见-"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: font, size in points, line spacing in points, indent of the first line in characters."""

    name: str
    font: str
    size: float
    spacing: float
    indent: int = 0
    align: str = "both"
    before: float = 0
    outline: int | None = None
    """Level of a heading, for the navigation pane."""


_SONG, _FANGSONG, _HEI, _KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TITLE = Style("公文标题", _SONG, 22, 34, align="center", outline=0)
NUMBER = Style("公文文号", _FANGSONG, 16, 28, align="center")
ADDRESSEE = Style("公文主送", _FANGSONG, 16, 28, before=14)
BODY = Style("公文正文", _FANGSONG, 16, 28, indent=2)
HEADING = Style("公文一级标题", _HEI, 16, 28, indent=2, outline=1)
SIGNED = Style("公文落款", _FANGSONG, 16, 28, align="right")
CELL = Style("公文表格", _FANGSONG, 12, 18, align="left")
GROUP = Style("公文表格项目", _KAI, 12, 18, align="left")
HEAD = Style("公文表头", _HEI, 12, 18, align="center")
STYLES = (TITLE, NUMBER, ADDRESSEE, BODY, HEADING, SIGNED, CELL, GROUP, HEAD)
"""GB/T 9704: title in 小标宋 二号 (22 pt), text in 仿宋 三号 (16 pt), headings in 黑体, 22 lines a page (28 pt each).
The table of findings is in 小四 (12 pt), as annexes are, so that the letter stays short."""

_OTHER_NAMES = {
    _SONG: "方正小标宋_GBK,小标宋,STZhongsong,华文中宋,SimSun,Noto Serif CJK SC",
    _FANGSONG: "仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC",
    _HEI: "SimHei,Noto Sans CJK SC",
    _KAI: "楷体,KaiTi,STKaiti,华文楷体,Noto Serif CJK SC",
}
"""What a program may use where a font is not installed, nearest first."""
_WIDTHS = (14, 36, 60, 46)
"""Millimetres of the columns 序号, 指标, 问题, 修改意见: together the 156 mm of text that GB/T 9704 leaves on A4."""
_KEPT = 250
"""Characters of a cell up to which its row is kept on one page: about half a page in the narrowest column."""
_LONGEST = 1_500
"""Characters of a cell that are written; the list of findings has the whole text."""


def files(judged: Judged) -> Files:
    """A letter for each document that has something to send, or that may be published as it is."""
    written = [(book, made) for book in judged.audit.documents if (made := letter(judged, book))]
    stems = names.unique(owner(book) for book, _ in written)
    for (_, made), stem in zip(written, stems, strict=True):
        yield f"{PREFIX}{stem}.docx", encode(made, judged.office.template, judged.audit.started)


def encode(made: Letter, template: Path | None, started: str) -> bytes:
    """The bytes of the letter; the same letter, template and day give the same bytes. Raises UsageError if the template
    cannot be opened as a Word file."""
    document = _opened(template)
    ids = {style.name: style.style_id for style in document.styles}
    for style in STYLES:
        if style.name not in ids:
            ids[style.name] = _style(document, style)
    if template is None:
        _page(document, made)
    writer = _Writer(document, ids)
    writer.paragraph(made.title, TITLE)
    if made.number:
        writer.paragraph(made.number, NUMBER)
    writer.paragraph(made.addressee, ADDRESSEE)
    writer.paragraph(made.opening, BODY)
    writer.parts(_parts(made))
    writer.paragraph(made.contact, BODY)
    writer.paragraph("", BODY)
    writer.paragraph(made.sender, SIGNED)
    writer.paragraph(made.day, SIGNED)
    _properties(document, made, started)
    buffer = BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _parts(made: Letter) -> list[tuple[str, list[str], Sequence[Section]]]:
    """(heading, paragraphs, table) of each numbered part, in order."""
    parts: list[tuple[str, list[str], Sequence[Section]]] = [
        ("审核范围", [made.scope], ()),
        ("总体意见", [made.summary], ()),
    ]
    if made.faults:
        parts.append(("须修改的问题", [], made.faults))
    if made.questions:
        parts.append(("请予说明的事项", [], made.questions))
    if made.basis:
        parts.append(("审核依据", ["；".join(made.basis) + "。"], ()))
    return [*parts, ("有关要求", [made.closing], ())]


class _Writer:
    """Appends paragraphs and tables to a document."""

    def __init__(self, document: Any, ids: Mapping[str, str]) -> None:
        self.document = document
        self.ids = ids

    def paragraph(self, text: str, style: Style) -> None:
        self._fill(self.document.add_paragraph(), text, style)

    def parts(self, parts: Iterable[tuple[str, list[str], Sequence[Section]]]) -> None:
        for sign, (heading, paragraphs, sections) in zip("一二三四五六", parts, strict=False):
            self.paragraph(f"{sign}、{heading}", HEADING)
            for text in paragraphs:
                self.paragraph(text, BODY)
            if sections:
                self._table(sections)

    def _table(self, sections: Sequence[Section]) -> None:
        table = self.document.add_table(rows=1, cols=len(_WIDTHS))
        _borders(table)
        self._row(table.rows[0], ("序号", "指标", "问题", "修改意见"), HEAD)
        _mark(table.rows[0], "w:tblHeader")
        for section in sections:
            row = table.add_row()
            cells = row.cells
            merged = cells[0].merge(cells[-1])
            _shaded(merged)
            self._cell(merged, section.heading, GROUP)
            _mark(row, "w:cantSplit")
            for point in section.points:
                row = table.add_row()
                texts = (str(point.number), point.indicators, point.problem, point.advice)
                self._row(row, texts, CELL)
                if max(map(len, texts)) <= _KEPT:
                    _mark(row, "w:cantSplit")

    def _row(self, row: Any, texts: Sequence[str], style: Style) -> None:
        for cell, text in zip(row.cells, texts, strict=True):
            self._cell(cell, text, style)

    def _cell(self, cell: Any, text: str, style: Style) -> None:
        self._fill(cell.paragraphs[0], plain(text, _LONGEST), style)

    def _fill(self, paragraph: Any, text: str, style: Style) -> None:
        # By id: the library would search all styles for each paragraph.
        paragraph._p.style = self.ids[style.name]
        _chinese(paragraph.add_run(plain(text)))


def _chinese(run: Any) -> None:
    """Signs that both scripts have (“”, —, …, ①) are set in the Chinese font."""
    from docx.oxml.ns import qn

    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _opened(template: Path | None) -> Any:
    import docx

    if template is None:
        document = docx.Document()
        for style in document.styles:
            # What the library's own template brings is made for English letters.
            if style.name == "Normal":
                style.paragraph_format.space_after = 0
        return document
    try:
        return docx.Document(str(template))
    except Exception:  # whatever a library says of a file that is not what it should be
        raise UsageError("审核意见的模板打不开", template.name, "应是 Word 文件（.docx）") from None


def _style(document: Any, style: Style) -> str:
    """Make the style; its id."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name = "Times New Roman"
    made.font.size = Pt(style.size)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), style.font)
    shape = made.paragraph_format
    shape.space_before, shape.space_after = Pt(style.before), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.spacing)
    alignments = {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER, "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }  # fmt: skip
    shape.alignment = alignments[style.align]
    paragraph = made.element.get_or_add_pPr()
    if style.indent:
        shape.first_line_indent = Pt(style.size * style.indent)
        paragraph.ind.set(qn("w:firstLineChars"), str(100 * style.indent))
    if style.outline is not None:
        shape.keep_with_next = True
        level = paragraph.makeelement(qn("w:outlineLvl"), {qn("w:val"): str(style.outline)})
        paragraph.append(level)
    return str(made.style_id)


def _page(document: Any, made: Letter) -> None:
    """A4 with the margins of GB/T 9704, the title small on top of each page and its number below."""
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = (
        Mm(37),
        Mm(28),
        Mm(26),
        Mm(35),
    )
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    head = section.header.paragraphs[0]
    head.alignment = 2
    _small(head.add_run(plain(made.title)), 9, _FANGSONG)
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    _small(foot.add_run("— "), 14, "宋体")
    _field(foot, "PAGE", Pt(14))
    _small(foot.add_run(" —"), 14, "宋体")
    _fonts(document)


def _small(run: Any, size: float, font: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _field(paragraph: Any, code: str, size: Any) -> None:
    """A field that the program fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size = size
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = code
        run._element.append(part)


def _fonts(document: Any) -> None:
    """List the fonts with the names of others that may stand in for them."""
    from xml.sax.saxutils import quoteattr

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    listed = "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/><w:charset w:val="86"/></w:font>'
        for name, others in _OTHER_NAMES.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:fonts xmlns:w="{space}">{listed}</w:fonts>'
            ).encode()


def _borders(table: Any) -> None:
    """Lines round every cell and fixed widths, whatever styles the template has."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        lines.append(line)
    properties = table._tbl.tblPr
    after = [each for each in properties if each.tag in (qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))]
    # The schema asks for this order, and Word for the schema.
    after[0].addprevious(lines) if after else properties.append(lines)
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)


def _shaded(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fill = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F2F2")):
        fill.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _properties(document: Any, made: Letter, started: str) -> None:
    """Fixed times, and the mark by which a later audit knows that this is not a document (auditor.results)."""
    day = datetime.fromisoformat(started).replace(hour=0, minute=0, second=0, tzinfo=None)
    core = document.core_properties
    core.title, core.keywords, core.author, core.comments = (
        plain(made.title, 200),
        GENERATOR,
        plain(made.sender, 200),
        "",
    )
    core.created = core.modified = day
    core.last_modified_by, core.revision = "", 1


OUTPUTS = (Output("审核意见", files, "docx", usual=False),)
