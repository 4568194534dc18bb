"""The formats of report. A new one is a module with a function like ``pages.files`` and a record here.

If a folder walk would take the files of a format for documents, it also needs a mark in ``auditor.results``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from auditor.report import findings_json, pages
from auditor.report.judged import Judged
from auditor.results import JSON

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Name and content of each file. Names are plain (``names.is_plain``) and lie directly in the folder."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format: its name for people, and the function that makes its files."""

    name: str
    files: Callable[[Judged], Files]


OUTPUTS: tuple[Output, ...] = (Output("网页", pages.files),)
"""Every format except findings.json, which is always written."""


def files(judged: Judged) -> Files:
    """All files of a result. findings.json comes last: it lists the others (``run.files``)."""
    written: list[str] = []
    for output in OUTPUTS:
        for name, content in output.files(judged):
            if name in (*written, JSON):
                raise ValueError(f"two files of a result are called {name}")
            written.append(name)
            yield name, content
    written.append(JSON)
    yield JSON, findings_json.encode(judged.audit, written)
