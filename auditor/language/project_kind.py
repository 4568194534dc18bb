"""The kind of a project; which indicators it must have depends on the kind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from auditor.language.lexicon import load


def project_kind(name: str, goal: str = "", indicators: Iterable[str] = ()) -> str:
    """建设, 购置, 信息化建设, 信息化运维, 活动, 培训, 补助, 宣传, 调研评估, 服务, 债务, 办公; "" if unknown.

    The name decides. If it names no kind, a goal of less than 80 characters decides that names exactly one kind: longer
    ones mention many things in passing (over the samples, three projects lose their kind with 100, four with 60).
    ``indicators`` (names) may be left out.
    """
    found = _by_words(name[:200])
    if found:
        return found
    kinds = {kind for text in (goal[:500], *indicators) for kind in [_by_words(text)] if kind}
    return kinds.pop() if len(kinds) == 1 and len(goal) < 80 else ""


@lru_cache(maxsize=16384)
def _by_words(text: str) -> str:
    for kind, listed in load("projects")["类型"].items():
        if any(word in text for word in listed):
            return str(kind)
    return ""
