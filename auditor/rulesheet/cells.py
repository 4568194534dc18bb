"""How a pack's values are written into cells and read back: ``decode(kind, encode(kind, v)) == v``.

A value that no friendly form can show without loss is written as YAML after ``yaml:``, so every value has a cell.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from auditor.errors import RuleFileError, UsageError
from auditor.rulebook.source import read_yaml
from auditor.rulesheet.yamltext import flow

Kind: TypeAlias = Literal["text", "lines", "pairs", "yes", "basis", "value"]
"""text: as it is; lines: one item a line; pairs: “键：值” a line; yes: 是 or 否; basis: “文件 | 文号 | 条款” a line;
value: a number, a text or [a, list] as YAML writes it."""

MAX_TEXT = 32_000
"""Below the 32,767 characters that Excel holds in a cell."""

_ESCAPE = "yaml:"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_BASIS = ("document", "number", "clause")
_YES = {"是": True, "否": False, "TRUE": True, "FALSE": False}


def encode(kind: Kind, value: Any) -> str:
    """The cell of ``value``. Raises UsageError if it is too long for a cell."""
    text = _friendly(kind, value)
    if text is None or not _survives(text) or not _same(_plain(kind, text), value):
        text = f"{_ESCAPE} {flow(value)}"
    if len(text) > MAX_TEXT:
        raise UsageError(f"内容过长（{len(text)} 字），放不进 Excel 的一个单元格", advice="请拆短后再导出")
    return text


def decode(kind: Kind, text: str) -> Any:
    """The value of a cell. Raises ValueError (Chinese) if it cannot be read."""
    text = text.strip()
    if text.startswith(_ESCAPE):
        return _yaml(text.removeprefix(_ESCAPE).strip())
    return _plain(kind, text)


def _yaml(text: str) -> Any:
    try:
        return read_yaml("", f"- {text}".encode()).data[0]
    except RuleFileError as error:
        raise ValueError(error.what) from None


def _friendly(kind: Kind, value: Any) -> str | None:
    match kind, value:
        case "text", str():
            return value
        case "yes", bool():
            return "是" if value else "否"
        case "lines", list() if all(isinstance(item, str) for item in value):
            return "\n".join(value)
        case "pairs", dict() if all(isinstance(item, str) for item in value.values()):
            return "\n".join(f"{key}：{item}" for key, item in value.items())
        case "basis", str():
            return value
        case "basis", list() if all(
            isinstance(item, dict) and list(item) == list(_BASIS)[: len(item)] for item in value
        ):
            return "\n".join(" | ".join(str(item[key]) for key in item) for item in value)
        case "value", _:
            return flow(value)
    return None


def _plain(kind: Kind, text: str) -> Any:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    match kind:
        case "text":
            return text
        case "yes":
            if text.upper() not in _YES:
                raise ValueError(f"应填“是”或“否”，不能是“{text}”")
            return _YES[text.upper()]
        case "lines":
            return lines
        case "pairs":
            pairs = [re.split("[：:]", line, maxsplit=1) for line in lines]
            if wrong := [pair for pair in pairs if len(pair) != 2]:
                raise ValueError(f"应写作“键：值”，每行一项，不能是“{wrong[0][0]}”")
            return {key.strip(): value.strip() for key, value in pairs}
        case "basis":
            if len(lines) == 1 and "|" not in text and text.isascii():
                return text
            return [
                dict(zip(_BASIS, (part.strip() for part in line.split("|", maxsplit=2)), strict=False))
                for line in lines
            ]
        case "value":
            return _yaml(text)


def _survives(text: str) -> bool:
    """Whether a spreadsheet gives ``text`` back as it is."""
    return bool(text) and text == text.strip() and not text.startswith(_ESCAPE) and not _CONTROL.search(text)


def _same(one: Any, other: Any) -> bool:
    """Equal in type too: true is not 1, 80 is not 80.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return str(one) == str(other)
    return type(one) is type(other) and bool(one == other)
