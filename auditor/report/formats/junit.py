"""junit.xml: each document a suite and each rule a case, for servers that run checks and show their outcome."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from auditor.findings import Finding, Outcome, RuleState, Severity, Status
from auditor.model import Book
from auditor.report.judged import Judged
from auditor.report.location import place
from auditor.report.outputs import Files, Output
from auditor.report.plain import plain
from auditor.report.rows import advice_of, level_of, message_of


def files(judged: Judged) -> Files:
    """The one file. A case fails where its rule found what must or should be changed; hints and doubts are its output.

    A file that could not be read is a suite with an error.
    """
    root = Element("testsuites", name="auditor")
    for book in judged.audit.documents:
        _suite(root, book, judged.findings[book.id], judged.audit.rules)
    for problem in judged.audit.unread:
        suite = SubElement(
            root, "testsuite", name=plain(problem.path), tests="1", failures="0", errors="1", skipped="0"
        )
        case = SubElement(suite, "testcase", classname=plain(problem.path), name="读取")
        SubElement(case, "error", message=plain(problem.message))
    yield "junit.xml", b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def _suite(root: Element, book: Book, findings: list[Finding], rules: list[Outcome]) -> None:
    suite = SubElement(root, "testsuite", name=plain(book.id))
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    counts = {"tests": len(rules), "failures": 0, "errors": 0, "skipped": 0}
    for rule in rules:
        case = SubElement(suite, "testcase", classname=plain(book.id), name=plain(f"{rule.id} {rule.title}"))
        if rule.outcome is RuleState.ERROR:
            counts["errors"] += 1
            SubElement(case, "error", message=plain(rule.why or ""))
            continue
        if rule.outcome is RuleState.SKIPPED:
            counts["skipped"] += 1
            SubElement(case, "skipped", message=plain(rule.why or ""))
            continue
        own = by_rule.get(rule.id, [])
        faults = [each for each in own if each.status is Status.VIOLATION and each.severity is not Severity.INFO]
        if faults:
            counts["failures"] += 1
            failed = SubElement(case, "failure", message=f"{len(faults)} 处", type=faults[0].severity.value)
            failed.text = "\n".join(map(_line, faults))
        if rest := [each for each in own if each not in faults]:
            SubElement(case, "system-out").text = "\n".join(map(_line, rest))
    for name, count in counts.items():
        suite.set(name, str(count))


def _line(finding: Finding) -> str:
    return plain(f"{place(finding.source)} {level_of(finding)}：{message_of(finding)}{advice_of(finding)}".strip())


OUTPUTS = (Output("JUnit", files, "junit", usual=False),)
