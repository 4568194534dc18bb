"""A rule's condition: a stranger's text made into one safe SQL expression over one fact table.

The text is parsed by DuckDB itself (``json_serialize_sql``), the tree is checked node by node against an
allow list (functions.py), and the SQL that runs is written anew from the checked tree. So there is
exactly one expression by construction: comments, second statements and subqueries never reach a query.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from auditor.facts.schema import Table
from auditor.rulebook.functions import CONSTANT, FUNCTIONS, NAMES_OF_REFUSED, NODES, OPERATORS, PATTERNS, TYPES
from auditor.rulebook.nearest import did_you_mean

Parameter: TypeAlias = str | int | Decimal | bool | list[str] | list[int] | list[Decimal]

MAX_LENGTH = 4_000
MAX_DEPTH = 60
MAX_PATTERN = 1_000

_PREFIX = "SELECT "
_PLAIN_SELECT: dict[str, Any] = {
    "type": "SELECT_NODE", "modifiers": [], "cte_map": {"map": []}, "where_clause": None,
    "group_expressions": [], "group_sets": [], "aggregate_handling": "STANDARD_HANDLING",
    "having": None, "sample": None, "qualify": None,
}  # fmt: skip
"""What a parsed ``SELECT <expr>`` looks like apart from its expression and its empty FROM."""


class ConditionError(Exception):
    """A condition that may not run. ``what`` and ``advice`` are for the person who wrote it."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Predicate:
    """A checked condition: the SQL to run, the fact columns and the parameters it uses."""

    sql: str
    columns: tuple[str, ...]
    parameters: tuple[str, ...]


class Compiler:
    """Parses and binds conditions on empty fact tables, in its own locked database."""

    def __init__(self) -> None:
        from auditor.facts.store import empty_database

        self._connection = empty_database()
        # Without the optimizer nothing is computed while binding, whatever constants a condition holds.
        self._connection.execute("PRAGMA disable_optimizer")
        self._connection.execute("SET lock_configuration = true")

    def close(self) -> None:
        self._connection.close()

    def compile(self, text: str, table: Table, parameters: Mapping[str, Parameter]) -> Predicate:
        """Check ``text`` as a condition over ``table`` and bind it.

        ``parameters`` are the values that ``$名称`` may stand for. Raises ConditionError.
        """
        try:
            return self._compile(text, table, parameters)
        except ConditionError as error:
            if wide := _WIDE.search(_QUOTED.sub("", text)):
                hint = f"条件里有全角符号“{wide.group()}”，请改为半角"
                raise ConditionError(error.what, f"{hint}；{error.advice}".rstrip("；")) from None
            raise

    def _compile(self, text: str, table: Table, parameters: Mapping[str, Parameter]) -> Predicate:
        if len(text) > MAX_LENGTH:
            raise ConditionError(f"条件过长（{len(text)} 字，上限 {MAX_LENGTH} 字）")
        statement = self._parse(text)
        walk = _Walk(table, parameters)
        walk.check(statement["node"]["select_list"][0])
        for pattern in walk.patterns:
            self._check_pattern(pattern)
        sql = self._write(statement)
        predicate = Predicate(sql, tuple(walk.columns), tuple(walk.parameters))
        self._bind(predicate, table, parameters)
        return predicate

    def _parse(self, text: str) -> dict[str, Any]:
        row = self._connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [_PREFIX + text]).fetchone()
        tree: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
        if tree.get("error"):
            raise ConditionError(*_parse_error(text, tree))
        statements = tree["statements"]
        if len(statements) != 1:
            raise ConditionError("条件里有多条语句（分号）", _ONE_CONDITION)
        node = statements[0]["node"]
        plain = all(node.get(key) == value for key, value in _PLAIN_SELECT.items())
        if not plain or node["from_table"].get("type") != "EMPTY":
            raise ConditionError("条件里有不属于条件的内容（from、where、union、order by、limit 等）", _ONE_CONDITION)
        if len(node["select_list"]) != 1:
            raise ConditionError("条件里有逗号分开的几个式子", "几个条件请用 and 或 or 连接")
        if node["select_list"][0].get("alias"):
            raise ConditionError("条件不能取别名（as）", _ONE_CONDITION)
        return dict(statements[0])

    def _write(self, statement: dict[str, Any]) -> str:
        tree = json.dumps({"error": False, "statements": [statement]}, ensure_ascii=False)
        row = self._connection.execute("SELECT json_deserialize_sql(?::JSON)", [tree]).fetchone()
        sql = str(row[0]) if row else ""
        if not sql.startswith(_PREFIX):
            raise ConditionError("条件无法解析")
        return sql.removeprefix(_PREFIX).rstrip("; ")

    def _bind(self, predicate: Predicate, table: Table, parameters: Mapping[str, Parameter]) -> None:
        import duckdb

        values = {name: parameters[name] for name in predicate.parameters}
        try:
            cursor = self._connection.execute(f'SELECT {predicate.sql} FROM "{table.name}"', values)
        except duckdb.Error as error:
            raise ConditionError(f"条件不成立：{first_line(error)}", _types(predicate, table)) from None
        kind = str(cursor.description[0][1]) if cursor.description else ""
        if kind != "BOOLEAN":
            raise ConditionError(f"条件的结果不是真假（而是 {kind}）", "条件要有比较，如 数值 > 100")

    def _check_pattern(self, pattern: str) -> None:
        import duckdb

        if len(pattern) > MAX_PATTERN:
            raise ConditionError(f"正则表达式过长（上限 {MAX_PATTERN} 字）")
        try:
            self._connection.execute("SELECT regexp_matches('', ?::VARCHAR)", [pattern])
        except duckdb.Error as error:
            raise ConditionError(f"正则表达式“{pattern}”有误：{first_line(error)}") from None


_QUOTED = re.compile(r"'[^']*'")
_WIDE = re.compile("[＝＞＜≥≤≠（），；‘’“”！＋－＊／％　＄。]")
_ONE_CONDITION = "where 只写一个真假条件，如 数值 > 100 and 度量单位 = '%'"


class _Walk:
    """One pass over a parsed expression; collects what it uses."""

    def __init__(self, table: Table, parameters: Mapping[str, Parameter]) -> None:
        self._table = table
        self._allowed = dict.fromkeys(column.name for column in table.columns)
        self._given = parameters
        self.columns: dict[str, None] = {}
        self.parameters: dict[str, None] = {}
        self.patterns: list[str] = []

    def check(self, node: dict[str, Any], local: frozenset[str] = frozenset(), depth: int = 0) -> None:
        """Refuse ``node`` or anything below it that is not allowed. ``local`` are lambda variables."""
        if depth > MAX_DEPTH:
            raise ConditionError(f"条件嵌套过深（上限 {MAX_DEPTH} 层）")
        kind = str(node.get("type"))
        if kind not in NODES:
            name = NAMES_OF_REFUSED.get(str(node.get("class")), kind)
            raise ConditionError(f"条件里不能用{name}", _ONE_CONDITION)
        if kind == "COLUMN_REF":
            self._column(node["column_names"], local)
        elif kind == "VALUE_PARAMETER":
            self._parameter(node["identifier"])
        elif kind == "TYPE":
            self._type(node)
        elif kind == "FUNCTION":
            self._function(node, local)
        elif kind == "LAMBDA":
            local = local | self._variables(node["lhs"])
        for child in _children(node):
            self.check(child, local, depth + 1)

    def _column(self, names: list[str], local: frozenset[str]) -> None:
        if len(names) == 1 and names[0] in local:
            return
        if len(names) == 2 and names[0] == self._table.name:
            names = names[1:]
        name = ".".join(names)
        if name not in self._allowed:
            raise ConditionError(f"“{self._table.name}”表没有“{name}”这一列", did_you_mean(name, self._allowed, "列"))
        self.columns[name] = None

    def _parameter(self, name: str) -> None:
        if name.isdigit():
            raise ConditionError("条件里有无名参数（?）", "参数写作 $名称，并在 with 或 words 中给出")
        if name not in self._given:
            raise ConditionError(
                f"没有给出参数 ${name}", did_you_mean(name, self._given, "参数") or "请在 with 或 words 中给出"
            )
        self.parameters[name] = None

    def _function(self, node: dict[str, Any], local: frozenset[str]) -> None:
        name = str(node["function_name"]).lower()
        allowed = OPERATORS if node.get("is_operator") else FUNCTIONS
        path = node["qualified_name"]["path"]
        qualified = node.get("catalog") or node.get("schema") or path != [node["function_name"]]
        if qualified or name not in FUNCTIONS | OPERATORS:
            full = ".".join(path)
            raise ConditionError(f"条件里不能用函数 {full}", did_you_mean(name, allowed, "函数"))
        if node.get("filter") or node.get("distinct") or node["order_bys"].get("orders"):
            raise ConditionError(f"函数 {name} 里不能写 distinct、order by 或 filter", _ONE_CONDITION)
        if name in PATTERNS:
            self._pattern(node)
        # DuckDB computes a call of constants while it binds, in this process: however long that takes.
        if not node.get("is_operator") and name not in CONSTANT and not self._varies(node, local):
            raise ConditionError(f"函数 {name} 里没有用到任何列", "固定的值请直接写出，词表请放在 words 或 with 中")

    def _varies(self, node: dict[str, Any], local: frozenset[str]) -> bool:
        """Whether a column, or a variable of a lambda around ``node``, is used in it."""
        if node["type"] == "COLUMN_REF" and (
            node["column_names"][-1] in self._allowed or node["column_names"][0] in local
        ):
            return True
        return any(self._varies(child, local) for child in _children(node))

    def _pattern(self, node: dict[str, Any]) -> None:
        arguments = [argument["expression"] for argument in node["arguments"]]
        pattern = arguments[1] if len(arguments) > 1 else {}
        if pattern.get("type") == "VALUE_CONSTANT":
            self.patterns.append(str(pattern["literal"]["text"]))
        elif pattern.get("type") == "VALUE_PARAMETER" and isinstance(
            value := self._given.get(pattern["identifier"], ""), str
        ):
            self.patterns.append(value)
        else:
            raise ConditionError("正则表达式必须直接写明（引号中的文字或参数），不能由别的列算出")

    def _type(self, node: dict[str, Any]) -> None:
        name = str(node["type_name"]).upper()
        if name not in TYPES or [part.upper() for part in node["qualified_name"]["path"]] != [name]:
            raise ConditionError(f"不能转换为 {node['type_name']} 类型", did_you_mean(name, sorted(TYPES), "类型"))

    def _variables(self, lhs: dict[str, Any]) -> frozenset[str]:
        nodes = [lhs] if lhs["type"] == "COLUMN_REF" else list(_children(lhs))
        names = [node["column_names"] for node in nodes if node["type"] == "COLUMN_REF"]
        variables = frozenset(name[0] for name in names if len(name) == 1)
        if len(names) != len(nodes) or variables & self._allowed.keys():
            raise ConditionError("lambda 的变量要用新的名称，不能与列同名", "写作 lambda x: contains(三级指标, x)")
        return variables


def _children(node: Any) -> Iterator[dict[str, Any]]:
    """Every expression directly below ``node``, whatever key it hangs under."""
    for value in node.values() if isinstance(node, dict) else node:
        if isinstance(value, dict) and "class" in value:
            yield value
        elif isinstance(value, (dict, list)):
            yield from _children(value)


def _parse_error(text: str, tree: dict[str, Any]) -> tuple[str, str]:
    """What the parser objects to, with the part of the condition where it stopped."""
    if tree.get("error_type") == "not implemented":
        return "条件里有条件以外的语句", _ONE_CONDITION
    advice = "请检查引号、括号是否成对，符号是否为半角（文字用单引号 'xx'）"
    try:
        # The parser counts bytes of "SELECT " + text.
        at = int(tree.get("position", "")) - len(_PREFIX)
    except ValueError:
        return f"条件写法有误：{tree.get('error_message', '')}", advice
    rest = text.encode()[max(at, 0) :].decode(errors="replace").strip()
    return f"条件写法有误，在“{rest[:12]}”处" if rest else "条件没有写完", advice


def _types(predicate: Predicate, table: Table) -> str:
    used = [column for column in table.columns if column.name in predicate.columns]
    return "各列类型：" + "、".join(f"{column.name} {column.type}" for column in used) if used else ""


def first_line(error: BaseException) -> str:
    """The first line of a DuckDB message without its class ("Binder Error: ")."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].split("Error: ", 1)[-1][:300]
