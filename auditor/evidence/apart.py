"""Pictures drawn in a process of their own: a file that ends or holds up the drawing costs its pictures, no report.

The file was read before, in a process too; but drawing does more with it than reading, such as unpacking images.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Self

from auditor.evidence.gather import Evidence, Request, gather, without
from auditor.evidence.original import Originals
from auditor.workers import SECONDS, Begun, Ending, Lost, Workers

_LOST = {
    Ending.OVERDUE: f"绘制超过 {SECONDS:g} 秒，已停止",
    Ending.DIED: "绘制时内存不足，或绘制程序异常退出",
    Ending.UNSTARTED: "绘制截图的进程无法启动",
}


class Pictures:
    """The pictures of documents, drawn ahead while the caller works with the last ones. ``requests`` by document id.

    Leaving the context ends the process.
    """

    def __init__(self, requests: Mapping[str, Request]) -> None:
        self._requests = requests
        self._workers: Workers[Request, Evidence] = Workers(partial(draw, Originals()), list(requests.values()))
        self._drawn = zip(requests, self._workers, strict=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__()

    def of(self, document: str) -> Evidence:
        """The pictures of ``document``; ask once for each, in the order of the requests, so that no more than those
        of one document are kept. Never raises because of a file: what is missing is said in ``Evidence.note``."""
        if document not in self._requests:
            return Evidence()
        (answer,) = next(answers for id, answers in self._drawn if id == document)
        return without(_LOST[answer.ending]) if isinstance(answer, Lost) else answer


def draw(originals: Originals, request: Request, done: int) -> Iterator[Begun | Evidence]:
    """The work of the process (``workers.Work``); a document has one part."""
    yield Begun(request.path)
    yield gather(request, originals)
