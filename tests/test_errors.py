"""What the system refuses is said in Chinese, whatever its number."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from auditor.errors import AuditorError, reason
from tests.cli.books import SOUND
from tests.conftest import Auditor

FILES = (
    *("E2BIG", "EACCES", "EAGAIN", "EBADF", "EBUSY", "EDEADLK", "EDQUOT", "EEXIST"),
    *("EFAULT", "EFBIG", "EHOSTDOWN", "EHOSTUNREACH", "EILSEQ", "EINTR", "EINVAL", "EIO"),
    *("EISDIR", "ELOOP", "EMFILE", "EMLINK", "ENAMETOOLONG", "ENETDOWN", "ENETUNREACH", "ENFILE"),
    *("ENOBUFS", "ENODATA", "ENODEV", "ENOENT", "ENOEXEC", "ENOLCK"),
    *("ENOLINK", "ENOMEDIUM", "ENOMEM", "ENOSPC", "ENOSYS", "ENOTCONN", "ENOTDIR", "ENOTEMPTY"),
    *("ENOTSUP", "ENOTTY", "ENXIO", "EOPNOTSUPP", "EOVERFLOW", "EPERM"),
    *("EPIPE", "EROFS", "ESPIPE", "ESTALE", "ETIMEDOUT", "ETXTBSY", "EUCLEAN", "EXDEV"),
    *("ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EREMOTEIO"),
)
"""What open, read, write, rename, mkdir, link, unlink, stat and their network file systems may answer."""


@pytest.mark.parametrize("name", FILES)
def test_each_number_of_a_file_operation_has_a_sentence(name: str) -> None:
    if not hasattr(errno, name):
        pytest.skip("this system has no such number")
    told = reason(OSError(getattr(errno, name), "English"))
    assert re.fullmatch("[\u4e00-\u9fff，]+", told), told


@pytest.mark.parametrize(
    ("number", "mapped", "told"),
    [
        (32, errno.EACCES, "正被其他程序占用"),
        (33, errno.EACCES, "正被其他程序占用"),
        (53, errno.ENOENT, "网络位置"),
        (64, errno.ENOENT, "网络位置"),
        (67, errno.ENOENT, "网络位置"),
        (112, errno.ENOSPC, "磁盘空间不足"),
        (123, errno.EINVAL, "不允许的字符"),
        (206, errno.ENOENT, "路径过长"),
        (225, errno.EINVAL, "杀毒软件"),
        (362, errno.EINVAL, "云盘"),
        (1392, errno.EINVAL, "已损坏"),
        (5, errno.EACCES, "没有权限"),
        (2, errno.ENOENT, "不存在"),
    ],
)
def test_windows_says_more_than_its_errno(number: int, mapped: int, told: str) -> None:
    error = OSError(mapped, "English")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    assert told in reason(error)


@pytest.mark.parametrize("error", [OSError("English"), OSError(9999, "English"), OSError()], ids=str)
def test_an_unknown_number_is_told_without_english(error: OSError) -> None:
    assert not re.search("[A-Za-z]", reason(error))


def test_a_place_is_one_line() -> None:
    assert str(AuditorError("打不开", "甲\n报告：假")) == "甲␊报告：假：打不开。"


LONG = "长" * 100_000
DEEP = "/".join(["a"] * 50_000)


@pytest.mark.parametrize("path", [LONG, DEEP, f"{LONG}.yaml"], ids=["one name", "many names", "with an ending"])
@pytest.mark.parametrize(
    "arguments",
    [
        "audit {} -o out", "audit 书.txt -o {}", "audit 书.txt -o out --rules {}", "audit 书.txt -o out --waivers {}",
        "audit 书.txt -o out --baseline {}", "audit 书.txt -o out --map {}", "tree {}", "query {} x", "facts {}",
        "facts {} --export x", "facts 书.txt --export {}", "config {}", "rules list --rules {}", "rules try x {}",
        "rules test {}", "rules lint {}", "rules lint --on {}", "rules impact {} 书.txt", "rules export {} -o x.xlsx",
        "rules export core -o {}.xlsx", "rules import {} -o x.yaml", "rules import x.xlsx -o {}.yaml",
        "rules docs -o {}", "rules schema -o {}", "waive {} --rule X --reason x --expires 2999-12-31",
    ],
)  # fmt: skip
def test_a_path_of_any_length_is_a_sentence(
    arguments: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("书.txt").write_text(SOUND, encoding="utf-8")
    ended = auditor_command(*(part.replace("{}", path) for part in arguments.split()))
    # A workbook of rules is read by the reader of documents: what cannot be read is 3.
    assert ended.code == (3 if arguments.startswith("rules import {}") else 2), ended.err[-300:]
    assert "程序出错" not in ended.err
    assert ended.err.startswith(("错误：", "用法", "已读取"))
