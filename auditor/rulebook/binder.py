"""Conditions turned into SQL: parsed, rewritten and bound on empty tables, many at once.

DuckDB's parser, writer and binder take about a millisecond per call and little more for each condition in it. So
all conditions of a run share a few calls; only if a call fails, each of its conditions is tried alone.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from auditor.facts.schema import FactTable
from auditor.rulebook.duckdb_errors import error_details, in_words, sentence, type_in_words
from auditor.rulebook.predicate import (
    MAX_LENGTH,
    ONE_CONDITION,
    SHALLOWER,
    TOO_DEEP,
    Condition,
    ConditionError,
    Parameter,
    Predicate,
    Walk,
    bound_name,
)

SECONDS = 10.0
"""Time limit for parsing and binding all untrusted conditions."""
MAX_PATTERN = 1_000
CHUNK = 200
"""Conditions in one call."""

_PREFIX = "SELECT "
_PLAIN_SELECT: dict[str, Any] = {
    "type": "SELECT_NODE", "modifiers": [], "cte_map": {"map": []}, "where_clause": None,
    "group_expressions": [], "group_sets": [], "aggregate_handling": "STANDARD_HANDLING",
    "having": None, "sample": None, "qualify": None,
}  # fmt: skip
"""All of a parsed ``SELECT <expr>`` except its expression and its empty FROM."""


@dataclass(slots=True)
class _Work:
    """One condition with the results of the steps so far. After an ``error`` no further step is done."""

    condition: Condition
    tree: dict[str, Any] = field(default_factory=dict)
    walk: Walk | None = None
    sql: str = ""
    error: ConditionError | None = None

    @property
    def predicate(self) -> Predicate:
        assert self.walk
        given = self.condition.parameters
        bound = {bound_name(name, given[name]): given[name] for name in self.walk.parameters}
        return Predicate(self.sql, tuple(self.walk.columns), tuple(self.walk.parameters), bound)


class Compiler:
    """Parses and binds conditions on empty fact tables, in its own locked database."""

    def __init__(self) -> None:
        from auditor.facts.store import empty_database

        self._connection = empty_database()
        # Without the optimizer, binding computes nothing, not even expressions of constants only.
        self._connection.execute("PRAGMA disable_optimizer")
        self._connection.execute("SET errors_as_json = true")
        self._connection.execute("SET lock_configuration = true")
        self._tables: set[str] = set()

    def close(self) -> None:
        self._connection.close()

    def compile(self, text: str, table: FactTable, parameters: Mapping[str, Parameter]) -> Predicate:
        """Check ``text`` as a condition over ``table`` and bind it.

        ``parameters`` are the values that ``$名称`` may stand for. Raises ConditionError.
        """
        (made,) = self.compile_all([Condition(text, table, parameters)])
        if isinstance(made, ConditionError):
            raise made
        return made

    def compile_all(
        self, conditions: Sequence[Condition], seconds: float | None = None
    ) -> list[Predicate | ConditionError]:
        """Each condition's predicate, or its error. ``seconds`` limits the time for all of them."""
        deadline = None if seconds is None else time.monotonic() + seconds
        made: list[Predicate | ConditionError] = []
        for start in range(0, len(conditions), CHUNK):
            works = [_Work(condition) for condition in conditions[start : start + CHUNK]]
            with self._limited(deadline):
                self._work(works, deadline)
            made += [_explained(work) if work.error else work.predicate for work in works]
        return made

    @contextmanager
    def _limited(self, deadline: float | None) -> Iterator[None]:
        if deadline is None:
            yield
            return
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _work(self, works: list[_Work], deadline: float | None) -> None:
        for work in works:
            if len(work.condition.text) > MAX_LENGTH:
                work.error = ConditionError(f"条件过长（{len(work.condition.text)} 字，上限 {MAX_LENGTH} 字）")
            if joined := work.condition.joined:
                self._create(joined, work.condition.physical)
        self._each(works, self._parse, deadline)
        for work in _sound(works):
            try:
                work.walk = Walk(work.condition)
                work.walk.check(work.tree["node"]["select_list"][0])
                if long := next((pattern for pattern in work.walk.patterns if len(pattern) > MAX_PATTERN), None):
                    raise ConditionError(f"正则表达式过长（{len(long)} 字，上限 {MAX_PATTERN} 字）")
            except ConditionError as error:
                error.at = _character(work.condition.text, error.at)
                work.error = error
        self._each(works, self._check_patterns, deadline)
        self._each(works, self._write, deadline)
        groups: dict[tuple[str, str], list[_Work]] = {}
        for work in _sound(works):
            groups.setdefault((work.condition.table.name, work.condition.physical), []).append(work)
        for group in groups.values():
            self._each(group, self._bind, deadline)

    def _each(self, works: list[_Work], step: Any, deadline: float | None) -> None:
        """Do ``step`` for all works at once; if that fails, for each alone, so that only the bad ones fail."""
        import duckdb

        sound = _sound(works)
        if not sound:
            return
        try:
            step(sound)
        except (duckdb.Error, ConditionError) as failure:
            for work in sound:
                if deadline is not None and time.monotonic() > deadline:
                    work.error = ConditionError("检查条件超过时限，已停止", "请把条件写短一些，或分成几条规则")
                    continue
                try:
                    step([work]) if len(sound) > 1 else _raise(failure)
                except ConditionError as error:
                    work.error = error
                except duckdb.InterruptException:
                    work.error = ConditionError("检查条件超过时限，已停止", "请把条件写短一些，或分成几条规则")
                except duckdb.Error as error:
                    work.error = self._explain(work, error)

    def _parse(self, works: list[_Work]) -> None:
        texts = [_PREFIX + work.condition.text for work in works]
        rows = self._connection.execute(
            "SELECT json_serialize_sql(text) FROM (SELECT unnest(?::VARCHAR[]) AS text)", [texts]
        ).fetchall()
        for work, (row,) in zip(works, rows, strict=True):
            try:
                work.tree = _one_expression(work.condition.text, json.loads(row))
            except ConditionError as error:
                work.error = error
            except RecursionError:
                work.error = ConditionError(TOO_DEEP, SHALLOWER)

    def _write(self, works: list[_Work]) -> None:
        trees = [json.dumps({"error": False, "statements": [work.tree]}, ensure_ascii=False) for work in works]
        rows = self._connection.execute(
            "SELECT json_deserialize_sql(tree::JSON) FROM (SELECT unnest(?::VARCHAR[]) AS tree)", [trees]
        ).fetchall()
        for work, (sql,) in zip(works, rows, strict=True):
            if not str(sql).startswith(_PREFIX):
                raise ConditionError("条件无法解析")
            work.sql = str(sql).removeprefix(_PREFIX).rstrip("; ")

    def _check_patterns(self, works: list[_Work]) -> None:
        for work in works:
            assert work.walk
        patterns = [pattern for work in works if work.walk for pattern in work.walk.patterns]
        if patterns:
            self._connection.execute(
                "SELECT count(*) FROM (SELECT unnest(?::VARCHAR[]) AS p) WHERE regexp_matches('', p)", [patterns]
            ).fetchall()

    def _bind(self, works: list[_Work]) -> None:
        first = works[0].condition
        values: dict[str, Parameter] = {}
        for work in works:
            values.update(work.predicate.bound)
        wanted = ", ".join(f"({work.sql})" for work in works)
        cursor = self._connection.execute(f"SELECT {wanted} FROM {_source(first)}", values)
        for work, column in zip(works, cursor.description or [], strict=True):
            if str(column[1]) != "BOOLEAN":
                what = f"条件的结果不是真假（而是{type_in_words(str(column[1]))}）"
                work.error = ConditionError(what, "条件要有比较，如 数值 > 100", 0)

    def _explain(self, work: _Work, error: Exception) -> ConditionError:
        """DuckDB's error; its position is found by binding the text as it was written."""
        import duckdb

        if not work.sql:
            return ConditionError(f"正则表达式有误：{in_words(error)}")
        what = f"条件不成立：{in_words(error)}"
        given, at = work.condition.parameters, None
        assert work.walk
        values = {name: given[name] for name in work.walk.parameters}
        try:
            # Checked above: this text is one expression.
            written = f"{_PREFIX}{work.condition.text}\n FROM {_source(work.condition)}"
            self._connection.execute(written, values)
        except duckdb.Error as again:
            at = _position(again)
        return ConditionError(what, _types(work), None if at is None else _character(work.condition.text, at))

    def _create(self, table: FactTable, physical: str) -> None:
        if physical not in self._tables:
            self._tables.add(physical)
            columns = ", ".join(f"{quoted(column.name)} {column.type}" for column in table.columns)
            self._connection.execute(f"CREATE TABLE {quoted(physical)} ({columns})")


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _source(condition: Condition) -> str:
    tables = quoted(condition.table.name)
    if condition.joined:
        tables += f", {quoted(condition.physical)} AS {quoted(condition.joined.name)}"
    return tables


def _sound(works: Sequence[_Work]) -> list[_Work]:
    return [work for work in works if work.error is None]


def _raise(error: Exception) -> None:
    raise error


def _one_expression(text: str, tree: dict[str, Any]) -> dict[str, Any]:
    """The statement of ``SELECT text``. Raises ConditionError if the text is not exactly one expression."""
    if tree.get("error"):
        raise _parse_error(text, tree)
    statements = tree["statements"]
    if len(statements) != 1:
        raise ConditionError("条件里有多条语句（分号）", ONE_CONDITION)
    node = statements[0]["node"]
    plain = all(node.get(key) == value for key, value in _PLAIN_SELECT.items())
    if not plain or node["from_table"].get("type") != "EMPTY":
        raise ConditionError("条件里有不属于条件的内容（from、where、union、order by、limit 等）", ONE_CONDITION)
    if len(node["select_list"]) != 1:
        raise ConditionError("条件里有逗号分开的几个式子", "几个条件请用 and 或 or 连接")
    if node["select_list"][0].get("alias"):
        raise ConditionError("条件不能取别名（as）", ONE_CONDITION)
    return dict(statements[0])


def _parse_error(text: str, tree: dict[str, Any]) -> ConditionError:
    """The parser's error, with the part of the condition where it stopped."""
    if tree.get("error_type") == "not implemented":
        return ConditionError("条件里有条件以外的语句", ONE_CONDITION)
    if "depth" in str(tree.get("error_message", "")):
        return ConditionError(TOO_DEEP, SHALLOWER)
    advice = "请检查引号、括号是否成对，符号是否为半角（文字用单引号 'xx'）"
    try:
        at = _character(text, int(tree.get("position", "")))
    except ValueError:
        why = sentence(str(tree.get("error_message", "")))
        return ConditionError(f"条件写法有误：{why}" if why else "条件写法有误", advice)
    rest = text[at or 0 :].strip()
    return ConditionError(f"条件写法有误，在“{rest[:12]}”处" if rest else "条件没有写完", advice, at)


def _character(text: str, position: int | None) -> int | None:
    """The character of ``text`` at a byte position of "SELECT " + text; None where there is none."""
    if position is None or position > 1 << 30:
        return None
    at = max(position - len(_PREFIX), 0)
    return len(text.encode()[:at].decode(errors="ignore"))


_QUOTED = re.compile(r"'[^']*'")
_WIDE = re.compile("[＝＞＜≥≤≠（），；‘’“”！＋－＊／％　＄。]")


def _explained(work: _Work) -> ConditionError:
    """The error, with advice on full-width signs, the usual mistake on a Chinese keyboard."""
    error = work.error
    assert error
    if wide := _WIDE.search(_QUOTED.sub(lambda match: " " * len(match.group()), work.condition.text)):
        hint = f"条件里有全角符号“{wide.group()}”，请改为半角"
        return ConditionError(error.what, f"{hint}；{error.advice}".rstrip("；"), wide.start())
    return error


def _types(work: _Work) -> str:
    used = [column for column in work.condition.table.columns if work.walk and column.name in work.walk.columns]
    return "各列类型：" + "、".join(f"{column.name}是{type_in_words(column.type)}" for column in used) if used else ""


def _position(error: BaseException) -> int | None:
    try:
        return int((error_details(error) or {})["position"])
    except (KeyError, ValueError):
        return None
