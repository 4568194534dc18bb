"""Read the YAML of a rule file with line and column of every key and value, within limits: the file is untrusted.

Only plain data is understood: mappings, lists and scalars. Tags, anchors, aliases, merge keys, several
documents in a file and repeated keys are refused. Numbers with a point become ``Decimal``; YAML 1.1's
surprises (``no`` as false, ``1:30`` as ninety) do not apply: whatever is not clearly a number, true,
false or null is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from auditor.errors import RuleFileError

Value: TypeAlias = "dict[str, Any] | list[Any] | str | int | Decimal | bool | None"
Path: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MAX_NODES = 200_000
MAX_SHOWN = 100
"""Most characters of a line that an error shows."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Location:
    """Where a key or value stands; ``line`` and ``column`` are 1-based, ``shown`` is that line's text."""

    file: str
    line: int
    column: int
    shown: str = field(default="", repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行第{self.column}列"

    @property
    def excerpt(self) -> str:
        """The line with a caret below the column; "" where the line is not known."""
        if not self.shown.strip():
            return ""
        start = max(0, self.column - 1 - MAX_SHOWN // 2)
        part = self.shown[start : start + MAX_SHOWN].replace("\t", " ")
        # A full-width blank below each full-width sign keeps the caret under its column.
        before = "".join("\u3000" if _wide(sign) else " " for sign in part[: self.column - 1 - start])
        return f"    {part}\n    {before}^"


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"


Mark: TypeAlias = tuple[int, int, int, int]
"""Line and column (0-based), and where the node begins and ends in the text."""


@dataclass(slots=True)
class Text:
    """One YAML file as data. ``keys`` and ``values`` map each path to the position of its key and value."""

    file: str
    data: Any
    raw: str = ""
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list, repr=False)

    def place(self, path: Path, key: bool = False) -> Location:
        """The location of ``path``, or of the nearest path around it that has one."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            found = first.get(path) or second.get(path)
            if found:
                return self._place(found)
            path = path[:-1]
        return self._place(self.values.get((), (0, 0, 0, 0)))

    def within(self, path: Path, offset: int) -> Location:
        """The location of character ``offset`` of the text at ``path``, with any quotes and line breaks."""
        mark = self.values.get(path)
        value: Any = self.data
        for step in path:
            value = value[step]
        if mark is None or not isinstance(value, str):
            return self.place(path)
        at = mark[2]
        if self.raw[at : at + 1] in ("|", ">"):
            at = self.raw.find("\n", at)
        # The raw text contains the value's characters in order, with indents, quotes and escapes between them.
        for number, sign in enumerate(value):
            if number == offset:
                break
            if not sign.isspace():
                at = self.raw.find(sign, at, mark[3]) + 1
                if at == 0:
                    return self.place(path)
        while at < mark[3] - 1 and (self.raw[at].isspace() or (offset == 0 and self.raw[at] in "'\"")):
            at += 1
        line = self.raw.count("\n", 0, at)
        return self._place((line, at - (self.raw.rfind("\n", 0, at) + 1), at, at))

    def _place(self, mark: Mark) -> Location:
        line, column, _, _ = mark
        if not self._lines:
            self._lines = self.raw.split("\n")
        shown = self._lines[line].rstrip() if line < len(self._lines) else ""
        return Location(self.file, line + 1, column + 1, shown)


def problem(what: str, place: Location, advice: str = "") -> RuleFileError:
    """A rule file's error at ``place``."""
    return RuleFileError(what, str(place), advice, place.line, place.column, place.excerpt)


def read_yaml(file: str, content: bytes) -> Text:
    """Read one YAML document.

    Raises RuleFileError with file, line and column: not UTF-8, too large, too deep, bad YAML, a
    repeated key, or a construct that rule files do not use.
    """
    start = Location(file, 1, 1)
    if len(content) > MAX_BYTES:
        raise problem(f"文件过大（{len(content)} 字节，上限 {MAX_BYTES} 字节）", start, "请拆成几个文件")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise problem("不是UTF-8编码", Location(file, line, 1), "请在编辑器中另存为UTF-8") from None
    result = Text(file, None, text)
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        _Builder(result, events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = result._place((mark.line, mark.column, 0, 0)) if mark else start
        raise problem(f"YAML写法有误：{_explain(error.problem or '')}", place, _SYNTAX_ADVICE) from None
    except yaml.YAMLError:
        raise problem("YAML中有不允许的字符（如控制字符）", start) from None
    return result


_SYNTAX_ADVICE = "请检查缩进（只用空格，同级对齐）、冒号后的空格和成对的引号"
_EXPLANATIONS = (
    ("tab character", "缩进用了制表符，请改为空格"),
    ("mapping values are not allowed", "此处不应有冒号，或缩进不对"),
    ("did not find expected key", "缩进没有对齐，或上一行的引号、括号没有成对"),
    ("could not find expected ':'", "缺少冒号，或冒号后没有空格"),
    ("did not find expected '-'", "列表项没有对齐"),
    ("cannot start any token", "不能以这个字符开头（制表符请改为空格；@、`、% 开头的文字请加引号）"),
    ("unexpected end of stream", "引号没有成对"),
    ("did not find expected", "括号、引号或缩进不成对"),
)


def _explain(message: str) -> str:
    return next((zh for en, zh in _EXPLANATIONS if en in message), "此处不合 YAML 的写法")


class _Builder:
    """Builds data from parser events in one pass, watching bounds as it goes."""

    def __init__(self, result: Text, events: Iterator[Any]) -> None:
        self._result = result
        self._events = events
        self._nodes = 0

    def document(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            return
        self._result.data = self._value(next(self._events), ())
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise problem("一个文件只能有一份内容（不能用 --- 分隔几份）", self._place(event))

    def _value(self, event: Any, path: Path) -> Any:
        self._result.values[path] = _mark(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise problem(f"内容过多（上限 {MAX_NODES} 项）", self._place(event), "请拆成几个文件")
        if len(path) > MAX_DEPTH:
            raise problem(f"嵌套过深（上限 {MAX_DEPTH} 层）", self._place(event))
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor:
            raise problem("规则文件不使用锚点和别名（& 和 *）", self._place(event), "以这些字符开头的文字请加引号")
        if event.tag not in _PLAIN_TAGS:
            raise problem(f"规则文件不使用类型标记（{event.tag}）", self._place(event), "以 ! 开头的文字请加引号")
        if kind is yaml.ScalarEvent:
            return _scalar(event.value) if event.implicit[0] and not event.style else event.value
        if kind is yaml.SequenceStartEvent:
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise problem("键必须是文字", self._place(event))
            key = event.value
            inner = (*path, key)
            if key == "<<":
                raise problem("规则文件不使用合并键（<<）", self._place(event))
            if key in items:
                first = self._result.keys[inner][0] + 1
                raise problem(f"键“{key}”重复，前一处在第{first}行", self._place(event))
            self._result.keys[inner] = _mark(event)
            items[key] = self._value(next(self._events), inner)
        return items

    def _place(self, event: Any) -> Location:
        return self._result._place(_mark(event))


_PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str")


def _mark(event: Any) -> Mark:
    start = event.start_mark
    return start.line, start.column, start.index, event.end_mark.index


def _scalar(text: str) -> str | int | Decimal | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
