"""Numbers of persons in a text, which must not be published: identity cards and mobile phones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.language.text import half_width

IDENTITY, MOBILE = "身份证号码", "手机号码"

_ALONE = r"(?<![0-9A-Za-z])(?<!\d\.){}(?![0-9A-Za-z]|\.\d)"
"""Not a part of a longer number, code or amount (13800000000.50元)."""
_NUMBERS = {
    # GB 11643: region, date of birth, serial number, check character
    IDENTITY: re.compile(
        _ALONE.format(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"), re.ASCII
    ),
    MOBILE: re.compile(_ALONE.format(r"1[3-9]\d{9}"), re.ASCII),
}


def personal(texts: Iterable[str | None]) -> list[str]:
    """Which kinds of personal numbers stand in ``texts``: 身份证号码, 手机号码."""
    shown = [half_width(text) for text in texts if text]
    return [kind for kind, pattern in _NUMBERS.items() if any(pattern.search(text) for text in shown)]
