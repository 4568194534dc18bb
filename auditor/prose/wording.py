"""How a paragraph is worded: its end, its punctuation, brackets and quotes, and what a template left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from auditor.language.lexicon import load
from auditor.language.text import half_width
from auditor.model import Paragraph

Span = tuple[int, int]

_DOUBLED = re.compile(
    r"[。，；、：！？][。，；、：]+|[。，；、：]\s*[,.;](?!\d)|(?<![\d.])[,.;]\s*[。，；、：]|[（《][，。；、：]|[，；、：][）》]"
)
_NARROW = re.compile(r"(?<!^注)(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（])")
_RESIDUE = re.compile(
    r"(?<![A-Za-z0-9])(?:[XxＸ×]{2,}(?![A-Za-z0-9])|[XＸ×](?=万元|亿元|个|辆|人|年|月|日|项|家|%|％))|20[XxＸ×]{1,2}年"
    r"|(?:增加|减少|持平|增长|下降|上升)[/／](?:增加|减少|持平|增长|下降|上升)"
    r"|(?:增加|增长|上升|减少|下降)[（(]或?(?:减少|下降|降低|增加|增长|持平)[）)]"
    r"|[_＿]{2,}|(?<!\*)\*{2,}|○{2,}|□{2,}|(?<![一二])〇{2,}|\{[^{}]{1,12}\}|【(?:请|填|可|此)[^】]{0,30}】"
)
_OPEN = {
    "（": "）",
    "(": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "[": "】",
    "〔": "〕",
    "“": "”",
    "‘": "’",
    "「": "」",
}
_CLOSE = {
    "）": "）",
    ")": "）",
    "》": "》",
    "〉": "〉",
    "】": "】",
    "]": "】",
    "〕": "〕",
    "”": "”",
    "’": "’",
    "」": "」",
}
_PAIRED = re.compile("[" + re.escape("".join((*_OPEN, *_CLOSE))) + "]")
_ITEM = re.compile(r"(?:^|[\s。；：，、！？（(])[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳])$")
_ENDED = re.compile(r"(?:[。！？!?；;：:…—”’》】\]]|(?<![（(].)(?<![（(]..)[）)])$")
"""A short bracket (（套）, （境）) belongs to a word; a longer one may stand behind the sentence."""
_OPEN_END = re.compile(
    r"(?:[，、,（(《“]|[\u4e00-\u9fff](?:以及|为|是|和|与|及|的|由|在|较|比|占|按照|根据|用于|包括|对于|其中))$"
)
_LEAST = 20
"""Characters of the shortest paragraph that must be a sentence: shorter ones are often entries of a list or a name."""
_STATES = re.compile(r"[，；。]|\d(?:万元|亿元|元)|等$")
_AROUND = 8
_NO_CHOICE = ("各", "关", "他", "有", "人")
"""各部门/单位, 有关部门/单位, 有待完善: no choice of a template."""


def residue(text: str) -> list[str]:
    """What a template left: its choices (部门/单位), notes （说明） and blanks (××局)."""
    found = [match.group() for match in _RESIDUE.finditer(text)]
    found += [word for word in _choices() if (at := text.find(word)) >= 0 and text[at - 1 : at] not in _NO_CHOICE]
    return list(dict.fromkeys(one for one in found if not any(one != other and one in other for other in found)))


@cache
def _choices() -> tuple[str, ...]:
    return tuple(map(str, load("prose")["模板残留"]))


def doubled(text: str) -> list[tuple[str, Span]]:
    """Signs that do not stand together (，。), each with its neighbours."""
    return [(_shown(text, *found.span()), found.span()) for found in _DOUBLED.finditer(text)]


def narrow(text: str) -> list[str]:
    """Half-width signs between Chinese characters, and pairs of brackets of two widths."""
    found = [_shown(text, *sign.span()) for sign in _NARROW.finditer(text)]
    open_: list[tuple[str, int]] = []
    for sign in re.finditer(r"[（()）]", text):
        if sign.group() in "（(":
            open_.append((sign.group(), sign.start()))
        elif open_:
            opened, at = open_.pop()
            if (half_width(opened) == opened and sign.group() == "）") or (opened == "（" and sign.group() == ")"):
                found.append(_shown(text, at, sign.end(), 0) if sign.end() - at < 12 else _shown(text, *sign.span()))
    return list(dict.fromkeys(found))


def unpaired(text: str) -> list[tuple[str, Span]]:
    """Brackets and quotes without their other half, each with its neighbours."""
    stack: list[tuple[str, int]] = []
    alone: list[int] = []
    for sign in _PAIRED.finditer(text):
        char, at = sign.group(), sign.start()
        if char in "‘’" and text[at - 1 : at].isascii() and text[at + 1 : at + 2].isascii():
            continue  # People’s
        if char in _OPEN:
            stack.append((_OPEN[char], at))
        elif stack and stack[-1][0] == _CLOSE[char]:
            stack.pop()
        elif any(wanted == _CLOSE[char] for wanted, _ in stack):
            while stack[-1][0] != _CLOSE[char]:
                alone.append(stack.pop()[1])
            stack.pop()
        elif not (_CLOSE[char] == "）" and _ITEM.search(text[:at])):
            alone.append(at)
    alone += [at for _, at in stack]
    straight = [sign.start() for sign in re.finditer('"', text)]
    if len(straight) % 2:
        alone.append(straight[-1])
    return [(_shown(text, at, at + 1), (at, at + 1)) for at in sorted(alone)]


def _shown(text: str, start: int, end: int, around: int = _AROUND) -> str:
    return text[max(0, start - around) : end + around]


def must_end(paragraph: Paragraph) -> bool:
    """Whether a paragraph is made of sentences, so that it must end with a sign."""
    text = paragraph.text
    return not paragraph.heading and len(text) >= _LEAST and _STATES.search(text) is not None


def ends(text: str) -> bool:
    """Whether a paragraph ends with a sign that may end one."""
    return _ENDED.search(text) is not None


def breaks_off(text: str) -> bool:
    """Whether a paragraph ends where no sentence can: ，, 的, 为."""
    return _OPEN_END.search(text) is not None


_OF_BOOK = {
    "部门": re.compile(r"本部门|我部门|20\d\d年度?部门(?:预算|决算)(?!经济)"),
    "单位": re.compile(r"本单位|我单位|20\d\d年度?(?:预算)?单位(?:预算|决算)"),
}
_MINORITY = 3
"""Times that the usual word must be there for each of the other, for that to be a slip: a book may speak of both."""


def kind_of_book(texts: Sequence[str]) -> str:
    """部门 or 单位: for whom a book speaks, by the words that only the one or the other uses; "" if it uses both."""
    counts = {kind: sum(len(words.findall(text)) for text in texts) for kind, words in _OF_BOOK.items()}
    for kind, other in (("部门", "单位"), ("单位", "部门")):
        if counts[kind] >= _MINORITY and counts[kind] >= _MINORITY * counts[other]:
            return kind
    return ""


def other_kind(text: str, kind: str) -> Iterator[str]:
    """Words of a text that fit only the book of the other kind: 本部门 in that of a 单位."""
    for other, words in _OF_BOOK.items():
        if kind and other != kind:
            yield from (found.group() for found in words.finditer(text))
