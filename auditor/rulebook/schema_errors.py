"""pydantic's errors as Chinese sentences, each with its path in the file and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auditor.errors import RuleFileError
from auditor.rulebook.source import Path, Text, problem
from auditor.rulebook.suggestions import did_you_mean

_EXPECTED = {
    "string_type": "文字（以符号或数字开头的请加引号）", "bool_type": "true 或 false", "list_type": "列表",
    "dict_type": "“键: 值”", "model_type": "“键: 值”", "int_type": "整数", "is_instance_of": "数字",
    "decimal_type": "数字", "model_attributes_type": "“键: 值”",
}  # fmt: skip


def explain(text: Text, root: type[BaseModel], error: ValidationError) -> list[tuple[Path, RuleFileError]]:
    """Each error with the path to it, in the order of the file."""
    faults: dict[str, tuple[Path, RuleFileError]] = {}
    for one in error.errors(include_url=False):
        path = _data_path(text.data, one["loc"])
        fault = _explain_one(text, root, path, one)
        # A union (text or list …) reports each branch; each path is reported once, unknown keys first.
        if fault.where not in faults or one["type"] == "extra_forbidden":
            faults[fault.where] = (path, fault)
    # Of the branches of a union, the one that matched deeper is what the author meant.
    paths = [path for path, _ in faults.values()]
    told = [
        (path, fault)
        for path, fault in faults.values()
        if not any(len(other) > len(path) and other[: len(path)] == path for other in paths) or "缺少" in fault.what
    ]
    return sorted(told, key=lambda item: (item[1].line or 0, item[1].column or 0))


def _explain_one(text: Text, root: type[BaseModel], path: Path, error: ErrorDetails) -> RuleFileError:
    key = str(path[-1]) if path else ""
    shown = _shown(path)
    match error["type"]:
        case "extra_forbidden":
            names = [field.alias or name for model in _models(root, path[:-1]) for name, field in fields(model)]
            return problem(f"{shown}：不认识的键“{key}”", text.place(path, key=True), did_you_mean(key, names, "键"))
        case "missing":
            return problem(f"{shown}：缺少“{error['loc'][-1]}”", text.place(path))
        case "enum" | "literal_error":
            allowed = [word.strip("'") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
            advice = did_you_mean(str(error["input"]), allowed, "值")
            return problem(f"{shown}：不能是“{error['input']}”", text.place(path), advice)
        case "too_short":
            return problem(f"{shown}：列表不能为空", text.place(path))
        case "string_too_short":
            return problem(f"{shown}：不能为空", text.place(path))
        case kind:
            return problem(f"{shown}：应为{_EXPECTED.get(kind, '别的写法')}", text.place(path))


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    return iter(model.model_fields.items())


def _data_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """``loc`` without pydantic's own steps (union branches): only what leads through the data."""
    path: list[int | str] = []
    for position, step in enumerate(loc):
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif position == len(loc) - 1:
            break
        else:
            continue
        path.append(step)
    return tuple(path)


def _models(root: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """The models that may stand at ``path``: each step is a field, or an index or key of what a field holds."""
    at: Any = root
    for step in path:
        named = [f for model in _within(at) for name, f in fields(model) if step in (f.alias or name, name)]
        if named:
            at = named[0].annotation
    return list(_within(at))


def _within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for part in get_args(annotation):
        yield from _within(part)


def _shown(path: Path) -> str:
    """A path in words: rules, 3, where is 第4条规则的 where."""
    words = [f"第{step + 1}项" if isinstance(step, int) else step for step in path]
    if len(words) >= 2 and path[0] == "rules":
        words = [f"第{int(path[1]) + 1}条规则", *words[2:]]
    return "的 ".join(words) or "规则文件"
