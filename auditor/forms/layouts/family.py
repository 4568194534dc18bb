"""Which layout family a table belongs to, by the words of its header and of its head."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.forms.table import vocabulary


def layout_of(shape: str, found: Iterable[str]) -> str:
    """The layout ("L3") of a table with these fields, titles and labels; "" if the vocabulary has none for them.

    ``shape``: 一览表 (many projects in one table) or 单表 (a form for each project).
    """
    present = set(found)
    return next((layout for layout, telling in vocabulary.layouts(shape) if telling & present), "")
