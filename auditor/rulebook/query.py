"""Running one rule's condition on the facts, within a time limit. Plain data in and out: it crosses processes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.rulebook.predicate import Parameter, first_line

if TYPE_CHECKING:
    import duckdb

    from auditor.rulebook.book import Rule

SECONDS = 10.0
"""Default time limit of one rule."""

MAX_HITS = 200_000
"""A rule that flags more rows than this is wrong, and a report of it unusable."""


OTHERS = ("相同目标项目", "相同指标项目")
"""Columns of ids: what a rule that looks at one of them compares with is named in its findings."""

PLACED = ("占位列",)
"""Columns that name the cell concerned, row by row."""


@dataclass(frozen=True, slots=True)
class Query:
    """The SQL of one rule. Columns of its rows: 行标识, whether ``doubt`` holds, 存疑列, then ``cells``."""

    rule: str
    table: str
    sql: str
    parameters: dict[str, Parameter]
    cells: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a query: its rows, or why it failed, in Chinese."""

    rule: str
    rows: list[tuple[Any, ...]]
    error: str | None = None


def query_of(rule: Rule, seconds: float = SECONDS) -> Query:
    """The query that finds the rows ``rule`` flags."""
    names = [column.name for column in rule.table.columns]
    templates = [rule.message, *rule.suggestion.values(), *([rule.advice] if rule.advice else [])]
    shown = [column for template in templates for column in template.columns]
    special = [column for column in rule.where.columns if column in OTHERS + PLACED]
    cells = tuple(dict.fromkeys([*shown, *special]))
    doubt = f"coalesce({rule.doubt.sql}, false)" if rule.doubt else "false"
    doubtful = '"存疑列"' if "存疑列" in names else "[]::VARCHAR[]"
    wanted = ", ".join(["行标识", doubt, doubtful, *(f'"{cell}"' for cell in cells)])
    where = rule.where.sql
    parameters = dict(rule.parameters)
    if "表类" in names:
        kinds = ", ".join(f"'{kind}'" for kind in rule.text.in_)
        where = f"表类 IN ({kinds}) AND {where}"
    sql = f'SELECT {wanted} FROM "{rule.table.name}" WHERE {where} ORDER BY 行标识 LIMIT {MAX_HITS + 1}'
    return Query(rule.id, rule.table.name, sql, parameters, cells, seconds)


def ask(connection: duckdb.DuckDBPyConnection, query: Query) -> Answer:
    """Run ``query`` in a read-only transaction; stop it after its time limit. Never raises for the rule's faults."""
    import duckdb

    cursor = connection.cursor()
    timer = threading.Timer(query.seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        rows = cursor.execute(query.sql, query.parameters).fetchall()
    except duckdb.InterruptException:
        return Answer(query.rule, [], f"超过时限 {query.seconds:g} 秒，已停止")
    except (duckdb.Error, MemoryError) as error:
        return Answer(query.rule, [], f"执行出错：{first_line(error)}")
    finally:
        timer.cancel()
        cursor.close()
    if len(rows) > MAX_HITS:
        return Answer(query.rule, [], f"命中超过 {MAX_HITS} 行，条件恐有误")
    return Answer(query.rule, rows)
