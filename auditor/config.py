"""``auditor.yaml``: which packs, waivers and baseline the documents in and below its folder are judged by.

rules: [core, 本市规则.yaml]
waivers: 豁免.yaml
baseline: 上次/findings.json
fail_on: warning
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.errors import RuleFileError, UsageError, reason
from auditor.rulebook.find import known_packs
from auditor.rulebook.ruleset import RuleFilesError
from auditor.rulebook.schema_errors import explain
from auditor.rulebook.source import MAX_BYTES, Text, problem, read_yaml
from auditor.rulebook.suggestions import did_you_mean

NAME = "auditor.yaml"


class ConfigText(BaseModel):
    """The file as written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rules: list[str] = Field(default=["core"], min_length=1, description="规则包：名称、文件或文件夹")
    waivers: str | None = Field(default=None, description="豁免清单，相对本文件的路径")
    baseline: str | None = Field(default=None, description="上次的 findings.json，相对本文件的路径")
    fail_on: Literal["error", "warning", "never"] | None = Field(
        default=None, description="有这一级及以上的问题时返回 1：error、warning 或 never"
    )


@dataclass(frozen=True, slots=True)
class Config:
    """A project file as read. ``rules`` holds names of packs and absolute paths, ready for ``load_packs``."""

    path: Path
    rules: tuple[str | Path, ...]
    waivers: Path | None = None
    baseline: Path | None = None
    fail_on: str | None = None


def find_config(paths: Iterable[str | Path]) -> Config | None:
    """The project file in force for these documents: in the folder of each or the nearest above it.

    None if there is none. Raises UsageError if the documents belong to different ones, RuleFilesError with
    all errors of the file.
    """
    found = {file for path in paths if (file := _above(Path(path)))}
    if len(found) > 1:
        where = "、".join(sorted(str(file) for file in found))
        raise UsageError(f"所审文件分属不同的 {NAME}", where, "请分开审核，或用 --rules 指定规则包")
    return read_config(found.pop()) if found else None


def _above(path: Path) -> Path | None:
    start = path.resolve()
    for folder in (start, *start.parents):
        file = folder / NAME
        if file.is_file():
            return file
    return None


def read_config(path: str | Path) -> Config:
    """Read one project file. Raises RuleFilesError."""
    file = Path(path).resolve()
    try:
        with file.open("rb") as stream:
            text = read_yaml(str(file), stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise RuleFilesError([RuleFileError(f"打不开（{reason(error)}）", str(file))]) from None
    except RuleFileError as error:
        raise RuleFilesError([error]) from None
    if not isinstance(text.data, dict):
        what = "项目文件是空的" if text.data is None else "项目文件的最外层应是“键: 值”"
        raise RuleFilesError([problem(what, text.place(()), "如 rules: [core]")])
    try:
        content = ConfigText.model_validate(text.data)
    except ValidationError as error:
        raise RuleFilesError([fault for _, fault in explain(text, ConfigText, error)]) from None
    errors: list[RuleFileError] = []
    made = Config(
        path=file,
        rules=tuple(_pack(name, number, file.parent, text, errors) for number, name in enumerate(content.rules)),
        waivers=_beside(content.waivers, "waivers", file.parent, text, errors),
        baseline=_beside(content.baseline, "baseline", file.parent, text, errors),
        fail_on=content.fail_on,
    )
    if errors:
        raise RuleFilesError(errors)
    return made


def _pack(name: str, number: int, folder: Path, text: Text, errors: list[RuleFileError]) -> str | Path:
    known = known_packs()
    if name in known:
        return name
    place = text.place(("rules", number))
    path = _relative(name, folder)
    if path is None:
        errors.append(problem(f"规则包只写名称或相对路径，不能是“{name}”", place))
    elif not path.exists():
        advice = did_you_mean(name, known, "规则包") + "；也可写规则文件或文件夹的路径"
        errors.append(problem(f"找不到规则包“{name}”", place, advice))
    return path or name


def _beside(name: str | None, key: str, folder: Path, text: Text, errors: list[RuleFileError]) -> Path | None:
    if name is None:
        return None
    path = _relative(name, folder)
    if path is None:
        errors.append(problem(f"{key} 只写相对路径，不能是“{name}”", text.place((key,))))
    elif not path.is_file():
        errors.append(problem(f"找不到 {key} 文件“{name}”", text.place((key,)), f"应在 {folder} 中"))
    return path


def _relative(name: str, folder: Path) -> Path | None:
    """The path, or None if it is not relative: the project file may be untrusted, sent along with the documents."""
    windows = PureWindowsPath(name)
    if not windows.parts or "\x00" in name or ":" in name or windows.root or windows.drive:
        return None
    return (folder / Path(*windows.parts)).resolve()
