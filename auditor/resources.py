"""Where the data that ships with the package lies: rule packs, word lists, report templates, schemas."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``name`` ("rules" or "reports") of the package data.

    In a wheel it lies in ``auditor/data/``; in a checkout at the top level, so that a reader of the
    repository meets rules and report templates before any code.

    Raises FileNotFoundError if neither is there (a broken installation).
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"安装不完整：缺少 {name} 目录，请重新安装 jixiao-auditor")
