"""Check a rule's condition: untrusted text, parsed by DuckDB and checked node by node.

An allow list (functions.py) decides about every node of the parsed tree; unknown nodes are refused. The SQL
that runs is rewritten from the checked tree (binder.py), so it is always exactly one expression:
comments, second statements and subqueries never reach a query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from auditor.facts.schema import FactTable
from auditor.rulebook.functions import CONSTANT, FUNCTIONS, NAMES_OF_REFUSED, NODES, OPERATORS, PATTERNS, TYPES
from auditor.rulebook.suggestions import did_you_mean

Parameter: TypeAlias = str | int | Decimal | bool | list[str] | list[int] | list[Decimal]

MAX_LENGTH = 4_000
MAX_DEPTH = 60
TOO_DEEP = f"条件嵌套过深（上限 {MAX_DEPTH} 层）"
SHALLOWER = "请少用几层括号和 not，或分成几条规则"
ONE_CONDITION = "where 只写一个真假条件，如 数值 > 100 and 度量单位 = '%'"


class ConditionError(Exception):
    """A condition that may not run. ``what`` and ``advice`` are for the person who wrote it.

    ``at`` is the index of the character in the condition where the error is, if known.
    """

    def __init__(self, what: str, advice: str = "", at: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.at = at


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition to be checked: over ``table``, or as a join over ``table`` and the list ``joined``."""

    text: str
    table: FactTable
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    joined: FactTable | None = None
    physical: str = ""
    """Name of the list's table in the database, where ``joined`` is given."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A checked condition: the SQL to run, the fact columns and the parameters it uses.

    ``bound`` holds the values by their names in ``sql``. These names are made of name and value, so that conditions
    of different rules can be in one query.
    """

    sql: str
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    bound: dict[str, Parameter] = field(default_factory=dict)


def bound_name(name: str, value: Parameter) -> str:
    """The name of a parameter in a query: the same name with the same value is one parameter."""
    return f"p{hashlib.sha256(f'{name}={value!r}'.encode()).hexdigest()[:16]}"


class Walk:
    """One pass over a parsed expression; collects what it uses."""

    def __init__(self, condition: Condition) -> None:
        self._table = condition.table
        self._allowed = {column.name for column in condition.table.columns}
        self._joined = condition.joined
        self._listed = {column.name for column in condition.joined.columns} if condition.joined else set()
        self._given = condition.parameters
        self.columns: dict[str, None] = {}
        self.parameters: dict[str, None] = {}
        self.patterns: list[str] = []

    def check(self, node: dict[str, Any], local: frozenset[str] = frozenset(), depth: int = 0) -> None:
        """Refuse ``node`` or anything below it that is not allowed. ``local`` are lambda variables.

        The names of parameters, and in joins of columns, become those of the query.
        """
        try:
            self._check(node, local, depth)
        except ConditionError as error:
            if error.at is None:
                error.at = node.get("query_location")
            raise

    def _check(self, node: dict[str, Any], local: frozenset[str], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ConditionError(TOO_DEEP, SHALLOWER)
        kind = str(node.get("type"))
        if kind not in NODES:
            name = NAMES_OF_REFUSED.get(str(node.get("class")), kind)
            raise ConditionError(f"条件里不能用{name}", ONE_CONDITION)
        if kind == "COLUMN_REF":
            self._column(node, local)
        elif kind == "VALUE_PARAMETER":
            self._parameter(node)
        elif kind == "TYPE":
            self._type(node)
        elif kind == "FUNCTION":
            self._function(node, local)
        elif kind == "LAMBDA":
            local = local | self._variables(node["lhs"])
        for child in _children(node):
            self.check(child, local, depth + 1)

    def _column(self, node: dict[str, Any], local: frozenset[str]) -> None:
        names: list[str] = node["column_names"]
        if len(names) == 1 and names[0] in local:
            return
        if self._joined and len(names) == 2 and names[0] == self._joined.name:
            if names[1] not in self._listed:
                near = did_you_mean(names[1], self._listed, "列")
                raise ConditionError(f"名单“{self._joined.name}”没有“{names[1]}”这一列", near)
            return
        if len(names) == 2 and names[0] == self._table.name:
            names = names[1:]
        name = ".".join(names)
        if name not in self._allowed:
            hint = did_you_mean(name, [c.name for c in self._table.columns], "列")
            if name in self._listed and self._joined:
                hint = f"名单的列写作 {self._joined.name}.{name}"
            raise ConditionError(f"“{self._table.name}”表没有“{name}”这一列", hint)
        self.columns[name] = None
        if self._joined:
            node["column_names"] = [self._table.name, name]

    def _parameter(self, node: dict[str, Any]) -> None:
        name = str(node["identifier"])
        if name.isdigit():
            raise ConditionError("条件里有无名参数（?）", "参数写作 $名称，并在 with 或 words 中给出")
        if name not in self._given:
            raise ConditionError(
                f"没有给出参数 ${name}", did_you_mean(name, self._given, "参数") or "请在 with 或 words 中给出"
            )
        self.parameters[name] = None
        node["identifier"] = bound_name(name, self._given[name])

    def _function(self, node: dict[str, Any], local: frozenset[str]) -> None:
        name = str(node["function_name"]).lower()
        allowed = OPERATORS if node.get("is_operator") else FUNCTIONS
        path = node["qualified_name"]["path"]
        qualified = node.get("catalog") or node.get("schema") or path != [node["function_name"]]
        if qualified or name not in FUNCTIONS | OPERATORS:
            full = ".".join(path)
            raise ConditionError(f"条件里不能用函数 {full}", did_you_mean(name, allowed, "函数"))
        if node.get("filter") or node.get("distinct") or node["order_bys"].get("orders"):
            raise ConditionError(f"函数 {name} 里不能写 distinct、order by 或 filter", ONE_CONDITION)
        if name in PATTERNS:
            self._pattern(node)
        # DuckDB computes a call with only constants while it binds, in this process, however long that takes.
        if not node.get("is_operator") and name not in CONSTANT and not self._varies(node, local):
            # A mistyped column is more likely, and is reported by its name.
            for child in _children(node):
                self.check(child, local, 1)
            raise ConditionError(f"函数 {name} 里没有用到任何列", "固定的值请直接写出，词表请放在 words 或 with 中")

    def _varies(self, node: dict[str, Any], local: frozenset[str]) -> bool:
        """Whether a column, or a variable of a lambda around ``node``, is used in it."""
        if node["type"] == "COLUMN_REF":
            names = node["column_names"]
            last = names[-1]
            return last in self._allowed or names[0] in local or (len(names) == 2 and last in self._listed)
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
            raise ConditionError(f"没有“{node['type_name']}”这种类型", did_you_mean(name, sorted(TYPES), "类型"))

    def _variables(self, lhs: dict[str, Any]) -> frozenset[str]:
        nodes = [lhs] if lhs["type"] == "COLUMN_REF" else list(_children(lhs))
        names = [node["column_names"] for node in nodes if node["type"] == "COLUMN_REF"]
        variables = frozenset(name[0] for name in names if len(name) == 1)
        if len(names) != len(nodes) or variables & self._allowed:
            raise ConditionError("lambda 的变量要用新的名称，不能与列同名", "写作 lambda x: contains(三级指标, x)")
        return variables


def _children(node: Any) -> Iterator[dict[str, Any]]:
    """Every expression directly below ``node``, under any key."""
    for value in node.values() if type(node) is dict else node:
        kind = type(value)
        if kind is dict:
            if "class" in value:
                yield value
            elif value:
                yield from _children(value)
        elif kind is list and value:
            yield from _children(value)
