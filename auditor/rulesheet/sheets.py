"""The sheets of a pack's workbook as rows of texts: which columns there are, how they are written and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from auditor.model import INDICATOR_CELLS
from auditor.rulesheet.cells import Kind, decode, encode

Content: TypeAlias = dict[str, Any]
"""A pack as plain data: what its YAML says."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the rules' sheet: the key it stands for, its heading, and the form of its cells."""

    key: str
    heading: str
    kind: Kind
    width: int = 16


COLUMNS = (
    SheetColumn("id", "编号", "text"), SheetColumn("name", "名称", "text", 24),
    SheetColumn("problem", "问题类别", "text"),
    SheetColumn("severity", "级别", "text", 10), SheetColumn("over", "判断哪张表", "text", 10),
    SheetColumn("in", "适用的表类", "lines", 12), SheetColumn("where", "条件", "text", 60),
    SheetColumn("doubt", "存疑条件", "text", 24), SheetColumn("review", "须人工核实", "yes", 10),
    SheetColumn("message", "提示语", "text", 48), SheetColumn("advice", "怎样修改", "text", 36),
    SheetColumn("suggest", "建议改为", "pairs", 18), SheetColumn("why", "为什么是问题", "text", 48),
    SheetColumn("basis", "依据", "basis", 36), SheetColumn("exceptions", "例外", "lines", 24),
    SheetColumn("enabled", "启用", "yes", 8), SheetColumn("absent", "断言缺少", "lines", 16),
    SheetColumn("also", "也属类别", "lines", 16),
)  # fmt: skip
RULES, EXAMPLES, PARAMETERS, WORDS, PACK = "规则", "示例", "参数", "词表", "规则包"
EXAMPLE_HEADINGS = ("规则编号", "应标出", *INDICATOR_CELLS, "其他写法")
PARAMETER_HEADINGS = ("规则编号", "参数", "值")
_SIDES = {"flagged": "是", "clean": "否"}


@dataclass(slots=True)
class RuleSheet:
    """``rows[0]`` is the heading. ``widths`` are in characters."""

    name: str
    rows: list[list[str]]
    widths: Sequence[int] = ()


class SheetError(ValueError):
    """A cell that cannot be read: ``place`` is sheet and row in words."""

    def __init__(self, sheet: str, row: int, what: str) -> None:
        super().__init__(f"工作表“{sheet}”第 {row} 行：{what}")


def to_sheets(content: Content) -> list[RuleSheet]:
    """The workbook of a pack."""
    rules = content.get("rules") or []
    known = {column.key for column in COLUMNS} | {"examples", "with"}
    further = list(dict.fromkeys(key for rule in rules for key in rule if key not in known))
    columns = [*COLUMNS, *(SheetColumn(key, key, "value", 24) for key in further)]
    heading = [column.heading for column in columns]
    table = [[encode(c.kind, rule[c.key]) if c.key in rule else "" for c in columns] for rule in rules]
    return [
        RuleSheet(RULES, [heading, *table], [column.width for column in columns]),
        RuleSheet(EXAMPLES, [list(EXAMPLE_HEADINGS), *_examples(rules)], (14, 8, 12, 18, 36, 10, 14, 10, 80)),
        RuleSheet(PARAMETERS, [list(PARAMETER_HEADINGS), *_parameters(rules)], (14, 24, 60)),
        RuleSheet(WORDS, _words(content.get("words") or {}), ()),
        RuleSheet(PACK, [["项", "值"], *_head(content)], (16, 80)),
    ]


def _examples(rules: Iterable[Content]) -> Iterable[list[str]]:
    for rule in rules:
        for side, told in _SIDES.items():
            for example in (rule.get("examples") or {}).get(side) or []:
                cells = [cell.strip() for cell in example.split("|")] if isinstance(example, str) else []
                if len(cells) == len(INDICATOR_CELLS) and " | ".join(cells) == example and not any(map(_tricky, cells)):
                    yield [str(rule["id"]), told, *cells, ""]
                else:
                    yield [str(rule["id"]), told, *[""] * len(INDICATOR_CELLS), encode("value", example)]


def _tricky(cell: str) -> bool:
    return bool(cell) and encode("text", cell) != cell


def _parameters(rules: Iterable[Content]) -> Iterable[list[str]]:
    for rule in rules:
        for name, value in (rule.get("with") or {}).items():
            yield [str(rule["id"]), encode("text", name), encode("value", value)]


def _words(words: Mapping[str, Any]) -> list[list[str]]:
    """One column per list: its name, then its words."""
    columns: list[list[str]] = []
    for name, items in words.items():
        listed = isinstance(items, list) and all(isinstance(item, str) for item in items)
        column = [encode("text", item) for item in items] if listed else [f"yaml: {encode('value', items)}"]
        columns.append([encode("text", name), *column])
    height = max(map(len, columns), default=1)
    return [[column[row] if row < len(column) else "" for column in columns] for row in range(height)]


def _head(content: Content) -> Iterable[list[str]]:
    """Everything of the pack except its rules and words. An empty ``words`` or ``rules`` is kept here."""
    for key, value in content.items():
        if key not in {"rules", "words"} or not value:
            yield [key, encode("value", value)]
        else:
            yield [key, "见各工作表"]


def from_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> tuple[Content, dict[str, int]]:
    """The pack of a workbook, and the row (1-based) of each rule by its id.

    Raises SheetError with sheet and row for what cannot be read.
    """
    if RULES not in sheets:
        raise SheetError(RULES, 1, f"没有这张工作表（应有 {RULES}、{EXAMPLES}、{PARAMETERS}、{WORDS}、{PACK}）")
    rules, places = _read_rules(sheets[RULES])
    by_id = {str(rule["id"]): rule for rule in rules}
    _read_parameters(sheets.get(PARAMETERS, ()), by_id)
    _read_examples(sheets.get(EXAMPLES, ()), by_id)
    words = _read_words(sheets.get(WORDS, ()))
    content: Content = {}
    for row, cells in enumerate(sheets.get(PACK, ())[1:], 2):
        if len(cells) >= 2 and cells[0]:
            content[cells[0]] = None if cells[0] in {"rules", "words"} else _value("value", cells[1], PACK, row)
    for key, value in (("words", words), ("rules", rules)):
        if value or key in content:
            content[key] = value
    return content, places


def _read_rules(rows: Sequence[Sequence[str]]) -> tuple[list[Content], dict[str, int]]:
    named = {column.heading: column for column in COLUMNS} | {column.key: column for column in COLUMNS}
    heading = [cell.strip() for cell in rows[0]] if rows else []
    columns = [named.get(cell, SheetColumn(cell, cell, "value")) for cell in heading]
    rules: list[Content] = []
    places: dict[str, int] = {}
    for number, cells in enumerate(rows[1:], 2):
        rule = {
            column.key: _value(column.kind, cell, RULES, number)
            for column, cell in zip(columns, cells, strict=False)
            if cell.strip() and column.key
        }
        if rule:
            if "id" not in rule:
                raise SheetError(RULES, number, "没有填写编号")
            places.setdefault(str(rule["id"]), number)
            rules.append(rule)
    return rules, places


def _read_parameters(rows: Sequence[Sequence[str]], rules: Mapping[str, Content]) -> None:
    for number, cells in enumerate(rows[1:], 2):
        if any(cells):
            id, name, value = (*cells, "", "", "")[:3]
            given = _rule(rules, id, PARAMETERS, number).setdefault("with", {})
            given[_value("text", name, PARAMETERS, number)] = _value("value", value, PARAMETERS, number)


def _read_examples(rows: Sequence[Sequence[str]], rules: Mapping[str, Content]) -> None:
    sides = {told: side for side, told in _SIDES.items()}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        id, told, *cells = [*row, *[""] * len(EXAMPLE_HEADINGS)][: len(EXAMPLE_HEADINGS)]
        if told not in sides:
            raise SheetError(EXAMPLES, number, f"“应标出”一栏应填“是”或“否”，不能是“{told}”")
        indicator, other = cells[: len(INDICATOR_CELLS)], cells[len(INDICATOR_CELLS)]
        if other and any(indicator):
            raise SheetError(EXAMPLES, number, "指标各栏和“其他写法”只能填一种")
        example = _value("value", other, EXAMPLES, number) if other else " | ".join(cell.strip() for cell in indicator)
        examples = _rule(rules, id, EXAMPLES, number).setdefault("examples", {})
        examples.setdefault(sides[told], []).append(example)


def _read_words(rows: Sequence[Sequence[str]]) -> Content:
    words: Content = {}
    for column, name in enumerate(rows[0] if rows else ()):
        cells = [row[column] for row in rows[1:] if column < len(row) and row[column]]
        if len(cells) == 1 and cells[0].startswith("yaml: ") and not cells[0].startswith('yaml: "'):
            words[_value("text", name, WORDS, 1)] = _value("value", cells[0].removeprefix("yaml: "), WORDS, 2)
        elif name:
            words[_value("text", name, WORDS, 1)] = [
                _value("text", cell, WORDS, row) for row, cell in enumerate(cells, 2)
            ]
    return words


def _rule(rules: Mapping[str, Content], id: str, sheet: str, row: int) -> Content:
    if id not in rules:
        raise SheetError(sheet, row, f"“{RULES}”中没有编号为“{id}”的规则")
    return rules[id]


def _value(kind: Kind, text: str, sheet: str, row: int) -> Any:
    try:
        return decode(kind, text)
    except ValueError as error:
        raise SheetError(sheet, row, str(error)) from None
