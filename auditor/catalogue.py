"""Catalogues made from the modules of a package: a new format, layout, output or command is one new file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def entries(package: str, attribute: str) -> Iterator[Any]:
    """What the modules directly in ``package`` offer under ``attribute``, in the order of their names."""
    for found in iter_modules(import_module(package).__path__):
        module = import_module(f"{package}.{found.name}")
        if hasattr(module, attribute):
            yield getattr(module, attribute)
