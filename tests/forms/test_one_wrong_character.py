"""One wrong character in any title, label or class of any layout: read, read with a doubt, or said; never lost.

``AUDITOR_FUZZ=1000`` changes every character of every such cell; without it one character of each is changed.
"""

from __future__ import annotations

import html
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from auditor.forms import read_book
from auditor.forms.book import read_accounted
from auditor.forms.cells.labels import labels
from auditor.forms.table.row import RowRole
from auditor.forms.table.span import is_class
from auditor.grid import Printed
from auditor.model import Book
from auditor.readers import html as html_reader
from auditor.readers.text import read_text
from tests.forms.grids import COST, HEADER, OUTPUT, SUBHEADER, dumped, line, printed, sheet
from tests.forms.layouts.test_layouts import CASES, FORM

WHOLE = int(os.environ.get("AUDITOR_FUZZ", "100")) > 100
LOOK_ALIKE = {
    "项": "顶", "目": "日", "名": "各", "称": "秤", "准": "淮", "值": "直", "级": "极", "指": "措",
    "单": "単", "位": "拉", "总": "怠", "金": "全", "年": "牛", "度": "庋", "产": "严", "出": "岀", "一": "－",
    "二": "工", "三": "彡", "性": "牲", "质": "贡", "量": "置", "绩": "续", "效": "郊", "资": "贷", "主": "王",
}  # fmt: skip
OTHER = "龘"
L1 = f"""{HEADER.replace(chr(9), "｜")}
{SUBHEADER.replace(chr(9), "｜")}
11010526T000000000001-花坛养护｜50｜50｜0｜花坛整洁｜{OUTPUT.replace(chr(9), "｜")}
｜｜｜｜｜{COST.replace(chr(9), "｜")}
11010526T000000000002-喷泉维护｜20｜20｜0｜喷泉正常｜{OUTPUT.replace(chr(9), "｜")}
"""
L1B = """
部门名称｜青川市园林局｜<｜<｜<｜<
总体资金情况｜预算支出总额｜财政拨款｜<｜其他资金｜<
^｜^｜合计｜基本支出｜合计｜其他
^｜100.00｜90.00｜90.00｜10.00｜10.00
整体绩效目标｜保持绿地整洁｜<｜<｜<｜<
｜活动｜绩效指标｜指标性质｜指标值｜度量单位
｜绿地养护｜产出指标数量指标绿地面积｜≥｜30｜公顷
｜^｜产出指标质量指标验收合格率｜≥｜95｜%
"""
L1C = """
转移支付名称｜古树保护补助｜<｜<｜<
资金情况｜年度金额｜90.00｜<｜<
^｜中央财政资金｜60.00｜<｜<
^｜地方财政资金｜30.00｜<｜<
年度目标｜保护古树十二株｜<｜<｜<
绩效指标｜一级指标｜二级指标｜三级指标｜指标值
^｜产出指标｜数量指标｜挂牌古树数量｜≥12处
^｜^｜质量指标｜古树成活率｜≥95%
"""
NOTE = """
项目名称｜{}｜｜
项目总额｜60｜｜
绩效目标｜保持设施正常运行｜｜
一级指标｜二级指标｜绩效标准｜当年预期实现值
数量指标｜设施处数｜按台账核定｜≥12处
质量指标｜验收合格率｜按合同约定｜≥98%
满意度指标｜游客满意度｜问卷调查｜≥90%
"""
NAMES = ("图书馆夜间开放", "河湖管护", "农村公路养护", "法律援助", "环卫保洁", "校园安全", "科普活动", "档案数字化",
         "河道清淤", "防火巡护", "苗木繁育", "花坛养护", "喷泉维护", "青川市园林局", "古树保护补助")  # fmt: skip


def again(text: str) -> str:
    """The same form once more, of other projects."""
    for name in NAMES:
        text = text.replace(name, f"第二{name}")
    return text.replace("T00000000000", "T00000000001")


@dataclass(frozen=True)
class Fixture:
    """A file as it should be, and from which of its rows on one character is changed."""

    title: str
    text: str
    since: int = 0

    def rows(self) -> list[list[str]]:
        return [row.split("｜") for row in self.text.strip().split("\n")]


ONCE = {name: Fixture(title, text) for name, (title, text, _, _) in CASES.items()} | {
    "L1": Fixture("预算12表 项目支出绩效表\n金额单位：万元", L1),
    "L1b": Fixture("预算13表 部门整体支出绩效目标表\n金额单位：万元", L1B),
    "L1c": Fixture("预算14表 转移支付绩效目标表\n金额单位：万元", L1C),
}
TWICE = {
    f"{name} twice": Fixture(one.title, one.text.strip() + "\n" + again(one.text.strip()), len(one.rows()))
    for name, one in ONCE.items()
    if name != "L12"  # prints no name: nothing says where the second form begins
}
THREE_NAMES = ("花坛养护", "喷泉维护", "路灯检修")
THREE = {"three forms": Fixture(FORM, "\n".join(NOTE.format(name).strip() for name in THREE_NAMES))}
FIXTURES = ONCE | TWICE | THREE


def as_text(title: str, rows: list[list[str]]) -> Printed:
    text = dumped(title, "\n".join("｜".join(row) for row in rows))
    return read_text("made.txt", text.encode())


def as_grid(title: str, rows: list[list[str]]) -> Printed:
    drawn = sheet("\n".join("｜".join(row) for row in rows))
    return printed(*(line(text) for text in title.split("\n")), drawn)


def as_html(title: str, rows: list[list[str]]) -> Printed:
    drawn = sheet("\n".join("｜".join(row) for row in rows))
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={cell.rowspan} colspan={cell.colspan}>{html.escape(cell.text)}</td>"
            for cell in row
            if cell.anchor is None
        )
        + "</tr>"
        for row in drawn.rows
    )
    head = "".join(f"<p>{text}</p>" for text in title.split("\n"))
    return html_reader.read("made.html", f"<html><body>{head}<table>{lines}</table></body></html>".encode())


FORMATS: dict[str, Callable[[str, list[list[str]]], Printed]] = {"text": as_text, "html": as_html, "grid": as_grid}


def owned(book: Book, changed: str = "") -> list[tuple[str, ...]]:
    """Every indicator with its owner, and the cells that judge it. A class that is ``changed`` is left out: it is kept
    as it is printed, for the rules."""
    return [
        (goal.name, *("" if alike(level, changed) else level for level in (one.level1, one.level2)),
         one.name, one.operator, one.value, one.unit)
        for goal in book.goals()
        for one in goal.indicators
    ]  # fmt: skip


def alike(level: str, changed: str) -> bool:
    """Whether a class was read from the changed text: 数量 is read as 数量指标, 产出指标(50分) without points."""
    return bool(level and changed) and (level.startswith(changed) or changed.strip("★").startswith(level))


def places(fixture: Fixture, make: Callable[[str, list[list[str]]], Printed]) -> Iterator[tuple[int, int]]:
    """The cells of ``fixture`` that are titles, labels or classes: (row, column)."""
    rows = fixture.rows()
    _, tables, _ = read_accounted(make(fixture.title, rows), id="made")
    roles = [row.role for table in tables for row in table.rows]
    assert len(roles) == len(rows)
    for place, (role, row) in enumerate(zip(roles, rows, strict=True)):
        if place < fixture.since:
            continue
        for column, text in enumerate(row):
            if text in ("", "^", "<"):
                continue
            if role == RowRole.HEADER or (role == RowRole.PROJECT and labels(text)) or is_class(text):
                yield place, column


def changes(text: str, chance: random.Random) -> Iterator[str]:
    """``text`` with one character replaced by one that looks like it or by any other, or, if long, without it.

    All of them, or one at random.
    """
    found = [
        text[:at] + sign + text[at + 1 :]
        for at in range(len(text))
        for sign in sorted({LOOK_ALIKE.get(text[at], OTHER), OTHER, *([""] if len(text) > 3 else [])})
        if sign != text[at]
    ]
    yield from found if WHOLE else [chance.choice(found)]


def is_right(book: Book, sound: Book, changed: str, old: str) -> bool:
    """Whether all indicators are there under their owners. A changed class or name is kept as it is printed."""
    got, was = owned(book, changed), owned(sound)
    if not is_class(old):
        return got == was
    rest = [[(one[0], old if one[3] == changed else one[3], *one[4:]) for one in each] for each in (got, was)]
    classes = zip(got, was, strict=False)
    return rest[0] == rest[1] and all({*one[1:3]} - {""} <= {*other[1:3]} for one, other in classes)


def misowned(book: Book, sound: list[tuple[str, ...]]) -> bool:
    """Whether an indicator hangs under the name of a project that does not print it."""
    names = {name for name, *_ in sound}
    printed = {(one[0], one[3]) for one in sound}
    return any(one[0] in names and one[3] and (one[0], one[3]) not in printed for one in owned(book))


@cache
def sweep(name: str, form: str) -> tuple[Counter[str], list[str]]:
    """What became of each change: whole, doubt, said or lost; and the lost ones in words."""
    fixture, make, chance = FIXTURES[name], FORMATS[form], random.Random(name + form)
    sound_book = read_book(make(fixture.title, fixture.rows()), id="made")
    sound, doubts = owned(sound_book), sum(repair.doubtful for repair in sound_book.repairs)
    assert sound
    assert sound_book.whole
    told: Counter[str] = Counter()
    lost: list[str] = []
    for place, column in places(fixture, make):
        rows = fixture.rows()
        for changed in changes(rows[place][column], chance):
            old, rows[place][column] = rows[place][column], changed
            book = read_book(make(fixture.title, rows), id="made")
            rows[place][column] = old
            more = sum(repair.doubtful for repair in book.repairs) > doubts
            if not book.whole and not misowned(book, sound):
                told["said"] += 1
            elif is_right(book, sound_book, changed, old):
                told["doubt" if more else "whole"] += 1
            elif more and [(one[0], one[3]) for one in owned(book)] == [(one[0], one[3]) for one in sound]:
                told["doubt"] += 1
            else:
                told["lost"] += 1
                gone = Counter(sound)
                gone.subtract(Counter(owned(book, changed)))
                other = " ".join("｜".join((f"{number:+}", *one)) for one, number in gone.items() if number)
                lost.append(f"{name} {form} {place},{column} {old}→{changed}: {other}")
    return told, lost


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FIXTURES)
def test_one_wrong_character_loses_nothing_in_silence(name: str, form: str) -> None:
    told, lost = sweep(name, form)
    assert told
    assert not lost
