"""Relations between tables: the cells that the terms of a relation name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from auditor.language.text import half_width, squeeze
from auditor.model import BudgetLine
from auditor.ties.cells import AmountCell, TiedTable, class_name, class_of, is_item, plain_label
from auditor.ties.columns import pick
from auditor.ties.equation import Equation, Side
from auditor.ties.relation import Each, Relation, Term

_MOST = 100
"""Combinations of alternative rows that are tried; the relations of the core pack have two at most."""
TOTAL, ITEMS, DETAILS = "合计", "各项", "明细"


@dataclass(frozen=True, slots=True)
class NotChecked(Exception):
    """Why a relation could not be checked, in words for people."""

    why: str


def between(relation: Relation, sheets: Sequence[TiedTable]) -> Iterator[Equation]:
    """The equations of ``relation``. Raises NotChecked if a table, line or column that it needs is not there.

    A term of which any row may fit gives several equations; the first that holds counts, else the first.
    """
    if relation.each is None:
        yield _best([Equation(relation, *sides) for sides in _whole(relation, sheets)])
    elif relation.each is Each.LINE:
        yield from _by_line(relation, sheets)
    else:
        yield from _by_key(relation, sheets, relation.each)


def _whole(relation: Relation, sheets: Sequence[TiedTable]) -> Iterator[tuple[Side, Side]]:
    left = [_choices(term, sheets) for term in relation.left]
    right = [_choices(term, sheets) for term in relation.right]
    for one, other in islice(product(product(*left), product(*right)), _MOST):
        yield _joined(one), _joined(other)


def _joined(parts: Sequence[Side]) -> Side:
    cells = tuple(cell for part in parts for cell in part.cells)
    return Side(cells, tuple(sheet for part in parts for sheet in part.absent))


def _best(equations: list[Equation]) -> Equation:
    return next((one for one in equations if one.holds), equations[0])


def _choices(term: Term, sheets: Sequence[TiedTable]) -> list[Side]:
    """What a term may stand for: the first of its rows that the table has, or each of them if any may fit."""
    sheet = _sheet(term, sheets)
    if sheet is None:
        return [Side(())]
    found = [side for row in term.rows or ("",) if (side := _side(term, sheet, row)) is not None]
    if not found and not term.optional:
        raise NotChecked(f"“{sheet.title}”中没有找到{_wanted(term)}")
    return (found if term.any_row else found[:1]) or [Side(())]


def _sheet(term: Term, sheets: Sequence[TiedTable]) -> TiedTable | None:
    """The table of a term, None if an optional one is absent. Raises NotChecked."""
    for kind in term.kinds:
        found = [sheet for sheet in sheets if sheet.kind == kind]
        if len(found) > 1:
            raise NotChecked(f"有 {len(found)} 张{kind}，不能确定用哪一张")
        if found:
            return found[0]
    if term.optional:
        return None
    raise NotChecked(f"没有读到{term.kinds[0]}")


def _wanted(term: Term) -> str:
    rows = "、".join(term.rows) or "、".join(term.codes)
    columns = "、".join(term.columns)
    return (
        "，".join(part for part in (f"“{rows}”行" if rows else "", f"“{columns}”列" if columns else "") if part)
        or "金额"
    )


def _side(term: Term, sheet: TiedTable, row: str) -> Side | None:
    places = _lines(term, sheet, row)
    cells = [cell for at in places if (cell := _cell(term, sheet, at)) is not None]
    if not places or len(cells) < len(places):
        return None
    return Side(tuple((-1 if term.minus else 1, cell) for cell in cells))


def _cell(term: Term, sheet: TiedTable, at: int) -> AmountCell | None:
    """The term's column in a line. A table with two sides (收入, 支出) has only one of them in a line."""
    column = pick(sheet.columns, term.columns)
    if column is None and not term.columns and len(sheet.lines[at].amounts) == 1:
        column = next(iter(sheet.lines[at].amounts))
    return sheet.cell(at, column) if column is not None else None


def _lines(term: Term, sheet: TiedTable, row: str) -> list[int]:
    if term.codes:
        return [at for at in sheet.details() if any(code.startswith(term.codes) for code in _codes_of(sheet.lines[at]))]
    if row == DETAILS:
        return sheet.details()
    sided = [at for at in range(len(sheet.lines)) if _on_side(term, sheet, at)]
    if row == ITEMS:
        return [at for at in sided if is_item(sheet.lines[at].label)]
    if row in ("", TOTAL):
        totals = [at for at in sheet.totals() if at in sided]
        return totals if len(totals) == 1 else []
    named = [at for at in sided if plain_label(sheet.lines[at].label) == half_width(row)]
    return named if len(named) == 1 else []


def _codes_of(line: BudgetLine) -> Iterator[str]:
    """The codes of a line: its own, and those in further columns (30217-公务接待费)."""
    yield line.code
    further = (half_width(squeeze(text)).partition("-")[0] for text in line.labels.values())
    yield from (code for code in further if code.isdigit())


def _on_side(term: Term, sheet: TiedTable, at: int) -> bool:
    """Whether a line belongs to the side of the table that the term's column is on; sides have labels of their own."""
    line = sheet.lines[at]
    side = next((word.split("/")[0] for word in term.columns if word.split("/")[0] in ("收入", "支出")), "")
    heads = {path.split("/")[0] for path in (*line.labels, *line.amounts)}
    return not side or len(sheet.columns) == 1 or not heads or any(side in head for head in heads)


def _by_line(relation: Relation, sheets: Sequence[TiedTable]) -> Iterator[Equation]:
    sheet = _sheet(relation.left[0], sheets)
    if sheet is None:
        return
    for at, line in enumerate(sheet.lines):
        sides: list[Side] = []
        for terms in (relation.left, relation.right):
            cells = [(-1 if term.minus else 1, cell, term) for term in terms for cell in [_cell(term, sheet, at)]]
            if any(cell is None and not term.optional for _, cell, term in cells):
                raise NotChecked(f"“{sheet.title}”中没有找到{_wanted(terms[0])}")
            sides.append(Side(tuple((sign, cell) for sign, cell, _ in cells if cell is not None)))
        if any(cell.amount for side in sides for _, cell in side.cells):
            yield Equation(
                relation, sides[0], sides[1], AmountCell(sheet, at, "", None).row if line.label or line.code else ""
            )


def _by_key(relation: Relation, sheets: Sequence[TiedTable], each: Each) -> Iterator[Equation]:
    left = [_keyed(term, sheets, each) for term in relation.left]
    right = [_keyed(term, sheets, each) for term in relation.right]
    for key in dict.fromkeys(key for _, side in (*left, *right) for key in side):
        sides = [_joined([part.get(key, Side((), sheet)) for sheet, part in parts]) for parts in (left, right)]
        if any(cell.amount for side in sides for _, cell in side.cells):
            yield Equation(relation, sides[0], sides[1], f"{key} {class_name(key)}".strip())


def _keyed(term: Term, sheets: Sequence[TiedTable], each: Each) -> tuple[tuple[TiedTable, ...], dict[str, Side]]:
    """The table of a term, and its cells by 类 or by code: of the line of that code, else of the lines below it."""
    sheet = _sheet(term, sheets)
    if sheet is None:
        return (), {}
    if pick(sheet.columns, term.columns) is None:
        if term.optional:
            return (), {}
        raise NotChecked(f"“{sheet.title}”中没有找到{_wanted(term)}")
    places: dict[str, list[int]] = {}
    for at in sheet.tops() if each is Each.CLASS else sheet.details():
        line = sheet.lines[at]
        key = class_of(line) if each is Each.CLASS else line.code
        if key and _on_side(term, sheet, at):
            places.setdefault(key, []).append(at)
    if not places and not term.optional and any(cell for line in sheet.lines for cell in line.amounts.values()):
        raise NotChecked(f"“{sheet.title}”中没有认出{'各类科目' if each is Each.CLASS else '科目编码'}")
    sign = -1 if term.minus else 1
    found: dict[str, Side] = {}
    for key, lines in places.items():
        cells = [cell for at in lines if (cell := _cell(term, sheet, at)) is not None]
        found[key] = Side(tuple((sign, cell) for cell in cells))
    return (() if term.optional else (sheet,)), found
