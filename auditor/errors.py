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


_MISSING = "文件或文件夹不存在"
_IN_USE = "正被其他程序占用"
_READ_ONLY = "磁盘是只读的"
_FULL = "磁盘空间不足"
_IO = "磁盘读写出错"
_TOO_LONG = "名称或路径过长"
_BAD_NAME = "名称里有不允许的字符"
_NETWORK = "网络位置连接不上或已断开"
_UNSUPPORTED = "此处不支持这种操作"
_BUSY = "系统繁忙，请稍后再试"
_NOT_A_FILE = "这不是普通文件"

_REASONS = {
    "ENOENT": _MISSING,
    "EACCES": "没有权限，或正被其他程序占用",
    "EPERM": "没有权限",
    "EISDIR": "这是文件夹",
    "ENOTDIR": "路径中有一段是文件，不是文件夹",
    "EEXIST": "已有同名的文件或文件夹",
    "ENOTEMPTY": "文件夹不是空的",
    "ENOSPC": _FULL,
    "EDQUOT": "空间配额已用完",
    "EFBIG": "文件过大，超出磁盘或系统的上限",
    "EROFS": _READ_ONLY,
    "EIO": _IO,
    "EUCLEAN": _IO,
    "EXDEV": "路径跨越磁盘",
    "ELOOP": "路径中的链接互相指向",
    "EMLINK": "链接过多",
    "ENAMETOOLONG": _TOO_LONG,
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EDEADLK": _IN_USE,
    "ENOLCK": _IN_USE,
    "EINVAL": _BAD_NAME,
    "EILSEQ": _BAD_NAME,
    "EMFILE": "同时打开的文件过多",
    "ENFILE": "同时打开的文件过多",
    "ENOMEM": "内存不足",
    "ENOBUFS": "内存不足",
    "EAGAIN": _BUSY,
    "EINTR": _BUSY,
    "EBADF": "文件或窗口已经关闭",
    "EPIPE": "接收输出的程序已经结束",
    "ESPIPE": _NOT_A_FILE,
    "ENXIO": "设备没有连接",
    "ENODEV": "设备没有连接",
    "ENOMEDIUM": "驱动器里没有磁盘",
    "EOVERFLOW": "文件过大，系统打不开",
    "ESTALE": _NETWORK,
    "ETIMEDOUT": _NETWORK,
    "ECONNREFUSED": _NETWORK,
    "ECONNRESET": _NETWORK,
    "ECONNABORTED": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ENETDOWN": _NETWORK,
    "ENETUNREACH": _NETWORK,
    "ENOTCONN": _NETWORK,
    "EREMOTEIO": _NETWORK,
    "ENOLINK": _NETWORK,
    "ENOTSUP": _UNSUPPORTED,
    "EOPNOTSUPP": _UNSUPPORTED,
    "ENOSYS": _UNSUPPORTED,
    "ENOTTY": _UNSUPPORTED,
    "ENOEXEC": _UNSUPPORTED,
    "ECHILD": _BUSY,
    "E2BIG": _TOO_LONG,
    "EFAULT": "系统内部出错",
    "ENOTRECOVERABLE": _IO,
    "ENODATA": _IO,
    "EBADMSG": _IO,
    "EPROTO": _NETWORK,
    "ECANCELED": "操作已被取消",
    "EKEYEXPIRED": "没有权限",
    "EKEYREVOKED": "没有权限",
    "ENOKEY": "文件已加密，没有密钥",
}
_NUMBERS = {getattr(errno, name): said for name, said in _REASONS.items() if hasattr(errno, name)}
"""Not every system has every number."""
_WINDOWS = {
    15: "没有这个盘符",
    19: _READ_ONLY,
    21: "设备没有准备好",
    23: _IO,
    32: _IN_USE,
    33: _IN_USE,
    39: _FULL,
    51: _NETWORK,
    53: _NETWORK,
    54: _BUSY,
    55: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    65: "网络位置不允许访问",
    67: _NETWORK,
    71: "网络位置的连接数已满",
    112: _FULL,
    121: _NETWORK,
    123: _BAD_NAME,
    161: _BAD_NAME,
    206: _TOO_LONG,
    223: "文件过大，超出磁盘或系统的上限",
    225: "被杀毒软件当作病毒拦截",
    226: "被杀毒软件当作病毒删除",
    267: "路径中有一段是文件，不是文件夹",
    362: "云盘没有运行，文件还没有下载到本机",
    395: "没有权限",
    426: "云盘没有及时响应，文件还没有下载到本机",
    483: _IO,
    1117: _IO,
    1167: "设备没有连接",
    1203: _NETWORK,
    1219: "网络位置已用另一个账号连接",
    1222: _NETWORK,
    1224: _IN_USE,
    1231: _NETWORK,
    1232: _NETWORK,
    1295: "空间配额已用完",
    1326: "网络位置的账号或密码不对",
    1392: "文件或文件夹已损坏",
    1393: "磁盘已损坏",
    1920: "系统打不开这个文件（可能在云盘上，还没有下载到本机）",
    1921: "路径中的链接互相指向",
}
"""Numbers of Windows (winerror.h) that Python maps to an errno of another or of no meaning: 53 and 206 to ENOENT."""


def reason(error: OSError) -> str:
    """Why a file cannot be opened or written, in Chinese. The system's own text may be in any language."""
    if found := _WINDOWS.get(getattr(error, "winerror", None) or 0):
        return found
    if not error.errno:
        return "系统没有说明原因"
    return _NUMBERS.get(error.errno, f"系统不允许（错误号 {error.errno}）")
