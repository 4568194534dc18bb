"""Attacks that are known to succeed: a list that may only become shorter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

LIST = Path(__file__).with_name("known.txt")


def known() -> set[str]:
    """Names of the cases that fail and are waiting for a mend."""
    return set(LIST.read_text(encoding="utf-8").split("\n")) - {""}


def write_known(names: Iterable[str]) -> None:
    LIST.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
