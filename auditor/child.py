"""A child process that can be killed at any moment: capped in memory, silent, gone when its parent is gone.

What may crash a library, fill the memory or never end runs in one: documents that are read (``workers``) and rules
that did not ship with the program (``rulebook/sandbox``).
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from multiprocessing.context import DefaultContext

START = 60.0
"""Seconds a process may take to start (slow disks, virus scanners)."""

_lock = threading.Lock()


class Child:
    """A process in which ``serve(pipe, *arguments)`` runs; ``pipe`` is connected with the ``pipe`` of this object.

    ``memory`` is the address space in bytes that the process may take, on Windows the memory it may commit. Raises
    OSError if the system starts no more processes.
    """

    def __init__(self, serve: Callable[..., None], *arguments: object, memory: int) -> None:
        # The type checker knows methods by their names only.
        context = cast("DefaultContext", multiprocessing.get_context("fork" if forks(memory) else "spawn"))
        here, there = context.Pipe()
        self.pipe: Connection = here
        self._process = context.Process(target=_run, args=(serve, there, memory, arguments), daemon=True)
        try:
            with _lock, _starting():
                self._process.start()
        finally:
            there.close()

    def kill(self) -> None:
        """Begin the end; many are ended sooner if all are killed before one is awaited."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process, wait until it is gone, and close the pipe."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def own_size() -> int:
    """Bytes of address space that this process takes, which a forked child begins with; 0 where nothing is forked."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def forks(memory: int) -> bool:
    """Whether a process with so much memory would be forked, in some milliseconds, or be a fresh interpreter.

    A fork is safe where no other thread runs, which may hold a lock that nobody would release in the copy; Linux
    counts all threads, those of libraries too. The copy must be small, because its size counts against its cap.
    """
    if sys.platform != "linux":
        return False
    return len(os.listdir("/proc/self/task")) == 1 and own_size() < memory // 4  # noqa: PTH208 - names only


@contextmanager
def _starting() -> Iterator[None]:
    """What must hold while a process starts.

    Ctrl-C is for the parent, also before the child can say that it ignores it. The child needs nothing of the
    caller's script: it is hidden, or a fresh interpreter would run it (and every script would need a line ``if
    __name__ == "__main__"``). A caller that is itself a daemon of multiprocessing (a pool, a cluster) may start it
    too; the child ends with it.
    """
    main, here = sys.modules["__main__"], multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemon = here.get("daemon")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if sys.platform != "win32" else None
    sys.modules["__main__"] = ModuleType("__main__")
    here["daemon"] = False
    try:
        yield
    finally:
        here["daemon"] = daemon
        sys.modules["__main__"] = main
        if sys.platform != "win32" and before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(serve: Callable[..., None], pipe: Connection, memory: int, arguments: tuple[object, ...]) -> None:
    global _lock  # noqa: PLW0603 - a fork copies it as it is during a start: held
    _lock = threading.Lock()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get("AUDITOR_DEBUG"):
        _be_silent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cap_memory(memory)
    serve(pipe, *arguments)


def _be_silent() -> None:
    """What libraries print when they abort is not for the user, who gets a sentence from the parent."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def cap_memory(size: int) -> None:
    """Limit the memory of this process to ``size`` bytes. Where the system cannot, the wall clock remains."""
    try:
        import resource
    except ImportError:
        _cap_on_windows(size)
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    size = size if hard == resource.RLIM_INFINITY else min(size, hard)
    # macOS refuses a limit below the address space that it reserved itself.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _cap_on_windows(size: int) -> None:
    """Put this process into a job object that limits what it may commit. Job objects nest since Windows 8."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION"""

        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; six counters of IO stand between, which are not read."""

        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    limit_process_memory, extended_information = 0x100, 9
    system = ctypes.WinDLL("kernel32", use_last_error=True)
    system.CreateJobObjectW.restype = wintypes.HANDLE
    system.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    system.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    system.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    system.GetCurrentProcess.restype = wintypes.HANDLE
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = limit_process_memory
    limits.ProcessMemoryLimit = size
    # The handle stays open: the job lasts as long as the process.
    job = system.CreateJobObjectW(None, None)
    if job and system.SetInformationJobObject(job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits)):
        system.AssignProcessToJobObject(job, system.GetCurrentProcess())


def peak_memory() -> int:
    """Bytes that this process has held at most, 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
