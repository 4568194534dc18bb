"""Results of earlier audits: reading their ``findings.json``, and the marks by which files of a result are recognised.

Because of the marks, an audit of a folder does not read what an earlier audit wrote into it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  the name of an exception

from auditor.errors import UnreadableFile, UsageError, reason
from auditor.paths import shown
from auditor.table_kinds import SHELVES

JSON = "findings.json"
FAMILY = "auditor/findings-"
SCHEMA = FAMILY + "1"
"""Schema of the findings.json written. Results of every version of the family are read."""
GENERATOR = "auditor/report-1"
"""The generator that every written HTML page names in its head, and office file among its keywords."""
_PROPERTIES = "docProps/core.xml"
"""The part of an office file that holds its keywords."""

LIST_HEAD = "序号,部门,项目编码,项目名称,指标,原文,问题,建议,依据,级别,位置"
"""The first columns of every list that is written, and so the beginning of the CSV."""

MAX_BYTES = 500_000_000
"""A larger findings.json is refused before it fills the memory. One of all departments of a province is smaller."""
MAX_HEAD = 4096
"""Bytes searched for a mark. It is written in the first 200; a browser that saves a page adds tags before it."""

_MARKS = (
    # Only tags of the head may precede the mark: a page whose text contains the mark is not a result.
    re.compile(
        rb"(?:\xef\xbb\xbf)?\s*<!doctype html>\s*(?:<!--[^>]*-->\s*)?<html\b[^>]*>\s*<head>\s*(?:<meta\b[^>]*>\s*)*?"
        rb'<meta name="generator" content="' + re.escape(GENERATOR.encode()) + rb'"',
        re.IGNORECASE,
    ),
    re.compile(rb"(?:\xef\xbb\xbf)?" + re.escape(LIST_HEAD.encode())),
    re.compile(rb"<!-- " + re.escape(GENERATOR.encode()) + rb" -->"),
    re.compile(rb'\s*\{\s*"schema"\s*:\s*"' + re.escape(FAMILY.encode())),
)
"""The beginning of each kind of file that a result consists of."""


@dataclass(frozen=True, slots=True)
class PastDocument:
    """A document of an earlier result."""

    department: str
    year: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Result:
    """The content of an earlier findings.json: documents by id, findings as JSON values. ``path`` is for people."""

    path: str
    started: str
    documents: dict[str, PastDocument]
    findings: list[dict[str, Any]]
    rows: dict[str, dict[str, str]]
    """Id of a project or indicator → its "名称"; of a project, its "编码" and the "序号" it has on its page, too."""
    files: tuple[str, ...] | None
    """Names of all files of the result, as listed in it; None if it was written by a version that did not list them."""
    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of those files that people fill in or edit, as they were written."""


def read_result(path: str | Path) -> Result:
    """Read an earlier result. ``path`` is its findings.json or its folder. Raises UsageError for anything else."""
    file = Path(path)
    if file.is_dir():
        file = file / JSON
    where = shown(file)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError("文件过大", where)
        data = json.loads(file.read_bytes())
        if not str(data["schema"]).startswith(FAMILY):
            raise KeyError("schema")
        return Result(
            path=where,
            started=str(data["run"]["started"]),
            documents={
                str(entry["id"]): PastDocument(str(entry["department"]), entry["year"], str(entry["sha256"]))
                for entry in data["documents"]
            },
            findings=[dict(entry) for entry in data["findings"]],
            rows=_rows(data),
            files=_files(data["run"].get("files")),
            sums={str(name): str(value) for name, value in dict(data["run"].get("sums") or {}).items()},
        )
    except OSError as error:
        raise UsageError(f"打不开（{reason(error)}）", where, "应是以前审核写出的 findings.json") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError("不是审核结果", where, "应是以前审核写出的 findings.json") from None


def _rows(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for entry in data["documents"]:
        number = 0
        for shelf in SHELVES:
            for project in entry.get(shelf.key, ()):
                number += 1
                rows[project["id"]] = {"编码": project["code"], "名称": project["name"], "序号": str(number)}
                rows.update((indicator["id"], {"名称": indicator["name"]}) for indicator in project["indicators"])
    return rows


def _files(listed: Any) -> tuple[str, ...] | None:
    if listed is not None and not isinstance(listed, list):
        raise TypeError("files")
    return None if listed is None else tuple(map(str, listed))


def is_own(data: bytes) -> bool:
    """Whether a file with these bytes was written by an audit. For a page or findings.json their beginning will do."""
    head = data[:MAX_HEAD]
    return any(mark.match(head) for mark in _MARKS) or (_is_package(head) and _is_own_package(BytesIO(data)))


def _is_package(head: bytes) -> bool:
    return head.startswith(b"PK")


def _is_own_package(file: BinaryIO | Path) -> bool:
    """Whether an office file has the mark among its keywords: they stay when a person fills it in and saves it."""
    try:
        with ZipFile(file) as package, package.open(_PROPERTIES) as part:
            return f">{GENERATOR}<".encode() in part.read(MAX_HEAD)
    except (OSError, BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, ZlibError):
        return False


def refuse_own(where: str, data: bytes) -> None:
    """Raises UnreadableFile if ``data`` is a file of a result, which is not a document to audit."""
    if is_own(data):
        raise UnreadableFile("这是审核结果，不是预算公开文件", where, "请改为审核原文件")


def sift(files: Iterable[Path], named: Collection[Path]) -> tuple[list[Path], list[str]]:
    """(``files`` without those of earlier results, paths of the files left out).

    A file that the user ``named`` stays, and is refused when it is read. Raises UsageError if no file is left.
    """
    kept: list[Path] = []
    own: list[str] = []
    for file in files:
        if file not in named and _bears_mark(file):
            own.append(shown(file, named))
        else:
            kept.append(file)
    if own and not kept:
        raise UsageError("只有以前的审核结果，没有可审核的文件", "、".join(map(str, named)))
    return kept, own


def bears_mark(file: Path) -> bool:
    """Whether ``file`` exists and was written by an audit."""
    return file.is_file() and _bears_mark(file)


def _bears_mark(file: Path) -> bool:
    head = _head(file)
    return is_own(head) or (_is_package(head) and _is_own_package(file))


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_HEAD)
    except OSError:
        return b""  # The error is reported when the file is read.
