"""``auditor rules …``, ``query``, ``facts --export``, ``waive`` and ``config``: what they say and how they end."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor

FLAGGED = "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 60 | %"
CLEAN = "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 90 | %"
NEW = ("--name", "满意度偏低", "--where", "计量类别 = '满意度' and 数值 < 80", "--message", "“{三级指标}”偏低",
       "--flagged", FLAGGED, "--clean", CLEAN)  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "书.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["满意度"], None),
        (["PI-UNT-001"], 1),
        (["--problem", "单位不符", "--severity", "error"], None),
        (["--table", "项目", "--pack", "core"], None),
        (["--pack", "没有这个包"], 0),
    ],
)
def test_list_is_filtered(arguments: list[str], count: int | None, auditor_command: Auditor) -> None:
    ended = auditor_command("rules", "list", *arguments)
    *lines, last = ended.out.splitlines()
    assert last.startswith(f"共 {len(lines)} 条（全部 ")
    assert count is None or len(lines) == count
    assert count is not None or 0 < len(lines) < 100


def test_show_says_where_a_rule_comes_from(auditor_command: Auditor) -> None:
    shown = auditor_command("rules", "show", "pi-unt-001").out
    assert "unit.yaml 第" in shown
    missing = auditor_command("rules", "show", "PI-UNT-01")
    assert (missing.code, "是否想看" in missing.err) == (2, True)


@pytest.mark.parametrize(
    ("condition", "code", "told"),
    [
        ("计量类别 = '满意度'", 0, "条件成立的 1 行"),
        ("数值 < $最低", 0, "条件成立的 2 行"),
        ("度量单位 in $整数单位", 0, "条件成立的 0 行"),
        ("计量类 = '满意度'", 2, "是否想写“计量类别”"),
        ("数值 > 5; drop table 指标", 2, "条件以外的语句"),
    ],
)
def test_try(condition: str, code: int, told: str, here: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("rules", "try", condition, "书.txt", "--with", "最低=50")
    assert ended.code == code, ended.err
    assert told in ended.out + ended.err
    if "满意度" in condition and code == 0:
        assert "第12行" in ended.out
        assert "居民满意度" in ended.out


def test_new_test_lint_impact(here: Path, auditor_command: Auditor) -> None:
    assert auditor_command("rules", "new", "规则.yaml", *NEW).code == 0
    assert auditor_command("rules", "test", "规则.yaml").out.startswith("1 条规则，2 个示例，2 个通过")
    lint = auditor_command("rules", "lint", "规则.yaml")
    assert (lint.code, "没有写怎样修改" in lint.out) == (1, True)
    text = Path("规则.yaml").read_text(encoding="utf-8").replace("数值 < 80", "数值 < 95")
    Path("规则.yaml").write_text(text, encoding="utf-8")
    wrong = auditor_command("rules", "test", "规则.yaml")
    assert wrong.code == 1
    assert "应不标出，实际标出" in wrong.out
    impact = auditor_command("rules", "impact", "规则.yaml", "书.txt")
    assert impact.code == 0
    assert "增加 1 条，减少 0 条" in impact.out


def test_new_asks_on_a_terminal(here: Path, auditor_command: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "满意度偏低", "", "计量类 = '满意度'", "“{三级指标}”偏低", "", "", "", FLAGGED, CLEAN,
                    "", "", "计量类别 = '满意度' and 数值 < 80", "", "", "", "", "", ""])  # fmt: skip
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    ended = auditor_command("rules", "new", "规则.yaml")
    assert ended.code == 0, ended.err
    assert "是否想写“计量类别”" in ended.out
    assert "id: LOCAL-001" in Path("规则.yaml").read_text(encoding="utf-8")


def test_new_without_a_terminal_says_what_is_missing(here: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("rules", "new", "规则.yaml", "--name", "一")
    assert (ended.code, "--where" in ended.err) == (2, True)
    assert not Path("规则.yaml").exists()


def test_a_pack_goes_to_excel_and_back(here: Path, auditor_command: Auditor) -> None:
    auditor_command("rules", "new", "规则.yaml", *NEW)
    before = auditor_command("rules", "list", "--rules", "规则.yaml").out
    assert auditor_command("rules", "export", "规则.yaml", "-o", "规则.xlsx").code == 0
    assert auditor_command("rules", "export", "规则.yaml", "-o", "规则.xlsx").code == 2
    assert auditor_command("rules", "import", "规则.xlsx", "-o", "规则.yaml", "--force").code == 0
    assert auditor_command("rules", "list", "--rules", "规则.yaml").out == before


def test_a_wrong_sheet_is_not_brought_back(here: Path, auditor_command: Auditor) -> None:
    from auditor.rulesheet import read_pack_data, write_sheet

    auditor_command("rules", "new", "规则.yaml", *NEW)
    content = read_pack_data("规则.yaml")
    content["rules"][0]["where"] = "计量类 = '满意度'"
    write_sheet(content, "规则.xlsx")
    before = Path("规则.yaml").read_bytes()
    ended = auditor_command("rules", "import", "规则.xlsx", "-o", "规则.yaml", "--force")
    assert ended.code == 2
    assert "工作表“规则”第 2 行" in ended.err
    assert "是否想写“计量类别”" in ended.err
    assert Path("规则.yaml").read_bytes() == before


def test_schema_and_docs(here: Path, auditor_process: Auditor, auditor_command: Auditor) -> None:
    assert json.loads(auditor_process("rules", "schema").out)["title"] == "审核规则包"
    assert auditor_command("rules", "schema", "-o", "s.json").code == 0
    assert json.loads(Path("s.json").read_text(encoding="utf-8"))["title"] == "审核规则包"
    assert auditor_command("rules", "docs", "-o", "说明").code == 0
    assert Path("说明", "README.md").is_file()


def test_query(here: Path, auditor_process: Auditor) -> None:
    sql = "select 三级指标, 数值 from 指标 where 量纲 = '比率' order by 序号"
    table = auditor_process("query", "书.txt", sql).out.splitlines()
    assert table[0].split() == ["三级指标", "数值"]
    assert table[-1] == "共 3 行"
    rows = json.loads(auditor_process("query", "书.txt", sql, "--json").out)
    assert rows[0] == {"三级指标": "主次干道亮灯率", "数值": "95"}
    text = auditor_process("query", "书.txt", "select '=1+1' as a, 数值 from 指标 limit 1", "--csv").out
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [["a", "数值"], ["'=1+1", "1200"]]
    assert auditor_process("query", "书.txt", "drop table 指标").code == 2


def test_facts_are_exported(here: Path, auditor_command: Auditor) -> None:
    assert auditor_command("facts", "书.txt", "--export", "库").code == 0
    assert Path("库", "指标.parquet").is_file()
    assert "--export" in auditor_command("facts", "书.txt").err


def test_waive_then_audit_then_ignore(here: Path, auditor_command: Auditor) -> None:
    assert auditor_command("audit", "书.txt", "-o", "结果").code == 1
    result = json.loads(Path("结果/findings.json").read_text(encoding="utf-8"))
    grave = [finding for finding in result["findings"] if finding["severity"] == "error"]
    rules = {finding["rule"] for finding in grave if finding["status"] == "violation"}
    for rule in rules:
        ended = auditor_command("waive", "结果", "--rule", rule, "--reason", "已核实", "--expires", "2099-12-31")
        assert ended.code == 0, ended.err
    again = auditor_command("audit", "书.txt", "-o", "结果", "--baseline", "结果")
    assert again.code == 0, again.err
    assert "使用豁免清单 waivers.yaml" in again.err
    assert "新增 0 条，消失 0 条" in again.out
    assert auditor_command("audit", "书.txt", "-o", "结果", "--ignore-waivers").code == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--rule", "PI-NO-1"], "没有这样的问题"),
        (["--reason", " "], "不能为空"),
        (["--expires", "明年"], "应为日期"),
        (["--expires", "2001-01-01"], "已经过去"),
    ],
)
def test_a_wrong_waiver_is_not_written(more: list[str], told: str, here: Path, auditor_command: Auditor) -> None:
    auditor_command("audit", "书.txt", "-o", "结果")
    given = {"--rule": "PI-DIR-002", "--reason": "已核实", "--expires": "2099-12-31", **dict([more])}
    ended = auditor_command("waive", "结果", *(part for pair in given.items() for part in pair))
    assert ended.code == 2
    assert told in ended.err
    assert not Path("waivers.yaml").exists()


def test_the_project_file_counts_and_is_shown(here: Path, auditor_command: Auditor) -> None:
    assert "没有（按默认设置）" in auditor_command("config").out
    auditor_command("rules", "new", "规则.yaml", *NEW)
    Path("auditor.yaml").write_text("rules: [core, 规则.yaml]\nfail_on: never\n", encoding="utf-8")
    shown = auditor_command("config", "书.txt").out
    assert "规则.yaml" in shown
    assert "never" in shown
    ended = auditor_command("audit", "书.txt", "-o", "结果")
    assert ended.code == 0
    assert "使用项目文件" in ended.err
    result = json.loads(Path("结果/findings.json").read_text(encoding="utf-8"))
    assert any(pack.startswith("规则") for pack in result["run"]["rules"]["packs"])


def test_a_path_is_never_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor) -> None:
    folder = tmp_path / ("预算 公开 " + "long-name_" * 10) / ("审核" * 30)
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "60")
    for name in ("规则.yaml", "豁免.yaml", "上次.json"):
        Path(name).write_text("", encoding="utf-8")
    pack = "extends: [core]\noverride:\n  PI-UNT-001: {severity: warning, reason: 试}\n"
    Path("规则.yaml").write_text(pack, encoding="utf-8")
    config = "rules: [规则.yaml]\nwaivers: 豁免.yaml\nbaseline: 上次.json\n"
    Path("auditor.yaml").write_text(config, encoding="utf-8")
    shown = auditor_command("config").out
    for name in ("auditor.yaml", "规则.yaml", "豁免.yaml", "上次.json"):
        assert str(folder / name) in shown
    assert "规则.yaml 第" in auditor_command("rules", "show", "PI-UNT-001").out


def test_documents_of_several_departments_go_together_whatever_lies_with_them(
    here: Path, auditor_command: Auditor
) -> None:
    for name in ("甲", "乙"):
        Path(name).mkdir()
        Path(name, "auditor.yaml").write_text("rules: [core]\n", encoding="utf-8")
        Path(name, f"{name}.txt").write_text(SOUND, encoding="utf-8")
    ended = auditor_command("audit", "甲", "乙", "-o", "结果")
    assert ended.code == 0
    assert ended.err.count("没有使用") == 2


def test_what_a_pack_changes_is_tested_and_its_words_can_be_tried(here: Path, auditor_command: Auditor) -> None:
    change = "override:\n  PI-UNT-001: {severity: warning, reason: 试}\nwords:\n  整数单位: {add: [盏]}\n"
    Path("改.yaml").write_text(f"pack: 改\nextends: [core]\n{change}", encoding="utf-8")
    tested = auditor_command("rules", "test", "改.yaml")
    assert tested.code == 0
    # The rule overridden, and the few that use the list; not the whole of core.
    assert 1 <= int(tested.out.split(" ", maxsplit=1)[0]) <= 10
    tried = auditor_command("rules", "try", "度量单位 in $整数单位", "书.txt", "--rules", "改.yaml")
    assert "条件成立的 1 行" in tried.out
    assert "severity" in auditor_command("rules", "show", "PI-UNT-001", "--rules", "改.yaml").out


def test_columns_can_be_named(here: Path, auditor_command: Auditor) -> None:
    Path("书.txt").write_text(SOUND.replace("\t三级指标\t", "\t考核点\t"), encoding="utf-8")
    ended = auditor_command("audit", "书.txt", "-o", "结果", "--map", "考核点=三级指标", "--fail-on", "never")
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[2].split()[-2:] == ["1", "6"]
    assert auditor_command("audit", "书.txt", "--map", "考核点=没有", "-o", "x").code == 2


def test_columns_named_in_the_project_file_count_in_every_command(here: Path, auditor_command: Auditor) -> None:
    Path("书.txt").write_text(SOUND.replace("\t三级指标\t", "\t考核点\t"), encoding="utf-8")
    Path("auditor.yaml").write_text("map: {考核点: 三级指标}\n", encoding="utf-8")
    ended = auditor_command("audit", "书.txt", "-o", "结果", "--fail-on", "never")
    assert (ended.code, ended.out.splitlines()[2].split()[-2:]) == (0, ["1", "6"])
    assert "主次干道亮灯率" in auditor_command("tree", "书.txt").out
    assert "主次干道亮灯率" in auditor_command("query", "书.txt", "select 三级指标 from 指标").out
    assert "考核点=三级指标" in auditor_command("config").out
    Path("auditor.yaml").write_text("map: {考核点: 没有}\n", encoding="utf-8")
    for command in (["audit", "书.txt", "-o", "x"], ["tree", "书.txt"], ["query", "书.txt", "select 1"]):
        wrong = auditor_command(*command)
        assert wrong.code == 2
        assert "auditor.yaml" in wrong.err


@pytest.mark.parametrize("name", ["青川市园林局", "  青川市园林局 "])
def test_the_department_can_be_named(here: Path, auditor_command: Auditor, name: str) -> None:
    Path("书.txt").write_text(SOUND, encoding="utf-8")
    assert auditor_command("audit", "书.txt", "-o", "结果", "--department", name, "--fail-on", "never").code == 0
    result = json.loads(Path("结果", "findings.json").read_text(encoding="utf-8"))
    assert [one["department"] for one in result["documents"]] == ["青川市园林局"]
    assert auditor_command("audit", "书.txt", "-o", "结果", "--department", " ").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ["rules", "try", "三级指标 = '主次干道亮灯率'", "BOOK"],
        ["query", "BOOK", "select 三级指标 from 指标 where 三级指标 = '主次干道亮灯率'"],
        ["facts", "BOOK", "--export", "库"],
        ["tree", "BOOK"],
        ["rules", "impact", "规则.yaml", "BOOK"],
        ["rules", "lint", "规则.yaml", "--on", "BOOK"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_command_that_reads_takes_names_of_columns(
    command: list[str], here: Path, auditor_command: Auditor
) -> None:
    auditor_command("rules", "new", "规则.yaml", *NEW)
    Path("书.txt").write_text(SOUND.replace("\t三级指标\t", "\t考核点\t"), encoding="utf-8")
    asked = [part.replace("BOOK", "书.txt") for part in command]
    ended = auditor_command(*asked, "--map", "考核点=三级指标")
    assert (ended.code == 2, "考核点" in ended.err) == (False, False), ended.err
    if command[0] != "facts" and command[1] not in {"impact", "lint"}:
        assert "主次干道亮灯率" in ended.out
    assert auditor_command(*asked, "--map", "考核点=没有").code == 2


@pytest.mark.parametrize("command", ["tree", "query", "try"])
def test_every_command_that_reads_opens_protected_files(command: str, here: Path, auditor_command: Auditor) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("密.pdf", encrypt=StandardEncryption("secret", canPrint=1))
    canvas.drawString(72, 720, "no table here")
    canvas.save()
    rest = {"tree": ["密.pdf"], "query": ["密.pdf", "select 部门名称 from 文件"], "try": ["true", "密.pdf"]}[command]
    asked = ["rules", "try", *rest] if command == "try" else [command, *rest]
    assert "需要打开密码" in auditor_command(*asked).err
    assert "密码" not in auditor_command(*asked, "--password", "secret").err


def test_an_archive_is_asked_member_by_member(here: Path, auditor_command: Auditor) -> None:
    with zipfile.ZipFile("包.zip", "w") as archive:
        archive.writestr("甲.txt", SOUND)
        archive.writestr("乙.txt", FAULTY)
        archive.writestr("空.txt", b"")
    ended = auditor_command("query", "包.zip", "select 文件, count(*) as 条数 from 指标 group by all order by all")
    assert ended.code == 0, ended.err
    assert "包-甲" in ended.out
    assert "包-乙" in ended.out
    assert "包.zip/空.txt" in ended.err
    assert "条件成立的 2 行" in auditor_command("rules", "try", "计量类别 = '满意度'", "包.zip").out
