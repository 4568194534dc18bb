"""Reads the amounts of the text: what is stated, compared with what, as a share of what, with which parts.

    stated     = subject figure {"，" (compared | change | share)} ["其中" stated {stated}]
    compared = (比 | 较 | 与) (上年 | 2025年) [name] [figure] … (增加 | 减少 | 持平 …) [figure | percentage]
    change   = [同比] (增长 | 下降 …) (figure | percentage)
    share    = 占 [of] percentage

Reasons (主要原因是 …, 主要用于 …) are free prose and tell nothing. What the grammar does not cover yields no amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.language.headings import NUMBERED, level_of
from auditor.model import Paragraph
from auditor.prose.grammar import (
    BOUNDARY,
    EVENT,
    FIGURE,
    NO_SUBJECT,
    PLANNED,
    ROUGH_AFTER,
    ROUGH_BEFORE,
    SAME_WORDS,
    UP_WORDS,
    WIDTH,
    YEAR,
    figure_of,
)
from auditor.prose.stated import DOWN, SAME, UP, Comparison, Figure, Share, Stated
from auditor.prose.subject import TOTALS, is_generic, key, path_of, subject_of

_TURNS = {"增": UP, "减": DOWN, "增幅": UP, "降幅": DOWN, "减幅": DOWN}
_GRAND = frozenset(("收入", "支出", "收支总", "三公经", "机关运行经", "政府采购"))
"""Keys of what no other list has among its parts, but another sentence may tell next to it."""


_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
"""增加（含上年结转）800万元: what stands in brackets alone is not a subject."""


@dataclass(slots=True)
class _Group:
    """Amounts that are listed as parts of ``whole`` (None: the text does not tell the whole)."""

    whole: Stated | None
    paren: bool = False
    depth: int = 0
    segment: int = 0
    """Parts since the last semicolon."""


@dataclass(slots=True)
class _State:
    paragraph: Paragraph
    at: int
    text: str
    masked: str
    figures: dict[int, Figure]
    names: tuple[str, ...]
    stated: list[Stated] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    sentence: int = 0
    """Where the sentence begins."""
    edge: int = 0
    """Where the last thing understood ends."""
    free: bool = False
    here: list[Stated] = field(default_factory=list)
    """Amounts of this sentence."""
    before: list[Stated] = field(default_factory=list)
    """Amounts of the sentence before."""
    year: int | None = None
    compared: list[tuple[int, int]] = field(default_factory=list)
    inner: bool = False
    orphan: bool = False
    """The last figure is not understood: what follows is not about the amount before it."""
    gap: bool = False
    """An amount of this sentence was not understood."""
    open_end: Stated | None = None
    """The whole of which the next paragraphs tell the parts (… 其中： at the end)."""


def stated_in(paragraphs: Sequence[Paragraph], department: str = "") -> list[Stated]:
    """Every amount that the text tells and that is understood, in its order."""
    names = tuple(name for name in (department,) if name)
    found: list[Stated] = []
    outer: Stated | None = None
    style: int | None = None
    for at, paragraph in enumerate(paragraphs):
        if paragraph.heading:
            outer = None
            continue
        state = _read(paragraph, at, names)
        level = level_of(paragraph.text)
        if outer is not None:
            if level is not None and style in (None, level) and state.stated:
                style = level
                first = state.stated[0]
                if first.whole is None and first.figure.kind == outer.figure.kind:
                    first.whole = outer
                    outer.parts.append(first)
            else:
                outer = None
        found += state.stated
        if state.open_end is not None:
            outer, style = state.open_end, None
    return found


def _read(paragraph: Paragraph, at: int, names: tuple[str, ...]) -> _State:
    text = paragraph.text.translate(WIDTH)
    figures = {found.start(): figure_of(found) for found in FIGURE.finditer(text)}
    masked = text
    for start, figure in figures.items():
        sign = "%" if figure.unit in ("%", "个百分点") else "#"
        masked = masked[:start] + sign * (figure.end - start) + masked[figure.end :]
    state = _State(paragraph, at, text, masked, figures, names)
    if not figures and "持平" not in text:
        return state
    for event in EVENT.finditer(masked):
        _take(state, event)
    if state.groups and not state.groups[-1].paren and masked.rstrip().endswith(("其中：", "其中:", "其中")):
        state.open_end = state.groups[-1].whole
    return state


def _take(state: _State, event: re.Match[str]) -> None:
    handle = next((handle for name, handle in _HANDLERS if event[name]), _compare)
    handle(state, event)


def _stop(state: _State, event: re.Match[str]) -> None:
    _end_sentence(state, event.end())


def _semicolon(state: _State, event: re.Match[str]) -> None:
    """A list whose parts stand between commas ends with its semicolon; one between semicolons goes on."""
    state.free = False
    state.edge = event.end()
    for group in [group for group in state.groups if group.segment > 1 and not group.paren]:
        state.groups.remove(group)
    for group in state.groups:
        group.segment = 0


def _reason(state: _State, event: re.Match[str]) -> None:
    state.free = True
    state.edge = event.end()


def _listing(state: _State, event: re.Match[str]) -> None:
    """主要用于以下方面: all parts of the amount stated last."""
    if state.here and not state.groups:
        state.here[-1].complete = True
        state.groups.append(_Group(state.here[-1]))
    state.free = False
    state.edge = event.end()


def _shared(state: _State, event: re.Match[str]) -> None:
    rate = state.figures.get(event.start("share"))
    if (
        rate is not None
        and not state.free
        and not state.orphan
        and (last := _last(state)) is not None
        and last.share is None
    ):
        last.share = Share(event["of"].strip("的"), rate)
    state.edge = event.end()


def _end_sentence(state: _State, end: int) -> None:
    state.groups.clear()
    if state.here:
        state.before = state.here
    state.here = []
    state.sentence = state.edge = end
    state.free = state.inner = state.gap = state.orphan = False


def _bracket(state: _State, event: re.Match[str]) -> None:
    group = state.groups[-1] if state.groups else None
    if group is None or not group.paren:
        return
    group.depth += 1 if event["left"] else -1
    if group.depth < 0:
        state.groups.pop()


def _open(state: _State, event: re.Match[str]) -> None:
    """其中: parts of the amount stated last; at the beginning of a sentence, of the only one of the sentence before."""
    whole: Stated | None = None
    if state.here:
        whole = state.here[-1]
    elif state.before:
        tops = [stated for stated in state.before if stated.whole not in state.before]
        whole = tops[0] if len(tops) == 1 else None
    if state.groups and not event["paren"]:
        for group in state.groups:  # a list in a list: where the inner one ends is not certain
            if group.whole is not None:
                group.whole.listed = False
        if whole is not None:
            whole.listed = False
    state.groups.append(_Group(whole, bool(event["paren"])))
    state.free = False
    state.edge = event.end()


def _inside(state: _State, event: re.Match[str]) -> None:
    """财政拨款支出预算中，…: the parts of an amount stated before."""
    named = key(subject_of(event["inside"], state.names))
    whole = next((stated for stated in reversed(state.stated) if key(stated.subject) == named), None)
    state.groups = [_Group(whole)]
    state.inner = whole is None
    state.free = False
    state.edge = event.end()


def _last(state: _State) -> Stated | None:
    """The amount that a comparison or share is about: of this sentence, or of the one before if it tells one only."""
    if state.here:
        return state.here[-1]
    if len(state.before) == 1:
        return state.before[0]
    return None


def _compare(state: _State, event: re.Match[str]) -> None:
    start = state.edge
    state.compared.append(event.span())
    state.edge = event.end()
    if state.free or state.orphan:
        return
    stated = _last(state)
    if stated is None or (stated not in state.here and state.masked[state.sentence : event.start()].strip()):
        return
    if stated in state.here and state.masked[start : event.start()].strip("，,：:（( 、") not in _LINKS:
        if event["then"]:  # 支持稳增长30万元: part of a name, or a change of something else
            _gap(state)
        return
    turn = event["turn"] or event["then"] or ""
    direction = (
        SAME
        if event["same_as"] or turn in SAME_WORDS.split("|")
        else _TURNS.get(turn, UP if turn in UP_WORDS.split("|") else DOWN)
    )
    if event["then"]:
        if stated.change is None:
            stated.change = Comparison(direction, span=event.span())
        elif stated.change.direction not in ("", direction):
            figure = state.figures.get(event.start("then_by")) or state.figures.get(event.start("then_rate"))
            if figure is not None and figure.number:
                stated.change.also = f"{direction}{figure.raw}"
            return
    elif stated.change is not None:
        return
    else:
        year = event["year"] or ""
        named = (event["named"] or "").strip("的度").removesuffix("数")
        stated.change = Comparison(direction, int(year[:4]) if year[:4].isdigit() else None, named, span=event.span())
        stated.change.base = state.figures.get(event.start("base"))
    change = stated.change
    change.span = (min(change.span[0], event.start()), event.end())
    amount = state.figures.get(event.start("by")) or state.figures.get(event.start("then_by"))
    rate = state.figures.get(event.start("rate")) or state.figures.get(event.start("then_rate"))
    if direction == SAME and amount is not None and amount.number:
        change.also = f"变动{amount.raw}"
        return
    change.amount = change.amount or amount
    if rate is not None and rate.unit == "%":
        change.rate = change.rate or rate


_LINKS = frozenset(("", "预算", "预算数", "支出", "总体", "同时", "即", "数", "金额", "总额", "基本", "其中", "合计"))
"""What may stand between an amount and its comparison."""


def _tell(state: _State, event: re.Match[str]) -> None:
    figure = state.figures.get(event.start("figure"))
    begin = max(state.edge, *(found.end() for found in BOUNDARY.finditer(state.masked, state.edge, event.start())), 0)
    before = state.text[begin : event.start()]
    state.edge = event.end()
    state.orphan = True
    if figure is None or state.free:
        return
    if NO_SUBJECT.search(before.strip()):
        _gap(state)
        return
    if _BRACKETED.fullmatch(before.strip()):
        _gap(state)
        return
    path = path_of(before)
    subject = "-".join(filter(None, path)) or subject_of(before, state.names)
    if before.strip(" ，,、：:和") in TOTALS:
        subject = "合计"
    elif is_generic(subject):
        subject = "" if state.stated and state.here else _titled(state)
    stated = Stated(state.paragraph, state.at, _sentence(state), subject, figure, path=path)
    stated.rough = bool(ROUGH_BEFORE.search(before.strip()) or ROUGH_AFTER.match(state.text, figure.end))
    stated.dated = _dated(state, event.start())
    stated.year = state.year
    group = state.groups[-1] if state.groups else None
    if group is not None and not group.paren and key(subject) in _GRAND:
        state.groups.clear()
        group = None
    if subject == "合计":
        listed = group.whole.parts if group is not None and group.whole is not None else state.here
        stated.listed = not state.gap
        stated.sums = [one for one in listed if one.figure.kind == figure.kind and not one.sums]
        if group is None:
            stated.sums = [one for one in stated.sums if one.whole is None]
    elif group is not None:
        group.segment += 1
        stated.whole = group.whole
        if group.whole is not None and figure.kind == group.whole.figure.kind:
            group.whole.parts.append(stated)
    stated.inner = state.inner
    stated.planned = PLANNED.search(before.strip()) is not None
    state.orphan = False
    state.stated.append(stated)
    state.here.append(stated)


def _gap(state: _State) -> None:
    """An amount of this sentence is not understood: what adds up to what is not certain."""
    state.gap = True
    for group in state.groups:
        if group.whole is not None:
            group.whole.listed = False


def _titled(state: _State) -> str:
    """The subject of an amount without one: what its paragraph begins with, else the heading above it."""
    first = re.split(r"[。：:，]", state.text, maxsplit=1)[0]
    body = NUMBERED.sub("", first, count=1)
    if state.sentence > 0 and body and len(body) <= 30 and not re.search(r"\d", body):
        return subject_of(body, state.names)
    title = NUMBERED.sub("", state.paragraph.section[-1], count=1) if state.paragraph.section else ""
    return subject_of(re.sub(r"(?:预算|决算)?(?:情况|的)?(?:说明|情况)$", "", title), state.names)


def _sentence(state: _State) -> tuple[int, int]:
    end = re.compile(r"[。！？]").search(state.text, state.sentence)
    return state.sentence, end.end() if end else len(state.text)


def _dated(state: _State, end: int) -> bool:
    """Whether the text names a year between the last amount and this one; the year then goes on to the next. Counts of
    people or units between them do not matter."""
    begin = max((one.figure.end for one in state.stated if one.figure.money or one.figure.unit == "辆"), default=0)
    dated = False
    for found in YEAR.finditer(state.masked, max(begin, state.sentence), end):
        if not any(start <= found.start() < stop for start, stop in state.compared):
            state.year = int(found.group(1))
            dated = True
    return dated


_HANDLERS = (
    ("stop", _stop),
    ("semi", _semicolon),
    ("left", _bracket),
    ("right", _bracket),
    ("free", _reason),
    ("open", _open),
    ("list", _listing),
    ("inside", _inside),
    ("figure", _tell),
    ("share", _shared),
)
"""What reads each event of the grammar; all others are comparisons."""
