"""Every grid in the shape that layouts read: one line of titles, one row an indicator, its classes in columns.

Each step writes another arrangement as that shape and leaves any other grid as it is. All of them look for words of
indicators; a grid without any of these (most budget tables) is not looked at further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.forms.shapes.abreast import abreast
from auditor.forms.shapes.classes_abreast import Abreast, with_classes_below
from auditor.forms.shapes.deep_header import with_flat_header
from auditor.forms.shapes.halves import with_halves_stacked
from auditor.forms.shapes.labelled_lines import with_heads
from auditor.forms.shapes.named_by_heading import with_names
from auditor.forms.shapes.numbered_cells import with_parts_apart
from auditor.forms.shapes.title_rows import with_title_rows
from auditor.forms.shapes.tree import flat
from auditor.forms.shapes.turned import with_turned
from auditor.grid import Block, Grid

_WORDS = re.compile("指标|绩效|目标|产出|效益|效果|影响|满意|数量|质量|时效|成本")
"""What every table of indicators prints one of, in a title or a class."""


def in_usual_shape(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` in order, each grid in the usual shape, as far as its own is known."""
    head: Abreast | None = None
    for block in with_names(with_heads(blocks)):
        if not isinstance(block, Grid):
            yield block
            continue
        for part in abreast(block):
            grid, head = _usual(part, head)
            yield grid


def _usual(grid: Grid, before: Abreast | None) -> tuple[Grid, Abreast | None]:
    """``grid`` in the usual shape, and the header of classes side by side by which it was read.

    ``before`` is that of the grid before: a page may continue its table without one, and without any such word.
    """
    if before is None and not any(_WORDS.search(cell.text) for row in grid.rows for cell in row if cell.text):
        return grid, None
    grid, head = with_classes_below(with_turned(grid), before)
    return with_parts_apart(flat(with_halves_stacked(with_flat_header(with_title_rows(grid))))), head
