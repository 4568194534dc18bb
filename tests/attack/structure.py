"""Structure of XLSX, DOCX and HTML damaged where the file stays well-formed (XML) or readable (HTML).

Elements are dropped, doubled, wrapped, unwrapped, renamed or put in another order. A row counts while its name still
stands in the file, whatever stands around it: it must be reported, or something must be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from html import escape
from random import Random

from lxml import etree

from tests.attack.books import LAYOUTS, Table, docx_body, html_tables, xlsx_members
from tests.attack.case import TIMES, Case, Made
from tests.readers.office import WORD, docx, packed

Element = etree._Element
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WRAPPERS = {
    "xlsx": (f"{{{MC}}}AlternateContent", "{urn:x}y", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}ext"),
    "docx": (
        "{urn:x}y", f"{{{MC}}}AlternateContent", *(f"{{{W}}}{name}" for name in
        ("sdt", "sdtContent", "ins", "del", "smartTag", "customXml", "bdo", "dir", "moveTo", "hyperlink",
         "txbxContent")),
    ),
}  # fmt: skip
EXTREMES = ("", "0", "-1", "999999999999", "A1:XFD1048576", "b", "e", "true", "ZZZZ9", "\u4e00")


def drop(element: Element, wrapper: str, chance: Random) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def double(element: Element, wrapper: str, chance: Random) -> None:
    element.addnext(deepcopy(element))


def wrap(element: Element, wrapper: str, chance: Random) -> None:
    around = etree.Element(wrapper)
    element.addprevious(around)
    around.append(element)


def wrap_run(element: Element, wrapper: str, chance: Random) -> None:
    """One wrapper around several neighbours."""
    following = list(element.itersiblings())[: chance.randint(1, 6)]
    wrap(element, wrapper, chance)
    around = element.getparent()
    assert around is not None
    around.extend(following)


def unwrap(element: Element, wrapper: str, chance: Random) -> None:
    for child in reversed(list(element)):
        element.addnext(child)
    drop(element, wrapper, chance)


def rename(element: Element, wrapper: str, chance: Random) -> None:
    element.tag = wrapper


def shuffle(element: Element, wrapper: str, chance: Random) -> None:
    children = list(element)
    chance.shuffle(children)
    for child in children:
        element.append(child)


def move(element: Element, wrapper: str, chance: Random) -> None:
    """To the end of its parent, or before all others."""
    parent = element.getparent()
    assert parent is not None
    parent.insert(chance.choice((0, len(parent))), element)


def spoil(element: Element, wrapper: str, chance: Random) -> None:
    """An attribute changed or lost."""
    if element.attrib:
        name = chance.choice(sorted(map(str, element.attrib)))
        if chance.random() < 0.3:
            del element.attrib[name]
        else:
            element.set(name, chance.choice(EXTREMES))
    else:
        element.set("r", chance.choice(EXTREMES))


WAYS: tuple[Callable[[Element, str, Random], None], ...] = (
    drop, double, wrap, wrap, wrap_run, unwrap, rename, shuffle, move, spoil,
)  # fmt: skip


def _tree(format: str, xml: bytes, chance: Random) -> bytes:
    root = etree.fromstring(xml)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        # Elements of every depth alike: most elements are leaves, most harm is done near the root.
        depth = chance.randint(1, 8)
        if not (inner := [element for element in root.iter("*") if element is not root]):
            break
        deep = [element for element in inner if sum(1 for _ in element.iterancestors()) == depth]
        chance.choice(WAYS)(chance.choice(deep or inner), chance.choice(WRAPPERS[format]), chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _counted(tables: list[Table], stands: Callable[[str], bool]) -> tuple[int, int]:
    """Projects and indicators whose name stands in the file."""
    places = {"project": 1, "indicator": None, "both": 0}
    projects = indicators = 0
    for line in (line for one in tables for line in one):
        if line.role in {"project", "both"}:
            projects += stands(line.cells[places[line.role] or 0])
        if line.role in {"indicator", "both"}:
            indicators += stands(next(cell for cell in line.cells if cell.endswith(("处数", "率", "满意度"))))
    return projects, indicators


def _xlsx(tables: list[Table], chance: Random) -> Made:
    members, _ = xlsx_members(tables)
    shared = str(members["xl/sharedStrings.xml"])
    numbers = {text: number for number, text in enumerate(re.findall("<t>(.*?)</t>", shared))}
    name = chance.choice(("xl/worksheets/sheet1.xml",) * 4 + ("xl/sharedStrings.xml", "xl/workbook.xml"))
    members[name] = _tree("xlsx", str(members[name]).encode(), chance)
    sheet, strings = (_bytes(members[f"xl/{one}.xml"]).decode() for one in ("worksheets/sheet1", "sharedStrings"))

    def stands(text: str) -> bool:
        return f">{numbers[escape(text)]}</" in sheet and f">{escape(text)}</" in strings

    return Made(packed(members), *_counted(tables, stands))


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode()


def _docx(tables: list[Table], chance: Random) -> Made:
    document = f"<w:document {WORD}><w:body>{docx_body(tables)}</w:body></w:document>"
    changed = _tree("docx", document.encode(), chance)
    found = changed.decode()
    return Made(docx("", {"word/document.xml": changed}), *_counted(tables, lambda text: f">{escape(text)}</" in found))


INLINE = (
    "form",
    "div",
    "font",
    "center",
    "b",
    "a",
    "span",
    "section",
    "p",
    "label",
    "x-y",
    "tbody",
    "table",
    "td",
    "li",
)
HIDING = ("template", "noscript", "select", "textarea", "details", "button", "svg", "math", "iframe", "object")


def _html(tables: list[Table], chance: Random) -> Made:
    """Tags dropped, doubled, moved, inserted or put around rows; texts stay whole."""
    body = html_tables(tables)
    for _ in range(chance.choice((1, 1, 2, 4))):
        tags = [found.span() for found in re.finditer(r"<[^>]+>", body)]
        start, stop = chance.choice(tags)
        tag = body[start:stop]
        other = chance.choice(tags)[0]
        name = chance.choice(INLINE if chance.random() < 0.8 else HIDING)
        way = chance.randrange(6)
        if way == 0:
            body = body[:start] + body[stop:]
        elif way == 1:
            body = body[:stop] + tag * chance.choice((1, 9)) + body[stop:]
        elif way == 2:
            first, last = sorted((start, other))
            body = f"{body[:first]}<{name}>{body[first:last]}</{name}>{body[last:]}"
        elif way == 3:
            body = body[:start] + chance.choice((f"<{name}>", f"</{name}>")) + body[start:]
        elif way == 4:
            stray = chance.choice(("</table>", "</body></html>", "</tr>", "<tr>", "<table>", "<td>", "</td>", "<br>"))
            body = body[:start] + stray + body[start:]
        else:
            rows = body.split("<tr>")
            chance.shuffle(rows)
            body = "<tr>".join(rows)
    page = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    return Made(page.encode(), *_counted(tables, lambda text: f">{escape(text)}<" in body))


MAKERS: dict[str, Callable[[list[Table], Random], Made]] = {"xlsx": _xlsx, "docx": _docx, "html": _html}


def damaged(format: str, seed: int) -> Made:
    tables = list(LAYOUTS.values())[seed % 3]()
    return MAKERS[format](tables, Random(f"{format} {seed}"))


def cases(times: int = TIMES) -> Iterator[Case]:
    for format in MAKERS:
        for seed in range(times):
            yield Case(f"structure/{format}/{seed}", format, partial(damaged, format, seed))
