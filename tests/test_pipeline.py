"""The whole job from Python: which files are read, what a bad one does, and what comes out."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from auditor.errors import RuleFileError, UnreadableFile, UsageError
from auditor.inputs import expand
from auditor.pipeline import audit, read, write

RULES = """
pack: 试用
version: "1"
rules:
- {id: PI-TST-001, name: 全部, over: 指标, where: "true", message: "第{行标识}行"}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "规则.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    """A folder as a reviewer has it: a book, another of the same name below, and things that are no books."""
    made = tmp_path / "公开"
    (made / "二").mkdir(parents=True)
    shutil.copy(samples / "chaoyang-government-2026.txt", made / "预算.txt")
    shutil.copy(samples / "chaoyang-government-2026.txt", made / "二" / "预算.txt")
    (made / "坏.txt").write_bytes(b"\x00\x01\x02" * 500)
    (made / "照片.jpg").write_bytes(b"\xff\xd8")
    (made / "~$预算.docx").write_bytes(b"")
    (made / ".隐藏.txt").write_bytes(b"")
    return made


def test_a_folder_gives_its_files_in_a_stable_order_and_says_what_it_leaves_out(folder: Path) -> None:
    files, skipped = expand([folder])
    assert [file.relative_to(folder).as_posix() for file in files] == ["坏.txt", "预算.txt", "二/预算.txt"]
    assert [Path(problem.path).name for problem in skipped] == ["照片.jpg"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    files, _ = expand([folder / "预算.txt", folder, folder / "预算.txt"])
    assert len(files) == len(set(files)) == 3
    assert files[0].name == "预算.txt"


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_file_stops_nothing(folder: Path, rules: Path, jobs: int) -> None:
    told: list[tuple[str, int, int]] = []
    made = audit([folder], rules=[rules], jobs=jobs, progress=lambda *step: told.append(step))
    assert [book.id for book in made.documents] == ["预算", "预算-2"]
    assert [Path(problem.path).name for problem in made.unread] == ["照片.jpg", "坏.txt"]
    assert [(name, done, total) for name, done, total in told] == [
        ("坏.txt", 1, 3),
        ("预算.txt", 2, 3),
        ("预算.txt", 3, 3),
    ]
    assert (made.packs, made.rule_count, made.rules[0].findings) == (["试用 1"], 1, len(made.findings))
    assert {finding.document for finding in made.findings} == {"预算", "预算-2"}
    ids = {
        i.id
        for book in made.documents
        for p in (*book.projects, *book.departments, *book.transfers)
        for i in p.indicators
    }
    assert all(finding.indicator in ids for finding in made.findings)


def test_a_path_that_is_not_there_is_told_before_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="路径不存在"):
        audit([tmp_path / "没有.txt"])
    with pytest.raises(UsageError, match="没有可审核的文件"):
        audit([tmp_path])


def test_a_wrong_rule_file_is_told_before_any_file_is_read(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "错.yaml"
    wrong.write_text(RULES.replace("over: 指标", "over: 指针"), encoding="utf-8")
    told: list[str] = []
    with pytest.raises(RuleFileError, match="指针"):
        audit([folder], rules=[wrong], progress=lambda name, done, total: told.append(name))
    assert told == []


def test_a_reader_that_fails_unforeseen_names_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor import readers

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("除以零")

    monkeypatch.setattr(readers, "read_data", fail)
    with pytest.raises(UnreadableFile, match=r"预算\.txt.*ZeroDivisionError"):
        read(folder / "预算.txt")


def test_the_result_can_be_written(folder: Path, rules: Path, tmp_path: Path) -> None:
    write(audit([folder / "预算.txt"], rules=[rules]), tmp_path / "结果")
    assert (tmp_path / "结果" / "findings.json").exists()
    assert (tmp_path / "结果" / "index.html").exists()


def test_the_same_input_gives_the_same_findings(samples: Path) -> None:
    first, second = (audit([samples / "beijing-hrss-2026.txt"]).findings for _ in range(2))
    assert first == second
    assert len({finding.fingerprint for finding in first}) == len(first)


def test_the_members_of_an_archive_are_documents_of_their_own(folder: Path, rules: Path, tmp_path: Path) -> None:
    data = (folder / "预算.txt").read_bytes()
    packed = tmp_path / "各部门.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲/预算.txt", data)
        archive.writestr("乙/预算.txt", data)
        archive.writestr("../外.txt", data)
        archive.writestr("空.txt", b"")
    done = audit([packed], rules=[rules])
    assert [book.id for book in done.documents] == ["各部门-预算", "各部门-预算-2"]
    assert [problem.path.removeprefix("各部门.zip/") for problem in done.unread] == ["../外.txt", "空.txt"]


def test_a_folder_says_which_documents_it_does_not_read(folder: Path, rules: Path) -> None:
    (folder / "说明.md").write_text("#", encoding="utf-8")
    unread = audit([folder], rules=[rules]).unread
    assert [Path(problem.path).name for problem in unread if "暂不支持图片" in problem.message] == ["照片.jpg"]
