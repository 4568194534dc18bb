"""L1 rows: shifted, cut, repeated and merged, each made by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms import read_book
from auditor.forms.table.money import doubtful_amounts
from auditor.grid import Grid, Source
from auditor.model import Amount, Book, Indicator, Ownership, Project, RepairKind
from auditor.readers import read
from tests.forms.grids import COST, HEADER, OUTPUT, SUBHEADER, book_of, grid, line, printed, project_table

OWN = "12345678T00001-甲项目\t10.000000\t10.000000\t\t做好甲工作"
NEXT = "12345678T00002-乙项目\t20.000000\t20.000000\t\t做好乙工作"


def one(row: str, *others: str) -> Indicator:
    """The indicator of ``row`` below a project's own row."""
    return book_of(project_table(f"{OWN}\t{OUTPUT}", row, *others)).projects[-1].indicators[1]


def shown(indicator: Indicator) -> tuple[str, ...]:
    return (
        indicator.level1,
        indicator.level2,
        indicator.name,
        indicator.operator,
        indicator.value,
        indicator.unit,
    )


def kinds(book: Book) -> list[RepairKind]:
    return [repair.kind for repair in book.repairs]


COST_CELLS = ("成本指标", "经济成本指标", "培训费用", "≤", "5", "万元")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (f"\t\t\t\t\t{COST}", COST_CELLS),
        (f"{COST}\t\t\t\t\t", COST_CELLS),
        (f"\t\t{COST}\t\t\t", COST_CELLS),
        (f"\t\t\t\t\t\t\t\t{COST}", COST_CELLS),
        ("成本指标\t\t\t\t经济成本指标\t培训费用\t≤\t5\t万元\t\t", COST_CELLS),
        ("\t\t\t\t\t成本指标\t经济成本指标\t培训费用\t\t≤\t5\t万元\t\t", COST_CELLS),
        ("成本指标\t经济成本指标\t培训费用\t\t≤\t\t\t\t5\t万元", COST_CELLS),
        ("\t\t\t\t\t成本指标\t培训费用\t\t≤\t5\t万元", ("成本指标", "", "培训费用", "≤", "5", "万元")),
        ("成本指标\t培训费用\t≤\t5\t万元", ("成本指标", "", "培训费用", "≤", "5", "万元")),
        (
            "\t\t\t\t\t成本指标\t经济成本指标\t培训费用\t\t5\t万元",
            ("成本指标", "经济成本指标", "培训费用", "", "5", "万元"),
        ),
        (
            "\t\t\t\t\t成本指标\t经济成本指标\t培训费用\t≤\t\t万元",
            ("成本指标", "经济成本指标", "培训费用", "≤", "", "万元"),
        ),
        ("成本指标\t经济成本指标\t培训费用\t≤\t万元\t\t\t", ("成本指标", "经济成本指标", "培训费用", "≤", "", "万元")),
        ("\t\t\t\t\t产出指标\t质量指标\t效果\t定性\t优\t", ("产出指标", "质量指标", "效果", "定性", "优", "")),
        ("\t\t\t\t\t产出指标\t成本指标\t人均费用\t≤\t3\t元", ("产出指标", "成本指标", "人均费用", "≤", "3", "元")),
        ("\t\t\t\t\t\t\t\t成本指标\t经济成本指标\t培训费用", ("成本指标", "经济成本指标", "培训费用", "", "", "")),
    ],
)
def test_a_row_is_read_from_its_level1_word(row: str, cells: tuple[str, ...]) -> None:
    assert shown(one(row)) == cells


def test_raw_keeps_the_filled_cells_in_printed_order() -> None:
    assert one(f"{COST}\t\t\t").raw == "成本指标 | 经济成本指标 | 培训费用 | ≤ | 5 | 万元"


@pytest.mark.parametrize(
    ("sign", "value", "operator", "told"),
    [
        ("-", "100", "=", True),
        ("—", "100", "=", True),
        ("－", "优", "=", True),
        ("-", "", "-", False),
        ("≥", "1", "≥", False),
    ],
)
def test_a_dash_before_a_value_stands_for_equals(sign: str, value: str, operator: str, told: bool) -> None:
    indicator = one(f"\t\t\t\t\t产出指标\t质量指标\t合格率\t{sign}\t{value}\t%")
    assert indicator.operator == operator
    assert [repair.kind for repair in indicator.repairs] == ([RepairKind.OPERATOR_GLYPH] if told else [])
    assert indicator.printed["指标性质"].raw == sign


def test_cells_that_fell_off_the_right_end_are_doubtful_not_missing() -> None:
    indicator = one("\t\t\t\t\t\t\t\t成本指标\t经济成本指标\t培训费用")
    assert [repair.field for repair in indicator.repairs if repair.kind is RepairKind.MISSING_COLUMN] == [
        "指标性质",
        "指标值",
        "度量单位",
    ]
    assert all(repair.doubtful for repair in indicator.repairs if repair.kind is RepairKind.MISSING_COLUMN)


def test_equals_before_a_grade_is_doubtful_only_where_the_table_prints_qualitative() -> None:
    equals = "\t\t\t\t\t产出指标\t质量指标\t服务质量\t=\t优\t"
    assert not one(equals).repairs
    told = one(equals, "\t\t\t\t\t产出指标\t质量指标\t办会质量\t定性\t优\t")
    assert [(repair.kind, repair.field) for repair in told.repairs] == [(RepairKind.DOUBTFUL_CELL, "指标性质")]
    assert told.operator == "="


class TestOwnership:
    """Who owns a row: see the rule at the walker."""

    @staticmethod
    def owners(*rows: str) -> list[tuple[str, Ownership]]:
        book = book_of(project_table(*rows))
        return [(project.name, one.ownership) for project in book.projects for one in project.indicators]

    def test_the_unbroken_run_below_the_projects_row_is_printed(self) -> None:
        rows = (f"{OWN}\t{OUTPUT}", f"\t\t\t\t\t{COST}", f"{NEXT}\t{OUTPUT}")
        assert self.owners(*rows) == [("甲项目", Ownership.PRINTED)] * 2 + [("乙项目", Ownership.PRINTED)]

    def test_a_lost_column_moves_the_whole_run_and_stays_printed(self) -> None:
        rows = (f"12345678T00001-甲项目\t10.000000\t10.000000\t做好甲工作\t{OUTPUT}", f"\t\t\t\t{COST}")
        assert self.owners(*rows) == [("甲项目", Ownership.PRINTED)] * 2

    def test_a_shifted_row_and_all_after_it_are_doubtful(self) -> None:
        rows = (f"{OWN}\t{OUTPUT}", f"{COST}\t\t\t", f"\t\t\t\t\t{COST}", f"{NEXT}\t{OUTPUT}")
        assert [owner for _, owner in self.owners(*rows)] == [
            Ownership.PRINTED,
            Ownership.DOUBTFUL,
            Ownership.DOUBTFUL,
            Ownership.PRINTED,
        ]

    def test_the_rows_below_a_funding_line_without_a_name_are_doubtful(self) -> None:
        rows = (f"{OWN}\t{OUTPUT}", f"\t5.000000\t5.000000\t\t另一目标\t{COST}", f"\t\t\t\t\t{COST}")
        assert [owner for _, owner in self.owners(*rows)] == [Ownership.PRINTED] + [Ownership.DOUBTFUL] * 2

    def test_a_blank_line_does_not_break_a_run(self) -> None:
        rows = (f"{OWN}\t{OUTPUT}", f"\t\t\t\t\t{COST}", "", f"\t\t\t\t\t{COST}")
        assert {owner for _, owner in self.owners(*rows)} == {Ownership.PRINTED}

    def test_rows_before_any_project_are_kept_and_doubtful(self) -> None:
        assert self.owners(f"\t\t\t\t\t{COST}") == [("", Ownership.DOUBTFUL)]


class TestFunding:
    @staticmethod
    def project(*rows: str) -> Project:
        book = book_of(project_table(*rows))
        assert len(book.projects) == 1
        return book.projects[0]

    def test_sums_without_a_name_are_a_further_line(self) -> None:
        project = self.project(f"{OWN}\t{OUTPUT}", f"5.000000\t5.000000\t另一目标\t{COST}")
        assert [line.goal for line in project.funding] == ["做好甲工作", "另一目标"]
        assert [str(line.total.number) for line in project.funding if line.total] == ["10.000000", "5.000000"]

    def test_the_same_name_with_other_sums_is_a_further_line(self) -> None:
        project = self.project(f"{OWN}\t{OUTPUT}", f"12345678T00001-甲项目\t7.000000\t7.000000\t\t又一目标\t{COST}")
        assert [line.repeated for line in project.funding] == [False, False]

    def test_the_same_cells_again_are_a_repetition_kept_and_marked(self) -> None:
        project = self.project(f"{OWN}\t{OUTPUT}", f"{OWN}\t{COST}")
        assert [line.repeated for line in project.funding] == [False, True]
        assert [repair.kind for repair in project.repairs] == [RepairKind.REPEATED_ROW]

    @pytest.mark.parametrize(
        ("cells", "sums", "goal"),
        [
            ("甲项目\t10.0\t10.0\t\t做好工作", ("10.0", "10.0", None), "做好工作"),
            ("甲项目\t10.0\t\t10.0\t做好工作", ("10.0", None, "10.0"), "做好工作"),
            ("甲项目\t10.0\t10.0\t做好工作", ("10.0", "10.0", None), "做好工作"),
            ("甲项目\t10.0\t6.0\t4.0", ("10.0", "6.0", "4.0"), ""),
            ("\t\t甲项目\t10.0\t10.0\t\t做好工作", ("10.0", "10.0", None), "做好工作"),
            ("甲项目\t10.0\t#####\t做好工作", ("10.0", "#####", None), "做好工作"),
        ],
    )
    def test_project_cells_wherever_they_stand(self, cells: str, sums: tuple[str | None, ...], goal: str) -> None:
        project = self.project(f"{cells}\t{OUTPUT}")
        line = project.funding[0]
        assert project.name == "甲项目"
        assert tuple(amount.raw if amount else None for amount in (line.total, line.fiscal, line.other)) == sums
        assert line.goal == goal

    def test_an_overflowed_sum_has_no_number(self) -> None:
        project = self.project(f"甲项目\t10.0\t#####\t做好工作\t{OUTPUT}")
        assert project.fiscal is not None
        assert project.fiscal.number is None

    @pytest.mark.parametrize(
        ("odd", "beside", "doubted"),
        [
            ("33,545,259", 14, "33545259"),
            ("13.843441518", 14, "13.843441518"),
            ("20.0000000000", 14, None),  # more decimals that say nothing
            ("33,545,259", 4, None),  # five sums prove nothing
            ("33,545,259", 12, None),  # nor do 28
        ],
    )
    def test_a_sum_without_its_point_is_doubtful_beside_many_with_one(
        self, odd: str, beside: int, doubted: str | None
    ) -> None:
        others = [f"12345678T{number:05}-乙{number}项目\t20.000000\t20.000000\t\t目标" for number in range(beside)]
        book = book_of(
            project_table(*(f"{one}\t{OUTPUT}" for one in (*others, f"12345678T99999-丙项目\t{odd}\t{odd}\t\t目标")))
        )
        told = [(repair.raw, repair.read_as, repair.doubtful) for repair in book.repairs]
        said = f"{doubted}（本表金额多为6位小数，此数按印刷原样读取）"
        assert told == ([(odd, said, True)] * 2 if doubted else [])

    def test_decimals_that_writers_choose_freely_tell_nothing(self) -> None:
        sums = ["320.00", "318.5", "26.3", "4.25", "7", "8.5", "3.1", "12", "1,200", "9.5"] * 4
        rows = (f"12345678T{place:05}-乙{place}项目\t{one}\t\t\t目标\t{OUTPUT}" for place, one in enumerate(sums))
        assert not book_of(project_table(*rows)).repairs

    def test_numbers_of_a_workbook_are_printed_in_the_format_of_each_cell(self) -> None:
        source = Source("made.xlsx", sheet="表", cell="B7")
        sums = [Amount("20.000000", Decimal(20), "万元", source)] * 40
        odd = Amount("33,545,259", Decimal(33545259), "万元", source)
        assert not doubtful_amounts(("项目总额", amount) for amount in [*sums, odd])
        assert doubtful_amounts(("项目总额", replace(one, source=Source("a.txt"))) for one in [*sums, odd])

    def test_whole_sums_are_fine_where_the_table_prints_whole_sums(self) -> None:
        assert not book_of(project_table(f"甲项目\t33,545\t33,545\t\t目标\t{OUTPUT}")).repairs


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "没有指标行"),
        (["说明\t无\t\t"], "没有指标行"),
    ],
)
def test_a_header_without_rows_is_told(rows: list[str], why: str) -> None:
    book = book_of(project_table(*rows))
    entry = book.ledger[0]
    assert (entry.title, entry.read) == ("项目支出绩效表", False)
    assert why in (entry.why or "")
    assert not book.whole


def test_an_unknown_header_names_what_is_missing() -> None:
    book = book_of("预算12表 项目支出绩效表\n项目\t指标\t数\n甲\t乙\t1\n")
    assert book.ledger[0].why == "表头缺少：项目名称、一级指标、三级指标、指标值"


def test_a_row_that_is_nothing_ends_in_the_ledger() -> None:
    book = book_of(project_table(f"{OWN}\t{OUTPUT}", "\t\t\t\t\t\t备注\t\t\t见附件\t"))
    assert [(entry.read, entry.source.line) for entry in book.ledger] == [(True, 1), (False, 6)]
    assert "备注 | 见附件" in (book.ledger[1].why or "")


def test_a_total_row_is_no_project() -> None:
    assert [
        p.name for p in book_of(project_table("合计\t10.0\t10.0\t\t\t\t\t\t\t\t", f"{OWN}\t{OUTPUT}")).projects
    ] == ["甲项目"]


class TestMergedCells:
    """Pages of a PDF: merged project cells, and tables cut by the end of a page."""

    HEAD = (HEADER.split("\t"), SUBHEADER.split("\t"))

    @staticmethod
    def row(project: str, indicator: str) -> list[str]:
        cells = (project.split("\t") if project else [""] * 5) + indicator.split("\t")
        return [*cells, *[""] * (11 - len(cells))]

    def page(
        self, *rows: list[str], number: int = 1, merged: tuple[tuple[int, int], ...] = (), head: bool = True
    ) -> Grid:
        """``merged``: (first data row, rows) of project cells merged down."""
        top = 2 if head else 0
        spans = tuple((top + first, column, high, 1) for first, high in merged for column in range(5))
        return grid([*(self.HEAD if head else []), *rows], number, spans)

    def read(self, *pages: Grid) -> Book:
        return read_book(printed(line("预算12表 项目支出绩效表"), *pages), id="made")

    def test_merged_project_cells_own_their_rows(self) -> None:
        book = self.read(self.page(self.row(OWN, OUTPUT), self.row("", COST), merged=((0, 2),)))
        assert [(p.name, len(p.indicators)) for p in book.projects] == [("甲项目", 2)]
        assert all(one.ownership is Ownership.PRINTED for one in book.projects[0].indicators)

    def test_a_merged_level1_is_the_rows_own(self) -> None:
        rows = [*self.HEAD, self.row(OWN, OUTPUT), self.row("", "\t时效指标\t完成时间\t≤\t12\t月")]
        book = self.read(grid(rows, spans=((2, 5, 2, 1),)))
        last = book.projects[0].indicators[-1]
        assert (last.level1, last.level2, last.repairs) == ("产出指标", "时效指标", [])

    def test_an_unmarked_blank_level1_is_inherited_and_said(self) -> None:
        rows = [*self.HEAD, self.row(OWN, OUTPUT), self.row("", "\t成本指标\t人均费用\t≤\t12\t元")]
        last = self.read(grid(rows)).projects[0].indicators[-1]
        assert (last.level1, last.level2, last.name) == ("产出指标", "成本指标", "人均费用")
        assert [repair.kind for repair in last.repairs] == [RepairKind.INHERITED_LEVEL]

    def test_blank_project_cells_overleaf_continue_the_project(self) -> None:
        book = self.read(
            self.page(self.row(OWN, OUTPUT)),
            self.page(self.row("", COST), self.row("", COST), number=2, merged=((0, 2),), head=False),
        )
        assert [(p.name, len(p.indicators)) for p in book.projects] == [("甲项目", 3)]

    def test_a_repeated_header_overleaf_is_dropped_and_said(self) -> None:
        book = self.read(self.page(self.row(OWN, OUTPUT)), self.page(self.row("", COST), number=2))
        assert len(book.projects[0].indicators) == 2
        assert kinds(book) == [RepairKind.REPEATED_HEADER]

    def test_a_name_printed_overleaf_belongs_to_the_rows_at_the_foot(self) -> None:
        book = self.read(
            self.page(
                self.row(OWN, OUTPUT),
                self.row("", COST),
                self.row("", OUTPUT),
                self.row("", COST),
                merged=((0, 2), (2, 2)),
            ),
            self.page(self.row(NEXT, OUTPUT), self.row("", COST), number=2, merged=((0, 2),)),
        )
        assert [(p.name, len(p.indicators)) for p in book.projects] == [("甲项目", 2), ("乙项目", 4)]
        assert all(one.ownership is Ownership.PRINTED for p in book.projects for one in p.indicators)

    def test_a_name_cut_by_the_page_is_joined(self) -> None:
        book = self.read(
            self.page(self.row("12345678T00001-甲信息系统\t10.000000\t10.000000\t\t做好甲", OUTPUT)),
            self.page(self.row("运维项目\t\t\t\t工作", COST), number=2),
        )
        project = book.projects[0]
        assert (len(book.projects), project.name, project.goal) == (1, "甲信息系统运维项目", "做好甲工作")
        assert [repair.field for repair in project.repairs] == ["项目名称", "绩效目标"]

    def test_project_cells_repeated_overleaf_are_no_second_funding(self) -> None:
        book = self.read(self.page(self.row(OWN, OUTPUT)), self.page(self.row(OWN, COST), number=2))
        assert [(p.name, len(p.funding), len(p.indicators)) for p in book.projects] == [("甲项目", 1, 2)]

    def test_the_rest_of_a_row_cut_by_the_page_is_joined(self) -> None:
        book = self.read(
            self.page(self.row(OWN, "产出指标\t数量指标\t组织全区各单位\t≥\t3\t次")),
            self.page(self.row("", "\t\t培训次数"), self.row("", COST), number=2, head=False),
        )
        first, second = book.projects[0].indicators
        assert (first.name, second.name) == ("组织全区各单位培训次数", "培训费用")
        assert RepairKind.STITCHED in [repair.kind for repair in first.repairs]

    def test_text_broken_inside_a_cell_is_joined_and_said(self) -> None:
        book = self.read(self.page(self.row(OWN, "产出指标\t数量指标\t培训\n人数\t≥\t3\t人")))
        indicator = book.projects[0].indicators[0]
        assert indicator.name == "培训人数"
        assert [(repair.kind, repair.field) for repair in indicator.repairs] == [(RepairKind.JOINED_TEXT, "三级指标")]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_and_line_ends_change_nothing(mark: str, end: str) -> None:
    text = project_table(f"{OWN}\t{OUTPUT}", f"\t\t\t\t\t{COST}")
    book = book_of(mark + text.replace("\n", end))
    assert [shown(one) for one in book.projects[0].indicators] == [
        shown(one) for one in book_of(text).projects[0].indicators
    ]


def test_a_radical_that_the_reader_mapped_is_a_repair() -> None:
    cells = [HEADER.split("\t"), SUBHEADER.split("\t"), f"{OWN}\t{OUTPUT}".split("\t")]
    page = grid(cells)
    page.rows[2][7] = replace(page.rows[2][7], raw="培训⼈数")
    indicator = read_book(printed(page), id="made").projects[0].indicators[0]
    assert [(repair.kind, repair.raw, repair.read_as) for repair in indicator.repairs] == [
        (RepairKind.GLYPH, "培训⼈数", "培训人数")
    ]


@given(st.integers(0, 9), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_empty_cells_lost_or_gained_change_nothing(lead: int, gaps: list[int]) -> None:
    """The law of the reader: only the order of the filled cells counts, wherever level 1 stands."""
    parts = [""] * lead
    for text, gap in zip(COST_CELLS, gaps, strict=True):
        parts += [text, *[""] * gap]
    assert shown(one("\t".join(parts))) == COST_CELLS


@pytest.mark.parametrize("columns", [11, 10], ids=["every column", "without 其他资金"])
def test_a_word_in_place_of_a_sum_opens_the_project_all_the_same(columns: int, tmp_path: Path) -> None:
    head = (
        "项目名称\t项目总额\t其中：\t\t绩效目标\t"
        "一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位"
    )
    gap = "\t" if columns == 11 else ""
    rows = [
        f"11019926R000000000001-甲项目\t10.000000\t10.000000\t{gap}完成甲事\t产出指标\t数量指标\t巡河次数\t≥\t48\t次",
        f"11019926R000000000002-乙项目\t待定\t\t{gap}完成乙事\t产出指标\t数量指标\t巡河里程\t≥\t48\t公里",
    ]
    file = tmp_path / "表.txt"
    file.write_text(
        "\n".join(["预算12表 项目支出绩效表", head, "\t\t财政资金\t其他资金" + "\t" * 7, *rows]), encoding="utf-8"
    )
    book = read_book(read(file), id="b")
    assert [(project.name, project.total and project.total.raw, project.goal) for project in book.projects] == [
        ("甲项目", "10.000000", "完成甲事"),
        ("乙项目", "待定", "完成乙事"),
    ]
    assert [len(project.indicators) for project in book.projects] == [1, 1]


@pytest.mark.parametrize(
    "note", ["注：本表由各单位填报。", "填表人：张三\t\t联系电话：12345678", "说明：一、甲；二、乙"]
)
def test_remarks_below_the_projects_are_no_project_and_said(note: str) -> None:
    book = book_of(project_table(f"{OWN}\t{OUTPUT}", note + "\t"))
    assert len(book.projects) == 1
    assert any(note.split("\t", maxsplit=1)[0] in (entry.why or "") for entry in book.ledger)


def test_a_page_head_among_the_rows_is_no_project_and_said() -> None:
    head = "某某局\t\t\t2026年部门预算"
    book = book_of(project_table(f"{OWN}\t{OUTPUT}", head, f"\t\t\t\t\t{COST}", head, f"{NEXT}\t{OUTPUT}"))
    assert [(project.name, len(project.indicators)) for project in book.projects] == [("甲项目", 2), ("乙项目", 1)]
    assert any("某某局" in (entry.why or "") for entry in book.ledger)


def test_a_name_that_holds_a_piece_of_a_code_is_doubtful() -> None:
    book = book_of(project_table(f"{OWN}\t{OUTPUT}", f"0194-丙项目\t1.000000\t1.000000\t\t做好丙工作\t{COST}"))
    assert [repair.kind for repair in book.projects[1].repairs if repair.doubtful] == [RepairKind.DOUBTFUL_CELL]


def test_blank_cells_below_a_header_that_is_merged_continue_the_project() -> None:
    rows = [[*OWN.split("\t"), *OUTPUT.split("\t")], [*[""] * 5, *COST.split("\t")]]
    page = grid([HEADER.split("\t"), SUBHEADER.split("\t"), *rows], spans=((0, 0, 2, 1),))
    book = read_book(printed(line("预算12表 项目支出绩效表"), page), id="made")
    assert [len(project.indicators) for project in book.projects] == [2]


def test_characters_without_a_width_are_not_text() -> None:
    assert shown(one(f"\t\t\t\t\t{COST}".replace("成本指标", "成本指标\u200b"))) == COST_CELLS


def test_a_merged_level_wrapped_in_its_cell_reads_as_one_word_in_every_row() -> None:
    first = [*OWN.split("\t"), "成本指\n标", "经济成\n本指标", "甲费用", "≤", "5", "万元"]
    second = [*[""] * 7, "乙费用", "≤", "6", "万元"]
    page = grid([HEADER.split("\t"), SUBHEADER.split("\t"), first, second], spans=tuple((2, x, 2, 1) for x in range(7)))
    book = read_book(printed(line("预算12表 项目支出绩效表"), page), id="made")
    levels = {(indicator.level1, indicator.level2) for indicator in book.projects[0].indicators}
    assert levels == {("成本指标", "经济成本指标")}


def test_a_code_cut_by_the_page_with_its_sums_overleaf_is_joined() -> None:
    titles = [HEADER.split("\t"), SUBHEADER.split("\t")]
    foot = ["12345678T00", "", "", "", "做好", *OUTPUT.split("\t")]
    head = ["001-甲项目", "10.000000", "10.000000", "", "甲工作", *COST.split("\t")]
    before = [*NEXT.split("\t"), *OUTPUT.split("\t")]
    pages = [grid([*titles, before, foot, [""] * 5 + COST.split("\t")], spans=((3, 0, 2, 1),)), grid([head], page=2)]
    book = read_book(printed(line("预算12表 项目支出绩效表"), *pages), id="made")
    project = book.projects[-1]
    assert (project.code, project.name, project.goal, len(book.projects)) == (
        "12345678T00001",
        "甲项目",
        "做好甲工作",
        2,
    )
    assert project.total is not None
    assert project.total.raw == "10.000000"
