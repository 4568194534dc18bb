"""绩效目标: whether it says anything that can be measured, and whether its text is complete."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from auditor.language.lexicon import load
from auditor.language.text import half_width, squeeze

_WORDS = re.compile(r"[一-鿿A-Za-z0-9]")
_CLAUSES = re.compile(r"[，,。；;、！!]+")
_AMOUNT = re.compile(r"\d|[一二两三四五六七八九十百千万]+(?:个|次|场|家|名|人|项|套|台|份|篇|期|类|处|%|％)")
_ORDINAL = re.compile(
    r"(?:^|[。；;\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、．,，是](?!\d)|[（(]\d{1,2}[)）]|(?:19|20)\d\d\s*年?"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("【", "】"), ("「", "」"))
_LEFTOVER = 2
"""So many characters that are neither generic nor from the project's name still say nothing. 2 to 4 give the same over
the samples; with 1, 满足区机关公务出行需求 would be accepted, with 6, 做好冬季公路除雪铲冰工作 refused."""
_NAMED = 6
"""A slogan may have so many: 推进外办工作开展，保障日常运维及各项外事活动开展. 4 to 7 give the same over the samples;
with 8, 完成对办公电脑、办公网络等运维服务，保障巡察工作开展 would be called a slogan."""
_SHORT = 26
"""A longer goal is more than a slogan. The longest slogan of the samples has 23 characters; up to 60 gives the same."""
_TOO_SHORT = 5
"""Characters in which no output can be stated (采购设备). No goal of the samples depends on it."""
_LONGEST_WORD = 6
"""Characters of the longest generic word of ``rules/words/goals.yaml`` that is looked for; 3 to 8 give the same."""
_PAIR_NAMES = ("引号", "引号", "书名号", "括号", "括号", "引号")
_BREAKS = re.compile(r"[，,。；;、！!]")
_SHOWN = 30
"""Characters on each side of a fault that are shown, where no punctuation ends the clause before."""
_SINGLE = str.maketrans("“”", "‘’")
_NAMED_SHARE = 4
"""Characters of an indicator's name from which on its words in the goal mean this indicator, and not 合格率."""
_CUT = re.compile(r"[，,、：:（(《“]$|(?:以及|并且|包括|例如|通过|为了|和|及|与|或)$")
_FOR_WHOM = re.compile(r"为.{2,12}(?:提供|创造|营造).{0,8}(?:环境|条件|服务|保障|支撑|支持)")
_DOUBLED = re.compile(r"，，|。。|；；|、、|,,|[，、；：][。，、；：]|[。][，、；：]")
_ELLIPSIS = re.compile(r"(?<=[一-鿿])(?:\.{3,}|…+)\s*(?=[一-鿿])")


def length(goal: str) -> int:
    """Characters without punctuation and spaces."""
    return len(_WORDS.findall(goal))


def has_number(goal: str) -> bool:
    """Whether the goal states an amount (list numbers and years do not count)."""
    return bool(_AMOUNT.search(_ORDINAL.sub(" ", half_width(goal))))


@lru_cache(maxsize=16384)
def weak(goal: str, project: str = "", department: str = "") -> str:
    """Why nothing in the goal can be measured, "" if something can. An empty goal is missing and not weak."""
    bare = squeeze(goal)
    if not bare or has_number(bare):
        return ""
    # 保障接待大厅正常运转，为来访群众提供良好环境: the clause that tells for whom says no more
    bare = "，".join(clause for clause in _CLAUSES.split(bare) if clause and not _FOR_WHOM.fullmatch(clause)) or bare
    left = _left_over(bare, project, department)
    if len(left) <= _LEFTOVER:
        if len(_left_over(bare, "", department)) > _LEFTOVER:
            return "只重述了项目名称，没有写明预期的产出和效果"
        runs = any(word in bare for word in load("goals")["运转词"])
        return "只写了保障工作开展，没有写明预期的产出和效果" if runs else "过于笼统，没有写明做什么、做多少"
    if length(bare) <= _SHORT and len(left) <= _NAMED and _is_slogan(bare):
        return "只写了保障工作开展，没有写明预期的产出和效果"
    if length(bare) <= _SHORT and _is_only_wish(bare):
        return "只是口号，没有写明做什么、做多少"
    if length(bare) <= _SHORT and _only_means_well(bare):
        return "只写了提升、做好等要求，没有写明做什么、做多少"
    if length(bare) <= _SHORT and only_spending(bare):
        return "只写了资金用途，没有写明预期的产出和效果"
    if length(bare) <= _TOO_SHORT:
        return "过短，没有写明预期的产出和效果"
    return ""


def only_spending(goal: str) -> bool:
    """Whether the goal says what the money is spent on and neither how much is done nor to what effect."""
    opens, effects = "|".join(load("goals")["开支用语"]), load("goals")["效果用语"]
    bare = squeeze(goal)
    spends = re.match(rf"(?:{'|'.join(load('goals')['开支修饰'])}){{0,6}}(?:{opens})", bare)
    return bool(spends) and not has_number(bare) and not any(word in bare for word in effects)


def told_share(goal: str, name: str) -> Decimal | None:
    """The percentage that ``goal`` states for the indicator ``name``: 98 in 路面完好率达到98%以上; None without one."""
    at = goal.find(name) if len(name) >= _NAMED_SHARE else -1
    found = _share().match(goal, at + len(name)) if at >= 0 else None
    return Decimal(found.group(1)) if found else None


@cache
def _share() -> re.Pattern[str]:
    between = sorted(map(re.escape, load("goals")["目标措辞"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(between)}){{0,3}}([0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)[%％]")


@lru_cache(maxsize=16384)
def garbled(goal: str) -> tuple[str, str]:
    """The clause of the goal's text that looks wrong, and what is wrong with it; ("", "") if nothing is.

    Unpaired quotation marks and brackets, doubled punctuation, a sentence that ends in the middle.
    """
    bare = goal.strip()
    if found := _DOUBLED.search(bare):
        return _clause(bare, found.start(), found.end()), f"标点“{found.group()}”重复"
    if found := _ELLIPSIS.search(bare):
        return _clause(bare, found.start(), found.end()), "中间有省略号，疑有漏字"
    for (opening, closing), kind in zip(_PAIRS, _PAIR_NAMES, strict=True):
        if bare.count(opening) != bare.count(closing):
            more = bare.count(opening) > bare.count(closing)
            at = bare.rfind(opening if more else closing)
            return _clause(bare, at, at + 1), f"缺{'后' if more else '前'}{kind}"
    found = _CUT.search(bare) if length(bare) > 4 else None
    return (_clause(bare, found.start(), found.end()), "没有写完") if found else ("", "")


def _clause(text: str, start: int, end: int) -> str:
    """The clause around ``text[start:end]``, quotation marks within it as single ones: it is quoted itself."""
    before = max((at.end() for at in _BREAKS.finditer(text, 0, start)), default=0)
    after = _BREAKS.search(text, end)
    clause = text[max(before, start - _SHOWN) : min(after.start() if after else len(text), end + _SHOWN)].strip()
    return clause.translate(_SINGLE)


def _left_over(goal: str, project: str, department: str) -> str:
    """Characters of the goal that belong to no generic word and to no word of the project's or department's name."""
    text = "".join(_WORDS.findall(goal))
    known = {*_generic(), *_pieces(project), *_pieces(department)}
    covered = [False] * len(text)
    for start in range(len(text)):
        for size in range(min(_LONGEST_WORD, len(text) - start), 0, -1):
            if text[start : start + size] in known:
                covered[start : start + size] = [True] * size
                break
    return "".join(sign for sign, hidden in zip(text, covered, strict=True) if not hidden)


def _pieces(text: str) -> set[str]:
    """Every run of two to four Chinese characters in a name: the usual lengths of its words."""
    runs = re.findall(r"[一-鿿]+", text[:80])
    return {run[at : at + size] for run in runs for size in (4, 3, 2) for at in range(len(run) - size + 1)}


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(str(word) for word in load("goals")["泛词"])


def _is_only_wish(goal: str) -> bool:
    """Whether every clause begins with a verb of good intentions (打造…，营造…)."""
    opens = tuple(load("goals")["口号开头"])
    clauses = [clause for clause in _CLAUSES.split(goal) if clause]
    return all(clause.startswith(opens) for clause in clauses)


def _only_means_well(goal: str) -> bool:
    """Whether every clause only wants something better, with no thing that is done: 深化产教融合，提升培养质量.

    完成年检和许可审批工作 does name what is done.
    """
    data = load("goals")
    adverbs, wishes = "|".join(data["意愿修饰"]), "|".join((*data["开头"], *data["口号开头"], *data["意愿动词"]))
    ends = "|".join((*data["结尾"], *data["抽象结尾"]))
    clause = re.compile(rf"(?:{adverbs})*(?:{wishes})[一-鿿、“”]{{1,14}}(?:{ends})")
    clauses = [one for one in _CLAUSES.split(goal) if one]
    return all(clause.fullmatch(one) for one in clauses) and clauses[-1].endswith(tuple(data["抽象结尾"]))


def _is_slogan(goal: str) -> bool:
    """Whether the goal begins with a verb such as 保障 or 推进 and ends with 工作, 运转, 开展 …"""
    data = load("goals")
    clauses = [clause for clause in _CLAUSES.split(goal) if clause and length(clause) > 2]
    opens = tuple(data["开头"])
    closes = tuple(data["结尾"])
    return bool(clauses) and clauses[0].startswith(opens) and clauses[-1].endswith(closes)
