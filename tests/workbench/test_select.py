"""SQL over the facts: everything a SELECT can say, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText
from auditor.workbench.export import export
from auditor.workbench.select import select

LINES = [
    "产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人",
    "产出指标 | 质量指标 | 验收合格率 | ≥ | 95 | %",
    "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 90 | %",
]


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    book = build_book(
        ExampleText.model_validate({"项目": {"项目名称": "培训", "项目总额": "100"}, "指标": LINES}), "甲"
    )
    loaded = load([book])
    yield loaded
    loaded.close()


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("select count(*) from 指标", (3,)),
        ("from 指标 select max(数值)::int", (120,)),
        ("select 度量单位, count(*) as n from 指标 group by all order by n desc", ("%", 2)),
        ("select p.项目名称, count(*) from 指标 i join 项目 p using (项目标识) group by 1", ("培训", 3)),
        ("with 大 as (select * from 指标 where 数值 > 100) select 三级指标 from 大", ("培训人数",)),
        ("select 三级指标, row_number() over (order by 数值 desc) from 指标", ("培训人数", 1)),
        ("select 三级指标 from 指标 where 数值 = (select min(数值) from 指标)", ("学员满意度",)),
        ("select count(*) from (select 三级指标 from 指标 union select 项目名称 from 项目)", (4,)),
        ("select string_agg(三级指标, '、') filter (where 度量单位 = '人') from 指标", ("培训人数",)),
        ("select x from (select unnest([1, 2]) as x)", (1,)),
    ],
)
def test_a_select_may_say_everything(sql: str, first: tuple[object, ...], facts: Facts) -> None:
    assert select(facts, sql).rows[0] == first


@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2",
        "select 1; drop table 指标",
        "drop table 指标",
        "create table x as select 1",
        "insert into 指标 select * from 指标",
        "update 指标 set 数值 = 0",
        "delete from 指标",
        "copy 指标 to 'x.csv'",
        "copy (select 1) to 'x.csv'",
        "attach 'x.db'",
        "attach ':memory:' as x",
        "install httpfs",
        "load httpfs",
        "pragma version",
        "set memory_limit = '1TB'",
        "call pragma_version()",
        "export database 'x'",
        "select * from 'x.csv'",
        "select * from '/etc/passwd'",
        "select * from read_csv('x.csv')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('*')",
        "select * from duckdb_settings()",
        "select * from duckdb_secrets()",
        "select * from information_schema.tables",
        "select * from pragma_table_info('指标')",
        "select * from (select * from read_blob('/etc/passwd'))",
        "select (select content from read_text('/etc/passwd'))",
        "with x as (select * from read_csv('a')) select * from x",
        "select getenv('HOME')",
        "select current_setting('memory_limit')",
        "select repeat('x', 1000000000)",
        "select * from range(1000000000000)",
        "select query('select 1')",
        "select * from query('select 1')",
        "select * from query_table('指标')",
        "select version()",
        "create macro sum(x) as 1",
        "vacuum",
        "explain analyze select 1",
        "select",
        "",
    ],
)
def test_nothing_else_runs(sql: str, facts: Facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        select(facts, sql)
    assert list(tmp_path.iterdir()) == []
    assert select(facts, "select count(*), sum(数值)::int from 指标").rows == [(3, 305)]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("select 三级指票 from 指标", "没有“三级指票”这一列。是否想写“三级指标”"),
        ("select 1 from 指票", "没有“指票”这张表。是否想写“指标”"),
        ("select cuont(*) from 指标", "不能用函数 cuont。是否想写“count”"),
        ("select 1 from 指标 were 1", "查询写法有误"),
    ],
)
def test_mistakes_are_told_in_chinese(sql: str, told: str, facts: Facts) -> None:
    with pytest.raises(UsageError) as caught:
        select(facts, sql)
    assert told in str(caught.value)


def test_a_query_without_end_is_stopped(facts: Facts) -> None:
    endless = "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x"
    with pytest.raises(UsageError, match="已停止"):
        select(facts, endless, seconds=0.5)


def test_the_facts_come_out_as_a_database_and_as_parquet(facts: Facts, tmp_path: Path) -> None:
    import duckdb

    export(facts, tmp_path / "事实's.duckdb")
    export(facts, tmp_path / "事实'库")
    with duckdb.connect(str(tmp_path / "事实's.duckdb"), read_only=True) as database:
        assert database.execute("select count(*) from 指标").fetchone() == (3,)
        shown = database.execute("select comment from duckdb_columns() where column_name = '数值'").fetchone()
        assert shown
        assert "数值" in str(shown[0])
        file = str(tmp_path / "事实'库" / "指标.parquet").replace("'", "''")
        same = f"select count(*) from (select * from 指标 except select * from '{file}')"
        assert database.execute(same).fetchone() == (0,)
    export(facts, tmp_path / "事实'库")


@pytest.mark.parametrize("target", ["有", "有/别人的.txt"])
def test_an_export_touches_nothing_of_others(target: str, facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "有").mkdir()
    (tmp_path / "有" / "别人的.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        export(facts, tmp_path / target)
    assert (tmp_path / "有" / "别人的.txt").read_text(encoding="utf-8") == "x"
