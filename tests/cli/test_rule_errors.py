"""A typo anywhere in a rule file: the whole text a reviewer sees, and exit code 2. The snapshots are the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.books import SOUND
from tests.conftest import Auditor

SOUND_RULE = """\
pack: 本区
rules:
- id: MY-001
  name: 满意度偏低
  problem: vague
  severity: warning
  over: 指标
  where: 计量类别 = '满意度' and 数值 < $最低
  with: {最低: 80}
  message: “{三级指标}”偏低
"""

SNAPSHOTS = [
    pytest.param(
        "计量类别 =",
        "计量类 =",
        "规则.yaml 第8行第10列：规则 MY-001 的 where：“指标”表没有“计量类”这一列。是否想写“计量类别”、“计量对象”。",
        "  where: 计量类 = '满意度' and 数值 < $最低",
        "计量类 =",
        id="column",
    ),
    pytest.param(
        "数值 < $最低",
        "数值 =< $最低",
        "规则.yaml 第8行第27列：规则 MY-001 的 where：条件里不能用函数 =<。是否想写",
        "  where: 计量类别 = '满意度' and 数值 =< $最低",
        "数值 =<",
        id="operator",
    ),
    pytest.param(
        "severity:",
        "serverity:",
        "规则.yaml 第6行第3列：第1条规则的 serverity：不认识的键“serverity”。是否想写“severity”",
        "  serverity: warning",
        "serverity",
        id="key",
    ),
    pytest.param(
        "MY-001",
        "my001",
        "规则.yaml 第3行第7列：规则 my001：编号“my001”写法不对。用大写字母、数字和短横，如 PI-DIR-001。",
        "- id: my001",
        "my001",
        id="id",
    ),
    pytest.param(
        "$最低",
        "$最底",
        "规则.yaml 第8行第32列：规则 MY-001 的 where：没有给出参数 $最底。是否想写“最低”",
        "  where: 计量类别 = '满意度' and 数值 < $最底",
        "$最底",
        id="parameter",
    ),
    pytest.param(
        "{三级指标}",
        "{三级指票}",
        "规则.yaml 第10行第12列：规则 MY-001 的 message：没有“三级指票”这一列可填入。是否想写“三级指标”",
        "  message: “{三级指票}”偏低",
        "“{三级指票}",
        id="placeholder",
    ),
    pytest.param(
        "  over: 指标",
        "   over: 指标",
        "规则.yaml 第7行第8列：YAML写法有误：",
        "   over: 指标",
        ": 指标",
        id="indentation",
    ),
    pytest.param(
        "warning",
        "warnning",
        "规则.yaml 第6行第13列：第1条规则的 severity：不能是“warnning”。是否想写“warning”",
        "  severity: warnning",
        "warnning",
        id="severity",
    ),
    pytest.param(
        "over: 指标",
        "over: 指票",
        "规则.yaml 第7行第9列：规则 MY-001：没有“指票”这张表。是否想写“指标”",
        "  over: 指票",
        "指票",
        id="table",
    ),
    pytest.param(
        "problem: vague",
        "problem: vagne",
        "规则.yaml 第5行第12列：规则 MY-001：没有“vagne”这类问题。是否想写“vague”",
        "  problem: vagne",
        "vagne",
        id="problem",
    ),
]


@pytest.mark.parametrize(("old", "new", "told", "line", "marked"), SNAPSHOTS)
def test_a_typo_is_told_with_its_line_a_caret_and_what_is_allowed(
    old: str, new: str, told: str, line: str, marked: str, tmp_path: Path, auditor_command: Auditor
) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    file = tmp_path / "规则.yaml"
    file.write_text(SOUND_RULE.replace(old, new, 1), encoding="utf-8")
    ended = auditor_command("audit", tmp_path / "书.txt", "--rules", file, "-o", tmp_path / "结果")
    assert ended.code == 2
    assert told in ended.err
    shown, caret = ended.err.rstrip("\n").splitlines()[-2:]
    # The line of the file as it is (its indentation may be set off), and the caret below the very place.
    assert shown.strip() == line.strip()
    before = caret.index("^")
    at = shown.index(marked)
    assert sum(2 if sign == "\u3000" else 1 for sign in caret[:before]) == sum(
        2 if ord(sign) > 0x1100 and sign not in "“”" else 1 for sign in shown[:at]
    )
    assert not (tmp_path / "结果").exists()


def test_all_errors_of_a_file_are_told_at_once(tmp_path: Path, auditor_command: Auditor) -> None:
    file = tmp_path / "规则.yaml"
    text = SOUND_RULE.replace("计量类别", "计量类").replace("{三级指标}", "{三级指票}")
    file.write_text(text, encoding="utf-8")
    ended = auditor_command("rules", "lint", file)
    assert ended.code == 2
    assert "“计量类”" in ended.err
    assert "“三级指票”" in ended.err


def test_wrong_rules_can_be_skipped(tmp_path: Path, auditor_command: Auditor) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    file = tmp_path / "规则.yaml"
    file.write_text(SOUND_RULE.replace("计量类别", "计量类"), encoding="utf-8")
    out = tmp_path / "结果"
    ended = auditor_command("audit", tmp_path / "书.txt", "--rules", file, "-o", out, "--skip-bad-rules")
    assert ended.code == 3
    assert "MY-001" in ended.err
    assert (out / "index.html").is_file()
