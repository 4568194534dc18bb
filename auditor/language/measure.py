"""What an indicator's name measures: kind, object, direction. It is read from the right, as Chinese names are built.

故障 → 故障次数 (lower is better) → 故障修复率 (higher) → 平均故障修复时间 (lower): the head is the last
word, the word before it says what is done. If the words do not decide, kind is "" and direction 未知.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.language import text as plain
from auditor.language.compound_names import parts_of
from auditor.language.lexicon import load, words
from auditor.language.segment import cut

HIGHER, LOWER, FIXED, UNKNOWN = "越大越好", "越小越好", "固定", "未知"
COUNTS = frozenset(("数量", "人数", "次数"))
MEASURABLE = frozenset(
    ("比率", "满意度", "数量", "人数", "次数", "金额", "时长", "时点", "频率", "面积", "年限", "进度", "规范性")
)

_BRACKETS = re.compile(r"[（(][^（）()]{0,80}[)）]")
_CLAUSE = re.compile(r"[，,。；;：:！!？?]+")
_FORMULA = re.compile(r"^(.{2,60}?)[=＝](?=.{2})(?=.*[/÷×*+＋-])")
_TARGET = r"(?:[≥≤><=≧≦]|大于等于|小于等于|不低于|不少于|不超过|不高于|不大于|不小于|至少|达到|达|控制在)"
_TAIL_TARGET = re.compile(
    _TARGET
    + r"?\s*(?:[百千万]分之)?"
    + r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+(?:分之[一二两三四五六七八九十百千\d]+)?)\s*"
    + r"(?:%|％|[个人次家天项场件份条年月]|小时|分钟|万元|元)?(?:以上|以内|以下)?$"
)
_SIGNED = re.compile(r"[≥≤≧≦⩾⩽]|>=|<=|大于等于|小于等于|不低于|不少于|不超过\d|不高于|不大于\d|不小于")
_QUANTITY = re.compile(
    r"(?<![\dA-Za-z×x*.第])\d{1,9}(?:\.\d{1,6})?(?:万|亿)?"
    r"(?:%|％|人次|人|次|个|家|项|场|件|份|条|篇|户|台|套|辆|平方米|公里|亩|万元|元|课时|学时|小时|分钟|天(?!候)|个月)"
)
_STEPS = re.compile(
    r"[、，,和]?(?:第?[一二三四1-4]季度|上半年|下半年|[1-9]\d?月底?)[^，,、；;。\d]{0,6}\d{1,3}(?:\.\d+)?\s*[%％]"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_WHEN = re.compile(
    r"^(?:20[0-9]{2}年度?|[年月日]均|(?:全|每|本|当|预计|累计)?[年月日]度?|每[周季]度?|累计|合计|总计|预计|计划|平均|同比|[比较]上?年|共)+"
)
"""Words of time and reckoning before the verb of a name: 年均减少土壤流失量 is 减少土壤流失量."""
_BUDGET = re.compile(
    r"预算(?:范围|控制数|数|额度|批复|标准|金额|总额)?(?:之)?内|(?:不超|不超过|未超|不突破|控制在|在).{0,12}(?:预算|概算|限额|控制数)"
)
_SURVEYS = frozenset(("调查", "测评", "评价", "得分", "测评得分", "问卷"))
_IGNORED_TAIL = frozenset(("等", "统计", "的", "了", "指标", "之", "方面", "、"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a name says. Texts are "" and ``direction`` 未知 where the words do not decide.

    ``stem`` is the word before a share's head (合格 of 合格率); ``slogan``: the name begins with a verb of
    slogans (提升, 保障); ``state``: it ends in a word of state (良好, 到位).
    """

    name: str
    kind: str = ""
    object: str = ""
    head: str = ""
    stem: str = ""
    direction: str = UNKNOWN
    ratio: bool = False
    over: bool = False
    normal: str = ""
    numbers: tuple[str, ...] = ()
    signed: bool = False
    formula: bool = False
    parts: tuple[str, ...] = ()
    template: str = ""
    slogan: bool = False
    state: bool = False
    budget: bool = False
    tokens: tuple[str, ...] = ()
    falls: bool = False
    """The name is of an act that makes something less (年均减少土壤流失量): by how much, or to how much, is open."""


@dataclass(frozen=True, slots=True)
class _Reading:
    kind: str = ""
    head: str = ""
    left: tuple[str, ...] = ()
    direction: str = UNKNOWN
    stem: str = ""
    change: bool = False
    state: bool = False


@lru_cache(maxsize=262_144)
def measure(name: str, level2: str = "") -> Measure:
    """Read an indicator's name. ``level2`` (canonical) only helps names without a head: under 经济成本指标 a
    bare thing ("房租", "录音录像设备") means its cost."""
    bare = plain.without_template(name)[:400]
    shown = plain.half_width(bare)
    numbers = tuple(_QUANTITY.findall(_YEAR.sub("", shown)))
    formula = _FORMULA.match(shown)
    core = _BRACKETS.sub("", formula.group(1) if formula else shown) or shown
    core = _STEPS.sub("", core) or core
    core = core.strip("“”\"'‘’《》 ")
    budget = bool(_BUDGET.search(core))
    clause, reading = _best_clause(core)
    tokens = cut(clause)
    first = tokens[0] if tokens else ""
    slogan = first in words("measure", "口号动词")
    kind, direction = reading.kind, reading.direction
    falls = next(iter(cut(_WHEN.sub("", clause))), "") in words("measure", "下降词")
    if falls and kind not in ("金额", "满意度"):
        direction = UNKNOWN  # people write both 降低死亡率 ≤ 5 and 减少事故率 ≥ 5
    if budget:
        kind, direction = "金额", LOWER
    elif slogan and kind in ("程度", "效果", "质量", "情况", "") and not reading.change:
        kind, direction = "行动", UNKNOWN
    elif not kind and level2.endswith("成本指标") and not (slogan or reading.state):
        kind, direction = "金额", LOWER
    elif not kind and (reading.state or _acts(tokens)):
        kind = "行动"
    return Measure(
        name=bare,
        kind=kind,
        object=_object(reading.left if reading.kind else tokens),
        head="预算控制" if budget else reading.head,
        stem=reading.stem,
        direction=direction,
        ratio=kind in ("比率", "满意度", "进度"),
        over=reading.change or bool(_beyond().search(core)),
        normal=plain.normalised(name),
        numbers=numbers,
        signed=bool(_SIGNED.search(shown)),
        formula=bool(formula) or "×100%" in shown,
        parts=parts_of(core, kind),
        template=plain.template_residue(name),
        slogan=slogan,
        state=reading.state,
        budget=budget,
        tokens=tokens,
        falls=falls,
    )


@cache
def _heads() -> dict[str, str]:
    return {str(word): kind for kind, group in load("measure")["中心词"].items() for word in group}


def _best_clause(core: str) -> tuple[str, _Reading]:
    """The clause that says what is measured: the last one with a measurable head, preferably one without a target."""
    clauses = [part for part in _CLAUSE.split(core) if part]
    if not clauses:
        return core, _Reading()
    readings = []
    for clause in clauses:
        trimmed = _TAIL_TARGET.sub("", clause) or clause
        readings.append((trimmed, _read(cut(trimmed)), trimmed != clause))
    for clause, reading, aimed in reversed(readings):
        if reading.kind in MEASURABLE and not aimed:
            return clause, reading
    for clause, reading, _ in readings:
        if reading.kind in MEASURABLE:
            return clause, reading
    clause, reading, _ = readings[-1]
    return clause, reading


def _read(tokens: tuple[str, ...]) -> _Reading:
    """Read one clause from the right."""
    heads = _heads()
    end = len(tokens)
    while end and (tokens[end - 1] in _IGNORED_TAIL or not tokens[end - 1].strip("、“”\"'（）() ")):
        end -= 1
    if not end:
        return _Reading()
    if end > 1 and tokens[end - 1] in _SURVEYS and heads.get(tokens[end - 2]) == "满意度":
        end -= 1
    last, left = tokens[end - 1], tokens[: end - 1]
    if last in heads:
        return _headed(heads[last], last, left)
    if last in words("measure", "下降词") or last in words("measure", "增长词"):
        below = _read(left)
        if below.kind in MEASURABLE:
            direction = _turned(last, below)  # 旅游收入增长
            return _Reading("比率" if below.kind != "金额" else "金额", last, left, direction, change=True)
        return _Reading(kind="效果" if below.kind else "", head=last if below.kind else "", left=left, state=True)
    if last in ("达标", "合格") or (left and last in words("measure", "按时词")):
        return _Reading("比率", last, left, HIGHER, stem=last)  # 工作质量达标, 救助资金拨付及时
    if last == "控制":
        below = _read(left)
        return _Reading(below.kind if below.kind == "金额" else "程度", last, left, LOWER)  # 服务器负载控制
    if _is_bad(tokens[:end]):
        measured = last in words("measure", "坏量")  # 施工噪声: nobody deals with a number of them
        handled = _acts_on(left) or (not measured and _may_begin_with_a_verb(left))
        kind = "比率" if measured else "次数"
        return _Reading(kind, last, left, UNKNOWN if handled else LOWER)  # 门户投诉; 处理投诉
    if last in words("measure", "状态词"):
        below = _read(left)
        # 设备运行率良好
        return _Reading(below.kind, below.head, below.left or left, below.direction, below.stem, state=True)
    return _Reading(left=tokens[:end])


def _headed(kind: str, head: str, left: tuple[str, ...]) -> _Reading:
    stem = _stem(left)
    if kind == "比率":
        return _Reading(kind, head, left, _ratio_direction(head, left), stem)
    if kind == "满意度" and stem == "不":
        return _Reading("比率", head, left, LOWER, stem)
    if head == "标准":
        # 人均救助标准, 排放标准: a norm is to be kept; 安保服务费标准: a price, not a quality.
        return _Reading("金额" if _read(left).kind == "金额" else kind, head, left, UNKNOWN, stem)
    if kind in ("满意度", "进度", "频率", "年限", "规范性", "质量", "效果"):
        bad = kind in ("效果", "频率") and _is_bad(left)  # 事故频率
        return _Reading(kind, head, left, LOWER if bad else HIGHER, stem)
    if kind in COUNTS:
        return _Reading(kind, head, left, _count_direction(head, left), stem)
    if kind == "金额":
        return _Reading(kind, head, left, _money_direction(head, left), stem)
    if kind in ("时长", "时点"):
        return _timed(kind, head, left, stem)
    if kind == "面积":
        return _Reading(kind, head, left, _extent_direction(left), stem)
    if head == "性" and stem in words("measure", "合格词"):
        return _Reading("规范性", head, left, HIGHER, stem)  # 业务可用性: what 可用率 says
    if kind == "程度":
        return _Reading(kind, head, left, LOWER if head == "风险" else UNKNOWN, stem)
    return _Reading(kind, head, left, UNKNOWN, stem)


@cache
def _stems() -> frozenset[str]:
    return frozenset().union(*(words("measure", key) for key in ("达成词", "坏事", "处置词", "无口径词")))


@cache
def _beyond() -> re.Pattern[str]:
    """Shares that may exceed 100 %."""
    return re.compile("|".join(map(re.escape, sorted(words("measure", "可超百分百")))))


def _stem(left: Sequence[str]) -> str:
    for length in (3, 2, 1):
        joined = "".join(left[-length:])
        if len(left) >= length and joined in _stems():
            return joined
    return left[-1] if left else ""


def _ratio_direction(head: str, left: tuple[str, ...]) -> str:
    stem = left[-1] if left else ""
    if head[:-1] in words("measure", "处置词"):
        return HIGHER  # 水土流失治理度
    if head == "强度":
        return HIGHER if stem in words("measure", "投入词") else UNKNOWN  # 研发投入强度; 能耗强度
    if stem in words("measure", "下降词") or head in words("measure", "降幅词"):
        base = _read(left[:-1] if stem in words("measure", "下降词") else left)
        return LOWER if base.kind == "金额" and base.direction == HIGHER else HIGHER  # 收入下降率; 近视率下降幅度
    if stem in words("measure", "增长词") or head in words("measure", "增幅词"):
        base_tokens = left[:-1] if stem in words("measure", "增长词") else left
        base = _read(base_tokens)
        if base.head in _SUM_OF and not _is_bad(base_tokens):
            return _of_sum(base).direction
        return LOWER if base.direction == LOWER or _is_bad(base_tokens) else HIGHER  # 事故增长率; 粉丝增长率
    late = len(left) > 1 and left[-2] in words("measure", "时间误词") and stem not in words("measure", "处置词")
    if late or _is_bad(left):
        return LOWER  # 群众投诉率
    if stem == "使用" and any(word in "".join(left) for word in words("measure", "少用物")):
        return UNKNOWN  # 抗菌药物使用率
    if stem == "控制" or head in ("指数", "幅度"):
        return UNKNOWN  # 预算控制率, 路面技术状况指数
    if stem in words("measure", "处置词") or stem in words("measure", "达成词"):
        return HIGHER  # 路灯完好率
    if head not in ("率", "比例", "比率", "占比", "比重", "百分比", "指数", "效率"):
        return HIGHER  # 公众安全感, 内容匹配度
    return HIGHER if head == "效率" else UNKNOWN  # 物业费占比


def _turned(last: str, below: _Reading) -> str:
    """Direction of "发病率下降", "收入增长"."""
    below = _of_sum(below)
    falls = last in words("measure", "下降词")
    if below.direction == LOWER:
        return HIGHER if falls else LOWER
    if falls and below.kind in COUNTS:
        return UNKNOWN  # 化肥使用量下降 is wanted, 就诊人数下降 may not be
    if below.direction == HIGHER:
        return LOWER if falls else HIGHER
    return UNKNOWN


_SUM_OF = frozenset(("总额", "金额"))
"""Heads that say that something is a sum of money, and not of what: neither an income nor a cost."""


def _of_sum(base: _Reading) -> _Reading:
    """Of a sum of money what it is a sum of: 医疗费用总额 is costs; of 社会消费品零售总额 no word says which way."""
    return _read(base.left) if base.kind == "金额" and base.head in _SUM_OF else base


_DONE_WELL = frozenset(("达标", "合格", "合规", "规范", "安全", "有序"))
"""Words that say of what follows that it is done as it should be."""


def _is_bad(left: Sequence[str]) -> bool:
    """Whether the last of ``left`` is a bad thing (故障, 投诉), skipping 的, 发生, 行为 …"""
    bad, attached = words("measure", "坏事"), words("measure", "附着词")
    end = len(left)
    while end and left[end - 1] in attached and left[end - 1] not in bad:
        end -= 1
    if end > 1 and left[end - 2] in _DONE_WELL:
        return False  # 尾水达标排放, 垃圾规范处置
    return bool(end) and (left[end - 1] in bad or "".join(left[max(0, end - 2) : end]) in bad)


def _acts_on(tokens: Sequence[str]) -> bool:
    """Whether the words before a bad thing say what is done about it: 处理投诉, 改造漏损点, but not 工程建设事故."""
    dealt = words("measure", "处置词") | words("measure", "经办词")
    return any(token in dealt for token in tokens) or (bool(tokens) and tokens[0] in words("measure", "产出动词"))


def _may_begin_with_a_verb(tokens: Sequence[str]) -> bool:
    """Whether a name that counts nothing may be an act: it begins with a word that no list knows (疏浚淤塞点)."""
    return len(tokens) > 1 and all(len(token) == 1 for token in tokens[:2])


def _count_direction(head: str, left: tuple[str, ...]) -> str:
    if head == "排放量":
        return LOWER
    dealt = words("measure", "处置词") | words("measure", "经办词")
    if left and left[0] in dealt:
        return HIGHER  # 破获案件数: the bad thing is dealt with
    if _is_bad(left):
        return UNKNOWN if _acts_on(left[:-1]) else LOWER  # 医疗差错次数
    if any(token in words("measure", "固定量") for token in left):
        return FIXED  # 在园幼儿数
    return UNKNOWN if head in words("measure", "不定量") else HIGHER


def _extent_direction(left: tuple[str, ...]) -> str:
    """Hectares and days of a bad thing (撂荒面积, 重污染天数): the fewer the better, unless it is dealt with."""
    dealt = words("measure", "处置词") | words("measure", "经办词")
    return LOWER if _is_bad(left) and dealt.isdisjoint(left[:-1]) else UNKNOWN


def _money_direction(head: str, left: tuple[str, ...]) -> str:
    earning = words("measure", "进账")
    if head in earning or any(token in earning for token in left[-2:]):
        return HIGHER  # 旅游综合收入
    return UNKNOWN if head in words("measure", "不定金额") else LOWER


def _timed(kind: str, head: str, left: tuple[str, ...], stem: str) -> _Reading:
    before = left[-1] if left else ""
    if kind == "时点":
        return _Reading(kind, head, left, LOWER, stem)  # 完成时限
    if before in words("measure", "越短越好") or head.endswith(("住院日", "间隔")):
        return _Reading(kind, head, left, LOWER, stem)  # 故障修复时间
    if head in ("时间", "时限", "期限", "周期") and before in words("measure", "时间节点"):
        return _Reading("时点", head, left, LOWER, stem)  # 完成周期
    short = head in words("measure", "短时长")
    if not short and (before in words("measure", "固定期") or (head.endswith("期") and head != "周期")):
        return _Reading(kind, head, left, FIXED, stem)  # 租赁期
    return _Reading(kind, head, left, LOWER if short else _extent_direction(left), stem)


def _acts(tokens: Sequence[str]) -> bool:
    return any(token in words("measure", "产出动词") or token in words("measure", "口号动词") for token in tokens)


def _object(tokens: Sequence[str]) -> str:
    generic = words("measure", "泛词") | words("measure", "口号动词")
    kept = [
        token
        for token in tokens
        if token not in generic and not token.isdigit() and token.strip("、“”\"'（）()《》.%-/ ")
    ]
    return "".join(kept)
