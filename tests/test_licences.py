"""The program is MIT: nothing that it brings along may ask for the GPL or the AGPL."""

from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
LOCKED = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if re.match(r"[\w.-]+==", line)]
HERE = sorted(entry.name for entry in LOCKED if entry.marker is None or entry.marker.evaluate())
"""What is installed on this system; the rest of the lock is for others (colorama on Windows)."""

GPL = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)


def licence_of(name: str) -> str:
    """All that a package's metadata says of its licence, the text of the licence itself left out."""
    said = metadata(name)
    classifiers = [text for text in said.get_all("Classifier") or [] if text.startswith("License ::")]
    free_texts = [text.partition("\n")[0] for text in said.get_all("License") or []]
    return " | ".join([*(said.get_all("License-Expression") or []), *free_texts, *classifiers])


@pytest.mark.parametrize("name", HERE)
def test_no_dependency_is_under_the_gpl(name: str) -> None:
    licence = licence_of(name)
    assert licence, f"{name} names no licence: look it up before depending on it"
    assert not GPL.search(licence)


@pytest.mark.parametrize(
    ("licence", "gpl"),
    [
        ("Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License", True),
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)", False),
        ("LGPL-3.0", False),
        ("MIT", False),
    ],
)
def test_the_pattern_tells_them_apart(licence: str, gpl: bool) -> None:
    assert bool(GPL.search(licence)) is gpl


def test_what_the_bench_compares_with_is_not_locked_for_the_program() -> None:
    bench = (ROOT / "requirements" / "bench.txt").read_text(encoding="utf-8").lower()
    assert "pymupdf==" in bench
    assert "pymupdf" not in LOCK.lower()
