"""Sums of money as printed, and which of them look as if a point or comma were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from auditor.forms.table import vocabulary
from auditor.grid import Cell
from auditor.language.numbers import parse_number
from auditor.language.text import squeeze
from auditor.model import Amount, Repair, RepairKind

_AMOUNT = re.compile(r"^[￥¥]?\s*[-+]?[0-9][0-9,，.．\s]{0,38}(?:万元|亿元|元)?$")
_NAMED = re.compile(r"[（(](?:金额)?(?:单位)?[:：]?(?:人民币)?(" + "|".join(vocabulary.MONEY_UNITS) + r")[)）]")
_HASHES = re.compile(r"^#{2,}$")
_TAIL = re.compile(r"(万元|亿元|元)$")


def is_amount(text: str) -> bool:
    """Whether a cell holds a sum, one that overflowed its cell ("#####") included."""
    return bool(_AMOUNT.match(text) or _HASHES.match(text))


def read_amount(cell: Cell | None, text: str, unit: str) -> Amount | None:
    """The sum in a cell, None if the cell is empty; ``number`` is None where it cannot be read.

    ``unit`` is the table's; a unit in the cell itself ("50万元") goes before it.
    """
    if cell is None or not text:
        return None
    own = _TAIL.search(text)
    bare = _TAIL.sub("", text.lstrip("￥¥"))
    return Amount(raw=text, number=parse_number(bare).value, unit=own.group(1) if own else unit, source=cell.source)


def unit_of(text: str) -> str:
    """The money unit that a title or label names in brackets ("项目资金（单位：元）" → 元), "" if none."""
    found = _NAMED.search(squeeze(text))
    return found.group(1) if found else ""


def doubtful_amounts(amounts: Iterable[tuple[str, Amount]]) -> list[Repair]:
    """Repairs for sums whose point was lost or stands elsewhere, judged by the other sums of the same table.

    Where nearly all sums print the same number of decimals (the form prints six), one that groups its digits but
    has none ("33,545,259" in 万元), or one with more of them ("13.843441518"), was not printed like this by the form.
    The number is kept as printed; nothing is invented.
    """
    known = [(field, amount) for field, amount in amounts if amount.number is not None]
    usual = Counter(_decimals(amount.raw) for _, amount in known).most_common(1)
    if not usual or usual[0][0] == 0 or usual[0][1] < 0.6 * len(known):
        return []
    return [
        Repair(RepairKind.NUMBER_GLYPH, amount.source, amount.raw, str(amount.number), field, doubtful=True)
        for field, amount in known
        if _decimals(amount.raw) > usual[0][0] or (_decimals(amount.raw) == 0 and "," in amount.raw)
    ]


def _decimals(raw: str) -> int:
    return len(raw.rpartition(".")[2]) if "." in raw else 0
