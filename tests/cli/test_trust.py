"""What a department sends can waive nothing, and every report says at once what it was judged by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor

QUIET = """\
pack: quiet
version: "1"
extends: [core]
disable: [{rule: "PI-*", reason: 不必审}]
rules:
- {id: X-001, name: 无, problem: placeholder, severity: info, over: 指标, where: "三级指标 = '无此名'", message: 无}
"""
CHANGES = """\
pack: 本市
version: "1"
extends: [core]
override: {PI-UNT-001: {severity: warning, reason: 从宽}}
disable: [{rule: PI-CMP-009, reason: 本市不要求}]
"""
WAIVER = """\
waivers:
- {rule: PI-DIR-003, project: 路灯维护经费, indicator: 居民满意度, reason: 已核实, expires: 2099-12-31}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reviewer's folder; what a department has sent, with its own project file, lies in 送审."""
    sent = tmp_path / "送审"
    sent.mkdir()
    for name, text in {
        "书.txt": FAULTY,
        "auditor.yaml": "rules: [安静.yaml]\nwaivers: 豁免.yaml\nfail_on: never\n",
        "waivers.yaml": WAIVER,
        "豁免.yaml": WAIVER,
        "安静.yaml": QUIET,
    }.items():
        (sent / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_of(out: str = "结果") -> dict[str, object]:
    return dict(json.loads(Path(out, "findings.json").read_text(encoding="utf-8"))["run"])


def first_screen(page: str, out: str = "结果") -> str:
    """The text of a page before its second section."""
    text = Path(out, page).read_text(encoding="utf-8").partition("<main")[2]
    return re.sub(r"<[^>]+>", "", text.partition("</section>")[0])


@pytest.mark.parametrize("named", [("送审",), ("送审/书.txt",), ("送审", "送审/书.txt")])
def test_a_project_file_sent_along_counts_for_nothing_and_is_told(
    named: tuple[str, ...], here: Path, auditor_command: Auditor
) -> None:
    ended = auditor_command("audit", *named, "-o", "结果")
    assert ended.code == 1
    assert [line for line in ended.err.splitlines() if "auditor.yaml" in line] == [
        f"没有使用 {Path('送审', 'auditor.yaml')}：只有当前文件夹及其上级的项目文件才起作用；"
        "确要采用，请用 --project 指定"
    ]
    run = run_of()
    assert (run["project"], run["disabled"], run["waived"], run["fail_on"]) == (None, [], 0, "error")
    assert "审核设置" not in first_screen("index.html") + first_screen("书.html")


def test_the_one_sent_along_takes_nothing_from_the_reviewers_own(here: Path, auditor_command: Auditor) -> None:
    (here / "auditor.yaml").write_text("rules: [core]\nfail_on: warning\n", encoding="utf-8")
    ended = auditor_command("audit", "送审", "-o", "结果")
    assert ended.code == 1
    assert f"没有使用 {Path('送审', 'auditor.yaml')}" in ended.err
    assert "使用项目文件 auditor.yaml" in ended.err
    assert run_of()["project"] == "auditor.yaml"


def test_every_report_says_on_its_first_screen_what_it_was_judged_by(here: Path, auditor_command: Auditor) -> None:
    for name, text in {"本市.yaml": CHANGES, "豁免.yaml": WAIVER}.items():
        (here / name).write_text(text, encoding="utf-8")
    (here / "auditor.yaml").write_text("rules: [本市.yaml]\nwaivers: 豁免.yaml\nfail_on: warning\n", encoding="utf-8")
    (here / "好.txt").write_text(SOUND.replace("路灯", "公园"), encoding="utf-8")
    ended = auditor_command("audit", "送审/书.txt", "好.txt", "-o", "结果")
    settings = "项目文件 auditor.yaml，停用规则 1 条，修改规则 1 条，豁免清单 豁免.yaml"
    failing = "有建议修改的问题也返回 1（fail_on: warning）。"
    told = f"审核设置：{settings}，已豁免 1 条，{failing}"
    assert told in ended.out
    for page, said in {
        "index.html": told,
        "书.html": told,
        "好.html": f"审核设置：{settings}，{failing}",  # of its own findings none is waived
    }.items():
        screen = first_screen(page)
        assert said in screen
        assert "PI-CMP-009" in screen
        assert "停用（规则包 本市，本市不要求）" in screen
        assert "修改（规则包 本市，从宽）" in screen
    run = run_of()
    assert run["project"] == "auditor.yaml"
    assert (run["disabled"], run["overridden"]) == (["PI-CMP-009"], ["PI-UNT-001"])
    assert (run["waivers"], run["waived"], run["fail_on"]) == ("豁免.yaml", 1, "warning")


def test_a_reviewer_who_stands_in_the_folder_that_was_sent_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.chdir(here / "送审")
    ended = auditor_command("audit", ".", "-o", "../结果")
    assert ended.code == 0  # the current folder is the reviewer's own, but no page hides what that meant
    for told in (ended.out, first_screen("index.html", "../结果"), first_screen("书.html", "../结果")):
        assert "项目文件 auditor.yaml（就在所审的文件夹里，请确认不是随送审文件附带的）" in told
        assert "停用规则" in told
        assert "有问题也不返回 1（fail_on: never）" in told
    assert run_of("../结果")["project_within"] is True


def test_rules_that_leave_out_core_are_told(here: Path, auditor_command: Auditor) -> None:
    alone = QUIET.replace("extends: [core]\n", "").replace('disable: [{rule: "PI-*", reason: 不必审}]\n', "")
    (here / "只.yaml").write_text(alone, encoding="utf-8")
    auditor_command("audit", "送审", "-o", "结果", "--rules", "只.yaml")
    assert "没有采用规则包 core" in first_screen("index.html")
    assert run_of()["core"] is False


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "送审/书.txt", "-o", "结果"),
        ("config", "送审/书.txt"),
        ("rules", "list"),
        ("rules", "show", "X-001"),
        ("rules", "docs", "-o", "说明"),
        ("rules", "lint", "送审/安静.yaml"),
        ("rules", "impact", "送审/安静.yaml", "送审/书.txt"),
        ("rules", "try", "三级指标 = '无'", "送审/书.txt"),
    ],
)
def test_every_command_that_knows_project_files_takes_one_by_name(
    arguments: tuple[str, ...], here: Path, auditor_command: Auditor
) -> None:
    assert auditor_command(*arguments, "--project", "送审/auditor.yaml").code in (0, 1)
    ended = auditor_command(*arguments, "--project", "没有.yaml")
    assert ended.code == 2
    assert "没有.yaml" in ended.err
    if arguments[0] == "config":
        assert "没有使用" in auditor_command(*arguments).err
        assert "quiet" in auditor_command(*arguments, "--project", "送审/auditor.yaml").out
