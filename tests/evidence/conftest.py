"""Audits of the made PDFs, done once."""

from __future__ import annotations

from pathlib import Path

import pytest

import auditor
from auditor.findings import Audit, Finding

PDFS = ["chaoyang-calc", "chaoyang-chromium", "chaoyang-chromium-dashed", "chaoyang-reportlab", "chaoyang-writer"]


@pytest.fixture(scope="session")
def printed(samples: Path) -> Audit:
    """The chaoyang table from five producers, audited by the core rules."""
    return auditor.audit([samples / "made" / f"{name}.pdf" for name in PDFS])


def of(audit: Audit, document: str) -> list[Finding]:
    return [finding for finding in audit.findings if finding.document == document]
