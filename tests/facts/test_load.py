"""What the fact tables say of a small book."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.facts.schema import TABLES
from auditor.grid import Source
from auditor.model import Amount, Ownership
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText
from tests.forms.grids import book_of

CONTENT: dict[str, Any] = {
    "项目": {
        "项目编码": "110-T1", "项目名称": "培训项目", "项目总额": "100", "财政资金": "90", "其他资金": "#####",
        "绩效目标": "开展培训三场",
    },
    "指标": [
        "成本指标 | 经济成本指标 | 项目总成本 | ≤ | 100 | 万元",
        "成本指标 | 经济成本指标 | 场地费 | ≤ | 300000 | 元",
        "成本指标 | 经济成本指标 | 教师课酬 | ≤ | 20.5 | 万元",
        "成本指标 | 经济成本指标 | 人均成本 | ≤ | 500 | 元",
        "产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人",
        "产出指标 | 数量指标 | 培训人数。 | ≥ | 120.0 | 人",
        "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95 | 95% | ",
    ],
    "另有项目": [
        {"项目": {"项目名称": "另一项目", "绩效目标": "开展培训 三场"}},
        {"项目": {"项目名称": "整体", "表类": "整体"}},
    ],
    "文件": {"部门名称": "财政局"},
    "预算行": [{"表名": "表一", "行名": "合计", "列名": "金额", "金额原文": "1,000.50"}],
    "修正": [
        {"种类": "operator-glyph", "列名": "指标性质", "原文": "-", "读作": "=", "存疑": True},
        {"种类": "joined-code", "列名": "项目编码", "存疑": True},
    ],
}  # fmt: skip


@pytest.fixture
def facts() -> Facts:
    return load([build_book(ExampleText.model_validate(CONTENT), "例")])


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select count(*) from 指标", [(7,)]),
        ("select 表类, count(*) from 项目 group by all order by 1", [("整体", 1), ("项目", 2)]),
        ("select 数值, 标准单位, 金额 from 指标 where 三级指标 = '场地费'", [(Decimal(300000), "元", Decimal(30))]),
        ("select 项目总额, 财政资金, 其他资金, 其他资金原文, 占位列 from 项目 where 项目编码 <> ''",
         [(Decimal(100), Decimal(90), None, "#####", "其他资金")]),
        ("select 非数字金额, 来源差额 from 项目 where 项目编码 <> ''", [("其他资金“#####”", None)]),
        ("select 总成本, 成本合计 from 项目 where 项目编码 <> ''", [(Decimal(100), Decimal("50.5"))]),
        ("select 相同目标项目 from 项目 order by 行标识", [(["例/P2"],), (["例/P1"],), ([],)]),
        ("select 三级指标, 对照名称, 名称相同, 同值, 相关 from 相似指标",
         [("培训人数。", "培训人数", True, True, ["例/P1/I5"])]),
        ("select 存疑列 from 指标 limit 1", [(["指标性质", "项目编码"],)]),
        ("select 存疑列 from 项目 limit 1", [(["项目编码", "相同指标项目"],)]),
        ("select 一级清单 from 项目 limit 1", [(["成本指标", "产出指标", "满意度指标"],)]),
        ("select 部门名称, 年度, 误印符号数, 误印符号, 含整体绩效表 from 文件", [("财政局", 2026, 1, "-", True)]),
        ("select 表名, 行名, 金额, 金额原文 from 预算行", [("表一", "合计", Decimal("1000.5"), "1,000.50")]),
        ("select 种类, 列名, 存疑 from 修正 limit 1", [("operator-glyph", "指标性质", True)]),
        ("select count(*) from 资金", [(3,)]),
        ("select 值内单位, 度量单位 from 指标 where 三级指标 = '学员满意度'", [("%", "")]),
    ],
)  # fmt: skip
def test_the_tables_say(facts: Facts, query: str, rows: list[tuple[Any, ...]]) -> None:
    assert facts.connection.execute(query).fetchall() == rows


def test_every_row_has_its_subject(facts: Facts) -> None:
    for name in TABLES:
        numbers = facts.connection.execute(f'select 行标识 from "{name}" order by 1').fetchall()
        assert numbers == [(number,) for number in range(len(facts.subjects[name]))]
    subject = facts.subject("指标", 4)
    assert (subject.project, subject.indicator, subject.identity[-1]) == ("例/P1", "例/P1/I5", "培训人数")


def test_amounts_are_in_wan_whatever_the_table_prints() -> None:
    book = build_book(ExampleText.model_validate({"项目": {"项目总额": "50000", "金额单位": "元"}}), "例")
    unknown = build_book(ExampleText.model_validate({"项目": {"项目总额": "5", "金额单位": "贯"}}), "另")
    assert load([book, unknown]).connection.execute("select 项目总额 from 项目").fetchall() == [(Decimal(5),), (None,)]


def test_a_number_too_large_for_the_tables_stays_text() -> None:
    book = build_book(ExampleText.model_validate({"项目": {"项目总额": "1"}}), "例")
    book.projects[0].funding[0].total = Amount("9" * 40, Decimal("9" * 40), "万元", Source("例"))
    rows = load([book]).connection.execute("select 项目总额, 项目总额原文 from 项目").fetchall()
    assert rows == [(None, "9" * 40)]


def test_doubtful_ownership_marks_the_row_and_its_project() -> None:
    book = build_book("产出指标 | 数量指标 | 人数 | ≥ | 1 | 人", "例")
    book.projects[0].indicators[0].ownership = Ownership.DOUBTFUL
    made = load([book])
    assert made.connection.execute("select 归属存疑 from 指标 union all select 归属存疑 from 项目").fetchall() == [
        (True,),
        (True,),
    ]


def test_no_books_give_empty_tables() -> None:
    made = load([])
    assert all(made.subjects[name] == [] for name in TABLES)
    assert made.kinds("指标") == set()
    assert made.kinds("文件") is None


def test_thousands_of_projects_that_are_all_alike_name_only_the_first_of_one_another() -> None:
    one = build_book(ExampleText.model_validate(CONTENT), "例").projects[0]
    book = build_book(ExampleText.model_validate(CONTENT), "例")
    book.projects = [replace(one, id=f"例/p{number}") for number in range(1, 201)]
    facts = load([book])
    (longest,) = facts.connection.execute('select max(len("相同目标项目")) from "项目"').fetchall()[0]
    assert longest == 50


@pytest.mark.parametrize("type_", ["定性", "定性指标"])
@pytest.mark.parametrize("title", ["指标值类型", "指标属性", "指标类型"])
@pytest.mark.parametrize(
    ("sign", "value", "meant"),
    [("=", "逐步完善", "定性"), ("＝", "优", "定性"), ("=", "5", "="), ("≥", "逐步完善", "≥"), ("", "优", "")],
)
def test_a_column_that_says_qualitative_tells_what_an_equals_sign_before_a_word_is(
    title: str, type_: str, sign: str, value: str, meant: str
) -> None:
    header = f"一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t{title}"
    row = f"效益指标\t社会效益指标\t监测体系\t{sign}\t{value}\t\t{type_}"
    facts = load([book_of(f"项目支出绩效目标表\n项目名称\t监测\n{header}\n{row}\n")])
    assert facts.connection.execute("select 指标性质 from 指标").fetchall() == [(meant,)]
