"""Errors for people: what happened, where, what to do. Messages are Chinese; users never see a traceback.

docs/architecture.md has the map of all exceptions: who raises and catches them, and the exit codes.
"""

from __future__ import annotations

import errno


class AuditorError(Exception):
    """Base of all expected errors. ``exit_code`` is the exit code of the command line."""

    exit_code = 2

    def __init__(self, what: str, where: str = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        # A file name may hold line ends; what follows them must not look like a line of ours.
        where = self.where.replace("\n", "␊")
        parts = [f"{where}：{self.what}" if where else self.what]
        if self.advice:
            parts.append(self.advice)
        return "。".join(part.rstrip("。") for part in parts) + "。"

    def __reduce__(self) -> tuple[type[AuditorError], tuple[str, str, str]]:
        # Errors are pickled between processes; the default would rebuild them from the message only.
        return (type(self), (self.what, self.where, self.advice))


class UnreadableFile(AuditorError):
    """An input file (or a part of it) could not be read: exit 3."""

    exit_code = 3


class UsageError(AuditorError):
    """A wrong option, a missing path, an output folder that cannot be written: exit 2."""


class RuleFileError(AuditorError):
    """A rule file is wrong: exit 2. ``line`` and ``column`` are 1-based.

    ``excerpt`` is that line of the file with a caret below the column, "" where there is none to show.
    """

    def __init__(
        self,
        what: str,
        where: str = "",
        advice: str = "",
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
    ) -> None:
        super().__init__(what, where, advice)
        self.line = line
        self.column = column
        self.excerpt = excerpt

    def __str__(self) -> str:
        return super().__str__() + (f"\n{self.excerpt}" if self.excerpt else "")

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (type(self), (self.what, self.where, self.advice, self.line, self.column, self.excerpt))


_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限，或正被其他程序占用",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EXDEV: "路径跨越磁盘",
    errno.ELOOP: "路径中的链接互相指向",
    errno.ENAMETOOLONG: "名称或路径过长",
    errno.EBUSY: "正被其他程序占用",
    errno.EINVAL: "名称里有不允许的字符",
}


def reason(error: OSError) -> str:
    """Why a file cannot be opened or written, in Chinese. The system's own text may be in any language."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}" if error.errno else "系统错误")
