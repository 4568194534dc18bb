"""Conditions are a stranger's text: what may run, and every way we know of to make them do something else."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.schema import TABLES
from auditor.rulebook.binder import Compiler
from auditor.rulebook.predicate import ConditionError, Parameter

INDICATOR = TABLES["指标"]
PARAMETERS: dict[str, Parameter] = {"坏词": ["不好", "很差"], "最低": 80}


@pytest.fixture(scope="module")
def compiler() -> Iterator[Compiler]:
    made = Compiler()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("condition", "columns"),
    [
        ("方向 = '越小越好' and 指标性质 in ('≥', '>')", ("方向", "指标性质")),
        ("三级指标 in $坏词 or 数值 < $最低", ("三级指标", "数值")),
        ("len(list_filter($坏词, lambda x: contains(三级指标, x))) > 0", ("三级指标",)),
        ("三级指标 like '%率' and 度量单位 is null", ("三级指标", "度量单位")),
        ("regexp_matches(三级指标, '^.{2,5}率$')", ("三级指标",)),
        ("case when 是否比率 then 数值 > 100 else false end", ("是否比率", "数值")),
        ("数值 between 0 and 100 and not 可超百分百", ("数值", "可超百分百")),
        ("coalesce(数值, 0) = 0 -- 说明", ("数值",)),
        ("try_cast(指标值 as decimal(18, 2)) > 1", ("指标值",)),
        ("指标.数值 > 1", ("数值",)),
        ("名称数字[1] = '50%'", ("名称数字",)),
        ("true", ()),
    ],
)
def test_conditions_of_reviewers_pass(compiler: Compiler, condition: str, columns: tuple[str, ...]) -> None:
    assert compiler.compile(condition, INDICATOR, PARAMETERS).columns == columns


ATTACKS = {
    "second statement": "true; select 1",
    "drop": "true; drop table 指标",
    "closing bracket": "true); drop table 指标; --",
    "comment before statement": "true -- \n; drop table 指标",
    "block comment": "true /* */ ; delete from 指标",
    "update": "true; update 指标 set 数值 = 0",
    "pragma": "true; pragma version",
    "pragma alone": "pragma version",
    "set": "true; set threads = 1",
    "attach": "true; attach ':memory:' as x",
    "copy": "true; copy 指标 to 'x.csv'",
    "install": "true; install httpfs",
    "macro": "true; create macro length(x) as 0",
    "temp macro": "true; create temp macro contains(a, b) as false",
    "export": "true; export database 'x'",
    "call": "true; call pragma_version()",
    "subquery": "数值 > (select max(数值) from 指标)",
    "scalar select": "(select true)",
    "exists": "exists (select 1 from 项目)",
    "in select": "三级指标 in (select 项目名称 from 项目)",
    "any list": "'x' = any(名称数字)",
    "array select": "len(array(select 1)) > 0",
    "read_csv": "(select true from read_csv('/etc/passwd'))",
    "file as table": "(select true from '/etc/passwd')",
    "from": "true from 项目",
    "cross join": "true from range(1000000000)",
    "where": "true where false",
    "union": "true union select true",
    "except": "true except select true",
    "intersect": "true intersect select true",
    "with": "with x as (select 1) select true",
    "order": "true order by 1",
    "limit": "true limit 1",
    "group": "true group by all",
    "having": "true having true",
    "qualify": "true qualify true",
    "sample": "true using sample 5",
    "distinct": "distinct true",
    "two expressions": "true, true",
    "alias": "true as 数值",
    "prefix alias": "数值: true",
    "star": "*",
    "columns": "columns('.*') is null",
    "count star": "count(*) > 1",
    "aggregate": "sum(数值) > 1",
    "aggregate with filter": "sum(数值) filter (where true) > 1",
    "window": "row_number() over () > 1",
    "window over columns": "max(数值) over (partition by 文件) > 1",
    "positional": "#1 > 0",
    "unnamed parameter": "数值 > ?",
    "numbered parameter": "数值 > $1",
    "default": "default",
    "collate": "三级指标 collate nocase = 'x'",
    "range": "len(range(1000000000)) > 0",
    "generate_series": "len(generate_series(1, 1000000000)) > 0",
    "repeat": "len(repeat(三级指标, 1000000000)) > 0",
    "lpad": "len(lpad(三级指标, 1000000000, 'x')) > 0",
    "levenshtein": "levenshtein(三级指标, 三级指标) > 0",
    "md5": "md5(三级指标) = 'x'",
    "list_reduce": "list_reduce(名称数字, lambda a, b: a || a || b) = 'x'",
    "list_aggregate": "list_aggregate(名称数字, 'histogram') is null",
    "comprehension": "len([x for x in 名称数字 if x > 'a']) > 0",
    "getenv": "getenv('PATH') = 'x'",
    "getvariable": "getvariable('x') = 'x'",
    "current_setting": "current_setting('threads') = '1'",
    "current_user": "current_user = 'x'",
    "current_date": "current_date > date '2020-01-01'",
    "now": "now() > date '2020-01-01'",
    "random": "random() > 0.5",
    "query function": "(from query('select 1'))",
    "json_execute": "json_execute_serialized_sql('x') = 1",
    "error": "error('x') = 1",
    "read_text": "read_text('/etc/passwd') = 'x'",
    "glob": "glob('/*') = 'x'",
    "schema-qualified function": "main.length(三级指标) > 1",
    "catalog-qualified function": "system.main.length(三级指标) > 1",
    "method on column": "三级指标.length() > 1",
    "method on getenv": "'PATH'.getenv() = 'x'",
    "other table's column": "项目.项目名称 = 'x'",
    "catalog-qualified column": "memory.main.指标.数值 > 1",
    "rowid": "rowid > 1",
    "quoted function": "\"repeat\"('x', 9) = 'x'",
    "upper case function": "REPEAT('x', 9) = 'x'",
    "user type": "三级指标::指标 = 'x'",
    "enum type": "三级指标::enum('x') = 'x'",
    "blob type": "三级指标::blob = 'x'",
    "struct": "{'a': 1}.a = 1",
    "map": "map {'a': 1}['a'] = 1",
    "pattern from a column": "regexp_matches(三级指标, 指标值)",
    "pattern computed": "regexp_matches(三级指标, 'a' || 指标值)",
    "long pattern": f"regexp_matches(三级指标, '{'a' * 2000}')",
    "bad pattern": "regexp_matches(三级指标, '[')",
    "huge repetition": "regexp_matches(三级指标, '((a{1000}){1000}){1000}')",
    "lambda shadows a column": "len(list_filter(名称数字, lambda 数值: true)) > 0",
    "bare lambda": "lambda x: true",
    "nested too deep": "not " * 100 + "true",
    "brackets too deep": "-(" * 3000 + "1" + ")" * 3000 + " > 0",
    "too long": "true" + " or true" * 1000,
    "empty": "",
    "only a comment": "-- true",
    "not a truth value": "数值",
    "full-width semicolon": "true； drop table 指标",
    "full-width comparison": "数值＞1",
    "curly quotes": "方向 = “越小越好”",
    "no-break space": "true\u00a0;\u00a0drop table 指标",
    "zero-width joiner": "数\u200d值 > 1",
    "right-to-left mark": "\u202e数值 > 1",
    "nul": "true\x00; drop table 指标",
    "dollar quotes": "$$x$$ = 'x'; drop table 指标",
    "escape string": r"E'\'; drop table 指标; --' = 'x'; select 1",
    "constants computed while binding": "len(list_transform(string_split('长长长', ''), lambda a: a)) > 1",
    "text that doubles while binding": "len(replace(replace('aa', 'a', 'aa'), 'a', 'aa')) > 1",
    "parameter that doubles": "len(list_concat($坏词, $坏词)) > 1",
    "unknown column": "三级指表 = 'x'",
    "unknown parameter": "数值 > $最底",
    "unknown function": "lenght(三级指标) > 1",
    "wrong argument": "length(数值) > 1",
}


@pytest.mark.parametrize("condition", ATTACKS.values(), ids=ATTACKS.keys())
def test_everything_else_is_refused_in_chinese(compiler: Compiler, condition: str) -> None:
    with pytest.raises(ConditionError) as raised:
        compiler.compile(condition, INDICATOR, PARAMETERS)
    assert any("一" <= sign <= "鿿" for sign in raised.value.what)


@pytest.mark.parametrize(
    ("condition", "candidate"),
    [
        ("三级指表 = 'x'", "三级指标"),
        ("数值 > $最底", "最低"),
        ("lenght(三级指标) > 1", "length"),
        ("contains(三级指表, 'x')", "三级指标"),
        ("三级指标::varchr = 'x'", "VARCHAR"),
        ("方向 = “越小越好”", "半角"),
        ("数值＞1", "半角"),
    ],
)
def test_a_typo_is_told_with_what_was_meant(compiler: Compiler, condition: str, candidate: str) -> None:
    with pytest.raises(ConditionError) as raised:
        compiler.compile(condition, INDICATOR, PARAMETERS)
    assert candidate in raised.value.advice


def test_a_comment_never_reaches_the_query(compiler: Compiler) -> None:
    assert compiler.compile("数值 > 1 /* ; */ -- )", INDICATOR, {}).sql == '("数值" > 1)'


def test_the_parser_keeps_its_word_after_all_attacks(compiler: Compiler) -> None:
    assert compiler.compile("length(三级指标) > 1", INDICATOR, {}).columns == ("三级指标",)


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("数值 ><=()'\";-/*,.$#[]{}1a率selctfromdp\n\x00；（"), max_size=40))
def test_any_text_is_refused_or_is_one_expression(compiler: Compiler, text: str) -> None:
    try:
        predicate = compiler.compile(text, INDICATOR, PARAMETERS)
    except ConditionError:
        return
    # What was let through is the WHERE of one statement.
    with duckdb.connect() as connection:
        assert len(connection.extract_statements(f'SELECT 行标识 FROM "指标" WHERE {predicate.sql}')) == 1
