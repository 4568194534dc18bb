"""Run untrusted rules in a separate process with a memory limit, killed when its time is up.

DuckDB's ``interrupt`` cannot stop every function, and its memory limit does not cover the long texts
that some functions make. A process can always be killed; then the rule has failed, and the rules after it
continue in a new process.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from auditor.facts.schema import TABLES, FactTable
from auditor.facts.store import dump, empty_database, lock, put
from auditor.rulebook.lookup_tables import ListTable
from auditor.rulebook.query import Answer, Query, ask, ask_together, groups

if TYPE_CHECKING:
    import duckdb

GRACE = 2.0
"""Seconds beyond a rule's own limit before its process is killed."""
START = 60.0
"""Seconds a process may take to start and load the facts (slow disks, virus scanners)."""
MEMORY_BYTES = 3 * 1024**3
"""Address space of the process, on systems that can limit it."""

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
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, MEMORY_BYTES), daemon=True)
        self._process.start()
        there.close()
        self._cargo: Cargo | None = cargo

    def ask(self, queries: list[Query]) -> tuple[Chunk, bool]:
        """The answers (None: not together), and whether the process can be asked again."""
        seconds = max(query.seconds for query in queries)
        started = self._cargo is None
        try:
            if self._cargo is not None:
                self._pipe.send(self._cargo)
                self._cargo = None
                if not self._pipe.poll(START) or self._pipe.recv() != "ready":
                    return _failed(queries, "执行规则的进程没有启动"), False
                started = True
            self._pipe.send(queries)
            if not self._pipe.poll(seconds + GRACE):
                return _failed(queries, f"超过时限 {seconds:g} 秒且无法中断，已强行停止"), False
            answers: Chunk = self._pipe.recv()
        except (EOFError, OSError):
            if not started and (why := why_no_process()):
                return [Answer(query.rule, [], why) for query in queries], False
            return _failed(queries, "执行规则的进程异常退出（可能是内存不足），规则没有执行完"), False
        return answers, True

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _failed(queries: list[Query], why: str) -> Chunk:
    return [Answer(queries[0].rule, [], why)] if len(queries) == 1 else None


def why_no_process() -> str | None:
    """Advice if the process cannot start because the calling script has no ``if __name__ == "__main__"``.

    The new process runs the script's top level again, which starts another audit, which Python refuses.
    """
    main = sys.modules.get("__main__")
    file = getattr(main, "__file__", None)
    if file is None or getattr(main, "__spec__", None) is not None:
        return None
    try:
        text = Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    if "__name__" in text:
        return None
    return f'脚本 {file} 没有 if __name__ == "__main__": ，新进程无法启动。请把调用 auditor 的语句放到这一行之下'


def _serve(pipe: Connection, memory: int) -> None:
    """The child: load the facts, then answer until the pipe closes."""
    _cap_memory(memory)
    facts = empty_database()
    cargo: Cargo = pipe.recv()
    for table, texts in cargo:
        put(facts, table, texts)
    lock(facts)
    pipe.send("ready")
    while True:
        try:
            queries: list[Query] = pipe.recv()
        except EOFError:
            return
        pipe.send(ask_together(facts, queries) if len(queries) > 1 else [ask(facts, queries[0])])


def _cap_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the wall clock and DuckDB's own limit remain.
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
