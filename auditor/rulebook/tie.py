"""The ``tie`` of a rule: a relation between amounts of a budget book, as written in a rule file."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from auditor.ties.relation import Each, Relation, Sign, Structure, Term

MOST = 12
"""Terms of a side, and alternatives of a name; more belong into several rules."""

Names: TypeAlias = str | Annotated[list[str], Field(max_length=MOST)]
"""One name or several."""


class _Strict(BaseModel):
    """As in ``pack``: unknown keys are errors, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True, serialize_by_alias=True)


class TermText(_Strict):
    """Amounts of one table."""

    kinds: Names = Field(alias="表种", description="表的种类，写几种的取书中有的第一种")
    rows: Names = Field(
        default_factory=list,
        alias="行",
        description="行名，写几个的是同一行的不同写法，取有的第一个；合计、各项（一、二、…）、明细",
    )
    columns: Names = Field(
        default_factory=list,
        alias="列",
        description="列名中的词，写几个的取有的第一个；支出/合计 表示两个词都有",
    )
    codes: Names = Field(default_factory=list, alias="编码", description="以这些编码开头的各行相加")
    minus: bool = Field(default=False, alias="减", description="true 表示减去")
    any_row: bool = Field(default=False, alias="任一", description="true 表示各行中有一行相符即可")
    optional: bool = Field(default=False, alias="可缺", description="true 表示没有这张表、这一行也照样核对")

    def term(self) -> Term:
        """The same for the check."""
        kinds, rows, columns, codes = map(_names, (self.kinds, self.rows, self.columns, self.codes))
        return Term(kinds, rows, columns, codes, minus=self.minus, any_row=self.any_row, optional=self.optional)


Terms: TypeAlias = TermText | Annotated[list[TermText], Field(max_length=MOST)]
"""One term, or several that are added."""


class TieText(_Strict):
    """Either ``左`` and ``右``, or ``表内``."""

    left: Terms = Field(default_factory=list, alias="左", description="左边的一项，或相加的几项")
    right: Terms = Field(default_factory=list, alias="右", description="右边的一项，或相加的几项")
    sign: Sign = Field(default=Sign.EQUAL, strict=False, alias="关系", description="=、≤（左不大于右）、同有无")
    each: Each | None = Field(
        default=None, strict=False, alias="逐", description="行、类（科目的类）或 码（科目编码），逐一核对"
    )
    structure: Structure | None = Field(
        default=None, strict=False, alias="表内", description="分栏合计、逐级科目 或 合计行，每张预算表都核对"
    )

    def relation(self, id: str, name: str) -> Relation:
        """The same for the check, under the rule's id and name."""
        return Relation(id, name, _terms(self.left), _terms(self.right), self.sign, self.each, self.structure)


def _names(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _terms(given: TermText | list[TermText]) -> tuple[Term, ...]:
    return tuple(one.term() for one in (given if isinstance(given, list) else [given]))


TIE_DEFAULTS = {
    "problem": "table-tie",
    "over": "勾稽",
    "message": "{关系}：{左式}；{右式}。相差 {差额}。{可能原因句}{同因说明}",
    "doubt": "读取存疑",
}
"""What a rule with ``tie`` need not write."""


def with_tie(rule: Any) -> Any:
    """The data of a rule with what its ``tie`` implies; any other data as it is."""
    if not isinstance(rule, dict) or not isinstance(rule.get("tie"), dict):
        return rule
    id = str(rule.get("id", "")).replace("'", "")
    return {**TIE_DEFAULTS, "where": f"规则编号 = '{id}' and 独立差错", **rule}
