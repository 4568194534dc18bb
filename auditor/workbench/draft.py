"""Writes a new rule into a pack file and runs its examples; a rule that fails is removed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError, UsageError
from auditor.rulebook import load_packs
from auditor.rulebook.examples import Tried, run_examples
from auditor.rulebook.pack import RULE_ID
from auditor.rulesheet.yamltext import append_item, dump, replace
from auditor.workbench.packschema import FILE, FIRST_LINE, encode

FIRST_ID = "LOCAL-001"


@dataclass(slots=True)
class Draft:
    """The fields of a new rule, as entered. Empty ones are left out of the file."""

    id: str
    name: str
    where: str
    message: str
    over: str = "指标"
    problem: str = "custom"
    severity: str = "warning"
    advice: str = ""
    why: str = ""
    basis: str = "practice"
    flagged: Sequence[str] = ()
    clean: Sequence[str] = ()
    parameters: dict[str, Any] = field(default_factory=dict)

    def entry(self) -> dict[str, Any]:
        """The rule as a YAML mapping of the pack file."""
        entry: dict[str, Any] = {
            "id": self.id, "name": self.name, "problem": self.problem, "severity": self.severity, "over": self.over,
            "where": self.where, "with": self.parameters, "message": self.message, "advice": self.advice,
            "why": self.why, "basis": self.basis,
            "examples": {"flagged": list(self.flagged), "clean": list(self.clean)},
        }  # fmt: skip
        return {key: value for key, value in entry.items() if value}


def next_id(file: str | Path) -> str:
    """The id after the last one of a rule file, or the first of a new file."""
    path = Path(file)
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    ids = re.findall(rf"^\s*-?\s*id:\s*[\"']?({RULE_ID.pattern})", text, re.MULTILINE)
    numbered = [found for found in (re.fullmatch(r"(.*-)(\d+)", id[0]) for id in ids) if found]
    if not numbered:
        return FIRST_ID
    stem, digits = numbered[-1].groups()
    last = max(int(found[2]) for found in numbered if found[1] == stem)
    return f"{stem}{last + 1:0{len(digits)}}"


def write_rule(draft: Draft, file: str | Path) -> list[Tried]:
    """Add ``draft`` to a rule file and return the results of its examples. A missing file is created, with its schema.

    Raises RuleFilesError if the rule is wrong, UsageError (with expected and actual result) if an example fails or
    the file cannot be read; the file then stays as it was.
    """
    path = Path(file)
    try:
        before = path.read_bytes() if path.exists() else None
        text = before.decode("utf-8-sig") if before is not None else None
    except (OSError, UnicodeDecodeError):
        raise UsageError("规则文件打不开，或不是 UTF-8 编码", str(path)) from None
    if text is None:
        head = {"pack": path.stem, "version": "1", "title": f"{path.stem}补充规则"}
        first = FIRST_LINE.format(path=FILE)
        made = f"{first}\n{dump({**head, 'rules': [draft.entry()]})}"
    else:
        made = append_item(str(path), text, "rules", draft.entry())
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    replace(path, made.encode())
    try:
        tried = [case for case in run_examples(load_packs([path])) if case.rule == draft.id]
        if wrong := [case for case in tried if not case.passed]:
            told = "\n  ".join(str(case) for case in wrong)
            raise UsageError(f"示例与条件不符，规则没有写入\n  {told}", str(path), "请改条件或示例后再试")
    except BaseException:
        if before is None:
            path.unlink()
        else:
            replace(path, before)
        raise
    schema = path.absolute().parent / FILE
    if before is None and not schema.exists():
        # The schema only helps editors; the rule is valid without it.
        with suppress(AuditorError):
            replace(schema, encode())
    return tried
