"""Office files whose XML is damaged but well formed: what is still in the file is read, or something is said.

Elements are wrapped, opened, doubled, moved and robbed of an attribute; their texts all stay in the file. Elements are
dropped too: then the file may hold fewer indicators, but no more are lost than had a text in what was dropped.
``AUDITOR_FUZZ=1000`` changes each file a thousand times.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from auditor import readers
from auditor.errors import UnreadableFile
from auditor.forms import read_book
from samples.making import chaoyang, shanghai
from samples.making.table import Table
from samples.making.word import write_docx
from samples.making.workbook import write_workbook
from tests.readers.office import packed

TIMES = int(os.environ.get("AUDITOR_FUZZ", "50"))
VERSIONS = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Damage = Callable[[etree._Element, random.Random], None]


def wrapped(element: etree._Element, chance: random.Random) -> None:
    """In an element that nobody knows, or in one of two versions."""
    around = parent_of(element)
    names = ("{urn:x}new",) if chance.random() < 0.5 else (f"{{{VERSIONS}}}AlternateContent", f"{{{VERSIONS}}}Choice")
    outer = inner = etree.Element(names[0])
    for name in names[1:]:
        inner = etree.SubElement(inner, name)
    around.replace(element, outer)
    inner.append(element)


def opened(element: etree._Element, chance: random.Random) -> None:
    """Its children in its place."""
    parent = parent_of(element)
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def doubled(element: etree._Element, chance: random.Random) -> None:
    element.addnext(deepcopy(element))


def moved(element: etree._Element, chance: random.Random) -> None:
    """Before another child of the same parent."""
    parent = parent_of(element)
    parent.insert(chance.randrange(len(parent)), element)


def robbed(element: etree._Element, chance: random.Random) -> None:
    """Of one attribute."""
    if element.attrib:
        del element.attrib[chance.choice(sorted(map(str, element.attrib)))]


def dropped(element: etree._Element, chance: random.Random) -> None:
    parent_of(element).remove(element)


def parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


DAMAGES: tuple[Damage, ...] = (wrapped, opened, doubled, moved, robbed, dropped)
ROWS = 40
"""Rows of the list of projects: few, so that a file is damaged and read in some milliseconds."""


def _forms() -> list[Table]:
    return [shanghai.form(applied) for applied in shanghai.APPLIED[:3]]


def _list() -> list[Table]:
    whole = chaoyang.projects(Path(__file__).parents[2] / "samples" / "chaoyang-government-2026.txt")
    cut = Table(whole.title, whole.widths, whole.captions, header_rows=whole.header_rows)
    for (row, column), span in whole.cells.items():
        if row < ROWS:
            cut.put(row, column, span.text, rows=min(span.rows, ROWS - row), columns=span.columns, align=span.align)
    return [cut]


def _workbook(path: Path, tables: list[Table]) -> None:
    write_workbook(path, {f"表{number}": table for number, table in enumerate(tables, 1)})


CELLS = ("xl/worksheets/sheet", "xl/sharedStrings", "xl/workbook", "xl/_rels/")
"""The parts of a workbook that hold what is printed, or lead to it."""
FILES: dict[str, tuple[Callable[[], list[Table]], Callable[[Path, list[Table]], None], tuple[str, ...]]] = {
    "forms.xlsx": (_forms, _workbook, CELLS),
    "list.xlsx": (_list, _workbook, CELLS),
    "forms.docx": (_forms, write_docx, ("word/document.xml",)),
    "list.docx": (_list, write_docx, ("word/document.xml",)),
}


def outcome(name: str, data: bytes) -> tuple[int, set[str]]:
    """Indicators, and what is said not to be read or to be in doubt."""
    try:
        book = read_book(readers.read_data(name, data), id="book")
    except UnreadableFile as error:
        return 0, {error.what}
    said = {entry.why or entry.title for entry in book.ledger if entry.why or not entry.read}
    said |= {repair.read_as for repair in book.repairs if repair.doubtful}
    return sum(len(project.indicators) for project in book.projects), said


def damaged(data: bytes, chance: random.Random, damage: Damage) -> tuple[bytes, str]:
    """``data`` with one element of ``part`` changed, and which; "" if the element holds what the damage takes away."""
    root = etree.fromstring(data)
    elements = [element for element in root.iterdescendants() if isinstance(element.tag, str)]
    if chance.random() < 0.8:
        elements = [element for element in elements if any(map(str.strip, map(str, element.itertext())))] or elements
    # A tag first: the elements that are rare hold the others together.
    tag = chance.choice(sorted({str(element.tag) for element in elements}))
    element = chance.choice([element for element in elements if element.tag == tag])
    has_text = any(text.strip() for text in map(str, element.itertext()))
    takes = (damage is dropped and has_text) or (damage is opened and (element.text or "").strip())
    damage(element, chance)
    return etree.tostring(root), "" if takes else tag.rpartition("}")[2]


@pytest.mark.parametrize("name", FILES)
def test_what_is_still_in_a_damaged_file_is_read_or_said(name: str, tmp_path: Path) -> None:
    tables, write, starts = FILES[name]
    path = tmp_path / name
    write(path, tables())
    with ZipFile(path) as container:
        sound: dict[str, str | bytes] = {each: container.read(each) for each in container.namelist()}
    expected, remarks = outcome(name, packed(sound))
    places = sorted(each for each in sound if each.startswith(starts))
    counts: Counter[str] = Counter()
    silent = []
    for seed in range(TIMES):
        chance = random.Random(f"{name} {seed}")
        damage, place = chance.choice(DAMAGES), chance.choice(places)
        content, what = damaged(bytes(sound[place]), chance, damage)  # type: ignore[arg-type]
        indicators, said = outcome(name, packed(sound | {place: content}))
        end = "read" if indicators >= expected else "said" if said - remarks else "silent" if what else "dropped"
        counts[end] += 1
        if end == "silent":
            silent.append(f"{seed}: {damage.__name__} {what} in {place}, {indicators} of {expected}")
    print(name, dict(counts))
    assert silent == []
