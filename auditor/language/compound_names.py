"""Several measured things in one name ("合格率、出勤率", "营员、家长、海外老师满意度")."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from auditor.language.lexicon import words
from auditor.language.units import unit_at

_LISTED = "、，,；;。"
_COUNTED = frozenset(("数量", "人数", "次数", "比率", "进度", "行动", ""))
_WHOLE = frozenset(("金额", "时点", "时长", "年限"))  # one figure even for several things: 房租和水电总费用
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_SENTENCE = re.compile(r"[，,；;。]+")
_AND_DO = re.compile(r"[，,；;。]+|(?<=[^合兼])并且?(?=[^发网列购行案存处])")
_MEANS = re.compile(r"通过|围绕|依托|按照|根据|结合|针对|利用|随着|为(?!了解).{2,}$")
"""A clause of means or purpose: it says how or for whom, not what is to be done."""
_MEANS_LISTED = re.compile(r"等(?:举措|措施|方式|形式|手段|途径|办法|工作|活动)$")
"""The end of a list of means: 通过直播带岗，完善服务追踪等举措，…: what stands before it is one clause of means."""
_SHARED = re.compile(r"(?:工作|任务|项目|事项)?(?:完成|及时|按时|按期|按计划)?$")
_SUCH = re.compile(r"等(?![于级])")
_LONGEST = 200
_HIDDEN = "\0"


def parts_of(core: str, kind: str) -> tuple[str, ...]:
    """The things in a name that should be measured one by one; () if there is only one, or the list only modifies.

    ``core`` is a name without template text and brackets, ``kind`` what its last clause measures. These are
    several things: two measures (合格率、出勤率), one attitude of several groups (学生、家长满意度), two acts
    (更新图书、举办读书活动), two events or activities counted together (获奖及发表数量), one noun named twice
    (…负担和…负担).
    """
    core = _without_means(_YEAR.sub("", core[:_LONGEST]))
    if any(sign.isdigit() for sign in core):
        return ()  # "24 小时值班、2 小时响应率": a target, not a list
    pieces, signs = _split(core)
    if not pieces:
        return ()
    if len(pieces) < 2:
        return _acts(core)
    if _compared(pieces, signs):
        return ()  # 平均分与全市平均分差值
    if _measured(pieces, signs):
        return tuple(pieces)  # 合格率、出勤率
    acts = _acts(core)
    if acts:
        return acts  # 更新图书、举办读书活动
    if kind == "满意度":
        return _groups(core) or _two_groups(pieces)  # 学生、家长满意度
    if kind in _WHOLE or _SUCH.search(pieces[-1]):
        return ()  # 桌椅、黑板等采购数量
    if not kind and _things(pieces, signs):
        return tuple(pieces)  # 抽水泵、冲锋舟 ≥ 24 台
    if _events(pieces) or _same_noun(pieces) or (kind in _COUNTED and _activities(pieces)):
        return tuple(pieces)  # 获奖及发表数量
    # 对外交流、外方贺卡寄送、外事活动服务保障次数. Two items may be one thing (查扣车辆、处罚当事人; ten names of the
    # samples), and short items may only modify the last one (督导、考评、管理人员培训次数).
    listed = [] if _SENTENCE.search(core) else _listed(core)
    return tuple(listed) if len(listed) >= 3 and all(len(piece) >= 4 for piece in listed) else ()


def _without_means(core: str) -> str:
    """The name from its first clause that says what is to be done: 通过培训的开展，增强纪律意识 is 增强纪律意识."""
    if not _MEANS.match(core):
        return core
    clauses = [(found.start(), found.end()) for found in re.finditer(r"[^，,；;。]+", core)]
    ends = [at for at, (start, end) in enumerate(clauses) if _MEANS_LISTED.search(core[start:end].strip())]
    first = (ends[0] if ends else 0) + 1
    return core[clauses[first][0] :].strip() if first < len(clauses) else core


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(rf"([{_LISTED}]+|以及|[及和与])")


@cache
def _kept_whole() -> re.Pattern[str]:
    """Words that contain the character of a conjunction but are not one (及时, 参与, 和平 …)."""
    return re.compile("|".join(sorted(words("parts", "连词不拆"), key=lambda word: (-len(word), word))))


def _split(core: str) -> tuple[list[str], list[str]]:
    """The pieces between conjunctions, and the conjunctions between them."""
    core = core.replace(_HIDDEN, "\ufffd")  # a character of the document is never taken for the marker
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
    """Whether two neighbours each end in a measure (合格率、出勤率)."""
    for (first, second), sign in zip(pairwise(pieces), signs, strict=True):
        if _measures(first, "计量结尾") and _measures(second, "计量结尾"):
            return True
        if sign[0] in "，,；;。":
            continue  # 扩大影响力，信息浏览量: the first clause is the purpose
        # 知名度和影响力 is one thing: a second piece of three characters is only the measure itself.
        if _measures(first, "计量结尾", "程度结尾") and _measures(second, "计量结尾", "程度结尾") and len(second) > 3:
            return True
    return False


def _measures(piece: str, *keys: str) -> bool:
    ends = _ends(*keys)
    plain = "程度结尾" not in keys
    counted = piece[-1:] == "数" and bool(unit_at(piece[-2:-1]))  # 株数, 眼数: a measure word and 数
    other = plain and piece.endswith(_ends("非计量结尾"))
    return len(piece) > 1 and (counted or piece.endswith(ends)) and not other


def are_clauses(parts: tuple[str, ...]) -> bool:
    """Whether the things of ``parts_of`` are what is to be done (…, 增强服务意识), not measures."""
    if not parts:
        return False
    first, *others = (_act(part, "并列动词", "动作") for part in parts)
    if not any(others):  # 提高诊疗水平及服务能力 is one act, two measures; 增强纪律意识、规矩意识 is one demand
        return first and not any(_measures(part, "计量结尾", "程度结尾") for part in parts)
    return not all(_measures(part, "计量结尾") for part in parts)  # 检测数据的准确性、完整性


def numbered(parts: tuple[str, ...], head: str) -> str:
    """The things for a reader: "①学生满意度；②家长满意度". ``head``: the measure that the last one prints for all."""
    shared = head if head.startswith("满意") and parts and parts[-1].endswith(head) else ""
    own = (*_ends("计量结尾", "程度结尾"), "感")  # 群众获得感、满意度: the first has its own measure
    whole = (part if part.endswith((shared, *own)) else part + shared for part in parts)
    return "；".join(f"{_CIRCLED[at]}{part}" if at < len(_CIRCLED) else part for at, part in enumerate(whole))


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def _groups(core: str) -> tuple[str, ...]:
    """The groups whose attitude is asked, or the things it is asked about ("营员、家长、海外老师满意度")."""
    listed = _listed(core)
    if len(listed) < 2 or "、" not in core:
        return ()
    levels = words("parts", "层级词")
    last = listed[-1]
    # 师生、家长满意度: a group has two characters or more. Above 24 the piece is a clause and not a group; no name of
    # the samples depends on it (8 to 100 give the same).
    if any(word in last for word in words("parts", "概括词")) or any(len(piece) < 2 for piece in listed):
        return ()
    if all(piece in levels for piece in listed[:-1]) or len(listed[-2]) > 24:
        return ()
    return (*listed[:-1], *(_two_groups(_split(last)[0]) or (last,)))  # 运动员、裁判员和观众: three


def _two_groups(pieces: list[str]) -> tuple[str, ...]:
    """ "患者和医护人员满意度": two groups. A person and the family (学生及家长) are asked together and are one."""
    people = _ends("人群结尾")
    if len(pieces) != 2:
        return ()
    first, last = pieces[0], _bare(pieces[1])
    if not (first.endswith(people) and last.endswith(people)):
        return ()
    kin = next((word for word in _ends("亲属") if last.endswith(word)), "")
    own = kin and last.removesuffix(kin)  # 优抚对象和军人家属: the family of others
    together = bool(kin) and not (len(own) >= 2 and own.endswith(people) and own not in first)
    return () if together or _SUCH.search(last) else tuple(pieces)


def _act(piece: str, *keys: str) -> bool:
    """Whether the piece begins with an act (adverbs skipped) that has an object: four characters, 更新图书."""
    for word in words("parts", "修饰词"):
        piece = piece.removeprefix(word)
    return len(piece) >= 4 and any(piece[:2] in words("parts", key) for key in keys)


def _acts(core: str) -> tuple[str, ...]:
    """The clauses that each begin with an action, if there are two or more; else ()."""
    sentences = [piece.strip() for piece in _AND_DO.split(core) if piece.strip() and not _MEANS.match(piece.strip())]
    if not sentences:
        return ()
    clauses = sentences if len(sentences) > 1 else _clauses(sentences[0])
    first, *others = clauses
    if len(first) < 4:
        return ()  # an act and its object take four characters: 参加展会
    second = any(_act(piece, "并列动词") for piece in others)
    both = _act(first, "并列动词", "动作") and any(_act(piece, "动作") for piece in others)
    if not second and (not both or _SUCH.search(clauses[-1])):
        return ()
    return tuple(clauses)


def _clauses(core: str) -> list[str]:
    """Clauses of a sentence without commas: cut at "、", and at 和, 及, 与 if an action follows."""
    pieces, signs = _split(core)
    clauses = [pieces[0]]
    for sign, piece in zip(signs, pieces[1:], strict=True):
        if sign[0] in _LISTED or _act(piece, "并列动词"):
            clauses.append(piece)
        else:
            clauses[-1] += sign + piece
    return clauses


def _things(pieces: list[str], signs: list[str]) -> bool:
    """Whether the name is nothing but a list of things, none of them done or measured, nor words of one piece."""
    acted = any(
        word in piece for piece in pieces for key in ("动作", "并列动词", "活动") for word in words("parts", key)
    )
    return set(signs) == {"、"} and not acted and all(3 <= len(piece) <= 8 for piece in pieces)


def _events(pieces: list[str]) -> bool:
    """ "论文获奖及发表数量", "项目完成及付费": two different events."""
    first, last = pieces[-2], _bare(pieces[-1])
    events = _ends("事件")
    return first.endswith(events) and last.endswith(events) and first[-2:] != last[-2:]


def _activities(pieces: list[str]) -> bool:
    """ "健康讲座、义诊及宣传品发放": two different activities; below four characters only with one of 成场活动."""
    first, last = pieces[-2], _bare(pieces[-1])
    kinds = _ends("活动", "成场活动")
    if not (first.endswith((*kinds, *words("parts", "动作"))) and last.endswith(kinds)) or first[-2:] == last[-2:]:
        return False
    held = _ends("成场活动")  # 巡查、检查 may be one visit; 巡查、培训 are two things
    return min(len(first), len(last)) >= 4 or ((first.endswith(held) or last.endswith(held)) and last[-2:] != "活动")


def _bare(piece: str) -> str:
    """The last piece without the measuring word that belongs to all pieces ("…数量", "…任务完成率")."""
    for word in sorted(words("parts", "计量结尾"), key=len, reverse=True):
        if len(piece) > len(word) and piece.endswith(word):
            return _SHARED.sub("", piece.removesuffix(word))
    return piece


def _same_noun(pieces: list[str]) -> bool:
    """ "减轻学业负担和接送负担": the same noun ends both, after another word of two characters or more."""
    first, second = pieces[-2], pieces[-1]
    return min(len(first), len(second)) >= 4 and first[-2:] == second[-2:]
