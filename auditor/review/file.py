"""Read and write files of decisions: what a page saves, what ``auditor review import`` merges, what an audit reads.

{"format": "auditor-decisions-1",
 "decisions": [{"fingerprint": "3f2a…", "decision": "属实", "note": "", "by": "张三", "date": "2026-03-01"}],
 "conflicts": […]}

Entries are sorted by fingerprint. ``conflicts``, of the same shape, is there only if reviewers disagree: each of their
opinions is kept in it, and none counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from auditor.errors import UsageError, reason
from auditor.findings import Choice, Decision
from auditor.paths import shown

FORMAT = "auditor-decisions-1"
MAX_BYTES = 50_000_000
"""A larger file is refused before it fills the memory: 100,000 decisions with notes take about 20 MB."""
MAX_ENTRIES = 200_000
"""More decisions than any province has findings a year; a file of more was not made by reviewers."""
LONGEST = {"fingerprint": 200, "note": 2000, "by": 100, "date": 10}
"""Most characters of each text. A fingerprint has 32, a note is a few sentences."""
_ADVICE = "应是审核页面保存的 decisions.json，或 auditor review import 写出的文件"


@dataclass(frozen=True, slots=True)
class Decisions:
    """``settled`` by fingerprint; ``disputed`` are the opinions on findings that reviewers judge differently."""

    settled: Mapping[str, Decision] = field(default_factory=dict)
    disputed: tuple[Decision, ...] = ()


def read_decisions(path: str | Path) -> Decisions:
    """The decisions of a file. Raises UsageError, with the number of the entry, for anything that is wrong in it."""
    where = shown(path)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"处理意见文件打不开（{reason(error)}）", where) from None
    return decode(content, where)


def decode(content: bytes, where: str) -> Decisions:
    """The decisions that these bytes of a file hold; ``where`` names it in errors. Raises UsageError."""
    if len(content) > MAX_BYTES:
        raise UsageError(f"处理意见文件过大，超过 {MAX_BYTES // 1_000_000} MB", where, _ADVICE)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UsageError("不是处理意见文件", where, _ADVICE) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UsageError("不是处理意见文件", where, _ADVICE)
    settled: dict[str, Decision] = {}
    for number, decision in enumerate(_entries(data, "decisions", where), 1):
        if settled.setdefault(decision.fingerprint, decision) != decision:
            raise UsageError(f"第 {number} 条与前面的一条是同一问题，意见不同", where)
    disputed = tuple(sorted(_entries(data, "conflicts", where), key=_order))
    return Decisions(dict(sorted(settled.items())), disputed)


def _entries(data: dict[str, Any], key: str, where: str) -> Iterable[Decision]:
    entries = data.get(key, [])
    if not isinstance(entries, list):
        raise UsageError(f"{key} 应是逐条的清单", where, _ADVICE)
    if len(entries) > MAX_ENTRIES:
        raise UsageError(f"{key} 超过 {MAX_ENTRIES} 条", where, _ADVICE)
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise UsageError(f"{key} 第 {number} 条写法不对", where, _ADVICE)
        try:
            yield decision_of(entry)
        except ValueError as error:
            raise UsageError(f"{key} 第 {number} 条：{error}", where, _ADVICE) from None


def decision_of(entry: Mapping[str, object]) -> Decision:
    """The decision that ``entry`` writes down; further keys are ignored. Raises ValueError with a Chinese message."""
    texts: dict[str, str] = {}
    for key, longest in LONGEST.items():
        value = entry.get(key, "")
        if not isinstance(value, str):
            raise ValueError(f"{key} 应为文字")
        if len(value) > longest:
            raise ValueError(f"{key} 超过 {longest} 字")
        texts[key] = value.strip()
    if not texts["fingerprint"]:
        raise ValueError("没有写明是哪一条问题（fingerprint）")
    if texts["date"] and not _is_day(texts["date"]):
        raise ValueError(f"日期应写作 2026-12-31，不能是“{texts['date']}”")
    chosen = entry.get("decision")
    if chosen not in list(Choice):
        raise ValueError(f"处理意见应是{'、'.join(Choice)}之一，不能是“{str(chosen)[:20]}”")
    return Decision(decision=Choice(str(chosen)), **texts)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def encode(decisions: Decisions) -> bytes:
    """The bytes of the file, one line a decision: the same decisions give the same bytes."""
    lists = [("decisions", [decisions.settled[key] for key in sorted(decisions.settled)])]
    if decisions.disputed:
        lists.append(("conflicts", sorted(decisions.disputed, key=_order)))
    parts = [f'"format": {_dumps(FORMAT)}']
    parts += [f"{_dumps(key)}: [{_lines(entries)}]" for key, entries in lists]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def _lines(entries: Iterable[Decision]) -> str:
    text = ",\n".join(_dumps(asdict(entry)) for entry in entries)
    return f"\n{text}\n" if text else ""


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _order(decision: Decision) -> tuple[str, ...]:
    return (decision.fingerprint, decision.by, decision.date, decision.decision, decision.note)


def write_decisions(path: str | Path, decisions: Decisions) -> None:
    """Write a file of decisions in one step. Raises UsageError if it cannot be written."""
    from auditor.rulesheet.yamltext import replace

    replace(Path(path), encode(decisions))
