"""Checks a book by all relations: what holds, what does not and why, what could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from auditor.grid import Source
from auditor.model import Book
from auditor.ties import say
from auditor.ties.cause import Fault, explain
from auditor.ties.cells import PROJECTS, WHOLE, AmountCell, TiedTable, sheets_of
from auditor.ties.equation import Equation
from auditor.ties.named import NotChecked, between
from auditor.ties.relation import Relation
from auditor.ties.structure import within


class TieState(StrEnum):
    """How the check of a relation ended."""

    HOLDS = "成立"
    FAILS = "不成立"
    UNCHECKED = "未核对"


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation as checked, in words for people; amounts with their unit.

    ``count``: how many equations a line that holds stands for. ``identity`` stays when pages and amounts change.
    """

    relation: str
    name: str
    tables: tuple[str, ...]
    state: TieState
    left: str = ""
    right: str = ""
    difference: str = ""
    cause: str = ""
    why: str = ""
    """Why it was not checked."""
    root: bool = False
    """It is a fault of its own, not the consequence of another."""
    follows: tuple[str, ...] = ()
    """What else does not hold for the same reason."""
    count: int = 1
    doubtful: bool = False
    source: Source | None = None
    raw: str = ""
    identity: tuple[str, ...] = ()


def ties_of(book: Book, relations: Iterable[Relation]) -> list[Tie]:
    """Every relation in ``book``; [] for a book without budget tables, which has nothing to be tied."""
    if not book.budget_tables:
        return []
    sheets = sheets_of(book)
    equations, unchecked = equations_of(relations, sheets)
    return [
        *(Tie(relation.id, relation.name, (), TieState.UNCHECKED, why=why) for relation, why in unchecked),
        *_judged(equations, sheets),
    ]


def equations_of(
    relations: Iterable[Relation], sheets: Sequence[TiedTable]
) -> tuple[list[Equation], list[tuple[Relation, str]]]:
    """What the relations say of these tables, and the relations that could not be checked, with the reason."""
    equations: list[Equation] = []
    unchecked: list[tuple[Relation, str]] = []
    for relation in relations:
        try:
            found = list(_equations(relation, sheets))
        except NotChecked as error:
            unchecked.append((relation, error.why))
            continue
        if not found and relation.structure is None:
            unchecked.append((relation, "各表都没有可核对的金额"))
        equations += found
    return equations, unchecked


def _equations(relation: Relation, sheets: Sequence[TiedTable]) -> Iterator[Equation]:
    if relation.structure is None:
        yield from between(relation, sheets)
        return
    for sheet in sheets:
        if sheet.kind not in (PROJECTS, WHOLE):  # rules on projects compare the sums of a form
            yield from within(relation, sheet)


def _judged(equations: list[Equation], sheets: Sequence[TiedTable]) -> Iterator[Tie]:
    held: dict[tuple[str, tuple[str, ...]], list[Equation]] = {}
    for equation in equations:
        if equation.holds:
            held.setdefault((equation.relation.id, say.tables(equation)), []).append(equation)
        elif equation.holds is None:
            yield _tie(equation, TieState.UNCHECKED, why="有一个数字无法识别")
    for alike in held.values():
        yield _tie(alike[0], TieState.HOLDS, count=len(alike))
    for fault in explain(equations, sheets):
        yield from _reported(fault)


def _reported(fault: Fault) -> Iterator[Tie]:
    cause = say.cause(fault)
    follows = tuple(say.title(one) for one in fault.follows)
    blamed = fault.correction.cells[0][0] if fault.correction and fault.correction.cells else None
    yield _tie(fault.root, TieState.FAILS, cause=cause, root=True, follows=follows, blamed=blamed)
    for one in fault.follows:
        yield _tie(one, TieState.FAILS, cause=f"与“{say.title(fault.root)}”同一原因")


def _tie(
    equation: Equation,
    state: TieState,
    *,
    cause: str = "",
    why: str = "",
    root: bool = False,
    follows: tuple[str, ...] = (),
    count: int = 1,
    blamed: AmountCell | None = None,
) -> Tie:
    first = blamed or next((cell for cell, _ in equation.weights()), None)
    return Tie(
        relation=equation.relation.id,
        name=say.title(equation) if count == 1 else equation.relation.name,
        tables=say.tables(equation),
        state=state,
        left=say.side(equation.left) if count == 1 else "",
        right=say.side(equation.right) if count == 1 else "",
        difference=say.difference(equation) if state is TieState.FAILS else "",
        cause=cause,
        why=why,
        root=root,
        follows=follows,
        count=count,
        doubtful=equation.doubtful,
        source=first.source if first else None,
        raw=first.line.raw if first else "",
        identity=(equation.relation.id, equation.key, *say.tables(equation)),
    )
