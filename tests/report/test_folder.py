"""The output folder: whole or not at all, refused before any work, nobody else's files touched."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.findings import Audit
from auditor.report import folder as folder_module
from auditor.report import prepare, write
from auditor.report.exchange import exchange
from auditor.report.folder import replace
from auditor.results import GENERATOR

OLD = json.dumps(
    {
        "schema": "auditor/findings-1",
        "run": {"started": "2026-03-01T14:05:00+08:00"},
        "documents": [{"id": "old", "department": "", "year": None, "sha256": ""}],
        "findings": [],
    }
).encode()
"""As of a version that did not list its files."""
PAGE = f'<!doctype html>\n<html><head><meta name="generator" content="{GENERATOR}">'.encode()
NEW, EARLIER = PAGE + b"new", PAGE + b"earlier"
FILES = {"findings.json": OLD, "index.html": NEW}


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_writes_every_file_and_leaves_nothing_beside(audit: Audit, tmp_path: Path) -> None:
    write(audit, tmp_path / "a" / "结果")
    assert names(tmp_path / "a") == {"结果"}
    pages = {"index.html", "findings.json", "问题清单.xlsx", "甲局-2026.html", "丙局.html", "b-CON-1.html"}
    assert names(tmp_path / "a" / "结果") == pages


def test_replaces_an_earlier_result_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("index.html", "old.html", "我的笔记.docx"):
        (out / name).write_bytes(EARLIER)
    (out / "findings.json").write_bytes(OLD)
    replace(out, FILES.items())
    assert names(out) == {"findings.json", "index.html", "我的笔记.docx"}
    assert (out / "index.html").read_bytes() == NEW
    assert names(tmp_path) == {"out"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert prepare(tmp_path / "out") == (tmp_path / "out").resolve()
    assert names(tmp_path) == {"out"}


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"out": None}, "不是文件夹"),
        ({"out/photo.jpg": b"x"}, "不是以前的审核结果"),
        ({"out/findings.json": b"{}"}, "不是以前的审核结果"),
        ({"out/findings.json": b"[1"}, "不是以前的审核结果"),
        ({"out/findings.json": b"[" * 100_000}, "不是以前的审核结果"),
        ({"out/findings.json": b'{"schema": "else/1", "documents": []}'}, "不是以前的审核结果"),
    ],
)
def test_refuses_a_folder_that_is_not_ours(tmp_path: Path, made: dict[str, bytes | None], says: str) -> None:
    for name, content in made.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content or b"")
    with pytest.raises(UsageError, match=says) as raised:
        prepare(tmp_path / "out")
    assert "-o" in str(raised.value)
    for name, content in made.items():
        assert (tmp_path / name).read_bytes() == (content or b"")


def test_refuses_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="当前文件夹"):
        prepare(Path())


def test_refuses_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="不能写入"):
        prepare(tmp_path / "file" / "out")


def test_refuses_an_unwritable_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by the folder's mode: neither Windows nor an administrator heeds it.
    def denied(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(UsageError, match=r"不能写入.*写入权限"):
        prepare(tmp_path / "out")


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_failed_write_leaves_the_earlier_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    out = tmp_path / "out"
    replace(out, {"findings.json": OLD, "index.html": EARLIER}.items())
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "index.html":
            raise error
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="不能写入"):
        replace(out, FILES.items())
    assert (out / "index.html").read_bytes() == EARLIER
    assert names(tmp_path) == {"out"}


def test_a_failed_swap_brings_the_earlier_result_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    replace(out, {"findings.json": OLD, "index.html": EARLIER}.items())
    rename = Path.rename

    def blocked(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", blocked)
    monkeypatch.setattr(folder_module, "exchange", lambda *_: False)
    with pytest.raises(UsageError, match="关闭"):
        replace(out, FILES.items())
    assert (out / "index.html").read_bytes() == EARLIER
    assert names(tmp_path) == {"out"}


def test_a_file_of_the_same_name_that_is_not_ours_stops_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    replace(out, FILES.items())
    (out / "新.html").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"新\.html"):
        replace(out, {**FILES, "新.html": b"ours"}.items())
    assert (out / "新.html").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device"), "磁盘空间不足"),
        (OSError(30, "Read-only file system"), "磁盘是只读的"),
        (OSError(errno.EISDIR, "Is a directory"), "这是文件夹"),
        (RuntimeError("Symlink loop"), "链接互相指向"),
        (OSError(9999, "Something else"), "系统不允许（错误号 9999）"),
    ],
)
def test_reasons_are_given_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def fails(path: Path, *_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", fails)
    with pytest.raises(UsageError, match=says) as raised:
        prepare(tmp_path / "out")
    assert not any(part in str(raised.value) for part in ("No space", "Read-only", "directory", "Symlink", "Something"))


def test_what_breaks_while_files_are_made_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b""
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        replace(tmp_path / "out", files())
    assert names(tmp_path) == set()


@pytest.mark.parametrize("listed", ["id", "files"])
@pytest.mark.parametrize("index", [EARLIER, None])
def test_a_page_is_replaced_only_if_it_bears_the_mark_itself(tmp_path: Path, listed: str, index: bytes | None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    said = json.loads(OLD)
    if listed == "id":
        said["documents"][0]["id"] = "thesis"
    else:
        said["run"]["files"] = ["findings.json", "index.html", "thesis.html"]
    (out / "findings.json").write_text(json.dumps(said), encoding="utf-8")
    (out / "thesis.html").write_bytes(b"<!doctype html>mine")
    if index is None:
        # No page of a result at all: the folder is somebody else's.
        with pytest.raises(UsageError, match="不是以前的审核结果"):
            replace(out, FILES.items())
        assert names(out) == {"findings.json", "thesis.html"}
    else:
        (out / "index.html").write_bytes(index)
        replace(out, FILES.items())
        assert names(out) == {"findings.json", "index.html", "thesis.html"}
        assert (out / "index.html").read_bytes() == NEW
    assert (out / "thesis.html").read_bytes() == b"<!doctype html>mine"


def test_an_index_that_is_not_ours_is_refused_before_any_work(tmp_path: Path) -> None:
    out = tmp_path / "out"
    replace(out, {**FILES, "old.html": PAGE}.items())
    (out / "index.html").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"index\.html"):
        prepare(out)
    assert (out / "index.html").read_bytes() == b"mine"


def test_what_others_add_while_files_are_made_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    replace(out, FILES.items())

    def files() -> Iterator[tuple[str, bytes]]:
        yield from FILES.items()
        (out / "我的笔记.docx").write_bytes(b"mine")
        (out / "我的").mkdir()
        (out / "我的" / "表.xlsx").write_bytes(b"mine")

    replace(out, files())
    assert names(out) == {"findings.json", "index.html", "我的笔记.docx", "我的"}
    assert (out / "我的" / "表.xlsx").read_bytes() == b"mine"
    assert names(tmp_path) == {"out"}


def noted(name: str, done: Callable[..., object], out: Path, seen: list[tuple[str, bool]]) -> Callable[..., object]:
    """``done``, noting in ``seen`` whether a result lies in ``out`` before and after each call."""

    def call(*given: object, **named: object) -> object:
        seen.append((name, (out / "findings.json").exists()))
        made = done(*given, **named)
        seen.append((name, (out / "findings.json").exists()))
        return made

    return call


def test_the_earlier_result_is_never_out_of_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system can exchange folders, nothing is renamed away, neither to try nor to swap."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    if not exchange(one, other):
        pytest.skip("this system cannot exchange folders in one step")
    out = tmp_path / "out"
    replace(out, FILES.items())
    seen: list[tuple[str, bool]] = []
    for name in ("rename", "mkdir", "rmdir"):
        monkeypatch.setattr(Path, name, noted(name, getattr(Path, name), out, seen))
    prepare(out)
    assert [name for name, _ in seen] == ["mkdir"] * 2  # of the parent, which is there: a kill can leave nothing
    replace(out, FILES.items())
    assert all(there for _, there in seen)
    assert "rename" not in [name for name, _ in seen]


@pytest.mark.parametrize("use", ["old", "probe"])
def test_a_result_hidden_by_a_run_that_was_killed_comes_back(tmp_path: Path, use: str) -> None:
    out, hidden = tmp_path / "out", tmp_path / f".out.{use}-0123abcd"
    replace(out, {"findings.json": OLD, "index.html": EARLIER}.items())
    (out / "我的笔记.docx").write_bytes(b"mine")
    out.rename(hidden)
    assert prepare(out) == out.resolve()
    assert names(tmp_path) == {"out"}
    assert names(out) == {"findings.json", "index.html", "我的笔记.docx"}
