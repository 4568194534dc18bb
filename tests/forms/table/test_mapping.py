"""A reviewer binds a column that no vocabulary knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.forms import load_map, parse_map
from tests.forms.grids import book_on, rows_of
from tests.forms.layouts.test_layouts import CASES, FORM, L2, L3, PROJECT

SHOWN = "项目名称、项目总额、财政资金、其他资金、绩效目标"


@pytest.mark.parametrize(
    ("title", "text", "old", "mapping"),
    [
        (PROJECT, L2, "三级指标", {"考核点": "三级指标"}),
        (PROJECT, L2, "项目名称", {"考核点": "项目名称"}),
        (FORM, L3, "年度指标值", {"考核点": "指标值"}),
        (FORM, L3, "三级指标", {" 考核点： ": "三级指标"}),
        (FORM, L3, "项目名称", {"考核点": "项目名称"}),
        (FORM, L3, "项目资金总额", {"考核点": "项目总额"}),
    ],
)
def test_a_bound_column_is_read_as_its_field(title: str, text: str, old: str, mapping: dict[str, str]) -> None:
    expected = book_on(title, text)
    book = book_on(title, text.replace(old, "考核点"), mapping=mapping)
    assert rows_of(book) == rows_of(expected)
    assert [(p.name, p.goal, p.total and p.total.raw) for p in book.projects] == [
        (p.name, p.goal, p.total and p.total.raw) for p in expected.projects
    ]
    assert book.whole


def test_an_indicator_called_like_the_column_keeps_its_name() -> None:
    text = "项目名称｜甲\n一级指标｜二级指标｜考核点｜指标值\n产出指标｜数量指标｜考核点｜≥3场\n｜｜考核点｜≥4场"
    book = book_on(FORM, text, mapping={"考核点": "三级指标"})
    assert [row.split("｜")[2] for row in rows_of(book)] == ["考核点", "考核点"]


def test_a_map_that_no_table_needs_changes_nothing() -> None:
    for title, text, _, rows in CASES.values():
        assert rows_of(book_on(title, text, mapping={"没有这一列": "指标值"})) == rows


def test_pairs_of_the_command_line() -> None:
    assert parse_map(["考核点=三级指标", "申报额（万元）=项目总额"]) == {"考核点": "三级指标", "申报额": "项目总额"}


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        ("考核点", "缺少“=”"),
        ("考核点=第三级", "没有“第三级”这个字段"),
        ("考核点=第三级", SHOWN),
        ("=三级指标", "列名应为 1 至 60 个字"),
        (f"{'长' * 61}=三级指标", "列名应为 1 至 60 个字"),
    ],
)
def test_a_wrong_pair_is_explained(pair: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_map([pair])
    assert says in str(error.value)


def test_a_map_file(tmp_path: Path) -> None:
    path = tmp_path / "列名.yaml"
    path.write_text("# 本市用语\n考核点: 三级指标\n2026: 指标值\n", encoding="utf-8-sig")
    assert load_map(path) == {"考核点": "三级指标", "2026": "指标值"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"- a\n- b\n", "内容不对"),
        (b"", "内容不对"),
        ("考核点: [三级指标\n".encode(), "不合 YAML 写法"),
        ("考核点: 第三级\n".encode(), "没有“第三级”这个字段"),
        ("考核点: {a: 1}\n".encode(), "后面应是一个字段名"),
        ("考核点: 三级指标\n".encode("gb18030"), "不是 UTF-8"),
        (b"a: " + b"x" * 70_000, "超过 64 KB"),
        ("\n".join(f"列{number}: 指标值" for number in range(201)).encode(), "多于 200 条"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "后面应是一个字段名"),
        (b"a: !!python/object/apply:os.system [ls]\n", "不合 YAML 写法"),
    ],
)
def test_a_wrong_map_file_is_explained(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "列名.yaml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as error:
        load_map(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)


def test_a_missing_map_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="无法读取"):
        load_map(tmp_path / "没有.yaml")
