"""Several measured things in one name ("合格率、出勤率", "营员、家长、海外老师满意度")."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from auditor.language.lexicon import words

_LISTED = "、，,；;。"
_COUNTED = frozenset(("数量", "人数", "次数", "比率", "进度", "行动", ""))
_WHOLE = frozenset(("金额", "时点", "时长", "年限"))  # a sum, a date or a life of several things is one figure
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_SENTENCE = re.compile(r"[，,；;。]+")
_AND_DO = re.compile(r"[，,；;。]+|(?<=[^合兼])并且?(?=[^发网列购行案存处])")
_SHARED = re.compile(r"(?:工作|任务|项目|事项)?(?:完成|及时|按时|按期|按计划)?$")
_SUCH = re.compile(r"等(?![于级])")
_LONGEST = 200
_HIDDEN = "\0"


def parts_of(core: str, kind: str) -> tuple[str, ...]:
    """The things named, where they should be measured apart; () where there is one, or a list only modifies.

    ``core`` is a name without template text and brackets; ``kind`` what its last clause measures. Two things
    are: two measures (合格率、出勤率), one attitude of several groups (学生、家长满意度), two acts (更新图书、举办
    读书活动), two events or activities counted together (获奖及发表数量), one noun said twice (…负担和…负担).
    """
    core = _YEAR.sub("", core[:_LONGEST])
    if any(sign.isdigit() for sign in core):
        return ()
    pieces, signs = _split(core)
    if not pieces:
        return ()
    if len(pieces) < 2:
        return _acts(core)
    if _compared(pieces, signs):
        return ()
    if _measured(pieces, signs):
        return tuple(pieces)
    acts = _acts(core)
    if acts:
        return acts
    if kind == "满意度":
        return _groups(core) or _two_groups(pieces)
    if kind in _WHOLE or _SUCH.search(pieces[-1]):
        return ()
    if _events(pieces) or _same_noun(pieces) or (kind in _COUNTED and _activities(pieces)):
        return tuple(pieces)
    listed = [] if _SENTENCE.search(core) else _listed(core)
    return tuple(listed) if len(listed) >= 3 and all(len(piece) >= 4 for piece in listed) else ()


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(rf"([{_LISTED}]+|以及|[及和与])")


@cache
def _kept_whole() -> re.Pattern[str]:
    """Words that hold the sign of a conjunction and are none (及时, 参与, 和平 …)."""
    return re.compile("|".join(sorted(words("parts", "连词不拆"), key=lambda word: (-len(word), word))))


def _split(core: str) -> tuple[list[str], list[str]]:
    """The pieces between conjunctions, and the conjunctions between them."""
    kept = _kept_whole().findall(core)
    cut = _conjunction().split(_kept_whole().sub(_HIDDEN, core))
    whole = iter(kept)
    shown = [re.sub(_HIDDEN, lambda _: next(whole), piece).strip() for piece in cut]
    pieces, signs = [shown[0]], []
    for sign, piece in zip(shown[1::2], shown[2::2], strict=True):
        if piece:
            signs.append(sign)
            pieces.append(piece)
    return ([*pieces], signs) if pieces[0] else (pieces[1:], signs[1:])


def _listed(core: str) -> list[str]:
    return [piece.strip() for piece in re.split(rf"[{_LISTED}]+", core) if piece.strip()]


@cache
def _ends(*keys: str) -> tuple[str, ...]:
    return tuple(sorted(word for key in keys for word in words("parts", key)))


def _compared(pieces: list[str], signs: list[str]) -> bool:
    """ "平均分与全市平均分差值": two things compared are one measure."""
    return signs[-1] in ("与", "和") and pieces[-1].endswith(_ends("比较结尾"))


def _measured(pieces: list[str], signs: list[str]) -> bool:
    """Two neighbours each end in a measure of their own."""
    for (first, second), sign in zip(pairwise(pieces), signs, strict=True):
        if _measures(first, "计量结尾") and _measures(second, "计量结尾"):
            return True
        if sign[0] in "，,；;。":
            continue  # 扩大影响力，信息浏览量: the clause before is the purpose
        if _measures(first, "计量结尾", "程度结尾") and _measures(second, "计量结尾", "程度结尾") and len(second) > 3:
            return True
    return False


def _measures(piece: str, *keys: str) -> bool:
    ends = _ends(*keys)
    plain = "程度结尾" not in keys
    return len(piece) > 1 and piece.endswith(ends) and not (plain and piece.endswith(_ends("非计量结尾")))


def _groups(core: str) -> tuple[str, ...]:
    """One attitude of several groups, or towards several things."""
    listed = _listed(core)
    if len(listed) < 2 or "、" not in core:
        return ()
    levels = words("parts", "层级词")
    last = listed[-1]
    if any(word in last for word in words("parts", "概括词")) or any(len(piece) < 2 for piece in listed):
        return ()
    return () if all(piece in levels for piece in listed[:-1]) or len(listed[-2]) > 24 else tuple(listed)


def _two_groups(pieces: list[str]) -> tuple[str, ...]:
    """ "患者和医护人员满意度": two groups of their own; a person and his family (学生及家长) are asked together."""
    people = _ends("人群结尾")
    first, last = pieces[-2], _bare(pieces[-1])
    if len(pieces) > 2 or not (first.endswith(people) and last.endswith(people)):
        return ()
    return () if last.endswith(_ends("亲属")) or _SUCH.search(last) else tuple(pieces)


def _act(piece: str, *keys: str) -> bool:
    """Whether the piece opens with an act, adverbs skipped, and has an object."""
    for word in words("parts", "修饰词"):
        piece = piece.removeprefix(word)
    return len(piece) >= 4 and any(piece[:2] in words("parts", key) for key in keys)


def _acts(core: str) -> tuple[str, ...]:
    """The clauses that open with an action of their own, where there are two; () otherwise."""
    sentences = [piece.strip() for piece in _AND_DO.split(core) if piece.strip()]
    clauses = sentences if len(sentences) > 1 else _clauses(core)
    first, *others = clauses
    if len(first) < 4:
        return ()
    second = any(_act(piece, "并列动词") for piece in others)
    both = _act(first, "并列动词", "动作") and any(_act(piece, "动作") for piece in others)
    if not second and (not both or _SUCH.search(clauses[-1])):
        return ()
    found = tuple(piece for piece in clauses if _act(piece, "并列动词", "动作"))
    return found if len(found) > 1 else tuple(clauses)


def _clauses(core: str) -> list[str]:
    """Clauses of a sentence without commas: cut at "、", and before an action also at 和, 及, 与."""
    pieces, signs = _split(core)
    clauses = [pieces[0]]
    for sign, piece in zip(signs, pieces[1:], strict=True):
        if sign[0] in _LISTED or _act(piece, "并列动词"):
            clauses.append(piece)
        else:
            clauses[-1] += sign + piece
    return clauses


def _events(pieces: list[str]) -> bool:
    """ "论文获奖及发表数量", "项目完成及付费": each is an event of its own."""
    first, last = pieces[-2], _bare(pieces[-1])
    events = _ends("事件")
    return first.endswith(events) and last.endswith(events) and first[-2:] != last[-2:]


def _activities(pieces: list[str]) -> bool:
    first, last = pieces[-2], _bare(pieces[-1])
    kinds = _ends("活动", "成场活动")
    if not (first.endswith(kinds) and last.endswith(kinds)) or first[-2:] == last[-2:]:
        return False
    held = _ends("成场活动")  # 巡查、检查 may be one round; 巡查、培训 are two things
    return min(len(first), len(last)) >= 4 or ((first.endswith(held) or last.endswith(held)) and last[-2:] != "活动")


def _bare(piece: str) -> str:
    """The last piece without the counting word that all share ("…任务完成率" too)."""
    for word in sorted(words("parts", "计量结尾"), key=len, reverse=True):
        if len(piece) > len(word) and piece.endswith(word):
            return _SHARED.sub("", piece.removesuffix(word))
    return piece


def _same_noun(pieces: list[str]) -> bool:
    """ "减轻学业负担和接送负担": the same noun closes both, each with a word of its own before it."""
    first, second = pieces[-2], pieces[-1]
    return min(len(first), len(second)) >= 4 and first[-2:] == second[-2:]
