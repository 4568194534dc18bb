"""Audits of the made PDFs, done once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import auditor
from auditor.evidence.gather import LIMITS, Evidence, Limits, gather
from auditor.evidence.original import Originals
from auditor.evidence.wanted import wanted
from auditor.findings import Audit, Finding
from auditor.model import Book

PDFS = ["chaoyang-calc", "chaoyang-chromium", "chaoyang-chromium-dashed", "chaoyang-reportlab", "chaoyang-writer"]


@pytest.fixture(scope="session")
def printed(samples: Path) -> Audit:
    """The chaoyang table from five producers, audited by the core rules."""
    return auditor.audit([samples / "made" / f"{name}.pdf" for name in PDFS])


def of(audit: Audit, document: str) -> list[Finding]:
    return [finding for finding in audit.findings if finding.document == document]


def drawn(
    document: Book,
    findings: Iterable[Finding],
    originals: Originals,
    password: str | None = None,
    limits: Limits = LIMITS,
) -> Evidence:
    """The pictures of a document, drawn in this process."""
    request = wanted(document, findings, password, limits)
    return gather(request, originals) if request else Evidence()
