"""Options with boxes in one cell, one of them ticked: □新增项目 ☑延续项目."""

from __future__ import annotations

import re

from auditor.forms.table.row import clean

_TICKED, _OPEN = "☑■√✓✔☒", "□☐○"
_OPTION_AFTER = re.compile(rf"([{_TICKED}{_OPEN}])\s*([^{_TICKED}{_OPEN}\s]{{1,20}})")
_OPTION_BEFORE = re.compile(rf"([^{_TICKED}{_OPEN}\s]{{1,20}})\s*([{_TICKED}{_OPEN}])")


def ticked(text: str) -> str:
    """The option that is ticked ("□新增项目 ☑延续项目" → 延续项目); the whole text if not exactly one is ticked."""
    bare = clean(text)
    # A longer text is prose. No row of the samples or of bench/accuracy changes for 20 to 4,000 characters.
    if len(bare) > 400 or not any(box in bare for box in _OPEN):
        return text
    if bare[:1] in _TICKED + _OPEN:
        chosen = [option for box, option in _OPTION_AFTER.findall(bare) if box in _TICKED]
    else:
        chosen = [option for option, box in _OPTION_BEFORE.findall(bare) if box in _TICKED]
    return str(chosen[0]) if len(chosen) == 1 else text
