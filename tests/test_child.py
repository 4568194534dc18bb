"""A child process is capped and silent, however it is started and whoever starts it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from auditor import child
from auditor.child import Child, peak_memory

MEMORY = 1_000_000_000


def take(pipe: Connection, size: int) -> None:
    try:
        pipe.send(len(bytes(size)))
    except MemoryError:
        pipe.send("no memory")


def speak(pipe: Connection) -> None:
    print("unasked", flush=True)
    os.write(2, b"abort in a library")
    pipe.send("spoke")


def parent(pipe: Connection) -> None:
    inner = Child(take, 10, memory=MEMORY)
    pipe.send(inner.pipe.recv())
    inner.end()


def answer(started: Child) -> object:
    try:
        assert started.pipe.poll(60)
        return started.pipe.recv()
    finally:
        started.end()


@pytest.fixture(params=["alone", "beside a thread"])
def _threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forked where nothing else runs, a fresh interpreter where something does."""
    stop = threading.Event()
    if request.param != "alone":
        threading.Thread(target=stop.wait, daemon=True).start()
        assert not child.forks(MEMORY)
    yield
    stop.set()


@pytest.mark.usefixtures("_threads")
def test_memory_is_capped() -> None:
    pytest.importorskip("resource")
    assert answer(Child(take, 1000, memory=MEMORY)) == 1000
    assert answer(Child(take, 2 * MEMORY, memory=MEMORY)) == "no memory"


@pytest.mark.usefixtures("_threads")
def test_a_child_is_silent(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDITOR_DEBUG", raising=False)
    assert answer(Child(speak, memory=MEMORY)) == "spoke"
    assert tuple(capfd.readouterr()) == ("", "")


@pytest.mark.usefixtures("_threads")
def test_a_daemon_may_have_a_child() -> None:
    """The workers of a pool or cluster are daemons, to which multiprocessing forbids children."""
    assert answer(Child(parent, memory=MEMORY)) == 10


def test_starting_leaves_no_trace() -> None:
    import sys

    before = sys.modules["__main__"], dict(multiprocessing.current_process()._config)  # type: ignore[attr-defined]
    Child(take, 1, memory=MEMORY).end()
    assert (sys.modules["__main__"], multiprocessing.current_process()._config) == before  # type: ignore[attr-defined]


def test_a_large_process_is_not_copied() -> None:
    assert not child.forks(peak_memory())
