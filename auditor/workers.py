"""Tasks worked off side by side in child processes: one that crashes, hangs or fills the memory costs only itself.

The standard library's pool cannot kill one worker, and those that can do not say which part of a task was at work.
Here a task has parts (the members of an archive), and what is lost is the part at work: the rest of the task
continues in a fresh process, as do the tasks after it.
"""

from __future__ import annotations

import gc
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeAlias, TypeVar

from auditor.child import START, Child, peak_memory

SECONDS = 60.0
"""Wall clock for one part. The largest published books, of some hundred pages, take less than ten seconds, on a slow
machine thirty."""
MEMORY = 2_000_000_000
"""Bytes for a worker. The largest published books take 0.3 GB; an office computer with 8 GB can spare this."""
WORN = MEMORY // 4
"""A worker whose memory grew by this much is replaced: what it leaves behind would count against the tasks after it."""
AHEAD = 2
"""Tasks handed to a worker: the one at work, and one for which it need not wait."""
STARTS = 3
"""So many processes in a row that end before they say anything: then processes cannot be started here."""
MOST = 60
"""Workers at most: Windows waits for no more than 63 at once."""

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Begun:
    """Said before each part of a task; one answer follows."""

    part: str


class Ending(Enum):
    """Why a part has no answer."""

    OVERDUE = auto()
    """It took longer than ``SECONDS``, and its process was killed."""
    DIED = auto()
    """Its process ended: too little memory, an abort in a library, killed from outside."""
    UNSTARTED = auto()
    """Processes cannot be started."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part without an answer; ``part`` is "" if the task was not begun."""

    part: str
    ending: Ending


Work: TypeAlias = Callable[[Task, int], Iterator[Begun | Answer]]
"""Works a task off: yields ``Begun`` and one answer for each part, without the first so many parts. What it yields is
pickled. If the first part is lost, so are the others."""


@dataclass(slots=True, eq=False)
class _Worker:
    child: Child
    assigned: deque[int] = field(default_factory=deque)
    part: str | None = None
    """What is at work."""
    spoke: bool = False
    deadline: float = 0.0


class Workers(Generic[Task, Answer]):
    """Iterate to get, in the order of ``tasks``, the answers to each and what was lost of it.

    Up to ``jobs`` processes start at once; leaving the context ends them all.
    """

    def __init__(self, work: Work[Task, Answer], tasks: Sequence[Task], jobs: int = 1) -> None:
        self._work = work
        self._tasks = tasks
        self._jobs = min(jobs, MOST)
        self._waiting = deque(range(len(tasks)))
        self._begun = [0] * len(tasks)
        self._answers: list[list[Answer | Lost]] = [[] for _ in tasks]
        self._done: set[int] = set()
        self._workers: list[_Worker] = []
        self._misses = 0
        self._hire()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.child.kill()
        for worker in self._workers:
            worker.child.end()

    def __iter__(self) -> Iterator[list[Answer | Lost]]:
        for number in range(len(self._tasks)):
            while number not in self._done:
                self._step()
            answers, self._answers[number] = self._answers[number], []
            yield answers

    def _step(self) -> None:
        """Wait until a worker says something, dies or is overdue; then give everyone something to do."""
        busy = [worker.deadline for worker in self._workers if worker.assigned]
        left = max(0.0, min(busy) - time.monotonic()) if busy else 0.0
        ready = wait([worker.child.pipe for worker in self._workers], left)
        for worker in list(self._workers):
            if worker.child.pipe in ready:
                self._listen(worker)
            elif worker.assigned and worker.deadline <= time.monotonic():
                self._dismiss(worker, Ending.OVERDUE)
        self._hire()

    def _hire(self) -> None:
        while self._waiting and len(self._workers) < self._jobs:
            try:
                self._workers.append(_Worker(Child(_serve, self._work, WORN, memory=MEMORY)))
            except OSError:
                self._miss(self._waiting.popleft())
                break
            self._assign(self._workers[-1])
        for worker in self._workers:
            self._assign(worker)

    def _assign(self, worker: _Worker) -> None:
        # Towards the end nobody takes a second task while others have none.
        most = AHEAD if len(self._waiting) >= self._jobs else 1
        while self._waiting and len(worker.assigned) < most:
            number = self._waiting[0]
            try:
                worker.child.pipe.send((self._tasks[number], self._begun[number]))
            except OSError:
                return  # It is dead, which the next step sees.
            if not worker.assigned:
                worker.deadline = time.monotonic() + (SECONDS if worker.spoke else START)
            worker.assigned.append(self._waiting.popleft())

    def _listen(self, worker: _Worker) -> None:
        try:
            said = _received(worker.child.pipe)
        except (EOFError, OSError):
            self._dismiss(worker, Ending.DIED)
            return
        worker.deadline = time.monotonic() + SECONDS
        worker.spoke, self._misses = True, 0
        if said is None:
            self._done.add(worker.assigned.popleft())
            return
        number = worker.assigned[0]
        if isinstance(said, Begun):
            worker.part = said.part
            self._begun[number] += 1
        else:
            worker.part = None
            self._answers[number].append(said)

    def _dismiss(self, worker: _Worker, ending: Ending) -> None:
        """End ``worker``: the part at work is lost, everything else that it was given waits again."""
        self._workers.remove(worker)
        worker.child.end()
        current = worker.assigned.popleft() if worker.assigned else None
        self._waiting.extendleft(reversed(worker.assigned))
        if current is None:
            return
        if worker.part is not None:
            self._answers[current].append(Lost(worker.part, ending))
            if self._begun[current] == 1:
                self._done.add(current)
                return
        elif not worker.spoke:
            self._miss(current)
            return
        self._waiting.appendleft(current)

    def _miss(self, number: int) -> None:
        self._misses += 1
        if self._misses < STARTS:
            self._waiting.appendleft(number)
        else:
            self._answers[number].append(Lost("", Ending.UNSTARTED))
            self._done.add(number)


def _received(pipe: Connection) -> Any:
    data = pipe.recv_bytes()
    # A tree has no circles, but the collector would walk it again and again while it grows.
    collects = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(data)
    finally:
        if collects:
            gc.enable()


def _serve(pipe: Connection, work: Work[Any, Any], worn: int) -> None:
    """In the child: work off what comes, until killed or until the memory has grown by ``worn`` bytes."""
    most = peak_memory() + worn
    while True:
        task, done = pipe.recv()
        for said in work(task, done):
            pipe.send_bytes(pickle.dumps(said, pickle.HIGHEST_PROTOCOL))
            if not isinstance(said, Begun) and peak_memory() > most:
                return
        pipe.send_bytes(pickle.dumps(None))
