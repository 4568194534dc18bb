"""Files that a command writes beside a result: never over a file that the program did not write itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.encodings import on_disk
from auditor.errors import UsageError, reason
from auditor.results import bears_mark


def check(places: Iterable[Path]) -> None:
    """Raises UsageError if one of ``places`` is taken by anything but a file that an earlier run wrote."""
    for place in places:
        if place.exists() and not bears_mark(place):
            raise UsageError("已有同名文件，它不是审核写出的", place.name, "请用 -o 指定另一个位置")


def put(place: Path, content: bytes) -> None:
    """Write ``content`` at ``place``, whole or not at all. Raises UsageError as ``check`` does, or if it cannot."""
    target = place.parent / on_disk(place.name)
    check([target])
    beside = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        raise UsageError(
            f"写不出（{reason(error)}）", place.name, "请确认有写入权限，并关闭正在使用它的程序"
        ) from error
