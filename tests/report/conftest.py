"""An audit made by hand: every kind of finding, and a document whose every text is hostile."""

from __future__ import annotations

import re
from decimal import Decimal
from hashlib import md5

import pytest

from auditor.findings import Audit, Basis, Finding, Outcome, Problem, RuleState, Severity, Status
from auditor.grid import Source
from auditor.model import (
    Amount,
    Book,
    Funding,
    Indicator,
    LedgerEntry,
    Project,
    Repair,
    RepairKind,
)
from auditor.table_kinds import TableKind

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(2)>",
    "{{ 7 * 7 }}{% raw %}",
    "</style></script><!--",
    "&lt;b&gt; &amp;",
    "http://example.invalid/<a href='javascript:alert(3)'>",
    "\u202e反转\x00\x07",
)
LONG = "长" * 9_990 + "<script>结"
BASIS = Basis("中央部门项目支出核心绩效目标和指标设置及取值指引（试行）", "财预〔2021〕101号")


def at(line: int) -> Source:
    return Source(file="甲局.txt", line=line)


def money(raw: str, line: int = 1) -> Amount:
    number = None if raw.startswith("#") else Decimal(raw)
    return Amount(raw=raw, number=number, unit="万元", source=at(line))


def indicator(number: int, line: int, cells: str, project: str = "p1") -> Indicator:
    level1, level2, name, operator, value, unit = cells.split("|")
    return Indicator(f"{project}-i{number}", level1, level2, name, operator, value, unit, at(line), raw=cells)


def _fingerprint(key: str) -> str:
    """Readable where it can be. A real one is a hash, in which no character of a document stands."""
    return key if re.fullmatch(r"[\w-]+", key) else md5(key.encode()).hexdigest()


def finding(rule: str, problem: str, severity: Severity, **given: object) -> Finding:
    """A finding with the fields that a test does not care about filled in."""
    line = given.pop("line", 1)
    assert isinstance(line, int)
    fields: dict[str, object] = {
        "fingerprint": _fingerprint(f"{rule}-{line}-{given.get('project')}"),
        "status": Status.VIOLATION,
        "document": "甲局-2026",
        "project": None,
        "indicator": None,
        "others": [],
        "source": at(line),
        "raw": "",
        "message": "问题。",
        "advice": None,
        "suggestion": None,
    }
    return Finding(rule=rule, problem=problem, severity=severity, **(fields | given))  # type: ignore[arg-type]


def book(id_: str, department: str, projects: list[Project], **given: object) -> Book:
    fields: dict[str, object] = {
        "path": f"samples/{id_}.txt",
        "sha256": "0" * 64,
        "format": "text",
        "year": 2026,
        "pages": None,
        "lines": 120,
        "ledger": [LedgerEntry("项目支出绩效表", TableKind.PROJECTS, 12, True, None, at(1))],
    }
    return Book(id=id_, department=department, projects=projects, **(fields | given))  # type: ignore[arg-type]


def _plain() -> tuple[Book, list[Finding]]:
    rows = [indicator(n, 10 + n, f"产出指标|数量指标|指标1：第{n}项工作|≥|{n}|次") for n in range(1, 5)] + [
        indicator(5, 15, "成本指标|经济成本指标|建设成本控制|≥|50|%"),
        indicator(6, 16, "效益指标||社会效益明显|定性|优|"),
        indicator(7, 17, "满意度指标|服务对象满意度指标|服务对象满意度|=|95|%"),
    ]
    first = Project(
        "p1", "11010522T00000415634", "外办外事经费", TableKind.PROJECTS, at(10), indicators=rows,
        funding=[
            Funding(money("173.440000"), money("#####"), None, "推进区域国际化建设。", at(10)),
            Funding(money("600.719000"), money("600.719000"), None, "另一条资金。", at(14)),
        ],
    )  # fmt: skip
    fine = Project(
        "p2", "11010522T00000415635", "机关运转经费", TableKind.PROJECTS, at(20),
        funding=[Funding(money("86.000000"), money("86.000000"), None, "保障机关运转。", at(20))],
        indicators=[indicator(1, 20, "产出指标|数量指标|保障人数|=|12|人", "p2")],
    )  # fmt: skip
    whole = Project(
        "d1", "", "甲局", TableKind.DEPARTMENT, at(30),
        funding=[Funding(money("900.5"), None, None, "履行职责。", at(30))],
        indicators=[indicator(1, 31, "产出指标|质量指标|办件质量|定性|优|", "d1")],
    )  # fmt: skip
    findings = [
        finding(
            "PI-TPL-001", "template-residue", Severity.WARNING, project="p1", indicator=f"p1-i{n}", line=10 + n,
            message=f"三级指标“指标1：第{n}项工作”仍带“指标1：”。", advice="删去“指标1：”。", basis=[BASIS],
        )
        for n in range(1, 5)
    ]  # fmt: skip
    findings += [
        finding(
            "PI-DIR-001", "direction-conflict", Severity.ERROR, project="p1", indicator="p1-i5", line=15,
            message="三级指标“建设成本控制”设为“≥50%”。成本控制类指标数值越小越好，“≥”与考核方向相反。",
            advice="绩效指标性质改为“≤”，或改用“成本节约率”等正向指标。", suggestion={"指标性质": "≤"}, basis=[BASIS],
            columns=["方向", "指标性质"], others=["p1-i1", "p2"],
        ),
        finding(
            "PI-MIS-001", "missing-cell", Severity.ERROR, project="p1", indicator="p1-i6", line=16,
            message="二级指标为空。", columns=["二级指标", "三级指标"],
        ),
        finding(
            "PI-PLA-001", "placeholder", Severity.ERROR, project="p1", line=10,
            message="财政资金一栏为“#####”，无法核对。", columns=["占位符"],
        ),
        finding("BK-PUB-001", "publication", Severity.INFO, message="未注明公开日期。"),
        finding(
            "PI-OPR-001", "invalid-operator", Severity.ERROR, status=Status.READING_DOUBT, project="p1",
            indicator="p1-i7", line=17, message="绩效指标性质印作“-”，疑为“=”。",
            raw="满意度指标 | - | 95",
        ),
        finding("PI-VAG-001", "vague", Severity.WARNING, status=Status.NEEDS_REVIEW, project="d1", indicator="d1-i1"),
        finding("PI-VAG-001", "vague", Severity.WARNING, status=Status.WAIVED, project="p2", line=20),
    ]  # fmt: skip
    repairs = [Repair(RepairKind.OPERATOR_GLYPH, at(17), "-", "=", "指标性质", True)]
    made = book("甲局-2026", "甲局", [first, fine], departments=[whole], repairs=repairs)
    made.ledger.append(LedgerEntry("附图", TableKind.OTHER, 0, False, "图片中没有文字", at(90)))
    return made, findings


def _hostile() -> tuple[Book, list[Finding]]:
    id_ = "<b>\"CON'{{1}}"
    texts = [*HOSTILE, LONG]
    rows = [
        Indicator(f"h-i{n}", text, text, text, text, text, text, Source("x", sheet=text, cell=text), activity=text)
        for n, text in enumerate(texts)
    ]
    projects = [
        Project(
            f"h{n}", text, text, TableKind.PROJECTS, at(n + 1), raw=text, indicators=rows if n == 0 else [],
            funding=[Funding(Amount(text, None, text, at(n + 1)), None, None, text, at(n + 1)) for _ in range(2)],
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    findings = []
    for n, text in enumerate(texts):
        given: dict[str, object] = {
            "document": id_, "message": text, "advice": text, "raw": text, "suggestion": {text: text},
            "basis": [Basis(text, text, text)], "columns": [text, "三级指标"], "line": n + 1,
        }  # fmt: skip
        findings += [
            finding(f"{text[:40]}-1", "vague", Severity.ERROR, project="h0", indicator=f"h-i{n}", **given),
            finding(f"{text[:40]}-2", "vague", Severity.INFO, project=f"h{n}", **given),
            finding("X-3", "vague", Severity.WARNING, status=Status.READING_DOUBT, project="h0", **given),
            finding("X-4", "vague", Severity.WARNING, **given),
            finding("X-5", "vague", Severity.WARNING, status=Status.WAIVED, **given),
        ]
    repairs = [Repair(RepairKind.JOINED_TEXT, at(1), text, text, text) for text in texts]
    ledger = [LedgerEntry(text, text, 1, False, text, Source("x", sheet=text)) for text in texts]
    made = book(id_, HOSTILE[0], projects, path=HOSTILE[1], repairs=repairs, ledger=ledger)
    return made, findings


@pytest.fixture(scope="session")
def audit() -> Audit:
    """甲局 (every kind of finding), a hostile document, 丙局 (nothing found), one unread file."""
    plain, findings = _plain()
    hostile, further = _hostile()
    books = [plain, hostile, book("丙局", "", [])]
    all_findings = findings + further
    outcomes = [
        Outcome(rule, f"规则{rule}", Severity.ERROR, RuleState.RAN, None, sum(f.rule == rule for f in all_findings))
        for rule in dict.fromkeys(f.rule for f in all_findings)
    ] + [
        Outcome("PI-SKP-001", HOSTILE[3], Severity.INFO, RuleState.SKIPPED, HOSTILE[0], 0),
        Outcome("PI-ERR-001", "出错的规则", Severity.ERROR, RuleState.ERROR, "超过 5 秒", 0),
    ]
    return Audit(
        engine="0.1.0", started="2026-03-01T14:05:00+08:00", packs=["core"], rule_count=len(outcomes),
        rules_sha256="a" * 64, documents=books, rules=outcomes, findings=all_findings,
        unread=[Problem(HOSTILE[1], f"文件打不开：{LONG}")],
    )  # fmt: skip
