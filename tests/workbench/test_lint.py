"""What a person is told of rules that load and are still not right; what an edited file would change; new rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.rulebook import RuleSet, builtin_packs, load_packs
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText
from auditor.workbench.draft import FIRST_ID, Draft, next_id, write_rule
from auditor.workbench.impact import edited_book, impact
from auditor.workbench.lint import lint
from auditor.workbench.packschema import FILE

FLAGGED = "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 60 | %"
CLEAN = "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 90 | %"
GOOD = f"""
pack: 我的
rules:
- id: MY-001
  name: 满意度偏低
  over: 指标
  where: 计量类别 = '满意度' and 数值 < 80
  message: “{{三级指标}}”偏低
  advice: 请核实
  why: 满意度一般不低于80%
  basis: practice
  examples:
    flagged: ["{FLAGGED}"]
    clean: ["{CLEAN}"]
"""
WHERE = "where: 计量类别 = '满意度' and 数值 < 80"

Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def core() -> RuleSet:
    return load_packs(["core"])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(text: str) -> Path:
        file = tmp_path / "我的.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return made


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", None),
        ("  why: 满意度一般不低于80%\n", "", "为什么是问题"),
        ("  advice: 请核实\n", "", "怎样修改"),
        ("  basis: practice\n", "", "依据"),
        (f'["{FLAGGED}"]', "[]", "没有应标出的示例"),
        (f'["{CLEAN}"]', "[]", "没有不应标出的示例"),
        ("“{三级指标}”偏低", "偏低", "没有引用任何列"),
        (WHERE, "where: 数值 > 5 and 数值 < 3", "永远不会成立"),
        (WHERE, "where: 方向 = '越大越优'", "都不成立"),
        (WHERE, "where: 数值 is null or 数值 is not null", "都成立"),
    ],
)
def test_lint(old: str, new: str, told: str | None, write: Write, core: RuleSet) -> None:
    remarks = [str(remark) for remark in lint(load_packs([write(GOOD.replace(old, new))]), core)]
    if told is None:
        assert remarks == []
    else:
        assert any(told in remark for remark in remarks), remarks
        assert all("第4行第7列：MY-001：" in remark for remark in remarks)


def test_a_rule_that_repeats_a_built_in_one_is_told(write: Write, core: RuleSet) -> None:
    rule = core.rule("PI-DIR-001")
    assert rule
    where = " ".join(rule.text.where.split()).replace('"', "'")
    text = GOOD.replace(WHERE, f'where: "{where}"').replace(
        "basis: practice", "basis: practice\n  problem: direction-conflict"
    )
    remarks = [str(remark) for remark in lint(load_packs([write(text)]), core)]
    assert any("PI-DIR-001" in remark for remark in remarks), remarks


@pytest.mark.parametrize("name", builtin_packs())
def test_built_in_packs_have_nothing_impossible(name: str) -> None:
    book = load_packs([name])
    remarks = [remark for remark in lint(book, book) if "永远" in remark.text or "都成立" in remark.text]
    assert remarks == []


def test_impact_of_a_new_and_of_an_edited_file(write: Write, tmp_path: Path) -> None:
    books = [build_book(FLAGGED, "甲"), build_book(FLAGGED.replace("60", "85"), "乙")]
    first = write(GOOD)
    result = impact(*edited_book(first, ["core"]), books)
    assert [(c.document, c.rule, c.before, c.after) for c in result.changes] == [("甲", "MY-001", 0, 1)]

    edited = tmp_path / "改后.yaml"
    edited.write_text(GOOD.replace("数值 < 80", "数值 > 80").replace("偏低\n  over", "偏高\n  over"), encoding="utf-8")
    result = impact(*edited_book(edited, ["core", str(first)]), books)
    assert {(c.document, len(c.added), len(c.dropped)) for c in result.changes} == {("甲", 0, 1), ("乙", 1, 0)}

    edited.write_text(GOOD.replace("请核实", "请改正"), encoding="utf-8")
    result = impact(*edited_book(edited, ["core", str(first)]), books)
    assert [(c.added, c.dropped, c.changed) for c in result.changes] == [([], [], 1)]
    assert impact(*edited_book(first, ["core", str(first)]), books).changes == []


def draft(**more: object) -> Draft:
    given: dict[str, object] = {
        "id": FIRST_ID, "name": "满意度: 偏低 #1", "message": "“{三级指标}”偏低",
        "where": "计量类别 = '满意度' and 数值 < $最低",
        "flagged": [FLAGGED], "clean": [CLEAN], "parameters": {"最低": 80}, **more,
    }  # fmt: skip
    return Draft(**given)  # type: ignore[arg-type]


def test_rules_are_added_one_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "新" / "规则.yaml"
    assert [case.passed for case in write_rule(draft(id=next_id(file)), file)] == [True, True]
    file.write_text(file.read_text(encoding="utf-8") + "\n# 末尾的注释\n", encoding="utf-8")
    write_rule(draft(id=next_id(file), name="又一条"), file)
    assert [rule.id for rule in load_packs([file]).rules] == ["LOCAL-001", "LOCAL-002"]
    assert "# 末尾的注释" in file.read_text(encoding="utf-8")
    assert (file.parent / FILE).is_file()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"where": "计量类 = '满意度'", "parameters": {}}, "计量类别"),
        ({"message": "{三级指票}"}, "三级指标"),
        ({"severity": "fatal"}, "warning"),
        ({"id": "local-1"}, "PI-DIR-001"),
        ({"flagged": [CLEAN]}, "应标出，未标出"),
        ({"clean": [FLAGGED]}, "不应标出，标出了"),
        ({"flagged": ["满意度"]}, "6栏"),
    ],
)
def test_a_rule_that_is_not_sound_is_not_written(wrong: dict[str, object], told: str, tmp_path: Path) -> None:
    file = tmp_path / "规则.yaml"
    with pytest.raises(AuditorError) as caught:
        write_rule(draft(**wrong), file)
    assert told in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    write_rule(draft(), file)
    before = file.read_bytes()
    with pytest.raises(AuditorError):
        write_rule(draft(**{"id": "LOCAL-002", **wrong}), file)
    assert file.read_bytes() == before


def test_impact_of_an_edited_relation(write: Write, tmp_path: Path) -> None:
    """The relation itself is checked anew, not only the condition over the relations of the rules in effect."""
    budget = {"预算行": [
        {"表名": "部门支出总表", "行名": "合计", "列名": "合计", "金额原文": "9"},
        {"表名": "部门收支总表", "行名": "支出总计", "列名": "支出/预算数", "金额原文": "10"},
    ]}  # fmt: skip
    books = [build_book(ExampleText.model_validate(budget), "甲")]
    tied = """
rules:
- id: MY-TIE-001
  name: 支出总表的合计不应大于收支总表的支出总计
  tie: {左: {表种: 支出总表, 行: 合计}, 关系: SIGN, 右: {表种: 收支总表, 行: 支出总计, 列: 支出}}
"""
    first = write(tied.replace("SIGN", "≤"))
    edited = tmp_path / "改后.yaml"
    edited.write_text(tied.replace("SIGN", "="), encoding="utf-8")
    result = impact(*edited_book(edited, [str(first)]), books)
    assert [(c.rule, c.before, c.after) for c in result.changes] == [("MY-TIE-001", 0, 1)]
