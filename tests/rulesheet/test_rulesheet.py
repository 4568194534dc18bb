"""A pack as a workbook and back: nothing is lost, nothing becomes a formula, mistakes are told by sheet and row."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import AuditorError, UsageError
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.source import read_yaml
from auditor.rulesheet import dump, read_pack_data, read_sheet, write_sheet
from auditor.rulesheet.cells import Kind, decode, encode
from auditor.rulesheet.sheets import SheetError, from_sheets, to_sheets
from auditor.rulesheet.workbook import encode_workbook
from auditor.rulesheet.yamltext import append_item

RULE: dict[str, Any] = {
    "id": "PI-TST-001",
    "name": "试用",
    "over": "指标",
    "in": ["项目"],
    "where": "数值 > $上限 and 度量单位 in $单位",
    "with": {"上限": Decimal("80.50"), "单位": ["个", "项"], "名": "80"},
    "message": "{三级指标}",
    "suggest": {"指标性质": "≤"},
    "basis": [{"document": "办法", "number": "财预〔2021〕101号"}],
    "enabled": False,
    "examples": {
        "flagged": ["产出指标 | 数量指标 | 数量 | ≥ | 5 | 个", {"项目": {"项目总额": "86.0"}, "指标": []}],
        "clean": ["产出指标 |  | 数量 | ≥ |  | "],
    },
}

# What read_yaml itself refuses cannot come from a file.
printable = st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"])
texts = st.text(st.one_of(printable, st.sampled_from(" \t\n")), max_size=30)
scalars = st.one_of(
    texts, st.booleans(), st.integers(-(10**17), 10**17), st.decimals(-1000, 1000, allow_nan=False, places=2), st.none()
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)


def readable(value: Any) -> bool:
    """Nor can the merge key of YAML."""
    if isinstance(value, dict):
        return "<<" not in value and all(map(readable, value.values()))
    return all(map(readable, value)) if isinstance(value, list) else True


@given(st.dictionaries(texts.filter(bool), values, max_size=4).filter(readable))
def test_what_is_dumped_reads_back(data: dict[str, Any]) -> None:
    assert read_yaml("x", dump(data).encode()).data == data


@given(st.sampled_from(["text", "lines", "pairs", "yes", "basis", "value"]), values.filter(readable))
def test_a_cell_decodes_to_what_it_was(kind: Kind, value: Any) -> None:
    assert decode(kind, encode(kind, value)) == value


@pytest.mark.parametrize("name", builtin_packs())
def test_round_trip_of_built_in_packs(name: str, tmp_path: Path) -> None:
    content = read_pack_data(name)
    write_sheet(content, tmp_path / "包.xlsx")
    back, rows = read_sheet(tmp_path / "包.xlsx")
    assert back == content
    assert list(rows) == [rule["id"] for rule in content.get("rules", [])]
    text = dump(back)
    assert read_yaml("包.yaml", text.encode()).data == content
    file = tmp_path / "包.yaml"
    file.write_text(dump(back | {"pack": "包"}), encoding="utf-8")  # the name of a built-in pack is its own
    if not {"extends", "tables"} & content.keys():
        assert [rule.text for rule in load_packs([file]).rules] == [rule.text for rule in load_packs([name]).rules]


def test_every_kind_of_value_survives(tmp_path: Path) -> None:
    content = {
        "pack": "包",
        "version": "1",
        "words": {"空": [], "单位": ["个", "=1"], "改": {"add": ["项"]}},
        "rules": [RULE],
    }
    write_sheet(content, tmp_path / "包.xlsx")
    assert read_sheet(tmp_path / "包.xlsx")[0] == content


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "http://x/"])
def test_no_cell_is_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    content = {
        "pack": "包",
        "words": {text: [text]},
        "rules": [{**RULE, "name": text, "advice": text, "with": {text: text}}],
    }
    path = tmp_path / "包.xlsx"
    path.write_bytes(encode_workbook(content))
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/"):
                assert b"<f>" not in package.read(name)
                assert b"<hyperlink" not in package.read(name)
    assert read_sheet(path)[0] == content


def test_the_same_pack_gives_the_same_bytes() -> None:
    content = {"pack": "包", "rules": [RULE]}
    assert encode_workbook(content) == encode_workbook(content)


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "told"),
    [
        ("规则", 1, {0: ""}, "工作表“规则”第 2 行：没有填写编号"),
        ("规则", 1, {15: "对"}, "第 2 行：应填“是”或“否”，不能是“对”"),
        ("示例", 2, {1: "对"}, "工作表“示例”第 3 行：“应标出”一栏应填“是”或“否”"),
        ("示例", 1, {0: "PI-NO-1"}, "没有编号为“PI-NO-1”的规则"),
        ("示例", 1, {8: "x"}, "只能填一种"),
        ("参数", 1, {2: "[个"}, "工作表“参数”第 2 行"),
    ],
)
def test_a_mistake_is_told_by_sheet_and_row(sheet: str, row: int, cells: dict[int, str], told: str) -> None:
    sheets = {made.name: [list(line) for line in made.rows] for made in to_sheets({"pack": "包", "rules": [RULE]})}
    for column, text in cells.items():
        sheets[sheet][row][column] = text
    with pytest.raises(SheetError) as caught:
        from_sheets(sheets)
    assert told in str(caught.value)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "包.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 50)
    with pytest.raises(AuditorError):
        read_sheet(path)


def test_an_item_is_added_behind_the_last_and_comments_stay() -> None:
    text = "# 头\nrules:\n- id: A-1  # 注\n  name: 一\n\n# 尾\nwords: {甲: [乙]}\n"
    added = append_item("x", text, "rules", {"id": "A-2", "name": "二"})
    assert added == "# 头\nrules:\n- id: A-1  # 注\n  name: 一\n\n- id: A-2\n  name: 二\n\n# 尾\nwords: {甲: [乙]}\n"


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "pack: x\n"])
def test_an_item_is_added_where_there_was_none(text: str) -> None:
    assert read_yaml("x", append_item("x", text, "rules", {"id": "A-1"}).encode()).data["rules"] == [{"id": "A-1"}]


@pytest.mark.parametrize("text", ["rules: [{id: A-1}]\n", "rules: 甲\n", "- 甲\n"])
def test_a_list_that_cannot_be_appended_to_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        append_item("x", text, "rules", {"id": "A-2"})
