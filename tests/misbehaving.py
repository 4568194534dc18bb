"""A reader, and one who draws, that do what the name of a file says; in a module that a fresh process finds."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

from auditor import reading
from auditor.evidence.gather import Evidence, Request, gather
from auditor.evidence.original import Originals
from auditor.findings import Problem
from auditor.reading import InputFile, Read
from auditor.workers import Begun


def read_file(file: InputFile, done: int) -> Iterator[Begun | list[Read]]:
    if not done:
        yield Begun(str(file.path))
    match file.path.stem:
        case "问":
            yield [Problem(str(os.getpid()), "")]
            time.sleep(600)
        case name if not misbehaves(name):
            yield from (said for said in reading.read_file(file, done) if not isinstance(said, Begun))


def draw(originals: Originals, request: Request, done: int) -> Iterator[Begun | Evidence]:
    yield Begun(request.path)
    misbehaves(Path(request.path).stem)
    yield gather(request, originals)


def misbehaves(name: str) -> bool:
    """Do what ``name`` says; False if it says nothing."""
    match name:
        case "睡":
            time.sleep(600)
        case "占":
            held = [bytes(10_000_000) for _ in range(10_000)]
            raise AssertionError(f"{len(held)} blocks, without a cap")
        case "抛":
            raise ZeroDivisionError("nobody foresaw this")
        case "停":
            os._exit(1)
        case "崩":
            ctypes.string_at(0)
        case _:
            return False
    return True
