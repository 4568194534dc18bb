"""A result knows itself: an audit never reads what an earlier one wrote, and never takes a document for that."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import auditor
from auditor.errors import UnreadableFile, UsageError
from auditor.results import MAX_HEAD, is_own, read_result
from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor

HEAD = '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
MARK = '<meta name="generator" content="auditor/report-1">'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two books."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def result_of(folder: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((folder / "findings.json").read_bytes())
    return {key: loaded[key] for key in ("documents", "findings", "unread")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_audited_again_and_again_gives_the_same(here: Path, auditor_command: Auditor, jobs: str) -> None:
    first = auditor_command("audit", ".", "-o", "审核结果", "--fail-on", "never", "--jobs", jobs)
    before = result_of(here / "审核结果")
    assert "跳过" not in first.err
    for _ in range(2):
        again = auditor_command("audit", ".", "-o", "审核结果", "--fail-on", "never", "--jobs", jobs)
        assert (again.code, again.out) == (0, first.out)
        assert again.err.count("跳过以前的审核结果 4 个文件") == 1
        assert result_of(here / "审核结果") == before
    assert "跳过以前的审核结果 4 个文件" in (here / "审核结果" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("query", ".", "select 文件 from 文件"), ("facts", ".", "--export", "表")])
def test_other_commands_skip_results_too(here: Path, auditor_command: Auditor, command: tuple[str, ...]) -> None:
    auditor_command("audit", ".", "-o", "审核结果")
    ended = auditor_command(*command)
    assert ended.err.count("跳过以前的审核结果 4 个文件") == 1
    assert "index" not in ended.out


def test_a_result_in_an_archive_is_skipped(here: Path) -> None:
    auditor.write(auditor.audit(["甲.txt", "乙.txt"]), "审核结果")
    with zipfile.ZipFile(here / "全部.zip", "w") as archive:
        archive.write("甲.txt", "甲.txt")
        for file in sorted((here / "审核结果").iterdir()):
            archive.write(file, f"审核结果/{file.name}")
    audit = auditor.audit(["全部.zip"])
    assert [book.path for book in audit.documents] == ["全部.zip/甲.txt"]
    assert audit.unread == []
    assert [Path(path).name for path in audit.skipped] == ["index.html", "乙.html", "甲.html", "问题清单.xlsx"]


def test_an_archive_that_holds_nothing_else_is_not_passed_over(here: Path) -> None:
    auditor.write(auditor.audit(["甲.txt"]), "审核结果")
    with zipfile.ZipFile(here / "结果.zip", "w") as archive:
        for file in (here / "审核结果").iterdir():
            archive.write(file, file.name)
    (problem,) = auditor.audit(["结果.zip"]).unread
    assert "只有以前的审核结果" in problem.message


def test_a_folder_that_holds_nothing_else_is_refused(here: Path) -> None:
    auditor.write(auditor.audit(["甲.txt"]), "审核结果")
    with pytest.raises(UsageError, match="只有以前的审核结果"):
        auditor.audit(["审核结果"])


@pytest.mark.parametrize("name", ["index.html", "甲.html", "findings.json"])
def test_a_result_named_by_itself_is_refused(here: Path, name: str) -> None:
    auditor.write(auditor.audit(["甲.txt"]), "审核结果")
    with pytest.raises(UnreadableFile, match="这是审核结果，不是预算公开文件"):
        auditor.read(f"审核结果/{name}")
    audit = auditor.audit(["甲.txt", f"审核结果/{name}"])
    assert [book.id for book in audit.documents] == ["甲"]
    assert [problem.path for problem in audit.unread] == [str(Path("审核结果", name))]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param(HEAD + MARK, True, id="as written"),
        pytest.param("\ufeff" + HEAD.upper() + MARK, True, id="with a byte order mark, in capitals"),
        pytest.param(
            "<!DOCTYPE html>\n<!-- saved from url=(0020)file:///C:/index.html -->\n"
            f'<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html">\n{MARK}',
            True,
            id="saved by a browser",
        ),
        pytest.param('{\n"schema": "auditor/findings-1",', True, id="findings.json"),
        pytest.param('{"schema": "auditor/findings-2"', True, id="findings.json of a later version"),
        pytest.param(f"{HEAD}<title>{MARK}</title>", False, id="in a title"),
        pytest.param(f"{HEAD}</head><body><pre>{MARK}</pre>", False, id="in the text"),
        pytest.param(f"{HEAD}<!-- {MARK} -->", False, id="in a comment"),
        pytest.param(MARK, False, id="not a page"),
        pytest.param(f"项目名称\t说明\n审核系统\t{MARK}", False, id="in a table of a text file"),
        pytest.param(HEAD + '<meta name="generator" content="Microsoft Word 15">', False, id="another program"),
        pytest.param(HEAD + '<meta name="generator" content="auditor/report-10">', False, id="another mark"),
        pytest.param('{"标题": "auditor/findings-1"}', False, id="JSON that mentions it"),
        pytest.param(HEAD + '<meta name="x">' * MAX_HEAD + MARK, False, id="beyond the beginning"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_the_mark_is_known_only_where_it_stands(text: str, own: bool) -> None:
    assert is_own(text.encode()) is own


def test_a_document_that_mentions_the_mark_is_audited(here: Path) -> None:
    (here / "甲.txt").write_text(f"本部门用 auditor 审核，结果页含 {MARK}。\n{SOUND}", encoding="utf-8")
    audit = auditor.audit(["."])
    assert sorted(book.id for book in audit.documents) == ["乙", "甲"]
    assert audit.skipped == []


def test_what_was_written_is_read_back(here: Path) -> None:
    audit = auditor.audit(["乙.txt"])
    auditor.write(audit, "审核结果")
    result = read_result("审核结果")
    (book,) = audit.documents
    assert result.started == audit.started
    assert set(result.files or ()) == {"index.html", "乙.html", "问题清单.xlsx", "findings.json"}
    assert result.documents["乙"].sha256 == book.sha256
    assert [entry["fingerprint"] for entry in result.findings] == [finding.fingerprint for finding in audit.findings]
    assert result.rows[book.projects[0].id] == {"编码": "11010526T000000000001", "名称": "路灯维护经费"}
    assert read_result(Path("审核结果") / "findings.json") == result
