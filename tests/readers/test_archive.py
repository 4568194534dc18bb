"""ZIP archives: members in order, and everything that is refused and said."""

from __future__ import annotations

import io
import zipfile

import pytest

from auditor.errors import UnreadableFile
from auditor.readers import archive
from tests.readers.office import packed


def test_members_come_with_name_and_bytes() -> None:
    contents = archive.members("包.zip", packed({"一/表.csv": "a,b", "二.txt": "x"}))
    assert contents.files == [("一/表.csv", b"a,b"), ("二.txt", b"x")]
    assert not contents.refused


def test_an_archive_in_an_archive_is_opened_one_in_that_is_not() -> None:
    third = packed({"三.txt": "3"})
    second = packed({"二.txt": "2", "深.zip": third})
    contents = archive.members("包.zip", packed({"内.zip": second, "一.txt": "1"}))
    assert [name for name, _ in contents.files] == ["内.zip/二.txt", "一.txt"]
    assert [unread.why for unread in contents.refused] == ["内.zip/深.zip：压缩包嵌套超过 2 层，未读取"]


@pytest.mark.parametrize(
    "name", ["../表.csv", "一/../../表.csv", "/表.csv", "C:/表.csv", "..\\表.csv", "\\\\机\\表.csv"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    contents = archive.members("包.zip", packed({name: "a", "好.txt": "b"}))
    assert [kept for kept, _ in contents.files] == ["好.txt"]
    assert "压缩包之外" in contents.refused[0].why


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"库.dat": b"x"}, "不是可读的文件类型"),
        ({"图.png": b"\x89PNG\r\n\x1a\n"}, "暂不支持图片文件。请改用"),
        ({"空.txt": b""}, "0 字节"),
        ({"炸弹.txt": b"\0" * (40 << 20)}, "压缩炸弹"),
        ({"坏.zip": b"PK\x03\x04xx"}, "不完整"),
    ],
)
def test_members_that_cannot_be_read_are_said(members: dict[str, str | bytes], why: str) -> None:
    contents = archive.members("包.zip", packed({**members, "好.txt": "b"}))
    assert [name for name, _ in contents.files] == ["好.txt"]
    assert why in contents.refused[0].why


def test_too_many_files_are_said() -> None:
    contents = archive.members("包.zip", packed({f"{number}.txt": "x" for number in range(archive.MAX_FILES + 3)}))
    assert (len(contents.files), len(contents.refused)) == (archive.MAX_FILES, 3)


def test_what_systems_leave_behind_is_not_mentioned() -> None:
    contents = archive.members("包.zip", packed({"__MACOSX/._表.csv": "x", "夹/": "", ".DS_Store": "x", "表.csv": "a"}))
    assert ([name for name, _ in contents.files], contents.refused) == (["表.csv"], [])


def test_names_in_gbk_are_read() -> None:
    # Chinese Windows writes names in GBK without saying so.
    data = packed({"aaaaaaaa.csv": "x"}).replace(b"aaaaaaaa", "预算公开".encode("gbk"))
    assert archive.members("包.zip", data).files[0][0] == "预算公开.csv"


def test_an_encrypted_member_is_said() -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as container:
        container.writestr("密.txt", "x")
    data = bytearray(memory.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in archive.members("包.zip", bytes(data)).refused[0].why


def test_a_cut_archive_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="不完整"):
        archive.members("包.zip", packed({"表.csv": "a"})[:-10])


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"图.dat": "x"}, "没有可读的文件"),
        ({"一.txt": "x", "二.txt": "y"}, "2 个文件"),
    ],
)
def test_an_archive_is_no_document(members: dict[str, str | bytes], why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        archive.read("包.zip", packed(members))
