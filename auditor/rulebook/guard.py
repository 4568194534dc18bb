"""Rules from outside run in a process of their own, with a memory cap and a wall-clock kill.

DuckDB's ``interrupt`` cannot stop every function, and its memory limit does not cover the long texts
that some make. A process can always be killed: its death is that rule's error, and the rules after it
go on in a fresh one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeAlias

from auditor.facts.schema import TABLES
from auditor.facts.store import dump, empty_database, insert, lock
from auditor.rulebook.query import Answer, Query, ask

if TYPE_CHECKING:
    import duckdb

GRACE = 2.0
"""Seconds beyond a rule's own limit before its process is killed."""
START = 60.0
"""Seconds a process may take to start and load the facts (slow disks, virus scanners)."""
MEMORY_BYTES = 3 * 1024**3
"""Address space of the process where the system can limit it."""

Cargo: TypeAlias = dict[str, list[str]]
"""Fact tables as transport texts (facts.store)."""


def ask_guarded(connection: duckdb.DuckDBPyConnection, queries: Sequence[Query]) -> Iterator[Answer]:
    """One answer a query, in order, each from a process that can be killed."""
    used = {query.table for query in queries}
    cargo = {name: dump(connection, table) for name, table in TABLES.items() if name in used}
    process: _Guarded | None = None
    try:
        for query in queries:
            process = process or _Guarded(cargo)
            answer, alive = process.ask(query)
            if not alive:
                process.end()
                process = None
            yield answer
    finally:
        if process:
            process.end()


class _Guarded:
    """A child process that holds a copy of the facts and answers queries."""

    def __init__(self, cargo: Cargo) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, MEMORY_BYTES), daemon=True)
        self._process.start()
        there.close()
        self._cargo: Cargo | None = cargo

    def ask(self, query: Query) -> tuple[Answer, bool]:
        """The answer, and whether the process can be asked again."""
        try:
            if self._cargo is not None:
                self._pipe.send(self._cargo)
                self._cargo = None
                if not self._pipe.poll(START) or self._pipe.recv() != "ready":
                    return Answer(query.rule, [], "执行规则的进程没有启动"), False
            self._pipe.send(query)
            if not self._pipe.poll(query.seconds + GRACE):
                return Answer(query.rule, [], f"超过时限 {query.seconds:g} 秒且无法中断，已强行停止"), False
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError):
            return Answer(query.rule, [], "执行规则的进程异常退出（可能是内存不足），规则没有执行完"), False
        return answer, True

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, memory: int) -> None:
    """The child: load the facts, then answer until the pipe closes."""
    _cap_memory(memory)
    facts = empty_database()
    cargo: Cargo = pipe.recv()
    for name, texts in cargo.items():
        for text in texts:
            insert(facts, TABLES[name], text)
    lock(facts)
    pipe.send("ready")
    while True:
        try:
            query: Query = pipe.recv()
        except EOFError:
            return
        pipe.send(ask(facts, query))


def _cap_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the wall clock and DuckDB's own limit remain.
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
