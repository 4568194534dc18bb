"""findings.json: the public, versioned shape of an audit's result (schema: reports/findings-1.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from auditor.findings import Audit, Finding, Status
from auditor.grid import Source
from auditor.model import Amount, Book, Funding, Indicator, Project
from auditor.results import JSON, SCHEMA
from auditor.ties.check import Tie


def data(audit: Audit, files: Iterable[str], sums: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The whole result as JSON values; ``files`` are the names of all files written with it, ``sums`` the SHA-256 of
    those that people edit.

    Decimals are strings in the precision they were printed with.
    """
    return {
        "schema": SCHEMA,
        "run": {
            "engine": audit.engine,
            "started": audit.started,
            "rules": {"packs": list(audit.packs), "count": audit.rule_count, "sha256": audit.rules_sha256},
            "files": list(files),
            "sums": dict(sums or {}),
            "skipped": list(audit.skipped),
            **_terms(audit),
        },
        "unread": [{"path": problem.path, "message": problem.message} for problem in audit.unread],
        "documents": [document(book) for book in audit.documents],
        "rules": [
            {
                "id": outcome.id,
                "title": outcome.title,
                "severity": outcome.severity.value,
                "outcome": outcome.outcome.value,
                "why": outcome.why,
                "findings": outcome.findings,
            }
            for outcome in audit.rules
        ],
        "findings": [{**_finding(finding), **_decision(audit, finding)} for finding in audit.findings],
        "ties": [_tie(document, tie) for document, ties in audit.ties.items() for tie in ties],
        "baseline": audit.baseline,
        "gone": [asdict(finding) for finding in audit.gone],
        "notices": [{"path": notice.path, "message": notice.message} for notice in audit.notices],
    }


def _terms(audit: Audit) -> dict[str, Any]:
    terms = audit.terms
    return {
        "project": terms.project,
        "project_within": terms.within,
        "core": terms.core,
        "disabled": [change.id for change in terms.changes if change.disabled],
        "overridden": [change.id for change in terms.changes if not change.disabled],
        "waivers": terms.waivers,
        "decisions": terms.decisions,
        "waived": sum(finding.status is Status.WAIVED for finding in audit.findings),
        "fail_on": terms.fail_on,
    }


def encode(audit: Audit, files: Iterable[str] = (JSON,), sums: Mapping[str, str] | None = None) -> bytes:
    """The bytes of findings.json: UTF-8, one line per entry of a list, so that files can be compared and searched."""
    parts = []
    for key, value in data(audit, files, sums).items():
        text = "[\n" + ",\n".join(map(_dumps, value)) + "\n]" if isinstance(value, list) and value else _dumps(value)
        parts.append(f"{_dumps(key)}: {text}")
    # A file name that is not valid UTF-8 reaches Python with lone surrogates. UTF-8 cannot encode them, but their
    # backslash form is valid JSON.
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document(book: Book) -> dict[str, Any]:
    """One entry of ``documents``: what was read from a file, as JSON values."""
    return {
        "id": book.id,
        "path": book.path,
        "sha256": book.sha256,
        "department": book.department,
        "superior": book.superior,
        "year": book.year,
        "ledger": {
            "pages": book.pages,
            "lines": book.lines,
            "tables": [
                {"title": entry.title, "kind": entry.kind, "rows": entry.rows, "read": entry.read, "why": entry.why}
                for entry in book.ledger
            ],
            "projects": len(book.projects),
            "indicators": sum(len(project.indicators) for project in book.projects),
            "repairs": len(book.repairs),
        },
        "repairs": [
            {
                "kind": repair.kind.value,
                "source": _source(repair.source),
                "raw": repair.raw,
                "read_as": repair.read_as,
                "field": repair.field,
                "doubtful": repair.doubtful,
            }
            for repair in book.repairs
        ],
        **{shelf.key: [_project(goal) for goal in goals] for shelf, goals in book.shelved()},
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "code": project.code,
        "name": project.name,
        "total": _amount(project.total),
        "fiscal": _amount(project.fiscal),
        "other": _amount(project.other),
        "goal": project.goal,
        "source": _source(project.source),
        "funding": [_funding(line) for line in project.funding],
        "indicators": [_indicator(indicator) for indicator in project.indicators],
    }


def _funding(line: Funding) -> dict[str, Any]:
    return {
        "total": _amount(line.total),
        "fiscal": _amount(line.fiscal),
        "other": _amount(line.other),
        "goal": line.goal,
        "source": _source(line.source),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "operator": indicator.operator,
        "value": indicator.value,
        "number": _number(indicator.number),
        "unit": indicator.unit,
        "source": _source(indicator.source),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "problem": finding.problem,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "document": finding.document,
        "project": finding.project,
        "indicator": finding.indicator,
        "others": list(finding.others),
        "source": _source(finding.source),
        "raw": finding.raw,
        "message": finding.message,
        "advice": finding.advice,
        "suggestion": finding.suggestion,
        "basis": [
            {"document": basis.document, "number": basis.number, "clause": basis.clause} for basis in finding.basis
        ],
        "waiver": None if finding.waiver is None else asdict(finding.waiver),
        "new": finding.new,
        "doubt": finding.doubt,
        "also": list(finding.also),
    }


def _decision(audit: Audit, finding: Finding) -> dict[str, Any]:
    """The key that a finding has only where a reviewer has decided."""
    made = audit.decisions.get(finding.fingerprint)
    if made is None:
        return {}
    return {"decision": {"decision": made.decision.value, "note": made.note, "by": made.by, "date": made.date}}


def _tie(document: str, tie: Tie) -> dict[str, Any]:
    return {
        "document": document,
        "rule": tie.relation,
        "name": tie.name,
        "tables": list(tie.tables),
        "state": tie.state.name.lower(),
        "left": tie.left,
        "right": tie.right,
        "difference": tie.difference,
        "cause": tie.cause,
        "why": tie.why,
        "root": tie.root,
        "count": tie.count,
        "doubtful": tie.doubtful,
        "source": None if tie.source is None else _source(tie.source),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "file": source.file,
        "page": source.page,
        "bbox": None if source.bbox is None else [round(edge, 2) for edge in source.bbox],
        "sheet": source.sheet,
        "cell": source.cell,
        "line": source.line,
    }


def _amount(amount: Amount | None) -> str | None:
    return None if amount is None else _number(amount.number)


def _number(number: Decimal | None) -> str | None:
    # str() may write an exponent (1E+3), which no form prints.
    return None if number is None else format(number, "f")
