"""Querying the facts by SQL: one SELECT, with joins and grouping, that can only read.

DuckDB itself parses the statement (``json_serialize_sql`` accepts SELECT only). The parsed tree may only use fact
tables and the functions listed below. The query runs read-only on the locked database, for a limited time.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.errors import UsageError
from auditor.facts.schema import TABLES
from auditor.rulebook.duckdb_errors import in_words, sentence
from auditor.rulebook.functions import FUNCTIONS, OPERATORS
from auditor.rulebook.suggestions import did_you_mean

if TYPE_CHECKING:
    import duckdb

    from auditor.facts.facts import Facts

SECONDS = 30.0
"""Time limit of a query, as long as a person waits."""
MAX_ROWS = 1_000_000
"""Rows that are returned: about as many as a worksheet of Excel can hold."""
MAX_LENGTH = 20_000
"""Characters of a query. Written by hand it has some hundreds."""

_GROUPS = (
    "count count_star sum avg min max median mode any_value first last string_agg group_concat list array_agg "
    "bool_and bool_or arg_min arg_max min_by max_by quantile quantile_cont quantile_disc stddev variance "
    "approx_count_distinct count_if countif histogram product"
)
_WINDOWS = "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value"
_MORE = "unnest coalesce ifnull concat_ws format_bytes date_trunc strftime levenshtein jaccard similarity"
ALLOWED = FUNCTIONS | OPERATORS | frozenset(" ".join((_GROUPS, _WINDOWS, _MORE)).split())
SOURCES = frozenset({"unnest"})
"""Functions that are allowed after FROM."""


@dataclass(slots=True)
class Rows:
    """The result of a query. ``cut``: there were more than ``MAX_ROWS`` rows."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    cut: bool = False


def select(facts: Facts, sql: str, seconds: float = SECONDS) -> Rows:
    """Run ``sql`` on ``facts``. Raises UsageError if it is not a single SELECT over the fact tables, fails, or takes
    longer than ``seconds``."""
    import duckdb

    _check(facts.connection, sql)
    cursor = facts.connection.cursor()
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        cursor.execute(sql)
        columns = [str(column[0]) for column in cursor.description or ()]
        rows = cursor.fetchmany(MAX_ROWS + 1)
    except duckdb.InterruptException:
        raise UsageError(f"查询超过 {seconds:g} 秒，已停止", advice="请缩小范围，或加上 limit") from None
    except duckdb.Error as error:
        raise UsageError(f"查询不成立：{_explain(error)}", advice="各表各列见 auditor facts") from None
    finally:
        timer.cancel()
        cursor.close()
    return Rows(columns, rows[:MAX_ROWS], len(rows) > MAX_ROWS)


def _check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    if len(sql) > MAX_LENGTH:
        raise UsageError(f"查询过长（上限 {MAX_LENGTH} 字）")
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    try:
        tree: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    except RecursionError:
        raise UsageError("查询嵌套过深", advice="请少用几层括号和子查询") from None
    if tree.get("error"):
        if tree.get("error_type") == "not implemented":
            raise UsageError(
                "只能写一条 select 查询", advice="例：select 项目名称, count(*) from 指标 group by 项目名称"
            )
        raise UsageError(f"查询写法有误：{_parse_error(sql, tree)}", advice="请检查引号、括号和半角符号")
    if len(tree["statements"]) != 1:
        raise UsageError("一次只能写一条查询（不能用分号连写）")
    defined = {str(entry["key"]) for node in _nodes(tree) for entry in node.get("cte_map", {}).get("map", ())}
    for node in _nodes(tree):
        kind = str(node.get("type"))
        if kind in {"BASE_TABLE", "SHOW_REF"}:
            _table(node, defined)
        elif kind == "TABLE_FUNCTION" and str(node["function"]["function_name"]).lower() not in SOURCES:
            raise UsageError(f"from 后面不能用函数 {node['function']['function_name']}", advice=_tables())
        elif kind in {"FUNCTION", "TABLE_FUNCTION"} or kind.startswith("WINDOW"):
            _function(node)


def _table(node: dict[str, Any], defined: set[str]) -> None:
    path = (node.get("qualified_name") or {}).get("path") or [node.get("table_name", "")]
    name = ".".join(path)
    if node["type"] == "SHOW_REF" and not node.get("table_name"):
        return
    if len(path) != 1 or name not in TABLES.keys() | defined:
        raise UsageError(f"没有“{name}”这张表", advice=did_you_mean(name, TABLES, "表"))


def _function(node: dict[str, Any]) -> None:
    name = str(node.get("function_name") or "").lower()
    path = (node.get("qualified_name") or {}).get("path") or [name]
    if name and (len(path) > 1 or name not in ALLOWED):
        raise UsageError(f"查询里不能用函数 {'.'.join(path)}", advice=did_you_mean(name, sorted(ALLOWED), "函数"))


def _tables() -> str:
    return f"可用的表：{'、'.join(TABLES)}"


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _parse_error(sql: str, tree: dict[str, Any]) -> str:
    try:
        rest = sql.encode()[int(tree["position"]) :].decode(errors="replace").strip()
    except (KeyError, ValueError):
        return sentence(str(tree.get("error_message", ""))) or "有不支持的写法"
    return f"在“{rest[:12]}”处" if rest else "没有写完"


def _explain(error: Exception) -> str:
    said = in_words(error)
    if found := re.fullmatch("没有“(.+?)”这一列", said):
        columns = {column.name for table in TABLES.values() for column in table.columns}
        near = did_you_mean(found[1], columns, "列")
        return f"{said}。{near if len(near) < 100 else ''}".rstrip("。")
    return said
