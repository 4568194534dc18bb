"""Write YAML that people go on editing: plain data as tidy text, and one more item in a file with comments.

What is written reads back equal through ``auditor.rulebook.source.read_yaml``.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from auditor.errors import UsageError, reason
from auditor.rulebook.source import read_yaml

WIDTH = 110
"""Characters up to which a list or mapping stays on one line."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~][^\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]*")
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|\s$")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}]|:")
_LIKE_A_NUMBER = re.compile(r"[-+.]?\d[\d.,:_eExX+-]*|(?i:true|false|null|yes|no|on|off|y|n)|-+")


def dump(data: Mapping[str, Any], gap: Sequence[str] = ("rules", "waivers")) -> str:
    """``data`` as a YAML document. Items of the lists named in ``gap`` are set apart by empty lines.

    Known values: mappings with text keys, lists, text, whole numbers, ``Decimal``, true and false, None.
    """
    lines: list[str] = []
    for key, value in data.items():
        if key in gap and isinstance(value, list) and value:
            lines.append(f"{scalar(key)}:")
            for number, item in enumerate(value):
                lines.extend([""] if number else [])
                lines.extend(_item(item, "  "))
        else:
            lines.extend(_pair(key, value, ""))
    return "\n".join(lines) + "\n" if lines else "{}\n"


def scalar(value: Any, flow: bool = False) -> str:
    """One scalar as YAML: without quotes where that reads back as the same text."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not _LIKE_A_NUMBER.fullmatch(text)
    if plain and not (flow and _NOT_IN_FLOW.search(text)):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    # JSON's escapes are YAML's; what YAML does not allow raw, and lone surrogates, are escaped too.
    dumped = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\ufeff\u2028\u2029\ud800-\udfff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", dumped)


def flow(value: Any) -> str:
    """``value`` on one line: [a, b], {键: 值}."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, flow=True)


def _pair(key: str, value: Any, indent: str) -> Iterator[str]:
    head = f"{indent}{scalar(key)}:"
    if not isinstance(value, (Mapping, list)):
        yield f"{head} {scalar(value)}"
    elif not value or _short(value, len(head)):
        yield f"{head} {flow(value)}"
    else:
        yield head
        yield from _block(value, indent + "  ")


def _block(value: Mapping[str, Any] | list[Any], indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _pair(key, item, indent)
    else:
        for item in value:
            yield from _item(item, indent)


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, (Mapping, list)):
        yield f"{indent}- {scalar(item)}"
    elif not item or isinstance(item, list):
        yield f"{indent}- {flow(item)}"
    else:
        lines = list(_block(item, indent + "  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _short(value: Mapping[str, Any] | list[Any], used: int) -> bool:
    items = value.values() if isinstance(value, Mapping) else value
    nested = any(isinstance(item, (Mapping, list)) or (isinstance(item, str) and " | " in item) for item in items)
    return not nested and used + len(flow(value)) <= WIDTH


def append_item(file: str, text: str, key: str, item: Mapping[str, Any]) -> str:
    """``text`` with one more item at the end of its top-level list ``key``; all else stays as it is.

    Raises RuleFileError if ``text`` is not YAML, UsageError if its ``key`` cannot be appended to.
    """
    import yaml

    if not text.strip():
        return dump({key: [dict(item)]}, gap=(key,))
    read_yaml(file, text.encode())  # checks the limits for untrusted files, with errors for people
    lines = text.splitlines()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:  # comments only
        return text.rstrip("\n") + "\n" + dump({key: [dict(item)]}, gap=(key,))
    found = None
    if isinstance(root, yaml.MappingNode) and not root.flow_style:
        found = next((value for name, value in root.value if name.value == key), None)
    else:
        raise UsageError("文件的最外层应是“键: 值”", file)
    if found is None:
        return text.rstrip("\n") + "\n" + dump({key: [dict(item)]}, gap=(key,))
    if not isinstance(found, yaml.SequenceNode) or found.flow_style or not found.value:
        raise UsageError(f"{key} 不是逐条列出的，无法在后面添加", file, f"请改写成 {key}: 下面每条以 “- ” 开头")
    end = min(found.end_mark.line, len(lines))
    while end > 0 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    # Blank lines and comments that end the list may belong to what follows: the new item goes above them.
    added = ["", *_item(dict(item), " " * found.start_mark.column)]
    return "\n".join([*lines[:end], *added, *lines[end:]]).rstrip("\n") + "\n"


def replace(file: Path, content: bytes) -> None:
    """Write ``content`` to ``file`` in one step. Raises UsageError if that cannot be done."""
    try:
        with tempfile.NamedTemporaryFile(dir=file.absolute().parent, prefix=".", suffix=".tmp", delete=False) as stream:
            stream.write(content)
        # The temporary file is private; the result is an ordinary file.
        Path(stream.name).chmod(0o644)
        Path(stream.name).replace(file)
    except OSError as error:
        raise UsageError(f"无法写入（{reason(error)}）", str(file)) from None
