"""Word lists and dictionaries, loaded ahead of their first use."""

from __future__ import annotations

from auditor.language.measure import measure
from auditor.language.misprints import misprint


def load_words() -> None:
    """Load what meaning rests on: a fifth of a second, once a process, best spent while a document is being read."""
    measure("服务对象满意度", "")
    misprint("监侧工作")
