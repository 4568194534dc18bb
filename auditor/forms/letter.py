"""Whose goals an official letter is about: 某县财政局关于批复某局2026年度绩效目标的通知.

What stands before 关于 is who writes. A letter that goes up or to the public (报送, 公开) is about who writes it; one
that goes down (批复, 下达) about whom its title names behind the verb, else about whom it addresses (某局：).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from auditor.language.text import squeeze

_ABOUT = re.compile(
    r"(?P<writer>[^关，。：]{0,30})关于(?P<rest>[^，。：]{4,60}的(?:通知|批复|函|请示|报告|公告|意见|决定|公示))"
)
_DOWN = re.compile(r"^(?:(?:同意|核定|调整|批复|下达|批转|转发|做好|加强|对|反馈|编制|开展|审核)+(?:的?通知)?)")
_UP = re.compile(r"^(?:报送|上报|申报|呈报|公开|公示|申请|提交|印发)+")
_SALUTATION = re.compile(r"([\u4e00-\u9fff（）()·]{4,30})[:：]")


def is_letter(line: str) -> bool:
    """Whether a line without blanks is the title of a letter."""
    return _ABOUT.search(line) is not None


def subjects(lines: Sequence[str], body_before: Callable[[str], str], is_body: Callable[[str], bool]) -> Iterator[str]:
    """The bodies that the letters among ``lines`` are about.

    ``body_before``: the body that a heading begins with, "" if it begins with none.
    """
    flat = [squeeze(line) for line in lines]
    for at, line in enumerate(flat):
        found = _ABOUT.search(line)
        if found is None:
            continue
        rest, writer = found["rest"], found["writer"]
        down = _DOWN.match(rest)
        named = body_before(_UP.sub("", rest[down.end() :] if down else rest))
        if named:
            yield named
        elif down is None:
            if is_body(writer):
                yield writer
        else:
            addressed = (_SALUTATION.fullmatch(other) for other in flat[at + 1 :])
            yield from (one.group(1) for one in addressed if one is not None and is_body(one.group(1)))
