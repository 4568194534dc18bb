"""The formats of report. A module of ``formats`` that writes one says so with ``OUTPUTS = (Output(name, files, …),)``.

If a folder walk would take the files of a format for documents, it also needs a mark in ``auditor.results``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TypeAlias

from auditor.catalogue import entries
from auditor.errors import UsageError
from auditor.report import findings_json
from auditor.report.judged import Judged
from auditor.report.names import is_page
from auditor.results import JSON

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Name and content of each file. Names are plain (``names.is_plain``) and lie directly in the folder."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format: its name for people, the function that makes its files, and the word that asks for it.

    Without a word it is always written. ``usual`` ones are written where nobody asks for certain formats. ``ready``
    raises UsageError if it cannot be made on this machine; it is called before any work.
    """

    name: str
    files: Callable[[Judged], Files]
    format: str = ""
    usual: bool = True
    ready: Callable[[], object] = tuple


@cache
def outputs() -> tuple[Output, ...]:
    """Every format beside findings.json, which is always written."""
    return tuple(output for offered in entries("auditor.report.formats", "OUTPUTS") for output in offered)


ALWAYS = "json"
"""The word for findings.json: with it a result is compared, reviewed and replaced, so there is none without it."""


def usual() -> list[str]:
    """The words of the formats that are written where nobody asks for certain ones."""
    return [*dict.fromkeys(output.format for output in outputs() if output.format and output.usual), ALWAYS]


LETTERS = "docx"
"""The word for letters. They are usual as well where the project file says who sends them."""


def chosen(asked: str | None, letters: bool = False) -> list[str]:
    """The formats that a list like "html,xlsx" asks for; without it the usual ones, and with ``letters`` those.

    Raises UsageError for a word that is not known.
    """
    if asked is None:
        return [*usual(), LETTERS] if letters else usual()
    known = [*dict.fromkeys(output.format for output in outputs() if output.format), ALWAYS]
    words = [word.strip().lower() for word in asked.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    unknown = [word for word in words if word not in known]
    if unknown or not words:
        wrong = f"没有“{unknown[0]}”这种格式" if unknown else "没有写明格式"
        raise UsageError(f"--format {wrong}", advice=f"可用的格式：{'、'.join(known)}，几种之间用逗号隔开")
    for output in outputs():
        if output.format in words:
            output.ready()
    return list(dict.fromkeys([*words, ALWAYS]))


def files(judged: Judged, formats: Collection[str] | None = None) -> Files:
    """All files of a result in these ``formats`` (the usual ones if None).

    findings.json comes last: it lists the others (``run.files``).
    """
    asked = usual() if formats is None else formats
    written: list[str] = []
    sums: dict[str, str] = {}
    for output in outputs():
        if output.format and output.format not in asked:
            continue
        for name, content in output.files(judged):
            if name in (*written, JSON):
                raise ValueError(f"two files of a result are called {name}")
            written.append(name)
            if not is_page(name):
                sums[name] = sha256(content).hexdigest()
            yield name, content
    written.append(JSON)
    yield JSON, findings_json.encode(judged.audit, written, sums)
