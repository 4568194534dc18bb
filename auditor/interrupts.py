"""Ctrl-C (and SIGTERM) at any moment ends the command in one line, with all the processes it started.

Python raises KeyboardInterrupt. That is not enough: while modules are loaded nobody catches it, a library may take it
for an error of its own and go on, and the clean-up may wait for a process that is busy.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

PATIENCE = 3.0
"""Seconds that cleaning up may take after an interruption: removing what was half written takes far less than one."""
SAID = "已中断，没有写出结果。"

_caught: list[int] = []
"""The signals that were heard and not yet answered."""
_ended: list[int] = []
"""The exit code, once it is known, of a command that was interrupted."""


def end_at_once() -> None:
    """From now on an interruption ends the process at once: for the time when nothing is begun yet."""
    # What is registered first is called last.
    atexit.register(_end_as_told)
    _on(lambda number, frame: _end(128 + number, SAID))


def raise_and_clean() -> None:
    """From now on it raises KeyboardInterrupt; if the process does not end soon, it is ended."""
    _on(_raise)


def too_late(code: int) -> None:
    """From now on it ends the process with ``code``: the work is done."""
    if _caught:
        _ended.append(code)
    _caught.clear()
    _on(lambda number, frame: _end(code))


def heard() -> bool:
    """Whether the command was interrupted, whatever became of the KeyboardInterrupt."""
    return bool(_caught)


def exit_code() -> int:
    """That of an interrupted command, as shells count: 128 and the number of the signal."""
    return 128 + (_caught[0] if _caught else signal.SIGINT)


def _on(handler: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        # Who starts us in the background of a script (``&``) wants us to ignore Ctrl-C.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)  # type: ignore[arg-type]


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    if not _caught:
        import threading

        threading.Thread(target=_lose_patience, args=(128 + number,), daemon=True).start()
    _caught.append(number)
    _end_children()
    raise KeyboardInterrupt


def _end_as_told() -> None:
    """The last word: Python gives signals their own effect again while it takes itself down, and raises one again that
    interrupted a text that was executed (a dataclass's method)."""
    _on(signal.SIG_IGN)
    for code in _ended:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _lose_patience(code: int) -> None:
    import time

    time.sleep(PATIENCE)
    if _caught:
        _end(code, SAID)


def _end(code: int, said: str = "") -> NoReturn:
    _end_children()
    if said:
        with suppress(OSError):
            os.write(2, f"{said}\n".encode(getattr(sys.stderr, "encoding", None) or "utf-8", "replace"))
    os._exit(code)


def _end_children() -> None:
    if multiprocessing := sys.modules.get("multiprocessing"):
        for child in multiprocessing.active_children():
            child.kill()
