"""The kind of a project; which indicators it must have depends on the kind."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditor.language.lexicon import load, words

BUILT, MAINTAINED = "信息化建设", "信息化运维"


class Kind(NamedTuple):
    """``name``: 建设, 购置, 信息化建设, 信息化运维, 活动, 培训, 补助, 宣传, 调研评估, 服务, 债务, 办公; "" if unknown.
    ``ground``: what shows it, for people."""

    name: str = ""
    ground: str = ""


def project_kind(name: str, goal: str = "") -> Kind:
    """The kind of a project.

    The name decides. If it names no kind, a goal of less than 80 characters decides that names exactly one kind: longer
    ones mention many things in passing (over the samples, three projects lose their kind with 100, four with 60). An
    IT project whose goal speaks of maintenance only ("信息化项目") is not one that builds something.
    """
    kind, word = _by_words(name[:200])
    if kind == BUILT and _only_maintained(name[:200], goal[:500]):
        return Kind(MAINTAINED, "绩效目标写的是运维")
    if kind:
        return Kind(kind, f"项目名称含“{word}”")
    kind, word = _by_words(goal[:500])
    return Kind(kind, f"绩效目标含“{word}”") if kind and len(goal) < 80 else Kind()


def _only_maintained(name: str, goal: str) -> bool:
    kept = any(word in goal for word in load("projects")["类型"][MAINTAINED])
    return kept and not any(word in text for text in (name, goal) for word in words("projects", "建成词"))


@lru_cache(maxsize=16384)
def _by_words(text: str) -> tuple[str, str]:
    """(kind, the word that names it); ("", "") without one."""
    for kind, listed in load("projects")["类型"].items():
        if found := next((word for word in listed if word in text), ""):
            return str(kind), str(found)
    return "", ""
