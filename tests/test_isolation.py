"""One bad document costs that document: the others are judged and reported, and the bad one is named."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from auditor import reading, workers
from auditor.facts import load as loading
from auditor.facts.common import ProjectContext
from auditor.facts.indicator import indicator_rows
from auditor.findings import Audit
from auditor.pipeline import audit, read_files, write
from tests import misbehaving
from tests.conftest import ROOT, Auditor
from tests.readers.office import packed

FORM = """青川市2026年项目支出绩效目标表
项目名称\t{name}
项目资金总额\t60
绩效目标\t保持{name}正常运行
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t{name}处数\t≥12处
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "送审"
    made.mkdir()
    for name in ("甲", "乙"):
        (made / f"{name}.txt").write_text(FORM.format(name="路灯"), encoding="utf-8")
    return made


def documents(result: Audit) -> list[str]:
    return [book.id for book in result.documents]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_file_name_in_another_encoding_is_shown_as_the_text_it_is(folder: Path, tmp_path: Path) -> None:
    written = os.path.join(os.fsencode(folder), "预算.txt".encode("gbk"))  # noqa: PTH118 - a name in bytes
    with open(written, "wb") as file:  # noqa: PTH123
        file.write(FORM.format(name="泵站").encode())
    result = audit([folder])
    assert set(documents(result)) == {"甲", "乙", "预算"}
    write(result, tmp_path / "结果")
    assert (tmp_path / "结果" / "预算.html").exists()


def test_a_link_that_points_at_itself_costs_itself(folder: Path) -> None:
    try:
        (folder / "丙.txt").symlink_to("丙.txt")
    except OSError:
        pytest.skip("no links here")
    result = audit([folder])
    assert set(documents(result)) == {"甲", "乙"}
    assert [Path(problem.path).name for problem in result.unread] == ["丙.txt"]


def test_a_nul_in_a_name_is_not_taken_for_a_marker(folder: Path) -> None:
    sound = "".join(
        FORM.format(name=name) for name in ("路灯", "泵站", "绿地")
    )  # one control sign in a hundred is too many
    text = FORM.format(name="花坛").replace("花坛处数", "花坛\0养护和喷泉处数") + sound
    (folder / "丙.txt").write_bytes(text.encode("utf-16"))
    assert set(documents(audit([folder]))) == {"甲", "乙", "丙"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_surprise_in_the_facts_of_one_document_costs_that_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    sound = audit([folder / "甲.txt"])

    def surprised(contexts: Iterable[ProjectContext]) -> Iterator[object]:
        contexts = list(contexts)
        if any(context.book.id == "乙" for context in contexts):
            raise ZeroDivisionError("nobody foresaw this")
        yield from indicator_rows(contexts)

    monkeypatch.setattr(loading, "indicator_rows", surprised)
    result = audit([folder], jobs=jobs)
    assert documents(result) == ["甲"]
    assert [finding.fingerprint for finding in result.findings] == [each.fingerprint for each in sound.findings]
    (lost,) = result.unread
    assert (Path(lost.path).name, "审核时出错" in lost.message) == ("乙.txt", True)
    assert "foresaw" not in lost.message


def form_tree(depth: int) -> bytes:
    """A PDF of 2 KB whose forms draw one another ten times each: the memory that PDFium takes is a power of it."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        "<</Length 5>>stream\n/F Do\nendstream",
    ]
    for level in range(depth):
        leaf = level == depth - 1
        body = "0 0 m 10 10 l S" if leaf else "/F Do " * 10
        inner = "" if leaf else f"/Resources<</XObject<</F {6 + level} 0 R>>>>"
        head = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]{inner}/Length {len(body)}>>"
        objects.append(f"{head}stream\n{body}\nendstream")
    data, at = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        at.append(len(data))
        data += f"{number} 0 obj{text}endobj\n".encode()
    table = f"xref\n0 {len(at) + 1}\n0000000000 65535 f \n".encode() + b"".join(
        b"%010d 00000 n \n" % each for each in at
    )
    end = f"trailer<</Size {len(at) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
    return data + table + end


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less than a worker has, so that it is sooner taken."""
    pytest.importorskip("resource")
    monkeypatch.setattr(workers, "MEMORY", 800_000_000)


@pytest.fixture
def misbehaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_file", misbehaving.read_file)


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pdf_that_takes_all_memory_is_one_line(
    folder: Path, tmp_path: Path, auditor_command: Auditor, jobs: str
) -> None:
    (folder / "一.pdf").write_bytes(form_tree(8))
    ended = auditor_command("audit", folder, "-o", tmp_path / "结果", "--jobs", jobs, "--no-evidence")
    assert ended.code == 3
    assert ended.err.count("未能读取") == 1
    assert "一.pdf" in ended.err
    assert {"甲.html", "乙.html", "index.html"} <= {each.name for each in (tmp_path / "结果").iterdir()}


@pytest.mark.usefixtures("little_memory")
def test_a_member_that_ends_the_process_costs_that_member(tmp_path: Path) -> None:
    sound = FORM.format(name="路灯").encode()
    members: dict[str, str | bytes] = {"甲.txt": sound, "一.pdf": form_tree(8), "乙.txt": sound, "丙.exe": b"MZ"}
    (tmp_path / "包.zip").write_bytes(packed(members))
    books, unread, _ = read_files([tmp_path / "包.zip"])
    assert [book.id for book in books] == ["包-甲", "包-乙"]
    assert sorted(Path(problem.path).name for problem in unread) == ["一.pdf", "丙.exe"]


@pytest.mark.usefixtures("misbehaves", "little_memory")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("does", ["睡", "占", "抛", "停", "崩"])
def test_what_a_reader_does_costs_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str, jobs: int) -> None:
    if does == "睡":
        monkeypatch.setattr(workers, "SECONDS", 10.0)
    (folder / f"{does}.txt").write_bytes(b"-")
    told: list[str] = []
    files = [folder / name for name in (f"{does}.txt", "甲.txt", "乙.txt")]
    books, unread, _ = read_files(files, jobs, lambda *step: told.append(step[0]))
    assert [book.id for book in books] == ["甲", "乙"]
    assert [Path(problem.path).stem for problem in unread] == [does]
    assert ("已停止" in unread[0].message) is (does == "睡")
    assert told == [file.name for file in files]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_killed_from_outside_costs_one_file_at_most(tmp_path: Path, jobs: int) -> None:
    files = [tmp_path / f"{number:02}.txt" for number in range(25)]
    for file in files:
        file.write_text(FORM.format(name="路灯") * 50, encoding="utf-8")

    def kill(_: str, done: int, __: int) -> None:
        if done == 5:
            multiprocessing.active_children()[0].kill()

    books, unread, _ = read_files(files, jobs, kill)
    assert len(unread) <= 1
    assert sorted([*(book.path for book in books), *(problem.path for problem in unread)]) == [f.name for f in files]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worn_worker_is_replaced_and_nothing_is_read_twice(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(workers, "WORN", -1)  # worn after every document
    sound = FORM.format(name="路灯").encode()
    (tmp_path / "包.zip").write_bytes(packed({"丙.txt": sound, "丁.txt": sound, "戊.exe": b"MZ", "己.txt": sound}))
    books, unread, _ = read_files([folder / "甲.txt", tmp_path / "包.zip", folder / "乙.txt"], jobs)
    assert [book.id for book in books] == ["甲", "包-丙", "包-丁", "包-己", "乙"]
    assert [Path(problem.path).name for problem in unread] == ["戊.exe"]


def test_processes_that_cannot_start_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused:
        def __init__(self, *_: object, **__: object) -> None:
            raise BlockingIOError("no more processes")

    monkeypatch.setattr(workers, "Child", Refused)
    books, unread, _ = read_files([folder / "甲.txt", folder / "乙.txt"], 2)
    assert books == []
    assert ["无法启动" in problem.message for problem in unread] == [True, True]


def test_an_interrupt_leaves_no_process(folder: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_files([folder / "甲.txt", folder / "乙.txt"], 2, interrupt)
    assert multiprocessing.active_children() == []


SCRIPT = """
from auditor.reading import InputFile, Opening
from auditor.workers import Workers
from pathlib import Path
from tests.misbehaving import read_file
with Workers(read_file, [InputFile(Path("问.txt"), "问", Opening())]) as started:
    started._step()
    while not started._answers[0]:
        started._step()
    print(started._answers[0][0][0].path, flush=True)
    started._step()
"""


def _command_line(process: Path) -> bytes:
    """Empty for a process that is gone, or waits to be reaped by a system that takes its time."""
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks the system in Linux's way")
def test_a_killed_parent_leaves_no_process() -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout
    child = Path("/proc") / parent.stdout.readline().decode().strip()
    assert child.name.isdecimal()
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 10
    while b"misbehaving" in _command_line(child):
        assert time.monotonic() < until
        time.sleep(0.05)
