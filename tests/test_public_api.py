"""``import auditor``: a short curated list, cheap to load, documented."""

from __future__ import annotations

import subprocess
import sys

import pytest

import auditor
from tests.conftest import ROOT

HEAVY = ("duckdb", "jieba", "jinja2", "lxml", "pdfplumber", "pydantic", "rapidfuzz", "rich", "yaml")


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    return done.stdout


def test_the_list_is_sorted_and_complete() -> None:
    assert auditor.__all__ == sorted(auditor.__all__)
    assert set(auditor.__all__) <= set(dir(auditor))


@pytest.mark.parametrize("name", auditor.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(auditor, name)
    assert (value.__doc__ or "").strip()


def test_import_loads_nothing_heavy() -> None:
    loaded = python("import auditor, sys; print(*sys.modules)").split()
    assert not set(HEAVY) & set(loaded)


def test_help_loads_nothing_heavy() -> None:
    loaded = python(
        "import contextlib, io, sys\n"
        "from auditor.cli.app import run\n"
        "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])\n"
        "print(*sys.modules)"
    ).split()
    assert not set(HEAVY) & set(loaded)


@pytest.mark.parametrize(
    "first", ["import auditor.pipeline", "from auditor import audit", "import auditor.cli.app", "pass"]
)
def test_audit_is_the_function_whatever_was_imported_first(first: str) -> None:
    assert python(f"{first}\nimport auditor\nprint(auditor.audit.__class__.__name__)").strip() == "function"
