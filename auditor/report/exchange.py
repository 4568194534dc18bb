"""Two folders change places in one step, on systems that can do that: at no moment is either of them missing."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are relative to the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux's renameat2 and RENAME_SWAP of macOS's renamex_np."""


def exchange(one: Path, other: Path) -> bool:
    """Whether ``one`` and ``other`` have changed places. If not (Windows, some file systems), nothing has changed."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return bool(system.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(system.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0)
    except (OSError, TypeError, AttributeError):  # no such library, or an old one without the call
        pass
    return False
