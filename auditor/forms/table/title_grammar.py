"""The title of a column, taken apart: which field it names, by its parts and not by a list of whole titles.

    title   = alternative {(、 | 及 | 和 | 与 | 或 | /) alternative}        单位名称、项目名称; 分值/权重
    alternative = {period | neutral word} subject {neutral word}         年度绩效 + 指标值, 绩效指标 + 评价标准
    bracket = another word for what stands before it, a unit or a hint    年度(/项目)指标值, 度量单位(计量单位)

The last word of a Chinese title says what the column holds; the words before it say of what. Titles of other places
differ in the neutral words only, so they are understood. A title of another time (上年指标值) or with a word that is
in no part of the grammar names nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.forms.cells.money_label import Part, money_label
from auditor.forms.table import vocabulary
from auditor.forms.table.part_of_year import PART_OF_YEAR

_LONGEST = 24
"""Most characters of a title that is taken apart: the longest printed one (未完成原因分析及拟采取的改进措施) has 17."""
_PERIOD = (
    r"20[0-9]{2}年?度?[-—–~至到]20[0-9]{2}年度?|20[0-9]{2}年度?|本年度?|当年度?|全年|今年|年度|年初"
    r"|实施周期|实施期|全周期|中长期|长期|中期|[二三四五]年期?"
    rf"|{PART_OF_YEAR}"
)
_NEUTRAL = (
    rf"(?:{_PERIOD}|绩效|评价|考核|监控|项目|政策|专项|部门|整体|总体|预算|支出"
    r"|指标|目标|具体|主要|核心|关键|细化|申报|设置)"
)
REVISED = r"(?:(?:调整|变更|修订|修改|调减|调增|批复|核定|审定)后|现)"
"""Words of the version that is in force: 调整后指标值 beside 调整前指标值."""
_PLANNED = r"(?:计划|预期|预计|期望|设定|约定|要求|拟|应)"
_REACHED = r"(?:完成|实现|达到)"
_WORDS = rf"(?:{_NEUTRAL}|{_PLANNED}|{REVISED}的?|标准)*"


def _level(signs: str) -> str:
    return rf"{_NEUTRAL}*第?[{signs}]级(?:(?:绩效|评价|考核)*(?:指标|目标)(?:名称|内容|分类|类别)?)?"


_SUBJECTS = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (_level("一1"), vocabulary.LEVEL1),
        (_level("二2"), vocabulary.LEVEL2),
        (_level("三3"), vocabulary.LEVEL3),
        (rf"{_WORDS}{_PLANNED}{_WORDS}{_REACHED}?{_NEUTRAL}*数?值", vocabulary.VALUE),
        (rf"(?:{_NEUTRAL}|{REVISED}的?|标准)*数?值", vocabulary.VALUE),
        (rf"{_NEUTRAL}*实际{_REACHED}?{_NEUTRAL}*(?:数?值|情况|结果)", vocabulary.ACTUAL),
        (rf"{_NEUTRAL}*(?:完成|实现){_NEUTRAL}*数?值|{_NEUTRAL}*完成情况", vocabulary.ACTUAL),
        (rf"{_NEUTRAL}*(?:计量|度量|计算|核算|统计|数量|量化|衡量|数?值|(?<=指标))单位", vocabulary.UNIT),
        (rf"{_NEUTRAL}*(?:计量|量纲)", vocabulary.UNIT),
        (
            rf"(?!项目|政策){_NEUTRAL}*(?:计算|运算|比较|判断|判定|关系)*(?:性质|符号|算符|运算符|关系符|比较关系)",
            vocabulary.OPERATOR,
        ),
        (rf"{_NEUTRAL}*(?:分值|权重|权数|权值|标准分|满分)(?:分值|权重|分配|占比)?", "分值"),
        (r"(?:未完成|未实现|偏差|差异)(?:的?主要)?原因.{0,12}", "偏差原因"),
        (rf"{_NEUTRAL}*(?:自评|实际)?得分(?:情况)?", "得分"),
        (r"(?:绩效|考核|评价)*指标(?:分类|类别|大类)", vocabulary.CLASS),
        (r"(?:绩效|考核|评价)*指标值?(?:类型|属性)", vocabulary.TYPE),
        (rf"{_NEUTRAL}*指标(?:的?方向性?|导向)", "方向性"),
        (rf"{_NEUTRAL}*指标(?:值|内容)?(?:解释|说明|描述|含义|释义|定义|内涵)", "指标解释"),
        (r"(?:项目|部门|整体|预算|支出)+绩效指标", vocabulary.GLUED),
        (rf"{_NEUTRAL}*指标(?:名称|内容|事项)", vocabulary.LEVEL3),
        (r"(?:具体|明细|细化|考核|评价|绩效评价)+指标", vocabulary.LEVEL3),
        (r"(?:预算|支出|绩效|专项|财政|部门|子)*(?:项目|专项|政策)(?:支出|资金)?(?:名称|全称)", vocabulary.NAME),
        (r"(?:预算|支出|财政|专项)*项目(?:支出)?(?:代码|编码|编号)", vocabulary.CODE),
        (
            r"(?:项目|年度|当年|本年度?|全年|预算|支出|总体|整体|绩效|总|专项|政策|部门)+目标(?:内容|描述|表述|概述)?",
            vocabulary.GOAL,
        ),
    )
)
"""What a whole title without brackets looks like → the field; the first that fits counts."""
_OTHER_TIME = re.compile(
    r"上年|上一年|去年|往年|前[一二三]年|历史|基期|基准|基数|同期|实际|完成|自评|执行|得分|参考|行业"
)
"""Words of another time, or of what was reached: a bracket with one of them says more than a hint."""
_FURTHER = re.compile(
    r".{0,8}(?:单位|部门|处室|科室|股室|机构|责任人|负责人|联系人)(?:名称|全称|编码|代码|编号)?"
    r"|.{0,10}(?:依据|来源|出处|备注|材料|证据|途径|方式|方法|公式|渠道|频次|周期)|序号|编号|行次|栏次"
)
"""Titles of columns that hold no field and are kept as they are: who is in charge, where a figure comes from."""
_RESULT = re.compile(r".{0,8}(?:完成|实现|执行)(?:情况|进度|进展|程度|(?:目标)?(?:的?)可能性)")
_FIELDS = {Part.TOTAL: vocabulary.TOTAL, Part.FISCAL: vocabulary.FISCAL, Part.OTHER: vocabulary.OTHER}
_JOINED = re.compile(r"[、/,]|及|和|与|或")
_BRACKET = re.compile(r"\(([^()]*)\)")
_INSIDE = re.compile(r"(?P<word>[^()]+)\((?P<other>[^()]+)\)(?P<end>[^()]*)")
_PREFIX = re.compile(rf"(?!项目|政策|专项|部门|预算|支出){_NEUTRAL}")
_TELLING = (vocabulary.NAME, vocabulary.LEVEL3, vocabulary.VALUE, vocabulary.LEVEL2, vocabulary.LEVEL1)
"""What a column of two fields is taken for: nothing hangs right without a name, and a value is taken apart later."""


@lru_cache(maxsize=4096)
def field_of(title: str) -> str:
    """The field that a title (``title_key``) names by its parts; "" if it names none or is not understood."""
    if not 1 < len(title) <= _LONGEST:
        return ""
    for one in spelled(title):
        found = _single(one) or _several(one) or (_of_either(one) if one == title else "")
        if found:
            return found
    return ""


def is_further(title: str) -> bool:
    """Whether a title names a column that is kept under its title: 责任单位, 数据来源."""
    return len(title) <= _LONGEST and _FURTHER.fullmatch(title) is not None


def is_result(title: str) -> bool:
    """Whether a title names results or a forecast in words that name no field: 全年预计完成情况, 完成目标可能性."""
    return _RESULT.fullmatch(title) is not None


def is_source(title: str) -> bool:
    """Whether a title names a source of money without a field of its own: 单位资金, 上级补助, a part of the sum."""
    label = money_label(title)
    return label is not None and label.part is Part.FURTHER


def spelled(title: str) -> list[str]:
    """The title as it is, with its brackets opened, and without what they hold."""
    if "(" not in title:
        return [title]
    opened = title.replace("(", "").replace(")", "")
    if any(_OTHER_TIME.search(inside) for inside in _BRACKET.findall(title)):
        return [title, opened]
    return [title, opened, _BRACKET.sub("", title)]


def _single(title: str) -> str:
    listed = vocabulary.spellings("表头")
    rest = title
    while rest:
        if rest in listed and (rest == title or listed[rest][0] != vocabulary.GLUED):
            return listed[rest][0]  # not 年度绩效指标, the title of a block
        prefix = _PREFIX.match(rest)
        if prefix is None:
            break
        rest = rest[prefix.end() :]
    for pattern, field in _SUBJECTS:
        if pattern.fullmatch(title):
            return field
    money = money_label(title)
    return _FIELDS.get(money.part, "") if money is not None else ""


def _of_either(title: str) -> str:
    """The field of a title with another word for its first half, or for the whole, in brackets: 单位（项目）名称,
    单位编码（项目编码）."""
    found = _INSIDE.fullmatch(title)
    if found is None or _OTHER_TIME.search(found["other"]):
        return ""
    return _telling([found["word"] + found["end"], found["other"].lstrip("/或及、") + found["end"]])


def _several(title: str) -> str:
    """The most telling field of a title that joins several (单位名称、项目名称); "" if one of them is not known."""
    return _telling([part for part in _JOINED.split(title) if part])


def _telling(parts: list[str]) -> str:
    if len(parts) < 2:
        return ""
    found = [_single(part) for part in parts]
    if not all(field or is_further(part) for field, part in zip(found, parts, strict=True)):
        return ""
    return min(
        filter(None, found), key=lambda field: _TELLING.index(field) if field in _TELLING else len(_TELLING), default=""
    )
