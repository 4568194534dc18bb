"""The output folder: a result is written completely or not at all, and files of others are never touched."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

from auditor.encodings import file_name, on_disk
from auditor.errors import UsageError, reason
from auditor.paths import here
from auditor.report import names
from auditor.report.exchange import exchange
from auditor.results import JSON, Result, bears_mark, read_result

_ANOTHER = "请用 -o 指定另一个文件夹"


def prepare(folder: Path) -> Path:
    """Check, before any work, that ``folder`` can take the results; returns its resolved path.

    Missing parents are created. Raises UsageError if it is a file, holds anything but an
    earlier result, cannot be replaced (in use, the current folder, a mount point) or if its parent
    cannot be written.
    """
    return _prepare(folder)[0]


def _prepare(folder: Path) -> tuple[Path, _Ours]:
    """The same as ``prepare``; also returns the files of an earlier result."""
    try:
        here()
        target = folder.resolve()
        _bring_back(target)
        ours = _replaceable(target, folder) if target.exists() else _Ours()
        target.parent.mkdir(parents=True, exist_ok=True)
        for place in (target.parent, target):
            if place.exists() and not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "", str(place))
        if os.name == "nt":
            _try_on_windows(target)
    except (OSError, RuntimeError) as error:
        raise _refused(folder, error) from error
    return target, ours


def _try_on_windows(target: Path) -> None:
    """Only trying tells what is allowed there. A file open in another program blocks the swap: better to fail now."""
    probe = _beside(target, "probe")
    probe.mkdir()
    probe.rmdir()
    if target.exists():
        target.rename(probe)
        probe.rename(target)


def _bring_back(target: Path) -> None:
    """Put an earlier result in its place again if a run that was killed while swapping has left it beside."""
    if target.exists() or not target.parent.is_dir():
        return
    left = [
        path
        for path in target.parent.iterdir()
        if path.name.startswith((f".{target.name}.old-", f".{target.name}.probe-")) and _earlier(path).names
    ]
    if left:
        max(left, key=lambda path: path.stat().st_mtime).rename(target)


@dataclass(frozen=True, slots=True)
class _Ours:
    """The files of an earlier result: ``names``, and which of them a person has ``edited`` since (a filled-in list)."""

    names: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()


def replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Write all ``files`` (name, content) into ``folder``; if anything fails, ``folder`` stays as it was.

    ``files`` is consumed one by one, so that one file is in memory at a time. Files of others that lie beside an
    earlier result are kept; those of the result that a person has edited are kept under another name: the answer says
    which (name → new name). Raises UsageError like ``prepare``.
    """
    target, ours = _prepare(folder)
    fresh = _beside(target, "new")
    try:
        kept = {file_name(entry.name) for entry in _foreign(target, ours)} if target.exists() else set()
        fresh.mkdir()
        for name, content in files:
            if name in kept - ours.edited:
                raise UsageError(f"已有同名文件“{name}”，它不是审核结果", str(folder), _ANOTHER)
            (fresh / on_disk(name)).write_bytes(content)
        earlier = _swap(fresh, target)
    except BaseException as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            raise _refused(folder, error) from error
        raise
    return _clear(earlier, target, ours, folder) if earlier else {}


def _swap(fresh: Path, target: Path) -> Path | None:
    """Put ``fresh`` in the place of ``target``, in one step where the system can; where the earlier result is now."""
    if not target.exists():
        fresh.rename(target)
        return None
    if exchange(fresh, target):
        return fresh
    old = _beside(target, "old")
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:  # an interruption too
        old.rename(target)
        raise
    return old


def _clear(earlier: Path, target: Path, ours: _Ours, folder: Path) -> dict[str, str]:
    """Move what is not ours, or no longer as we wrote it, back into ``target``, and delete the rest of the earlier
    result, never anything else. Gives back what had to be renamed for that."""
    renamed: dict[str, str] = {}
    try:
        for entry in _foreign(earlier, ours):
            place = target / entry.name
            if place.exists() and file_name(entry.name) in ours.edited:
                place = _free(place)
                renamed[file_name(entry.name)] = file_name(place.name)
            if not place.exists():
                entry.rename(place)
    except OSError as error:
        raise UsageError(
            f"有文件没能移回输出文件夹（{reason(error)}）", str(folder), f"这些文件现在在 {earlier.name} 中"
        ) from error
    with suppress(OSError):
        for name in ours.names - ours.edited:
            (earlier / on_disk(name)).unlink(missing_ok=True)
        earlier.rmdir()
    return renamed


def _free(place: Path) -> Path:
    names = (place.with_stem(f"{place.stem}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _foreign(folder: Path, ours: _Ours) -> list[Path]:
    # A result holds files only, so every folder in it belongs to somebody else.
    own = ours.names - ours.edited
    return [entry for entry in folder.iterdir() if file_name(entry.name) not in own or entry.is_dir()]


def _beside(target: Path, use: str) -> Path:
    return target.with_name(f".{target.name}.{use}-{secrets.token_hex(4)}")


def _replaceable(target: Path, folder: Path) -> _Ours:
    where = str(folder)
    if not target.is_dir():
        raise UsageError("输出位置是一个文件，不是文件夹", where, _ANOTHER)
    if here().is_relative_to(target) or os.path.ismount(target):
        raise UsageError(
            "输出位置是当前文件夹、其上级或磁盘根目录", where, "请写明其下的一个子文件夹，例如 -o 审核结果"
        )
    ours = _earlier(target)
    if not ours.names and any(target.iterdir()):
        raise UsageError("输出文件夹里已有其他文件，且不是以前的审核结果", where, _ANOTHER + "，或先清空它")
    if names.INDEX not in ours.names and (target / names.INDEX).exists():
        raise UsageError(f"已有同名文件“{names.INDEX}”，它不是审核结果", where, _ANOTHER)
    return ours


def _earlier(target: Path) -> _Ours:
    """The files of the earlier result in ``target``, without names if there is none.

    What its findings.json says is believed only of files that bear the mark of a result, and of itself only beside one.
    """
    try:
        earlier = read_result(target)
    except UsageError:
        return _Ours()
    if earlier.files is None:  # Written by a version that did not list them.
        listed = {names.INDEX, *names.pages(earlier.documents).values()}
    else:
        listed = set(filter(names.is_plain, earlier.files))
    own = {name for name in listed if bears_mark(target / on_disk(name))}
    # Formats without a mark are believed beside a page or workbook that has one.
    without = {name for name in listed - own if not names.is_page(name)}
    edited = {name for name in (own | without) & earlier.sums.keys() if _changed(target / on_disk(name), earlier, name)}
    return _Ours(frozenset({JSON, *own, *without}), frozenset(edited)) if own - {JSON} else _Ours()


def _changed(file: Path, earlier: Result, name: str) -> bool:
    try:
        return file.is_file() and sha256(file.read_bytes()).hexdigest() != earlier.sums[name]
    except OSError:
        return True  # Whoever has it open may be writing in it.


def _refused(folder: Path, error: OSError | RuntimeError) -> UsageError:
    if isinstance(error, PermissionError):
        advice = "请确认有写入权限，并关闭正在使用其中文件的程序，或" + _ANOTHER.removeprefix("请")
        return UsageError("输出文件夹不能写入", str(folder), advice)
    # pathlib reports links that form a loop as a RuntimeError.
    why = reason(error if isinstance(error, OSError) else OSError(errno.ELOOP, ""))
    return UsageError(f"输出文件夹不能写入（{why}）", str(folder), _ANOTHER)
