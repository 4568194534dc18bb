"""The same amounts in the tables: by subject (rules/words/prose.yaml), and by the names of 类, 款 and 项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property

from auditor.language import subject_code
from auditor.language.headings import NUMBERED
from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze
from auditor.prose.stated import Stated
from auditor.prose.subject import key
from auditor.ties.cells import AmountCell, TiedTable, plain_label
from auditor.ties.columns import pick
from auditor.ties.named import NotChecked, between
from auditor.ties.relation import Relation, Term

_BY_CODE = ("一般公共预算支出表", "政府性基金预算支出表", "国有资本经营预算支出表", "财政拨款支出表", "支出总表")
_UNIT = re.compile(
    r"(?:中心|学校|中学|小学|幼儿园|大队|支队|总队|研究院|医院|所|馆|站|局|处|队|本级)(?:[（(].{1,8}[）)])?$"
)
"""The end of a heading that names one of the units of a department."""
_SUMS = ("合计", "总计", "本年支出合计", "本年支出", "预算数", "决算数", "小计")

_INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class InTable:
    """The cell of a table that an amount of the text must equal. ``agrees``: it does, within rounding."""

    cell: AmountCell
    agrees: bool
    code: str = ""
    at_most: bool = False
    """The amount of the text may be smaller."""
    named: str = ""
    """How the names of the classification differ between text and table, "" if they do not."""

    @property
    def place(self) -> str:
        """The cell for people: “支出总表”的“合计 基本支出”."""
        row, name = self.cell.row, self.cell.name
        named = f"{row} {name.removeprefix(row).removeprefix('“').removesuffix('”')}".strip()
        bound = "（应不大于）" if self.at_most else ""
        return f"{bound}“{self.cell.sheet.title.translate(_INNER)}”的“{named.translate(_INNER)}”"

    @property
    def raw(self) -> str:
        """The amount as printed, with its unit."""
        amount = self.cell.amount
        return "0（空）" if amount is None or not amount.raw.strip() else f"{amount.raw}{amount.unit}"


def in_tables(stated: Stated, tables: Tables) -> InTable | None:
    """Where the tables print ``stated``; None if that is not known, or they do not print it."""
    if stated.rough or not stated.figure.money or not stated.subject:
        return None
    if any(_UNIT.search(title) and NUMBERED.match(title) for title in stated.paragraph.section):
        return None  # stated of one of the units, not of the whole
    if stated.path:
        return _by_path(stated, tables)
    if stated.inner or any(whole.path or not _terms(whole) for whole in stated.above()):
        return None
    return _best(
        stated,
        (cell for term in _terms(stated) for cell in _cells(term, tables.sheets)),
        key(stated.subject) in _bounded(),
    )


def is_known(stated: Stated) -> bool:
    """Whether the subject is one that has one amount in the whole book."""
    return bool(stated.path or _terms(stated))


def _best(stated: Stated, cells: Iterator[AmountCell], at_most: bool = False) -> InTable | None:
    """The cell that agrees, else the first."""
    first: InTable | None = None
    for cell in cells:
        if cell.value is None:
            continue
        if _agrees(stated, cell) or (at_most and cell.value >= stated.figure.value):
            return InTable(cell, True, at_most=at_most)
        first = first or InTable(cell, False, at_most=at_most)
    return first


def _agrees(stated: Stated, cell: AmountCell) -> bool:
    return cell.value is not None and abs(cell.value - stated.figure.value) <= stated.figure.rounding + cell.rounding


def _cells(term: Term, sheets: Sequence[TiedTable]) -> Iterator[AmountCell]:
    try:
        for equation in between(Relation("", "", (term,), (term,)), sheets):
            yield from (cell for _, cell in equation.left.cells)
    except NotChecked:
        return


def _terms(stated: Stated) -> tuple[Term, ...]:
    named = key(stated.subject)
    whole, ends = _subjects()
    found = whole.get(named)
    if found is None:
        found = next((terms for end, terms in ends if named.endswith(end) and stated.whole is None), None)
    return found or ()


@cache
def _subjects() -> tuple[dict[str, tuple[Term, ...]], list[tuple[str, tuple[Term, ...]]]]:
    """Terms by key of the subject, and by the end of it."""
    whole: dict[str, tuple[Term, ...]] = {}
    ends: list[tuple[str, tuple[Term, ...]]] = []
    for entry in load("prose")["对照"]:
        terms = tuple(_term(place) for place in entry["取自"]) or (Term(("（无）",)),)
        for name in map(str, entry["说法"]):
            if name.startswith("…"):
                ends.append((key(name[1:]), terms))
            else:
                whole.setdefault(key(name), terms)
    return whole, ends


@cache
def _bounded() -> frozenset[str]:
    """Keys of the subjects that may be smaller than what the tables print."""
    return frozenset(key(str(name)) for entry in load("prose")["对照"] if entry.get("至多") for name in entry["说法"])


def _term(place: dict[str, object]) -> Term:
    return Term((str(place["表种"]),), _names(place.get("行")), _names(place.get("列")))


def _names(given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    return tuple(map(str, given)) if isinstance(given, list) else (str(given),)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the classification: where it stands, its code, and the names of its 类, 款 and 项 as printed."""

    sheet: TiedTable
    at: int
    code: str
    names: tuple[str, ...]

    @property
    def cell(self) -> AmountCell | None:
        """Its total."""
        column = pick(self.sheet.columns, _SUMS)
        return None if column is None else self.sheet.cell(self.at, column)


@dataclass(frozen=True)
class Tables:
    """The tables of a book, and their lines by code."""

    sheets: Sequence[TiedTable]

    @cached_property
    def lines(self) -> dict[int, list[_Line]]:
        """The lines of the tables of expenditure by depth: 1 for 类, 2 for 款, 3 for 项; the general budget first."""
        found: dict[int, list[_Line]] = {}
        for sheet in (sheet for kind in _BY_CODE for sheet in self.sheets if sheet.kind == kind):
            names = {code: _plain(plain_label(sheet.lines[at[0]].label)) for code, at in sheet.by_code().items()}
            for code, places in sheet.by_code().items():
                parts = subject_code.levels(code)
                path = tuple(names.get("".join(parts[: depth + 1]), "") for depth in range(len(parts)))
                found.setdefault(len(parts), []).extend(_Line(sheet, at, code, path) for at in places)
        return found

    @property
    def whole(self) -> bool:
        """Whether all of these tables were read."""
        return all(line.sheet.whole for lines in self.lines.values() for line in lines)


_LEVELS = ("类", "款", "项")


def _plain(name: str) -> str:
    return half_width(squeeze(name))


def _by_path(stated: Stated, tables: Tables) -> InTable | None:
    lines = tables.lines.get(len(stated.path), [])
    if not lines or any(whole.path or not _terms(whole) for whole in stated.above()):
        return None
    path = tuple(map(_plain, stated.path))
    exact = [line for line in lines if not _differing(path, line)]
    if "" in path and len({line.code for line in exact}) != 1:
        return None
    if exact:
        found = _best(stated, (cell for line in exact if (cell := line.cell) is not None))
        return None if found is None else replace(found, code=exact[0].code)
    near = [
        (line, cell)
        for line in lines
        if (len(_differing(path, line)) < len(path) or len(path) == 1)
        and stated.figure.number
        and (cell := line.cell) is not None
        and _agrees(stated, cell)
    ]
    if len({line.code for line, _ in near}) != 1:
        return None
    (line, cell), *_ = near
    named = [f"{_LEVELS[at]}“{stated.path[at]}”在表中为“{line.names[at]}”" for at in _differing(path, line)]
    return InTable(cell, True, line.code, named="；".join(named))


def _differing(path: Sequence[str], line: _Line) -> list[int]:
    """The levels whose names in the text differ from those of the table; a name that either lacks does not."""
    return [
        at
        for at, (name, printed) in enumerate(zip(path, line.names, strict=True))
        if name and printed and name != printed
    ]


def unknown_paths(stated: Sequence[Stated], found: Sequence[InTable | None], tables: Tables) -> set[int]:
    """The amounts (by id) whose 类, 款 and 项 no table has, in a book whose others are found."""
    full = [(one, match) for one, match in zip(stated, found, strict=True) if len(one.path) == 3 and all(one.path)]
    missing = [one for one, match in full if match is None and one.figure.number]
    if not tables.lines or not tables.whole or 3 * len(missing) > len(full):
        return set()
    return {id(one) for one in missing}


def difference(stated: Stated, found: InTable) -> Decimal:
    """Text minus table in 万元."""
    return stated.figure.value - (found.cell.value or Decimal(0))
