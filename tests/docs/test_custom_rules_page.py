"""docs/自定义规则.md and its short form in the README are true: run in an empty folder, they do what is said."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

from tests.conftest import Auditor

MOST = 10
"""Commands from an empty folder to a rule seen in the report."""
SAMPLE = "chaoyang-government-2026.txt"


def commands(page: str) -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


def run(listed: list[list[str]], auditor_process: Auditor) -> None:
    for command in listed:
        assert command[0] == "auditor"
        ended = auditor_process(*command[1:])
        # An audit that finds faults ends with 1.
        assert ended.code == (1 if command[1] == "audit" else 0), ended.err


def findings(folder: Path) -> list[dict[str, object]]:
    made: list[dict[str, object]] = json.loads((folder / "findings.json").read_text(encoding="utf-8"))["findings"]
    return made


def seen(folder: Path, text: str) -> bool:
    return any(text in page.read_text(encoding="utf-8") for page in folder.glob("*.html"))


def a_rule_is_made(section: str, folder: Path, auditor_process: Auditor) -> None:
    """The commands of ``section`` lead from an empty folder to a rule that the report shows."""
    listed = commands(section)
    assert 0 < len(listed) <= MOST
    run(listed, auditor_process)
    found = [finding for finding in findings(folder / "审核结果") if finding["rule"] == "LOCAL-001"]
    assert [str(finding["message"]).endswith("只要求 70%，低于 80%。") for finding in found] == [True]
    assert seen(folder / "审核结果", "LOCAL-001")
    assert seen(folder / "审核结果", "满意度目标偏低")


def test_the_section_of_the_readme_makes_a_rule(
    root: Path, samples: Path, tmp_path: Path, auditor_process: Auditor
) -> None:
    page = (root / "README.zh-CN.md").read_text(encoding="utf-8")
    shutil.copy(samples / SAMPLE, tmp_path)
    a_rule_is_made(page.split("\n## 自己的规则\n")[1].split("\n## ")[0], tmp_path, auditor_process)


def test_the_whole_page_can_be_followed(root: Path, samples: Path, tmp_path: Path, auditor_process: Auditor) -> None:
    shutil.copy(samples / SAMPLE, tmp_path)
    first, *others = (root / "docs" / "自定义规则.md").read_text(encoding="utf-8").split("\n## ")[1:]
    a_rule_is_made(first, tmp_path, auditor_process)
    for section in others:
        for name, text in re.findall(r"```yaml\n# 文件：(.*?)\n(.*?)```", section, re.DOTALL):
            (tmp_path / name).write_text(text, encoding="utf-8")
        run(commands(section), auditor_process)
    again = findings(tmp_path / "复审结果")
    assert [(finding["rule"], finding["waiver"]["owner"]) for finding in again if finding["waiver"]] == [  # type: ignore[index]
        ("LOCAL-001", "张三")
    ]
    assert not any(finding["new"] for finding in again)
    assert "PI-CMP-011" not in {finding["rule"] for finding in again}


def test_the_readme_leads_to_the_page(root: Path) -> None:
    assert "docs/自定义规则.md" in (root / "README.zh-CN.md").read_text(encoding="utf-8")
