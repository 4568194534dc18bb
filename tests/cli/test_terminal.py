"""Nothing that comes from outside steers a terminal, and a terminal that is gone costs neither report nor exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from auditor.cli import console
from auditor.cli.app import app
from auditor.visible import SIGNS
from tests.cli.books import FAULTY, SOUND
from tests.conftest import ROOT, Auditor

EVIL = "\x1b]0;假\x07\x1b[2J\x9b31m\x7f\u202e\u2066\x08"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
BOOK, PACK, SHEET = f"书{EVIL}.html", f"规则{EVIL}.yaml", f"表{EVIL}.xlsx"


def html(book: str) -> str:
    """``book`` as a page in whose heading, project and indicators such characters stand."""
    title, *lines = (
        book.replace("路灯维护经费", f"路灯{EVIL}维护经费").replace("居民满意度", f"居民{EVIL}满意度").split("\n")
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in (line + "\t" * 11).split("\t")[:11]) + "</tr>"
        for line in lines
        if "\t" in line
    )
    made = f"<h1>青川市{EVIL}园林局2026年部门预算</h1><p>{title}</p><p>金额单位：万元</p><table>{rows}</table>"
    return re.sub(
        RAW, lambda found: f"&#{ord(found[0])};" if ord(found[0]) not in range(0x80, 0xA0) else found[0], made
    )


def pack(text: str = "条件", where: str = "指标值 = '1200'") -> str:
    written = {
        "pack": f"own{EVIL}", "version": "1", "title": f"自定{EVIL}",
        "rules": [{
            "id": "MY-001", "name": f"名称{EVIL}", "problem": "custom", "severity": "error", "over": "指标",
            "where": where, "message": f"提示{EVIL}“{{三级指标}}”", "advice": f"改{EVIL}", "why": f"因{EVIL}",
            "examples": {"flagged": [f"产出指标 | 数量指标 | 名{EVIL} | ≥ | 1 | 盏"]}, "basis": "practice",
        }],
    }  # fmt: skip
    return json.dumps(written).replace("\\u007f", "\\x7f").replace("\x7f", "\\x7f")


CASES: dict[str, list[list[str]]] = {
    "audit": [
        [BOOK, "-o", "out"],
        [BOOK, f"无{EVIL}.txt", "-o", "out"],
        [BOOK, f"坏{EVIL}.pdf", "-o", f"出{EVIL}"],
        [BOOK, "--rules", PACK, "-o", "out"],
        [BOOK, "--rules", f"错{EVIL}.yaml", "-o", "out"],
        [BOOK, "--rules", f"错{EVIL}.yaml", "--skip-bad-rules", "-o", "out"],
        [BOOK, "--fail-on", EVIL],
        [BOOK, "--jobs", EVIL],
        [BOOK, "--map", EVIL],
        [BOOK, f"--{EVIL}"],
        [BOOK, "--baseline", EVIL],
    ],
    "tree": [[BOOK], [BOOK, "--json"], [EVIL], [BOOK, EVIL]],
    "query": [
        [BOOK, "select 项目名称, 三级指标, 部门名称 from 指标"],
        [BOOK, "select 项目名称, 三级指标, 部门名称 from 指标", "--csv"],
        [BOOK, f"select 三级指标 as \"列{EVIL}\" from 指标"],
        [BOOK, "select 三级指标, 部门名称 from 指标", "--json"],
        [BOOK, f"select '{EVIL}"],
        [BOOK, f'select "{EVIL}" from 指标'],
    ],
    "facts": [[EVIL], [BOOK, "--export", f"出{EVIL}"], [BOOK, "--export", f"出{EVIL}.txt"]],
    "config": [[EVIL], [f"夹{EVIL}"]],
    "waive": [
        ["前次", "--rule", "MY-001", "--reason", EVIL, "--expires", "2999-12-31", "-o", f"免{EVIL}.yaml"],
        ["前次", "--rule", EVIL, "--reason", "x", "--expires", EVIL],
        [EVIL, "--rule", EVIL, "--reason", "x", "--expires", "2999-12-31"],
    ],
    "completion": [[EVIL]],
    "review import": [[f"意见{EVIL}.json"], [f"意见{EVIL}.json", "--decisions", f"收{EVIL}.json"], [BOOK], [EVIL]],
    "review stats": [[EVIL, "--decisions", f"意见{EVIL}.json"], ["前次", "--decisions", EVIL]],
    "rules list": [["--rules", PACK], ["--rules", EVIL], ["--problem", EVIL], ["--severity", EVIL]],
    "rules show": [["MY-001", "--rules", PACK], [EVIL]],
    "rules try": [
        ["指标值 = '1200' or 三级指标 like '居民%'", BOOK], [f"指标值 = '{EVIL}", BOOK], [f'"{EVIL}" = 1', BOOK],
        ["数值 > 1", BOOK, "--over", EVIL], ["数值 > 1", BOOK, "--with", EVIL],
    ],
    "rules new": [
        [f"新{EVIL}.yaml", "--where", "指标值 = '1200'", "--name", "名", "--message", "提示",
         "--flagged", "产出指标 | 数量指标 | 灯 | ≥ | 1200 | 盏", "--clean", "产出指标 | 数量指标 | 灯 | ≥ | 1 | 盏"],
        [f"新{EVIL}.yaml", "--where", EVIL, "--name", EVIL, "--message", EVIL, "--flagged", EVIL, "--clean", EVIL],
    ],
    "rules test": [[PACK], [PACK, "--all"], [EVIL]],
    "rules lint": [[PACK], [PACK, "--on", BOOK], [f"错{EVIL}.yaml"]],
    "rules impact": [[PACK, BOOK], [EVIL, BOOK]],
    "rules export": [[PACK, "-o", SHEET, "--force"], [PACK, "-o", EVIL], [EVIL, "-o", "x.xlsx"]],
    "rules import": [[f"有{EVIL}.xlsx", "-o", f"回{EVIL}.yaml"], [EVIL, "-o", f"{EVIL}.yaml"]],
    "rules docs": [["--rules", PACK, "-o", f"文{EVIL}"], ["--rules", EVIL]],
    "rules schema": [["-o", f"式{EVIL}.json"]],
}  # fmt: skip
"""Each command, as it is used and with wrong values. Such characters stand in what it reads, in names and in values."""


def commands(group: Any, above: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        path = f"{above} {name}".strip()
        if hasattr(command, "commands"):
            yield from commands(command, path)
        else:
            yield path


def test_no_command_is_left_out() -> None:
    assert sorted(CASES) == sorted(commands(typer.main.get_command(app)))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from auditor import audit, write
    from auditor.rulesheet import read_pack_data, write_sheet

    folder = tmp_path_factory.mktemp("hostile")
    (folder / BOOK).write_text(html(FAULTY), encoding="utf-8")
    (folder / f"坏{EVIL}.pdf").write_bytes(b"%PDF-1.7\njunk")
    (folder / PACK).write_text(pack(), encoding="utf-8")
    (folder / f"错{EVIL}.yaml").write_text(pack(where=f"列{EVIL} = 1"), encoding="utf-8")
    opinions = [{"fingerprint": f"f{EVIL}", "decision": choice, "note": EVIL} for choice in ("属实", "误报")]
    decisions = {"format": "auditor-decisions-1", "decisions": [], "conflicts": opinions}
    (folder / f"意见{EVIL}.json").write_text(json.dumps(decisions), encoding="utf-8")
    (folder / f"夹{EVIL}").mkdir()
    (folder / f"夹{EVIL}" / "auditor.yaml").write_text("rules: [core]\n", encoding="utf-8")
    write(audit([folder / BOOK], rules=[folder / PACK]), folder / "前次")
    write_sheet(read_pack_data(folder / PACK), folder / f"有{EVIL}.xlsx")
    return folder


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        pytest.param(name, case, id=f"{name}-{number}")
        for name, cases in CASES.items()
        for number, case in enumerate(cases)
    ],
)
def test_no_raw_control_character_reaches_the_terminal(
    command: str, arguments: list[str], hostile: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.chdir(hostile)
    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    ended = auditor_command(*command.split(), *arguments)
    assert not RAW.findall(ended.out + ended.err)
    # Readers leave control characters out of cells; file names, packs and marks of direction come as they are.
    shown = r"␛|\ufffd|\\u001b|\\x1b|\\u202e"
    assert re.search(shown, ended.out + ended.err), "the case shows nothing of what is hostile"
    assert "程序出错" not in ended.err


def test_json_loses_nothing_and_csv_is_plain(
    hostile: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.chdir(hostile)
    sql = "select distinct 项目名称 from 指标"
    (row,) = json.loads(auditor_command("query", BOOK, sql, "--json").out)
    assert "\u202e\u2066" in row["项目名称"]
    _, (cell,) = csv.reader(io.StringIO(auditor_command("query", BOOK, sql, "--csv").out))
    assert not RAW.search(cell)
    assert "\ufffd\ufffd" in cell


def test_a_name_with_line_ends_stays_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    if sys.platform == "win32":
        pytest.skip("no such names on this system")
    monkeypatch.chdir(tmp_path)
    Path("书\n报告：假\r.txt").write_text(SOUND, encoding="utf-8")
    Path("坏\n报告：假\r.pdf").write_bytes(b"%PDF-1.7\njunk")
    ended = auditor_command("audit", ".", "-o", "out")
    lines = (ended.out + ended.err).splitlines()
    assert [line for line in lines if line.startswith("报告：")] == [f"报告：{Path('out', 'index.html')}"]


def test_bytes_of_a_chinese_name_are_shown_as_text() -> None:
    name = "预算表".encode("gbk").decode("utf-8", "surrogateescape")
    assert console.visible(f"未能读取：{name}.xls：打不开") == "未能读取：预算表.xls：打不开"


@pytest.mark.parametrize("code", sorted(SIGNS))
def test_each_sign_is_visible_in_text_and_escaped_in_json(code: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert not RAW.search(console.visible(f"前{chr(code)}后"))
    console.show_json(json.dumps([chr(code)], ensure_ascii=False))
    shown = capfd.readouterr().out
    assert not RAW.search(shown)
    assert json.loads(shown) == [chr(code)]


def test_commands_write_to_the_console_only_through_its_module() -> None:
    direct = re.compile(r"(?<![\w.])print\(|sys\.std(out|err)|(?<![\w.])input\(|write_utf8|echo\(|print_exc")
    files = [path for path in (ROOT / "auditor").rglob("*.py") if path.name != "console.py"]
    found = {str(path): direct.findall(path.read_text(encoding="utf-8")) for path in files}
    # A signal is answered while nothing else may be called.
    assert [path for path, calls in found.items() if calls and Path(path).name != "interrupts.py"] == []


FULL = Path("/dev/full")
CLOSED = None
STREAMS = {
    "stdout closed": {1: CLOSED}, "stderr closed": {2: CLOSED}, "both closed": {1: CLOSED, 2: CLOSED},
    "all closed": {0: CLOSED, 1: CLOSED, 2: CLOSED}, "stdout full": {1: FULL}, "stderr full": {2: FULL},
    "both full": {1: FULL, 2: FULL}, "stdout full, stderr closed": {1: FULL, 2: CLOSED},
}  # fmt: skip


def process(arguments: list[str], streams: dict[int, Path | None], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """``auditor`` with some of its streams closed or full, the others captured."""
    if not FULL.exists():
        pytest.skip("no full device on this system")
    redirected = " ".join(
        f"{number}>&-" if target is CLOSED else f"{number}>{target}" for number, target in streams.items()
    )
    line = f'exec "$@" {redirected}'.replace("0>&-", "0<&-")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["sh", "-c", line, "sh", sys.executable, "-m", "auditor", *arguments],
        cwd=folder, env=environment, capture_output=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize("streams", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize(("book", "code"), [(SOUND, 0), (FAULTY, 1)], ids=["sound", "faulty"])
def test_a_lost_stream_costs_no_report_and_no_exit_code(
    book: str, code: int, streams: dict[int, Path | None], tmp_path: Path
) -> None:
    (tmp_path / "书.txt").write_text(book, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(PLAIN, encoding="utf-8")
    ended = process(["audit", "书.txt", "-o", "out", "--rules", "own.yaml"], streams, tmp_path)
    assert ended.returncode == code, ended.stderr.decode()
    assert json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))["rules"]
    assert b"Traceback" not in ended.stderr
    assert "程序出错" not in ended.stderr.decode()


PLAIN = """\
pack: own
rules:
- {id: MY-001, name: 名, problem: custom, severity: error, over: 指标, message: 改,
   where: "指标性质 = '≤' and 度量单位 = '%'"}
"""


@pytest.mark.parametrize("arguments", [["rules", "list"], ["facts"], ["--help"], ["rules", "schema"]], ids=" ".join)
def test_a_result_that_could_not_be_printed_is_said(arguments: list[str], tmp_path: Path) -> None:
    ended = process(arguments, {1: FULL}, tmp_path)
    assert (ended.returncode, ended.stderr.decode()) == (3, "错误：结果没有显示完整（磁盘空间不足）。\n")
    assert process(arguments, {1: CLOSED}, tmp_path).returncode == 0


@pytest.mark.parametrize("arguments", [["rules", "list"], ["facts"], ["--help"], ["rules", "schema"]], ids=" ".join)
def test_a_reader_that_has_read_enough_is_no_error(arguments: list[str], tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "auditor", *arguments],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=write, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")
