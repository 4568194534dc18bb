"""Comparing an audit with an earlier one: what is new, and what has gone, by fingerprints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import UsageError, reason
from auditor.findings import Audit, Gone, RuleState, Severity

MAX_BYTES = 500_000_000
SCHEMA = "auditor/findings-"


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier findings.json: its documents by id as (department, year), and its findings as JSON values."""

    path: str
    started: str
    documents: dict[str, tuple[str, int | None]]
    findings: list[dict[str, Any]]
    sha256: dict[str, str]
    """Of the documents by id."""
    rows: dict[str, dict[str, str]]
    """Names of projects ("编码", "名称") and indicators ("名称") by id."""


def read_baseline(path: str | Path) -> Baseline:
    """An earlier result, its file or the folder that holds it. Raises UsageError for anything else."""
    file = Path(path)
    if file.is_dir():
        file = file / "findings.json"
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError("文件过大", str(file))
        data = json.loads(file.read_bytes())
        if not str(data["schema"]).startswith(SCHEMA):
            raise KeyError("schema")
        return Baseline(
            str(file),
            str(data["run"]["started"]),
            {str(entry["id"]): (str(entry["department"]), entry["year"]) for entry in data["documents"]},
            [dict(entry) for entry in data["findings"]],
            {str(entry["id"]): str(entry["sha256"]) for entry in data["documents"]},
            _rows(data),
        )
    except OSError as error:
        raise UsageError(f"打不开（{reason(error)}）", str(file), "应是以前审核写出的 findings.json") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError("不是审核结果", str(file), "应是以前审核写出的 findings.json") from None


def _rows(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for entry in data["documents"]:
        for group in ("projects", "department_goals", "transfers"):
            for project in entry.get(group, ()):
                rows[project["id"]] = {"编码": project["code"], "名称": project["name"]}
                rows.update((indicator["id"], {"名称": indicator["name"]}) for indicator in project["indicators"])
    return rows


def compare(audit: Audit, baseline: Baseline) -> None:
    """Set ``new`` of every finding and ``gone`` of the audit.

    A finding counts as gone only where the present run could have made it: its rule ran, and its document
    (by department and year, or by id where the department is unknown) was audited.
    """
    known = {str(entry["fingerprint"]) for entry in baseline.findings}
    for finding in audit.findings:
        finding.new = finding.fingerprint not in known
    found = {finding.fingerprint for finding in audit.findings}
    ran = {outcome.id for outcome in audit.rules if outcome.outcome is not RuleState.ERROR}
    present = {_key(book.id, book.department, book.year): book.id for book in audit.documents}
    audit.baseline = f"{baseline.path}（{baseline.started[:10]}）"
    audit.gone = []
    for entry in baseline.findings:
        document = present.get(_key(entry["document"], *baseline.documents.get(entry["document"], ("", None))))
        if document is not None and entry["rule"] in ran and entry["fingerprint"] not in found:
            audit.gone.append(
                Gone(
                    entry["fingerprint"], entry["rule"], Severity(entry["severity"]), document,
                    entry["message"], entry["raw"],
                )
            )  # fmt: skip


def _key(id: str, department: str, year: int | None) -> tuple[str, int | None]:
    return (department or id, year)
