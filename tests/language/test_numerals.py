"""Numbers in Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language.numerals import parse_numeral

DIGITS = {"modern": "零一二三四五六七八九", "formal": "零壹贰叁肆伍陆柒捌玖"}
TENS = {"modern": ("", "十", "百", "千"), "formal": ("", "拾", "佰", "仟")}


def written(number: int, style: str) -> str:
    """The number as it is written out: each group of four digits with its sign."""
    text = ""
    for myriad, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // myriad % 10**4
        part, gap = "", False
        for place in (3, 2, 1, 0):
            digit = group // 10**place % 10
            gap = gap or (digit == 0 and bool(text or part))
            if digit:
                part += ("零" if gap else "") + DIGITS[style][digit] + TENS[style][place]
                gap = False
        text += part + sign if part else ""
    return text or "零"


@given(number=st.integers(0, 10**12 - 1), style=st.sampled_from(sorted(DIGITS)))
def test_a_number_written_out_is_read_back(number: int, style: str) -> None:
    assert parse_numeral(written(number, style)) == Decimal(number)


@pytest.mark.parametrize(("text", "value"), [("十", 10), ("十二万三千", 123000), ("两千", 2000), ("〇", 0)])
def test_usual_ways_to_write(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "百", "万", "百千", "五五", "千万亿", "十元"])
def test_other_texts_are_no_number(text: str) -> None:
    assert parse_numeral(text) is None
