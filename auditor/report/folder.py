"""The output folder: a result is written completely or not at all, and files of others are never touched."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError, reason
from auditor.report import names
from auditor.results import JSON, read_result

_ANOTHER = "请用 -o 指定另一个文件夹"


def prepare(folder: Path) -> Path:
    """Check, before any work, that ``folder`` can take the results; returns its resolved path.

    Missing parents are created. Raises UsageError if it is a file, holds anything but an
    earlier result, cannot be replaced (in use, the current folder, a mount point) or if its parent
    cannot be written.
    """
    return _prepare(folder)[0]


def _prepare(folder: Path) -> tuple[Path, set[str]]:
    """The same as ``prepare``; also returns the names of the files of an earlier result."""
    try:
        target = folder.resolve()
        ours = _replaceable(target, folder) if target.exists() else set()
        target.parent.mkdir(parents=True, exist_ok=True)
        probe = _beside(target, "probe")
        probe.mkdir()
        probe.rmdir()
        if target.exists():
            # On Windows a file that is open in another program blocks this: better to fail now than after the work.
            target.rename(probe)
            probe.rename(target)
    except (OSError, RuntimeError) as error:
        raise _refused(folder, error) from error
    return target, ours


def replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write all ``files`` (name, content) into ``folder``; if anything fails, ``folder`` stays as it was.

    ``files`` is consumed one by one, so that one file is in memory at a time. Files of others that lie beside an
    earlier result are kept. Raises UsageError like ``prepare``.
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
        except BaseException:
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
    # Last of all: if moving a kept file failed, it is still in the old folder.
    shutil.rmtree(old, ignore_errors=True)


def _foreign(target: Path, ours: set[str]) -> list[str]:
    # A result holds files only, so every folder in it belongs to somebody else.
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


def _refused(folder: Path, error: OSError | RuntimeError) -> UsageError:
    if isinstance(error, PermissionError):
        advice = "请确认有写入权限，并关闭正在使用其中文件的程序，或" + _ANOTHER.removeprefix("请")
        return UsageError("输出文件夹不能写入", str(folder), advice)
    # pathlib reports links that form a loop as a RuntimeError.
    why = reason(error if isinstance(error, OSError) else OSError(errno.ELOOP, ""))
    return UsageError(f"输出文件夹不能写入（{why}）", str(folder), _ANOTHER)
