"""The kinds of budget tables: each title tells one, whatever the place calls it; else the columns do."""

from __future__ import annotations

import pytest

from auditor.language.budget_kinds import budget_kinds, kind_of

TITLES = {
    "收支总表": ("收支总表", "部门收支总体情况表", "2025年部门财务收支预算总表", "收入支出决算总表"),
    "收入总表": ("收入总表", "2025年预算单位收入预算总表", "收入决算表", "部门收入总体情况表"),
    "支出总表": ("支出总表", "支出预算总表", "支出决算表", "部门支出总体情况表"),
    "财政拨款收支总表": ("财政拨款收支总表", "财政拨款收支预算总表", "财政拨款收入支出决算总表"),
    "一般公共预算支出表": (
        "一般公共预算支出表",
        "一般公共预算支出功能分类预算表",
        "一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款收入支出决算表",
    ),
    "一般公共预算基本支出表": (
        "一般公共预算基本支出表",
        "一般公共预算基本支出部门预算经济分类预算表",
        "一般公共预算财政拨款基本支出决算表",
    ),
    "政府性基金预算支出表": (
        "政府性基金预算支出表",
        "政府性基金预算支出功能分类预算表",
        "政府性基金预算财政拨款收入支出决算表",
    ),
    "国有资本经营预算支出表": ("国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
    "“三公”经费支出表": (
        "财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表",
        "“三公”经费和机关运行经费预算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
    ),
    "政府采购表": ("政府采购预算明细表",),
    "政府购买服务表": ("财政拨款政府购买服务明细表", "政府购买服务预算财政拨款明细表"),
    "": ("部门预算附表", "人员情况表"),
}


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, titles in TITLES.items() for title in titles])
def test_a_title_tells_one_kind(kind: str, title: str) -> None:
    found = kind_of(title)
    assert (found.name if found is not None else "") == kind


def test_the_name_of_a_kind_and_its_name_in_final_accounts_tell_it() -> None:
    for kind in budget_kinds():
        assert kind_of(kind.name) is kind
        assert kind_of(kind.final_name) is kind


def test_columns_tell_what_a_title_does_not() -> None:
    kind = kind_of("附表七", ["决算数/因公出国（境）费", "决算数/公务接待费"])
    assert kind is not None
    assert kind.name == "“三公”经费支出表"
    assert kind_of("附表七", ["名称", "数量"]) is None
