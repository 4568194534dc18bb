"""Plants faults in the budget tables of sound books: ``python -m bench.ties.inject [--times N] [--seed S]``.

A fault is planted in the tables as read, one at a time, and all relations of the core pack are checked. It is *found*
if one of the faults reported rests on a cell that was changed; its cause is *named* if the reported slip is the one
planted; it is *alone* if nothing else is reported. Cells that no relation of the book holds are drawn too and count as
not found.
"""

from __future__ import annotations

import argparse
import copy
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor import read
from auditor.model import Amount, Book, BudgetTable
from auditor.rulebook import load_packs
from auditor.ties.cause import Fault, Slip, explain
from auditor.ties.cells import sheets_of
from auditor.ties.check import equations_of
from auditor.ties.relation import Relation
from tests.whole_books import final, shanghai
from tests.whole_books.formats import read_back

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "bench" / "ties" / "RESULTS.md"
REAL = Path(os.environ.get("AUDITOR_REAL", ROOT.parent / "shared" / "real"))


@dataclass(frozen=True, slots=True)
class Planted:
    """What was changed: positions (table, line, column), and the slips that name it."""

    cells: tuple[tuple[int, int, str], ...]
    named: tuple[Slip, ...]


def books() -> Iterator[Book]:
    """Sound books: the sample, two invented ones as workbooks and, where they are, the published ones. Faults they have
    of their own are left out."""
    yield read(ROOT / "samples" / "beijing-hrss-2026.txt")
    with TemporaryDirectory() as folder:
        for invented in (final.BOOK, shanghai.BOOK):
            yield read_back(invented, "book.xlsx", Path(folder) / invented.name)
    for path in sorted(REAL.glob("*.pdf")):
        yield read(path)


def change(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """One digit of an amount, or the whole amount, is another."""
    spot = _spot(table, chance)
    if spot is None:
        return None
    line, column, amount = spot
    assert amount.number is not None
    digits = [place for place, char in enumerate(amount.raw) if char.isdigit()]
    place = chance.choice(digits)
    other = chance.choice([digit for digit in "123456789" if digit != amount.raw[place]])
    _put(table, line, column, _amount(amount, amount.raw[:place] + other + amount.raw[place + 1 :]))
    return Planted(((at, line, column),), (Slip.DIGIT, Slip.FACTOR))


def scale(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """An amount is printed in another unit: ten thousand times too large."""
    spot = _spot(table, chance)
    if spot is None:
        return None
    line, column, amount = spot
    assert amount.number is not None
    number = amount.number * 10_000
    _put(table, line, column, replace(amount, raw=f"{number:,}", number=number))
    return Planted(((at, line, column),), (Slip.FACTOR,))


def swap(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """Two neighbouring amounts of a column are exchanged."""
    spot = _spot(table, chance)
    if spot is None:
        return None
    line, column, amount = spot
    others = [
        other
        for other, each in enumerate(table.lines)
        if other != line and (found := each.amounts.get(column)) and found.number and found.number != amount.number
    ]
    if not others:
        return None
    other = min(others, key=lambda one: abs(one - line))
    mine, its = table.lines[line].amounts[column], table.lines[other].amounts[column]
    _put(table, line, column, its)
    _put(table, other, column, mine)
    return Planted(((at, line, column), (at, other, column)), (Slip.SWAP,))


def shift(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """The amounts of a column stand one line lower from some line on; the last one is lost."""
    spot = _spot(table, chance)
    if spot is None:
        return None
    first, column, _ = spot
    side = next(iter(table.lines[first].labels), "")
    below = [line for line, each in enumerate(table.lines) if line >= first and next(iter(each.labels), "") == side]
    places = below[: chance.randint(3, 8)]
    amounts = [table.lines[line].amounts.get(column) for line in places]
    if len(places) < 3 or sum(amount is not None for amount in amounts) < 2:
        return None
    for line, amount in zip(places, [None, *amounts], strict=False):
        if amount is None:
            table.lines[line].amounts.pop(column, None)
        else:
            _put(table, line, column, amount)
    return Planted(tuple((at, line, column) for line in places), (Slip.SHIFT,))


def drop(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """A line is left out."""
    spot = _spot(table, chance)
    if spot is None or len(table.lines) < 3:
        return None
    line = spot[0]
    if not (table.lines[line].code or table.lines[line].label) or table.lines[line].label.endswith(("合计", "总计")):
        return None
    del table.lines[line]
    return Planted(((at, -1, ""),), (Slip.OMITTED, Slip.MISSING))


def unit(table: BudgetTable, at: int, chance: random.Random) -> Planted | None:
    """The whole table names the other of 元 and 万元."""
    if _spot(table, chance) is None:
        return None
    for each in table.lines:
        each.amounts = {column: replace(one, unit=_OTHER[one.unit]) for column, one in each.amounts.items()}
    cells = ((at, line, column) for line, each in enumerate(table.lines) for column in each.amounts)
    return Planted(tuple(cells), (Slip.UNIT, Slip.FACTOR))


_OTHER = {"元": "万元", "万元": "元"}
KINDS: dict[str, Callable[[BudgetTable, int, random.Random], Planted | None]] = {
    "change": change,
    "scale": scale,
    "swap": swap,
    "shift": shift,
    "drop": drop,
    "unit": unit,
}


def _spot(table: BudgetTable, chance: random.Random) -> tuple[int, str, Amount] | None:
    spots = [
        (line, column, amount)
        for line, each in enumerate(table.lines)
        for column, amount in each.amounts.items()
        if amount.number
    ]
    return chance.choice(spots) if spots else None


def _put(table: BudgetTable, line: int, column: str, amount: Amount) -> None:
    table.lines[line].amounts[column] = amount


def _amount(amount: Amount, raw: str) -> Amount:
    return replace(amount, raw=raw, number=Decimal(raw.replace(",", "")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="faults of each kind")
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--show", action="store_true", help="print every fault that was missed or not alone")
    parser.add_argument("--write", action="store_true", help="write bench/ties/RESULTS.md")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    relations = load_packs(["core"]).relations
    sound = list(books())
    known = {book.id: {_key(fault) for fault in _faults(book, relations)} for book in sound}
    lines = ["| fault | planted | found | cause named | alone |", "|---|---|---|---|---|"]
    for kind, plant in KINDS.items():
        counts: Counter[str] = Counter()
        while counts["planted"] < options.times:
            original = chance.choice(sound)
            book = copy.deepcopy(original)
            at = chance.randrange(len(book.budget_tables))
            what = plant(book.budget_tables[at], at, chance)
            if what is None:
                continue
            faults = [fault for fault in _faults(book, relations) if _key(fault) not in known[original.id]]
            hit = [fault for fault in faults if _rests_on(fault, book, what)]
            named = any(fault.correction.slip in what.named for fault in hit if fault.correction)
            counts.update(planted=1, found=bool(hit), named=named, alone=len(faults) == 1)
            if options.show and not (named and len(faults) == 1):
                slips = [fault.correction.slip.name for fault in hit if fault.correction]
                print(kind, original.id, book.budget_tables[at].title, what.cells[:2], len(faults), slips)
        shares = " | ".join(f"{counts[key] / counts['planted']:.3f}" for key in ("found", "named", "alone"))
        lines.append(f"| {kind} | {counts['planted']} | {shares} |")
    print("\n".join(lines))
    if options.write:
        PAGE.write_text(_page(options.times, options.seed, [book.id for book in sound], lines), encoding="utf-8")


def _page(times: int, seed: int, names: Sequence[str], lines: Sequence[str]) -> str:
    meanings = [f"- `{kind}`: {(plant.__doc__ or '').splitlines()[0]}" for kind, plant in KINDS.items()]
    return "\n".join(
        [
            "# Faults planted in budget tables",
            "",
            f"Made by `python -m bench.ties.inject --times {times} --seed {seed} --write` on {len(names)} sound books:",
            f"{', '.join(names)}.",
            "",
            *(__doc__ or "").strip().splitlines()[2:],
            "",
            *meanings,
            "",
            *lines,
            "",
        ]
    )


def _faults(book: Book, relations: Sequence[Relation]) -> list[Fault]:
    sheets = sheets_of(book)
    equations, _ = equations_of(relations, sheets)
    return explain(equations, sheets)


def _key(fault: Fault) -> tuple[str, str]:
    return fault.root.relation.id, fault.root.key


def _rests_on(fault: Fault, book: Book, what: Planted) -> bool:
    wanted = {(id(book.budget_tables[at].lines), line, column) for at, line, column in what.cells}
    cells = [cell for one in (fault.root, *fault.follows) for cell, _ in one.weights()]
    if any(line < 0 for _, line, _ in wanted):
        return any(id(cell.sheet.lines) in {lines for lines, _, _ in wanted} for cell in cells)
    return any((id(cell.sheet.lines), cell.at, cell.column) in wanted for cell in cells)


if __name__ == "__main__":
    main()
