"""Relations within one table: columns of totals, codes and those below them, and the line 合计."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.language import subject_code
from auditor.ties.cells import AmountCell, TiedTable, is_item
from auditor.ties.columns import sums_of
from auditor.ties.equation import Equation, Side
from auditor.ties.relation import Relation, Structure


def within(relation: Relation, sheet: TiedTable) -> Iterator[Equation]:
    """The equations of ``relation`` in one table; none where its header and codes imply none."""
    match relation.structure:
        case Structure.COLUMNS:
            yield from _columns(relation, sheet)
        case Structure.CODES:
            yield from _codes(relation, sheet)
        case Structure.TOTAL:
            yield from _total(relation, sheet)


def _columns(relation: Relation, sheet: TiedTable) -> Iterator[Equation]:
    for adds in sums_of(sheet.columns):
        for at, line in enumerate(sheet.lines):
            if not any(column in line.amounts for column in (adds.total, *adds.parts)):
                continue
            total = _side([sheet.cell(at, adds.total)])
            plain = Equation(relation, total, _side(sheet.cell(at, column) for column in adds.parts), _key(sheet, at))
            more = [sheet.cell(at, column) for column in (*adds.parts, *adds.perhaps)]
            full = Equation(relation, total, _side(more), plain.key)
            yield full if adds.perhaps and full.holds and not plain.holds else plain


def _codes(relation: Relation, sheet: TiedTable) -> Iterator[Equation]:
    codes = sheet.by_code()
    over: dict[str, list[int]] = {}
    under: dict[str, list[int]] = {}
    for code, lines in codes.items():
        over.setdefault("".join(_above(code)[-1:]), []).extend(lines)
        under.setdefault(_parent(code, codes), []).extend(lines)
    for code in _gaps(codes):
        below = over[code]
        for column in sheet.columns:
            right = Side(tuple((1, sheet.cell(at, column)) for at in below))
            yield Equation(relation, Side(()), right, f"{code}（表中没有这一行） {column}")
    for code, places in codes.items():
        below = under.get(code, [])
        if len(places) != 1 or not below:
            continue
        for column in sheet.columns:
            yield _sum(relation, sheet, places[0], below, column)


def _total(relation: Relation, sheet: TiedTable) -> Iterator[Equation]:
    totals = sheet.totals()
    if len(totals) != 1 or len(sheet.lines) < 2 or not _flat(sheet):
        return
    for column in sheet.columns:
        yield _sum(relation, sheet, totals[0], sheet.tops(), column)


def _sum(relation: Relation, sheet: TiedTable, at: int, lines: list[int], column: str) -> Equation:
    right = _side(sheet.cell(other, column) for other in lines)
    return Equation(
        relation,
        _side([sheet.cell(at, column)]),
        right,
        f"{_key(sheet, at)} {sheet.cell(at, column).column.rpartition('/')[2]}".strip(),
    )


def _flat(sheet: TiedTable) -> bool:
    """Whether it shows which lines its total adds up: all have codes, or all are alike, and none is a subtotal."""
    others = [line for at, line in enumerate(sheet.lines) if at not in sheet.totals()]
    coded = [bool(subject_code.levels(line.code)) for line in others]
    if any(subject_code.is_total(line.label) for line in others):
        return False
    items = [is_item(line.label) for line in others]
    numbered = any(items)
    return all(coded) or (not any(coded) and (not numbered or all(items)))


def _gaps(codes: dict[str, list[int]]) -> list[str]:
    """The codes that are not printed though codes below them are, in a table that else prints each code above another.

    Two of three at least must be printed, so that a table of 类 and 项 alone has no gaps.
    """
    wanted = dict.fromkeys(above[-1] for code in codes if (above := _above(code)))
    missing = [code for code in wanted if code not in codes]
    return missing if 3 * len(missing) <= len(wanted) else []


def _above(code: str) -> list[str]:
    """The codes above ``code``, from the 类 down."""
    parts = subject_code.levels(code)
    return ["".join(parts[:end]) for end in range(1, len(parts))]


def _parent(code: str, codes: Iterable[str]) -> str:
    """The nearest printed code above ``code``, "" if there is none."""
    return next((one for one in reversed(_above(code)) if one in codes), "")


def _key(sheet: TiedTable, at: int) -> str:
    return sheet.cell(at, "").row


def _side(cells: Iterable[AmountCell]) -> Side:
    return Side(tuple((1, cell) for cell in cells))
