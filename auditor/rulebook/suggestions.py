"""“是否想写 …”: the allowed name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def nearest(word: str, allowed: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` allowed names that resemble ``word``, best first; empty if there are none."""
    found = process.extract(word, list(allowed), scorer=fuzz.ratio, limit=count, score_cutoff=45)
    return [name for name, _, _ in found]


def did_you_mean(word: str, allowed: Iterable[str], what: str) -> str:
    """Advice for an unknown name: similar names if there are any; if not, or if few are allowed, all allowed names."""
    names = list(allowed)
    near = nearest(word, names)
    parts = [f"是否想写{'、'.join(f'“{name}”' for name in near)}"] if near else []
    if not near or len(names) <= 30:
        shown = "、".join(names[:60]) + ("……" if len(names) > 60 else "")
        parts.append(f"可用的{what}：{shown}" if names else f"没有可用的{what}")
    return "；".join(parts)
