"""Which department a file is of, wherever it is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms.book import read_book
from auditor.forms.department import is_body, name_in
from auditor.model import Book
from auditor.readers import read_data

NAMES = ("青川市园林局", "中共青川市委组织部", "青川市第一中学", "青川市人民医院", "白河街道办事处", "国家湿地管理局")
FORM = """项目名称\t花坛养护\t\t
{head}项目总额\t60\t\t
年度目标\t保持花坛正常运行\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t花坛养护处数\t≥12处
产出指标\t质量指标\t验收合格率\t≥98%
"""


def book(above: str = "", head: str = "", title: str = "项目支出绩效目标表") -> Book:
    text = f"{above}\n{title}\n{FORM.format(head=head)}" if above else f"{title}\n{FORM.format(head=head)}"
    return read_book(read_data("a.txt", text.encode()), id="a")


LINES = (
    "填报单位（盖章）：{name}",
    "填报单位(公章): {name}        单位：万元",
    "编制单位：{name}　　　　　　单位：元",
    "部门名称：{name} 单位：万元",
    "部门（单位）名称：[168001]{name}",
    "单位名称：118-{name}",
    "填报部门：{name}",
    "填 报 单 位（盖章）：{name}",
    "批复单位：{name}        金额：万元",
    "主管部门：{name}",
    "部门：{name}",
    "{name}　　　　　　2026年　　　　　　单位：万元",
    "{name}2026年部门预算",
    "{name}2026年市对下转移支付绩效目标公开",
    "关于{name}2026年度部门预算公开的说明",
    "{name}2026年项目支出绩效目标公开",
    "2026年{name}部门决算",
    "预算主管部门：{name}",
    "{name}\n2026年部门预算",
    "2026年度\n{name}\n部门预算公开",
)
ROWS = (
    "实施单位\t{name}\t立项年度\t2024\n",
    "主管部门\t{name}（公章）\t\t\n",
    "主管部门\t{name}\t实施单位\t青川市花木公司\n",
    "主管部门及代码\t[168]{name}\t\t\n",
    "单位名称\t{name}\t主管部门\t青川市人民政府\n",
    "预算单位：{name}\t\t\t\n",
)


@pytest.mark.parametrize("line", LINES)
@given(name=st.sampled_from(NAMES))
def test_a_line_above_the_table_names_the_department(line: str, name: str) -> None:
    above, _, title = line.format(name=name).partition("\n项目")
    assert book(above, title=title or "项目支出绩效目标表").department == name


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("name", NAMES)
def test_a_row_of_the_form_names_the_department(row: str, name: str) -> None:
    assert book(head=row.format(name=name)).department == name


@pytest.mark.parametrize(
    ("above", "head", "department", "superior"),
    [
        ("单位名称：青川市疾控中心", "主管部门\t青川市卫生局\t\t\n", "青川市疾控中心", "青川市卫生局"),
        ("", "单位名称\t青川市疾控中心\t主管部门\t青川市卫生局\n", "青川市疾控中心", "青川市卫生局"),
        ("", "主管部门\t青川市卫生局\t实施单位\t青川市疾控中心\n", "青川市卫生局", ""),
    ],
)
def test_superior_and_unit_are_kept_apart(above: str, head: str, department: str, superior: str) -> None:
    read = book(above, head)
    assert (read.department, read.superior) == (department, superior)


@pytest.mark.parametrize(
    "line",
    [
        "青川市2026年市直部门预算项目支出绩效目标",
        "本部门预算包括青川市园林局本级及下属单位，2026年部门预算收入三万元",
        "单位：个",
        "单位：万元",
        "填报单位负责人（签章）：王青川",
        "单位负责人：李园林    填表人：王中心    联系电话：",
        "填报单位（盖章）：        联系电话：",
        "花坛养护中心工程",
        "湿地科普基地运行项目绩效目标",
        "主办单位：青川市人民政府办公室",
        "部门名称\t项目代码\t项目名称\t预算金额",
    ],
)
def test_what_is_not_a_department_names_none(line: str) -> None:
    assert book(line).department == ""


@pytest.mark.parametrize("text", ["市直", "2026年", "万元", "本级", "江渚市2025年市直", "12", "", "某局。", "区级"])
def test_no_name(text: str) -> None:
    assert name_in(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[021001]青川市教育局", "青川市教育局"),
        ("612001-青川市交通局机关", "青川市交通局机关"),
        ("青川市水务局（本级）", "青川市水务局（本级）"),
        ("青川市园林局2026年", "青川市园林局"),
    ],
)
def test_a_name_is_told_without_code_and_year(text: str, name: str) -> None:
    assert name_in(text) == name
    assert is_body(text)


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("填报日期：2026年3月20日", None),
        ("2025年度项目支出绩效自评\n填报日期：2026 年 3 月 20 日\n填报日期：2026年3月21日", 2025),
        ("（2026年度）", 2026),
        ("青川市园林局2026年部门预算", 2026),
    ],
)
def test_a_date_is_not_the_year_of_the_budget(told: str, year: int | None) -> None:
    assert book(told).year == year


def test_the_department_beside_its_units_names_the_file() -> None:
    forms = [FORM.format(head=f"单位名称\t{name}\t\t\n") for name in ("青川市园林局（本级）", "青川市公园管理处")]
    read = read_book(read_data("a.txt", ("项目支出绩效目标表\n" + "\n".join(forms)).encode()), id="a")
    assert read.department == "青川市园林局"


@pytest.mark.parametrize("spelled", ["{code}-{name}", "[{code}]{name}", "{code} {name}"])
@pytest.mark.parametrize(
    "units",
    [
        (("503001", "青川市园林局机关"), ("503002", "青川市公园管理处")),
        (("503002", "青川市公园管理处"), ("503003", "青川市苗圃中心")),
        (("503", "青川市园林局"), ("503002", "青川市公园管理处")),
        (("503002", "青川市公园管理处"),),
    ],
)
def test_a_row_of_sums_whose_code_begins_those_of_the_units_names_the_department(
    spelled: str, units: tuple[tuple[str, str], ...]
) -> None:
    named = [spelled.format(code=code, name=name) for code, name in units]
    rows = ["单位名称\t项目名称\t预算数\t一级指标\t二级指标\t三级指标\t指标值", "合计\t\t60\t\t\t\t"]
    rows += [f"{spelled.format(code='503', name='青川市园林局')}\t\t60\t\t\t\t"]
    for place, unit in enumerate(named):
        rows += [f"{unit}\t\t30\t\t\t\t", f"{unit}\t养护{place}号园\t30\t产出指标\t数量指标\t养护处数\t≥12处"]
    read = read_book(read_data("a.txt", "\n".join(["项目支出绩效目标表", *rows]).encode()), id="a")
    assert (read.department, len(read.projects)) == ("青川市园林局", len(units))


@pytest.mark.parametrize("itself", ["（本级）", "(机关)", "机关", "本级", "（本部）"])
def test_the_unit_that_is_the_department_itself_names_it(itself: str) -> None:
    forms = [FORM.format(head=f"单位名称\t{name}\t\t\n") for name in (f"青川市园林局{itself}", "青川市公园管理处")]
    read = read_book(read_data("a.txt", ("项目支出绩效目标表\n" + "\n".join(forms)).encode()), id="a")
    assert read.department == "青川市园林局"


def test_two_names_that_disagree_are_said() -> None:
    text = "填报单位：青川市园林局\n项目支出绩效目标表\n" + FORM.format(head="")
    other = text.replace("青川市园林局", "白河县水务局")
    read = read_book(read_data("a.txt", (text + "\n" + text + "\n" + other).encode()), id="a")
    assert read.department == "青川市园林局"
    assert [entry.why for entry in read.ledger if entry.title == "部门名称"] == [
        "文件中的部门名称不一致：按“青川市园林局”，另有“白河县水务局”"
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "path",
    [
        "{name}.txt",
        "{name}2026年项目绩效目标表.txt",
        "附件2-{name}_绩效目标（终稿）.txt",
        "报送/2026年{name}预算绩效.txt",
    ],
)
def test_the_name_of_the_file_comes_last_and_is_said(path: str, name: str) -> None:
    text = f"项目支出绩效目标表\n{FORM.format(head='')}"
    read = read_book(read_data(path.format(name=name), text.encode()), id="a")
    assert read.department == name
    assert [entry.why for entry in read.ledger if entry.title == "部门名称"] == [
        f"部门名称“{name}”取自文件名，请核对；不对的可用 --department 指明"
    ]
    told = read_book(read_data(path.format(name=name), f"填报单位：白河县水务局\n{text}".encode()), id="a")
    assert told.department == "白河县水务局"


@pytest.mark.parametrize("path", ["绩效目标表.txt", "2026年区直部门预算.txt", "终稿.txt", "a.txt", "局.txt"])
def test_a_file_name_without_a_body_names_none(path: str) -> None:
    text = f"项目支出绩效目标表\n{FORM.format(head='')}"
    assert read_book(read_data(path, text.encode()), id="a").department == ""


def test_a_line_and_a_cover_that_disagree_are_said() -> None:
    read = book("白河县水务局2026年部门预算\n填报单位：青川市园林局")
    assert read.department == "青川市园林局"
    assert [entry.why for entry in read.ledger if entry.title == "部门名称"] == [
        "文件中的部门名称不一致：按“青川市园林局”，另有“白河县水务局”"
    ]


LETTERS = {
    "青川市财政局关于批复{name}2026年度项目绩效目标的通知": "",
    "关于批复{name}2026年度部门预算的通知": "",
    "青川市财政局关于下达2026年度部门预算绩效目标的通知": "{name}：",
    "{name}关于报送2026年度项目绩效目标的函": "青川市财政局：",
    "{name}关于公开2026年度部门预算绩效目标的公告": "",
}


@pytest.mark.parametrize("title", LETTERS)
@pytest.mark.parametrize("name", NAMES[:2])
def test_a_letter_is_about_whom_it_is_sent_to_or_who_reports(name: str, title: str) -> None:
    assert book(above="\n".join((title.format(name=name), LETTERS[title].format(name=name)))).department == name


def test_the_lower_of_two_levels_of_superiors_fills_in_the_form() -> None:
    head = "省级主管部门\t某省文化和旅游厅\t\t\n市级主管部门\t青川市文化和旅游局\t\t\n"
    found = book(head=head)
    assert (found.department, found.superior) == ("青川市文化和旅游局", "某省文化和旅游厅")
