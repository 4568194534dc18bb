"""Doubt of a cell reaches every finding that could not be without it, whatever lies between."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from auditor.facts.load import load
from auditor.facts.schema import TABLES
from auditor.findings import Finding, Status
from auditor.model import INDICATOR_CELLS, PROJECT_CELLS, Amount, Book, Indicator, Project, Repair, RepairKind
from auditor.rulebook import builtin_packs, load_packs
from auditor.rulebook.engine import run
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText

LINES = """
产出指标 | 数量指标 | 培训教师人数 | ≥ | 120 | 人
产出指标 | 数量指标 | 培训教师人数 | ≤ | 150 | 人
产出指标 | 数量指标 | 培训教师合格率 | = | 98 | %
产出指标 | 质量指标 | 修缮道路面积 | ≥ | 3500 | 平方米
产出指标 | 质量指标 | 培训合格率 | ≥ | 150 | %
产出指标 | 时效指标 | 项目完成时间 | ≤ | 13 | 月
产出指标 | 时效指标 | 培训工作 | 定性 | 优 |
效益指标 | 社会效益指标 | 提高教学水平 | ≥ | 90 | %
效益指标 | 可持续影响指标 | 持续发挥作用 | = | ##### | %
满意度指标 | 服务对象满意度指标 | 参训教师满意度 | ≤ | 90 | %
满意度指标 | 服务对象满意度指标 | 指标1：群众投诉率和满意度 | ≥ | 26,32 | %
"""
COSTS = """
成本指标 | 经济成本指标 | 项目总成本 | ≤ | 183 | 万元
成本指标 | 经济成本指标 | 场地费 | ≤ | 90 | 万元
成本指标 | 经济成本指标 | 设备费 | ≤ | 40 | 万元
成本指标 |  | 印刷费 | ≤ | 5 | 万元
"""
WEIGHTED = """
成本指标 | 经济成本指标 | 项目总成本 | ≤ | 1 | 万元 | 权重=30
效益指标 | 社会效益指标 | 受益学校所数 | ≥ | 5 | 所 | 权重=40
"""
SCORED = """
产出指标 | 数量指标 | 培训人数 | ≥ | 120 | 人 | 分值=30 | 得分=35 | 实际完成值=100人
产出指标 | 质量指标 | 培训合格率 | ≥ | 95 | % | 分值=30 | 得分=30 | 实际完成值=80%
效益指标 | 社会效益指标 | 受益人数 | ≥ | 50 | 人 | 分值=20 | 得分=10 | 实际完成值=500人
满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 90 | % | 分值=15 | 得分=15 | 实际完成值=基本满意
"""
OTHERS: dict[str, tuple[str, ...]] = {
    "一级指标": ("产出指标", "成本指标", "效益指标", "满意度指标"),
    "二级指标": ("数量指标", "质量指标", "时效指标", "经济成本指标", "社会效益指标", "服务对象满意度指标"),
    "三级指标": ("外聘专家数量", "故障率", "建设总成本", "维护费"),
    "指标性质": ("≥", "≤", "="),
    "指标值": ("1", "95", "5000", "优"),
    "度量单位": ("%", "人", "万元", "月"),
    "分值": ("10", "35"), "权重": ("10", "60"), "得分": ("10", "25"), "实际完成值": ("120人", "96%"),
    "项目编码": ("110-T9",), "项目名称": ("信息系统运维项目",), "绩效目标": ("全年培训教师120人，合格率95%。",),
    "项目总额": ("50", "300"), "财政资金": ("50", "300"), "其他资金": ("50", "300"),
}  # fmt: skip
"""What a cell may hold instead: blank, and some of these. No name that the book has: of three equal ones, another
can take the first one's part in a pair."""

RULES = load_packs(builtin_packs())


def content(seed: int) -> dict[str, Any]:
    """Projects of every kind of table with every second fault, some of them alike, and a budget table."""
    drawn = random.Random(seed)
    lines, costs, weighted, scored = (text.strip().splitlines() for text in (LINES, COSTS, WEIGHTED, SCORED))
    amounts = {"项目总额": "100", "财政资金": "90", "其他资金": "20"}
    alike, wish = drawn.sample(lines, 3), {**amounts, "绩效目标": "打造教育强区"}
    return {
        "项目": {"项目编码": "110-T1", "项目名称": "教师培训项目", **amounts, "绩效目标": "保障工作正常开展"},
        "指标": drawn.sample(lines, 6) + costs,
        "另有项目": [
            {"项目": {"项目编码": "110-T2", "项目名称": "甲项目", **wish}, "指标": alike},
            {"项目": {"项目编码": "110-T2", "项目名称": "乙项目", **wish}, "指标": alike},
            {"项目": {"项目名称": "丙项目", **amounts}, "指标": weighted},
            {"项目": {"项目名称": "整体", "表类": "整体", "绩效目标": ""}, "指标": drawn.sample(lines, 2)},
            {"项目": {"项目名称": "转移", "表类": "转移支付", **amounts}, "指标": lines[:2]},
            {"项目": {"项目名称": "自评项目", "表类": "自评", **amounts, "自评得分": "80"}, "指标": scored},
        ],
        "文件": {"部门名称": "教育局"},
        "预算行": [
            {"表名": "采购表", "行名": "甲", "项目名称": "教师培训项目", "列名": "金额", "金额原文": "120"}
        ],
        "目录": [{"表名": "收支总表"}],
        "页": [{"文字": "收支总表"}],
        "文字": ["2026年项目支出预算162.00万元，比2025年126.00万元增加36.00万元。"],
    }  # fmt: skip


def records(book: Book) -> list[Project | Indicator]:
    projects = [*book.projects, *book.departments, *book.transfers]
    return [*projects, *(indicator for project in projects for indicator in project.indicators)]


def cells(record: Project | Indicator) -> tuple[str, ...]:
    if isinstance(record, Project):
        return PROJECT_CELLS
    return (*INDICATOR_CELLS, *(cell for cell in record.extra if cell in OTHERS))


def put(record: Project | Indicator, cell: str, text: str) -> None:
    """Print ``text`` in a cell of ``record``."""
    if isinstance(record, Indicator):
        if cell in INDICATOR_CELLS:
            setattr(record, INDICATOR_CELLS[cell], text)
        else:
            record.extra[cell] = text
    elif cell in ("项目编码", "项目名称"):
        setattr(record, {"项目编码": "code", "项目名称": "name"}[cell], text)
    elif cell == "绩效目标":
        record.funding[0].goal = text
    else:
        amount = Amount(text, Decimal(text), "万元", record.source) if text else None
        setattr(record.funding[0], {"项目总额": "total", "财政资金": "fiscal", "其他资金": "other"}[cell], amount)


def doubt(book: Book, record: Project | Indicator, cell: str) -> None:
    repair = Repair(RepairKind.DOUBTFUL_CELL, record.source, "", "", cell, doubtful=True)
    record.repairs.append(repair)
    book.repairs.append(repair)


def judged(books: list[Book]) -> dict[str, dict[tuple[object, ...], Finding]]:
    """The findings of each book by what they say of which rows, whatever the book is called."""
    facts = load(books)
    _, findings = run(RULES, facts, seconds=60)
    facts.close()
    found: dict[str, dict[tuple[object, ...], Finding]] = {book.id: {} for book in books}
    for finding in findings:
        about = (finding.project, finding.indicator, *sorted(finding.others))
        key = (finding.rule, *(name and str(name).removeprefix(finding.document) for name in about))
        found[finding.document][key] = finding
    return found


def variants(seed: int) -> Iterator[tuple[str, Book, list[Book]]]:
    """Every cell of the book: its name, the book with a doubt of it, and books where it holds something else."""
    text = ExampleText.model_validate(content(seed))
    drawn = random.Random(seed)
    for place, record in enumerate(records(build_book(text, "样"))):
        for cell in cells(record):
            id = f"{place}/{cell}"
            doubted = build_book(text, id)
            doubt(doubted, records(doubted)[place], cell)
            others = []
            for number, other in enumerate(("", *drawn.sample(OTHERS[cell], min(2, len(OTHERS[cell]))))):
                others.append(build_book(text, f"{id}/{number}"))
                put(records(others[-1])[place], cell, other)
            yield id, doubted, others


@pytest.mark.parametrize("seed", [1, 2])
def test_what_rests_on_a_doubtful_cell_is_a_doubt(seed: int) -> None:
    made = list(variants(seed))
    found = judged([book for _, doubted, others in made for book in (doubted, *others)])
    assert sum(map(len, found.values())) > 1000
    wrong = {
        (cell.partition("/")[2], key[0])
        for cell, doubted, others in made
        for key, finding in found[doubted.id].items()
        if finding.status is not Status.READING_DOUBT and any(key not in found[other.id] for other in others)
    }
    assert wrong == set()


def test_every_table_is_judged() -> None:
    facts = load([build_book(ExampleText.model_validate(content(1)), "样")])
    empty = [name for name in TABLES if not facts.subjects[name]]
    assert empty == ["修正", "勾稽"], "a doubt of a cell fills the one, relations of rules the other"


@pytest.mark.parametrize(
    ("cell", "line", "columns"),
    [
        ("指标值", "成本指标 | 经济成本指标 | 场地费 | ≤ | 90 | 万元", {"成本合计", "总成本", "相同指标项目"}),
        ("指标性质", "成本指标 | 经济成本指标 | 场地费 | ≤ | 90 | 万元", {"相同指标项目"}),
        ("指标值", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人", {"相同指标项目"}),
        ("一级指标", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人", {"一级清单", "成本合计", "总成本"}),
        ("二级指标", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人", {"二级清单", "成本合计", "总成本"}),
        ("权重", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人 | 权重=5", {"分值合计"}),
        ("得分", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人 | 得分=5", {"得分合计"}),
        ("", "产出指标 | 数量指标 | 培训人数 | ≥ | 90 | 人",
         {"指标数", "一级清单", "二级清单", "成本合计", "总成本", "相同指标项目"}),
    ],
)  # fmt: skip
def test_a_project_doubts_what_is_made_of_the_cell_and_nothing_else(cell: str, line: str, columns: set[str]) -> None:
    book = build_book(ExampleText.model_validate({"项目": {"项目名称": "甲"}, "指标": [line]}), "样")
    doubt(book, book.projects[0].indicators[0], cell)
    rows = load([book]).connection.execute("select 存疑列 from 项目").fetchall()
    assert {name for (names,) in rows for name in names} == columns
