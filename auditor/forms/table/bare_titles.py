"""Titles of one bare word (指标, 值, 目标, 项目): their place and what is below them say which field they name.

Alone such a word may be anything. Between 二级指标 and 单位, over numbers, 目标 can only be the target; left of the
levels, over sentences, only the goal. It is read if just one field is left, else it stays an unknown title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from auditor.forms.cells.labels import labels, opens_project
from auditor.forms.cells.split import split_levels, split_value
from auditor.forms.table import vocabulary
from auditor.forms.table.header import bind, is_form
from auditor.forms.table.misprint import Misprint, is_data, mend
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row
from auditor.forms.table.span import body, is_class, is_unit_word
from auditor.forms.table.title import is_period, role_of, title_key
from auditor.language.levels import LEVEL1, is_level1, is_level2
from auditor.language.numbers import parse_number
from auditor.language.operators import is_operator

_NEEDED = 2
"""Titles of indicators that must stand in the row under words of their own: then it is a header."""
_LONGEST = 40
"""Most characters of a name or a target; a longer text explains something."""
_SENTENCE = 8
"""Fewest characters of a goal on average: a choice, the shortest goals of the samples have more."""
_NAME = "项目名称"
_SHORTEST = 5
"""Fewest characters of a project's name behind a bare label: 全市 and 合计 are titles. A choice."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
BARE: Mapping[str, tuple[str, ...]] = {
    "指标": (vocabulary.LEVEL3,),
    "内容": (vocabulary.LEVEL3,),
    "考核内容": (vocabulary.LEVEL3,),
    "指标事项": (vocabulary.LEVEL3,),
    "值": (vocabulary.VALUE,),
    "数": (vocabulary.VALUE,),
    "目标数": (vocabulary.VALUE,),
    "指标数": (vocabulary.VALUE,),
    "目标": (vocabulary.VALUE, vocabulary.GOAL),
    "标准": (vocabulary.VALUE,),
    "关系": (vocabulary.OPERATOR,),
    "要求": (vocabulary.OPERATOR, vocabulary.VALUE),
    "比较": (vocabulary.OPERATOR,),
    "单位": (vocabulary.UNIT,),
    "类型": (vocabulary.LEVEL1, vocabulary.LEVEL2),
    "类别": (vocabulary.LEVEL1, vocabulary.LEVEL2),
    "项目": (vocabulary.NAME,),
    "任务": (vocabulary.NAME,),
}
"""Bare word → the fields that it can name."""


@dataclass(frozen=True, slots=True)
class _Below:
    """What stands below a title, and whether the title is outside the block of the indicator's columns."""

    texts: Sequence[str]
    outside: bool


def read_bare(rows: Sequence[Row]) -> list[Misprint]:
    """Read the bare titles of the headers in ``rows``; each as the one field that is left for it."""
    read: list[Misprint] = []
    for place, row in enumerate(rows):
        named = {column: role_of(text) for column, text in row.filled()}
        own = [column for column, role in named.items() if role in vocabulary.INDICATOR_ROLES or _is_unit(row, column)]
        if len(own) < _NEEDED and not any(text in BARE for _, text in row.filled()):
            continue  # looked up as it is printed: most rows are not headers, and this is quick
        bare = [column for column, text in row.filled() if title_key(text) in BARE]
        if len(own) < _NEEDED and not _heads(rows, place, named, bare):
            continue
        if any(text in LEVEL1 or is_data(text) for _, text in row.filled()):
            continue
        below = body(list(rows), place + 1)
        taken = set(named.values())
        inside = [*own, *(column for column in bare if title_key(row.text(column)) not in ("项目", "任务", "目标"))]
        read += _parts_of_year(rows, place, row, named)
        for column in bare:
            fields = BARE[title_key(row.text(column))]
            held = _Below([text for one in below if (text := one.text(column))], not min(inside) < column < max(inside))
            fits = [field for field in fields if field not in taken and _FITS[field](held)]
            if len(fits) == 1:
                word = vocabulary.words("表头", fits[0])[0]
                read.append(mend(row, column, word, fits[0], by_content=True, certain=True))
                taken.add(fits[0])
    return read


def _heads(rows: Sequence[Row], place: int, named: Mapping[int, str], bare: Sequence[int]) -> bool:
    """Whether a row with fewer titles of its own is a header all the same.

    指标 beside 目标值; or 类别 | 指标 | 值, where one of the bare words stands over nothing but classes.
    """
    row = rows[place]
    if vocabulary.VALUE in named.values():
        return any(title_key(row.text(column)) == "指标" for column in bare)
    if len(bare) <= _NEEDED or len(row.filled()) - len(bare) > 1:
        return False
    below = body(list(rows), place + 1)
    held = [[text for one in below if (text := one.text(column))] for column in bare]
    return any(texts and all(map(is_class, texts)) for texts in held)


def _parts_of_year(rows: Sequence[Row], place: int, row: Row, named: Mapping[int, str]) -> list[Misprint]:
    """Read 一季度 | 二季度 | 三季度 | 四季度 beside the names as the targets of these parts of the year."""
    above = {role_of(text) for _, text in rows[place - 1].filled()} if place else set()
    name = next((column for column, role in named.items() if role == vocabulary.LEVEL3), -1)
    if vocabulary.VALUE in {*named.values(), *above} or name < 0:
        return []
    below = body(list(rows), place + 1)
    parts = [column for column, text in row.filled() if column > name and is_period(text)]
    held = [_Below([text for one in below if (text := one.text(column))], outside=False) for column in parts]
    if len(parts) < _NEEDED or not all(map(_targets, held)):
        return []
    made = ((column, f"{title_key(row.text(column))}指标值") for column in parts)
    return [mend(row, column, word, vocabulary.VALUE, by_content=True, certain=True) for column, word in made]


def read_bare_labels(rows: Sequence[Row]) -> list[Misprint]:
    """Read the bare label 项目 before the name of a project, if the rows hold a form and no other label of a name.

    项目 | 供水管网延伸 | 编号 | 07 is a label with its value; 项目 | 全市 | 甲区 | 乙区 are titles.
    """
    columns = bind(list(rows))
    if columns is None or not is_form(columns) or any(map(opens_project, rows)):
        return []
    return [mend(row, 0, _NAME, vocabulary.NAME, by_content=True, certain=True) for row in rows if _is_labelled(row)]


def _is_labelled(row: Row) -> bool:
    (column, first), *others = row.filled() or [(-1, "")]
    if column or title_key(first) != "项目" or len(others) not in (1, 3):
        return False
    value = others[0][1]
    known = role_of(value) or labels(value) or is_amount(value) or is_class(value)
    return not known and len(value) >= _SHORTEST and _CHINESE.search(value) is not None


def _is_unit(row: Row, column: int) -> bool:
    return title_key(row.text(column)) == "单位"


def _names(below: _Below) -> bool:
    return bool(below.texts) and all(
        _CHINESE.search(text) is not None
        and len(text) <= _LONGEST
        and not is_class(text)
        and split_levels(text) is None
        and not split_value(text)[0]
        for text in below.texts
    )


def _targets(below: _Below) -> bool:
    """Targets: most of them with a number, and none as long as a sentence."""
    numbers = sum(any(split_value(text)[::2]) or parse_number(text).value is not None for text in below.texts)
    return 2 * numbers >= len(below.texts) > 0 and all(len(text) <= _LONGEST for text in below.texts)


def _goals(below: _Below) -> bool:
    """Sentences, outside the indicator's columns."""
    return below.outside and sum(map(len, below.texts)) >= _SENTENCE * max(len(below.texts), 1)


_FITS: Mapping[str, Callable[[_Below], bool]] = {
    vocabulary.LEVEL3: _names,
    vocabulary.VALUE: _targets,
    vocabulary.OPERATOR: lambda below: bool(below.texts) and all(map(is_operator, below.texts)),
    vocabulary.LEVEL1: lambda below: bool(below.texts) and all(map(is_level1, below.texts)),
    vocabulary.LEVEL2: lambda below: bool(below.texts) and all(map(is_level2, below.texts)),
    vocabulary.UNIT: lambda below: bool(below.texts) and all(map(is_unit_word, below.texts)),
    vocabulary.NAME: lambda below: below.outside and _names(below),
    vocabulary.GOAL: _goals,
}
"""Field → whether what stands below a title can be it."""
