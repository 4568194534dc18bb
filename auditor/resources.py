"""Where the data of the package is stored: rule packs, word lists, report templates, schemas."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``name`` ("rules" or "reports") of the package data.

    In a wheel it is in ``auditor/data/``, in a checkout at the top level, where a reader of the repository
    easily finds rules and report templates.

    Raises FileNotFoundError if it is in neither (a broken installation).
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"安装不完整：缺少 {name} 目录，请重新安装 jixiao-auditor")
