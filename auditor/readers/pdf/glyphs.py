"""CJK radicals and compatibility forms in a text layer, and the characters that they stand for.

Fonts often map the glyph of 门 to the radical ⻔ (U+2ED4) or ⾨ (U+2FA8): they look the same on paper but are different
characters. Unicode's NFKC does not help: it does not change U+2E80–2EFF, turns ⼾ into the traditional 戶, and would
change ： （ ㎡ ① too. So this module has its own table: the radicals as simplified Chinese prints them.
"""

from __future__ import annotations

import re
import unicodedata

_RADICALS = (
    "⺁厂 ⺃乙 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜 ⺋卩 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑尣 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 "
    "⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歹 ⺟母 ⺠民 ⺡氵 ⺢水 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 "
    "⺯糹 ⺰纟 ⺱罒 ⺲罒 ⺳罒 ⺴罒 ⺵罒 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺺肀 ⺻聿 ⺼月 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 "
    "⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻕阝 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 "
    "⻛风 ⻜飞 ⻝食 ⻞食 ⻟食 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 "
    "⻱龟 ⻲龟 ⻳龟"
)
_SIMPLIFIED = (
    "⼾户 ⾒见 ⾔言 ⾙贝 ⾞车 ⾧长 ⾨门 ⾱韦 ⾴页 ⾵风 ⾶飞 ⾷食 ⾺马 ⿂鱼 ⿃鸟 ⿄卤 ⿆麦 ⿈黄 ⿊黑 ⿑齐 ⿒齿 ⿓龙 "
    "⿔龟 ⿌黾"
)
"""Kangxi radicals that NFKC maps to the traditional character; the other ones are mapped by NFKC."""

_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


def _table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    for block in _COMPATIBILITY:
        forms = (code for code in block if unicodedata.decomposition(chr(code)))
        table |= {code: unicodedata.normalize("NFC", chr(code)) for code in forms}
    table |= {ord(pair[0]): pair[1] for pair in (_RADICALS + " " + _SIMPLIFIED).split()}
    # PDFium gives a hyphen at the end of a line as one of these.
    return table | {0x02: "-", 0xFFFE: "-"}


_MAPPED = _table()
_ODD = re.compile("[\x02\u2e80-\u2fdf\ud800-\ufaff\ufffd\ufffe]|[^\x00-\uffff]")
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
_FAST = frozenset(map(chr, _MAPPED)) | _SURROGATES


def plain(text: str) -> str:
    """``text`` with radicals and compatibility forms replaced by the characters they stand for, the rest unchanged."""
    if _FAST.isdisjoint(text):
        return text
    if not _SURROGATES.isdisjoint(text):
        # PDFium may give a rare character (𬭎) as two surrogates.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_MAPPED)


def ordinary(text: str) -> bool:
    """Whether no character of ``text`` is mapped or unknown. Called once for a page, which takes a tenth of the time of
    checking each cell."""
    return _ODD.search(text) is None


def changed(text: str) -> bool:
    """Whether ``text`` holds a radical or compatibility form. A hyphen at the end of a line does not count."""
    return not _FAST.isdisjoint(text) and text.translate({0x02: "-", 0xFFFE: "-"}) != plain(text)
