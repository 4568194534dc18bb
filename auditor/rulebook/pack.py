"""The schema of rule files: models of a pack, a rule and its examples, with errors in Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.errors import RuleFileError
from auditor.facts.schema import TABLES
from auditor.findings import PROBLEMS, Severity
from auditor.rulebook.absence import claims
from auditor.rulebook.schema_errors import explain
from auditor.rulebook.source import Text, problem
from auditor.rulebook.suggestions import did_you_mean
from auditor.rulebook.tie import TieText, with_tie
from auditor.table_kinds import FACT_KINDS

"""Values of 表类, which are the values that ``in`` may list."""

RULE_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")

Scalar: TypeAlias = bool | int | Decimal | str
Parameter: TypeAlias = Scalar | list[str] | list[int] | list[Decimal]
Texts: TypeAlias = dict[str, Scalar | None]


class _Strict(BaseModel):
    """Unknown keys are errors, and nothing is converted silently: a text stays a text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True, serialize_by_alias=True)


class BasisText(_Strict):
    """A document a rule is based on; ``clause`` is given only if its text was read."""

    document: str
    number: str = ""
    clause: str | None = None


class RepairText(_Strict):
    """A repair that an example assumes was made in reading: applies to the example's indicators (or its project)."""

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
    project: str = Field(default="", alias="项目名称")


class FurtherProject(_Strict):
    """A project of an example: its cells as printed and its indicators as lines."""

    project: Texts = Field(default_factory=dict, alias="项目")
    indicators: list[str] = Field(default_factory=list, alias="指标")


class ExampleText(FurtherProject):
    """One case. The short form is a single indicator line."""

    further: list[FurtherProject] = Field(default_factory=list, alias="另有项目")
    document: Texts = Field(default_factory=dict, alias="文件")
    budget: list[BudgetLineText] = Field(default_factory=list, alias="预算行")
    repairs: list[RepairText] = Field(default_factory=list, alias="修正")
    prose: list[str] = Field(default_factory=list, alias="文字")
    tables: list[Texts] = Field(default_factory=list, alias="表格")
    contents: list[Texts] = Field(default_factory=list, alias="目录")
    pages: list[Texts] = Field(default_factory=list, alias="页")


class Examples(_Strict):
    """Cases that the rule must flag, and cases that it must not."""

    flagged: list[str | ExampleText] = Field(default_factory=list)
    clean: list[str | ExampleText] = Field(default_factory=list)


class ListChange(_Strict):
    """Items added to or removed from an inherited list, or a whole new list."""

    add: list[str] = Field(default_factory=list, description="加上的词")
    remove: list[str] = Field(default_factory=list, description="去掉的词")
    replace: list[str] | None = Field(default=None, description="全部换成这些词")


Named: TypeAlias = Scalar | list[Scalar]
"""One name of a scope, or several."""


class ScopeText(_Strict):
    """To which rows a rule applies: all given keys must fit, and a key fits if any of its items does."""

    departments: Named = Field(default_factory=list, alias="部门", description="部门名称，可用 * 和 ?")
    projects: Named = Field(default_factory=list, alias="项目", description="项目编码或项目名称，可用 * 和 ?")
    years: Named = Field(default_factory=list, alias="年度", description="预算年度，如 2026")
    layouts: Named = Field(default_factory=list, alias="版式", description="表格版式，如 L1")
    level1: Named = Field(default_factory=list, alias="一级指标", description="一级指标，原文或归并后的名称")
    level2: Named = Field(default_factory=list, alias="二级指标", description="二级指标，原文或归并后的名称")


class JoinText(_Strict):
    """Looks the row up in a list of the pack. In ``on`` the list's columns are written 名单.列."""

    table: str = Field(description="本规则包（或所继承规则包）tables 中的名单")
    on: str = Field(description="怎样算对上，如 三级指标 = 核心指标库.名称")
    kind: Literal["exists", "missing"] = Field(description="exists 名单中有才标出，missing 名单中没有才标出")


class RuleText(_Strict):
    """One rule as written in a file."""

    id: str = Field(description="规则编号，全库唯一，如 PI-DIR-001")
    name: str = Field(description="规则名称，一句话")
    problem: str = Field(default="custom", description="问题类别")
    also: list[str] = Field(default_factory=list, description="看的人也可能归入的其他问题类别；只计一次")
    severity: Severity = Field(
        default=Severity.WARNING, strict=False, description="，".join(f"{each} {each.label}" for each in Severity)
    )
    tie: TieText | None = Field(
        default=None, description="预算表之间或表内金额的关系；写了它，over、where、message 可以不写"
    )
    over: str = Field(description="对哪张事实表的每一行判断：指标、项目、文件 …")
    in_: list[str] = Field(
        default=list(FACT_KINDS), alias="in", min_length=1, description="判断哪些表类的行；不写则各类都判断"
    )
    only: ScopeText | None = Field(default=None, description="只用于哪些部门、项目、年度、版式、一级或二级指标")
    except_: ScopeText | None = Field(default=None, alias="except", description="不用于哪些部门、项目、年度 …")
    where: str = Field(description="条件：成立就标出这一行")
    with_: dict[str, Parameter] = Field(default_factory=dict, alias="with", description="条件中 $参数 的值")
    join: JoinText | None = Field(default=None, description="到自带名单中查对")
    absent: list[str] = Field(
        default_factory=list, description="本条断言缺少什么：栏目或指标类别；表式没有设的不标出，没有读到的只算读取存疑"
    )
    doubt: str | None = Field(default=None, description="条件：成立时只算读取存疑，不算问题")
    review: bool = Field(default=False, description="true 表示标出后须人工核实")
    message: str = Field(description="提示语，可用 {列名}")
    advice: str | None = Field(default=None, description="怎样修改，可用 {列名}")
    suggest: dict[str, str] = Field(default_factory=dict, description="建议改成的值：{列名: 值}")
    why: str | None = Field(default=None, description="为什么是问题")
    basis: list[BasisText] | str = Field(default_factory=list, description="依据的文件，或 practice 表示审核惯例")
    exceptions: list[str] = Field(default_factory=list, description="已知的例外，不标出")
    enabled: bool = Field(default=True, description="false 表示停用")
    examples: Examples = Field(default_factory=Examples, description="应标出和不应标出的示例")

    @model_validator(mode="before")
    @classmethod
    def _tied(cls, data: Any) -> Any:
        return with_tie(data)


class OverrideText(_Strict):
    """What a pack changes in an inherited rule."""

    severity: Severity | None = Field(default=None, strict=False, description="改级别")
    review: bool | None = Field(default=None, description="改是否须人工核实")
    enabled: bool | None = Field(default=None, description="true 表示启用默认停用的规则")
    in_: list[str] | None = Field(default=None, alias="in", min_length=1, description="改判断的表类")
    message: str | None = Field(default=None, description="改提示语")
    advice: str | None = Field(default=None, description="改修改建议")
    with_: dict[str, Parameter | ListChange] = Field(default_factory=dict, alias="with", description="改参数的值")
    only: ScopeText | None = Field(default=None, description="再限定到哪些部门、项目、年度 …")
    except_: ScopeText | None = Field(default=None, alias="except", description="再排除哪些部门、项目、年度 …")
    reason: str = Field(default="", description="为什么改")


class DisableText(_Strict):
    """A rule that a pack switches off."""

    rule: str = Field(description="规则编号，或 PI-DIR-* 这样的一组")
    reason: str = Field(description="停用的理由，必填", min_length=1)


class TableText(_Strict):
    """A list file that belongs to a pack."""

    file: str = Field(description="规则包文件夹内的 .csv 或 .xlsx 文件")
    sheet: str | None = Field(default=None, description="xlsx 的工作表，默认第一张")
    columns: dict[str, str] = Field(min_length=1, description="列名: 文字、数字、整数 或 是否")


class PackText(_Strict):
    """One rule file. A folder's further files hold only ``rules`` and ``words``."""

    pack: str | None = Field(default=None, description="规则包名称")
    version: Annotated[str | int | Decimal, Field(description="规则包版本")] = ""
    title: str = Field(default="", description="规则包说明")
    requires: str = Field(default="", description="需要的程序版本，如 >=0.1, <2")
    extends: list[str] = Field(default_factory=list, description="继承的规则包：名称、文件或文件夹")
    words: dict[str, list[str] | ListChange] = Field(
        default_factory=dict, description="词表；继承来的词表用 {add: [...], remove: [...]} 增减"
    )
    tables: dict[str, TableText] = Field(default_factory=dict, description="自带名单")
    override: dict[str, OverrideText] = Field(default_factory=dict, description="修改继承来的规则：{编号: {…}}")
    disable: list[DisableText] = Field(default_factory=list, description="停用继承来的规则")
    renamed: dict[str, str] = Field(default_factory=dict, description="改过的规则编号：{旧: 新}")
    rules: list[RuleText] = Field(default_factory=list, description="规则")


@dataclass(slots=True)
class Read:
    """A rule file as read. Rules in ``broken`` (positions) may not run; other ``errors`` refuse the whole file."""

    text: Text
    content: PackText
    errors: list[RuleFileError] = field(default_factory=list)
    broken: dict[int, list[RuleFileError]] = field(default_factory=dict)


def read_pack(text: Text) -> Read:
    """The pack in ``text`` with all its errors; its rules keep their positions."""
    if not isinstance(text.data, dict):
        what = "规则文件是空的" if text.data is None else "规则文件的最外层应是“键: 值”"
        return Read(text, PackText(), [problem(what, text.place(()), "至少写 rules: 及一条规则")])
    made = Read(text, PackText())
    data = dict(text.data)
    try:
        made.content = PackText.model_validate(data)
    except ValidationError as error:
        for path, fault in explain(text, PackText, error):
            number = path[1] if len(path) > 1 and path[0] == "rules" else None
            (made.broken.setdefault(number, []) if isinstance(number, int) else made.errors).append(fault)
        if made.broken and not made.errors:
            # The rest is checked without the broken rules; blank rules in their place keep the positions of the others.
            data["rules"] = [_BLANK if at in made.broken else rule for at, rule in enumerate(data["rules"])]
            made.content = PackText.model_validate(data)
    for number, rule in enumerate(made.content.rules):
        if number not in made.broken and (faults := _check(text, number, rule)):
            made.broken[number] = faults
    return made


BLANK_ID = "-"
"""Id of the blank rule that replaces one whose keys are wrong."""
_BLANK = {"id": BLANK_ID, "name": "-", "over": "-", "where": "-", "message": "-"}


def _check(text: Text, number: int, rule: RuleText) -> list[RuleFileError]:
    """Check what the types of one rule do not: its id, and names that must come from fixed lists."""
    faults: list[RuleFileError] = []

    def refuse(what: str, *path: str | int, advice: str = "") -> None:
        faults.append(problem(f"规则 {rule.id}：{what}", text.place(("rules", number, *path)), advice))

    if not RULE_ID.fullmatch(rule.id):
        refuse(f"编号“{rule.id}”写法不对", "id", advice="用大写字母、数字和短横，如 PI-DIR-001")
    for at, name in enumerate((rule.problem, *rule.also)):
        if name not in PROBLEMS:
            path = ("also", at - 1) if at else ("problem",)
            refuse(f"没有“{name}”这类问题", *path, advice=did_you_mean(name, PROBLEMS, "类别"))
    if rule.over not in TABLES:
        refuse(f"没有“{rule.over}”这张表", "over", advice=did_you_mean(rule.over, TABLES, "表"))
    for at, kind in enumerate(rule.in_):
        if kind not in FACT_KINDS:
            refuse(f"没有“{kind}”这种表类", "in", at, advice=did_you_mean(kind, tuple(FACT_KINDS), "表类"))
    known = claims(TABLES[rule.over]) if rule.over in TABLES else rule.absent
    for at, claim in enumerate(rule.absent):
        if claim not in known:
            advice = did_you_mean(claim, known, "栏目或类别") if known else "删去 absent"
            refuse(f"“{rule.over}”的规则不能断言没有“{claim}”", "absent", at, advice=advice)
    if isinstance(rule.basis, str) and rule.basis != "practice":
        refuse("basis 应列出文件（document、number），或写 practice 表示审核惯例", "basis")
    if rule.tie is not None and (rule.tie.structure is None) != bool(rule.tie.left and rule.tie.right):
        refuse("tie 要么写 左 和 右，要么写 表内", "tie")
    for key in ("name", "where", "message"):
        if not str(getattr(rule, key)).strip():
            refuse(f"{key} 不能为空", key)
    return faults
