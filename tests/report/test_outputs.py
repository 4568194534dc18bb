"""Formats of report: each is one record, and a next run knows the files of all of them as its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.findings import Audit
from auditor.inputs import expand
from auditor.report import folder, names, outputs, prepare, write
from auditor.report.judged import Judged
from auditor.report.outputs import Output
from auditor.report.outputs import outputs as all_outputs
from auditor.results import is_own

PAGES = {"index.html", "甲局-2026.html", "丙局.html", "b-CON-1.html"}
OFFICE = {"问题清单.xlsx"}
"""What people fill in and edit."""
USUAL = {*PAGES, *OFFICE, "findings.json"}


def lying(place: Path) -> set[str]:
    return {entry.name for entry in place.iterdir()}


def _issues(judged: Judged) -> Iterator[tuple[str, bytes]]:
    yield "issues.xlsx", b"PK"
    yield "清单.csv", f"{len(judged.audit.findings)}".encode()


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A further format, as somebody would add it."""
    made = (*all_outputs(), Output("问题清单", _issues))
    monkeypatch.setattr(outputs, "outputs", lambda: made)


@pytest.mark.usefixtures("more")
def test_a_second_run_replaces_the_files_of_every_format_and_keeps_those_of_others(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(audit, out)
    ours = {*USUAL, "issues.xlsx", "清单.csv"}
    assert lying(out) == ours
    assert set(json.loads((out / "findings.json").read_bytes())["run"]["files"]) == ours
    (out / "我的笔记.docx").write_bytes(b"mine")
    (out / "issues.xlsx").write_bytes(b"old")
    write(audit, out)
    assert lying(out) == {*ours, "我的笔记.docx", "issues-1.xlsx"}
    assert (out / "issues-1.xlsx").read_bytes() == b"old", "what a person has edited is kept"
    assert (out / "issues.xlsx").read_bytes() == b"PK"
    monkeypatch.undo()
    write(audit, out)
    assert lying(out) == {*USUAL, "我的笔记.docx", "issues-1.xlsx"}


def test_two_formats_may_not_write_one_file(audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = (*all_outputs(), *all_outputs())
    monkeypatch.setattr(outputs, "outputs", lambda: made)
    with pytest.raises(ValueError, match=r"index\.html"):
        write(audit, tmp_path / "out")
    assert lying(tmp_path) == set()


def test_a_file_that_a_folder_walk_would_read_carries_the_mark(audit: Audit, tmp_path: Path) -> None:
    write(audit, tmp_path / "out")
    taken, _ = expand([tmp_path / "out"])
    assert {file.name for file in taken} == PAGES | OFFICE
    for file in [*taken, tmp_path / "out" / "findings.json"]:
        assert is_own(file.read_bytes()), file.name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("index.html", True),
        ("甲局（本级）-2026.html", True),
        ("_con.html", True),
        ("issues.xlsx", True),
        ("", False),
        (".", False),
        ("..", False),
        ("../书.txt", False),
        ("/etc/书.txt", False),
        ("子文件夹/书.txt", False),
        ("子文件夹\\书.txt", False),
        ("C:书.txt", False),
        ("CON", False),
        ("nul.html", False),
        (".隐藏", False),
        ("书.", False),
        ("书\0.txt", False),
    ],
)
def test_a_listed_name_is_trusted_only_where_it_is_plain(name: str, plain: bool) -> None:
    assert names.is_plain(name) is plain


def test_a_list_of_files_gives_no_hold_on_anything_outside_the_folder(audit: Audit, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(audit, out)
    (tmp_path / "书.txt").write_bytes(b"mine")
    (out / "笔记").mkdir()
    (out / "笔记" / "书.txt").write_bytes(b"mine")
    (out / ".设置").write_bytes(b"mine")
    result = json.loads((out / "findings.json").read_bytes())
    result["run"]["files"] += ["../书.txt", "笔记", "笔记/书.txt", ".设置", str(tmp_path / "书.txt")]
    (out / "findings.json").write_text(json.dumps(result), encoding="utf-8")
    write(audit, out)
    assert lying(out) == {*USUAL, "笔记", ".设置"}
    assert (out / "笔记" / "书.txt").read_bytes() == (tmp_path / "书.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("listed", ["index.html", {"a": 1}, 7])
def test_a_list_that_is_not_one_makes_no_result(audit: Audit, tmp_path: Path, listed: object) -> None:
    out = tmp_path / "out"
    write(audit, out)
    result = json.loads((out / "findings.json").read_bytes())
    result["run"]["files"] = listed
    (out / "findings.json").write_text(json.dumps(result), encoding="utf-8")
    with pytest.raises(UsageError, match="不是以前的审核结果"):
        prepare(out)


def test_the_files_of_a_result_that_does_not_list_them_are_known_by_its_documents(audit: Audit, tmp_path: Path) -> None:
    write(audit, tmp_path / "out")
    result = json.loads((tmp_path / "out" / "findings.json").read_bytes())
    del result["run"]["files"]
    (tmp_path / "out" / "findings.json").write_text(json.dumps(result), encoding="utf-8")
    assert folder._earlier(tmp_path / "out").names == {*PAGES, "findings.json"}
