"""Whatever is printed ends in the tree or in the ledger, and nothing makes a form fall over."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.forms.book import read_accounted
from auditor.forms.table.row import RowRole
from auditor.readers.text import read_text
from tests.forms.grids import HEADER, SUBHEADER

WORDS = (
    "", "", "", "产出指标", "成本指标", "数量指标", "服务对象满意度指标", "培训人数",
    "≥", "-", "定性", "优", "100", "26,32", "%",
    "12345678T00001-甲项目", "乙项目",
    "10.000000", "#####", "合 计", "项目名称", "部门名称", "产出指标数量指标人数", "<script>", "{{x}}",
)  # fmt: skip
TITLES = (
    "预算12表 项目支出绩效表", "预算13表 部门整体支出绩效目标表", "预算14表 转移支付绩效目标表", "预算01表 收支总表",
    "金额单位：万元", "(2026年度)", "说明文字。", "",
)  # fmt: skip
HEADS = (
    f"{HEADER}\n{SUBHEADER}",
    "\t活动\t绩效指标\t指标性质\t指标值\t度量单位",
    "绩效指标\t一级指标\t二级指标\t三级指标\t指标值",
    "收 入\t\t支 出\t\n项 目\t预算数\t项 目\t预算数",
)  # fmt: skip
ROW = st.lists(st.sampled_from(WORDS), min_size=2, max_size=13).map("\t".join)
PIECES = st.lists(st.one_of(st.sampled_from(TITLES), st.sampled_from(HEADS), ROW, ROW, ROW), min_size=1, max_size=14)


# Indicators without any project above the title printed again: found at random, and only seldom.
@example([TITLES[0], HEADS[0], "\t产出指标", TITLES[0], "\t\t\t\t培训人数"])
@example([TITLES[0], HEADS[0], "\t产出指标", TITLES[0], "\t\t\t\t12345678T00001-甲项目\t培训人数"])
@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_every_line_is_in_the_tree_or_in_the_ledger(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    if not text.strip():
        return
    book, tables, loose = read_accounted(read_text("made.txt", text.encode()), id="made")
    roles = {row.source.line: row.role for table in tables for row in table.rows}
    roles |= {caption.source.line: caption.role for table in tables for caption in table.captions}
    roles |= {caption.source.line: caption.role for caption in loose}
    assert set(roles) == {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    assert all(roles.values())
    everyone = [*book.projects, *book.departments, *book.transfers]
    rows = [one for project in everyone for one in project.indicators]
    lines = [one.source.line for one in rows if one.source.line]
    assert {line for line, role in roles.items() if role == RowRole.INDICATOR and line} == set(lines)
    # A row of a wide summary holds several indicators, a row of any other form one.
    single = [one.source.line for own in everyone if own.layout != "横排汇总" for one in own.indicators]
    assert len(single) == len(set(single))
    assert len({one.id for one in rows}) == len(rows)
    if RowRole.LEDGER in roles.values():
        assert any(entry.why for entry in book.ledger)
