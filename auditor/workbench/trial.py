"""Trying a condition on real files before it becomes a rule: which rows it hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from auditor.errors import RuleFileError, UsageError
from auditor.facts.facts import Facts, Subject
from auditor.facts.schema import TABLES, FactTable
from auditor.rulebook.binder import Compiler
from auditor.rulebook.pack import KINDS
from auditor.rulebook.predicate import ConditionError, Parameter
from auditor.rulebook.query import SECONDS, Query, ask

NAMES = ("项目名称", "三级指标", "指标性质", "指标值", "度量单位")
"""Columns that say which row it is, where the table has them."""


@dataclass(slots=True)
class Hits:
    """The rows a condition hits. ``rows`` are cells by ``columns``, each with what it is about."""

    table: FactTable
    judged: int
    columns: list[str]
    rows: list[tuple[Subject, tuple[Any, ...]]]


def try_condition(facts: Facts, condition: str, over: str, parameters: Mapping[str, Parameter]) -> Hits:
    """Judge the rows of ``over`` by ``condition``. Raises RuleFileError with what is wrong with it."""
    if over not in TABLES:
        raise UsageError(f"没有“{over}”表", advice=f"可用的表：{'、'.join(TABLES)}")
    table = TABLES[over]
    compiler = Compiler()
    try:
        predicate = compiler.compile(condition, table, parameters)
    except ConditionError as error:
        raise RuleFileError(error.what, "", error.advice, excerpt=_marked(error, condition)) from None
    finally:
        compiler.close()
    names = [column.name for column in table.columns]
    known = [name for name in NAMES if name in names]
    # What the condition looks at comes beside the names that say which row it is.
    columns = list(dict.fromkeys([*known, *predicate.columns])) or names[1:4]
    kinds = f"表类 IN ({', '.join(repr(kind) for kind in KINDS)})" if "表类" in names else "true"
    query = Query(
        rule="TRY-1",
        table=table.name,
        where=f"{kinds} AND ({predicate.sql})",
        parameters=predicate.bound,
        cells=tuple(columns),
        seconds=SECONDS,
    )
    answer = ask(facts.connection, query)
    if answer.error:
        raise UsageError(f"条件{answer.error}")
    judged = facts.connection.execute(f'SELECT count(*) FROM "{table.name}" WHERE {kinds}').fetchone()
    rows = [(facts.subject(table.name, row[0]), tuple(row[3:])) for row in answer.rows]
    return Hits(table, int(judged[0]) if judged else 0, columns, rows)


def _marked(error: ConditionError, condition: str) -> str:
    """The condition with a caret below the place."""
    if error.at is None or "\n" in condition:
        return ""
    before = "".join("　" if east_asian_width(sign) in "WF" else " " for sign in condition[: error.at])
    return f"    {condition}\n    {before}^"
