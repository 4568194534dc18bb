"""Several measured things in one name ("合格率、出勤率", "营员、家长、海外老师满意度")."""

from __future__ import annotations

import re

from auditor.language.lexicon import words

_HEAD = r"(?:满意度|满意率|率|度|数量|人数|人次|次数|场次)"
_HEADS_TWICE = re.compile(
    rf"^(?P<first>[^、，,；;]{{1,40}}{_HEAD})(?:[、，,；;]|以及|及|和|与)(?P<second>[^、，,；;]{{1,40}}{_HEAD})$"
)
_PARTS = re.compile(r"[、，,；;。]+")
_NOT_HEADS = re.compile(r"(?:年度|季度|制度|温度|湿度|浓度|速度|角度|调度|大数|多数|少数)$")


def parts_of(core: str, kind: str) -> tuple[str, ...]:
    """The things named, where they should be measured apart; () where there is one, or a list only modifies.

    ``core`` is a name without template text and brackets; ``kind`` what its last clause measures.
    """
    if len(core) > 200:
        core = core[:200]
    pieces = [piece.strip() for piece in _PARTS.split(core) if piece.strip()]
    if any(sign.isdigit() for sign in core):
        return ()
    twice = _HEADS_TWICE.match(core)
    if twice and not _NOT_HEADS.search(twice["first"]) and not _NOT_HEADS.search(twice["second"]):
        return (twice["first"], twice["second"])
    if len(pieces) < 2:
        return ()
    if kind == "满意度" and "、" in core and len(pieces) >= 3 and all(len(piece) <= 12 for piece in pieces[:-1]):
        return tuple(pieces)
    listed = kind in ("金额", "时点", "时长", "年限") or re.search(r"等(?!于)", pieces[-1]) is not None
    if len(pieces) >= 3 and not listed and all(len(piece) >= 4 for piece in pieces):
        return tuple(pieces)
    if _second_acts(pieces):
        return tuple(pieces)
    return ()


def _second_acts(pieces: list[str]) -> bool:
    """A further clause opens with an action of its own, after a clause long enough to be one."""
    verbs = words("measure", "并列动词")
    return len(pieces[0]) >= 4 and any(piece[:2] in verbs and len(piece) >= 4 for piece in pieces[1:])
