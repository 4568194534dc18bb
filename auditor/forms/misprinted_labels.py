"""Labels of the heads of forms with one wrong character (项日名称), read as the known label that they can be."""

from __future__ import annotations

from auditor.forms.cells.labels import INLINE, labels
from auditor.forms.cells.money_label import money_label
from auditor.forms.cells.money_table import SUMS
from auditor.forms.cells.sums_titles import title_of_sums
from auditor.forms.cut import OWN, label_parts, may_open, opens
from auditor.forms.table import vocabulary
from auditor.forms.table.header import is_form, names_class
from auditor.forms.table.misprint import Misprint, mend, near_words, unclear
from auditor.forms.table.row import Row, key
from auditor.forms.table.table import Table
from auditor.table_kinds import TableKind


def mend_labels(table: Table) -> None:
    """Read the misprinted labels above each header of a table of forms.

    Below a header only the label of a name is looked for, with a label or the next header below it: there an
    indicator may be called 资金总量.
    """
    header = table.header
    if table.kind not in vocabulary.NEEDED and table.kind is not TableKind.SELF_EVALUATION:
        return
    if header is None or (not is_form(header) and table.kind not in OWN):
        return
    parts = label_parts(table)
    mended: list[Misprint] = []
    head = True
    for place, row in enumerate(table.rows):
        if place in table.headers:
            head = False
        elif opens(table, row):
            head = True
        elif table.opens_header(place):
            continue  # 绩效指标 over 一级指标 | 三级指标 is no 绩效目标
        elif not names_class(row) and (head or _heads_form(table, place)):
            mended += _mend(row, parts)
            head = True
    table.misprints += mended
    if mended:
        table.changed()


def _heads_form(table: Table, place: int) -> bool:
    """Whether a row below a header begins with what may be a label of a name, and another header follows."""
    if not may_open(table, table.rows[place]):
        return False
    for below in range(place + 1, len(table.rows)):
        if below in table.headers or table.opens_header(below):
            return True
        if names_class(table.rows[below]) or opens(table, table.rows[below]):
            return False
    return False


def _mend(row: Row, parts: tuple[str, ...]) -> list[Misprint]:
    """Read the misprinted labels of a row. What follows a label is its value, unless the row has labels only."""
    cells = [(column, text, _known(text, parts), INLINE.match(text)) for column, text in row.filled()]
    near = {
        column: found
        for column, text, known, inline in cells
        if not known and (found := near_words(inline.group(1) if inline else text, *parts))
    }
    fields = {field for part in parts for field, _ in vocabulary.spellings(part).values()}
    only = len(cells) > 2 and all(known or column in near for column, _, known, _ in cells)
    mended: list[Misprint] = []
    value = False
    for column, _, known, inline in cells:
        if column not in near or (value and not only):
            value = known
            continue
        words = near[column]
        field, word = next(iter(words.items()))
        if len(words) == 1 and field in fields:
            mended.append(mend(row, column, f"{word}：{inline.group(2)}" if inline else word, field))
        elif fields & words.keys():
            mended.append(unclear(row, column, words))
        value = inline is None
    return mended


def _known(text: str, parts: tuple[str, ...]) -> bool:
    label = money_label(text)
    return (
        (label is not None and label.part in SUMS)  # 非财政资金 is not 财政资金 misprinted
        or labels(text)
        or bool(title_of_sums(key(text)))
        or any(key(text) in vocabulary.spellings(part) for part in parts)
    )
