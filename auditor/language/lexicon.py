"""Word lists of the field, read once from ``rules/words/*.yaml`` when first needed."""

from __future__ import annotations

from functools import cache
from typing import Any

from auditor.resources import folder


@cache
def load(name: str) -> dict[str, Any]:
    """The word list ``name`` ("units" → rules/words/units.yaml) as a mapping.

    Raises FileNotFoundError or ValueError if the installation is broken; these files ship with the package.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load((folder("rules") / "words" / f"{name}.yaml").read_text(encoding="utf-8"), loader)
    if not isinstance(content, dict):
        raise ValueError(f"rules/words/{name}.yaml：应为“名称: 词”的列表")
    return content


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One plain list of a word file as a set."""
    return frozenset(str(word) for word in load(name)[key])


@cache
def aliases(name: str, key: str) -> dict[str, str]:
    """A "canonical: [aliases]" mapping of a word file, inverted: alias or canonical → canonical."""
    found: dict[str, str] = {}
    for canonical, others in load(name)[key].items():
        found.setdefault(str(canonical), str(canonical))
        for other in others or ():
            found.setdefault(str(other), str(canonical))
    return found
