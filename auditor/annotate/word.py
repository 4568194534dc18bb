"""A Word document with shaded cells and comments, by python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from auditor.annotate.marked import MarkedFile, Refused
from auditor.annotate.note import AUTHOR, Note
from auditor.readers.word import cells, sniff
from auditor.results import GENERATOR

_INITIALS = "审核"


def recognises(data: bytes) -> bool:
    """Whether ``data`` is a Word document that can be annotated."""
    return sniff(data, "")


def mark(data: bytes, notes: Sequence[Note]) -> MarkedFile:
    """The document ``data`` with ``notes`` as comments at their cells. Raises Refused."""
    import docx

    outcome = MarkedFile()
    try:
        document = docx.Document(io.BytesIO(data))
        places = cells(document.element.body)
        for note in notes:
            cell = places.get(note.source.cell or "")
            if cell is None:
                outcome.loose += note.findings
                runs = _first(document)
            else:
                outcome.placed += note.findings
                _shade(cell, note.colour)
                runs = _runs(cell)
            document.add_comment(runs, text=note.text, author=AUTHOR, initials=_INITIALS)
        document.core_properties.keywords = GENERATOR
        out = io.BytesIO()
        document.save(out)
    except Exception as error:  # python-docx raises whatever a part makes it raise
        raise Refused("文档无法改写（请在 Word 中打开后另存为 docx 再试）") from error
    outcome.data = out.getvalue()
    return outcome


def _first(document: Any) -> list[Any]:
    """A run at the beginning of the document, for what has no cell."""
    paragraphs = document.paragraphs
    paragraph = paragraphs[0] if paragraphs else document.add_paragraph()
    return [paragraph.runs[0] if paragraph.runs else paragraph.add_run("")]


def _runs(cell: Any) -> list[Any]:
    """The runs of the first paragraph of ``cell`` that has one; an empty run is added where none has."""
    from docx.text.paragraph import Paragraph

    paragraphs = [Paragraph(each, cell) for each in cell.iterchildren("{*}p")]
    written = next((each for each in paragraphs if each.runs), None)
    if written is not None:
        return list(written.runs)
    if not paragraphs:
        paragraphs = [Paragraph(cell.add_p(), cell)]
    return [paragraphs[0].add_run("")]


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = cell.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    # The order of these is fixed; Word refuses a file in which shd stands behind one of them.
    behind = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel",
              "cellMerge", "tcPrChange")  # fmt: skip
    after = next((each for each in properties if each.tag in {qn(f"w:{name}") for name in behind}), None)
    if after is None:
        properties.append(shade)
    else:
        after.addprevious(shade)
