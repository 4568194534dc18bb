"""The result of an audit: findings, and how each rule ended (contract findings-1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from auditor.grid import Source
from auditor.model import Book
from auditor.ties.check import Tie


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word for people."""
        return _SEVERITIES[self]


_SEVERITIES = {Severity.ERROR: "必须修改", Severity.WARNING: "建议修改", Severity.INFO: "提示"}


class Status(StrEnum):
    """How certain a finding is, or whether it is waived. Only violations count in the verdict."""

    VIOLATION = "violation"
    NEEDS_REVIEW = "needs-review"
    READING_DOUBT = "reading-doubt"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        """The word for people; "" for a violation, which is shown by its severity."""
        return _STATUSES[self]


_STATUSES = {
    Status.VIOLATION: "",
    Status.NEEDS_REVIEW: "需人工核实",
    Status.READING_DOUBT: "疑似识别有误",
    Status.WAIVED: "已豁免",
}


class RuleState(StrEnum):
    """How a rule ended: skipped if it is switched off or the files have no row of its table."""

    RAN = "ran"
    SKIPPED = "skipped"
    ERROR = "error"


PROBLEMS: dict[str, str] = {
    "placeholder": "占位符",
    "template-residue": "模板文字残留",
    "missing-cell": "缺项",
    "malformed-number": "数字格式有误",
    "invalid-operator": "指标性质无效",
    "direction-conflict": "方向相反",
    "qualitative-conflict": "定性定量不符",
    "impossible-percentage": "百分比不可能",
    "unit-conflict": "单位不符",
    "misclassified": "归类有误",
    "duplicate": "指标重复",
    "contradictory-duplicate": "重复且矛盾",
    "compound": "一条多指标",
    "vague": "不可衡量",
    "name-value-conflict": "名称与指标值冲突",
    "implausible-time": "时限不合理",
    "empty-threshold": "目标值无约束",
    "garbled-text": "文字错漏",
    "malformed-code": "项目编码有误",
    "amount-conflict": "金额不符",
    "cost-exceeds-budget": "成本超预算",
    "missing-category": "指标类别缺失",
    "weak-goal": "绩效目标空泛",
    "copied-goal": "绩效目标雷同",
    "boilerplate": "指标套用",
    "table-tie": "表间不符",
    "missing-table": "缺表或空表",
    "publication": "公开规范",
    "custom": "自定义",
}
"""Problem classes of the contract, with the words a report shows."""


FAIL_ON = "error"
"""The grade from which findings make the exit code 1, if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that a rule is based on. ``clause`` is set only where its text was checked."""

    document: str
    number: str = ""
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Waived:
    """Why a finding is waived: the content of the valid waiver, which the report shows beside the finding.

    ``expires`` and ``date`` are ISO dates; ``date`` and ``owner`` are "" if the waiver does not give them. A finding
    that was decided to be a false alarm is waived without end: ``expires`` is "".
    """

    reason: str
    expires: str
    owner: str = ""
    date: str = ""


class Choice(StrEnum):
    """What a reviewer can decide on a finding. The values are the words that people see and files hold."""

    TRUE = "属实"
    FALSE_ALARM = "误报"
    CORRECTED = "已改"
    ASKED = "待部门说明"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on the finding with this fingerprint.

    ``date`` is an ISO date; ``note``, ``by`` and ``date`` are "" where they are not given.
    """

    fingerprint: str
    decision: Choice
    note: str = ""
    by: str = ""
    date: str = ""


@dataclass(slots=True)
class Finding:
    """One fault or low-confidence finding, with everything that a report needs. Fields as in the contract."""

    fingerprint: str
    rule: str
    problem: str
    severity: Severity
    status: Status
    document: str
    project: str | None
    indicator: str | None
    others: list[str]
    source: Source
    raw: str
    message: str
    advice: str | None
    suggestion: dict[str, str] | None
    basis: list[Basis] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    """Fact columns that the rule read (三级指标, 指标性质 …); a report marks their cells."""
    waiver: Waived | None = None
    """Set if and only if ``status`` is waived."""
    new: bool | None = None
    """Whether the finding is not in the baseline; None without a baseline."""
    doubt: str | None = None
    """Why the finding is a doubt of reading where no single cell explains it: its rule flags nearly every row."""
    also: list[str] = field(default_factory=list)
    """Sibling classes under which a reader may file the finding as well; it counts once, under ``problem``."""


@dataclass(slots=True)
class Outcome:
    """How one rule ended. ``findings`` is 0 unless it ran."""

    id: str
    title: str
    severity: Severity
    outcome: RuleState
    why: str | None
    findings: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file or a part of it was not read, for the person who runs the audit."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of the baseline that this run does not make, although its rule ran and its document was audited.

    ``document`` is the id of the document in this run; the other fields are copied from the baseline.
    """

    fingerprint: str
    rule: str
    severity: Severity
    document: str
    message: str
    raw: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that a pack has switched off or changed; ``pack`` and ``reason`` are of the last change."""

    id: str
    title: str
    disabled: bool
    pack: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run was judged by, where that is more or less than the program's own rules. Paths are as shown to people.

    ``project`` is the project file, ``within`` whether it lies in a folder that was audited, and may have come with the
    documents; ``core`` whether the pack core was in force; ``waivers`` and ``decisions`` the files of these names.
    """

    project: str | None = None
    within: bool = False
    core: bool = True
    changes: tuple[RuleChange, ...] = ()
    waivers: str | None = None
    decisions: str | None = None
    fail_on: str = FAIL_ON


@dataclass(slots=True)
class Audit:
    """The result of one run: what was read, what was found, how every rule ended.

    ``unread`` are input files of which nothing could be read; a Book whose ledger has unread entries is
    in ``documents``. ``started`` is ISO 8601 with the zone.

    With a baseline (an earlier findings.json): ``baseline`` says which (its path and date), every finding's
    ``new`` is set, ``gone`` lists what is no longer found. ``notices`` are waivers to look at: unused,
    expired, too broad; ``path`` is the waiver file with its line. ``skipped`` are files of earlier results met
    in folders and archives, which are not documents.
    """

    engine: str
    started: str
    packs: list[str]
    rule_count: int
    rules_sha256: str
    documents: list[Book]
    rules: list[Outcome]
    findings: list[Finding]
    unread: list[Problem] = field(default_factory=list)
    baseline: str | None = None
    gone: list[Gone] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    ties: dict[str, list[Tie]] = field(default_factory=dict)
    """Relations between budget tables as checked, by the id of the document."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """What reviewers have decided, by fingerprint; those of other documents among them."""
