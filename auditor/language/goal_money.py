"""Money that a goal says is to be spent: 安排资金500万元开展培训."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.language.text import half_width, squeeze
from auditor.language.units import read_unit

_SPENT = re.compile(
    r"(?:(?:安排|投入|使用|拨付|申请|下达|支出|列支|预算)[^,。;:、\d]{0,4}(?:资金|经费|预算|费用|金额|拨款)?"
    r"|(?:项目|年度|本年|财政)(?:预算|资金|经费|总额|总投资))[^,。;、\d]{0,3}"
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(万元|元|亿元)"
)
_OTHERS = re.compile(
    r"社会|带动|撬动|引导|吸引|贷款|融资|企业|收入|税|产值|销售|损失|三年|五年|累计|共计|总投资|每|人均|/"
)
"""Words of the sentence that show another amount than this project's money of this year."""


def spent_in(goal: str) -> Decimal | None:
    """The largest sum in 万元 that a goal says is spent on the project; None if it names none."""
    found: list[Decimal] = []
    for sentence in re.split(r"[。;\n]", half_width(squeeze(goal))):
        if _OTHERS.search(sentence):
            continue
        for number, unit in _SPENT.findall(sentence):
            factor = read_unit(unit).factor
            if factor is not None:
                found.append(Decimal(number.replace(",", "")) * factor)
    return max(found, default=None)
