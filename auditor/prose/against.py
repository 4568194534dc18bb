"""The same amounts in the tables: by subject (rules/words/prose.yaml), and by the names of 类, 款 and 项."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from auditor.language import subject_code
from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze
from auditor.prose.subject import key
from auditor.prose.told import Told
from auditor.ties.cells import AmountCell, TiedTable, plain_label
from auditor.ties.columns import pick
from auditor.ties.named import NotChecked, between
from auditor.ties.relation import Relation, Term

_BY_CODE = ("一般公共预算支出表", "政府性基金预算支出表", "国有资本经营预算支出表", "财政拨款支出表", "支出总表")
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


def in_tables(told: Told, sheets: Sequence[TiedTable]) -> InTable | None:
    """Where the tables print ``told``; None if that is not known, or they do not print it."""
    if told.rough or not told.figure.money or not told.subject:
        return None
    if told.path:
        return _by_path(told, sheets)
    if told.inner or any(whole.path or not _terms(whole) for whole in told.above()):
        return None
    return _best(
        told, (cell for term in _terms(told) for cell in _cells(term, sheets)), key(told.subject) in _bounded()
    )


def is_known(told: Told) -> bool:
    """Whether the subject is one that has one amount in the whole book."""
    return bool(told.path or _terms(told))


def _best(told: Told, cells: Iterator[AmountCell], at_most: bool = False) -> InTable | None:
    """The cell that agrees, else the first."""
    first: InTable | None = None
    for cell in cells:
        if cell.value is None:
            continue
        if _agrees(told, cell) or (at_most and cell.value >= told.figure.value):
            return InTable(cell, True)
        first = first or InTable(cell, False, at_most=at_most)
    return first


def _agrees(told: Told, cell: AmountCell) -> bool:
    return cell.value is not None and abs(cell.value - told.figure.value) <= told.figure.rounding + cell.rounding


def _cells(term: Term, sheets: Sequence[TiedTable]) -> Iterator[AmountCell]:
    try:
        for equation in between(Relation("", "", (term,), (term,)), sheets):
            yield from (cell for _, cell in equation.left.cells)
    except NotChecked:
        return


def _terms(told: Told) -> tuple[Term, ...]:
    named = key(told.subject)
    whole, ends = _subjects()
    found = whole.get(named)
    if found is None:
        found = next((terms for end, terms in ends if named.endswith(end) and told.whole is None), None)
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


def _by_path(told: Told, sheets: Sequence[TiedTable]) -> InTable | None:
    tables = [sheet for kind in _BY_CODE for sheet in sheets if sheet.kind == kind and sheet.by_code()]
    if not tables or any(whole.path or not _terms(whole) for whole in told.above()):
        return None
    lines = [(sheet, at, code) for sheet in tables for code, places in sheet.by_code().items() for at in places]
    lines = [line for line in lines if len(subject_code.levels(line[2])) == len(told.path)]
    exact = [line for line in lines if _differing(told.path, line) == []]
    if "" in told.path and len({code for _, _, code in exact}) != 1:
        return None
    if exact:
        found = _best(told, (cell for line in exact if (cell := _cell(line)) is not None))
        return None if found is None else InTable(found.cell, found.agrees, exact[0][2])
    near = [
        (line, cell)
        for line in lines
        if (cell := _cell(line)) is not None
        and (len(_differing(told.path, line)) < len(told.path) or len(told.path) == 1)
        and _agrees(told, cell)
        and told.figure.number
    ]
    if len({line[2] for line, _ in near}) != 1:
        return None
    (line, cell), *_ = near
    return InTable(cell, True, line[2], named="；".join(_differing(told.path, line)))


def unknown_paths(told: Sequence[Told], found: Sequence[InTable | None], sheets: Sequence[TiedTable]) -> set[int]:
    """The amounts (by id) whose 类, 款 and 项 no table has, in a book whose others are found."""
    full = [(one, match) for one, match in zip(told, found, strict=True) if len(one.path) == 3 and all(one.path)]
    missing = [one for one, match in full if match is None and one.figure.number]
    coded = [sheet for sheet in sheets if sheet.kind in _BY_CODE and sheet.by_code()]
    if not coded or not all(sheet.whole for sheet in coded) or 3 * len(missing) > len(full):
        return set()
    return {id(one) for one in missing}


_Line = tuple[TiedTable, int, str]
_LEVELS = ("类", "款", "项")


def _differing(path: Sequence[str], line: _Line) -> list[str]:
    """Where the names of the text differ from those of the table, in words; [] if they are the same."""
    sheet, _, code = line
    parts = subject_code.levels(code)
    found = []
    for depth, name in enumerate(path):
        above = sheet.by_code().get("".join(parts[: depth + 1]))
        printed = plain_label(sheet.lines[above[0]].label) if above else ""
        if name and printed and half_width(squeeze(name)) != half_width(squeeze(printed)):
            found.append(f"{_LEVELS[depth]}“{name}”在表中为“{printed}”")
    return found


def _cell(line: _Line) -> AmountCell | None:
    sheet, at, _ = line
    column = pick(sheet.columns, _SUMS)
    return None if column is None else sheet.cell(at, column)


def difference(told: Told, found: InTable) -> Decimal:
    """Text minus table in 万元."""
    return told.figure.value - (found.cell.value or Decimal(0))
