"""Every sentence a user can see is ours: no library's English about a wrong condition, query or file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.facts.load import load
from auditor.facts.schema import TABLES
from auditor.rulebook import load_packs
from auditor.rulebook.binder import Compiler
from auditor.rulebook.examples import build_book
from auditor.rulebook.functions import FUNCTIONS
from auditor.rulebook.pack import ExampleText
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.source import read_yaml
from auditor.workbench.select import select
from tests.conftest import Auditor

CONDITIONS = """\
数值 >
数值 + 三级指标 > 1
三级指标 > 5
项目名称含 > 1
三级指标::项目名称含 > 1
cast(三级指标 as 没有) > 1
数值
regexp_matches(三级指标, '(')
regexp_matches(三级指标, '[')
regexp_matches(三级指标, '*a')
regexp_matches(三级指标, 'a**')
regexp_matches(三级指标, 'a{1001}')
regexp_matches(三级指标, '\\q')
regexp_matches(三级指标, 'a\\')
regexp_matches(三级指标, '[z-a]')
regexp_matches(三级指标, '(?<')
regexp_matches(三级指标, ')')
regexp_matches(三级指标, 'a', 'zz')
三级指标 like 5
sum(数值) > 1
row_number() over () > 1
(select 1) > 0
数值 between 1
length(数值) > 1
abs(三级指标) > 1
round(数值, '二') > 1
contains(三级指标)
substring(三级指标, 'a', 1) = 'x'
and 数值 > 1
数值 > 1; 数值 < 2
数值 > 1 from 指标
数值 > 1 as x
"三级" = 'x'
-三级指标 > 1
{'a': 1} = 1
三级指标[1] > 2
数值 > $
'未完
interval 'abc' > interval '1 day'
coalesce(数值, 三级指标) > 1
greatest(数值, 三级指标, true)
list_filter(数值, lambda x: true) = []
list_filter($词, x -> x = 三级指标) = []
list_filter($词, lambda x, y, z: x = 三级指标) = []
list_transform($词, 三级指标) = []
lambda x: x
replace(三级指标, '(') = 'a'
(1,2) > 数值
array[1] > 1
数值::decimal(50,2) > 1
数值::decimal(a) > 1
数值 collate nocase > 1
数值 > 1 limit 1
case when true then 数值 else 三级指标 end > 1
数值 in ('a', true)
年度 = [1]""".splitlines()

QUERIES = """\
selct 1
select
select * from 没有
select 没有 from 指标
select 三级指标, count(*) from 指标
select sum(count(*)) from 指标
select * from 指标 where count(*) > 1
select * from 指标 where row_number() over () = 1
select abs(三级指标) from 指标
select cast(三级指标 as integer) from 指标
select 三级指标 + 1 from 指标
select * from 指标 order by 999
select 1 union select 1, 2
select 项目名称 from 指标 a, 项目 b
select a.没有 from 指标 a
select c.数值 from 指标 a
select (select 三级指标 from 指标)
select read_csv('x')
select * from read_csv('x')
select no_such(1)
select list_transform(['a'], x -> x)
select * from 指标 having 数值 > 1
select 1::没有
select 1::decimal(99, 1)
select date '2020-13-45'
select 'a'::integer
select 1; select 2
delete from 指标
insert into 指标 values (1)
create table a (b integer)
copy 指标 to 'x.csv'
attach 'x.db'
pragma version
select * from 指标 limit 'a'
select * from 指标 where regexp_matches(三级指标, '(')
select 9223372036854775807 + 1
select * exclude (没有) from 指标
select count(distinct) from 指标
select * from 指标 join 项目 using (没有)
select quantile(三级指标, 'x') from 指标
with a as (select 1) select * from b
select * from 指标 where 数值 in (select 1, 2)
values (1), (1, 2)
select interval 'abc'
select list_value(1, 'a') + 1
select strftime(三级指标, '%Q') from 指标""".splitlines()

_RULE = "- {id: MY-001, name: 甲, problem: vague, severity: warning, over: 指标, where: 数值 > 1, message: 乙%s}\n"
PACKS = [
    *["rules:\n" + _RULE % more for more in (
        ", severity: 高", ", with: 1", ", with: {a: {b: 1}}", ", in: 项目", ", in: []", ", review: 是",
        ", enabled: 1.5", ", examples: 1", ", examples: {flagged: [{指标: 1}]}", ", basis: [1]", ", advice: [a]",
        ", suggest: 1", ", exceptions: 1", ", why: {a: 1}", ", doubt: '('", ", join: 1", ", nosuchkey: 1",
        ", with: {a: 2020-01-01}", ", examples: {clean: [{修正: [{种类: 1}]}]}", ", parameters: {a: b}",
    )],
    "rules: 1", "rules: {a: b}", "rules: [1]", "rules: [null]", "pack: [1]", "extends: 1", "version: 1.0",
    "words: 1", "words: {甲: 1}", "words: {甲: {add: 1}}", "words: {甲: [1, {a: b}]}", "override: 1",
    "override: {X-1: 1}", "override: {PI-UNT-001: {severity: 高}}", "lists: 1", "lists: {甲: {file: 1}}",
    "nosuchkey: 1", "- a", "a", "", "a: b: c", "a:\n\t- b", "a: 'b", 'a: "\\q"', "a: [1", "a: {b", "a: &x 1\nb: *x",
    "a: !!python/object 1", "%YAML 9.9\n---\na: b", "a: @b", "a: `b", "? [a]\n: b", "a: \x01", "a: >9z\n b",
    "--- a\n--- b", "a: *nosuch", "a: !<x", "- a\nb: c", "%BAD\na: b", "a: b\n c", "<<: 1", "a: ]",
    "a: |\n b\n\tc\n d: e: f",
]  # fmt: skip

KEYWORDS = set(re.findall("[a-z]+", "group order by limit from where union select is not null like lambda having over"))


def foreign(message: str, given: str) -> list[str]:
    """Runs of two or more English words in ``message`` that are neither ``given`` nor words of SQL."""
    known = {word.lower() for word in re.findall("[A-Za-z]+", given)} | KEYWORDS
    known |= {part for name in FUNCTIONS for part in re.findall("[a-z]+", name)}
    ours = re.sub("auditor facts|auditor rules list", "", message)
    runs = re.findall("[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+", ours)
    return [run for run in runs if sum(word.lower() not in known for word in re.findall("[A-Za-z]+", run)) > 1]


def test_conditions() -> None:
    compiler, said = Compiler(), {}
    for condition in CONDITIONS:
        try:
            compiler.compile(condition, TABLES["指标"], {"词": ["甲"]})
        except ConditionError as error:
            said[condition] = f"{error.what}。{error.advice}"
    compiler.close()
    assert len(said) >= 50
    assert {given: message for given, message in said.items() if foreign(message, given)} == {}


def test_queries() -> None:
    facts, said = load([]), {}
    for sql in QUERIES:
        try:
            select(facts, sql)
        except AuditorError as error:
            said[sql] = str(error)
    facts.close()
    assert len(said) >= 30
    assert {given: message for given, message in said.items() if foreign(message, given)} == {}


def test_packs(tmp_path: Path) -> None:
    file, said = tmp_path / "规则.yaml", {}
    for text in PACKS:
        file.write_text(text, encoding="utf-8")
        for read in (lambda: load_packs([file]), lambda: read_yaml("规则.yaml", file.read_bytes())):
            try:
                read()
            except AuditorError as error:
                said[text] = str(error).replace(str(file), "")
    assert len(said) >= 50
    assert {given: message for given, message in said.items() if foreign(message, given)} == {}


def test_the_year_of_an_example() -> None:
    with pytest.raises(ValueError, match="年度应是数字，不能是“今年”"):
        build_book(ExampleText.model_validate({"文件": {"年度": "今年"}}), "甲")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("facts", "书.txt", "--export", "x.xlsx"), (".xlsx", ".duckdb", "Parquet")),
        (("facts", "书.txt", "--export", "书.txt/x.duckdb"), ("无法写入",)),
        (("facts", "书.txt", "--export", "o.duckdb", "--map", "考核要点"), ("列名=字段", "三级指标")),
        (("facts", "书.txt", "--export", "o.duckdb", "--map", "没有.yaml"), ("没有.yaml", "无法读取")),
        (("rules", "try", "数值 > 1", "书.txt", "--show", "abc"), ("--show", "应是整数")),
        (("audit", "书.txt", "--fail-on", "abc"), ("--fail-on", "abc")),
        (("audit", "书.txt", "-o", "书.txt"), ("书.txt",)),
        (("audit", "书.txt", "--nosuch"), ("没有选项",)),
        (("nosuch",), ("没有命令",)),
        (("config", "多", "余", "的"), ("路径不存在",)),
        (("rules", "show"), ("缺少",)),
        (("query", "书.txt"), ("缺少",)),
        (("query", "书.txt", "select 没有 from 指标"), ("没有“没有”这一列",)),
        (("audit", "没有.txt"), ("没有.txt",)),
        (("audit", "书.txt", "--rules", "没有.yaml"), ("没有.yaml",)),
        (("audit", "书.txt", "--baseline", "没有.json"), ("没有.json",)),
    ],
)
def test_commands(
    arguments: tuple[str, ...],
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    auditor_command: Auditor,
) -> None:
    from tests.cli.books import SOUND

    monkeypatch.chdir(tmp_path)
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    ended = auditor_command(*arguments)
    assert ended.code in (2, 3)
    assert foreign(ended.err, f"{' '.join(arguments)} DuckDB auditor help") == []
    assert [word for word in words if word not in ended.err] == []
    assert not (tmp_path / "x.xlsx").exists()
