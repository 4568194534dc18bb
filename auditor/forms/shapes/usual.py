"""Every grid in the usual shape: each known shape is tried in a fixed order, and other grids stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.forms.shapes.abreast import abreast
from auditor.forms.shapes.classes_abreast import Abreast, with_classes_below
from auditor.forms.shapes.deep_header import with_flat_header
from auditor.forms.shapes.halves import with_halves_stacked
from auditor.forms.shapes.labelled_lines import with_heads
from auditor.forms.shapes.numbered_cells import with_parts_apart
from auditor.forms.shapes.tree import flat
from auditor.grid import Block, Grid


def in_usual_shape(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` in order, each grid with a header and one row an indicator below it, as far as its shape is known."""
    head: Abreast | None = None
    for block in with_heads(blocks):
        if not isinstance(block, Grid):
            yield block
            continue
        for part in abreast(block):
            grid, head = with_classes_below(part, head)
            yield with_parts_apart(flat(with_halves_stacked(with_flat_header(grid))))
