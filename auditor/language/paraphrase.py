"""Whether two indicator names say the same in other words.

Names are folded first: interchangeable words (达标, 合格) written alike, words that exclude nothing (全市, 平均) and
what an attitude is about (对演出的) left out, a verb before its object put behind it. Then nearly all characters of
the shorter name must stand in the longer one in the same order, and both must end alike. What the longer name says
beyond that is kept as its modifiers, since 家长满意度 and 新生家长满意度 are the same only in a project for new pupils.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.language.lexicon import load, words
from auditor.language.measure import measure
from auditor.language.segment import cut
from auditor.language.text import half_width, without_template

SAME, WIDER, NEAR = "同义", "包含", "相近"
"""The names say the same; one only adds modifiers; they also differ in a character, so that only a rare target that
they share shows that they mean the same."""

_CONTAINED = 0.83
"""Share of the shorter name's characters that stand in the other. Of 6 characters one may be missing, of 5 none; at
0.8 and below, two diseases or two streets (宫颈癌筛查成本, 乳腺癌筛查成本: 0.78) would be the same."""
_SHORTEST = 4
"""Characters of a folded name that still say what is measured; shorter ones are heads (合格率, 人次)."""
_BEYOND_HEAD = 2
"""Characters that both names share before the head, i.e. a word: 学生满意度 and 学生家长满意度 share only the head."""
_ABOUT = re.compile(r"对于?([^，,、；;对]{1,20}?)的?(?=满意|认可|认同|好评|评价|信任)")
ATTITUDES = ("满意度", "认可度", "好评度")
"""Heads behind the object of an attitude, as folding writes them."""
_TOTAL = re.compile(r"总(?=数|面积|长度|里程|人数|人次|量|时间)")
_PARTICIPANTS = re.compile(
    r"(参[与加赛训会展观保评]|受[训益助]|到会|获奖|观看|观演)(?:人员|选手|学员|观众|对象|者)(?:人数|数量|数)$"
)
"""The verb says already who they are: 参赛选手数量 is 参赛人数."""
_COMPLETED = re.compile(
    r"(整改|检修|维修|改造|治理|巡查|检查|培训|清理|安装|修复|更换|采集|归档|入库|移交)(?:实际)?完成率$"
)
"""A share of what was done, said twice over: 整改完成率 is 整改率."""
_REPAIRED = re.compile(r"故障(?:排除|消除|处理|处置|解决|抢修|维修|修理|恢复)")
_NUMBER_OF = re.compile(r"(?<=[户件台套处座家])数$")
_MARK = "\0"
LONGEST = 200
"""A longer text is not a name; the longest one of the samples has 72 characters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A name reduced to what it measures: ``text``; ``about``: the thing an attitude is about; ``tail``: how many
    characters at the end another name must share to measure the same."""

    text: str
    about: str
    tail: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names are alike: ``relation`` is 同义, 包含, 相近 or "" (apart). ``added``: modifiers that only one of
    them has; ``about``: what only one of them says an attitude is about, "" if both or neither do."""

    relation: str = ""
    added: tuple[str, ...] = ()
    about: str = ""

    def within(self, project: str, row_names: str = "") -> str:
        """The relation inside a project: modifiers that its own name has, and objects of attitude that its name or
        its other indicators have, exclude nothing there, so that 包含 becomes 同义."""
        if self.relation != WIDER:
            return self.relation
        known = all(_covered(word, project) for word in self.added)
        return SAME if known and _covered(self.about, project + _MARK + row_names) else WIDER


@lru_cache(maxsize=262_144)
def core(name: str) -> str:
    """A name reduced to the words that carry meaning: fillers (全年, 工作 …) and punctuation dropped,
    synonyms joined. Equal cores say the same."""
    bare = half_width(without_template(name))[:LONGEST]
    for word, same in load("measure")["同义"].items():
        bare = bare.replace(word, same)
    fillers = words("measure", "可略词")
    tokens = [token for token in cut(bare) if token not in fillers and token.strip("、，,。;；:：“”\"'（）()《》 -·")]
    if len(tokens) > 2 and tokens[-1] in words("measure", "计数尾"):
        tokens = tokens[:-1]
    return "".join(tokens)


@lru_cache(maxsize=262_144)
def folded(name: str) -> Folded:
    """``name`` with everything left out or written alike that does not change what it measures."""
    bare = _TOTAL.sub("", half_width(without_template(name))[:LONGEST])
    bare = _not_objects().sub(lambda found: found.group().replace("对", _MARK), bare)
    found = _ABOUT.search(bare)
    about = found.group(1) if found else ""
    if found:
        bare = bare[: found.start()] + bare[found.end() :]
    bare = bare.replace(_MARK, "对")
    bare = _COMPLETED.sub(r"\1率", _PARTICIPANTS.sub(r"\1人数", _REPAIRED.sub("故障修复", bare)))
    bare = _NUMBER_OF.sub("数量", bare)
    for word, same in _interchangeable():
        bare = bare.replace(word, same)
    text = core(_idle().sub("", bare))
    for word, same in _interchangeable():
        text = text.replace(word, same)
    meant = measure(text)
    head = meant.head if text.endswith(meant.head) else ""
    stem = meant.stem if meant.ratio and text.endswith(meant.stem + head) and meant.kind != "满意度" else ""
    if not meant.object:
        return Folded(text, about, len(text) + 1)  # 完成情况: a head without an object is in every longer name
    return Folded(_object_first(text, head), about, len(stem) + len(head) + _BEYOND_HEAD)


@lru_cache(maxsize=262_144)
def likeness(first: str, second: str) -> Likeness:
    """How the names ``first`` and ``second`` are alike; numbers in them are not compared (see ``similarity``)."""
    one, two = folded(first), folded(second)
    if min(len(one.text), len(two.text)) < _SHORTEST or (one.about and two.about and one.about != two.about):
        return Likeness()
    one, two = _unsaid(one, two), _unsaid(two, one)
    about = "" if one.about == two.about else one.about or two.about
    if one.text == two.text:
        return Likeness(WIDER if about else SAME, (), about)
    short, long = sorted((one, two), key=lambda side: len(side.text))
    if long.tail > len(long.text) or short.tail > len(short.text):
        return Likeness()
    if short.text[-max(short.tail, long.tail) :] != long.text[-max(short.tail, long.tail) :]:
        return Likeness()
    shared, lost, added = _compared(short.text, long.text)
    if _is_money(first) and any((*added, *lost)):
        return Likeness()  # 总成本 and 平台建设成本: a part is not the whole
    if shared < _CONTAINED * len(short.text) or any(word in "".join(added) for word in words("paraphrase", "另类")):
        return Likeness()
    replaced = [(out, into) for out, into in zip(lost, added, strict=True) if out and into]
    if not replaced:
        return Likeness(WIDER, tuple(filter(None, (*added, *lost))), about)
    if measure(first).kind == "满意度" or any(_opposed(out, into) for out, into in replaced):
        return Likeness()
    return Likeness(NEAR, tuple(filter(None, added)), about)


def _unsaid(one: Folded, other: Folded) -> Folded:
    """``one`` with the object that ``other`` gives after 对, if it stands in ``one`` without 对: 职工伙食满意度."""
    ending = next((word for word in ATTITUDES if one.text.endswith(other.about + word)), "")
    if one.about or not other.about or not ending:
        return one
    return Folded(one.text.removesuffix(other.about + ending) + ending, other.about, one.tail - len(other.about))


def _is_money(name: str) -> bool:
    meant = measure(name)
    return meant.kind == "金额" or (not meant.ratio and any(word in name for word in words("measure", "金额词")))


def _compared(short: str, long: str) -> tuple[int, list[str], list[str]]:
    """How many characters both share in order, and for each place where they differ what each of them has there."""
    from rapidfuzz.distance import LCSseq

    lost, added, shared, open_ = [""], [""], 0, False
    for step in LCSseq.opcodes(short, long):
        if step.tag == "equal":
            shared += step.src_end - step.src_start
            open_ = False
            continue
        if not open_:
            lost.append("")
            added.append("")
            open_ = True
        lost[-1] += short[step.src_start : step.src_end]
        added[-1] += long[step.dest_start : step.dest_end]
    return shared, lost, added


def _opposed(out: str, into: str) -> bool:
    """Whether one of the replaced characters is the other kind of the same thing (初, 高; 春, 秋)."""
    return any(set(out) & kinds and set(into) & kinds for kinds in _kinds())


def _object_first(text: str, head: str) -> str:
    """A verb before its object put behind it: 运维监测站 → 监测站运维, 培训教师人次 → 教师培训人次."""
    body = text.removesuffix(head)
    verb = next((word for word in words("paraphrase", "动宾") if body.startswith(word)), "")
    return body[len(verb) :] + verb + head if verb and len(body) > len(verb) + 1 else text


def _covered(text: str, context: str) -> bool:
    """Whether every word of ``text`` stands in ``context`` or says nothing of its own."""
    for word in sorted(words("paraphrase", "泛指"), key=len, reverse=True):
        text = text.replace(word, "")
    while text:
        size = next((size for size in range(len(text), 1, -1) if text[:size] in context), 0)
        if not size:
            return False
        text = text[size:]
    return True


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in load("paraphrase")["对立字"])


@cache
def _interchangeable() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(load("paraphrase")["互换"].items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _idle() -> re.Pattern[str]:
    return _any_of("虚词")


@cache
def _not_objects() -> re.Pattern[str]:
    return _any_of("非对象")


def _any_of(key: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("paraphrase", key), key=lambda word: (-len(word), word))))
