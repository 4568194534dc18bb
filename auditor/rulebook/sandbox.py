"""Run untrusted rules in a separate process with a memory limit, killed when its time is up.

DuckDB's ``interrupt`` cannot stop every function, and its memory limit does not cover the long texts
that some functions make. A process can always be killed; then the rule has failed, and the rules after it
continue in a new process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeAlias

from auditor.child import START, Child
from auditor.facts.schema import TABLES, FactTable
from auditor.facts.store import dump, empty_database, lock, put
from auditor.rulebook.lookup_tables import ListTable
from auditor.rulebook.query import Answer, Query, ask, ask_together, groups

if TYPE_CHECKING:
    import duckdb

GRACE = 2.0
"""Seconds beyond a rule's own limit before its process is killed."""
MEMORY_BYTES = 3 * 1024**3
"""Memory of the process (``Child``): a copy of the facts, and what DuckDB may take for it."""

Cargo: TypeAlias = list[tuple[FactTable, list[str]]]
"""Tables with their rows as transport texts (facts.store)."""

Chunk: TypeAlias = list[Answer] | None


def ask_guarded(
    connection: duckdb.DuckDBPyConnection, queries: Sequence[Query], lists: Sequence[ListTable] = ()
) -> Iterator[Answer]:
    """One answer per query, in any order, each from a process that can be killed."""
    used = {query.table for query in queries}
    named = {name for query in queries for name in query.lists}
    cargo: Cargo = [(table, dump(connection, table)) for name, table in TABLES.items() if name in used]
    cargo += [(one.stored, list(one.batches)) for one in lists if one.physical in named]
    process: _Guarded | None = None
    try:
        for group in groups(queries):
            # First in one scan, like built-in rules; if that fails or the process dies, one by one.
            chunks = [group, *([query] for query in group)] if len(group) > 1 else [group]
            for chunk in chunks:
                process = process or _Guarded(cargo)
                answers, alive = process.ask(chunk)
                if not alive:
                    process.end()
                    process = None
                if len(chunk) == len(group) and answers is not None:
                    yield from answers
                    break
                if len(chunk) == 1:
                    yield from answers or []
    finally:
        if process:
            process.end()


class _Guarded:
    """A child process that holds a copy of the facts and answers queries."""

    def __init__(self, cargo: Cargo) -> None:
        self._child = Child(_serve, memory=MEMORY_BYTES)
        self._pipe = self._child.pipe
        self._cargo: Cargo | None = cargo

    def ask(self, queries: list[Query]) -> tuple[Chunk, bool]:
        """The answers (None: not together), and whether the process can be asked again."""
        seconds = max(query.seconds for query in queries)
        try:
            if self._cargo is not None:
                self._pipe.send(self._cargo)
                self._cargo = None
                if not self._pipe.poll(START) or self._pipe.recv() != "ready":
                    return _failed(queries, "执行规则的进程没有启动"), False
            self._pipe.send(queries)
            if not self._pipe.poll(seconds + GRACE):
                return _failed(queries, f"超过时限 {seconds:g} 秒且无法中断，已强行停止"), False
            answers: Chunk = self._pipe.recv()
        except (EOFError, OSError):
            return _failed(queries, "执行规则的进程异常退出（可能是内存不足），规则没有执行完"), False
        return answers, True

    def end(self) -> None:
        self._child.end()


def _failed(queries: list[Query], why: str) -> Chunk:
    return [Answer(queries[0].rule, [], why)] if len(queries) == 1 else None


def _serve(pipe: Connection) -> None:
    """In the child: load the facts, then answer until killed."""
    facts = empty_database()
    cargo: Cargo = pipe.recv()
    for table, texts in cargo:
        put(facts, table, texts)
    lock(facts)
    pipe.send("ready")
    while True:
        queries: list[Query] = pipe.recv()
        pipe.send(ask_together(facts, queries) if len(queries) > 1 else [ask(facts, queries[0])])
