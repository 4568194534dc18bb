"""The section or subordinate unit that a project belongs to, as far as the document says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.model import Project

UNKNOWN = "单位未标明"

_LABELS = (
    "实施单位", "项目实施单位", "责任单位", "责任科室", "承办单位", "承担单位", "业务科室", "主管处室", "处室", "科室",
)  # fmt: skip
"""Labelled cells of a form that name the unit, the plainest first. 主管部门 names the whole department."""
_DASH = re.compile(r"([^\s\d\-—－–]{2,15})[\-—－–]")
"""人才局-工作经费: the unit stands before a dash."""
_OFFICE = re.compile(r"局|办|委|部|院|所|队|站|科|处|中心|工委|总会|协会|[侨妇残科文记工]联")
"""机管中心会务服务保障经费: a name that begins with a word for an office."""
_LONGEST = 12
"""Characters of an office's name: 区委社会工作部 has seven, 融媒体中心 five."""
_WORDS = re.compile(r"[举开主承协筹]办|干部|[全内外各]部|医院|各所|[省市区县]委")
"""Usual words that end like an office but name none, and the party committee, whose offices' names go on."""


def units(projects: Sequence[Project]) -> dict[str, str]:
    """Project id → its unit, ``UNKNOWN`` where neither a labelled cell nor the name gives one.

    The beginning of a name counts only if two projects share it: once, it may be any word.
    """
    offered = {project.id: list(_beginnings(project.name)) for project in projects}
    shared = Counter(name for names in offered.values() for name in names)
    return {
        project.id: _labelled(project) or next((n for n in offered[project.id] if shared[n] > 1), UNKNOWN)
        for project in projects
    }


def _labelled(project: Project) -> str:
    return next((text for label in _LABELS if (text := project.extra.get(label, "").strip())), "")


def _beginnings(name: str) -> Iterator[str]:
    if dashed := _DASH.match(name):
        yield dashed[1]
    for office in _OFFICE.finditer(name[:_LONGEST]):
        beginning = name[: office.end()]
        if office.start() and not _WORDS.search(beginning, len(beginning) - 2):
            yield beginning
