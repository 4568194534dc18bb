"""What a page holds without showing it: comments, templates, <noscript>, scripts, whatever an element that is never
closed swallows; and cells that it shows without their table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from auditor.readers.html.tree import parse

_NAMES = {"-comment": "注释", "script": "脚本", "style": "样式"}
_RAW = frozenset(["-comment", "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title"])
"""Elements whose content is plain characters to a browser, tags included."""
_CELL = re.compile("<t[dh][\\s>]", re.IGNORECASE)


def unseen(root: LexborNode, page: str) -> Iterator[tuple[str, bool]]:
    """(what is said, whether it was meant to show) for every part of the tree that holds rows of a table and is not
    shown, and for the one that swallows the end of ``page``, which is damage: what follows was meant to be seen."""
    end = page.rstrip()[-_TAIL:]
    for node in (root.parent or root).traverse(include_text=True):
        name = node.tag or ""
        if name == "template":
            held = "".join(_held(fragment) for fragment in node.template_fragments()[:1])
            swallows = False
        elif name in _RAW:
            content = (node.comment_content if name == "-comment" else node.text()) or ""
            held = _held(LexborHTMLParser(f"<table>{content}").root) if _CELL.search(content) else ""
            # The end tag would follow the content.
            swallows = bool(content.strip()) and end.endswith(content.rstrip()[-_TAIL:])
        else:
            continue
        if not held and not swallows:
            continue
        part = f"网页的{_NAMES.get(name) or f' <{name}> '}"
        if swallows:
            yield f"{part}没有结束标记，把其后的内容都吞没了，未读取{f'：有 {held}' * bool(held)}", True
        elif name != "textarea":  # which shows its text
            yield f"{part}中有 {held}，浏览器不显示，未作审核", False


def loose_cells(root: LexborNode, page: str) -> int:
    """Cells that stand in no table, as behind a stray </table>: browsers show their texts as one line, without columns.

    The tree does not hold them: its cells are compared with those of a tree in which they are ordinary elements.
    """
    cells = len(root.css("td, th"))
    if len(_CELL.findall(page)) <= cells:
        return 0
    ordinary = parse(_CELL_TAG.sub(r"<\1x-t\2", page)).root
    return max(0, (len(ordinary.css("x-td, x-th")) if ordinary is not None else 0) - cells)


_CELL_TAG = re.compile("<(/?)t([dh])(?=[\\s/>])", re.IGNORECASE)
_TAIL = 1_000
"""Characters at the end of the page by which a part is known to reach it."""


def _held(root: LexborNode | None) -> str:
    """How many rows ``root`` holds, or cells where a template has taken the cells out of their rows; "" if none.

    Only those with a word or number count; signs alone are what is left of a script's strings.
    """
    if root is None:
        return ""
    rows = sum(any(map(_says, row.css("td, th"))) for row in root.css("tr"))
    cells = 0 if rows else sum(map(_says, root.css("td, th")))
    return f"{rows} 行表格" if rows else f"{cells} 个单元格" if cells else ""


def _says(cell: LexborNode) -> bool:
    return any(map(str.isalnum, cell.text()))
