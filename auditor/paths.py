"""How a path is shown: never the whole path of this computer, which names its user and goes wherever a report goes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from auditor.encodings import file_name
from auditor.errors import UsageError


def here() -> Path:
    """The current folder. Raises UsageError if it has been deleted or moved away, which libraries do not survive."""
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("当前文件夹已不存在（被删除或移走）", advice="请进入另一个文件夹再运行") from None


def shown(path: str | Path, folders: Iterable[str | Path] = ()) -> str:
    """``path`` as every report, message and export names it.

    Relative to the current folder where it lies in it or directly in one above; else relative to the one of
    ``folders`` (those that the user named) that it lies in; else the file's name alone. A current folder above the
    homes of users (the root of a drive, where shells and services start) does not count. It depends on where the file
    lies, not on how the path was written. Raises UsageError without a current folder.
    """
    current = here()
    named = [*folders] if _above_home(current) else [current, *folders]
    # As written, then with links resolved: either may be the one that lies in a folder.
    for form in (_absolute, _real):
        whole = form(path)
        if whole.parent in (current, *current.parents):
            return file_name(os.path.relpath(whole, current))
        for folder in map(form, named):
            if whole != folder and whole.is_relative_to(folder):
                return file_name(str(whole.relative_to(folder)))
    return file_name(_absolute(path).name)


def _above_home(folder: Path) -> bool:
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() fails where there is none
    return any(folder in form(home).parents for form in (_absolute, _real))


def _absolute(path: str | Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows a file that is a link


def _real(path: str | Path) -> Path:
    """Only links in the folders are resolved: a file that is a link keeps the name it has."""
    whole = _absolute(path)
    return Path(os.path.realpath(whole.parent), whole.name)
