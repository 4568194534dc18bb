"""``only`` and ``except``: to which departments, projects, years, layouts and indicators a rule applies."""

from __future__ import annotations

from auditor.facts.schema import FactTable
from auditor.rulebook.pack import Named, ScopeText
from auditor.rulebook.predicate import ConditionError

COLUMNS = {
    "部门": ("部门名称",),
    "项目": ("项目编码", "项目名称"),
    "年度": ("年度",),
    "版式": ("版式",),
    "一级指标": ("一级指标", "一级类别"),
    "二级指标": ("二级指标", "二级类别"),
}
"""The fact columns behind each key; any of them may fit."""

MAX_NAME = 200
MAX_STARS = 3
"""More wildcards make a pattern slow, and no name needs more."""


def scope_sql(scope: ScopeText, table: FactTable) -> str:
    """A condition on the rows of ``table`` that is true if ``scope`` fits and else false, never null.

    Raises ConditionError (``advice`` empty) for a key that the table has no column for, or a bad name.
    """
    names = {column.name for column in table.columns}
    tests = []
    for key, given in scope.model_dump(by_alias=True, exclude_defaults=True).items():
        columns = [column for column in COLUMNS[key] if column in names]
        if not columns:
            raise ConditionError(f"“{table.name}”表的行没有“{key}”，不能按它限定")
        found = [_fits(column, item) for column in columns for item in _items(given)]
        tests.append(f"({' OR '.join(found)})" if found else "false")
    return f"coalesce({' AND '.join(tests)}, false)" if tests else "true"


def _items(given: Named) -> list[str]:
    return [str(item) for item in (given if isinstance(given, list) else [given])]


def _fits(column: str, name: str) -> str:
    if len(name) > MAX_NAME or name.count("*") > MAX_STARS:
        raise ConditionError(f"“{name[:20]}……”过长，或 * 超过 {MAX_STARS} 个")
    cell = f"coalesce(\"{column}\"::VARCHAR, '')"
    if "*" not in name and "?" not in name:
        return f"{cell} = {literal(name)}"
    pattern = name.replace("^", "^^").replace("%", "^%").replace("_", "^_").replace("*", "%").replace("?", "_")
    return f"{cell} LIKE {literal(pattern)} ESCAPE '^'"


def literal(text: str) -> str:
    """``text`` as an SQL literal: within single quotes only the quote itself is special, and it is doubled."""
    return "'" + text.replace("'", "''").replace("\x00", "") + "'"
