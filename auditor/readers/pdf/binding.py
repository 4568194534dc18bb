"""How functions of PDFium are called."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw

INT, ADDRESS, HANDLE = ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p


def bind(name: str, result: Any, *arguments: Any) -> Any:
    # These bindings take plain addresses as arguments and do not release the interpreter lock for each of about ten
    # thousand calls a page. They need a third of the time of the library's own bindings.
    library = getattr(pypdfium2.raw, name)
    address = ctypes.cast(library, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)
