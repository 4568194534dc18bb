"""What only the other projects of a table show: a sum ten thousand times theirs, a code of another shape.

A single doubtful cell among the others does not change these columns, so they do not rest on them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from auditor.facts.column import TEXT, Column, FactValue
from auditor.facts.common import ProjectContext, printed, wan

NEIGHBOURS = (
    Column(
        "金额对照",
        TEXT,
        "项目总额是同表其他项目的上万倍时，其他项目的金额，如“0.8 至 1,240 万元”；否则为空文本",
        of=("项目总额",),
    ),
    Column(
        "编码位数说明",
        TEXT,
        "编码的位数及同表多数项目的位数，如“20 位，同表其他 13 个项目为 21 位”；没有编码为空文本",
        of=("项目编码",),
    ),
    Column(
        "编码误字",
        TEXT,
        "编码中夹在数字间、疑为数字的字母，如“第 14 位的字母“O””；没有为空文本",
        of=("项目编码",),
    ),
)

_FEWEST = 4
"""Projects that a table must have before one of them can stand out."""
_GAP = 100
"""Between the sums in doubt and all others nothing is printed: a unit of 元 in a table of 万元 leaves a gap of four
places, of which two may be the difference between the projects themselves."""
_TIMES = 1_000
_HUGE = Decimal(1_000_000)
"""万元: ten thousand million 元 for one project, beside others a thousand times smaller."""
_LETTER = re.compile(r"(?<=\d)[OoIl](?=\d)")


def neighbour_cells(places: Iterable[ProjectContext]) -> dict[str, dict[str, FactValue]]:
    """Project id → the values of ``NEIGHBOURS``; projects are compared with those of their document and kind."""
    tables: dict[tuple[int, str], list[ProjectContext]] = defaultdict(list)
    for place in places:
        tables[place.book_number, place.kind].append(place)
    found: dict[str, dict[str, FactValue]] = {}
    for table in tables.values():
        sums = _others(table)
        lengths = Counter(len(place.project.code) for place in table if place.project.code)
        letters = Counter(at for place in table for at, sign in enumerate(place.project.code) if sign.isalpha())
        for place in table:
            code = place.project.code
            wrong = next((one for one in _LETTER.finditer(code) if (letters[one.start()] - 1) * 2 < len(table)), None)
            found[place.project.id] = {
                "金额对照": sums.get(place.project.id, ""),
                "编码位数说明": _length(code, lengths),
                "编码误字": f"第 {wrong.start() + 1} 位的字母“{wrong.group()}”" if wrong else "",
            }
    return found


def _length(code: str, lengths: Counter[int]) -> str:
    if not code:
        return ""
    usual, number = lengths.most_common(1)[0]
    others = f"同表其他 {number} 个项目为 {usual} 位" if usual != len(code) else "与预算管理一体化系统的位数不同"
    return f"{len(code)} 位，{others}"


def _others(table: list[ProjectContext]) -> dict[str, str]:
    """Project id → the sums of the others, for projects whose sum stands apart from them as 元 from 万元."""
    amounts = [(amount, place) for place in table if (amount := wan(place.project.total)) and amount > 0]
    amounts.sort(key=lambda pair: pair[0])
    if len(amounts) < _FEWEST:
        return {}
    for at in range(len(amounts) * 3 // 4, len(amounts)):
        below, above = amounts[:at], amounts[at:]
        middle = median(amount for amount, _ in below)
        if below and above[0][0] >= max(below[-1][0] * _GAP, middle * _TIMES):
            span = f"{_shown(below[0][0])} 至 {_shown(below[-1][0])} 万元"
            usual = Counter(_places(place) for _, place in below).most_common(1)[0][0]
            return {
                place.project.id: span
                for amount, place in above
                if amount >= _HUGE or _places(place) != usual  # 19,264,000.00 beside 486.000000
            }
    return {}


def _places(place: ProjectContext) -> int:
    """How many decimals the total is printed with."""
    return len(printed(place.project.total).partition(".")[2].strip())


def _shown(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"
