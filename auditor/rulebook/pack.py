"""What a rule file may say: the models of a pack, a rule and its examples, and their errors in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from auditor.errors import RuleFileError
from auditor.facts.schema import TABLES
from auditor.findings import PROBLEMS, Severity
from auditor.rulebook.nearest import did_you_mean
from auditor.rulebook.source import Path, Text, problem

KINDS = ("项目", "整体", "转移支付", "自评")
"""Values of 表类, and so what ``in`` may list."""

RULE_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")

Scalar: TypeAlias = bool | int | Decimal | str
Parameter: TypeAlias = Scalar | list[str] | list[int] | list[Decimal]
Texts: TypeAlias = dict[str, Scalar | None]


class _Strict(BaseModel):
    """Unknown keys are errors, and text is text: nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True, serialize_by_alias=True)


class BasisText(_Strict):
    """A document a rule rests on; ``clause`` only where its text was read."""

    document: str
    number: str = ""
    clause: str | None = None


class RepairText(_Strict):
    """A repair of reading in an example: applies to the example's indicators (or its project)."""

    kind: str = Field(alias="种类")
    column: str = Field(default="", alias="列名")
    raw: str = Field(default="", alias="原文")
    read_as: str = Field(default="", alias="读作")
    doubtful: bool = Field(default=False, alias="存疑")


class BudgetLineText(_Strict):
    """An amount cell of another budget table in an example."""

    table: str = Field(alias="表名")
    line: str = Field(default="", alias="行名")
    column: str = Field(alias="列名")
    amount: Scalar = Field(alias="金额原文")
    number: str = Field(default="", alias="表号")
    code: str = Field(default="", alias="编码")
    unit: str = Field(default="万元", alias="金额单位")


class FurtherProject(_Strict):
    """A project of an example: its cells as printed and its indicators as lines."""

    project: Texts = Field(default_factory=dict, alias="项目")
    indicators: list[str] = Field(default_factory=list, alias="指标")


class ExampleText(FurtherProject):
    """A worked case. The short form is one indicator line only."""

    further: list[FurtherProject] = Field(default_factory=list, alias="另有项目")
    document: Texts = Field(default_factory=dict, alias="文件")
    budget: list[BudgetLineText] = Field(default_factory=list, alias="预算行")
    repairs: list[RepairText] = Field(default_factory=list, alias="修正")


class Examples(_Strict):
    """Cases that the rule must flag, and cases that it must not."""

    flagged: list[str | ExampleText] = Field(default_factory=list)
    clean: list[str | ExampleText] = Field(default_factory=list)


class RuleText(_Strict):
    """One rule as written in a file."""

    id: str
    name: str
    problem: str = "custom"
    severity: Severity = Field(default=Severity.WARNING, strict=False)
    over: str
    in_: list[str] = Field(default=["项目"], alias="in", min_length=1)
    where: str
    with_: dict[str, Parameter] = Field(default_factory=dict, alias="with")
    doubt: str | None = None
    review: bool = False
    message: str
    advice: str | None = None
    suggest: dict[str, str] = Field(default_factory=dict)
    why: str | None = None
    basis: list[BasisText] | str = Field(default_factory=list)
    exceptions: list[str] = Field(default_factory=list)
    enabled: bool = True
    examples: Examples = Field(default_factory=Examples)


class PackText(_Strict):
    """One rule file. A folder's further files hold only ``rules`` and ``words``."""

    pack: str | None = None
    version: Annotated[str | int | Decimal, Field()] = ""
    title: str = ""
    extends: list[str] = Field(default_factory=list)
    words: dict[str, list[str]] = Field(default_factory=dict)
    rules: list[RuleText] = Field(default_factory=list)


def read_pack(text: Text) -> tuple[PackText | None, list[RuleFileError]]:
    """The pack in ``text``, or None and everything that is wrong with it."""
    if not isinstance(text.data, dict):
        what = "规则文件是空的" if text.data is None else "规则文件的最外层应是“键: 值”"
        return None, [problem(what, text.place(()), "至少写 rules: 及一条规则")]
    try:
        pack = PackText.model_validate(text.data)
    except ValidationError as error:
        return None, _explain(text, error.errors(include_url=False))
    return pack, [fault for number, rule in enumerate(pack.rules) for fault in _check(text, number, rule)]


def _check(text: Text, number: int, rule: RuleText) -> list[RuleFileError]:
    """What types cannot say of one rule: its id, and the names it takes from closed lists."""
    faults: list[RuleFileError] = []

    def refuse(what: str, *path: str | int, advice: str = "") -> None:
        faults.append(problem(f"规则 {rule.id}：{what}", text.place(("rules", number, *path)), advice))

    if not RULE_ID.fullmatch(rule.id):
        refuse(f"编号“{rule.id}”写法不对", "id", advice="用大写字母、数字和短横，如 PI-DIR-001")
    if rule.problem not in PROBLEMS:
        refuse(f"没有“{rule.problem}”这类问题", "problem", advice=did_you_mean(rule.problem, PROBLEMS, "类别"))
    if rule.over not in TABLES:
        refuse(f"没有“{rule.over}”这张表", "over", advice=did_you_mean(rule.over, TABLES, "表"))
    for at, kind in enumerate(rule.in_):
        if kind not in KINDS:
            refuse(f"没有“{kind}”这种表类", "in", at, advice=did_you_mean(kind, KINDS, "表类"))
    if isinstance(rule.basis, str) and rule.basis != "practice":
        refuse("basis 应列出文件（document、number），或写 practice 表示审核惯例", "basis")
    for key in ("name", "where", "message"):
        if not str(getattr(rule, key)).strip():
            refuse(f"{key} 不能为空", key)
    return faults


_KEYS: dict[str, type[BaseModel]] = {
    "": PackText, "rules": RuleText, "basis": BasisText, "examples": Examples, "flagged": ExampleText,
    "clean": ExampleText, "另有项目": FurtherProject, "预算行": BudgetLineText, "修正": RepairText,
}  # fmt: skip
_EXPECTED = {
    "string_type": "文字（以符号或数字开头的请加引号）", "bool_type": "true 或 false", "list_type": "列表",
    "dict_type": "“键: 值”", "model_type": "“键: 值”", "int_type": "整数", "is_instance_of": "数字",
    "decimal_type": "数字",
}  # fmt: skip


def _explain(text: Text, errors: list[ErrorDetails]) -> list[RuleFileError]:
    faults: dict[str, RuleFileError] = {}
    for error in errors:
        path = _data_path(text.data, error["loc"])
        fault = _explain_one(text, path, error)
        # A union (text or list …) reports each branch; the place is told once, unknown keys first.
        key = f"{fault.where}"
        if key not in faults or error["type"] == "extra_forbidden":
            faults[key] = fault
    return sorted(faults.values(), key=lambda fault: (fault.line or 0, fault.column or 0))


def _explain_one(text: Text, path: Path, error: ErrorDetails) -> RuleFileError:
    key = str(path[-1]) if path else ""
    shown = _shown(path)
    match error["type"]:
        case "extra_forbidden":
            names = [field.alias or name for name, field in _model(path[:-1]).model_fields.items()]
            return problem(f"{shown}：不认识的键“{key}”", text.place(path, key=True), did_you_mean(key, names, "键"))
        case "missing":
            return problem(f"{shown}：缺少“{error['loc'][-1]}”", text.place(path))
        case "enum":
            advice = did_you_mean(str(error["input"]), list(Severity), "值")
            return problem(f"{shown}：不能是“{error['input']}”", text.place(path), advice)
        case "too_short":
            return problem(f"{shown}：列表不能为空", text.place(path))
        case kind:
            return problem(f"{shown}：应为{_EXPECTED.get(kind, '别的类型（' + error['msg'] + '）')}", text.place(path))


def _data_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """``loc`` without pydantic's own steps (union branches): only what leads through the data."""
    path: list[int | str] = []
    for position, step in enumerate(loc):
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif position == len(loc) - 1:
            break
        else:
            continue
        path.append(step)
    return tuple(path)


def _model(path: Path) -> type[BaseModel]:
    names = [step for step in path if isinstance(step, str)]
    return _KEYS.get(names[-1] if names else "", PackText)


def _shown(path: Path) -> str:
    """A path in words: rules, 3, where is 第4条规则的 where."""
    words = [f"第{step + 1}项" if isinstance(step, int) else step for step in path]
    if len(words) >= 2 and path[0] == "rules":
        words = [f"第{int(path[1]) + 1}条规则", *words[2:]]
    return "的 ".join(words) or "规则文件"
