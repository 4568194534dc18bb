"""The output folder: its results appear whole or not at all, and nobody else's files are touched."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError
from auditor.report import names
from auditor.results import JSON, read_result

_ANOTHER = "请用 -o 指定另一个文件夹"


def prepare(folder: Path) -> Path:
    """Check, before any work, that ``folder`` can take the results; gives its resolved path.

    Its parents are made if missing. Raises UsageError if it is a file, holds something else than an
    earlier result, cannot be replaced (in use, the current folder, a mount point) or if its parent
    cannot be written.
    """
    return _prepare(folder)[0]


def _prepare(folder: Path) -> tuple[Path, set[str]]:
    """As prepare; gives also the names of the files of an earlier result."""
    try:
        target = folder.resolve()
        ours = _replaceable(target, folder) if target.exists() else set()
        target.parent.mkdir(parents=True, exist_ok=True)
        probe = _beside(target, "probe")
        probe.mkdir()
        probe.rmdir()
        if target.exists():
            # A file opened in another program blocks this on Windows: better known now than at the end.
            target.rename(probe)
            probe.rename(target)
    except (OSError, RuntimeError) as error:
        raise _refused(folder, error) from error
    return target, ours


def replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Put ``files`` (name, content) into ``folder``: all of them, or none and what was there before.

    They are taken one after the other, so that they need not be in memory together. Files of others lying
    in an earlier result's folder are kept. Raises UsageError as prepare does.
    """
    target, ours = _prepare(folder)
    fresh, old = _beside(target, "new"), _beside(target, "old")
    try:
        kept = _foreign(target, ours) if target.exists() else []
        fresh.mkdir()
        for name, content in files:
            if name in kept:
                raise UsageError(f"已有同名文件“{name}”，它不是审核结果", str(folder), _ANOTHER)
            (fresh / name).write_bytes(content)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        for name in kept:
            (old / name).rename(target / name)
    except BaseException as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            raise _refused(folder, error) from error
        raise
    # Only now: had a kept file not moved, it would still be in there.
    shutil.rmtree(old, ignore_errors=True)


def _foreign(target: Path, ours: set[str]) -> list[str]:
    # A result holds files only: a folder is somebody else's, whatever its name.
    return [entry.name for entry in target.iterdir() if entry.name not in ours or entry.is_dir()]


def _beside(target: Path, use: str) -> Path:
    return target.with_name(f".{target.name}.{use}-{secrets.token_hex(4)}")


def _replaceable(target: Path, folder: Path) -> set[str]:
    where = str(folder)
    if not target.is_dir():
        raise UsageError("输出位置是一个文件，不是文件夹", where, _ANOTHER)
    if Path.cwd().is_relative_to(target) or os.path.ismount(target):
        raise UsageError(
            "输出位置是当前文件夹、其上级或磁盘根目录", where, "请写明其下的一个子文件夹，例如 -o 审核结果"
        )
    ours = _earlier(target)
    if ours is None and any(target.iterdir()):
        raise UsageError("输出文件夹里已有其他文件，且不是以前的审核结果", where, _ANOTHER + "，或先清空它")
    return ours or set()


def _earlier(target: Path) -> set[str] | None:
    """The file names of the earlier result in ``target``, None if there is none."""
    try:
        earlier = read_result(target)
    except UsageError:
        return None
    if earlier.files is None:  # Written by a version that did not list them.
        return {JSON, names.INDEX, *names.pages(earlier.documents).values()}
    return {JSON, *filter(names.is_plain, earlier.files)}


def _refused(folder: Path, error: Exception) -> UsageError:
    if isinstance(error, PermissionError):
        advice = "请确认有写入权限，并关闭正在使用其中文件的程序，或" + _ANOTHER.removeprefix("请")
        return UsageError("输出文件夹不能写入", str(folder), advice)
    return UsageError(f"输出文件夹不能写入（{_reason(error)}）", str(folder), _ANOTHER)


_REASONS: dict[int, str] = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "路径过长",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "路径中有一段是文件，不是文件夹",
    errno.EXDEV: "路径跨越磁盘",
    errno.EBUSY: "文件夹正被其他程序使用",
    errno.ENOTEMPTY: "文件夹正被其他程序使用",
    errno.ELOOP: "路径中的链接互相指向",
    errno.EINVAL: "路径中有不能用的字符",
    errno.EIO: "磁盘读写出错",
}
"""The system's errors in Chinese; their own texts come in the system's language."""


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if isinstance(error, RuntimeError):  # pathlib, of links that form a loop
        return _REASONS[errno.ELOOP]
    return _REASONS.get(number or 0) or f"系统错误 {number if number is not None else type(error).__name__}"
