"""findings.sarif: the findings in the exchange format of static analysis, SARIF 2.1.0 (OASIS), for code platforms."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from auditor.findings import Audit, Finding, Outcome, RuleState, Severity, Status
from auditor.model import Book, Project
from auditor.report.judged import Judged
from auditor.report.location import place
from auditor.report.outputs import Files, Output
from auditor.report.plain import plain
from auditor.report.rows import advice_of, message_of

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def files(judged: Judged) -> Files:
    """The one file, with one run."""
    audit = judged.audit
    places = {rule.id: number for number, rule in enumerate(audit.rules)}
    projects = {goal.id: goal for book in audit.documents for goal in book.goals()}
    books = {book.id: book for book in audit.documents}
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": plain(audit.engine),
                "rules": [_rule(rule) for rule in audit.rules],
            }
        },
        "artifacts": [
            {"location": _location(book.path), "hashes": {"sha-256": book.sha256}} for book in audit.documents
        ],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audit)],
        "results": [_result(judged, each, books, projects, places) for each in audit.findings],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield "findings.sarif", (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _rule(rule: Outcome) -> dict[str, Any]:
    return {
        "id": plain(rule.id),
        "shortDescription": {"text": plain(rule.title) or plain(rule.id)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.outcome is not RuleState.SKIPPED},
    }


def _invocation(audit: Audit) -> dict[str, Any]:
    """Whether everything was read and judged, and what was not."""
    failed = [rule for rule in audit.rules if rule.outcome is RuleState.ERROR]
    said = [(problem.message, problem.path) for problem in audit.unread]
    said += [
        (f"{entry.title or entry.kind}：{entry.why or '未能读取'}", book.path)
        for book in audit.documents
        for entry in book.ledger
        if not entry.read
    ]
    notes = [
        {
            "level": "error",
            "message": {"text": plain(text)},
            "locations": [{"physicalLocation": {"artifactLocation": _location(path)}}],
        }
        for text, path in said
    ]
    notes += [{"level": "error", "message": {"text": plain(f"{rule.id}：{rule.why or ''}")}} for rule in failed]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _result(
    judged: Judged, finding: Finding, books: dict[str, Book], projects: dict[str, Project], places: dict[str, int]
) -> dict[str, Any]:
    path = books[finding.document].path if finding.document in books else finding.source.file
    physical: dict[str, Any] = {"artifactLocation": _location(path)}
    if finding.source.line is not None and finding.source.line >= 1:
        physical["region"] = {"startLine": finding.source.line, "snippet": {"text": plain(finding.raw)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if (project := projects.get(finding.project or "")) is not None and project.name:
        location["logicalLocations"] = [{"name": plain(project.name), "kind": "project"}]
    doubt = finding.status in (Status.NEEDS_REVIEW, Status.READING_DOUBT)
    made: dict[str, Any] = {
        "ruleId": plain(finding.rule),
        # A kind other than "fail" must have the level "none".
        "kind": "review" if doubt else "fail",
        "level": "none" if doubt else _LEVELS[finding.severity],
        "message": {"text": plain(message_of(finding) + advice_of(finding)) or plain(finding.rule)},
        "locations": [location],
        "partialFingerprints": {"auditor/v1": plain(finding.fingerprint)},
        "properties": {"place": plain(place(finding.source)), "problem": plain(finding.problem)},
    }
    if finding.rule in places:
        made["ruleIndex"] = places[finding.rule]
    if finding.new is not None:
        made["baselineState"] = "new" if finding.new else "unchanged"
    if finding.status is Status.WAIVED:
        why = finding.waiver.reason if finding.waiver else ""
        made["suppressions"] = [{"kind": "external", **({"justification": plain(why)} if why else {})}]
    if decision := judged.audit.decisions.get(finding.fingerprint):
        made["properties"]["decision"] = decision.decision.value
    return made


def _location(path: str) -> dict[str, str]:
    return {"uri": quote(plain(path.replace("\\", "/")))}


OUTPUTS = (Output("SARIF", files, "sarif", usual=False),)
