"""Tries a condition on real files before it becomes a rule: which rows does it hit?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from auditor.errors import RuleFileError, UsageError
from auditor.facts.facts import Facts, Subject
from auditor.facts.schema import TABLES, FactTable
from auditor.rulebook.binder import Compiler
from auditor.rulebook.predicate import ConditionError, Parameter
from auditor.rulebook.query import SECONDS, Query, ask

NAMES = ("项目名称", "三级指标", "指标性质", "指标值", "度量单位")
"""Columns that identify a row, as far as the table has them."""


@dataclass(slots=True)
class Hits:
    """The rows that a condition hits, out of ``judged`` rows. Each of ``rows`` is the subject (project, indicator) and
    the cells of ``columns``."""

    table: FactTable
    judged: int
    columns: list[str]
    rows: list[tuple[Subject, tuple[Any, ...]]]


def try_condition(facts: Facts, condition: str, over: str, parameters: Mapping[str, Parameter]) -> Hits:
    """Run ``condition`` on the rows of the table ``over``.

    Raises RuleFileError if the condition is wrong, UsageError if the table does not exist or the condition fails."""
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
    # Show the columns that identify the row, then those that the condition uses.
    columns = list(dict.fromkeys([*known, *predicate.columns])) or names[1:4]
    query = Query(
        rule="TRY-1",
        table=table.name,
        where=predicate.sql,
        parameters=predicate.bound,
        cells=tuple(columns),
        seconds=SECONDS,
    )
    answer = ask(facts.connection, query)
    if answer.error:
        raise UsageError(f"条件{answer.error}")
    judged = facts.connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
    rows = [(facts.subject(table.name, row[0]), tuple(row[3:])) for row in answer.rows]
    return Hits(table, int(judged[0]) if judged else 0, columns, rows)


def _marked(error: ConditionError, condition: str) -> str:
    """The condition with a caret below the mistake."""
    if error.at is None or "\n" in condition:
        return ""
    before = "".join("　" if east_asian_width(sign) in "WF" else " " for sign in condition[: error.at])
    return f"    {condition}\n    {before}^"
