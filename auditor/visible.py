"""Characters that act instead of being read: control characters, escapes, marks of writing direction."""

from __future__ import annotations

_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_ENDS = (0x2028, 0x2029)

SIGNS = (
    {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *_DIRECTIONS, *_LINE_ENDS), 0xFFFD)
)
"""Such characters → visible signs, for ``str.translate``. HTML does not allow control characters, a terminal obeys
them, and marks of writing direction reverse the text around them; a reader should see that they are there."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet takes for a formula."""
