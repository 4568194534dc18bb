"""``auditor review`` and ``auditor waive``: from a filled list to the next audit, by way of the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.report.formats.workbook import COLUMNS, NAME
from tests.cli.books import FAULTY
from tests.conftest import Auditor

HEADS = [head for head, _ in COLUMNS]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor) -> Path:
    (tmp_path / "送审").mkdir()
    (tmp_path / "送审" / "书.txt").write_text(FAULTY.replace("1200\t盏", "1200\t坨"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    auditor_command("audit", "送审", "-o", "审核结果")
    return tmp_path


def fill(path: Path, choices: dict[int, str], by: str = "", to: str = NAME) -> Path:
    """Choose in the rows (counted from the first finding), and save under another name."""
    made = load_workbook(path)
    sheet = made.worksheets[1]
    for row, choice in choices.items():
        sheet.cell(row + 2, HEADS.index("处理意见") + 1).value = choice
        sheet.cell(row + 2, HEADS.index("责任人") + 1).value = by
    made.save(path.with_name(to))
    return path.with_name(to)


def decided(desk: Path) -> dict[str, str]:
    data = json.loads((desk / "decisions.json").read_bytes())
    return {entry["fingerprint"]: entry["decision"] for entry in data["decisions"]}


def test_what_is_filled_in_decides_the_next_audit(desk: Path, auditor_command: Auditor) -> None:
    lists = desk / "审核结果" / NAME
    fill(lists, {0: "误报", 1: "属实"}, "张三")
    ended = auditor_command("review", "import", lists)
    assert (ended.code, "新收 2 条" in ended.out) == (0, True)
    assert sorted(decided(desk).values()) == ["属实", "误报"]
    again = auditor_command("audit", "送审", "-o", "审核结果")
    assert "使用处理意见 decisions.json（2 条）" in again.err
    assert "问题清单-1.xlsx" in again.err, "what was filled in is not overwritten"
    shown = load_workbook(lists).worksheets[1]
    assert {shown.cell(row, HEADS.index("处理意见") + 1).value for row in range(2, shown.max_row + 1)} >= {
        "误报",
        "属实",
    }
    stats = auditor_command("review", "stats", "审核结果")
    assert (stats.code, "合计" in stats.out, "50%" in stats.out) == (0, True, True)
    assert auditor_command("review", "import", lists).out.startswith("新收 0 条，改变 0 条")


def test_a_page_and_a_workbook_arrive_equal(desk: Path, auditor_command: Auditor) -> None:
    lists = desk / "审核结果" / NAME
    auditor_command("review", "import", fill(lists, {0: "误报", 1: "属实"}, "张三"))
    from_workbook = (desk / "decisions.json").read_bytes()
    (desk / "decisions.json").rename(desk / "网页.json")
    auditor_command("review", "import", "网页.json")
    assert (desk / "decisions.json").read_bytes() == from_workbook


def test_two_reviewers_who_disagree_are_listed_and_nothing_is_lost(desk: Path, auditor_command: Auditor) -> None:
    lists = desk / "审核结果" / NAME
    one = fill(lists, {0: "误报", 1: "属实"}, "张三", "张.xlsx")
    two = fill(lists, {0: "属实", 2: "误报"}, "李四", "李.xlsx")
    ended = auditor_command("review", "import", one, two)
    assert ended.code == 1
    assert "张三 误报；李四 属实" in ended.err
    assert sorted(decided(desk).values()) == ["属实", "误报"]
    data = json.loads((desk / "decisions.json").read_bytes())
    assert {entry["by"] for entry in data["conflicts"]} == {"张三", "李四"}
    assert auditor_command("audit", "送审", "-o", "审核结果").err.count("另有 1 条意见不一致") == 1
    settled = auditor_command("review", "import", two, "--settle")
    assert settled.code == 0
    assert sorted(decided(desk).values()) == ["属实", "属实", "误报"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "打不开（文件或文件夹不存在）"), (b"PK\x03\x04", "xlsx"), (b"{}", "不是处理意见文件")],
)
def test_what_cannot_be_collected_changes_nothing(
    content: bytes | None, says: str, desk: Path, auditor_command: Auditor
) -> None:
    lists = desk / "审核结果" / NAME
    auditor_command("review", "import", fill(lists, {0: "误报"}, "张三"))
    before = (desk / "decisions.json").read_bytes()
    bad = desk / "坏.xlsx"
    if content is not None:
        bad.write_bytes(content)
    ended = auditor_command("review", "import", lists, bad)
    assert ended.code in (2, 3)
    assert says in ended.err
    assert (desk / "decisions.json").read_bytes() == before


@pytest.mark.parametrize("day", ["2099-12-31", "2099/12/31", "2099.12.31", "2099年12月31日", "2099/1/1"])
def test_a_waiver_takes_the_number_of_a_project_and_dates_as_people_write_them(
    day: str, desk: Path, auditor_command: Auditor
) -> None:
    found = json.loads((desk / "审核结果" / "findings.json").read_bytes())["findings"]
    rule = next(entry["rule"] for entry in found if entry["severity"] == "error")
    given = ("--rule", rule, "--reason", "核实", "--expires", day)
    ended = auditor_command("waive", "审核结果", *given, "--project", "1")
    assert ended.code == 0, ended.err
    assert "expires: " in (desk / "waivers.yaml").read_text(encoding="utf-8")
    assert (
        auditor_command(
            "waive", "审核结果", "--rule", rule, "--project", "2", "--reason", "核实", "--expires", day
        ).code
        == 2
    )


@pytest.mark.parametrize("day", ["2099-13-01", "2099/2/30", "明年", "20991231", "2099/1"])
def test_a_day_that_is_none_is_refused(day: str, desk: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("waive", "审核结果", "--rule", "PI-DIR-001", "--reason", "核实", "--expires", day)
    assert (ended.code, "应为日期" in ended.err) == (2, True)
