"""The way in: which reader is asked, and what is said when none can read the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import UnreadableFile
from auditor.readers import base, read


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到文件"):
        read(tmp_path / "没有.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="文件夹"):
        read(tmp_path)


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="0 字节"):
        read(path)


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * 2048)
    with pytest.raises(UnreadableFile, match="过大"):
        base.load(path, limit=1024)


def test_the_path_with_a_nul_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read(str(tmp_path / "a\0b.txt"))


def test_content_decides_not_the_extension(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_text("项目\t金额\n甲\t1\n", encoding="utf-8")
    assert read(path).format == "text"


def test_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("甲\t乙\n", encoding="utf-8")
    assert read(tmp_path / "a.txt").sha256 == read(tmp_path / "b.txt").sha256
