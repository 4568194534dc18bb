"""File names of report pages: valid on every system, unique, and readable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LENGTH = 60
"""Characters kept: at most 180 bytes of the 255 that file systems allow, since a Chinese character takes three."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
"""Device names, which Windows does not allow as file names, whatever their suffix."""
_UNSAFE = re.compile(r"[^\w.\-（）()〔〕]+")

INDEX = "index.html"


def pages(ids: Iterable[str]) -> dict[str, str]:
    """Document id → name of its page. Names are unique even on file systems that ignore case."""
    taken = {INDEX.removesuffix(".html")}
    named: dict[str, str] = {}
    for id_ in ids:
        stem = _safe(id_)
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        named[id_] = f"{name}.html"
    return named


def unique(stems: Iterable[str]) -> list[str]:
    """A valid file name without ending for each of ``stems``, unique even on file systems that ignore case."""
    taken: set[str] = set()
    made: list[str] = []
    for text in stems:
        stem = _safe(text)
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        made.append(name)
    return made


def is_page(name: str) -> bool:
    """Whether ``name`` is that of a page."""
    return name.endswith(".html")


def is_plain(name: str) -> bool:
    """Whether ``name`` is a valid plain file name on every system: not a path, not a device, not hidden."""
    return bool(name) and not (
        _UNSAFE.search(name) or name.startswith(".") or name.endswith(".") or _RESERVED.fullmatch(name)
    )


def _safe(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _UNSAFE.sub("-", text)[:_LENGTH].strip(" .-")
    if not text:
        return "document"
    return f"_{text}" if _RESERVED.fullmatch(text) else text
