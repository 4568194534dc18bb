"""Readers: a file in, its lines and grids out. Which reader is chosen by content, never by ending (``formats``).

A new format is one new module here that says ``FORMATS = (Format(name, endings, …, read=read),)``.
"""

from __future__ import annotations

from pathlib import Path

from auditor.grid import Printed
from auditor.readers import bounds, formats, text
from auditor.readers.base import load

__all__ = ["read", "read_data"]


def read(path: str | Path, *, password: str | None = None) -> Printed:
    """The whole file as printed.

    ``password`` opens a protected PDF. Raises UnreadableFile, with a line a person can act on, when
    nothing of the file can be read.
    """
    return read_data(str(path), load(path), password=password)


def read_data(where: str, data: bytes, *, password: str | None = None) -> Printed:
    """The same for bytes already in memory; ``where`` names them in sources and messages."""
    found = formats.recognised(data, where)
    if found is None:
        # Where no format is recognised, what is wrong with the file as a text says most.
        return bounds.bounded(text.read(where, data, password=password))
    if found.read is None:
        raise found.refusal(where)
    return bounds.bounded(found.read(where, data, password=password))
