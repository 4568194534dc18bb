"""An amount that the text tells, and what it says about it: compared with last year, as a share, with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.language.units import read_unit
from auditor.model import Paragraph

UP, DOWN, SAME = "增加", "减少", "持平"
SIGNS = {UP: 1, DOWN: -1, SAME: 0}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as printed."""

    raw: str
    number: Decimal
    decimals: int
    unit: str
    start: int
    end: int

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return read_unit(self.unit).factor is not None

    @property
    def kind(self) -> str:
        """What can be added to it: money to money, vehicles to vehicles."""
        return "金额" if self.money else self.unit

    @property
    def value(self) -> Decimal:
        """Money in 万元, anything else in its own unit."""
        return self.number * (read_unit(self.unit).factor or 1)

    @property
    def step(self) -> Decimal:
        """One unit of the last printed decimal, measured like ``value``."""
        return Decimal(1).scaleb(-self.decimals) * (read_unit(self.unit).factor or 1)

    @property
    def rounding(self) -> Decimal:
        """By how much the true amount may differ: half a step of money; a count and a printed zero are exact."""
        return self.step / 2 if self.money and self.number else Decimal(0)


@dataclass(slots=True)
class Comparison:
    """How an amount compares with an earlier one: 比2025年预算2,800.00万元增加200.00万元，增长7.14%."""

    direction: str
    """UP, DOWN, SAME, "" while the text has not said it."""
    year: int | None = None
    """The year compared with where the text names it; 上年 is None."""
    named: str = ""
    """What is compared with: 预算, 预算执行数 …"""
    base: Figure | None = None
    amount: Figure | None = None
    rate: Figure | None = None
    also: str = ""
    """What else it says of the same, if that is something else: 增加200万元，下降7%."""
    span: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Share:
    """占本年收入合计的60.00%: ``of`` is "" where the text does not say of what."""

    of: str
    rate: Figure


@dataclass(eq=False, slots=True)
class Stated:
    """One amount of the text. ``subject`` says of what, "" if that is not known.

    ``parts``: the amounts that the text lists as its parts (其中), of the same kind. ``whole``: what it is a part of.
    """

    paragraph: Paragraph
    at: int
    """Number of the paragraph in the book."""
    sentence: tuple[int, int]
    subject: str
    figure: Figure
    year: int | None = None
    """The year that the text names for it, here or in a sentence before."""
    dated: bool = False
    """Whether the year stands right before it."""
    rough: bool = False
    """约, 左右, 以上: not exact."""
    path: tuple[str, ...] = ()
    """Names of 类, 款 and 项 where the subject is a line of the classification."""
    change: Comparison | None = None
    share: Share | None = None
    whole: Stated | None = None
    parts: list[Stated] = field(default_factory=list)
    complete: bool = False
    """Whether the text says that it lists all of it: 主要用于以下方面."""
    listed: bool = True
    """Whether it is certain which amounts are its parts."""
    planned: bool = False
    """Whether it is called a budget (预算数为)."""
    inner: bool = False
    """It is a part of something that the text does not tell."""
    sums: list[Stated] = field(default_factory=list)
    """The amounts before it that it adds up: A 1万元，B 2万元，合计3万元."""

    @property
    def text(self) -> str:
        """The sentence that tells it."""
        start, end = self.sentence
        return self.paragraph.text[start:end]

    def above(self) -> Iterator[Stated]:
        """What it is a part of, from the nearest on."""
        whole = self.whole
        while whole is not None:
            yield whole
            whole = whole.whole
