"""One attack: how its file is made, and what of the file a reader could know."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

BRIEF = 25
"""Damages of each format in a run of the tests."""
TIMES = int(os.environ.get("AUDITOR_FUZZ", BRIEF))
"""Damages of each format. ``AUDITOR_FUZZ=300`` is the long run, from which the figures in docs/ are made."""


@dataclass(frozen=True)
class Made:
    """A damaged file, and how many projects and indicators stand whole in it.

    So many must be reported, or the program must say that something of this file was not read or is in doubt.
    """

    data: bytes
    projects: int = 0
    indicators: int = 0


@dataclass(frozen=True)
class Case:
    """``name`` is family/kind/number, by which ``python -m tests.attack NAME`` makes the same file again."""

    name: str
    ending: str
    make: Callable[[], Made]

    @property
    def stem(self) -> str:
        """The file's name without its ending; no two cases share it, none is the beginning of another's."""
        return re.sub(r"[^\w-]+", "-", self.name.replace("/", "_")) + "_"

    @property
    def file(self) -> str:
        return f"{self.stem}.{self.ending}"

    @property
    def kind(self) -> str:
        """The line of the table of figures where the case is counted."""
        family, _, rest = self.name.partition("/")
        return f"{family}/{rest.partition('/')[0]}" if "/" in rest else family
