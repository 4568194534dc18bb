"""The formats of report. A module of this folder that writes one says so with ``OUTPUTS = (Output(name, files),)``.

If a folder walk would take the files of a format for documents, it also needs a mark in ``auditor.results``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from auditor.catalogue import entries
from auditor.report import findings_json
from auditor.report.judged import Judged
from auditor.results import JSON

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Name and content of each file. Names are plain (``names.is_plain``) and lie directly in the folder."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format: its name for people, and the function that makes its files."""

    name: str
    files: Callable[[Judged], Files]


@cache
def outputs() -> tuple[Output, ...]:
    """Every format beside findings.json, which is always written."""
    return tuple(output for offered in entries("auditor.report", "OUTPUTS") for output in offered)


def files(judged: Judged) -> Files:
    """All files of a result. findings.json comes last: it lists the others (``run.files``)."""
    written: list[str] = []
    for output in outputs():
        for name, content in output.files(judged):
            if name in (*written, JSON):
                raise ValueError(f"two files of a result are called {name}")
            written.append(name)
            yield name, content
    written.append(JSON)
    yield JSON, findings_json.encode(judged.audit, written)
