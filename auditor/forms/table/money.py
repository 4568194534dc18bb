"""Sums of money as printed, and which of them look as if a decimal point or comma was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from auditor.forms.table.money_units import split_sum
from auditor.grid import Cell
from auditor.language.numbers import parse_number
from auditor.language.text import half_width
from auditor.model import Amount, Repair, RepairKind

_HASHES = re.compile(r"^#{2,}$")
_NIL = re.compile(r"[-－–—―−/]{1,3}")
_MINUS = re.compile(r"^[－–−]\s*(?=[0-9])")
_BRACKETED = re.compile(r"[(（]\s*([0-9][0-9,]*\.[0-9]+)\s*[)）]")
_BLANK = re.compile(r"[0-9.,][^\S\r\n]+[0-9.,]")
_FEWEST, _SHARE = 30, Decimal("0.8")
"""Sums of a table, and the share that prints one number of decimals, from which that is the form's format.

Where writers choose freely, so that no number of decimals is found in more than every second sum, 24 of 30 agree in
fewer than one table of a thousand (upper tail of the binomial distribution, n = 30, p = 1/2: 0.0007).
"""


def is_amount(text: str) -> bool:
    """Whether a cell holds a sum, one that overflowed its cell ("#####") included."""
    return split_sum(_signed(text)) is not None or _HASHES.match(text) is not None


def is_nil(text: str) -> bool:
    """Whether a cell prints a sign for "nothing" in place of a sum: -, —, ——, /."""
    return _NIL.fullmatch(text) is not None


def _signed(text: str) -> str:
    """A sum with a plain minus: －3.20, −3.20 and (3.20), as accountants print what is taken away."""
    bracketed = _BRACKETED.fullmatch(text)
    return f"-{bracketed.group(1)}" if bracketed else _MINUS.sub("-", text)


def read_amount(cell: Cell | None, text: str, unit: str) -> Amount | None:
    """The sum in a cell, None if the cell is empty; ``number`` is None if it cannot be read.

    ``unit`` is the table's; a unit in the cell itself ("50万元") takes precedence.
    """
    if cell is None or not text:
        return None
    number, own = split_sum(_signed(text)) or (text, "")
    value = parse_number(number).value
    lines = cell.text if "\n" in cell.text or "\r" in cell.text else text
    return Amount(text, value, own or unit, cell.source, broken=value is not None and has_blank(lines))


def has_blank(raw: str) -> bool:
    """Whether a blank that is not a line break is inside a number: "9 2" may be 92, or 9 and 2."""
    return _BLANK.search(half_width(raw)) is not None


def doubtful_amounts(amounts: Iterable[tuple[str, Amount]]) -> list[Repair]:
    """Doubtful repairs for sums whose decimal point was lost or moved, judged by the other sums of the same table.

    If nearly all sums have the same number of decimals (say six), then one without any but with commas ("33,545,259"
    in 万元), or one with more ("13.843441518"), is not as the form printed it. The number is kept as printed. Each cell
    of a spreadsheet has its own number format, so there decimals show nothing.
    """
    known = [(field, amount) for field, amount in amounts if amount.number is not None and not amount.source.sheet]
    usual, times = next(iter(Counter(_decimals(amount) for _, amount in known).most_common(1)), (0, 0))
    if usual == 0 or len(known) < _FEWEST or times < _SHARE * len(known):
        return []
    said = f"本表金额多为{usual}位小数，此数按印刷原样读取"
    return [
        Repair(RepairKind.NUMBER_GLYPH, amount.source, amount.raw, f"{amount.number}（{said}）", field, doubtful=True)
        for field, amount in known
        if _longer(amount, usual) or (_decimals(amount) == 0 and "," in amount.raw)
    ]


def _longer(amount: Amount, usual: int) -> bool:
    """Whether a sum has more decimals than ``usual``; zeros at its end ("320.00") do not count."""
    number = amount.number or Decimal(0)
    return _decimals(amount) > usual and round(number, usual) != number


def _decimals(amount: Amount) -> int:
    number, _ = split_sum(amount.raw) or (amount.raw, "")
    return len(number.rpartition(".")[2]) if "." in number else 0
