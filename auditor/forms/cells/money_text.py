"""Labels and sums inside one cell: a list of pairs, or a sentence.

年度资金总额：300.0; 总额200.00万元; 财政拨款：250.00万元（其中：上级资金：100.00万元）其他：50.00万元;
共安排312.00万元，其中财政拨款300.00万元、自筹12.00万元。
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from auditor.forms.cells.money_label import YEAR, MoneyLabel, Part, money_label, title_label
from auditor.forms.table.money import is_amount
from auditor.language.text import half_width, squeeze

_PAIR = re.compile(
    r"(?P<label>(?:其中[:：]?)?(?:[(（]?[0-9]{1,2}[)）、.．])?[^\d:：；;，,。()（）￥¥]{2,20}(?:[（(【〔［\[﹙][^\d]{1,12}?[）)】〕］\]﹚]+)?)\s*[:：]{0,2}\s*"
    r"[￥¥]?(?P<sum>-?\d[\d,]*(?:\.\d+)?\s*(?:[百千]?[万亿]?元)?|[-—–－](?=[；;，,。()（）]|$))"
)
_BETWEEN = re.compile(r"[\s；;，,。、（）()]|其中[:：]?|包括[:：]?")
_LONGEST = 300
"""Most characters of a cell that is searched for sums inside; the longest seen has 60. A longer one is prose."""
_CLAUSE = re.compile(r"[，,；;。、：:（）()]")
_STATED = re.compile(r"[￥¥]?(?P<sum>-?\d[\d,]*(?:\.\d+)?\s*[百千]?[万亿]?元)")
_VERB = re.compile(
    r"^(?:(?:本|该)?(?:项目|专项|年度?)|20[0-9]{2}年度?|拟|计划|预计|估算|共计?|总共|合计|需要?|申请|安排|投入|下达|批复|使用|利用|由|为|是|约)+"
    r"|(?:安排|投入|承担|解决|支付|负担|补助|为|是|约|共计?)+$"
)
_OF_YEAR = re.compile(r"20[0-9]{2}年|年度|本年|当年")
_WHOLE = re.compile(r"共|总|合计|安排|投入|申请|下达|批复|需|预算|投资|资金|经费")


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """A sum inside a cell; ``nested``: it is a part of the part before it."""

    label: MoneyLabel
    text: str
    nested: bool = False


def stated(text: str) -> list[PrintedSum]:
    """The sums inside a cell in printed order, [] if it holds none or anything that is not understood."""
    if len(text) > _LONGEST or not any(sign.isdigit() for sign in text) or is_amount(text):
        return []
    return _pairs(text) or _sentence(text)


def _pairs(text: str) -> list[PrintedSum]:
    found: list[PrintedSum] = []
    at, depth = 0, 0
    for pair in _PAIR.finditer(text):
        between = text[at : pair.start()]
        depth = max(0, depth + len(re.findall(r"[（(]", between)) - len(re.findall(r"[）)]", between)))
        label = money_label(pair["label"])
        if label is None or _BETWEEN.sub("", half_width(between)):
            return []
        found.append(PrintedSum(label, pair["sum"], depth > 0))
        at = pair.end()
    return [] if _BETWEEN.sub("", half_width(text[at:])) else found


def _sentence(text: str) -> list[PrintedSum]:
    """The sums of a sentence: each clause has one with its unit, the first is the whole, the others name their part.

    Sums in brackets behind a part are parts of it.
    """
    found: list[PrintedSum] = []
    at = 0
    for one in _STATED.finditer(text):
        clause = text[at : one.start()]
        opened = clause.count("（") + clause.count("(")
        words = squeeze(half_width(_CLAUSE.split(clause)[-1]))
        among = "其中" in clause or "包括" in clause
        bare = words.removeprefix("其中").removeprefix("包括")
        label = money_label(bare) or money_label(_VERB.sub("", bare))
        if label is None and _WHOLE.search(bare) and not _VERB.sub("", bare):
            label = MoneyLabel(Part.TOTAL, YEAR if _OF_YEAR.search(bare) else "", bare)
        elif label is None and found:
            label = _source(_VERB.sub("", bare))
        if label is None or (not found and label.part is not Part.TOTAL):
            return []
        nested = opened > 0 and bool(found) and found[-1].label.part is not Part.TOTAL
        found.append(PrintedSum(replace(label, among=among or label.among), one["sum"], nested))
        at = one.end()
    return found


def _source(text: str) -> MoneyLabel | None:
    label = title_label(text)
    return label if label.part is not Part.ASIDE else None
