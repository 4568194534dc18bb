"""What a target value says: a number or range with its unit, or a grade word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor.language.lexicon import words
from auditor.language.numbers import parse_number, parse_range
from auditor.language.operators import normalise_operator, split_operator
from auditor.language.placeholder import placeholder
from auditor.language.text import half_width, squeeze
from auditor.language.units import Unit, read_unit

_NUMBER_UNIT = re.compile(r"^([+-]?\d[\d.,]{0,40}(?:[万亿千百](?=$))?)(\D{1,15})$")


@dataclass(frozen=True, slots=True)
class Value:
    """What the three cells 指标性质, 指标值, 度量单位 say.

    ``number``/``upper`` in the printed unit; ``malformed``: it looks like a number but is written wrongly;
    ``word``: grade of a qualitative value (优, 高 …); ``inner_operator``/``inner_unit``: printed within the
    value cell; ``unit``/``dimension``: canonical, "" if not listed; ``whole``: the unit counts whole things;
    ``rate``: a unit per something; ``money_wan``: the amount in 万元 where the unit is money.
    """

    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    malformed: bool = False
    word: str = ""
    inner_operator: str = ""
    inner_unit: str = ""
    unit: str = ""
    dimension: str = ""
    whole: bool = False
    rate: bool = False
    money_wan: Decimal | None = None
    placeholder: str = ""


@lru_cache(maxsize=65536)
def read_value(operator: str, value: str, unit: str) -> Value:
    """Understand operator, value and unit cells as printed. Layouts with one cell pass "" for the others."""
    sign = normalise_operator(operator)
    inner_operator, rest = split_operator(value)
    number, upper, malformed, inner_unit = _number(rest)
    measured = read_unit(unit) if squeeze(unit) else read_unit(inner_unit)
    word = ""
    if number is None and not malformed:
        bare = squeeze(half_width(value)).strip("。；;，,")
        word = bare if bare in words("grades", "等级词") else ""
    return Value(
        operator=sign or inner_operator,
        number=number,
        upper=upper,
        malformed=malformed,
        word=word,
        inner_operator=inner_operator,
        inner_unit=inner_unit,
        unit=measured.canonical,
        dimension=measured.dimension,
        whole=measured.whole,
        rate=measured.rate,
        money_wan=_money(number, measured),
        placeholder=placeholder(value) or placeholder(unit),
    )


def _number(text: str) -> tuple[Decimal | None, Decimal | None, bool, str]:
    plain = parse_number(text)
    if plain.value is not None or plain.malformed:
        return plain.value, None, plain.malformed, ""
    ends = parse_range(text)
    if ends:
        return ends[0], ends[1], False, "%" if text.endswith(("%", "％")) else ""
    found = _NUMBER_UNIT.match(squeeze(half_width(text)))
    if found and read_unit(found.group(2)).dimension:
        inner = parse_number(found.group(1))
        return inner.value, None, inner.malformed, found.group(2)
    if found:
        for cut in range(1, len(found.group(2))):
            if read_unit(found.group(2)[:-cut]).dimension and found.group(2)[-cut:] in ("以上", "以内", "左右"):
                inner = parse_number(found.group(1))
                return inner.value, None, inner.malformed, found.group(2)[:-cut]
    return None, None, False, ""


def _money(number: Decimal | None, unit: Unit) -> Decimal | None:
    return number * unit.factor if number is not None and unit.factor is not None else None
