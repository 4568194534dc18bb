"""docs/adding.md is true: in a copy of the program, what it shows works and touches as many files as it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
COUNTS = {name: int(count) for name, count in re.findall(r"^\| \[(.+?)\]\(#.+?\) \| (\d) \|$", PAGE, re.MULTILINE)}
FORM = (
    "项目支出绩效目标表\n指标类别\t指标名称\t路灯更换\t道路养护\n数量指标\t更换路灯数量\t≥80盏\t\n"
    "数量指标\t养护道路里程\t\t≥5公里\n满意度指标\t居民满意度\t≥90%\t≥92%\n"
)


class Copy:
    """The program in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("auditor", "rules", "reports"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self.touched: set[str] = set()

    def add(self, section: str) -> None:
        """Make the files that a section shows, and change those it changes."""
        for block in re.findall(r"```(?:python|yaml)\n# (\S+)\n(.*?)```", SECTIONS[section], re.DOTALL):
            path = self.folder / block[0]
            assert not path.exists()
            path.write_text(block[1], encoding="utf-8")
            self.touched.add(block[0])
        for block in re.findall(r"```diff\n--- a/(\S+)\n\+\+\+ b/\S+\n(.*?)```", SECTIONS[section], re.DOTALL):
            path = self.folder / block[0]
            text = path.read_text(encoding="utf-8")
            for hunk in filter(None, block[1].split("@@\n")):
                lines = hunk.splitlines(keepends=True)
                before = "".join(line[1:] for line in lines if line[0] != "+")
                assert text.count(before) == 1, before
                text = text.replace(before, "".join(line[1:] for line in lines if line[0] != "-"))
            path.write_text(text, encoding="utf-8")
            self.touched.add(block[0])

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``auditor`` of the copy, in its folder."""
        return subprocess.run(
            [sys.executable, "-m", "auditor", *arguments], cwd=self.folder, check=False, capture_output=True,
            text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(self.folder)}, timeout=600,
        )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = Copy(tmp_path / "copy")
    (made.folder / "表.txt").write_text(FORM, encoding="utf-8")
    return made


def added(copy: Copy, section: str) -> None:
    copy.add(section)
    assert len(copy.touched) == COUNTS[section[0].lower() + section[1:]]


def test_every_section_is_counted_and_tried() -> None:
    assert [name[0].upper() + name[1:] for name in COUNTS] == list(SECTIONS)


def test_a_layout(copy: Copy) -> None:
    assert "更换路灯数量" not in copy.run("tree", "表.txt").stdout
    added(copy, "A layout")
    ended = copy.run("tree", "表.txt")
    assert (ended.returncode, "更换路灯数量　≥ 80盏" in ended.stdout) == (0, True), ended.stderr


def test_an_input_format(copy: Copy) -> None:
    added(copy, "An input format")
    rows = [line.split("\t") for line in ("项目支出绩效表", "项目名称\t培训", *TABLE)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (copy.folder / "夹").mkdir()
    (copy.folder / "夹" / "表.jsonl").write_text(lines, encoding="utf-8")
    ended = copy.run("query", "夹", "select 三级指标 from 指标", "--csv")
    assert (ended.returncode, "培训人数" in ended.stdout) == (0, True), ended.stderr


TABLE = ("一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t培训人数\t≥9人")


def test_an_output_format(copy: Copy) -> None:
    added(copy, "An output format")
    (copy.folder / "表.txt").write_text("项目支出绩效表\n项目名称\t培训\n" + "\n".join(TABLE), encoding="utf-8")
    for _ in range(2):  # the second run knows the first one's files
        assert copy.run("audit", "表.txt", "-o", "结果").returncode in {0, 1}
    listed = json.loads((copy.folder / "结果" / "findings.json").read_text(encoding="utf-8"))["run"]["files"]
    assert "issues.md" in listed
    assert (copy.folder / "结果" / "issues.md").exists()


def test_a_rule_with_a_new_column(copy: Copy) -> None:
    added(copy, "A rule with a new column")
    assert "名称字数" in copy.run("facts", "指标").stdout
    ended = copy.run("rules", "test", "core")
    assert ended.returncode == 0, ended.stdout
    assert "指标名称过长" in copy.run("rules", "show", "PI-LEN-001").stdout


def test_a_command(copy: Copy) -> None:
    assert "count" not in copy.run("--help").stdout
    added(copy, "A command")
    assert "显示读到多少项目和指标" in copy.run("--help").stdout
    (copy.folder / "表.txt").write_text("项目支出绩效表\n项目名称\t培训\n" + "\n".join(TABLE), encoding="utf-8")
    assert copy.run("count", "表.txt").stdout == "1 个项目，1 条指标\n"
