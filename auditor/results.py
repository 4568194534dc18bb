"""Results of audits, met again: an earlier ``findings.json`` read back, and the mark by which a result is recognised.

The mark keeps an audit of a folder from reading what an earlier audit wrote into it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableFile, UsageError, reason
from auditor.table_kinds import SHELVES

JSON = "findings.json"
FAMILY = "auditor/findings-"
SCHEMA = FAMILY + "1"
"""Of the findings.json written; results of every version of the family are read."""
GENERATOR = "auditor/report-1"
"""What every HTML page written names as its generator."""

MAX_BYTES = 500_000_000
"""A larger findings.json is refused: one of a whole province's departments stays below it."""
MAX_HEAD = 4096
"""Bytes in which a mark is looked for. It is among the first 200; a browser that saves a page puts tags before it."""

_MARKS = (
    # Only the tags of a head may stand before the mark: a page that speaks of it is not a result.
    re.compile(
        rb"(?:\xef\xbb\xbf)?\s*<!doctype html>\s*(?:<!--[^>]*-->\s*)?<html\b[^>]*>\s*<head>\s*(?:<meta\b[^>]*>\s*)*?"
        rb'<meta name="generator" content="' + re.escape(GENERATOR.encode()) + rb'"',
        re.IGNORECASE,
    ),
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
    """An earlier findings.json: its documents by id, and its findings as JSON values."""

    path: str
    started: str
    documents: dict[str, PastDocument]
    findings: list[dict[str, Any]]
    rows: dict[str, dict[str, str]]
    """Names of projects ("编码", "名称") and indicators ("名称") by id."""
    files: tuple[str, ...] | None
    """Names of all files written with it, as it says; None where it does not."""


def read_result(path: str | Path) -> Result:
    """An earlier result, its file or the folder that holds it. Raises UsageError for anything else."""
    file = Path(path)
    if file.is_dir():
        file = file / JSON
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError("文件过大", str(file))
        data = json.loads(file.read_bytes())
        if not str(data["schema"]).startswith(FAMILY):
            raise KeyError("schema")
        return Result(
            path=str(file),
            started=str(data["run"]["started"]),
            documents={
                str(entry["id"]): PastDocument(str(entry["department"]), entry["year"], str(entry["sha256"]))
                for entry in data["documents"]
            },
            findings=[dict(entry) for entry in data["findings"]],
            rows=_rows(data),
            files=_files(data["run"].get("files")),
        )
    except OSError as error:
        raise UsageError(f"打不开（{reason(error)}）", str(file), "应是以前审核写出的 findings.json") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError("不是审核结果", str(file), "应是以前审核写出的 findings.json") from None


def _rows(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for entry in data["documents"]:
        for shelf in SHELVES:
            for project in entry.get(shelf.key, ()):
                rows[project["id"]] = {"编码": project["code"], "名称": project["name"]}
                rows.update((indicator["id"], {"名称": indicator["name"]}) for indicator in project["indicators"])
    return rows


def _files(listed: Any) -> tuple[str, ...] | None:
    if listed is not None and not isinstance(listed, list):
        raise TypeError("files")
    return None if listed is None else tuple(map(str, listed))


def is_own(data: bytes) -> bool:
    """Whether a file with these bytes, or with these at its beginning, was written by an audit."""
    head = data[:MAX_HEAD]
    return any(mark.match(head) for mark in _MARKS)


def refuse_own(where: str, data: bytes) -> None:
    """Raises UnreadableFile if ``data`` is a file of a result, which is not a document to audit."""
    if is_own(data):
        raise UnreadableFile("这是审核结果，不是预算公开文件", where, "请改为审核原文件")


def sift(files: Iterable[Path], named: Collection[Path]) -> tuple[list[Path], list[str]]:
    """``files`` without those of earlier results, and the paths of these.

    A file ``named`` by itself stays, and is refused when it is read. Raises UsageError if no file is left.
    """
    kept: list[Path] = []
    own: list[str] = []
    for file in files:
        if file not in named and is_own(_head(file)):
            own.append(str(file))
        else:
            kept.append(file)
    if own and not kept:
        raise UsageError("只有以前的审核结果，没有可审核的文件", "、".join(map(str, named)))
    return kept, own


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_HEAD)
    except OSError:
        return b""  # Said when the file is read.
