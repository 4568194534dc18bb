"""The text of an element in a Word document as Word shows it.

Programs put wrappers around what they write (content controls, changes, versions for other programs), and new ones are
invented, so every element that is not known as content or as something not printed is looked into (``printed``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.readers.package import local_name

if TYPE_CHECKING:
    from lxml import etree

SHOWN = 60
"""Characters of a text that an entry of the ledger shows: enough to find it in the file."""
_SYMBOLS = {0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0A5: "∞"}
_CONTENT = frozenset(
    ("p", "tbl", "tr", "tc", "r", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "txbxContent")
) | {"altChunk", "subDoc"}
"""Elements that the reader of Word files reads, or says it does not."""
_UNPRINTED = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "fldData", "docPartList"))
"""Deleted text, codes of fields, phonetic guides. Properties are not printed either: their names end in "Pr"."""


def printed(parent: etree._Element) -> Iterator[etree._Element]:
    """The content of an element, its wrappers opened: of content stored in several versions (mc:AlternateContent) the
    first that holds text, nothing that is not printed."""
    for element in parent:
        kind = local_name(element)
        if kind in _CONTENT:
            yield element
        elif kind == "AlternateContent":
            versions = list(element)
            yield from printed(next(filter(words, versions), versions[0])) if versions else ()
        elif kind not in _UNPRINTED and not kind.endswith("Pr"):
            yield from printed(element)


def words(element: etree._Element) -> str:
    """Every text below an element, printed or not, its beginning only if it is long."""
    found = " ".join(filter(None, ((part.text or "").strip() for part in element.iter("{*}t"))))
    return found if len(found) <= SHOWN else f"{found[:SHOWN]}…"


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes that are anchored in a paragraph or run."""
    for element in printed(paragraph):
        kind = local_name(element)
        if kind == "txbxContent":
            yield element
        elif kind == "r":
            yield from boxes(element)


def cell_text(cell: etree._Element, hidden: bool = False) -> str:
    """Paragraphs of a cell or text box, each on its own line, without the text of nested tables. ``hidden``: with the
    text that Word does not show."""
    paragraphs = (element for element in printed(cell) if local_name(element) == "p")
    return "\n".join(text_of(paragraph, hidden) for paragraph in paragraphs).strip("\n")


def text_of(element: etree._Element, hidden: bool = False) -> str:
    """The printed text of a paragraph or a run in it."""
    parts: list[str] = []
    for child in printed(element):
        kind = local_name(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind in ("tab", "ptab"):
            parts.append("\t")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind == "noBreakHyphen":
            parts.append("-")
        elif kind == "sym":
            parts.append(_symbol(child))
        elif kind == "r" and (hidden or not is_on(child, "rPr/{*}vanish")):
            parts.append(text_of(child, hidden))
    return "".join(parts)


def is_on(element: etree._Element, path: str) -> bool:
    """Whether a property is set: it is there, and not switched off."""
    found = element.find(f"{{*}}{path}")
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font. Code points of the private use area have no meaning as text: they become "□"."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOLS and attribute(element, "font") == "Symbol":
        return _SYMBOLS[code]
    return "□" if 0xD800 <= code < 0xF900 or code > 0xFFFF else chr(code)


def attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def value(element: etree._Element | None, default: int) -> int:
    text = attribute(element, "val") if element is not None else None
    return int(text) if text and len(text) < 8 and text.isascii() and text.isdigit() else default
