"""Target values whose decimal point was printed as a comma, judged by the other values of the same table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from auditor.forms.checks.blanks import doubt_blank_value
from auditor.forms.table import vocabulary
from auditor.language.numbers import parse_number
from auditor.language.value import read_value
from auditor.model import Indicator, Repair, RepairKind

_COMMA_POINT = re.compile(r"^[0-9]{1,12},[0-9]{1,12}$")
_GRADE = re.compile(r"^[^0-9０-９#]{1,12}$")
"""优, 逐步提高, 按时完成: at most 12 characters without a figure; a longer text is a sentence."""


def read_numbers(indicators: Iterable[Indicator]) -> None:
    """Set ``number`` and ``upper`` of every indicator from its cells; None where the value is not a number."""
    for indicator in indicators:
        value = read_value(indicator.operator, indicator.value, indicator.unit)
        indicator.number, indicator.upper = value.number, value.upper


def check_values(indicators: Iterable[Indicator]) -> None:
    """Read the numbers of one project table and add a doubtful repair for each that should be checked in the original.

    A comma that does not group thousands ("183,545259") stands for a decimal point, and the number is read with one. If
    a table has such values, a comma that could be either ("6,750") is doubtful too, and is read as printed. A blank
    inside a number ("9 2") that no line break explains is doubtful: it may be one number or two. An operator "=" before
    a grade word (=优) is doubtful if the same table prints 定性 before such words.
    """
    everyone = list(indicators)
    read_numbers(everyone)
    commas = False
    for indicator in everyone:
        if _COMMA_POINT.match(indicator.value) and parse_number(indicator.value).value is None:
            indicator.number = Decimal(indicator.value.replace(",", "."))
            _doubt(indicator, RepairKind.NUMBER_GLYPH, vocabulary.VALUE, indicator.value, str(indicator.number))
            commas = True
    if commas:
        for indicator in everyone:
            if _COMMA_POINT.match(indicator.value) and parse_number(indicator.value).value is not None:
                _doubt(indicator, RepairKind.NUMBER_GLYPH, vocabulary.VALUE, indicator.value, str(indicator.number))
    for indicator in everyone:
        doubt_blank_value(indicator)
    if any(indicator.operator == "定性" and _GRADE.match(indicator.value) for indicator in everyone):
        for indicator in everyone:
            if (
                indicator.operator == "="
                and _GRADE.match(indicator.value)
                and not _told(indicator, vocabulary.OPERATOR)
            ):
                _doubt(indicator, RepairKind.DOUBTFUL_CELL, vocabulary.OPERATOR, "=", "=（本表在等级词前也印“定性”）")


def _doubt(indicator: Indicator, kind: RepairKind, column: str, raw: str, read_as: str) -> None:
    indicator.repairs.append(Repair(kind, indicator.source, raw, read_as, column, doubtful=True))


def _told(indicator: Indicator, column: str) -> bool:
    return any(repair.doubtful and repair.field == column for repair in indicator.repairs)
