"""A document whose facts or rules never end, fill the memory or end the process costs itself; the others are judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import judging
from auditor.judging import judge
from auditor.pipeline import read
from auditor.rulebook import load_packs
from auditor.ties.check import TieState, ties_of
from tests.conftest import ROOT

FORM = """青川市2026年项目支出绩效目标表
项目名称\t{name}
项目资金总额\t60
绩效目标\t保持{name}正常运行
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t{name}处数\t≥12处
"""
PROGRAM = """
import json, os, sys, time
import auditor.rulebook
from auditor import judging
from auditor.facts import load as loading
from auditor.pipeline import audit

stage, deed, *files = sys.argv[1:]
judging.SECONDS, judging.MEMORY = 5.0, 4_000_000_000
rows, run = loading.indicator_rows, auditor.rulebook.run

def misbehave():
    if deed == "sleep": time.sleep(600)
    if deed == "fill": filled = [bytes(50_000_000) for _ in range(1000)]
    if deed == "end": os._exit(1)
    if deed == "raise": raise ZeroDivisionError("nobody foresaw this")

def bad_rows(places):
    places = list(places)
    if any(place.book.id == "乙" for place in places): misbehave()
    return rows(places)

def bad_run(rules, facts):
    if any(one.document == "乙" for one in facts.subjects["项目"]): misbehave()
    return run(rules, facts)

if stage == "facts": loading.indicator_rows = bad_rows
if stage == "rules": auditor.rulebook.run = bad_run
result = audit(files)
print(json.dumps([[book.id for book in result.documents], [one.fingerprint for one in result.findings],
                  [[one.path, one.message] for one in result.unread]]))
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, thing in {"甲": "路灯", "乙": "泵站", "丙": "绿地"}.items():
        (tmp_path / f"{name}.txt").write_text(FORM.format(name=thing), encoding="utf-8")
    return [tmp_path / f"{name}.txt" for name in "甲乙丙"]


@pytest.mark.skipif(sys.platform != "linux", reason="small audits are judged in a child where it can be forked")
@pytest.mark.parametrize("deed", {"sleep": "超过 ", "fill": "内存", "end": "异常退出", "raise": "出错"}.items())
@pytest.mark.parametrize("stage", ["facts", "rules"])
def test_a_document_that_cannot_be_judged_costs_itself(stage: str, deed: tuple[str, str], files: list[Path]) -> None:
    name, said = deed
    command = [sys.executable, "-c", PROGRAM, stage, name, *map(str, files)]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    documents, findings, unread = json.loads(ended.stdout)
    rules = load_packs(("core",))
    sound = judge([read(files[0], id="甲"), read(files[2], id="丙")], rules)
    assert (documents, findings) == (["甲", "丙"], [one.fingerprint for one in sound.findings])
    ((path, message),) = unread
    assert (Path(path).name, said in message, "foresaw" in message) == ("乙.txt", True, False)


def test_books_that_are_too_much_together_lose_the_largest(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here = judging._here

    def narrow(books: list[object], *rest: object) -> object:
        if len(books) > 2:
            raise judging._Failed("", "内存不足")
        return here(books, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "_here", narrow)
    monkeypatch.setattr(judging, "forks", lambda memory: False)
    more = "".join(f"产出指标\t质量指标\t灯具第{number}批合格率\t≥9{number}%\n" for number in range(5))
    files[2].write_text(FORM.format(name="绿地") + more, encoding="utf-8")
    judged = judge([read(file) for file in files], load_packs(("core",)))
    assert ([book.id for book in judged.books], [Path(one.path).name for one in judged.lost]) == (
        ["甲", "乙"],
        ["丙.txt"],
    )


@pytest.mark.parametrize("little", [0, 10_000])
def test_in_a_fresh_interpreter_the_same_is_found(
    files: list[Path], little: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be forked, a child is sent what it needs; few rows are judged without one."""
    monkeypatch.setattr(judging, "forks", lambda memory: False)
    monkeypatch.setattr(judging, "LITTLE", little)
    monkeypatch.setattr("auditor.child.forks", lambda memory: False)
    books, rules = [read(file) for file in files], load_packs(("core",))
    judged = judge(books, rules)
    assert (judged.books, judged.lost) == (books, [])
    assert [one.fingerprint for one in judged.findings] == [
        one.fingerprint for one in judging._here(books, rules).findings
    ]


def test_where_a_whole_column_is_wrong_no_slip_is_looked_for(tmp_path: Path) -> None:
    """Each slip would be compared with all the others: 4,000 lines took minutes."""
    head = "表3 部门支出总表,,,,\n单位：万元,,,,\n科目编码,科目名称,合计,基本支出,项目支出\n"
    codes = [f"2{n // 81 + 10:02d}{n // 9 % 9 + 10}{n % 9 + 10}" for n in range(1200)]
    lines = "".join(f"{code},支出{n},{3 * n + 7},{n + 1},{n + 2}\n" for n, code in enumerate(codes))
    (tmp_path / "支出.csv").write_text(head + lines, encoding="utf-8")
    ties = ties_of(read(tmp_path / "支出.csv"), load_packs(("core",)).relations)
    failed = [tie for tie in ties if tie.state is TieState.FAILS]
    assert len(failed) == 1200
    assert {tie.cause for tie in failed} == {""}
