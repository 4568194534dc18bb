"""Read and write waivers.yaml; every mistake is reported with its line and column.

waivers:
- rule: PI-DIR-001
  fingerprint: 3f2a…            # one finding; or project (code or name) and indicator (name)
  reason: 区财政局已书面同意      # required
  owner: 张三
  date: 2026-03-01
  expires: 2026-12-31           # required: the last day it holds
  document: 9c1b…               # sha256 of the file: holds only for exactly this file
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from auditor.errors import RuleFileError, UsageError, reason
from auditor.paths import shown
from auditor.rulebook.ruleset import RuleFilesError
from auditor.rulebook.source import MAX_BYTES, Text, problem, read_yaml
from auditor.rulebook.suggestions import did_you_mean
from auditor.rulesheet.yamltext import append_item, replace

KEYS = ("rule", "fingerprint", "project", "indicator", "reason", "owner", "date", "expires", "document")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of waivers.yaml. ``place`` is file and line, for people; "" is a key that is not given."""

    rule: str
    reason: str
    expires: date
    fingerprint: str = ""
    project: str = ""
    indicator: str = ""
    owner: str = ""
    date: str = ""
    document: str = ""
    place: str = ""

    def entry(self) -> dict[str, str]:
        """As written in the file, in the order of KEYS."""
        texts = {key: str(getattr(self, key)) for key in KEYS}
        return {key: text for key, text in texts.items() if text}


def read_waivers(path: str | Path) -> list[Waiver]:
    """The waivers of a file. Raises UsageError if it cannot be opened, RuleFilesError with all its errors."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"豁免清单打不开（{reason(error)}）", str(path)) from None
    text = read_yaml(shown(path), content)
    if text.data is None:
        return []
    if not isinstance(text.data, dict) or not isinstance(text.data.get("waivers") or [], list):
        raise problem("豁免清单应写作 waivers: 下面逐条列出", text.place(()))
    errors = [
        problem(f"不认识的键“{key}”", text.place((key,), key=True), did_you_mean(key, ("waivers",), "键"))
        for key in text.data
        if key != "waivers"
    ]
    waivers = []
    for number, entry in enumerate(text.data.get("waivers") or []):
        faults = list(_faults(text, number, entry))
        errors += faults
        if not faults:
            waivers.append(_waiver(text, number, entry))
    if errors:
        raise RuleFilesError(errors)
    return waivers


def _faults(text: Text, number: int, entry: Any) -> Iterable[RuleFileError]:
    where = f"第{number + 1}条豁免"
    if not isinstance(entry, dict):
        yield problem(f"{where}应写作“键: 值”", text.place(("waivers", number)))
        return
    for key, value in entry.items():
        place = text.place(("waivers", number, key), key=True)
        if key not in KEYS:
            yield problem(f"{where}：不认识的键“{key}”", place, did_you_mean(key, KEYS, "键"))
        elif isinstance(value, (dict, list, bool)):
            yield problem(f"{where}的 {key} 应为文字", place)
        elif key in {"date", "expires"} and _day(str(value)) is None:
            yield problem(f"{where}的 {key} 应为日期，不能是“{value}”", place, "写作 2026-12-31")
        elif key == "document" and not _HASH.fullmatch(str(value)):
            yield problem(f"{where}的 document 应为文件的 SHA-256（64 位十六进制）", place, "见 findings.json")
    place = text.place(("waivers", number))
    for key, why in (("rule", "规则编号"), ("reason", "理由"), ("expires", "到期日")):
        if not str(entry.get(key) or "").strip():
            yield problem(f"{where}缺少 {key}（{why}）", place)
    if not any(entry.get(key) for key in ("fingerprint", "project", "indicator")):
        yield problem(f"{where}没有写明豁免哪一条", place, "写 fingerprint，或 project 和 indicator")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _waiver(text: Text, number: int, entry: dict[str, Any]) -> Waiver:
    texts = {key: "" if entry.get(key) is None else str(entry[key]).strip() for key in KEYS}
    expires = date.fromisoformat(texts.pop("expires"))
    return Waiver(expires=expires, place=str(text.place(("waivers", number))), **texts)


def add(path: str | Path, waivers: Iterable[Waiver]) -> None:
    """Append ``waivers`` to a file in one step; its comments stay. The file is created if it is missing."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    except (OSError, UnicodeDecodeError):
        raise UsageError("豁免清单打不开，或不是 UTF-8 编码", str(path)) from None
    for waiver in waivers:
        text = append_item(str(path), text, "waivers", waiver.entry())
    replace(file, text.encode())
