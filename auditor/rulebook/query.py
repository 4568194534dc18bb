"""Runs the conditions of rules on the facts, within time limits. Input and output can be sent to another process.

The rules on one table share one scan, unless the table is very large. The scan returns, for every flagged row, which
conditions hold. If it fails, each rule is run alone, so that an error or a timeout affects only that rule.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.rulebook.absence import evidence
from auditor.rulebook.binder import quoted
from auditor.rulebook.duckdb_errors import in_words
from auditor.rulebook.predicate import Parameter
from auditor.rulebook.scope import literal

if TYPE_CHECKING:
    import duckdb

    from auditor.rulebook.ruleset import Join, Rule

SECONDS = 10.0
"""Default time limit of one rule. A condition takes milliseconds on a usual table: only a runaway one takes longer."""

MAX_HITS = 200_000
"""A rule that flags more rows is an error: a person cannot read so many findings, and they would fill the memory."""

MAX_SCANNED = 300_000
"""Flagged rows that one scan may return. With more, each rule is run alone with its own limit (``MAX_HITS``)."""

SHARED = 100
"""Most rules in one scan. It bounds the length of the SQL; the built-in packs together have about 100 on 指标."""

MAX_TOGETHER = 50_000
"""Rows of a table up to which a shared scan is used. It saves one query per rule, but computes every part of every
condition, while a rule run alone drops a row at the first part that fails (bench: equally fast at 85,000 rows)."""

OTHERS = ("相同目标项目", "相同指标项目")
"""Columns of ids. If the condition of a rule uses one, its findings name the projects in it as the others involved."""

PLACED = ("占位列",)
"""Columns whose value is the name of the cell that a finding on the row is about."""


@dataclass(frozen=True, slots=True)
class Query:
    """One rule as SQL. Its result: 行标识, whether ``doubt`` holds, 存疑列 ([] if the table lacks it), ``cells``."""

    rule: str
    table: str
    where: str
    parameters: dict[str, Parameter]
    cells: tuple[str, ...]
    seconds: float
    doubt: str | None = None
    computed: dict[str, str] = field(default_factory=dict)
    """Cell → its SQL, for cells that are columns of a lookup table."""
    doubtful: str = "[]::VARCHAR[]"
    lists: tuple[str, ...] = ()
    """Names in the database of the lookup tables that the query reads."""

    @property
    def sql(self) -> str:
        doubt = f"coalesce({self.doubt}, false)" if self.doubt else "false"
        cells = [self.computed.get(cell) or quoted(cell) for cell in self.cells]
        wanted = ", ".join(["行标识", doubt, self.doubtful, *cells])
        return f"SELECT {wanted} FROM {quoted(self.table)} WHERE {self.where} ORDER BY 行标识 LIMIT {MAX_HITS + 1}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a query: its rows, or in ``error`` why it failed, in Chinese."""

    rule: str
    rows: list[tuple[Any, ...]]
    error: str | None = None


def query_of(rule: Rule, seconds: float = SECONDS) -> Query:
    """The query that finds the rows ``rule`` flags."""
    names = [column.name for column in rule.table.columns]
    templates = [rule.message, *rule.suggestion.values(), *([rule.advice] if rule.advice else [])]
    shown = [column for template in templates for column in template.columns]
    special = [column for column in rule.where.columns if column in OTHERS + PLACED]
    cells = tuple(dict.fromkeys([*shown, *special, *(evidence(rule.table) if rule.text.absent else ())]))
    parts = [rule.where.sql]
    if rule.scope:
        parts.append(rule.scope)
    if "表类" in names:
        parts.append(f"表类 IN ({', '.join(literal(kind) for kind in rule.text.in_)})")
    parameters = {**rule.where.bound, **(rule.doubt.bound if rule.doubt else {})}
    computed: dict[str, str] = {}
    if rule.join:
        parameters |= rule.join.on.bound
        parts.append(("EXISTS" if rule.join.exists else "NOT EXISTS") + f" (SELECT 1 {_from(rule.join)})")
        computed = {cell: _first(rule.join, cell) for cell in cells if cell not in names}
    return Query(
        rule=rule.id,
        table=rule.table.name,
        where=" AND ".join(f"({part})" for part in parts),
        parameters=parameters,
        cells=cells,
        seconds=seconds,
        doubt=rule.doubt.sql if rule.doubt else None,
        computed=computed,
        doubtful='"存疑列"' if "存疑列" in names else "[]::VARCHAR[]",
        lists=(rule.join.list.physical,) if rule.join else (),
    )


def _from(join: Join) -> str:
    return f"FROM {quoted(join.list.physical)} AS {quoted(join.list.table.name)} WHERE {join.on.sql}"


def _first(join: Join, cell: str) -> str:
    """SQL for a column of the first matching row of a lookup table."""
    name = join.list.table.name
    column, row = quoted(cell.removeprefix(f"{name}.")), quoted(name)
    return f"(SELECT arg_min_null({row}.{column}, {row}.行标识) {_from(join)})"


def ask_all(connection: duckdb.DuckDBPyConnection, queries: Sequence[Query]) -> Iterator[Answer]:
    """One answer per query, in any order."""
    for group in groups(queries):
        answers = ask_together(connection, group) if len(group) > 1 else None
        yield from answers if answers is not None else (ask(connection, query) for query in group)


def groups(queries: Sequence[Query]) -> list[list[Query]]:
    """``queries`` in groups that can share a scan: those on one table. One with a lookup table is alone."""
    made: list[list[Query]] = []
    tables: dict[str, list[Query]] = {}
    for query in queries:
        if query.lists:
            made.append([query])
            continue
        group = tables.get(query.table)
        if group is None or len(group) == SHARED:
            group = tables[query.table] = []
            made.append(group)
        group.append(query)
    return made


def ask_together(connection: duckdb.DuckDBPyConnection, group: Sequence[Query]) -> list[Answer] | None:
    """The answers of queries on one table from one scan. None if it failed, so that each query must be run alone."""
    import duckdb

    table = quoted(group[0].table)
    tests = [f"({query.where})" for query in group]
    doubts: dict[str, int] = {}
    for query in group:
        if query.doubt:
            # Computed only for flagged rows: on others it may raise an error.
            doubts[query.rule] = len(tests)
            tests.append(f"CASE WHEN {query.where} THEN coalesce({query.doubt}, false) ELSE false END")
    parameters = {name: value for query in group for name, value in query.parameters.items()}
    # MATERIALIZED, because DuckDB otherwise computes the conditions twice, for the filter and for the result. A list,
    # because packing all conditions into the bits of one number takes twice as long to plan.
    scan = f"""WITH 判断 AS MATERIALIZED (SELECT 行标识, [{", ".join(tests)}] AS 结果 FROM {table})
        SELECT 行标识, 结果 FROM 判断 WHERE list_contains(结果, true) ORDER BY 行标识 LIMIT {MAX_SCANNED + 1}"""
    cells = list(dict.fromkeys(cell for query in group for cell in query.cells))
    try:
        with _limited(connection, max(query.seconds for query in group)) as cursor:
            size = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
            if size and size[0] > MAX_TOGETHER:
                return None
            hits = cursor.execute(scan, parameters).fetchall()
            if len(hits) > MAX_SCANNED:
                return None
            wanted = ", ".join(["行标识", group[0].doubtful, *map(quoted, cells)])
            keys = [row for row, _ in hits]
            rows = cursor.execute(
                f"SELECT {wanted} FROM {table} WHERE 行标识 IN (SELECT unnest(?::INTEGER[]))", [keys]
            ).fetchall()
    except (duckdb.Error, MemoryError):
        return None
    shown = {row[0]: row for row in rows}
    answers = []
    for number, query in enumerate(group):
        at = [cells.index(cell) + 2 for cell in query.cells]
        doubt = doubts.get(query.rule)
        found = []
        for key, held in hits:
            if held[number]:
                row = shown[key]
                found.append((key, doubt is not None and held[doubt], row[1], *[row[place] for place in at]))
        answers.append(_bounded(query, found))
    return answers


def ask(connection: duckdb.DuckDBPyConnection, query: Query) -> Answer:
    """Run ``query`` in a read-only transaction within its time limit. Errors are returned, not raised."""
    import duckdb

    try:
        with _limited(connection, query.seconds) as cursor:
            rows = cursor.execute(query.sql, query.parameters).fetchall()
    except duckdb.InterruptException:
        return Answer(query.rule, [], f"超过时限 {query.seconds:g} 秒，已停止")
    except (duckdb.Error, MemoryError) as error:
        return Answer(query.rule, [], f"执行出错：{in_words(error)}")
    return _bounded(query, rows)


def _bounded(query: Query, rows: list[tuple[Any, ...]]) -> Answer:
    if len(rows) > MAX_HITS:
        return Answer(query.rule, [], f"命中超过 {MAX_HITS} 行，条件恐有误")
    return Answer(query.rule, rows)


@contextmanager
def _limited(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor in a read-only transaction, interrupted after ``seconds``."""
    cursor = connection.cursor()
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        yield cursor
    finally:
        timer.cancel()
        cursor.close()
