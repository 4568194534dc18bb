"""The grammar of what the text tells: figures with units, and the events of a sentence as one expression."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.prose.stated import Figure

_UNITS = (
    "亿元|万元|千元|元|万(?=[，。；、）)]|$)|个百分点|平方米|公顷|公里|人次|批次|场次|台[（(]套[）)]|台/套"
    "|辆|台|套|个|家|人|名|项|次|件|所"
)
FIGURE = re.compile(rf"(?<![\d.,A-Za-z#第〔\[])(-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*({_UNITS}|%)")
WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
UP_WORDS = "增加|增长|上升|提高|上涨"
DOWN_WORDS = "减少|下降|降低|压减|下浮"
SAME_WORDS = "持平|相同|一致|不变|没有变化|无变化|无增减"
_SPAN = r"[额率幅度比例了约为达数：:]{0,4}"
_TURNED = f"{UP_WORDS}|{DOWN_WORDS}|{SAME_WORDS}"
EVENT = re.compile(
    rf"""
    (?:比|较|与|同|和)(?P<year>上年度?|上一年度?|去年|20\d\d年度?)(?P<named>(?:(?!{_TURNED})[^\#%\d，。；比较与增减]){{0,16}})
        (?P<base>\#+)?[（(]?(?:相比|比较|相较|对比)?[，,]?[^\#%\d。；]{{0,6}}?
        (?P<turn>{UP_WORDS}|{DOWN_WORDS}|{SAME_WORDS}|增|减){_SPAN}(?:(?P<by>\#+)|(?P<rate>%+))?
  | (?P<same_as>与(?:上年度?|上一年度?|去年|20\d\d年度?)[^\#%\d，。；]{{0,10}}(?:{SAME_WORDS}))
  | (?:同比|环比|比上年)?(?P<then>{UP_WORDS}|{DOWN_WORDS}|增幅|降幅|减幅|增)(?!到|至){_SPAN}
        (?:(?P<then_by>\#+)|(?P<then_rate>%+))
  | 占(?P<of>[^\#%，。；]{{0,30}}?)的?(?:比例|比重)?[约为是达]*(?P<share>%+)
  | (?P<free>主要原因|原因[是为：:]|主要用于(?!以下|下列)|用于(?!以下|下列)|主要是|由于|因为|主要包括(?!以下))
  | (?P<open>(?P<paren>[（(])?其中[：:，,]?)
  | (?P<list>(?:以下|下列)(?:几个|几)?(?:方面|用途|事项)[：:])
  | (?:^|(?<=[。；，：]))(?P<inside>[^，。；：\#%]{{2,25}})中[，,：:]
  | (?P<figure>\#+)
  | (?P<stop>[。！？])
  | (?P<semi>；)
  | (?P<left>[（(])
  | (?P<right>[）)])
    """,
    re.VERBOSE,
)
BOUNDARY = re.compile(r"[，。；：！？,:;]")
YEAR = re.compile(r"(20\d\d)年度?(?![\d度末底])")
ROUGH_BEFORE = re.compile(r"(?:约|近|超过|不超过|不低于|不少于|至少|最高|单价|人均|每[^，。]{0,6}|逾|超)(?:为|达|是)?$")
ROUGH_AFTER = re.compile(r"[（(]?(?:含|左右|以上|以下|以内|余|多|起|/|每)")
PLANNED = re.compile(r"(?:年初预算|调整预算|全年预算|预算)(?:数|金额|安排)?(?:为|是|合计)?$")
"""A budget; beside final accounts it is not what the tables print."""
NO_SUBJECT = re.compile(r"(?:新增|增|减|多|少|比|较|从|由|至|到|达到|调整为|追加)$")


def figure_of(found: re.Match[str]) -> Figure:
    """A match of ``FIGURE`` as a figure."""
    printed, unit = found.groups()
    number = Decimal(printed.replace(",", ""))
    exponent = number.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = {"万": "万元", "台（套）": "台", "台(套)": "台", "台/套": "台"}.get(unit, unit)
    return Figure(found.group(), number, decimals, whole, found.start(), found.end())
