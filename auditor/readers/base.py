"""What all readers share: loading the bytes of a file, with a plain error message when that fails."""

from __future__ import annotations

import hashlib
from pathlib import Path

from auditor.errors import UnreadableFile, reason

MAX_BYTES = 200 * 1024 * 1024
"""Larger files are refused. No published budget book comes near this size; a hostile file must not fill the memory."""


def load(path: str | Path, limit: int = MAX_BYTES, where: str | None = None) -> bytes:
    """The bytes of ``path``, which messages call ``where``.

    Raises UnreadableFile when it is missing, a folder, empty, larger than ``limit`` bytes, or may not be read.
    """
    file, where = Path(path), str(path) if where is None else where
    try:
        if file.is_dir():
            raise UnreadableFile(
                "这是文件夹，不是文件", where, "请给出文件夹中的文件，或用 auditor audit 审核整个文件夹"
            )
        if not file.exists():
            raise UnreadableFile("找不到文件", where, "请检查路径和文件名")
        size = file.stat().st_size
        if size == 0:
            raise UnreadableFile("文件是空的（0 字节）", where, "请重新下载或导出后再试")
        if size > limit:
            raise UnreadableFile(
                f"文件过大（{size / 1048576:.0f} MB，上限 {limit / 1048576:.0f} MB）", where, "请按部门拆分后再试"
            )
        return file.read_bytes()
    except PermissionError as error:
        raise UnreadableFile("没有读取权限，或文件正被其他程序占用", where, "请关闭打开它的程序后再试") from error
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "路径里有不允许的字符"
        raise UnreadableFile(f"无法读取文件（{why}）", where, "请检查磁盘或网络位置后再试") from error


def sha256(data: bytes) -> str:
    """Hex digest of the file's content."""
    return hashlib.sha256(data).hexdigest()
