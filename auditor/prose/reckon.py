"""Works out what the text says: changes, percentages, shares and sums, within the rounding of what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.language.lexicon import load
from auditor.prose.stated import DOWN, SAME, SIGNS, UP, Comparison, Figure, Stated
from auditor.prose.subject import key

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What should be said instead, as text; "" where it is right, or where it cannot be worked out."""

    direction: str = ""
    change: str = ""
    rate: str = ""
    share: str = ""
    share_of: str = ""


def written(value: Decimal, like: Figure) -> str:
    """A value in 万元 (or a count) written like the figure that it is compared with: same unit, same decimals."""
    if not like.money:
        return f"{value.normalize():f}{like.unit}"
    places = max(like.decimals, 2)
    return f"{value / (like.step / Decimal(1).scaleb(-like.decimals)):,.{places}f}{like.unit}"


def _loose(figures: Sequence[Figure]) -> Decimal:
    """By how much rounding may move a sum of ``figures``. Amounts stated together are rounded alike: 15万元 beside
    21.56万元 is 15.00."""
    finest = min((figure.step for figure in figures if figure.money), default=Decimal(0)) / 2
    return sum((min(figure.rounding, finest) for figure in figures), Decimal(0))


def reckon(stated: Stated, known: Sequence[Stated]) -> Reckoned:
    """What the comparison and the share of an amount should say. ``known``: all amounts of the text."""
    change = stated.change
    direction = said = rate = ""
    if change is not None and not stated.rough:
        base, slack = _base(stated, change)
        if change.base is not None and base is not None:
            direction = _direction(stated.figure.value - base, slack, change)
            if change.amount is not None and not direction:
                right = abs(stated.figure.value - base)
                if abs(right - change.amount.value) > _loose((stated.figure, change.base, change.amount)):
                    said = written(right, change.amount)
        elif change.amount is not None and base is not None and base < -slack:
            said = f"不超过{stated.figure.raw}"
        if base is not None and not direction and not said:
            rate = _rate(stated, change, base, slack)
    share, of = _share(stated, known)
    return Reckoned(direction, said, rate, share, of)


def _base(stated: Stated, change: Comparison) -> tuple[Decimal | None, Decimal]:
    """What the amount is compared with, printed or worked out from the change, and by how much it may be off."""
    figure = stated.figure
    if change.base is not None:
        same = change.base.kind == figure.kind
        return (change.base.value, _loose((figure, change.base))) if same else (None, Decimal(0))
    if change.amount is None or change.amount.kind != figure.kind or not change.direction:
        return None, Decimal(0)
    return figure.value - SIGNS[change.direction] * change.amount.value, _loose((figure, change.amount))


def _direction(difference: Decimal, slack: Decimal, change: Comparison) -> str:
    right = UP if difference > slack else DOWN if difference < -slack else SAME
    if right == change.direction or not change.direction:
        return ""
    if right == SAME and (change.amount is None or abs(difference) == change.amount.value or not change.amount.number):
        return ""  # a change too small to show in the rounded amounts
    return right


def _rate(stated: Stated, change: Comparison, base: Decimal, slack: Decimal) -> str:
    """The percentage that change and base make, "" if the printed one is right. Rounding may be by a whole step, since
    some cut decimals off."""
    if change.rate is None:
        return ""
    if base <= slack:
        from_nothing = abs(base) <= slack and slack * _HUNDRED <= stated.figure.value
        return "不写百分比（基数为零）" if from_nothing and change.rate.number else ""
    size = change.amount.value if change.amount is not None else abs(stated.figure.value - base)
    loose = change.amount.rounding if change.amount is not None else slack
    low = (size - loose) / (base + slack) * _HUNDRED - change.rate.step
    high = (size + loose) / (base - slack) * _HUNDRED + change.rate.step
    if low <= abs(change.rate.number) <= high:
        return ""
    return f"{size / base * _HUNDRED:.{max(change.rate.decimals, 2)}f}%"


def _share(stated: Stated, known: Sequence[Stated]) -> tuple[str, str]:
    """(the share that it should be, "" if right or unknown; of what)."""
    share = stated.share
    if share is None or stated.rough:
        return "", ""
    whole = _whole_of(stated, share.of, known)
    if whole is None or whole.figure.kind != stated.figure.kind or whole.rough or not whole.figure.number:
        return "", ""
    of, part = whole.figure, stated.figure
    low = (part.value - part.rounding) / (of.value + of.rounding) * _HUNDRED - share.rate.step
    high = (part.value + part.rounding) / (of.value - of.rounding) * _HUNDRED + share.rate.step
    right = (
        ""
        if low <= share.rate.number <= high
        else f"{part.value / of.value * _HUNDRED:.{max(share.rate.decimals, 2)}f}%"
    )
    return right, f"{whole.subject}{of.raw}"


_OF_ALL = re.compile(r"^(?:本年度?|全年|年度|部门|单位|本部门|本单位|预算|总)+")


def _whole_of(stated: Stated, of: str, known: Sequence[Stated]) -> Stated | None:
    """What a share is of: the whole of the list, if the text names it or nothing else; or the last amount so named."""
    named = key(_OF_ALL.sub("", of))
    if named in ("", "预算", "总额", "比重"):
        return stated.whole
    if stated.whole is not None and named == key(_OF_ALL.sub("", stated.whole.subject)):
        return stated.whole
    same = [one for one in known if one is not stated and one.at <= stated.at and key(one.subject) == named]
    near = same and (same[-1].at == stated.at or same[-1].year == stated.year is not None)
    return same[-1] if near else None


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts of an amount, added. ``exhaustive``: they are all of them; ``wrong``: "" or how the sum differs."""

    parts: tuple[Stated, ...]
    value: Decimal
    exhaustive: bool
    wrong: str = ""
    changes: str = ""
    """The change that the parts' changes add up to, if the whole tells another."""


def sum_of(stated: Stated) -> Sum | None:
    """The sum of the parts of an amount; None if it has none, or what belongs to it is not certain."""
    parts = tuple(stated.sums or stated.parts)
    if not parts or not stated.listed or stated.rough or any(part.rough or part.subject == "合计" for part in parts):
        return None
    value = sum((part.figure.value for part in parts), Decimal(0))
    slack = _loose((stated.figure, *(part.figure for part in parts)))
    whole = ((bool(stated.sums) or stated.complete) and len(parts) > 1) or _exhaustive(parts)
    wrong = ""
    if value - stated.figure.value > slack and not (
        len(parts) > 1 and not whole and _overlap(parts, stated.figure.value)
    ):
        wrong = "大于"
    elif stated.figure.value - value > slack and whole:
        wrong = "小于"
    return Sum(parts, value, whole, wrong, _changes(stated, parts) if whole and not wrong else "")


def repeated(stated: Stated) -> str:
    """The subjects that a list of parts names twice, "" if none."""
    names = [part.subject for part in stated.parts if part.subject]
    return "、".join(dict.fromkeys(name for at, name in enumerate(names) if name in names[:at]))


def _exhaustive(parts: Sequence[Stated]) -> bool:
    """Whether parts are all there are: they end with 其他 …, or are a known set (rules/words/prose.yaml)."""
    names = [key(part.subject) for part in parts]
    if len(names) > 1 and names[-1].startswith("其他"):
        return True
    for words in load("prose")["整体的各部分"]:
        if len(words) > len(names):
            continue
        taken: set[str] = set()
        for word in sorted(map(str, words), key=len, reverse=True):
            found = next((name for name in names if word in name and name not in taken), None)
            if found is None:
                break
            taken.add(found)
        else:
            if len(taken) == len(names):
                return True
    return False


def _overlap(parts: Sequence[Stated], whole: Decimal) -> bool:
    """Whether some of the parts alone make the whole: the others are then parts of these (其中 without its word)."""
    run = Decimal(0)
    for part in parts[:-1]:
        run += part.figure.value
        if run == whole:
            return True
    return any(part.figure.value == whole for part in parts)


def _changes(stated: Stated, parts: Sequence[Stated]) -> str:
    """The change that those of all parts add up to, if the whole tells another; "" if right or not to be stated."""
    whole = signed(stated)
    each = [signed(part) for part in parts]
    if whole is None or stated.change is None or any(one is None for one in each):
        return ""
    compared = [part.change for part in (stated, *parts) if part.change and part.change.direction != SAME]
    named = {(change.named.removesuffix("数"), change.year) for change in compared}
    if len(named) > 1:
        return ""
    total = sum((one for one, _ in filter(None, each)), Decimal(0))
    slack = whole[1] + sum((loose for _, loose in filter(None, each)), Decimal(0))
    if abs(total - whole[0]) <= slack:
        return ""
    like = stated.change.amount or stated.figure
    word = UP if total > 0 else DOWN
    return f"{word}{written(abs(total), like)}" if total else SAME


def signed(stated: Stated) -> tuple[Decimal, Decimal] | None:
    """(change with its sign, by how much rounding may move it) of an amount, None if the text does not tell it."""
    change = stated.change
    if change is None or not change.direction:
        return None
    if change.direction == SAME:
        return Decimal(0), Decimal(0)
    if change.amount is None or change.amount.kind != stated.figure.kind:
        return None
    return SIGNS[change.direction] * change.amount.value, change.amount.rounding
