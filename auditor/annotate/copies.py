"""Copies made in a process of their own: a file that ends or holds up the program costs its copy, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from auditor.annotate import excel, pdf, word
from auditor.annotate.marked import MarkedFile, Refused
from auditor.annotate.note import Edit, Note
from auditor.evidence.original import Originals, Unavailable
from auditor.workers import MEMORY, SECONDS, Begun, Ending, Lost, Workers

_LOST = {
    Ending.OVERDUE: f"改写超过 {SECONDS:g} 秒，已停止",
    Ending.DIED: f"改写时内存超过 {MEMORY / 1e9:g} GB，或程序异常退出",
    Ending.UNSTARTED: "改写文件的进程无法启动",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to make: of the file at ``path``, which had the SHA-256 ``sha256`` when it was read."""

    path: str
    sha256: str
    notes: tuple[Note, ...]
    edits: tuple[Edit, ...] | None = None
    """Corrections of a workbook; None for a copy with notes only."""
    password: str | None = None


Annotated: TypeAlias = MarkedFile | str
"""The copy, or why there is none."""


def annotate(copies: Sequence[Copy]) -> Iterator[Annotated]:
    """Each copy in its turn, one in memory at a time. The files are only read."""
    workers: Workers[Copy, Annotated] = Workers(_work, copies)
    with workers:
        for (answer,) in workers:
            yield _LOST[answer.ending] if isinstance(answer, Lost) else answer


def _work(copy: Copy, done: int) -> Iterator[Begun | Annotated]:
    yield Begun(copy.path)
    try:
        yield _made(copy)
    except (Refused, Unavailable) as error:
        yield str(error)


def _made(copy: Copy) -> MarkedFile:
    data = Originals().data(copy.path, copy.sha256)
    if pdf.recognises(data):
        return pdf.mark(data, copy.notes, copy.password)
    if word.recognises(data):
        return word.mark(data, copy.notes)
    if excel.recognises(data):
        return excel.mark(data, copy.notes, copy.edits)
    raise Refused("这种格式不能加批注，只有 xlsx、docx 和 PDF 可以")
