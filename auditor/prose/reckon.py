"""Works out what the text says: changes, percentages, shares and sums, within the rounding of what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.language.lexicon import load
from auditor.prose.subject import key
from auditor.prose.told import DOWN, SAME, SIGNS, UP, Comparison, Figure, Told

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
    """By how much rounding may move a sum of ``figures``. Amounts told together are rounded alike: 15万元 beside
    21.56万元 is 15.00."""
    finest = min((figure.step for figure in figures if figure.money), default=Decimal(0)) / 2
    return sum((min(figure.rounding, finest) for figure in figures), Decimal(0))


def reckon(told: Told, known: Sequence[Told]) -> Reckoned:
    """What the comparison and the share of an amount should say. ``known``: all amounts of the text."""
    change = told.change
    direction = said = rate = ""
    if change is not None and not told.rough:
        base, slack = _base(told, change)
        if change.base is not None and base is not None:
            direction = _direction(told.figure.value - base, slack, change)
            if change.amount is not None and not direction:
                right = abs(told.figure.value - base)
                if abs(right - change.amount.value) > _loose((told.figure, change.base, change.amount)):
                    said = written(right, change.amount)
        elif change.amount is not None and base is not None and base < -slack:
            said = f"不超过{told.figure.raw}"
        if base is not None and not direction and not said:
            rate = _rate(told, change, base, slack)
    share, of = _share(told, known)
    return Reckoned(direction, said, rate, share, of)


def _base(told: Told, change: Comparison) -> tuple[Decimal | None, Decimal]:
    """What the amount is compared with, printed or worked out from the change, and by how much it may be off."""
    figure = told.figure
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


def _rate(told: Told, change: Comparison, base: Decimal, slack: Decimal) -> str:
    """The percentage that change and base make, "" if the printed one is right. Rounding may be by a whole step, since
    some cut decimals off."""
    if change.rate is None:
        return ""
    if base <= slack:
        from_nothing = abs(base) <= slack and slack * _HUNDRED <= told.figure.value
        return "不写百分比（基数为零）" if from_nothing and change.rate.number else ""
    size = change.amount.value if change.amount is not None else abs(told.figure.value - base)
    loose = change.amount.rounding if change.amount is not None else slack
    low = (size - loose) / (base + slack) * _HUNDRED - change.rate.step
    high = (size + loose) / (base - slack) * _HUNDRED + change.rate.step
    if low <= abs(change.rate.number) <= high:
        return ""
    return f"{size / base * _HUNDRED:.{max(change.rate.decimals, 2)}f}%"


def _share(told: Told, known: Sequence[Told]) -> tuple[str, str]:
    """(the share that it should be, "" if right or unknown; of what)."""
    share = told.share
    if share is None or told.rough:
        return "", ""
    whole = _whole_of(told, share.of, known)
    if whole is None or whole.figure.kind != told.figure.kind or whole.rough or not whole.figure.number:
        return "", ""
    of, part = whole.figure, told.figure
    low = (part.value - part.rounding) / (of.value + of.rounding) * _HUNDRED - share.rate.step
    high = (part.value + part.rounding) / (of.value - of.rounding) * _HUNDRED + share.rate.step
    right = (
        ""
        if low <= share.rate.number <= high
        else f"{part.value / of.value * _HUNDRED:.{max(share.rate.decimals, 2)}f}%"
    )
    return right, f"{whole.subject}{of.raw}"


def _whole_of(told: Told, of: str, known: Sequence[Told]) -> Told | None:
    named = key(of.removeprefix("本年").removeprefix("全年").removeprefix("总"))
    if not of or named in ("", "预算", "总额", "比重"):
        return told.whole
    if told.whole is not None and (named in key(told.whole.subject) or key(told.whole.subject) in named):
        return told.whole
    same = [
        one
        for one in known
        if one is not told and key(one.subject) == named and one.at <= told.at and one.year in (told.year, None)
    ]
    return same[-1] if same else None


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts of an amount, added. ``exhaustive``: they are all of them; ``wrong``: "" or how the sum differs."""

    parts: tuple[Told, ...]
    value: Decimal
    exhaustive: bool
    wrong: str = ""
    changes: str = ""
    """The change that the parts' changes add up to, if the whole tells another."""


def sum_of(told: Told) -> Sum | None:
    """The sum of the parts of an amount; None if it has none, or what belongs to it is not certain."""
    parts = tuple(told.sums or told.parts)
    if not parts or not told.listed or told.rough or any(part.rough or part.subject == "合计" for part in parts):
        return None
    value = sum((part.figure.value for part in parts), Decimal(0))
    slack = _loose((told.figure, *(part.figure for part in parts)))
    whole = ((bool(told.sums) or told.complete) and len(parts) > 1) or _exhaustive(parts)
    wrong = ""
    if value - told.figure.value > slack and not (len(parts) > 1 and not whole and _overlap(parts, told.figure.value)):
        wrong = "大于"
    elif told.figure.value - value > slack and whole:
        wrong = "小于"
    return Sum(parts, value, whole, wrong, _changes(told, parts) if whole and not wrong else "")


def repeated(told: Told) -> str:
    """The subjects that a list of parts names twice, "" if none."""
    names = [part.subject for part in told.parts if part.subject]
    return "、".join(dict.fromkeys(name for at, name in enumerate(names) if name in names[:at]))


def _exhaustive(parts: Sequence[Told]) -> bool:
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


def _overlap(parts: Sequence[Told], whole: Decimal) -> bool:
    """Whether some of the parts alone make the whole: the others are then parts of these (其中 without its word)."""
    run = Decimal(0)
    for part in parts[:-1]:
        run += part.figure.value
        if run == whole:
            return True
    return any(part.figure.value == whole for part in parts)


def _changes(told: Told, parts: Sequence[Told]) -> str:
    """The change that those of all parts add up to, if the whole tells another; "" if right or not to be told."""
    whole = signed(told)
    each = [signed(part) for part in parts]
    if whole is None or told.change is None or any(one is None for one in each):
        return ""
    compared = [part.change for part in (told, *parts) if part.change and part.change.direction != SAME]
    named = {(change.named.removesuffix("数"), change.year) for change in compared}
    if len(named) > 1:
        return ""
    total = sum((one for one, _ in filter(None, each)), Decimal(0))
    slack = whole[1] + sum((loose for _, loose in filter(None, each)), Decimal(0))
    if abs(total - whole[0]) <= slack:
        return ""
    like = told.change.amount or told.figure
    word = UP if total > 0 else DOWN
    return f"{word}{written(abs(total), like)}" if total else SAME


def signed(told: Told) -> tuple[Decimal, Decimal] | None:
    """(change with its sign, by how much rounding may move it) of an amount, None if the text does not tell it."""
    change = told.change
    if change is None or not change.direction:
        return None
    if change.direction == SAME:
        return Decimal(0), Decimal(0)
    if change.amount is None or change.amount.kind != told.figure.kind:
        return None
    return SIGNS[change.direction] * change.amount.value, change.amount.rounding
