"""Two rounds: nothing is new that only moved, nothing is mended that could not be found, no cell changes unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import auditor
from auditor.errors import UsageError
from auditor.results import read_result
from auditor.rounds import Difference, Round, compare
from auditor.rounds.difference import Fate
from tests.cli.books import FAULTY, GOAL, HEADER, ROWS, SOUND

OWNER = "青河区住房和城乡建设委员会2026年度部门预算\n\n"
BOOK = OWNER + FAULTY
OTHER = ROWS.replace("0001-路灯维护经费", "0002-公园养护经费").replace("居民满意度\t≥", "游客满意度\t≤")


def read(folder: Path, text: str, name: str = "书.txt", rules: Sequence[str] = ("core",)) -> Round:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Round.judged(auditor.audit([folder], rules=list(rules)), str(folder))


def fates(difference: Difference) -> dict[Fate, int]:
    return {fate: count for fate in Fate if (count := difference.count(fate))}


def changed(difference: Difference) -> list[tuple[str, str, str, str]]:
    return [(each.indicator, each.column, each.old, each.new) for one in difference.departments for each in one.changes]


def moved_rows(text: str) -> str:
    first, *rest = ROWS.splitlines(keepends=True)
    return OWNER + HEADER + first + "".join(reversed(rest)).replace("满意度\t≥", "满意度\t≤")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("书.txt", lambda text: text),
        ("改名.txt", lambda text: text),
        ("书.txt", lambda text: text.replace(HEADER, "说明\n\n第一页\n\n" + HEADER)),
        ("书.txt", lambda text: text.replace("95\t%", "95.0\t％")),
    ],
    ids=["the same", "a renamed file", "a page inserted before the table", "a number printed otherwise"],
)
def test_what_only_moved_is_neither_new_nor_mended_nor_changed(
    name: str, change: Callable[[str], str], tmp_path: Path
) -> None:
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", change(BOOK), name))
    assert set(fates(difference)) == {Fate.OPEN}
    assert changed(difference) == []


def test_rows_in_another_order_are_the_same_rows(tmp_path: Path) -> None:
    before = OWNER + HEADER + ROWS.replace("满意度\t≥", "满意度\t≤")
    difference = compare(read(tmp_path / "甲", before), read(tmp_path / "乙", moved_rows(before)))
    assert set(fates(difference)) == {Fate.OPEN}
    assert changed(difference) == []


def test_a_renamed_file_of_an_unknown_department_is_known_by_its_projects(tmp_path: Path) -> None:
    difference = compare(read(tmp_path / "甲", FAULTY), read(tmp_path / "乙", FAULTY, "完全另一个名称.txt"))
    assert set(fates(difference)) == {Fate.OPEN}


def test_a_mended_fault_and_a_silent_change_are_told_apart(tmp_path: Path) -> None:
    now = OWNER + SOUND.replace("亮灯率\t≥\t95", "亮灯率\t≥\t80")
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", now))
    assert difference.count(Fate.FIXED) >= 1
    changes = {(each.column, each.new): each.asked for each in difference.departments[0].changes}
    assert changes["指标值", "80"] is False
    assert changes["指标性质", "≥"] is True
    assert difference.departments[0].silent == sum(not asked for asked in changes.values())


@pytest.mark.parametrize(
    ("before", "now", "weaker"),
    [
        ("亮灯率\t≥\t95", "亮灯率\t≥\t80", True),
        ("亮灯率\t≥\t95", "亮灯率\t≥\t98", False),
        ("修复时间\t≤\t2", "修复时间\t≤\t5", True),
        ("修复时间\t≤\t2", "修复时间\t≤\t1", False),
    ],
)
def test_a_target_that_asks_for_less_is_marked(before: str, now: str, weaker: bool, tmp_path: Path) -> None:
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", BOOK.replace(before, now)))
    assert [(each.column, each.weaker) for each in difference.departments[0].changes] == [("指标值", weaker)]


def test_a_renamed_indicator_is_not_gone_and_new(tmp_path: Path) -> None:
    now = BOOK.replace("居民满意度", "居民的满意度")
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", now))
    assert set(fates(difference)) == {Fate.OPEN}
    assert changed(difference) == [("居民的满意度", "三级指标", "居民满意度", "居民的满意度")]


def test_a_project_with_a_new_code_is_found_by_its_name(tmp_path: Path) -> None:
    now = BOOK.replace("11010526T000000000001", "11010526T000000000009")
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", now))
    assert set(fates(difference)) == {Fate.OPEN}
    assert [column for _, column, _, _ in changed(difference)] == ["项目编码"]


def test_a_missing_document_mends_nothing(tmp_path: Path) -> None:
    both = tmp_path / "甲"
    read(both, BOOK)
    old = read(both, BOOK.replace("青河区住房和城乡建设委员会", "青河区教育局") + OTHER, "教育局.txt")
    difference = compare(old, read(tmp_path / "乙", BOOK))
    lost = next(each for each in difference.departments if each.missing)
    assert lost.missing == ("教育局.txt",) or lost.missing[0].endswith("教育局.txt")
    assert {each.fate for each in lost.traced} == {Fate.UNKNOWN}
    assert difference.count(Fate.FIXED) == 0


def test_one_of_two_documents_of_a_department_is_missing(tmp_path: Path) -> None:
    both = tmp_path / "甲"
    read(both, BOOK)
    old = read(both, OWNER + HEADER + OTHER, "公园.txt")
    difference = compare(old, read(tmp_path / "乙", BOOK))
    (department,) = difference.departments
    assert [Path(path).name for path in department.missing] == ["公园.txt"]
    assert difference.count(Fate.FIXED) == 0
    assert difference.count(Fate.UNKNOWN) > 0


def test_a_rule_that_did_not_run_mends_nothing(tmp_path: Path) -> None:
    old = read(tmp_path / "甲", BOOK)
    rule = next(finding.rule for finding in old.findings if finding.rule.startswith("PI-DIR"))
    off = tmp_path / "规则.yaml"
    off.write_text(
        f"pack: local\nversion: '1'\nextends: [core]\ndisable:\n  - {{rule: {rule}, reason: 另行规定}}\n",
        encoding="utf-8",
    )
    difference = compare(old, read(tmp_path / "乙", BOOK, rules=[str(off)]))
    assert difference.not_run == (rule,)
    assert difference.count(Fate.FIXED) == 0
    assert {each.why for each in difference.departments[0].traced if each.fate is Fate.UNKNOWN} == {
        "本次没有执行这条规则"
    }
    back = compare(difference.new, old)
    assert back.count(Fate.NEW) == 0
    assert back.count(Fate.FIRST) == 1


def test_what_was_mended_once_is_reopened(tmp_path: Path) -> None:
    first = read(tmp_path / "甲", BOOK)
    second = read(tmp_path / "乙", OWNER + SOUND)
    third = read(tmp_path / "丙", BOOK)
    assert compare(second, third).count(Fate.REOPENED) == 0
    difference = compare(second, third, [first])
    assert difference.count(Fate.NEW) == 0
    assert difference.count(Fate.REOPENED) == compare(second, third).count(Fate.NEW) > 0


def test_a_deleted_project_is_told_and_its_faults_are_not_mended(tmp_path: Path) -> None:
    difference = compare(read(tmp_path / "甲", BOOK + OTHER), read(tmp_path / "乙", BOOK))
    gone = [each for each in difference.departments[0].traced if each.project == "公园养护经费"]
    assert {each.fate for each in gone} == {Fate.REMOVED}
    assert ("", "项目", "公园养护经费", "") in changed(difference)


def test_last_years_book_is_compared_as_the_same_department(tmp_path: Path) -> None:
    now = BOOK.replace("2026年度部门预算", "2027年度部门预算").replace(GOAL, GOAL.replace("1200", "900"))
    difference = compare(read(tmp_path / "甲", BOOK), read(tmp_path / "乙", now))
    assert len(difference.departments) == 1
    assert ("", "绩效目标", GOAL, GOAL.replace("1200", "900")) in changed(difference)
    assert difference.count(Fate.OPEN) > 0


def test_a_written_result_and_its_file_are_the_same_round(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "书.txt").write_text(BOOK, encoding="utf-8")
    audit = auditor.audit([tmp_path / "甲"], rules=["core"])
    auditor.write(audit, tmp_path / "结果")
    kept = Round.of(read_result(tmp_path / "结果"))
    made = Round.judged(audit, kept.name)
    assert (kept.papers, kept.findings, kept.reach) == (made.papers, made.findings, made.reach)


def test_a_result_without_its_rows_is_refused(tmp_path: Path) -> None:
    text = '{"schema": "auditor/findings-1", "run": {"started": "x"}, "documents": [], "findings": []}'
    (tmp_path / "findings.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="不完整"):
        Round.of(read_result(tmp_path))


def test_projects_that_share_a_code_are_known_by_their_names(tmp_path: Path) -> None:
    code = "11010526T000000000001-"
    pair = ROWS.replace("路灯维护经费", "公园养护经费")
    before = OWNER + HEADER + ROWS + pair
    now = OWNER + HEADER + pair + ROWS.replace("路灯维护经费", "桥梁检测经费")
    assert before.count(code) == now.count(code) == 2
    difference = compare(read(tmp_path / "甲", before), read(tmp_path / "乙", now))
    changes = [(column, old, new) for _, column, old, new in changed(difference)]
    assert changes == [("项目", "", "桥梁检测经费"), ("项目", "路灯维护经费", "")]


def test_a_sum_of_a_further_funding_line_is_compared(tmp_path: Path) -> None:
    line = "\t{}\t{}\t\t\t\t\t\t\t\t\n"
    difference = compare(
        read(tmp_path / "甲", OWNER + SOUND + line.format("10.000000", "10.000000")),
        read(tmp_path / "乙", OWNER + SOUND + line.format("12.000000", "12.000000")),
    )
    assert ("项目总额（第2笔）", "10.000000", "12.000000") in [each[1:] for each in changed(difference)]
