"""Rule files with mistakes: each told with file, line, column, what is allowed, all at once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from auditor.rulebook import RuleFilesError, load_packs

GOOD = """\
pack: 示例
version: "1"
words:
  坏词: [不好, 很差]
rules:
- id: PI-TST-001
  name: 试用
  problem: vague
  severity: error
  over: 指标
  where: 数值 > $上限
  with: {上限: 100}
  message: 指标值为{指标值}
  suggest: {指标性质: "≤"}
"""


def errors(tmp_path: Path, text: str | bytes) -> RuleFilesError:
    file = tmp_path / "规则.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RuleFilesError) as raised:
        load_packs([file])
    return raised.value


def test_a_good_file_loads(tmp_path: Path) -> None:
    (tmp_path / "规则.yaml").write_text(GOOD, encoding="utf-8")
    book = load_packs([tmp_path / "规则.yaml"])
    rule = book.rules[0]
    assert (rule.id, rule.pack, rule.place.line, rule.trusted) == ("PI-TST-001", "示例", 6, False)
    assert rule.parameters == {"上限": 100}


TYPOS = [
    # what is written, instead of what, line, column, what the message names
    ("severty: error", "severity: error", 9, 3, ["severty", "severity"]),
    ("severity: eror", "severity: error", 9, 13, ["eror", "error"]),
    ("problem: vauge", "problem: vague", 8, 12, ["vauge", "vague"]),
    ("problem: vague\n  also: [compound, vauge]", "problem: vague", 9, 20, ["vauge", "vague"]),
    ("over: 指针", "over: 指标", 10, 9, ["指针", "指标"]),
    ("where: 数直 > $上限", "where: 数值 > $上限", 11, 10, ["数直", "数值"]),
    ("where: 数值 >> > $上限", "where: 数值 > $上限", 11, 16, ["写法有误"]),
    ("where: 数值 > $上线", "where: 数值 > $上限", 11, 15, ["$上线", "上限"]),
    ("with: {上限: 100, 下限: 1}", "with: {上限: 100}", 12, 19, ["下限", "没有用到"]),
    ("message: 指标值为{指标直}", "message: 指标值为{指标值}", 13, 12, ["指标直", "指标值"]),
    ("message: 指标值为{指标值", "message: 指标值为{指标值}", 13, 12, ["花括号"]),
    ("message: 指标值为{指标值.__class__}", "message: 指标值为{指标值}", 13, 12, ["指标值.__class__", "指标值"]),
    ("message: 指标值为{指标值!r}", "message: 指标值为{指标值}", 13, 12, ["指标值!r"]),
    ("message: 指标值为{0}", "message: 指标值为{指标值}", 13, 12, ["没有“0”"]),
    ('suggest: {指标性执: "≤"}', 'suggest: {指标性质: "≤"}', 14, 13, ["指标性执", "指标性质"]),
    ("id: pi tst 1", "id: PI-TST-001", 6, 7, ["PI-DIR-001"]),
    ("rulez:", "rules:", 5, 1, ["rulez", "rules"]),
    ("name: [试用]", "name: 试用", 7, 9, ["name", "文字"]),
    ("name: 试用\n  name: 再试", "name: 试用", 8, 3, ["name", "重复", "第7行"]),
    ("name: &a 试用", "name: 试用", 7, 9, ["别名"]),
    ("name: *a", "name: 试用", 7, 9, ["别名"]),
    ("name: !!python/object:os.system x", "name: 试用", 7, 9, ["类型标记"]),
    ("name: 试用\n   problem: vague", "name: 试用\n  problem: vague", 8, 11, ["缩进"]),
    ("\tname: 试用", "  name: 试用", 7, 1, ["制表符"]),
    ("name: “试用", "name: 试用\n  problem: vague\n  severity: error\n  over: 指标", 6, 3, ["over", "缺少"]),
    ('name: "试用', "name: 试用", 14, 20, ["引号"]),
]


@pytest.mark.parametrize(("wrong", "right", "line", "column", "named"), TYPOS, ids=[typo[0] for typo in TYPOS])
def test_a_typo_is_told_where_it_stands(
    tmp_path: Path, wrong: str, right: str, line: int, column: int, named: list[str]
) -> None:
    assert right in GOOD
    error = errors(tmp_path, GOOD.replace(right, wrong, 1))
    first = error.errors[0]
    assert (first.line, first.column) == (line, column), str(error)
    assert "规则.yaml" in first.where
    assert all(word in str(first) for word in named), str(first)


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("数值 > $上限", "数直 > $上限").replace("{指标值}", "{指标直}").replace("100}", "100, 多余: 1}")
    second = GOOD.split("rules:\n")[1].replace("PI-TST-001", "PI-TST-002").replace("指标性质", "指标性执")
    assert [(error.line, error.column) for error in errors(tmp_path, text + second).errors] == [
        (11, 10),
        (13, 12),
        (23, 13),
    ]


def test_two_rules_of_one_id_name_both_places(tmp_path: Path) -> None:
    (tmp_path / "二.yaml").write_text(GOOD.replace("pack: 示例\n", ""), encoding="utf-8")
    (tmp_path / "一.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleFilesError) as raised:
        load_packs([tmp_path])
    text = str(raised.value)
    assert "PI-TST-001 重复" in text
    assert "一.yaml 第6行" in text
    assert "二.yaml 第5行" in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空的"),
        (b"- a\n- b\n", "键: 值"),
        ("规则".encode("gbk"), "UTF-8"),
        (b"a: 1\n---\nb: 2\n", "---"),
        (b"a: \x07", "字符"),
        (b"{" * 100, "键必须是文字"),
        (b"[" * 100_000, "过深"),
        (b"a: [" + b"1," * 300_000 + b"1]", "过多"),
        (b"a: " + b"x" * 3_000_000, "过大"),
        (b"? [a]\n: b\n", "键必须是文字"),
        (b"<<: {a: 1}\n", "合并键"),
        (b"a: &x [1]\nb: [*x, *x]\n", "别名"),
    ],
)
def test_a_file_that_is_no_rule_file(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in str(errors(tmp_path, content))


def test_a_pack_that_is_not_there_names_the_built_in_ones() -> None:
    with pytest.raises(RuleFilesError, match="找不到规则包“cor”"):
        load_packs(["cor"])


def test_a_pack_is_loaded_once_however_often_it_is_named(tmp_path: Path) -> None:
    base, local = tmp_path / "基础.yaml", tmp_path / "本地.yaml"
    base.write_text(GOOD, encoding="utf-8")
    local.write_text("pack: 本地\nextends: [基础.yaml]\n", encoding="utf-8")
    book = load_packs([local, base, local])
    assert [pack.name for pack in book.packs] == ["本地", "示例"]
    assert len(book.rules) == 1


def test_packs_that_extend_each_other_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text("pack: 甲\nextends: [乙.yaml]\n", encoding="utf-8")
    (tmp_path / "乙.yaml").write_text("pack: 乙\nextends: [甲.yaml]\n", encoding="utf-8")
    with pytest.raises(RuleFilesError, match=r"乙.yaml 第2行第11列：“甲.yaml”与本规则包互相继承"):
        load_packs([tmp_path / "甲.yaml"])


def test_an_extended_pack_that_is_not_there_is_told_at_its_place(tmp_path: Path) -> None:
    error = errors(tmp_path, "pack: 甲\nextends: [没有.yaml]\n")
    assert (error.errors[0].line, error.errors[0].column) == (2, 11)


def test_the_error_crosses_processes(tmp_path: Path) -> None:
    error = errors(tmp_path, GOOD.replace("over: 指标", "over: 指针"))
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert copy.exit_code == 2
