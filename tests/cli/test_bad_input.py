"""Whatever comes in: one clear line, the exit code of the contract, and nothing of the other files is lost."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.cli.books import FAULTY, HEADER, SOUND
from tests.conftest import Auditor

JUNK = bytes(range(256)) * 40
UNKNOWN = "項目名稱\t項目總額\t績效目標\t一級指標\t二級指標\t三級指標\n".encode("big5") * 40


def only_line(text: str) -> str:
    """The one complaint; what is indented below it shows the place."""
    lines = [line for line in text.splitlines() if not line.startswith(("已读取", "  "))]
    assert len(lines) == 1, text
    assert "Traceback" not in text
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("空.txt", b"", id="empty file"),
        pytest.param("空行.txt", b"\r\n\r\n", id="nothing but line ends"),
        pytest.param("照片.txt", JUNK, id="binary junk named .txt"),
        pytest.param("繁体.txt", UNKNOWN, id="unknown encoding"),
        pytest.param("说明.txt", "第一部分 部门概况\n本部门共有人员20名。\n".encode(), id="no table at all"),
        pytest.param("名单.txt", "姓名\t科室\n张三\t办公室\n".encode(), id="a table without indicators"),
        pytest.param("表头.txt", HEADER.encode(), id="a header without rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_3(
    name: str, content: bytes, tmp_path: Path, auditor_command: Auditor
) -> None:
    bad, good = tmp_path / name, tmp_path / "好.txt"
    bad.write_bytes(content)
    good.write_text(FAULTY, encoding="utf-8")

    ended = auditor_command("audit", bad, good, "-o", tmp_path / "out")

    assert ended.code == 3
    assert name in only_line(ended.err)
    result = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    read = [document for document in result["documents"] if document["projects"]]
    assert [document["path"] for document in read] == [good.name]
    assert {finding["document"] for finding in result["findings"]} >= {read[0]["id"]}
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_missing_path_is_a_usage_error(tmp_path: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("audit", tmp_path / "没有.txt", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "没有.txt" in only_line(ended.err)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_a_usage_error(tmp_path: Path, auditor_command: Auditor) -> None:
    (tmp_path / "空文件夹").mkdir()
    ended = auditor_command("audit", tmp_path / "空文件夹", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "空文件夹" in only_line(ended.err)


def test_an_output_that_is_a_file_is_refused_before_work_starts(tmp_path: Path, auditor_command: Auditor) -> None:
    (tmp_path / "out").write_text("别人的", encoding="utf-8")
    (tmp_path / "坏.txt").write_bytes(b"")  # had work started, this would be complained of
    ended = auditor_command("audit", tmp_path / "坏.txt", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "out" in only_line(ended.err)
    assert "坏.txt" not in ended.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "别人的"


def test_an_output_below_a_file_is_refused(tmp_path: Path, auditor_command: Auditor) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    ended = auditor_command("audit", tmp_path / "书.txt", "-o", tmp_path / "a" / "out")
    assert ended.code == 2
    assert only_line(ended.err)


def pack(*rules: str, name: str = "own") -> str:
    return f"pack: {name}\nversion: '1'\ntitle: 自定规则\nrules:\n" + "".join(rules)


def rule(id_: str = "MY-001", where: str = "指标值 = '1200'", extra: str = "") -> str:
    return (
        f"- id: {id_}\n  name: 自定规则\n  problem: custom\n  severity: warning\n  over: 指标\n"
        f"  where: {where}\n{extra}  message: “{{三级指标}}”请核实\n  advice: 请核实\n  basis: practice\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(pack(rule(where="指标直 = '1200'")), ("own.yaml", "10", "指标直", "指标值"), id="a column's typo"),
        pytest.param(
            pack(rule().replace("severity:", "severty:")), ("own.yaml", "8", "severty", "severity"), id="a key's typo"
        ),
        pytest.param(
            pack(rule().replace("over: 指标\n", "over: 指标表\n")),
            ("own.yaml", "9", "指标表", "指标"),
            id="a table's typo",
        ),
        pytest.param(
            pack(rule().replace("warning", "fatal")), ("own.yaml", "8", "error", "warning", "info"), id="a severity"
        ),
        pytest.param(pack(rule(), rule()), ("own.yaml", "MY-001", "14"), id="two rules of one id"),
        pytest.param(pack(rule(where="true); drop table 指标; --")), ("own.yaml", "10"), id="a second statement"),
        pytest.param(
            pack(rule(where="\"read_text('x') is null\"")), ("own.yaml", "10", "read_text"), id="a file's reader"
        ),
        pytest.param("pack: own\nrules: [\n", ("own.yaml",), id="broken YAML"),
        pytest.param("", ("own.yaml",), id="an empty rule file"),
    ],
)
def test_a_wrong_rule_file_says_where_and_what_is_allowed(
    text: str, told: tuple[str, ...], tmp_path: Path, auditor_command: Auditor
) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    ended = auditor_command("audit", tmp_path / "书.txt", "--rules", tmp_path / "own.yaml", "-o", tmp_path / "out")
    assert ended.code == 2
    message = only_line(ended.err)
    for word in told:
        assert word in message
    assert not (tmp_path / "out").exists()


def test_an_unknown_pack_names_those_there_are(tmp_path: Path, auditor_command: Auditor) -> None:
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    ended = auditor_command("audit", tmp_path / "书.txt", "--rules", "coer", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "coer" in only_line(ended.err)
    assert "core" in ended.err


def test_a_runaway_rule_is_stopped_and_the_others_stand(
    tmp_path: Path, auditor_command: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor import rulebook

    monkeypatch.setattr(rulebook, "run", partial(rulebook.run, seconds=0.5))
    # Every part of it is allowed, but it walks through 300 × 300 × 300 × 300 letters.
    endless = "length(三级指标)"
    for name in "abcd":
        letters = f"string_split(replace('{'长' * 300}', '短', 三级指标), '')"
        endless = f"list_sum(list_transform({letters}, lambda {name}: length({name}) + {endless}))"
    (tmp_path / "书.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(
        pack(rule("MY-001", f'"{endless} > 0"'), rule("MY-002")), encoding="utf-8"
    )  # fmt: skip

    ended = auditor_command("audit", tmp_path / "书.txt", "--rules", tmp_path / "own.yaml", "-o", tmp_path / "out")

    assert ended.code == 3
    assert "MY-001" in only_line(ended.err)
    assert "时限" in ended.err
    result = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert {outcome["id"]: outcome["outcome"] for outcome in result["rules"]} == {"MY-001": "error", "MY-002": "ran"}
    assert [finding["rule"] for finding in result["findings"]] == ["MY-002"]
