"""Numbers under their formats, as Excel displays them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.readers.numberformat import BUILTIN, display


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("86", "0.000000", "86.000000"),
        ("86", "General", "86"),
        ("0.9", "0%", "90%"),
        ("0.955", "0.0%", "95.5%"),
        ("171816.170164", "#,##0.000000", "171,816.170164"),
        ("1234567", "#,##0", "1,234,567"),
        ("999", "#,##0", "999"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("110105240000321", "General", "110105240000321"),
        ("1.5", "0.##", "1.5"),
        ("2", "0.##", "2"),  # Excel leaves the point: "2."
        ("0.5", "#.00", ".50"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("-0.4", "0", "0"),
        ("12", '0"个"', "12个"),
        ("12", "0万元", "12万元"),
        ("95", '"≥"0"%"', "≥95%"),
        ("7", "000", "007"),
        ("12345678", "#,##0,", "12,346"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"-"', "-"),
        ("1234.5", BUILTIN[43], "1,234.50 "),
        ("0", BUILTIN[43], "- "),
        ("150", '[>=100]"多"0;"少"0', "多150"),
        ("50", '[>=100]"多"0;"少"0', "少50"),
        ("5", "[Red]0.00", "5.00"),
        ("5", "[$¥-804]#,##0.00", "¥5.00"),
        ("5", "@", "5"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("46023", "yyyy-mm-dd", "2026-01-01"),
        ("46023", 'yyyy"年"m"月"d"日"', "2026年1月1日"),
        ("46023.75", "yyyy/m/d h:mm", "2026/1/1 18:00"),
        ("46023.75", "h:mm AM/PM", "6:00 PM"),
        ("46203", BUILTIN[57], "2026年6月"),
        ("0.5", "# ?/?", "0.5"),
        ("1.5", "[h]:mm", "1.5"),
    ],
)
def test_display(number: str, code: str, shown: str) -> None:
    assert display(Decimal(number), code).strip() == shown.strip()


def test_old_mac_files_count_days_from_1904() -> None:
    assert display(Decimal(44561), "yyyy-mm-dd", epoch1904=True) == "2026-01-01"


@given(
    st.decimals(allow_nan=False, allow_infinity=False), st.text('0#?.,%;"[]$-_*\\@yYmMdDhHsSE+/ 年元>=<1', max_size=30)
)
def test_any_format_gives_a_text(number: Decimal, code: str) -> None:
    assert isinstance(display(number, code), str)


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_what_is_displayed_is_the_number(cents: int, places: int) -> None:
    number = Decimal(cents).scaleb(-places)
    code = "#,##0" + ("." + "0" * places if places else "")
    assert Decimal(display(number, code).replace(",", "")) == number
