"""Help, version, usage errors and crashes: always Chinese, always one exit code of the contract."""

from __future__ import annotations

import pytest

import auditor
from auditor.cli.chinese import width
from tests.conftest import Auditor

ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this message", "Error", "Missing", "required", "default")


@pytest.mark.parametrize(
    "command", [[], ["audit"], ["tree"], ["rules"], ["rules", "list"], ["rules", "show"], ["facts"]], ids=" ".join
)
def test_help_is_chinese_and_fits_a_console(command: list[str], auditor_command: Auditor) -> None:
    ended = auditor_command(*command, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"用法：{' '.join(['auditor', *command])}")
    assert not [word for word in ENGLISH if word in ended.out]
    assert max(width(line) for line in ended.out.splitlines()) <= 80


def test_help_survives_the_code_page_of_chinese_windows(auditor_process: Auditor) -> None:
    ended = auditor_process("--help", env={"PYTHONIOENCODING": "gbk"})
    assert ended.code == 0
    assert "用法" in ended.out


def test_version(auditor_command: Auditor) -> None:
    assert auditor_command("--version").out == f"auditor {auditor.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "命令："),
        (["audti"], "没有命令"),
        (["audit"], "缺少 PATH"),
        (["audit", "x", "--fial-on", "error"], "没有选项“--fial-on”，是否想用 --fail-on"),
        (["audit", "x", "--fail-on", "fatal"], "--fail-on 只能是 error、warning、never"),
        (["audit", "x", "--jobs", "0"], "不小于 1 的整数"),
        (["audit", "x", "--jobs", "两"], "不小于 1 的整数"),
        (["audit", "x", "-o"], "“-o”后面缺少内容"),
        (["tree", "a.txt", "b.txt"], "多余的参数"),
        (["tree", "没有.txt"], "没有.txt：找不到文件"),
        (["tree", "."], ".：这是文件夹"),
        (["facts", "指票"], "没有“指票”表"),
        (["rules", "show", "NO-SUCH-1"], "NO-SUCH-1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_command_line_is_told_in_chinese(arguments: list[str], told: str, auditor_command: Auditor) -> None:
    ended = auditor_command(*arguments)
    assert ended.code == 2
    assert told in ended.err
    assert not [word for word in ENGLISH if word in ended.err]
    assert ended.out == ""


def test_a_crash_is_one_line_and_the_traceback_only_on_demand(
    auditor_command: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("auditor.cli.commands.facts.table", fail)
    monkeypatch.delenv("AUDITOR_DEBUG", raising=False)
    ended = auditor_command("facts")
    assert (ended.code, len(ended.err.splitlines())) == (3, 1)
    assert "ZeroDivisionError" in ended.err
    assert "division" not in ended.err
    assert "--debug" in ended.err

    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    assert "ZeroDivisionError: division\nby zero" in auditor_command("facts").err


def test_an_interruption_is_told(auditor_command: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.cli.commands.facts.table", interrupt)
    ended = auditor_command("facts")
    assert (ended.code, ended.err) == (130, "已中断，没有写出结果。\n")


def test_facts_names_every_column_with_its_meaning(auditor_command: Auditor) -> None:
    from auditor.facts.schema import TABLES

    lines = auditor_command("facts").out.splitlines()
    for table in TABLES.values():
        assert any(line.startswith(f"{table.name}：") for line in lines)
        assert all(any(line.split()[:1] == [column.name] for line in lines) for column in table.columns)
