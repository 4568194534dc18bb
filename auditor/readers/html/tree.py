"""The tree that a browser builds of a page: parsing, a walk in reading order, what is hidden, text of a cell.

Parsed by selectolax with the Lexbor engine, which follows the HTML standard, error recovery included, as Chromium does
(tests/readers/html/test_browser.py), and is faster than libxml2. html5lib builds the same tree a hundred times slower.
Scripts and styles are neither run nor read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset(
    [
        *("button", "head", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style"),
        *("svg", "template", "title"),
    ]
)
"""Elements whose text does not show on the page, or not as running text, unless they hold a table."""
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
        *(
            "input",
            "ins",
            "kbd",
            "label",
            "mark",
            "nobr",
            "o",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
        ),
        *("sup", "time", "tt", "u", "var", "wbr"),
    ]
)
"""Elements that stay within a line; every other element begins a new line."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_TYPED = frozenset(["", "text", "number", "search", "tel", "url", "email", "date", "month"])
"""Kinds of <input> that show their value as text."""


class Event(Enum):
    """What the walk meets."""

    TEXT = "text"
    BREAK = "break"
    TABLE = "table"
    UNSEEN = "unseen"
    """A hidden element without a table; it is not entered."""


def parse(page: str) -> LexborHTMLParser:
    """The tree of ``page``, with <noscript> as a browser that runs scripts treats it."""
    return LexborHTMLParser(page.encode("utf-8", "replace"), scripting=True)


def walk(root: LexborNode, hidden: bool = False) -> Iterator[tuple[Event, str | LexborNode, bool]]:
    """What stands in ``root`` in reading order: event, its text or element, and whether it is hidden.

    Inner tables are not entered, hidden elements only where they hold a table. ``hidden``: ``root`` itself is.
    """
    stack: list[tuple[LexborNode, bool, bool]] = [(root, hidden, False)]
    while stack:
        node, hidden, closing = stack.pop()
        name = node.tag or ""
        if name == "-text":
            yield Event.TEXT, node.text_content or "", hidden
            continue
        if not closing and node is not root:
            if name in _SILENT and node.css_first("table") is None:
                continue
            if not hidden and _is_hidden(node):
                if name != "table" and node.css_first("td, th") is None:
                    yield Event.UNSEEN, node, True
                    continue
                hidden = True
        if name not in _INLINE:
            yield Event.BREAK, node, hidden
        if closing:
            continue
        if name == "table" and node is not root:
            yield Event.TABLE, node, hidden
        elif name == "input":
            yield Event.TEXT, _value(node), hidden
        else:
            stack.append((node, hidden, True))
            stack += [(child, hidden, False) for child in reversed([*node.iter(include_text=True)])]


def rows_of(table: LexborNode) -> tuple[list[LexborNode], list[tuple[LexborNode, int, bool]]]:
    """Captions, and each row with the number of the row after the last one of its group and whether it is hidden."""
    captions: list[LexborNode] = []
    rows: list[tuple[LexborNode, int, bool]] = []
    for child in table.iter():
        if child.tag == "caption":
            captions.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            group = [row for row in child.iter() if row.tag == "tr"]
            end, hidden = len(rows) + len(group), _is_hidden(child)
            rows += [(row, end, hidden or _is_hidden(row)) for row in group]
    return captions, rows


def text_of(cell: LexborNode, unseen: list[LexborNode]) -> str:
    """The cell's text, a new line for each block element or <br>, without the text of nested tables. Hidden elements
    that it leaves out are added to ``unseen``."""
    only = cell.first_child
    if only is None or (only.is_text_node and only.next is None):
        return one_line((only and only.text_content) or "")
    lines: list[str] = [""]
    for event, piece, _ in walk(cell):
        if isinstance(piece, str):
            lines[-1] += piece
        elif event is Event.UNSEEN:
            unseen.append(piece)
        else:
            lines.append("")
    return "\n".join(filter(None, map(one_line, lines)))


def one_line(text: str) -> str:
    """``text`` with its white space as a browser shows it: a no-break space stays."""
    return _SPACE.sub(" ", text).strip(" ")


def is_hiding(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element of these ``attributes`` does not show. Style sheets are not read."""
    if not attributes:
        return False
    style = attributes.get("style")
    return (style is not None and bool(_HIDING.search(style[:2000]))) or "hidden" in attributes


def _is_hidden(element: LexborNode) -> bool:
    return is_hiding(element.attributes)


def _value(field: LexborNode) -> str:
    given = field.attributes
    return (given.get("value") or "") if (given.get("type") or "").strip().lower() in _TYPED else ""
