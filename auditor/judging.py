"""Facts and findings of all books, in a child process: a document that fills the memory or never ends costs itself.

All books are judged together, because rules are run once over the facts of all. If that fails, the document at fault
is left out and named: the one whose facts were at work, or, if the rules failed, the one that fails alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from auditor.child import START, Child, forks, own_size
from auditor.errors import AuditorError
from auditor.findings import Finding, Outcome, Problem
from auditor.model import Book
from auditor.rulebook import RuleSet
from auditor.ties.check import Tie
from auditor.workers import SECONDS

MEMORY = 6_000_000_000
"""Bytes for judging: the 4 GB of the database (``facts.store``), and the rows before they are there."""
PACE = 1_000
"""Rows of facts that the rules judge in a second on the slowest machine; usual ones do sixty times as many."""
LITTLE = 2_000
"""Rows of all books up to which they are judged in this process, where a child must be a fresh interpreter: that
takes longer than judging so few."""


@dataclass(frozen=True, slots=True)
class JudgedBooks:
    """What came of the books; ``lost`` are the documents that could not be judged, and why."""

    books: list[Book]
    outcomes: list[Outcome]
    findings: list[Finding]
    ties: dict[str, list[Tie]]
    """The relations between tables as checked, by document."""
    lost: list[Problem]


@dataclass(frozen=True, slots=True)
class _Stage:
    """What is at work: the facts of a book, by its id, or the rules (""); and the seconds it may take."""

    book: str
    seconds: float = SECONDS


class _Failed(Exception):
    """Judging did not come to its end."""

    def __init__(self, book: str, why: str) -> None:
        super().__init__(book, why)
        self.book, self.why = book, why


def judge(books: Sequence[Book], rules: RuleSet) -> JudgedBooks:
    """Judge the books. Raises AuditorError for what is wrong with the rules."""
    kept, lost = list(books), dict[str, str]()
    while True:
        try:
            done = _judged(kept, rules)
        except _Failed as failed:
            lost |= {failed.book: failed.why} if failed.book or not kept else _alone(kept, rules, failed.why)
            if not kept:
                raise AuditorError(failed.why) from failed
            kept = [book for book in kept if book.id not in lost]
        else:
            return replace(done, lost=[Problem(book.path, lost[book.id]) for book in books if book.id in lost])


def _alone(books: Sequence[Book], rules: RuleSet, why: str) -> dict[str, str]:
    """The books that fail by themselves, by id, and why; the largest one if all together are too much."""
    found: dict[str, str] = {}
    for book in books if len(books) > 1 else ():
        try:
            _judged([book], rules)
        except _Failed as failed:
            found[book.id] = failed.why
    return found or {max(books, key=_rows).id: why}


def _rows(book: Book) -> int:
    """About how many rows of facts the book makes."""
    goals = sum(1 + len(goal.indicators) for goal in book.goals())
    return goals + len(book.repairs) + sum(len(line.amounts) for table in book.budget_tables for line in table.lines)


def _judged(books: list[Book], rules: RuleSet) -> JudgedBooks:
    memory = MEMORY + own_size()
    if not forks(memory) and sum(map(_rows, books)) <= LITTLE:
        return _here(books, rules)
    child = Child(_serve, books, rules, memory=memory)
    try:
        return replace(_answer(child.pipe), books=books)
    finally:
        child.end()


def _answer(pipe: Connection) -> JudgedBooks:
    stage, deadline = _Stage(""), time.monotonic() + START
    while True:
        try:
            if not pipe.poll(max(0.0, deadline - time.monotonic())):
                raise _Failed(
                    stage.book, f"审核超过 {stage.seconds:g} 秒，已停止，这份文件没有审核。请按部门拆分后再试。"
                )
            said = pipe.recv()
        except (EOFError, OSError) as error:
            why = f"审核时内存超过 {MEMORY / 1e9:g} GB，或审核程序异常退出，这份文件没有审核。请按部门拆分后再试。"
            raise _Failed(stage.book, why) from error
        if isinstance(said, JudgedBooks):
            return said
        if isinstance(said, Exception):
            raise said
        stage, deadline = said, time.monotonic() + said.seconds


def _serve(pipe: Connection, books: list[Book], rules: RuleSet) -> None:
    """In the child: say what is at work, then the answer without the books, or what went wrong."""
    gc.freeze()  # the collector would write to, and so copy, every page that is shared with the parent
    try:
        answer: JudgedBooks | Exception = replace(_here(books, rules, pipe.send), books=[])
    except (AuditorError, _Failed) as error:
        answer = error
    pipe.send(answer)


def _here(books: list[Book], rules: RuleSet, say: Callable[[_Stage], None] = lambda stage: None) -> JudgedBooks:
    """Judge the books in this process. Raises _Failed for whatever nobody foresaw."""
    from auditor.evidence.cell_sources import pinpoint
    from auditor.facts.load import load
    from auditor.rulebook import run

    stage = _Stage("")

    def begun(now: _Stage) -> None:
        nonlocal stage
        stage = now
        say(now)

    try:
        facts = load(books, rules.relations, begun=lambda book: begun(_Stage(book.id)))
        begun(_Stage("", SECONDS + sum(map(len, facts.subjects.values())) / PACE))
        try:
            outcomes, findings = run(rules, facts)
        finally:
            facts.close()
        pinpoint(findings, books)
    except AuditorError:
        raise
    except MemoryError as error:
        raise _Failed(stage.book, "审核时内存不足，这份文件没有审核。请按部门拆分后再试。") from error
    except Exception as error:
        why = f"审核时出错（{type(error).__name__}），这份文件没有审核。请把此文件反馈给开发者。"
        raise _Failed(stage.book, why) from error
    return JudgedBooks(books, outcomes, findings, facts.ties, [])
