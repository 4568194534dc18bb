"""The JSON Schema of a rule file. With it, editors complete keys, tables and problem classes, and mark mistakes."""

from __future__ import annotations

import json
from typing import Any

from auditor.facts.schema import TABLES
from auditor.findings import PROBLEMS
from auditor.rulebook.pack import RULE_ID, PackText
from auditor.rulebook.tie import TIE_DEFAULTS
from auditor.table_kinds import FACT_KINDS

FILE = "规则包.schema.json"
"""File name of the schema, which is in the same folder as the rule files that use it."""
FIRST_LINE = "# yaml-language-server: $schema={path}"
"""First line of a rule file, by which an editor finds the schema; {path} is relative to the rule file."""

_DESCRIPTIONS = {
    ("Basis", "document"): "文件名称",
    ("Basis", "number"): "文号",
    ("Basis", "clause"): "条款，核对过原文的才写",
    ("Examples", "flagged"): "应标出的示例：一条指标写作“一级 | 二级 | 三级 | 性质 | 值 | 单位”",
    ("Examples", "clean"): "不应标出的示例，写法相同",
    ("Example", "项目"): "项目的各栏：项目编码、项目名称、项目总额、财政资金、其他资金、绩效目标；未设栏目、未读栏目",
    ("Example", "指标"): "项目的指标，每条写作“一级 | 二级 | 三级 | 性质 | 值 | 单位”",
    ("Example", "另有项目"): "同一文件中的其他项目",
    ("Example", "文件"): "文件的情况：部门名称、年度、未读",
    ("Example", "预算行"): "其他预算表的金额",
    ("Example", "文字"): "表外文字，一项一段",
    ("Example", "修正"): "读取时做过的修正",
    ("Example", "表格"): "表的表名、表号、页码、题注和说明",
    ("Example", "目录"): "目录所列的表：表名、表号、页码",
    ("Example", "页"): "各页的页码和文字",
    ("BudgetLine", "表名"): "预算表标题",
    ("BudgetLine", "行名"): "行的名称",
    ("BudgetLine", "列名"): "列标题",
    ("BudgetLine", "金额原文"): "单元格里印的金额",
    ("BudgetLine", "表号"): "预算表编号",
    ("BudgetLine", "编码"): "科目编码",
    ("BudgetLine", "金额单位"): "表中注明的金额单位",
    ("BudgetLine", "项目名称"): "采购表、购买服务表本行的项目名称",
    ("Repair", "种类"): "修正种类，如 operator-glyph",
    ("Repair", "列名"): "所在列",
    ("Repair", "原文"): "印的是什么",
    ("Repair", "读作"): "读作什么",
    ("Repair", "存疑"): "须对照原件核实",
}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a rule file; every key has a description in Chinese."""
    made = PackText.model_json_schema(by_alias=True)
    for name, definition in [("PackText", made), *made.get("$defs", {}).items()]:
        # Without docstrings of the models: they are for programmers.
        definition.pop("description", None)
        definition.pop("title", None)
        for key, entry in definition.get("properties", {}).items():
            entry.pop("title", None)
            described = _DESCRIPTIONS.get((_short(name), key)) or entry.get("description")
            if described:
                entry["description"] = described
    rule = made["$defs"]["RuleText"]["properties"]
    rule["id"]["pattern"] = f"^{RULE_ID.pattern}$"
    rule["problem"] = _choice(rule["problem"], PROBLEMS)
    rule["over"] = _choice(rule["over"], {name: table.meaning for name, table in TABLES.items()})
    rule["in"]["items"] = {"enum": list(FACT_KINDS)}
    # A tie implies what a rule must else write (rulebook/tie.py).
    needed = made["$defs"]["RuleText"]["required"]
    implied = [key for key in needed if key in TIE_DEFAULTS or key == "where"]
    made["$defs"]["RuleText"]["required"] = [key for key in needed if key not in implied]
    made["$defs"]["RuleText"]["anyOf"] = [{"required": implied}, {"required": ["tie"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "审核规则包",
        "description": "auditor 的规则文件。条件中可用的列见 auditor facts。",
        **made,
    }


def _short(name: str) -> str:
    stem = name.removesuffix("Text")
    return "Example" if stem == "FurtherProject" else stem


def _choice(entry: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key in {"description", "default"}}
    return {**kept, "oneOf": [{"const": name, "description": meaning} for name, meaning in names.items()]}


def encode() -> bytes:
    """The content of the schema's file."""
    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()
